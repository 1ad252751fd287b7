//! Findings as the protocol has them.

use super::addresses::uri_of;
use super::client::Client;
use super::documents::{Checked, Document, Outcome};
use super::positions::{Place, Stretch};
use super::project::Project;
use crate::model::diagnostic::{Diagnostic, Failure, Severity};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What findings say that they come from.
pub const SOURCE: &str = "lunju";

/// What is to be shown in `document`.
pub fn of_outcome(document: &Document, outcome: &Outcome, client: &Client) -> Vec<Value> {
    match outcome {
        Outcome::Checked(checked) => {
            checked.report.diagnostics.iter().map(|found| diagnostic(document, checked, found, client)).collect()
        }
        // Never a silent "clean".
        Outcome::Refused(why) => vec![json!({
            "range": document.stretch(crate::model::span::Span::new(0, document.lines.end_of_line(&document.text, 0))),
            "severity": severity(Severity::Info),
            "source": SOURCE,
            "message": why,
        })],
        Outcome::Nothing => Vec::new(),
    }
}

/// A finding.
pub fn diagnostic(document: &Document, checked: &Checked, found: &Diagnostic, client: &Client) -> Value {
    let mut message = found.message.clone();
    if !found.help.is_empty() {
        message = format!("{message}\n{}", found.help);
    }
    let mut value = json!({
        "range": document.stretch(found.range.byte),
        "severity": severity(found.severity),
        "code": found.lint,
        "source": SOURCE,
        "message": message,
        "data": { "fingerprint": format!("{:016x}", found.fingerprint) },
    });
    if client.shows_related && !found.related.is_empty() {
        let other = |related: &crate::model::diagnostic::Related| {
            let location = json!({ "uri": document.uri, "range": document.stretch(related.range.byte) });
            json!({ "location": location, "message": related.message })
        };
        value["relatedInformation"] = found.related.iter().map(other).collect();
    } else {
        for related in &found.related {
            let words = related.range.byte.of(&checked.article.source.text);
            let line = document.lines.place(&document.text, related.range.byte.start).line + 1;
            value["message"] = json!(format!("{message}\n{} ({line}): {words}", related.message));
        }
    }
    value
}

/// What is wrong with the files of users, by the address of each.
pub fn of_failures(failures: &[Failure]) -> BTreeMap<String, Vec<Value>> {
    let mut by_file: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for failure in failures {
        let Some(path) = Project::file_of(failure) else { continue };
        let (line, column) = failure.position.unwrap_or((1, 1));
        // Columns count scalar values; in what people write there they are bytes and code units too, or near enough.
        let place = Place { line: line.saturating_sub(1) as u32, character: column.saturating_sub(1) as u32 };
        let range = Stretch { start: place, end: Place { character: place.character + 1, ..place } };
        by_file.entry(uri_of(&path)).or_default().push(json!({
            "range": range,
            "severity": severity(Severity::Error),
            "source": SOURCE,
            "message": failure.message,
        }));
    }
    by_file
}

fn severity(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Info | Severity::Off => 3,
    }
}
