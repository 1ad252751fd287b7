//! What can be done about findings: change the words, put in a place for the source, leave them alone with a reason.

use super::client::Client;
use super::diagnostics::diagnostic;
use super::documents::{Checked, Document};
use super::{ignoring, soften};
use crate::model::argument::{Attribution, Language};
use crate::model::diagnostic::{Diagnostic, MessageLanguage};
use crate::model::span::Span;
use serde_json::{Value, json};

/// What the protocol calls actions that answer a finding.
pub const KIND: &str = "quickfix";

/// Lints that ask where something comes from.
const SOURCES: [&str; 4] = ["missing-source", "vague-source", "secondhand-source", "unattributed-quotation"];
/// Lints that ask for a source where the unit has none.
const SUPPORT: [&str; 2] = ["unsupported-assertion", "unsupported-prediction"];
/// What a placeholder is put before.
const STOPS: [char; 12] = ['。', '！', '？', '!', '?', '；', ';', '，', ',', '.', '…', '：'];

/// The actions on what was found in the bytes `within` of `document`.
pub fn actions(document: &Document, checked: &Checked, within: Span, client: &Client) -> Vec<Value> {
    let touches = |span: Span| span.start <= within.end && within.start <= span.end;
    let found = checked.report.diagnostics.iter().filter(|found| touches(found.range.byte));
    found.flat_map(|found| actions_on(document, checked, found, client)).collect()
}

fn actions_on(document: &Document, checked: &Checked, found: &Diagnostic, client: &Client) -> Vec<Value> {
    let language = checked.language;
    let answered = diagnostic(document, checked, found, client);
    let action = |title: String, edit: Value, is_preferred: bool| {
        json!({
            "title": title,
            "kind": KIND,
            "diagnostics": [answered],
            "isPreferred": is_preferred,
            "edit": edit,
        })
    };
    let replace = |span: Span, text: &str| {
        let edit = json!({ "range": document.stretch(span), "newText": text });
        json!({ "changes": { &*document.uri: [edit] } })
    };
    let mut actions = Vec::new();
    for suggestion in &found.suggestions {
        let title = replacement(&suggestion.text, language);
        actions.push(action(title, replace(suggestion.range.byte, &suggestion.text), true));
    }
    if soften::LINTS.contains(&&*found.lint) {
        let words = found.range.byte.of(&document.text);
        if let Some((span, soft)) = soften::softer(words, checked.argument.language) {
            let edit = replace(span.shifted(found.range.byte.start), &soft);
            actions.push(action(replacement(&soft, language), edit, true));
        }
    }
    if let Some(at) = place_for_source(checked, found) {
        let placeholder = placeholder(checked.argument.language);
        let title = language.pick(["加上待填的出處", "加上待填的出处", "Put in a place for the source"]);
        actions.push(action(format!("{title}{placeholder}"), replace(Span::new(at, at), placeholder), false));
    }
    if let Some(edit) = ignoring::edit(document, checked, found, client) {
        actions.push(action(ignoring::title(found, language), edit, false));
    }
    actions
}

fn replacement(text: &str, language: MessageLanguage) -> String {
    match (language, text.is_empty()) {
        (MessageLanguage::ZhHant, false) => format!("改為「{text}」"),
        (MessageLanguage::ZhHans, false) => format!("改为「{text}」"),
        (MessageLanguage::English, false) => format!("Replace with “{text}”"),
        (_, true) => language.pick(["刪去", "删去", "Leave it out"]).to_owned(),
    }
}

/// What stands for a source that is still to be named, in the script of the draft.
fn placeholder(language: Language) -> &'static str {
    if language == Language::ZhHans { "（出处：待补）" } else { "（出處：待補）" }
}

/// The byte of the draft at which a source is to be named: the end of the finding's unit, before its last sign.
fn place_for_source(checked: &Checked, found: &Diagnostic) -> Option<usize> {
    let lint = &*found.lint;
    let unit = checked.argument.units.get(found.unit?)?;
    let asks = SOURCES.contains(&lint) || SUPPORT.contains(&lint) && unit.source != Some(Attribution::Linked);
    let span = checked.source_span(unit.span);
    let text = span.of(&checked.article.source.text);
    asks.then(|| span.start + text.trim_end_matches(STOPS).len())
}
