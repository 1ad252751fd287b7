//! `lunju check`: articles to findings.

use super::{console, known_lints, style};
use crate::emit::{self, CheckFormat, Style};
use crate::front::articles::{Loaded, load_wanted};
use crate::front::cli::{CheckArgs, CheckFormatArg, FailOn, Speech};
use crate::front::config::{Configurations, Configured};
use crate::front::console::{Console, Status, output};
use crate::front::files::{self, Input};
use crate::front::known::Known;
use crate::front::messages::Message;
use crate::front::pages::{Named, Pages, base_of};
use crate::lint::{Wishes, lint};
use crate::model::argument::Language;
use crate::model::diagnostic::{Failure, MessageLanguage, Report, Summary};
use crate::pack::page::Pack;
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Articles that are read before the first of them is printed: enough to keep every core busy, few enough for any memory.
const AT_ONCE: usize = 256;

/// What is to be checked, and how.
struct Check {
    inputs: Vec<Input>,
    pack: Pack,
    configurations: Configurations,
    /// What the command line says about lints.
    wishes: Wishes,
    known: Known,
    format: CheckFormat,
    style: Style,
    /// The least severity that fails the run, if the command line says so.
    fail_on: Option<FailOn>,
}

/// What became of one input.
enum Checked {
    /// Findings, and how the run ends for them.
    Report(Report, Status),
    Empty(String),
    Unwanted(String, Language),
    Failed(Failure),
}

/// Checks what was typed.
pub fn run(typed: &CheckArgs, speech: Speech) -> ExitCode {
    let mut style = style(speech);
    let mut console = console(style);
    let inputs = find(typed, &mut console);
    let (mut configurations, failures) = Configurations::load(&typed.config, &inputs, style.language);
    console.fail_all(failures);
    style.language = configurations.language();
    console.language = style.language.unwrap_or(console.language);
    let pages = pages(typed, &configurations.packs(), console.language);
    console.fail_all(configurations.check_lints(&pages.known()));
    let Pages { pack, mut sources, failures, .. } = pages;
    console.fail_all(failures);
    sources.extend(configurations.sources());
    let wishes = wishes(typed, &pack, &mut console);
    let format = match typed.format {
        CheckFormatArg::Terminal => CheckFormat::Terminal,
        CheckFormatArg::Json => CheckFormat::Json,
    };
    let known = Known::new(typed.baseline.as_deref(), typed.only_changed.clone(), &mut console);
    let check = Check { inputs, pack, configurations, wishes, known, format, style, fail_on: typed.fail_on };
    let mut status = Status::Clean;
    let written = check.write(&mut output(), &mut console, &mut status);
    console.end(written, status, &sources)
}

/// The articles to check; what cannot be found is noted on `console`.
fn find(typed: &CheckArgs, console: &mut Console) -> Vec<Input> {
    let here = match &typed.stdin_filename {
        Some(_) => [PathBuf::from("-")],
        None => [PathBuf::from(".")],
    };
    let paths = if typed.paths.is_empty() { &here[..] } else { &typed.paths };
    let (inputs, wrong) = files::find(paths, typed.stdin_filename.as_deref());
    for (path, message) in wrong {
        console.fail(&path, &message);
    }
    inputs
}

/// The pages of the run: those of the project of the first path, unless the run is isolated, and those of `packs`.
fn pages(typed: &CheckArgs, packs: &[Named], language: MessageLanguage) -> Pages {
    let named = typed.paths.iter().map(PathBuf::as_path).find(|path| path.as_os_str() != "-");
    let first = named.or(typed.stdin_filename.as_deref().map(Path::new)).unwrap_or(Path::new(""));
    let base = if typed.config.isolated { None } else { base_of(first) };
    Pages::load(base.as_deref(), packs, language)
}

/// What the command line says about lints; those that there are not are noted on `console`.
fn wishes(typed: &CheckArgs, pack: &Pack, console: &mut Console) -> Wishes {
    let select = typed.select.clone().map(|ids| known_lints("--select", ids, pack, console));
    Wishes { select, ignore: known_lints("--ignore", typed.ignore.clone(), pack, console), ..Wishes::default() }
}

impl Check {
    /// Checks the inputs and writes their reports, in the order of the inputs whatever the number of threads.
    fn write(&self, out: &mut dyn Write, console: &mut Console, status: &mut Status) -> io::Result<()> {
        let mut emitter = emit::reports(self.format, self.style);
        let mut summary = Summary::default();
        for inputs in self.inputs.chunks(AT_ONCE) {
            for checked in self.check_all(inputs, console.language).into_iter().flatten() {
                match checked {
                    Checked::Report(report, ended) => {
                        *status = (*status).max(ended);
                        summary.add(&report.summary);
                        emitter.report(out, &report)?;
                    }
                    Checked::Empty(path) => console.note(&path, &Message::Empty),
                    Checked::Unwanted(path, language) => {
                        console.note(&path, &Message::OtherLanguage(language.name().to_owned()));
                    }
                    Checked::Failed(failure) => console.fail_all([failure]),
                }
            }
        }
        emitter.finish(out, &summary, console.failures())?;
        out.flush()
    }

    fn check_all(&self, inputs: &[Input], language: MessageLanguage) -> Vec<Option<Checked>> {
        // One article does not pay for starting threads.
        if let [input] = inputs {
            return vec![self.check(input, language)];
        }
        inputs.par_iter().map(|input| self.check(input, language)).collect()
    }

    /// None where the configuration of the input is broken, as has been said.
    fn check(&self, input: &Input, language: MessageLanguage) -> Option<Checked> {
        let Configured { settings, languages, fail_on } = self.configurations.of(input, &self.wishes)?;
        let fail_on = self.fail_on.unwrap_or(fail_on);
        Some(match load_wanted(input, &self.pack.lexicons, language, languages.as_deref()) {
            Loaded::Article(loaded) => {
                let (article, argument) = &*loaded;
                let mut report = lint(&self.pack, &settings, article, argument);
                match self.known.leave_out(&mut report, input, (article, argument), &self.pack) {
                    Ok(()) => {
                        let ended = status_of(&report, fail_on);
                        Checked::Report(report, ended)
                    }
                    Err(trouble) => Checked::Failed(Failure {
                        path: input.name.clone(),
                        position: None,
                        message: trouble.text(language),
                    }),
                }
            }
            Loaded::Empty(_) => Checked::Empty(input.name.clone()),
            Loaded::Unwanted(spoken) => Checked::Unwanted(input.name.clone(), spoken),
            Loaded::Failed(failure) => Checked::Failed(failure),
        })
    }
}

fn status_of(report: &Report, fail_on: FailOn) -> Status {
    let worst = report.diagnostics.iter().map(|diagnostic| diagnostic.severity).max();
    match (worst, fail_on.severity()) {
        (Some(worst), Some(least)) if worst >= least => Status::Findings,
        _ => Status::Clean,
    }
}
