//! The way out: buffered output, failures on standard error, the exit status.

use super::messages::Message;
use crate::emit::clean;
use crate::model::diagnostic::{Failure, MessageLanguage};
use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};
use std::process::ExitCode;

/// How a run ended; of several ends the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing to complain about.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// The job, or a part of it, could not be done.
    Failed = 2,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// What a run says besides its output.
pub struct Console {
    /// The language of failures.
    pub language: MessageLanguage,
    failures: Vec<Failure>,
    notes: Vec<Failure>,
}

impl Console {
    /// A console that speaks `language`.
    #[must_use]
    pub fn new(language: MessageLanguage) -> Self {
        Self { language, failures: Vec::new(), notes: Vec::new() }
    }

    /// Notes that something about `path` could not be done.
    pub fn fail(&mut self, path: &str, message: &Message) {
        let message = message.text(self.language);
        self.failures.push(Failure { path: path.to_owned(), position: None, message });
    }

    /// Notes failures that have their words already.
    pub fn fail_all(&mut self, failures: impl IntoIterator<Item = Failure>) {
        self.failures.extend(failures);
    }

    /// Notes something about `path` that is worth saying and does no harm.
    pub fn note(&mut self, path: &str, message: &Message) {
        let message = message.text(self.language);
        self.notes.push(Failure { path: path.to_owned(), position: None, message });
    }

    /// Notes such things that have their words already.
    pub fn note_all(&mut self, notes: impl IntoIterator<Item = Failure>) {
        self.notes.extend(notes);
    }

    /// The failures so far, sorted.
    pub fn failures(&mut self) -> &[Failure] {
        self.failures.sort();
        &self.failures
    }

    /// Prints notes and failures on standard error; `written` is how the output went, `status` how the run ended without
    /// them. Failures with a place are shown with their line of `sources` (path, text).
    #[must_use]
    pub fn end(mut self, written: io::Result<()>, status: Status, sources: &[(String, String)]) -> ExitCode {
        if let Err(error) = written
            && !is_left(&error)
        {
            self.fail("stdout", &Message::Unwritable(error.kind().to_string()));
        }
        self.failures.sort();
        self.notes.sort();
        let mut out = io::stderr().lock();
        for failure in self.notes.iter().chain(&self.failures) {
            let source = sources.iter().find(|(path, _)| *path == failure.path).map(|(_, text)| &**text);
            // Nobody is left to be told when standard error is closed.
            let _ = write_failure(&mut out, failure, source);
        }
        if self.failures.is_empty() { status.into() } else { Status::Failed.into() }
    }
}

/// Whether whoever reads standard output has gone, like `head` when it has seen enough: that is no failure, and nobody needs to be
/// told.
#[must_use]
pub fn is_left(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// Writes a failure on one line, and under it the line of `source` that it points at.
fn write_failure(out: &mut dyn Write, failure: &Failure, source: Option<&str>) -> io::Result<()> {
    let (path, message) = (clean(&failure.path), clean(&failure.message));
    let Some((line, column)) = failure.position else { return writeln!(out, "lunju: {path}: {message}") };
    writeln!(out, "{path}:{line}:{column}: {message}")?;
    let Some(text) = source.and_then(|text| text.lines().nth(line.saturating_sub(1))) else { return Ok(()) };
    let shown = clean(text);
    let before: String = shown.chars().take(column.saturating_sub(1)).collect();
    let blank = " ".repeat(line.to_string().len());
    let caret = " ".repeat(unicode_width::UnicodeWidthStr::width(&*before));
    writeln!(out, " {line} │ {shown}\n {blank} │ {caret}^")
}

/// Standard output, locked and buffered.
#[must_use]
pub fn output() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Whether output is coloured when nobody says: on a terminal that knows colours, unless `NO_COLOR` is set.
#[must_use]
pub fn wants_color() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb") && io::stdout().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_with_a_place_shows_its_line() {
        let failure = Failure { path: "頁.md".to_owned(), position: Some((2, 4)), message: "不認識".to_owned() };
        let mut out = Vec::new();
        write_failure(&mut out, &failure, Some("+++\n選擇器= 1\n")).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "頁.md:2:4: 不認識\n 2 │ 選擇器= 1\n   │       ^\n");
    }
}
