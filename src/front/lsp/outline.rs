//! The outline of a draft: its sections, in them its claims and calls, under these the evidence that supports them.

use super::documents::{Checked, Document};
use super::labels;
use crate::model::argument::{RelationKind, Role, Section, Unit};
use crate::model::span::Span;
use serde_json::{Value, json};

/// The longest name of a unit, in scalar values.
const LONGEST_NAME: usize = 40;

/// What the protocol calls the symbols that stand for sections, claims, evidence, calls and the rest.
const MODULE: u8 = 2;
const INTERFACE: u8 = 11;
const CONSTANT: u8 = 14;
const EVENT: u8 = 24;
const STRING: u8 = 15;

/// The symbols of `document`.
pub fn symbols(document: &Document, checked: &Checked) -> Vec<Value> {
    let argument = &checked.argument;
    let supported = supported_by(checked);
    let mut symbols = Vec::new();
    for (number, section) in argument.sections.iter().enumerate() {
        let units: Vec<usize> = (0..argument.units.len()).filter(|&id| argument.section_of(id) == number).collect();
        let inner = units_of(document, checked, &units, &supported);
        match heading(checked, section, number, &units) {
            Some((name, place)) => {
                let span =
                    units.iter().fold(place, |all, &id| union(all, checked.source_span(argument.units[id].span)));
                symbols.push(symbol(document, (&name, ""), MODULE, (span, place), &inner));
            }
            None => symbols.extend(inner),
        }
    }
    symbols
}

/// For each unit the evidence of its section that stands under it: under the first unit that it supports.
fn supported_by(checked: &Checked) -> Vec<Vec<usize>> {
    let argument = &checked.argument;
    let mut under = vec![Vec::new(); argument.units.len()];
    let mut taken = vec![false; argument.units.len()];
    for relation in argument.relations.iter().filter(|relation| relation.kind == RelationKind::Supports) {
        let is_near = argument.section_of(relation.from) == argument.section_of(relation.to);
        let is_evidence = argument.units[relation.from].role == Role::Evidence;
        if is_near && is_evidence && !std::mem::replace(&mut taken[relation.from], true) {
            under[relation.to].push(relation.from);
        }
    }
    under
}

/// The heading of a section, or the title that opens it, and its place.
fn heading(checked: &Checked, section: &Section, number: usize, units: &[usize]) -> Option<(String, Span)> {
    let argument = &checked.argument;
    let titled = checked.article.title().filter(|_| number == 0);
    let block = section.heading.or(titled)?;
    let span = checked.article.blocks.get(block)?.span;
    let is_first = units.first().is_some_and(|&id| argument.block_of(id) == block);
    let name: String = span.of(&checked.article.prose).split_whitespace().collect::<Vec<_>>().join(" ");
    (is_first && !name.is_empty()).then(|| (name, checked.article.map.map(span)))
}

fn units_of(document: &Document, checked: &Checked, units: &[usize], under: &[Vec<usize>]) -> Vec<Value> {
    let argument = &checked.argument;
    let nested: Vec<usize> = units.iter().flat_map(|&id| under[id].iter().copied()).collect();
    let leaf = |id: usize| {
        let span = checked.source_span(argument.units[id].span);
        unit(document, checked, id, (span, span), &[])
    };
    let is_shown = |id: &usize| argument.units[*id].role != Role::Other && !nested.contains(id);
    let top = units.iter().copied().filter(is_shown);
    top.map(|id| {
        let place = checked.source_span(argument.units[id].span);
        let all = under[id].iter().fold(place, |all, &id| union(all, checked.source_span(argument.units[id].span)));
        let inner: Vec<Value> = under[id].iter().copied().map(leaf).collect();
        unit(document, checked, id, (all, place), &inner)
    })
    .collect()
}

fn unit(document: &Document, checked: &Checked, id: usize, spans: (Span, Span), inner: &[Value]) -> Value {
    let unit = &checked.argument.units[id];
    let name: String = spans.1.of(&checked.article.source.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let name = match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name,
    };
    symbol(document, (&name, &detail(unit, checked)), kind(unit.role), spans, inner)
}

/// Role and kind of a unit, in words.
fn detail(unit: &Unit, checked: &Checked) -> String {
    let (role, kind) = (labels::role(unit.role, checked.language), labels::kind(unit.kind, checked.language));
    format!("{role} · {kind}")
}

fn kind(role: Role) -> u8 {
    match role {
        Role::Claim => INTERFACE,
        Role::Evidence => CONSTANT,
        Role::CallToAction => EVENT,
        Role::Other => STRING,
    }
}

/// A symbol: name and detail, kind, the whole of it and its own place.
fn symbol(
    document: &Document,
    (name, detail): (&str, &str),
    kind: u8,
    (whole, place): (Span, Span),
    inner: &[Value],
) -> Value {
    // A client may refuse a symbol without a name.
    let name = if name.is_empty() { "—" } else { name };
    json!({
        "name": name,
        "detail": detail,
        "kind": kind,
        "range": document.stretch(whole),
        "selectionRange": document.stretch(place),
        "children": inner,
    })
}

fn union(left: Span, right: Span) -> Span {
    Span::new(left.start.min(right.start), left.end.max(right.end))
}
