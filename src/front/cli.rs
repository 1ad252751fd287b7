//! What can be typed. One definition feeds the parser, the help and the manual; each command turns its part into what is
//! to be done.

mod caching;
mod choices;
mod editing;
mod limiting;
mod shell;

#[cfg(feature = "serve")]
mod serving;

#[cfg(feature = "serve")]
pub use serving::ServeArgs;

pub use caching::CacheArgs;
pub use choices::{Color, CompareFormatArg, EncodingArg, FailOn, InputArg, Lang, ParseFormatArg, SchemaArg};
pub use editing::LspArgs;
pub use limiting::{FindingArgs, SizeArgs};
pub use shell::{CompletionsArgs, ManArgs};

use super::command;
use super::lsp;
use super::outputs::Wanted;
use crate::emit::{CheckFormat, MapFormat};
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// A linter for arguments (論據).
///
/// Reads an article, finds its claims, evidence and calls to action, and points out where the argument is weak.
#[derive(Debug, Parser)]
#[command(name = "lunju", version, arg_required_else_help = true, after_help = EXAMPLES, after_long_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    speech: Speech,
}

const EXAMPLES: &str = "\
Examples:
  lunju check drafts/          check every article below drafts/
  lunju parse drafts/trees.md  show the argument of one article

Exit status: 0 nothing to report, 1 findings, 2 something could not be done.";

