//! Workflow commands of GitHub Actions, which show findings beside the lines of a pull request.
//!
//! The form: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>; what is escaped is what
//! `@actions/core` escapes.

use super::{ReportEmitter, clean};
use crate::model::diagnostic::{Diagnostic, Failure, Report, Severity, Summary};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes one command a finding, and one a failure.
pub struct Github;

impl ReportEmitter for Github {
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>> {
        let mut out = Vec::new();
        report.diagnostics.iter().try_for_each(|diagnostic| writeln!(out, "{}", finding(&report.path, diagnostic)))?;
        Ok(Some(out))
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        failures.iter().try_for_each(|failure| {
            let place = failure.position.map(|(line, column)| format!(",line={line},col={column}")).unwrap_or_default();
            let (file, message) = (property(&failure.path), text(&clean(&failure.message)));
            writeln!(out, "::error file={file}{place},title=lunju::{message}")
        })
    }
}

fn finding(path: &str, diagnostic: &Diagnostic) -> String {
    let Diagnostic { lint, severity, message, help, query, range, .. } = diagnostic;
    let command = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "notice",
    };
    let (start, end) = (range.start, range.end);
    let mut line = format!("::{command} file={},line={},endLine={}", property(path), start.line, end.line);
    // GitHub takes columns only for places on one line.
    if start.line == end.line {
        let _ = write!(line, ",col={},endColumn={}", start.column, end.column);
    }
    let _ = write!(line, ",title={}", property(&format!("lunju: {lint}")));
    let said: Vec<_> =
        [message, help, query].into_iter().filter(|said| !said.is_empty()).map(|said| clean(said)).collect();
    line + "::" + &text(&said.join("\n"))
}

/// `text` as the message of a command.
fn text(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// `value` as a property of a command.
fn property(value: &str) -> String {
    text(value).replace(':', "%3A").replace(',', "%2C")
}
