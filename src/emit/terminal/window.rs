//! The part of a source that a finding is shown in: its sentence, or as much of it as fits on a line.
//!
//! A paragraph is one line of the source and can be long, so a window never looks further from the finding than it is wide.

use super::super::{clean, columns};
use crate::model::span::Span;

/// Columns of a window without its ellipses: 35 Han characters, so that a line with a margin of four digits has 80.
const COLUMNS: usize = 70;

/// Signs that end a sentence.
const STOPS: &[char] = &['。', '！', '？', '!', '?'];

/// Signs that belong to the sentence before them.
const CLOSERS: &[char] = &['」', '』', '”', '’', '）', ')', '》', '〉', '】', ']'];

/// A piece of one line of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// What to show: one line, fit for a terminal.
    pub text: String,
    /// The bytes of `text` to mark; never empty.
    pub mark: Span,
}

/// How far a walk came.
#[derive(Clone, Copy)]
struct Walk {
    bytes: usize,
    columns: usize,
    /// Whether it came to the end of what it walked over, not of its columns.
    whole: bool,
}

impl Window {
    /// The window around `range`, bytes of `source`. A range of several lines is shown as far as its first line goes. None
    /// where there is nothing to see: an empty line, or a range that does not fit the source.
    pub fn around(source: &str, range: Span) -> Option<Self> {
        let (before, rest) = source.split_at_checked(range.start)?;
        let (marked, behind) = rest.split_at_checked(range.len())?;
        let line = marked.split(['\n', '\r']).next().unwrap_or_default();
        let inside = walk(line.chars(), COLUMNS);
        let cut = !inside.whole || line.len() < marked.len();
        // Where the range is cut, or already ends its sentence, nothing of what follows is shown.
        let behind = if cut || ends(marked) { "" } else { behind };
        let room = COLUMNS.saturating_sub(inside.columns);
        let (left, right) = (lead(before, room), follow(behind, room));
        let half = (room / 2).max(room.saturating_sub(right.columns));
        let left = if left.columns > half { lead(before, half) } else { left };
        let right = follow(behind, room.saturating_sub(left.columns));
        let mut lead_text = &before[before.len() - left.bytes..];
        if left.whole {
            lead_text = lead_text.trim_start_matches(|c: char| CLOSERS.contains(&c) || c.is_whitespace());
        }
        let mark = mark(&line[..inside.bytes], behind);
        let shown_behind = behind[..right.bytes].get(mark.len().saturating_sub(inside.bytes)..).unwrap_or_default();
        let mut text = String::from(if left.whole { "" } else { "…" });
        text.push_str(&clean(lead_text));
        let start = text.len();
        text.push_str(&clean(mark));
        let span = Span::new(start, text.len());
        text.push_str(clean(shown_behind).trim_end());
        if cut || !right.whole {
            text.push('…');
        }
        (!span.is_empty()).then_some(Self { text, mark: span })
    }
}

/// What to mark: the range itself, or the character behind an empty one.
fn mark<'a>(inside: &'a str, behind: &'a str) -> &'a str {
    if inside.is_empty() {
        let first = behind.chars().next().filter(|c| !matches!(c, '\n' | '\r'));
        &behind[..first.map_or(0, char::len_utf8)]
    } else {
        inside
    }
}

/// Whether `text` ends a sentence.
fn ends(text: &str) -> bool {
    text.trim_end_matches(CLOSERS).ends_with(STOPS)
}

/// Walks back from the end of `text` to the beginning of its last, unfinished sentence, or of its line.
fn lead(text: &str, limit: usize) -> Walk {
    walk(text.chars().rev().take_while(|c| !STOPS.contains(c) && !matches!(c, '\n' | '\r')), limit)
}

/// Walks to the end of the sentence that `text` goes on with, or of its line.
fn follow(text: &str, limit: usize) -> Walk {
    let mut stopped = false;
    let sentence = text.chars().take_while(|c| {
        let closer = CLOSERS.contains(c);
        let inside = !matches!(c, '\n' | '\r') && (!stopped || closer || STOPS.contains(c));
        stopped |= STOPS.contains(c);
        inside
    });
    walk(sentence, limit)
}

fn walk(chars: impl Iterator<Item = char>, limit: usize) -> Walk {
    let mut walked = Walk { bytes: 0, columns: 0, whole: true };
    for c in chars {
        // A character without width counts too: a million of them must end the walk.
        let width = columns(c).max(1);
        if walked.columns + width > limit {
            walked.whole = false;
            break;
        }
        walked.bytes += c.len_utf8();
        walked.columns += width;
    }
    walked
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The window around the first `words` of `source`, the mark in brackets.
    fn around(source: &str, words: &str) -> String {
        let start = source.find(words).unwrap();
        let Window { text, mark } = Window::around(source, Span::new(start, start + words.len())).unwrap();
        format!("{}[{}]{}", &text[..mark.start], mark.of(&text), &text[mark.end..])
    }

    #[test]
    fn a_window_is_the_sentence() {
        let source = "市府說「樹會長大。」樹蔭從來不夠。我們等了十年。\n下一段。";
        assert_eq!(around(source, "從來不"), "樹蔭[從來不]夠。");
        assert_eq!(around(source, "樹蔭從來不夠。"), "[樹蔭從來不夠。]");
        assert_eq!(around(source, "十年"), "我們等了[十年]。");
        assert_eq!(around(source, "下一段"), "[下一段]。");
        assert_eq!(around(source, "樹會長大"), "市府說「[樹會長大]。」");
    }

    #[test]
    fn a_long_sentence_is_cut_on_both_sides() {
        let source = format!("{}必將{}。", "甲".repeat(50), "乙".repeat(50));
        assert_eq!(around(&source, "必將"), format!("…{}[必將]{}…", "甲".repeat(16), "乙".repeat(17)));
        let source = format!("{}必將{}。", "甲".repeat(50), "乙".repeat(5));
        assert_eq!(around(&source, "必將"), format!("…{}[必將]{}。", "甲".repeat(27), "乙".repeat(5)));
    }

    #[test]
    fn a_long_range_is_cut_and_a_range_of_two_lines_shows_the_first() {
        let source = "丙".repeat(50);
        assert_eq!(around(&source, &source), format!("[{}]…", "丙".repeat(35)));
        assert_eq!(around("一句話\n分兩行。", "句話\n分"), "一[句話]…");
    }

    #[test]
    fn odd_ranges_have_a_window_or_none() {
        assert_eq!(Window::around("樹", Span::new(1, 2)), None);
        assert_eq!(Window::around("樹", Span::new(0, 9)), None);
        assert_eq!(Window::around("", Span::new(0, 0)), None);
        assert_eq!(Window::around("樹\n", Span::new(3, 4)), None);
        let empty = Window::around("種樹。", Span::new(3, 3)).unwrap();
        assert_eq!((&*empty.text, empty.mark), ("種樹。", Span::new(3, 6)));
    }
}
