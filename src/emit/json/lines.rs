//! JSON, version 1, one article a line: each line is what `json` would print for that article alone, with its language.

use super::{Counts, Error, Finding};
use crate::emit::ReportEmitter;
use crate::model::diagnostic::{Failure, Report, Summary};
use serde::Serialize;
use std::io::{self, Write};

/// Writes one line an article, and one a failure.
pub struct Lines;

#[derive(Serialize)]
struct Article<'a> {
    version: u32,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
    diagnostics: Vec<Finding<'a>>,
    errors: Vec<Error<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Counts>,
}

impl ReportEmitter for Lines {
    fn report(&mut self, out: &mut dyn Write, report: &Report) -> io::Result<()> {
        let findings = report.diagnostics.iter().map(|diagnostic| Finding::new(&report.path, diagnostic));
        line(
            out,
            &Article {
                version: 1,
                path: &report.path,
                language: Some(report.language.name()),
                diagnostics: findings.collect(),
                errors: Vec::new(),
                summary: Some(Counts::new(&report.summary)),
            },
        )
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        failures.iter().try_for_each(|failure| {
            let errors = vec![Error::new(failure)];
            let path = &failure.path;
            line(out, &Article { version: 1, path, language: None, diagnostics: Vec::new(), errors, summary: None })
        })
    }
}

fn line(out: &mut dyn Write, article: &Article) -> io::Result<()> {
    serde_json::to_writer(&mut *out, article)?;
    out.write_all(b"\n")
}
