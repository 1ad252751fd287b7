//! `lunju check --input jsonl`: the articles of an archive, one JSON object a line, to their findings, one line each.
//!
//! The form in which Spark's `pipe`, GNU parallel and the like run a program over millions of articles: results come in the order
//! of the lines, as soon as no more lines are at hand, and memory holds a few hundred articles, however many there are.

use super::check::{limits, status_of};
use super::run::{Linted, Run, first};
use super::{console, style};
use crate::emit::{self, CheckFormat};
use crate::front::cli::{CheckArgs, FailOn, Speech};
use crate::front::console::{Console, Status};
use crate::front::files::{Input, shown, unreadable};
use crate::front::limits::Limits;
use crate::front::messages::Message;
use crate::front::messages::limit::Exceeded;
use crate::front::messages::outlet::Blocked;
use crate::front::outputs::{Target, name_of, not_written};
use crate::front::records::{Line, Lines, Record};
use crate::model::argument::Language;
use crate::model::diagnostic::{Failure, MessageLanguage, Report, Summary};
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the lines are checked with.
struct Archive {
    run: Run,
    /// What the configuration goes by: standard input, under the name that was typed.
    of: Input,
    fail_on: Option<FailOn>,
    language: MessageLanguage,
    limits: Limits,
}

/// The result of a line, as it is printed, and how the run ends for it.
type Outcome = (Vec<u8>, Status);

/// Checks what was typed.
pub fn run(typed: &CheckArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let of = Input::stdin(typed.stdin_filename.as_deref());
    let place = first(&typed.paths, typed.stdin_filename.as_deref());
    let run = Run::new(&typed.lints.config, place, std::slice::from_ref(&of), style, &mut console);
    let run = run.choosing(&typed.lints, &mut console).within(limits(typed));
    let limits = run.configured(&of).map_or_else(Limits::default, |configured| configured.limits);
    let archive = Archive { limits, of, fail_on: typed.fail_on, language: console.language, run };
    let path = match &typed.format[..] {
        [] => None,
        [wanted] if wanted.format == CheckFormat::JsonLines => wanted.path.as_deref(),
        _ => {
            console.fail("--format", &Message::Outlet(Blocked::OnlyJsonLines));
            return console.end(Ok(()), Status::Clean, &archive.run.sources);
        }
    };
    let mut status = Status::Clean;
    match Target::open(path) {
        Ok(mut target) => {
            let written = archive.check(&typed.paths, &mut target, &mut status, &mut console);
            if let Err(error) = written.and_then(|()| target.close()) {
                not_written(&name_of(path), &error, &mut console);
            }
        }
        Err(error) => not_written(&name_of(path), &error, &mut console),
    }
    console.end(Ok(()), status, &archive.run.sources)
}

impl Archive {
    /// Checks the archives `paths`, none: standard input, and says on `console` which could not be read, or not whole. An error is
    /// one of writing.
    fn check(&self, paths: &[PathBuf], out: &mut Target, status: &mut Status, console: &mut Console) -> io::Result<()> {
        let stdin = [PathBuf::from("-")];
        for path in if paths.is_empty() { &stdin } else { paths } {
            let read: io::Result<Box<dyn Read>> = match &**path {
                path if path == Path::new("-") => Ok(Box::new(io::stdin())),
                path => File::open(path).map(|file| Box::new(file) as Box<dyn Read>),
            };
            let mut bad = 0;
            let ended = match read {
                Ok(from) => self.lines(from, out, status, &mut bad)?,
                Err(error) => Err(error),
            };
            if bad > 0 {
                console.fail(&shown(path), &Message::BadLines(bad));
            }
            if let Err(error) = ended {
                console.fail(&shown(path), &unreadable(&error));
            }
        }
        Ok(())
    }

    /// Checks the lines of `from`, and counts those that cannot be. The outer error is one of writing, the inner one of reading.
    fn lines(
        &self,
        from: impl Read,
        out: &mut Target,
        status: &mut Status,
        bad: &mut usize,
    ) -> io::Result<io::Result<()>> {
        let mut lines = Lines::new(from, self.limits.megabytes() << 20);
        loop {
            let few = match lines.next_few() {
                Ok(few) if few.is_empty() => return Ok(Ok(())),
                Ok(few) => few,
                Err(error) => return Ok(Err(error)),
            };
            let outcomes: Vec<Outcome> = match &few[..] {
                [(number, line)] => vec![self.line(*number, line)],
                few => few.par_iter().map(|(number, line)| self.line(*number, line)).collect(),
            };
            for (result, ended) in outcomes {
                out.write_all(&result)?;
                *bad += usize::from(ended == Status::Failed);
                *status = (*status).max(ended);
            }
            out.flush()?;
        }
    }

    /// The result of one line.
    fn line(&self, number: usize, line: &Line) -> Outcome {
        let record = match line {
            Line::Whole(line) => Record::read(line).map_err(|error| Message::BadLine(error.to_string())),
            Line::TooLong => Err(Message::Limit(Exceeded::Size(self.limits.megabytes()))),
        };
        let (fields, name, text) = match record {
            Ok(record) => {
                let name = record.name(number);
                (record.fields, name, record.text.ok_or_else(|| Message::BadLine("no `text`".to_owned())))
            }
            Err(message) => (Vec::new(), format!("line {number}"), Err(message)),
        };
        let failed = |message| Failure { path: name.clone(), position: Some((number, 1)), message };
        let (result, status) = match text {
            Ok(text) => self
                .text(&name, &text)
                .map_or_else(|message| (Err(failed(message)), Status::Failed), |(report, status)| (Ok(report), status)),
            Err(message) => (Err(failed(message.text(self.language))), Status::Failed),
        };
        let mut written = Vec::new();
        match emit::record(&fields, result.as_ref(), &mut written) {
            Ok(()) => (written, status),
            // Nothing fails to be written into memory.
            Err(_) => (Vec::new(), Status::Failed),
        }
    }

    /// The findings in `text`, reported under `name`, and how the run ends for them; else why it cannot be checked.
    fn text(&self, name: &str, text: &str) -> Result<(Report, Status), String> {
        let nothing = |language: Language| Report {
            path: name.to_owned(),
            language,
            source: String::new(),
            diagnostics: Vec::new(),
            summary: Summary::default(),
        };
        match self.run.lint_text(text, &self.of, self.language) {
            Linted::Article(_, mut report, ending, _) => {
                name.clone_into(&mut report.path);
                let status = status_of(report.worst(), self.fail_on.unwrap_or(ending.fail_on));
                // The summary still counts them all.
                report.diagnostics.truncate(ending.findings);
                Ok((report, status))
            }
            Linted::Empty => Ok((nothing(Language::Unknown), Status::Clean)),
            Linted::Unwanted(language) => Ok((nothing(language), Status::Clean)),
            Linted::Failed(failure) => Err(failure.message),
            Linted::Unconfigured => Err(Message::Unconfigured.text(self.language)),
        }
    }
}
