//! Headings that their section never takes up.

use crate::model::argument::{Slip, SlipKind, Unit};
use crate::model::article::BlockKind;
use crate::parse::consistency::{is_han, pairs};
use crate::parse::role::View;

/// A heading with fewer Han characters says too little to be missed.
const LEAST_HEADING: usize = 5;
/// A section with fewer Han characters may be a note under a by-line.
const LEAST_SECTION: usize = 80;

/// Headings below the title of which no word, and at most one character, comes back in their section.
pub fn slips(view: &View, units: &[Unit]) -> Vec<Slip> {
    let is_heading = |id: &usize| matches!(view.places[*id].block, BlockKind::Heading(level) if level > 1);
    let headings: Vec<usize> = (0..units.len()).filter(is_heading).collect();
    let mut found = Vec::new();
    for (at, &id) in headings.iter().enumerate() {
        let end = headings.get(at + 1).copied().unwrap_or(units.len());
        let (Some(first), Some(last)) = (units.get(id + 1), units[..end].last()) else { continue };
        // The last heading is as often as not one of the page, over the writer's other articles.
        if end < id + 4 || end == units.len() {
            continue;
        }
        let heading = units[id].span.of(view.text);
        let body = view.text.get(first.span.start..last.span.end).unwrap_or_default();
        let long_enough = body.chars().filter(|&c| is_han(c)).count() >= LEAST_SECTION;
        let is_table = body.contains('|');
        if long_enough && !is_table && says_something(heading) && !is_taken_up(heading, body) {
            found.push(Slip { span: units[id].span, kind: SlipKind::Heading, other: None });
        }
    }
    found
}

/// Whether a heading names its subject in plain words: no by-line, no quotation, no question, no label.
fn says_something(heading: &str) -> bool {
    const SIGNS: [char; 22] = [
        '【', '[', '《', '「', '“', '*', '(', ':', '︰', '?', '|', '#', '@', '/', '—', '-', '·', '︱', '|', '>', '↑',
        '▍',
    ];
    const LABELS: [&str; 8] = ["撰文", "作者", "图片", "参考", "编按", "相关", "延伸", "原文"];
    let han = heading.chars().filter(|&c| is_han(c)).count();
    han >= LEAST_HEADING
        && !heading.contains(SIGNS)
        && !heading.contains(|c: char| c.is_ascii_alphanumeric())
        && LABELS.iter().all(|label| !heading.contains(label))
}

/// Whether a pair of characters of the heading, or two of its characters, stand in the section.
fn is_taken_up(heading: &str, body: &str) -> bool {
    const EMPTY: &str = "的了是在和与及也都不有无为之其这那个一二三四五六七八九十来去要会能可以";
    let told_pairs = pairs(heading);
    let mut pairs_of_body = body.chars().zip(body.chars().skip(1));
    let mut told: Vec<char> = heading.chars().filter(|&c| is_han(c) && !EMPTY.contains(c)).collect();
    told.sort_unstable();
    told.dedup();
    let held = told.iter().filter(|&&c| body.contains(c)).count();
    held >= 2 || pairs_of_body.any(|pair| told_pairs.contains(&pair))
}