/// How lunju speaks, for every command.
#[derive(Clone, Copy, Debug, Args)]
pub struct Speech {
    /// The language of messages [default: the article's own]
    #[arg(long, value_enum, ignore_case = true, global = true, value_name = "LANGUAGE")]
    pub lang: Option<Lang>,
    /// Colour the output
    #[arg(long, value_enum, global = true, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

/// Where settings come from.
#[derive(Clone, Debug, Default, Args)]
pub struct ConfigArgs {
    /// Read no lunju.toml and no pages of .lunju
    #[arg(long)]
    pub isolated: bool,
    /// Set a key of the configuration, as in lunju.toml: set="all"
    #[arg(long, value_name = "KEY=VALUE")]
    pub config: Vec<String>,
}

/// Which lints run, for the commands that run them.
#[derive(Clone, Debug, Default, Args)]
pub struct LintArgs {
    /// Run these lints and no others
    #[arg(long, value_delimiter = ',', value_name = "LINT,..")]
    pub select: Option<Vec<String>>,
    /// Leave these lints out
    #[arg(long, value_delimiter = ',', value_name = "LINT,..")]
    pub ignore: Vec<String>,
    /// Where settings come from
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// How articles are read.
#[derive(Clone, Debug, Default, Args)]
pub struct FileArgs {
    /// Read all text files in this encoding [default: what each file says or looks like]
    #[arg(long, value_enum, ignore_case = true, value_name = "ENCODING")]
    pub encoding: Option<EncodingArg>,
    /// In folders, take the files that match this pattern, and no others; may be given several times
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,
    /// How big an article may be
    #[command(flatten)]
    pub size: SizeArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(CheckArgs),
    Baseline(BaselineArgs),
    Compare(CompareArgs),
    Parse(ParseArgs),
    Map(MapArgs),
    Explain(ExplainArgs),
    Lints(LintsArgs),
    Test(TestArgs),
    Init(InitArgs),
    Schema(SchemaArgs),
    NewLint(NewLintArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    Lsp(LspArgs),
}

/// Find what is weak in the argument of articles.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju check drafts/ --ignore missing-source
  cat draft.md | lunju check - --stdin-filename draft.md --format json --format sarif:out.sarif")]
pub struct CheckArgs {
    /// Articles, folders of articles, or - for standard input
    ///
    /// Folders are searched for .txt, .md, .markdown, .html, .htm and .docx files that no .gitignore leaves out. Without a
    /// path, the current folder is checked.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to print findings, and into which file; may be given several times [default: terminal]
    ///
    /// For people: terminal, concise (one line a finding), queries (the questions for the author, as Markdown), html (a page
    /// with the articles and the findings in the margin). For scripts: json, jsonl (one article a line). For other tools:
    /// sarif, rdjsonl, github, gitlab, checkstyle, junit. Without a path the format goes to standard output.
    #[arg(long, value_parser = check_format, value_name = "FORMAT[:PATH]")]
    pub format: Vec<Wanted<CheckFormat>>,
    /// Write a copy of the article, a .docx file, with every finding as a comment on its words
    ///
    /// Each comment holds the message, the help and the question to the author. Everything else in the copy is as it was. Word
    /// allows no comments in foot- and endnotes; findings there stand on the note's mark in the text.
    #[arg(long, value_name = "FILE.docx")]
    pub annotate: Option<PathBuf>,
    /// What the paths hold: articles, or archives of articles as JSON lines
    ///
    /// Of an archive each line is an object with a `text`, an `id` if it has one, and whatever else. For each line one is printed, in
    /// order: its fields without the text, and under `lunju` what `--format jsonl` prints. A line that cannot be checked gets
    /// an error there, and the run goes on.
    #[arg(long, value_enum, default_value_t = InputArg::Files, value_name = "KIND", conflicts_with_all = ["annotate", "baseline", "only_changed", "include", "encoding"])]
    pub input: InputArg,
    /// How articles are read
    #[command(flatten)]
    pub files: FileArgs,
    /// Which lints run
    #[command(flatten)]
    pub lints: LintArgs,
    /// How much is shown of an article
    #[command(flatten)]
    pub findings: FindingArgs,
    /// Exit with 1 from this severity on [default: warning]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// The name to report standard input under; its ending tells the file format
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Leave out the findings that this file knows (see `lunju baseline`)
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Leave out the findings in units that have not changed since this git revision
    #[arg(long, value_name = "REV")]
    pub only_changed: Option<String>,
    /// Whether findings are kept for the next run
    #[command(flatten)]
    pub cache: CacheArgs,
    /// Check again after every save, until Ctrl-C
    #[arg(long, conflicts_with = "input")]
    pub watch: bool,
}

/// Record today's findings, so that `check --baseline` reports only new ones.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju baseline drafts/
  lunju baseline drafts/ --output known.json --ignore missing-source")]
pub struct BaselineArgs {
    /// Articles, folders of articles, or - for standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Where to write the findings
    #[arg(long, value_name = "FILE", default_value = "lunju-baseline.json")]
    pub output: PathBuf,
    /// How articles are read
    #[command(flatten)]
    pub files: FileArgs,
    /// Which lints run
    #[command(flatten)]
    pub lints: LintArgs,
}

/// Show which findings a new version of an article resolves, and which are new in it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju compare first.md second.md
  lunju compare drafts/monday drafts/tuesday --format json")]
pub struct CompareArgs {
    /// The old version: an article, or a folder of articles
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The new version: an article, or a folder with articles of the same names
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// How to print the comparison
    #[arg(long, value_enum, default_value_t = CompareFormatArg::Terminal, value_name = "FORMAT")]
    pub format: CompareFormatArg,
    /// How articles are read
    #[command(flatten)]
    pub files: FileArgs,
    /// Which lints run
    #[command(flatten)]
    pub lints: LintArgs,
    /// Exit with 1 if a new finding has this severity or a higher one [default: warning]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
}

fn check_format(text: &str) -> Result<Wanted<CheckFormat>, String> {
    Wanted::parse(text, &CheckFormat::ALL.map(|format| (format.name(), format)))
}

/// Show the argument of an article: its sections, claims, evidence and calls to action.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju parse drafts/trees.md --why
  lunju parse - --format json < draft.txt")]
pub struct ParseArgs {
    /// The article, or - for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How to print the argument
    #[arg(long, value_enum, default_value_t = ParseFormatArg::Tree, value_name = "FORMAT")]
    pub format: ParseFormatArg,
    /// Read a text file in this encoding [default: what the file says or looks like]
    #[arg(long, value_enum, ignore_case = true, value_name = "ENCODING")]
    pub encoding: Option<EncodingArg>,
    /// How big the article may be
    #[command(flatten)]
    pub size: SizeArgs,
    /// Show which features decided the role of each unit (tree only)
    #[arg(long)]
    pub why: bool,
    /// The name to report standard input under; its ending tells the file format
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Where settings come from
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// Draw the argument of an article as a map: sections, claims with their evidence, sources, attacks.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju map drafts/trees.md --format svg:trees.svg
  lunju map drafts/trees.md --format argdown")]
pub struct MapArgs {
    /// The article, or - for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The form of the map, and the file to write it into
    ///
    /// A picture: svg. For tools that draw: dot (Graphviz), mermaid. For tools that reason: argdown, aif-json. Without a path
    /// the map goes to standard output.
    #[arg(long, value_parser = map_format, default_value = "svg", value_name = "FORMAT[:PATH]")]
    pub format: Wanted<MapFormat>,
    /// Read a text file in this encoding [default: what the file says or looks like]
    #[arg(long, value_enum, ignore_case = true, value_name = "ENCODING")]
    pub encoding: Option<EncodingArg>,
    /// How big the article may be
    #[command(flatten)]
    pub size: SizeArgs,
    /// The name to report standard input under; its ending tells the file format
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Where settings come from
    #[command(flatten)]
    pub config: ConfigArgs,
}

fn map_format(text: &str) -> Result<Wanted<MapFormat>, String> {
    Wanted::parse(text, &MapFormat::ALL.map(|format| (format.name(), format)))
}

/// Show the page of a lint: what it flags, why, and when to ignore it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju explain missing-source
  lunju explain rhetorical-absolute --color always | less -R")]
pub struct ExplainArgs {
    /// The lint's id, as findings show it
    #[arg(value_name = "LINT")]
    pub lint: String,
    /// Where settings come from
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// List the lints with their severity.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju lints
  lunju lints --lang en | grep warning")]
pub struct LintsArgs {
    /// Where settings come from
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// Run the examples of lint pages.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju test .lunju/lints            run the examples of your own pages
  lunju test .lunju/lints --mutate   look for parts of them that no example tests")]
pub struct TestArgs {
    /// A folder of lint pages, a pack, or one page [default: all lints in use]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Break the pages, part by part, and report what their examples do not notice
    ///
    /// Empties `match` and `select`, and leaves out one pattern or excuse after the other. A change that no example notices
    /// is a part of the page that is not tested.
    #[arg(long)]
    pub mutate: bool,
    /// Where settings come from
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// Write a new lint page to fill in; it loads, and fails its own test until it is filled in.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju new-lint tired-phrase
  lunju new-lint tired-phrase packs/desk/lints/rhetoric")]
pub struct NewLintArgs {
    /// The lint's id: small letters, digits and hyphens
    #[arg(value_name = "ID")]
    pub id: String,
    /// The folder to write it into [default: .lunju/lints/house of the project]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Write a commented lunju.toml and an example lint into the current folder.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju init
  lunju init --lang zh-Hant    with Chinese comments")]
pub struct InitArgs {}

/// Print the JSON Schema of the configuration, or of the front matter of lint pages.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju schema config > lunju.schema.json
  lunju schema lint")]
pub struct SchemaArgs {
    /// What the schema describes
    #[arg(value_enum, value_name = "WHAT")]
    pub what: SchemaArg,
}

/// What can be typed, for those who describe it: shells and manual pages.
#[must_use]
pub fn definition() -> clap::Command {
    Cli::command()
}

/// Runs the command line of the process.
#[must_use]
pub fn main() -> ExitCode {
    let Cli { command, speech } = Cli::parse();
    match command {
        Command::Check(typed) => command::check::run(&typed, speech),
        Command::Baseline(typed) => command::baseline::run(typed, speech),
        Command::Compare(typed) => command::compare::run(&typed, speech),
        Command::Parse(typed) => command::parse::run(&typed, speech),
        Command::Map(typed) => command::map::run(&typed, speech),
        Command::Explain(typed) => command::explain::run(&typed, speech),
        Command::Lints(typed) => command::lints::run(&typed, speech),
        Command::Test(typed) => command::test::run(&typed, speech),
        Command::Init(InitArgs {}) => command::init::run(speech),
        Command::Schema(typed) => command::schema::run(&typed, speech),
        Command::Lsp(typed) => lsp::run(&typed, speech),
        Command::NewLint(typed) => command::new_lint::run(&typed, speech),
        Command::Completions(typed) => command::completions::run(&typed, speech),
        Command::Man(typed) => command::man::run(&typed, speech),
        #[cfg(feature = "serve")]
        Command::Serve(typed) => command::serve::run(&typed, speech),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_shows_two_examples() {
        for command in Cli::command().get_subcommands().filter(|command| command.get_name() != "help") {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert_eq!(help.matches("lunju ").count(), 2, "{}: {help}", command.get_name());
        }
    }
}
