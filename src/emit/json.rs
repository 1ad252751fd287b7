//! JSON, version 1: findings and arguments for scripts. One finding or unit a line, so that a change of one shows as one
//! changed line. The field names and their order are a contract; fields may be added, never renamed.

pub mod comparison;
pub mod lines;
pub mod record;

use super::{Parsed, ReportEmitter, close, item, items};
use crate::model::argument::{Actor, Argument, Attribution, Certainty, Language, RelationKind, Role};
use crate::model::diagnostic::{Diagnostic, Failure, Report, Summary};
use crate::model::span;
use serde::Serialize;
use std::io::{self, Write};

/// Writes the findings of a run as one JSON object.
#[derive(Default)]
pub struct Reports {
    opened: bool,
    written: bool,
}

impl Reports {
    fn open(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !self.opened {
            self.opened = true;
            out.write_all(b"{\"version\":1,\"diagnostics\":[")?;
        }
        Ok(())
    }
}

impl ReportEmitter for Reports {
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>> {
        let (mut out, mut written) = (Vec::new(), false);
        for diagnostic in &report.diagnostics {
            item(&mut out, &mut written, &Finding::new(&report.path, diagnostic))?;
        }
        Ok(Some(out))
    }

    fn put(&mut self, out: &mut dyn Write, piece: &[u8], _language: Language) -> io::Result<()> {
        self.open(out)?;
        items(out, &mut self.written, piece)
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        self.open(out)?;
        close(out, self.written)?;
        out.write_all(b",\"errors\":[")?;
        let mut written = false;
        for failure in failures {
            item(out, &mut written, &Error::new(failure))?;
        }
        close(out, written)?;
        out.write_all(b",\"summary\":")?;
        serde_json::to_writer(&mut *out, &Counts::new(summary))?;
        out.write_all(b"}\n")
    }
}

/// Writes an argument as one JSON object.
pub fn write_argument(parsed: &Parsed, out: &mut dyn Write) -> io::Result<()> {
    let Parsed { article, argument, .. } = *parsed;
    out.write_all(b"{\"version\":1,\"path\":")?;
    serde_json::to_writer(&mut *out, &article.source.path)?;
    write!(out, ",\"language\":\"{}\"", argument.language.name())?;
    if article.source.package.is_some() {
        // Ranges cannot count in a file that is no text.
        out.write_all(b",\"offsets\":\"extracted-text\"")?;
    }
    out.write_all(b",\"units\":[")?;
    let support = support(argument);
    let mut written = false;
    for (id, supported_by) in support.into_iter().enumerate() {
        item(out, &mut written, &Unit::new(parsed, id, supported_by))?;
    }
    close(out, written)?;
    out.write_all(b",\"relations\":[")?;
    written = false;
    for relation in &argument.relations {
        item(out, &mut written, &Relation { from: relation.from, to: relation.to, kind: relation.kind.name() })?;
    }
    close(out, written)?;
    out.write_all(b"}\n")
}

/// The evidence for every unit, in order. One pass over the relations: asking for each unit in turn would be quadratic.
fn support(argument: &Argument) -> Vec<Vec<usize>> {
    let mut support = vec![Vec::new(); argument.units.len()];
    for relation in argument.relations.iter().filter(|relation| relation.kind == RelationKind::Supports) {
        let from_evidence = argument.units.get(relation.from).is_some_and(|unit| unit.role == Role::Evidence);
        if let Some(of_unit) = support.get_mut(relation.to).filter(|_| from_evidence) {
            of_unit.push(relation.from);
        }
    }
    support
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Range {
    byte: [usize; 2],
    char: [usize; 2],
    start: Position,
    end: Position,
}

impl From<span::Range> for Range {
    fn from(range: span::Range) -> Self {
        let position = |at: span::Position| Position { line: at.line, column: at.column };
        Self {
            byte: [range.byte.start, range.byte.end],
            char: [range.char.start, range.char.end],
            start: position(range.start),
            end: position(range.end),
        }
    }
}

#[derive(Serialize)]
struct Related<'a> {
    range: Range,
    message: &'a str,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    path: &'a str,
    lint: &'a str,
    severity: &'static str,
    message: &'a str,
    help: &'a str,
    query: &'a str,
    range: Range,
    unit: Option<usize>,
    related: Vec<Related<'a>>,
    suggestions: Vec<Suggestion<'a>>,
}

impl<'a> Finding<'a> {
    fn new(path: &'a str, diagnostic: &'a Diagnostic) -> Self {
        let related = diagnostic.related.iter();
        let suggestions = diagnostic.suggestions.iter();
        Self {
            path,
            lint: &diagnostic.lint,
            severity: diagnostic.severity.name(),
            message: &diagnostic.message,
            help: &diagnostic.help,
            query: &diagnostic.query,
            range: diagnostic.range.into(),
            unit: diagnostic.unit,
            related: related.map(|to| Related { range: to.range.into(), message: &to.message }).collect(),
            suggestions: suggestions.map(|to| Suggestion { range: to.range.into(), text: &to.text }).collect(),
        }
    }
}

