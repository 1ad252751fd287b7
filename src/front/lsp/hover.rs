//! What is shown over a place: the unit there, with its role and why, and the pages of the lints that found something.

use super::documents::{Checked, Document};
use super::labels;
use super::project::Project;
use crate::emit::why_role;
use crate::lint::suppress::own;
use crate::model::argument::{Kind, Reason, Role, Unit};
use crate::model::diagnostic::{Diagnostic, MessageLanguage};
use crate::model::span::Span;
use crate::pack::fold::simplify;
use crate::pack::page::Page;
use crate::parse::why;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// How many features say why.
const MOST_REASONS: usize = 5;

/// What is shown over byte `at` of `document`; none where there is nothing to say.
pub fn hover(document: &Document, checked: &Checked, project: &Project, at: usize) -> Option<Value> {
    let touches = |span: Span| span.start <= at && at <= span.end;
    let found: Vec<&Diagnostic> = checked.report.diagnostics.iter().filter(|found| touches(found.range.byte)).collect();
    let unit = checked.unit_at(at);
    let mut parts: Vec<String> = found.iter().map(|found| finding(found, checked, project)).collect();
    if let Some(id) = unit {
        let reasons = why(&checked.article, &project.pack().lexicons);
        parts.push(about_unit(checked, id, reasons.get(id).map_or(&[], Vec::as_slice)));
    }
    if parts.is_empty() {
        return None;
    }
    // The narrowest thing that is spoken of.
    let spans = found.iter().map(|found| found.range.byte);
    let span = spans.chain(unit.map(|id| checked.source_span(checked.argument.units[id].span)));
    let span = span.min_by_key(|span| span.len()).unwrap_or_default();
    let contents = json!({ "kind": "markdown", "value": parts.join("\n\n---\n\n") });
    Some(json!({ "contents": contents, "range": document.stretch(span) }))
}

/// A finding, and the page of its lint.
fn finding(found: &Diagnostic, checked: &Checked, project: &Project) -> String {
    let language = checked.language;
    let mut text = format!("**{}** `{}`", plain(&found.message), found.lint);
    for line in [&found.help, &found.query].into_iter().filter(|line| !line.is_empty()) {
        let _ = write!(text, "\n\n{}", plain(line));
    }
    let pages = project.pack();
    let page = pages.page(&found.lint).map(Page::body).or_else(|| own(&found.lint).map(|own| own.page));
    if let Some(page) = page {
        let _ = write!(text, "\n\n{}", page_text(page, language));
    }
    text
}

/// The paragraphs of a page that are in `language`, without its title and its examples.
fn page_text(page: &str, language: MessageLanguage) -> String {
    let body = page.split("\n## Examples").next().unwrap_or_default();
    let mut text = String::new();
    for paragraph in body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        let written = match paragraph.strip_prefix("## ") {
            Some(heading) => format!("#### {}", labels::heading(heading, language)),
            None if paragraph.starts_with("# ") || is_chinese(paragraph) != (language != MessageLanguage::English) => {
                continue;
            }
            None if language == MessageLanguage::ZhHans => simplify(paragraph),
            None => paragraph.to_owned(),
        };
        let gap = if text.is_empty() { "" } else { "\n\n" };
        let _ = write!(text, "{gap}{written}");
    }
    text
}

/// Whether more of `text` is Han characters than Latin words.
fn is_chinese(text: &str) -> bool {
    let han = text.chars().filter(|c| matches!(c, '\u{3400}'..='\u{9FFF}')).count();
    han > text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).count()
}

/// What is known of a unit, and what spoke for its role.
fn about_unit(checked: &Checked, id: usize, reasons: &[Reason]) -> String {
    let (unit, language) = (&checked.argument.units[id], checked.language);
    let mut said = vec![labels::kind(unit.kind, language).to_owned()];
    said.extend(unit.certainty.map(|certainty| labels::certainty(certainty, language).to_owned()));
    said.extend(unit.source.map(|source| labels::source(source, language).to_owned()));
    said.extend(unit.actor.map(|actor| labels::actor(actor, language).to_owned()));
    if matches!(unit.role, Role::Claim | Role::CallToAction) {
        let supported = checked.argument.supported();
        said.push(labels::support(supported.get(id).copied().unwrap_or_default(), language).to_owned());
    }
    let role = labels::role(unit.role, language);
    let mut text = format!("**{role}** {} % · {}", unit.probability, said.join(" · "));
    let _ = write!(text, "\n\n{}", reasons_of(checked, unit, id, reasons, language));
    text
}

fn reasons_of(checked: &Checked, unit: &Unit, id: usize, reasons: &[Reason], language: MessageLanguage) -> String {
    if unit.kind == Kind::Heading {
        return language.pick(["因為這是標題", "因为这是标题", "because it stands in a heading"]).to_owned();
    }
    let parsed = checked.parsed();
    let Some((second, pulls)) = why_role(&parsed, id, reasons, MOST_REASONS, language) else { return String::new() };
    let (role, second) = (labels::role(unit.role, language), labels::role(second, language));
    let mut text = match language {
        MessageLanguage::ZhHant => format!("為何是{role}，不是{second}："),
        MessageLanguage::ZhHans => format!("为何是{role}，不是{second}："),
        MessageLanguage::English => format!("why {role} and not {second}:"),
    };
    for (pull, words) in pulls {
        let _ = write!(text, "\n- {pull} {}", plain(&words));
    }
    text
}

/// `text` without what Markdown would read something into: the words of a draft are other people's.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '~' | '&') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_speaks_one_language() {
        let page =
            "# 一概而論 / Absolute\n\n## What it flags\n\n標示「所有」。\n\nIt flags “所有”.\n\n## Examples\n\n甲\n";
        assert_eq!(page_text(page, MessageLanguage::ZhHans), "#### 标示什么\n\n标示「所有」。");
        assert_eq!(page_text(page, MessageLanguage::English), "#### What it flags\n\nIt flags “所有”.");
    }

    #[test]
    fn a_draft_writes_no_markdown() {
        assert_eq!(plain("[a](b) <i>`"), "\\[a\\](b) \\<i\\>\\`");
    }
}
