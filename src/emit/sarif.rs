//! SARIF 2.1.0, for code scanning: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.
//!
//! One run, written as it goes: the lints first (sections 3.49), then a result a line (3.27), then what could not be read as
//! notifications of the invocation (3.20.21). There is no version and no time in it, so that the same drafts give the same
//! bytes. Positions are lines and columns of scalar values; byte offsets are left out, as a draft may be in an encoding
//! other than the one that they would count.

use super::{ReportEmitter, item, items};
use crate::model::argument::Language;
use crate::model::diagnostic::{Diagnostic, Failure, LintNote, Report, Severity, Summary};
use crate::model::span::Range;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// The key of fingerprints; another number where they are computed in another way.
const FINGERPRINT: &str = "lunjuUnit/v1";

/// What is encoded in the path of a URI: all but the unreserved characters of RFC 3986 and the slash. A colon in the first
/// part of a relative path would make it a scheme.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Writes one run.
pub struct Sarif {
    lints: Vec<LintNote>,
    opened: bool,
    written: bool,
}

impl Sarif {
    /// An emitter that describes `lints`.
    pub fn new(mut lints: Vec<LintNote>) -> Self {
        lints.sort_by(|left, right| left.id.cmp(&right.id));
        Self { lints, opened: false, written: false }
    }

    fn open(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.opened {
            return Ok(());
        }
        self.opened = true;
        out.write_all(
            b"{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\n\
              \"version\":\"2.1.0\",\n\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\n\
              \"tool\":{\"driver\":{\"name\":\"lunju\",\"rules\":[",
        )?;
        let mut written = false;
        for lint in &self.lints {
            item(out, &mut written, &rule(lint))?;
        }
        out.write_all(b"\n]}},\n\"results\":[")
    }

    fn result(&self, path: &str, source: &str, diagnostic: &Diagnostic) -> Value {
        let Diagnostic { lint, severity, message, help, query, range, unit, related, suggestions, fingerprint, .. } =
            diagnostic;
        let said: Vec<&str> =
            [message, help, query].into_iter().filter(|said| !said.is_empty()).map(|said| &**said).collect();
        let mut result = json!({
            "ruleId": lint,
            "level": level(*severity),
            "message": { "text": said.join("\n") },
            "locations": [location(path, source, *range)],
            "partialFingerprints": { FINGERPRINT: format!("{fingerprint:016x}") },
            "properties": { "help": help, "query": query, "unit": unit },
        });
        let Value::Object(fields) = &mut result else { return result };
        if let Ok(index) = self.lints.binary_search_by(|known| known.id.cmp(lint)) {
            fields.insert("ruleIndex".to_owned(), index.into());
        }
        let related = related.iter().enumerate().map(|(index, to)| {
            let mut place = location(path, source, to.range);
            place["id"] = index.into();
            place["message"] = json!({ "text": to.message });
            place
        });
        insert(fields, "relatedLocations", related.collect());
        let fixes = suggestions.iter().map(|to| {
            json!({ "artifactChanges": [{
                "artifactLocation": { "uri": uri(path) },
                "replacements": [{ "deletedRegion": region(to.range), "insertedContent": { "text": to.text } }],
            }] })
        });
        insert(fields, "fixes", fixes.collect());
        result
    }
}

impl ReportEmitter for Sarif {
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>> {
        let (mut out, mut written) = (Vec::new(), false);
        for diagnostic in &report.diagnostics {
            item(&mut out, &mut written, &self.result(&report.path, &report.source, diagnostic))?;
        }
        Ok(Some(out))
    }

    fn put(&mut self, out: &mut dyn Write, piece: &[u8], _language: Language) -> io::Result<()> {
        self.open(out)?;
        items(out, &mut self.written, piece)
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        self.open(out)?;
        let succeeded = failures.is_empty();
        write!(out, "\n],\n\"invocations\":[{{\"executionSuccessful\":{succeeded},\"toolExecutionNotifications\":[")?;
        let mut written = false;
        for failure in failures {
            item(out, &mut written, &notification(failure))?;
        }
        out.write_all(b"\n]}]}]}\n")
    }
}

fn insert(fields: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    if !values.is_empty() {
        fields.insert(name.to_owned(), values.into());
    }
}

fn rule(lint: &LintNote) -> Value {
    let mut rule = json!({
        "id": lint.id,
        "shortDescription": { "text": lint.title },
        "help": { "text": lint.page, "markdown": lint.page },
        "defaultConfiguration": { "level": level(lint.severity) },
    });
    if !lint.family.is_empty() {
        rule["properties"] = json!({ "tags": [lint.family] });
    }
    rule
}

fn notification(failure: &Failure) -> Value {
    let mut notification =
        json!({ "level": "error", "message": { "text": format!("{}: {}", failure.path, failure.message) } });
    // Options of the command line can fail too, and are nowhere.
    if !failure.path.starts_with('-') {
        let mut place = json!({ "artifactLocation": { "uri": uri(&failure.path) } });
        if let Some((line, column)) = failure.position {
            place["region"] = json!({ "startLine": line, "startColumn": column });
        }
        notification["locations"] = json!([{ "physicalLocation": place }]);
    }
    notification
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
        Severity::Off => "none",
    }
}

fn location(path: &str, source: &str, range: Range) -> Value {
    let mut region = region(range);
    region["snippet"] = json!({ "text": range.byte.of(source) });
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri(path) }, "region": region } })
}

fn region(range: Range) -> Value {
    json!({
        "startLine": range.start.line,
        "startColumn": range.start.column,
        "endLine": range.end.line,
        "endColumn": range.end.column,
    })
}

/// A path as a URI: relative to the folder of the run, or absolute.
fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path.strip_prefix("./").unwrap_or(path), PATH);
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("drafts/樹 1.md"), "drafts/%E6%A8%B9%201.md");
        assert_eq!(uri("./a:b%.md"), "a%3Ab%25.md");
        assert_eq!(uri("/tmp/a.md"), "file:///tmp/a.md");
    }
}
