//! `lunju parse`: one article to its argument.

use super::{console, packs_of, project_of, style};
use crate::emit::{self, ParseFormat, Parsed, Style};
use crate::front::articles::{Loaded, doubts, load};
use crate::front::cli::{ParseArgs, ParseFormatArg, Speech};
use crate::front::console::{Status, output};
use crate::front::files::Input;
use crate::front::limits::Limits;
use crate::front::messages::Message;
use crate::front::pages::Pages;
use crate::lint::credit;
use crate::model::argument::Argument;
use crate::model::article::{Article, Encoding};
use crate::pack::lexicon::Lexicons;
use crate::parse::why;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// What is to be parsed, and how it is shown.
struct Parse {
    input: Input,
    format: ParseFormat,
    style: Style,
    why: bool,
}

/// Parses what was typed.
pub fn run(typed: &ParseArgs, speech: Speech) -> ExitCode {
    let parse = Parse::new(typed, style(speech));
    let mut console = console(parse.style);
    let place = place_of(typed);
    let (wanted, limits, configured) = packs_of(&typed.config, place, parse.style, &mut console);
    let base = project_of(&typed.config, place);
    let Pages { pack, mut sources, mut failures, .. } = Pages::load(base.as_deref(), &wanted, console.language);
    sources.extend(configured);
    // The words of a house count for a parse, its lints do not: their mistakes are for `check` to tell.
    failures.retain(|failure| Path::new(&failure.path).extension().is_none_or(|extension| extension != "md"));
    console.fail_all(failures);
    let lexicons = pack.lexicons;
    let mut written = Ok(());
    match load(&parse.input, Limits::from(typed.size).or(limits), &lexicons, console.language) {
        Loaded::Article(loaded) => {
            console.note_all(doubts(&loaded.0, &loaded.1, console.language));
            written = parse.write(&loaded.0, &loaded.1, &lexicons);
        }
        Loaded::Empty(loaded) => {
            console.note(&parse.input.name, &Message::Empty);
            written = parse.write(&loaded.0, &loaded.1, &lexicons);
        }
        Loaded::Unwanted(language) => {
            console.note(&parse.input.name, &Message::OtherLanguage(language.name().to_owned()));
        }
        Loaded::Failed(failure) => console.fail_all([failure]),
    }
    console.end(written, Status::Clean, &sources)
}

/// The path of the article, as far as it has one.
fn place_of(typed: &ParseArgs) -> &Path {
    match &typed.stdin_filename {
        _ if typed.file.as_os_str() != "-" => &typed.file,
        Some(name) => Path::new(name),
        None => Path::new(""),
    }
}

impl Parse {
    fn new(typed: &ParseArgs, style: Style) -> Self {
        let input = if typed.file.as_os_str() == "-" {
            Input::stdin(typed.stdin_filename.as_deref())
        } else {
            Input::file(typed.file.clone())
        };
        let input = Input { encoding: typed.encoding.map(Encoding::from), ..input };
        let format = match typed.format {
            ParseFormatArg::Tree => ParseFormat::Tree,
            ParseFormatArg::Json => ParseFormat::Json,
        };
        Self { input, format, style, why: typed.why }
    }

    fn write(&self, article: &Article, argument: &Argument, lexicons: &Lexicons) -> io::Result<()> {
        let argument = &*credit(argument, lexicons);
        let reasons = self.why.then(|| why(article, lexicons));
        let mut out = output();
        let parsed = Parsed { article, argument, reasons: reasons.as_deref() };
        emit::argument(self.format, self.style, &parsed, &mut out)?;
        out.flush()
    }
}
