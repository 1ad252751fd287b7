//! A comparison of two versions for people: a line a finding, then the counts before and after.

use super::super::{Style, clean, paint};
use super::color_of;
use crate::model::comparison::{Comparison, Found};
use crate::model::diagnostic::{MessageLanguage, Summary};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// The fixed words: the lists, the head of the counts, the counts.
struct Words {
    lists: [&'static str; 3],
    head: [&'static str; 2],
    counts: [&'static str; 6],
}

static ZH_HANT: Words = Words {
    lists: ["已解決", "新增", "仍在"],
    head: ["之前", "之後"],
    counts: ["主張", "有證據支持的主張", "證據", "有出處的證據", "呼籲", "問題"],
};

static ZH_HANS: Words = Words {
    lists: ["已解决", "新增", "仍在"],
    head: ["之前", "之后"],
    counts: ["主张", "有证据支持的主张", "证据", "有出处的证据", "呼吁", "问题"],
};

static ENGLISH: Words = Words {
    lists: ["resolved", "new", "stays"],
    head: ["before", "after"],
    counts: ["claims", "supported claims", "evidence", "sourced evidence", "calls to action", "findings"],
};

/// Writes `comparison`; in English where the style names no language.
pub fn write(style: Style, comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let words = match style.language {
        Some(MessageLanguage::ZhHant) => &ZH_HANT,
        Some(MessageLanguage::ZhHans) => &ZH_HANS,
        Some(MessageLanguage::English) | None => &ENGLISH,
    };
    let Comparison { resolved, new, stays, before, after } = comparison;
    for (name, found) in words.lists.into_iter().zip([resolved, new, stays]) {
        writeln!(out, "{}", style.emphasise(&format!("{name} {}", found.len())))?;
        found.iter().try_for_each(|found| line(style, found, out))?;
    }
    writeln!(out)?;
    counts(words, before, after, out)
}

fn line(style: Style, Found { path, diagnostic }: &Found, out: &mut dyn Write) -> io::Result<()> {
    let kind = format!("{}[{}]", diagnostic.severity.name(), clean(&diagnostic.lint));
    let kind = paint(style.color, color_of(diagnostic.severity), &kind);
    let start = diagnostic.range.start;
    writeln!(out, "  {}:{}:{}: {kind} {}", clean(path), start.line, start.column, clean(&diagnostic.message))
}

fn counts(words: &Words, before: &Summary, after: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let of = |summary: &Summary| {
        let Summary { claims, supported_claims, evidence, sourced_evidence, calls_to_action, diagnostics, .. } =
            *summary;
        [claims, supported_claims, evidence, sourced_evidence, calls_to_action, diagnostics]
    };
    let first = words.counts.iter().map(|name| name.width()).max().unwrap_or_default();
    let mut row = |name: &str, before: &str, after: &str| {
        let fill = |width: usize, text: &str| " ".repeat(width.saturating_sub(text.width()));
        writeln!(out, "{name}{}  {}{before}  {}{after}", fill(first, name), fill(6, before), fill(6, after))
    };
    row("", words.head[0], words.head[1])?;
    for ((name, before), after) in words.counts.iter().zip(of(before)).zip(of(after)) {
        row(name, &before.to_string(), &after.to_string())?;
    }
    Ok(())
}
