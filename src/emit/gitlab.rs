//! A Code Quality report of GitLab: the subset of Code Climate's form that it reads.
//!
//! The form: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>. It has no place for failures
//! of the tool, so a file that could not be read is a blocker in that file.

use super::{ReportEmitter, close, item, items};
use crate::model::argument::Language;
use crate::model::diagnostic::{Diagnostic, Failure, Report, Severity, Summary};
use serde::Serialize;
use std::io::{self, Write};

/// Writes a list of issues.
#[derive(Default)]
pub struct Gitlab {
    opened: bool,
    written: bool,
}

#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content>,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Gitlab {
    /// Begins the list, if nobody has.
    fn open(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.opened, true) { Ok(()) } else { out.write_all(b"[") }
    }
}

impl ReportEmitter for Gitlab {
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>> {
        let path = bare(&report.path);
        let (mut out, mut written) = (Vec::new(), false);
        report.diagnostics.iter().try_for_each(|diagnostic| {
            let Diagnostic { lint, severity, message, help, query, range, fingerprint, .. } = diagnostic;
            let said: Vec<&str> =
                [help, query].into_iter().filter(|said| !said.is_empty()).map(|said| &**said).collect();
            let issue = Issue {
                kind: "issue",
                check_name: lint,
                description: message,
                content: Some(Content { body: said.join("\n\n") }).filter(|content| !content.body.is_empty()),
                categories: ["Clarity"],
                severity: match severity {
                    Severity::Error => "critical",
                    Severity::Warning => "minor",
                    Severity::Info | Severity::Off => "info",
                },
                fingerprint: format!("{fingerprint:016x}:{path}"),
                location: Location { path, lines: Lines { begin: range.start.line, end: range.end.line } },
            };
            item(&mut out, &mut written, &issue)
        })?;
        Ok(Some(out))
    }

    fn put(&mut self, out: &mut dyn Write, piece: &[u8], _language: Language) -> io::Result<()> {
        self.open(out)?;
        items(out, &mut self.written, piece)
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        self.open(out)?;
        for (index, failure) in failures.iter().enumerate() {
            let path = bare(&failure.path);
            let line = failure.position.map_or(1, |(line, _)| line);
            let issue = Issue {
                kind: "issue",
                check_name: "not-checked",
                description: &failure.message,
                content: None,
                categories: ["Bug Risk"],
                severity: "blocker",
                fingerprint: format!("not-checked:{index}:{path}"),
                location: Location { path, lines: Lines { begin: line, end: line } },
            };
            item(out, &mut self.written, &issue)?;
        }
        close(out, self.written)?;
        out.write_all(b"\n")
    }
}

/// GitLab wants paths from the repository's root, without `./`.
fn bare(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}
