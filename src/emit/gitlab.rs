//! A Code Quality report of GitLab: the subset of Code Climate's form that it reads.
//!
//! The form: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>. It has no place for failures
//! of the tool, so a file that could not be read is a blocker in that file.

use super::ReportEmitter;
use crate::model::diagnostic::{Diagnostic, Failure, Report, Severity, Summary};
use serde::Serialize;
use std::io::{self, Write};

/// Writes a list of issues.
#[derive(Default)]
pub struct Gitlab {
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
    fn issue(&mut self, out: &mut dyn Write, issue: &Issue) -> io::Result<()> {
        out.write_all(if self.written { b",\n" } else { b"[\n" })?;
        self.written = true;
        Ok(serde_json::to_writer(&mut *out, issue)?)
    }
}

impl ReportEmitter for Gitlab {
    fn report(&mut self, out: &mut dyn Write, report: &Report) -> io::Result<()> {
        let path = bare(&report.path);
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
            self.issue(out, &issue)
        })
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary, failures: &[Failure]) -> io::Result<()> {
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
            self.issue(out, &issue)?;
        }
        out.write_all(if self.written { b"\n]\n" } else { b"[]\n" })
    }
}

/// GitLab wants paths from the repository's root, without `./`.
fn bare(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}
