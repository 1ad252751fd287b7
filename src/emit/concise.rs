//! One line a finding, `path:line:column: severity[lint] message`, as editors and `grep` understand it.

use super::{ReportEmitter, clean};
use crate::model::diagnostic::{Diagnostic, Failure, Report, Summary};
use std::io::{self, Write};

/// Writes one line a finding, and one a failure.
pub struct Concise;

impl ReportEmitter for Concise {
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>> {
        let path = clean(&report.path);
        let mut out = Vec::new();
        report.diagnostics.iter().try_for_each(|Diagnostic { range, severity, lint, message, .. }| {
            let (line, column, severity) = (range.start.line, range.start.column, severity.name());
            writeln!(out, "{path}:{line}:{column}: {severity}[{}] {}", clean(lint), clean(message))
        })?;
        Ok(Some(out))
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        failures.iter().try_for_each(|Failure { path, position, message }| {
            let place = position.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
            writeln!(out, "{}{place}: error: {}", clean(path), clean(message))
        })
    }
}
