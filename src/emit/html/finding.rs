//! What is said of a finding, beside its words.

use super::escape;
use super::labels::{Labels, class, sign};
use crate::model::argument::Role;
use crate::model::diagnostic::Diagnostic;
use crate::model::span::Span;
use std::fmt::Write;

/// Where a finding stands on the page.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The number of its article.
    pub article: usize,
    /// Its number in the article.
    pub number: usize,
    /// What its unit does.
    pub role: Role,
    /// Whether its number stands in the text too.
    pub in_text: bool,
}

/// Opens a list of findings.
pub fn open(labels: &Labels, out: &mut String) {
    let _ = writeln!(out, "<ol class=\"findings\" lang=\"{}\" aria-label=\"{}\">", labels.tag, labels.findings);
}

/// Closes it.
pub fn close(out: &mut String) {
    out.push_str("</ol>");
}

/// Appends one finding; `unit_at` says which unit of the page holds a place of the source, `lints` where the pages of lints
/// are.
pub fn write(
    diagnostic: &Diagnostic,
    place: Place,
    labels: &Labels,
    lints: Option<&str>,
    unit_at: impl Fn(Span) -> Option<usize>,
    out: &mut String,
) {
    let Place { article, number, role, in_text } = place;
    let (level, role, sign) = (diagnostic.severity.name(), class(role), sign(diagnostic.severity));
    let _ = write!(out, "<li class=\"finding {level} is-{role}\" id=\"a{article}-f{number}\"><p class=\"head\">");
    let _ = if in_text {
        let back = labels.to_words;
        write!(
            out,
            "<a class=\"ref {level} is-{role}\" href=\"#a{article}-w{number}\" aria-label=\"{number}{}\">{sign}{number}</a>",
            labels.bracket(back)
        )
    } else {
        write!(out, "<span class=\"ref {level} is-{role}\">{sign}{number}</span>")
    };
    let name = labels.level(diagnostic.severity);
    let lint = escape(&diagnostic.lint);
    let lint = match lints {
        Some(lints) => format!("<a class=\"why\" href=\"{lints}{lint}?lang={}\"><code>{lint}</code></a>", labels.tag),
        None => format!("<code>{lint}</code>"),
    };
    let _ = write!(out, "<span class=\"level {level}\">{name}</span> {lint}</p>");
    let _ = write!(out, "<p class=\"message\">{}</p>", escape(&diagnostic.message));
    let mut said = Vec::new();
    if !diagnostic.help.is_empty() {
        said.push((labels.help, escape(&diagnostic.help)));
    }
    if !diagnostic.query.is_empty() {
        said.push((labels.query, escape(&diagnostic.query)));
    }
    for suggestion in &diagnostic.suggestions {
        said.push(match &*suggestion.text {
            "" => (labels.suggestion, labels.delete.to_owned()),
            text => (labels.suggestion, escape(text)),
        });
    }
    for related in &diagnostic.related {
        let text = escape(&related.message);
        said.push(match unit_at(related.range.byte) {
            Some(unit) => (labels.related, format!("<a href=\"#a{article}-u{unit}\">{text}</a>")),
            None => (labels.related, text),
        });
    }
    if !said.is_empty() {
        out.push_str("<dl>");
        for (label, text) in said {
            let _ = write!(out, "<dt>{label}{}</dt><dd>{text}</dd>", labels.colon.trim_end());
        }
        out.push_str("</dl>");
    }
    out.push_str("</li>\n");
}
