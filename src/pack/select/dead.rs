//! Which links, footnote marks and notes of an article lead nowhere.
//!
//! Plain text has notes too: a line that opens with a mark, `[1] …`, or with a number, `註1：…`, `1. …`. Where it is not
//! certain that a mark lacks its note, nothing is said to be dead.

use crate::model::article::{Article, Block, BlockKind, Link};
use std::collections::BTreeSet;

/// The longest number of a note.
const LONGEST_NUMBER: usize = 3;
/// What the name of a list of notes holds.
const NOTE_WORDS: [&str; 10] = ["註", "注", "参考", "參考", "来源", "來源", "资料", "資料", "Note", "Reference"];
/// Addresses that stand for one that was never filled in.
const PLACEHOLDERS: [&str; 6] = ["#", "url", "link", "todo", "tbc", "xxx"];
/// Beginnings of addresses that were mistyped, or lack their scheme.
const MISTYPED: [&str; 9] = ["http:", "https:", "http//", "https//", "htp:", "htps:", "ttp://", "ttps://", "www."];

/// What leads nowhere.
pub struct Dead {
    /// Whether each of the article's links does.
    pub links: Vec<bool>,
    /// The blocks that are notes to which no mark leads.
    pub notes: BTreeSet<usize>,
}

/// What leads nowhere in `article`.
pub fn find(article: &Article) -> Dead {
    let leaves: Vec<&Block> = article.blocks.iter().filter(|block| block.kind.is_leaf()).collect();
    let leaf_of = |link: &Link| {
        let index = leaves.partition_point(|leaf| leaf.span.start <= link.span.start).checked_sub(1)?;
        leaves.get(index).copied()
    };
    let labels: BTreeSet<String> = article.notes.iter().map(|note| key(&note.label)).collect();
    let mut defined = labels.clone();
    defined.extend(leaves.iter().filter_map(|leaf| opening_number(leaf.span.of(&article.prose))));
    let (mut used, mut places) = (BTreeSet::new(), Vec::with_capacity(article.links.len()));
    for link in &article.links {
        let leaf = leaf_of(link).filter(|_| link.footnote);
        let place = leaf.map_or(Place::Text, |leaf| place(article, leaf, link));
        match place {
            _ if !link.footnote => {}
            Place::Text => drop(used.insert(key(&link.target))),
            Place::Opening => drop(defined.insert(key(&link.target))),
            Place::Note => {
                used.insert(key(&link.target));
                defined.insert(key(&link.target));
            }
        }
        places.push(place);
    }
    let has_list = has_list_of_notes(article, &leaves);
    let are_notes = used.iter().any(|label| defined.contains(label));
    let is_dead = |link: &Link, place: Place| {
        let label = key(&link.target);
        match place {
            _ if !link.footnote => is_dead_address(&link.target),
            Place::Text => !has_list && !defined.contains(&label),
            Place::Opening => are_notes && !used.contains(&label) && !labels.contains(&label),
            Place::Note => false,
        }
    };
    let links = article.links.iter().zip(places).map(|(link, place)| is_dead(link, place)).collect();
    let notes = article.notes.iter().filter(|note| !used.contains(&key(&note.label))).map(|note| note.block).collect();
    Dead { links, notes }
}

/// Where a footnote mark stands.
#[derive(Clone, Copy)]
enum Place {
    /// In the text, where it leads to a note.
    Text,
    /// At the beginning of a line, which is the note itself.
    Opening,
    /// Inside a note or a line of several notes.
    Note,
}

fn place(article: &Article, leaf: &Block, link: &Link) -> Place {
    let text = leaf.span.of(&article.prose);
    let in_text = || opening_number(text).is_none() && !NOTE_WORDS.iter().any(|word| text.starts_with(word));
    if link.span.start == leaf.span.start && !link.span.is_empty() {
        Place::Opening
    } else if link.span.is_empty() || in_text() {
        Place::Text
    } else {
        Place::Note
    }
}

/// Whether there is a list under a heading that speaks of notes: its numbers are not in the prose.
fn has_list_of_notes(article: &Article, leaves: &[&Block]) -> bool {
    let names_notes = |leaf: &&&Block| {
        let text = leaf.span.of(&article.prose);
        matches!(leaf.kind, BlockKind::Heading(_)) && NOTE_WORDS.iter().any(|word| text.contains(word))
    };
    article.blocks.iter().any(|block| block.kind == BlockKind::List) && leaves.iter().any(|leaf| names_notes(&leaf))
}

/// Labels as they are compared.
fn key(label: &str) -> String {
    label.to_lowercase()
}

/// The number that a line opens with, with or without brackets and 註; none where the line goes on as a sentence.
fn opening_number(line: &str) -> Option<String> {
    let rest = line.trim_start_matches(['[', '［', '〔', '(', '（', '註', '注', '釋', '释', '^', ' ', '　']);
    let mut number = String::new();
    for c in rest.chars() {
        match c {
            '0'..='9' => number.push(c),
            '０'..='９' => number.extend(char::from_u32(u32::from(c) - u32::from('０') + u32::from('0'))),
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' if rest.len() < line.len() => {
                number.push(c);
            }
            ']' | '］' | '〕' | ')' | '）' | '.' | '．' | '、' | '：' | ':' | ' ' | '\u{3000}' | '\t' => {
                return (1..=LONGEST_NUMBER).contains(&number.chars().count()).then_some(number);
            }
            _ => return None,
        }
    }
    None
}

/// Whether the address `target` is empty, a placeholder or malformed. Relative addresses are none of these.
fn is_dead_address(target: &str) -> bool {
    let address = target.trim().to_ascii_lowercase();
    if address.is_empty() || PLACEHOLDERS.contains(&address.as_str()) {
        return true;
    }
    if address.contains("：//") || address.contains(char::is_whitespace) {
        return true;
    }
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| address.strip_prefix(scheme));
    let Some(rest) = rest else { return MISTYPED.iter().any(|lead| address.starts_with(lead)) };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    if host.starts_with('[') {
        return false;
    }
    let host = host.split(':').next().unwrap_or_default();
    !host.contains('.') || host.trim_end_matches('.').split('.').any(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_slips() {
        for good in
            ["https://a.example/b?c=1", "http://user@a.example:80", "b.html", "#notes", "mailto:a@b.example", "//a.b"]
        {
            assert!(!is_dead_address(good), "{good}");
        }
        for bad in [
            "",
            " ",
            "#",
            "TODO",
            "https://",
            "http:/a.example",
            "https://https://a.b",
            "www.a.example",
            "https://a..b",
        ] {
            assert!(is_dead_address(bad), "{bad}");
        }
    }

    #[test]
    fn lines_that_open_with_a_number_are_notes() {
        for (line, number) in
            [("[1] 甲", "1"), ("註２：甲", "2"), ("（註三）甲", "三"), ("4. 甲", "4"), ("[^12] 甲", "12")]
        {
            assert_eq!(opening_number(line).as_deref(), Some(number), "{line}");
        }
        for line in ["2019年，甲", "1234. 甲", "三人", "註冊", "3%的人", "[1"] {
            assert_eq!(opening_number(line), None, "{line}");
        }
    }
}
