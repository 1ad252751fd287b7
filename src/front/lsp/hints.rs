//! The roles of units, before their first words.

use super::documents::{Checked, Document};
use super::labels;
use crate::model::argument::{Kind, Role};
use crate::model::span::Span;
use serde_json::{Value, json};

/// The hints in the bytes `within` of `document`.
pub fn hints(document: &Document, checked: &Checked, within: Span) -> Vec<Value> {
    let language = checked.language;
    let units = checked.argument.units.iter().filter(|unit| unit.role != Role::Other);
    let placed = units.map(|unit| (unit, checked.source_span(unit.span)));
    let inside = placed.filter(|(_, span)| within.start <= span.start && span.start <= within.end);
    let hint = |(unit, span): (&crate::model::argument::Unit, Span)| {
        let role = labels::role(unit.role, language);
        let label = if unit.kind == Kind::Thesis { labels::kind(unit.kind, language) } else { role };
        json!({
            "position": document.lines.place(&document.text, span.start),
            "label": label,
            "paddingRight": true,
            "tooltip": format!("{role} · {} · {} %", labels::kind(unit.kind, language), unit.probability),
        })
    };
    inside.map(hint).collect()
}
