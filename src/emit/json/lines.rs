//! JSON, version 1, one article a line: each line is what `json` would print for that article alone, with its language.

use super::{Counts, Error, Finding};
use crate::emit::ReportEmitter;
use crate::model::diagnostic::{Failure, Report, Summary};
use serde::Serialize;
use std::io::{self, Write};

/// Writes one line an article, and one a failure.
pub struct Lines;

/// The line of an article.
#[derive(Serialize)]
pub struct Article<'a> {
    version: u32,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
    diagnostics: Vec<Finding<'a>>,
    errors: Vec<Error<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Counts>,
}

impl<'a> Article<'a> {
    /// What was found in it.
    pub fn of_report(report: &'a Report) -> Self {
        let findings = report.diagnostics.iter().map(|diagnostic| Finding::new(&report.path, diagnostic));
        Self {
            version: 1,
            path: &report.path,
            language: Some(report.language.name()),
            diagnostics: findings.collect(),
            errors: Vec::new(),
            summary: Some(Counts::new(&report.summary)),
        }
    }

    /// Why it could not be checked.
    pub fn of_failure(failure: &'a Failure) -> Self {
        let errors = vec![Error::new(failure)];
        Self { version: 1, path: &failure.path, language: None, diagnostics: Vec::new(), errors, summary: None }
    }
}

impl ReportEmitter for Lines {
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>> {
        let mut out = Vec::new();
        line(&mut out, &Article::of_report(report))?;
        Ok(Some(out))
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        failures.iter().try_for_each(|failure| line(out, &Article::of_failure(failure)))
    }
}

fn line(out: &mut dyn Write, article: &Article) -> io::Result<()> {
    serde_json::to_writer(&mut *out, article)?;
    out.write_all(b"\n")
}
