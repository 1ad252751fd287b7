//! The Diagnostic Format of reviewdog, one finding a line.
//!
//! The form: <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>. Its columns count bytes of UTF-8.

use super::ReportEmitter;
use crate::model::diagnostic::{Diagnostic, Failure, Report, Severity, Summary};
use crate::model::span::{self, Span};
use serde::Serialize;
use std::io::{self, Write};

/// Writes one line a finding, and one a failure.
pub struct Rdjsonl;

#[derive(Serialize)]
struct Line<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    source: Name,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Name {
    name: &'static str,
}

const LUNJU: Name = Name { name: "lunju" };

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

impl ReportEmitter for Rdjsonl {
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>> {
        let (mut out, lines) = (Vec::new(), Lines::of(&report.source));
        let mut findings = report.diagnostics.iter().map(|diagnostic| finding(&report.path, &lines, diagnostic));
        findings.try_for_each(|finding| line(&mut out, &finding))?;
        Ok(Some(out))
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        failures.iter().try_for_each(|failure| {
            let position = |(line, column)| Range { start: Position { line, column }, end: Position { line, column } };
            let written = Line {
                message: failure.message.clone(),
                location: Location { path: &failure.path, range: failure.position.map(position) },
                severity: "ERROR",
                source: LUNJU,
                code: None,
                suggestions: Vec::new(),
                related_locations: Vec::new(),
            };
            line(out, &written)
        })
    }
}

fn line(out: &mut dyn Write, line: &Line) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

fn finding<'a>(path: &'a str, lines: &Lines, diagnostic: &'a Diagnostic) -> Line<'a> {
    let Diagnostic { lint, severity, message, help, query, range, related, suggestions, .. } = diagnostic;
    let said: Vec<&str> =
        [message, help, query].into_iter().filter(|said| !said.is_empty()).map(|said| &**said).collect();
    let related = related
        .iter()
        .map(|to| Related { message: &to.message, location: Location { path, range: Some(lines.range(to.range)) } });
    Line {
        message: said.join("\n"),
        location: Location { path, range: Some(lines.range(*range)) },
        severity: match severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info | Severity::Off => "INFO",
        },
        source: LUNJU,
        code: Some(Code { value: lint }),
        suggestions: suggestions.iter().map(|to| Suggestion { range: lines.range(to.range), text: &to.text }).collect(),
        related_locations: related.collect(),
    }
}

/// Where the lines of a text begin, as [`span::LineIndex`] counts them.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|&(at, &byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        Self(std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect())
    }

    fn range(&self, range: span::Range) -> Range {
        let Span { start, end } = range.byte;
        Range { start: self.position(range.start.line, start), end: self.position(range.end.line, end) }
    }

    /// Byte `at`, which stands on `line`.
    fn position(&self, line: usize, at: usize) -> Position {
        let begin = self.0.get(line.saturating_sub(1)).copied().unwrap_or_default();
        Position { line, column: at.saturating_sub(begin) + 1 }
    }
}
