//! What does not agree within one article: a figure, a name or a source that changes, an abbreviation that nobody spells
//! out, a heading or an objection that is left standing, a thesis that comes last.
//!
//! Every pass reads the text once and would rather miss a slip than name one that is none: what it finds is shown to a
//! writer as a mistake of theirs.

mod abbreviation;
mod figure;
mod heading;
mod late;
mod name;
mod objection;
mod quantity;

use crate::model::argument::{Slip, Unit, Word};
use crate::parse::role::View;
use std::collections::BTreeSet;

/// The slips of an article, sorted. `units` have their roles, and the thesis is marked.
#[must_use]
pub fn slips(view: &View, units: &[Unit]) -> Vec<Slip> {
    let mut found = figure::slips(view, units);
    found.extend(name::slips(view, units));
    found.extend(abbreviation::slips(view, units));
    found.extend(heading::slips(view, units));
    found.extend(objection::slips(view, units));
    found.extend(late::slips(view, units));
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether `word` of `text` opens with a capital of ASCII: most words do not, which one byte tells.
fn opens_with_capital(text: &str, word: &Word) -> bool {
    text.as_bytes().get(word.span.start).is_some_and(u8::is_ascii_uppercase)
}

/// Whether `c` is a Han character.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

/// The pairs of neighbouring Han characters of `text`; signs between two characters part them.
fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let characters: Vec<char> = text.chars().collect();
    let is_word = |pair: &&[char]| pair.iter().all(|&c| is_han(c));
    characters.windows(2).filter(is_word).map(|pair| (pair[0], pair[1])).collect()
}