#[derive(Serialize)]
struct Error<'a> {
    path: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

impl<'a> Error<'a> {
    fn new(failure: &'a Failure) -> Self {
        let (line, column) = failure.position.unzip();
        Self { path: &failure.path, message: &failure.message, line, column }
    }
}

#[derive(Serialize)]
struct Counts {
    articles: usize,
    claims: usize,
    supported_claims: usize,
    evidence: usize,
    sourced_evidence: usize,
    calls_to_action: usize,
    diagnostics: usize,
    /// Left out where there are none, as most runs have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<usize>,
}

impl Counts {
    fn new(summary: &Summary) -> Self {
        Self {
            articles: summary.articles,
            claims: summary.claims,
            supported_claims: summary.supported_claims,
            evidence: summary.evidence,
            sourced_evidence: summary.sourced_evidence,
            calls_to_action: summary.calls_to_action,
            diagnostics: summary.diagnostics,
            suppressed: Some(summary.suppressed).filter(|&count| count > 0),
            known: Some(summary.known).filter(|&count| count > 0),
        }
    }
}

#[derive(Serialize)]
struct Unit<'a> {
    id: usize,
    range: Range,
    role: &'static str,
    kind: &'static str,
    probability: f64,
    certainty: Option<&'static str>,
    source: Option<&'static str>,
    dated: bool,
    actor: Option<&'static str>,
    quoted: bool,
    thesis: bool,
    supported_by: Vec<usize>,
    cues: &'a [String],
    text: &'a str,
    /// The number of its paragraph in a Word file.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
}

impl<'a> Unit<'a> {
    /// Unit `id`, whose text is the prose without markup.
    fn new(parsed: &Parsed<'a>, id: usize, supported_by: Vec<usize>) -> Self {
        let unit = &parsed.argument.units[id];
        let prose = parsed.argument.prose_span(unit.span);
        let place = parsed.article.map.map(prose);
        let package = parsed.article.source.package.as_ref();
        Self {
            id,
            range: parsed.article.source.range(place).into(),
            role: unit.role.name(),
            kind: unit.kind.name(),
            probability: f64::from(unit.probability) / 100.0,
            certainty: unit.certainty.map(Certainty::name),
            source: unit.source.map(Attribution::name),
            dated: unit.dated,
            actor: unit.actor.map(Actor::name),
            quoted: unit.quoted,
            thesis: unit.thesis,
            supported_by,
            cues: &unit.cues,
            text: prose.of(&parsed.article.prose),
            paragraph: package.map(|package| package.paragraph_number(place.start)),
        }
    }
}

#[derive(Serialize)]
struct Relation {
    from: usize,
    to: usize,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::argument::Language;
    use crate::model::article::Source;
    use crate::model::diagnostic::Severity;
    use crate::model::span::Span;

    #[test]
    fn findings_keep_the_names_and_order_of_the_contract() {
        let source = Source::new("a.md", "題\n每一次");
        let range = source.range(Span::new(4, 13));
        let diagnostic = Diagnostic {
            lint: "rhetorical-absolute".to_owned(),
            severity: Severity::Warning,
            message: "m".to_owned(),
            help: "h".to_owned(),
            query: "q".to_owned(),
            range,
            words: String::new(),
            sentence: String::new(),
            unit: None,
            related: Vec::new(),
            suggestions: vec![crate::model::diagnostic::Suggestion { range, text: "常".to_owned() }],
            fingerprint: 0,
        };
        let report = Report {
            path: source.path.clone(),
            language: Language::ZhHant,
            source: source.text.clone(),
            diagnostics: vec![diagnostic],
            summary: Summary { articles: 1, diagnostics: 1, ..Summary::default() },
        };
        let failure = Failure { path: "b.md".to_owned(), position: Some((3, 4)), message: "no".to_owned() };
        let mut out = Vec::new();
        let mut reports = Reports::default();
        reports.report(&mut out, &report).unwrap();
        reports.finish(&mut out, &report.summary, &[failure]).unwrap();
        let place = r#"{"byte":[4,13],"char":[2,5],"start":{"line":2,"column":1},"end":{"line":2,"column":4}}"#;
        let expected = [
            r#"{"version":1,"diagnostics":["#,
            &format!(
                r#"{{"path":"a.md","lint":"rhetorical-absolute","severity":"warning","message":"m","help":"h","query":"q","range":{place},"unit":null,"related":[],"suggestions":[{{"range":{place},"text":"常"}}]}}"#
            ),
            r#"],"errors":["#,
            r#"{"path":"b.md","message":"no","line":3,"column":4}"#,
            r#"],"summary":{"articles":1,"claims":0,"supported_claims":0,"evidence":0,"sourced_evidence":0,"calls_to_action":0,"diagnostics":1}}"#,
            "",
        ];
        assert_eq!(String::from_utf8(out).unwrap(), expected.join("\n"));
    }
}
