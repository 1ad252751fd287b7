//! `lunju check`: articles to findings.

use super::{console, style, unknown_lint};
use crate::emit::{self, CheckFormat, Style};
use crate::front::articles::{Loaded, load};
use crate::front::cli::{CheckArgs, CheckFormatArg, FailOn, Speech};
use crate::front::console::{Console, Status, output};
use crate::front::files::{self, Input};
use crate::front::messages::Message;
use crate::front::pages::Pages;
use crate::lint::{Settings, lint};
use crate::model::diagnostic::{Failure, MessageLanguage, Report, Severity, Summary};
use crate::pack::page::Pack;
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Articles that are read before the first of them is printed: enough to keep every core busy, few enough for any memory.
const AT_ONCE: usize = 256;

/// What is to be checked, and how.
struct Check {
    inputs: Vec<Input>,
    pack: Pack,
    settings: Settings,
    format: CheckFormat,
    style: Style,
    /// The least severity that fails the run.
    fail_on: Option<Severity>,
}

/// What became of one input.
enum Checked {
    Report(Report),
    Empty(String),
    Failed(Failure),
}

/// Checks what was typed.
pub fn run(typed: CheckArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let Pages { pack, sources, failures, .. } = Pages::of_paths(&typed.paths, console.language);
    console.fail_all(failures);
    let check = Check::new(typed, pack, style, &mut console);
    let mut status = Status::Clean;
    let written = check.write(&mut output(), &mut console, &mut status);
    console.end(written, status, &sources)
}

impl Check {
    /// Notes on `console` what of the command line cannot be done; the rest is done.
    fn new(typed: CheckArgs, pack: Pack, style: Style, console: &mut Console) -> Self {
        let paths = match typed.paths {
            paths if !paths.is_empty() => paths,
            _ if typed.stdin_filename.is_some() => vec![PathBuf::from("-")],
            _ => vec![PathBuf::from(".")],
        };
        let (inputs, wrong) = files::find(&paths, typed.stdin_filename.as_deref());
        for (path, message) in wrong {
            console.fail(&path, &message);
        }
        let mut known = |option: &str, ids: Vec<String>| -> Vec<String> {
            let (known, unknown) = ids.into_iter().partition(|id| pack.page(id).is_some());
            let unknown: Vec<String> = unknown;
            for id in unknown {
                console.fail(option, &unknown_lint(&pack, &id));
            }
            known
        };
        let select = typed.select.map(|ids| known("--select", ids));
        let ignore = known("--ignore", typed.ignore);
        Self {
            inputs,
            settings: Settings { select, ignore, language: style.language },
            pack,
            format: match typed.format {
                CheckFormatArg::Terminal => CheckFormat::Terminal,
                CheckFormatArg::Json => CheckFormat::Json,
            },
            style,
            fail_on: match typed.fail_on {
                FailOn::Error => Some(Severity::Error),
                FailOn::Warning => Some(Severity::Warning),
                FailOn::Info => Some(Severity::Info),
                FailOn::Never => None,
            },
        }
    }

    /// Checks the inputs and writes their reports, in the order of the inputs whatever the number of threads.
    fn write(&self, out: &mut dyn Write, console: &mut Console, status: &mut Status) -> io::Result<()> {
        let mut emitter = emit::reports(self.format, self.style);
        let mut summary = Summary::default();
        for inputs in self.inputs.chunks(AT_ONCE) {
            for checked in self.check_all(inputs, console.language) {
                match checked {
                    Checked::Report(report) => {
                        *status = (*status).max(self.status_of(&report));
                        summary.add(&report.summary);
                        emitter.report(out, &report)?;
                    }
                    Checked::Empty(path) => console.note(&path, &Message::Empty),
                    Checked::Failed(failure) => console.fail_all([failure]),
                }
            }
        }
        emitter.finish(out, &summary, console.failures())?;
        out.flush()
    }

    fn check_all(&self, inputs: &[Input], language: MessageLanguage) -> Vec<Checked> {
        // One article does not pay for starting threads.
        if let [input] = inputs {
            return vec![self.check(input, language)];
        }
        inputs.par_iter().map(|input| self.check(input, language)).collect()
    }

    fn check(&self, input: &Input, language: MessageLanguage) -> Checked {
        match load(input, &self.pack.lexicons, language) {
            Loaded::Article(loaded) => Checked::Report(lint(&self.pack, &self.settings, &loaded.0, &loaded.1)),
            Loaded::Empty(_) => Checked::Empty(input.name.clone()),
            Loaded::Failed(failure) => Checked::Failed(failure),
        }
    }

    fn status_of(&self, report: &Report) -> Status {
        let worst = report.diagnostics.iter().map(|diagnostic| diagnostic.severity).max();
        match (worst, self.fail_on) {
            (Some(worst), Some(least)) if worst >= least => Status::Findings,
            _ => Status::Clean,
        }
    }
}
