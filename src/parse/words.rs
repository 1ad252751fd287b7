//! Words of the folded text, as jieba cuts them with its whole dictionary.
//!
//! The dictionary lies in the program as it is used, so nothing is loaded at start. The likeliest way through the
//! dictionary's words is found here, by the same sums in the same order as jieba's; what that leaves as single characters
//! goes to jieba-rs, whose model of unknown words needs no dictionary. A test holds the outcome to that of jieba-rs with the
//! whole dictionary.

use crate::model::argument::Word;
use crate::model::span::Span;
use crate::pack::dictionary::Dictionary;
use jieba_rs::Jieba;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The dictionary in place: a word to the number of its entry.
static DICTIONARY: Dictionary = Dictionary::new(include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")));

/// A jieba that knows no word and so puts every run of characters before its model of unknown words.
static UNKNOWN_WORDS: LazyLock<Jieba> = LazyLock::new(Jieba::empty);

/// The tag of a word that the dictionary does not know.
const UNKNOWN: &str = "x";

/// The words of `folded` in order, without gaps: signs and blanks are words of their own.
#[must_use]
pub fn segment(folded: &str) -> Vec<Word> {
    let mut lattice = Lattice::with_room();
    let mut words = Vec::with_capacity(folded.len() / 4);
    let mut rest = folded.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if !is_in_words(c) {
            let mut end = start + c.len_utf8();
            if c == '\r' && rest.next_if(|next| next.1 == '\n').is_some() {
                end += 1;
            }
            let span = Span::new(start, end);
            words.push(Word { span, tag: tag_of(span.of(folded)) });
            continue;
        }
        lattice.starts.clear();
        lattice.starts.push(start);
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = rest.next_if(|next| is_in_words(next.1)) {
            lattice.starts.push(at);
            end = at + c.len_utf8();
        }
        lattice.starts.push(end);
        lattice.cut(folded, &mut words);
    }
    words
}

/// Whether jieba looks for `c` in its dictionary: Han characters, Latin letters, digits and a few signs.
fn is_in_words(c: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '&' | '.' | '_' | '%' | '-'),
        _ => matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2A6DF}'
            | '\u{2A700}'..='\u{2B73F}' | '\u{2B740}'..='\u{2B81F}' | '\u{2B820}'..='\u{2CEAF}'
            | '\u{2CEB0}'..='\u{2EBEF}' | '\u{2F800}'..='\u{2FA1F}'),
    }
}

/// The best step from a character on.
#[derive(Clone, Copy)]
struct Step {
    /// The logarithm of the probability of the rest of the run.
    probability: f64,
    /// The character behind the word.
    end: usize,
    /// The word's entry, if the dictionary has it.
    entry: Option<u32>,
}

/// The dictionary words in one run of characters.
struct Lattice {
    /// Where each character starts, and the run's end; bytes.
    starts: Vec<usize>,
    /// The run in UTF-16, and where each character starts in it, and the run's end.
    units: Vec<u16>,
    unit_starts: Vec<usize>,
    /// The words by the character they start at: the character behind them, and their entry.
    words: Vec<(usize, u32)>,
    /// For each character the number of its first word, and how many words there are.
    firsts: Vec<usize>,
    route: Vec<Step>,
}

/// How many characters most runs have at most.
const RUN: usize = 64;

impl Lattice {
    /// Nothing was read. There is room for most runs.
    fn with_room() -> Self {
        Self {
            starts: Vec::with_capacity(RUN),
            units: Vec::with_capacity(RUN),
            unit_starts: Vec::with_capacity(RUN),
            words: Vec::with_capacity(2 * RUN),
            firsts: Vec::with_capacity(RUN),
            route: Vec::with_capacity(RUN),
        }
    }

    /// Adds the words of the run.
    fn cut(&mut self, folded: &str, to: &mut Vec<Word>) {
        self.find_words(folded);
        self.find_route();
        let (mut at, mut single) = (0, 0);
        let count = self.starts.len() - 1;
        while at < count {
            let Step { end, entry, .. } = self.route[at];
            if end - at > 1 {
                self.add_singles(folded, Span::new(single, at), to);
                let tag = entry.map_or(UNKNOWN, tag_name);
                to.push(Word { span: self.bytes(at, end), tag });
                single = end;
            }
            at = end;
        }
        self.add_singles(folded, Span::new(single, count), to);
    }

    fn bytes(&self, from: usize, to: usize) -> Span {
        Span::new(self.starts[from], self.starts[to])
    }

    fn find_words(&mut self, folded: &str) {
        self.words.clear();
        self.firsts.clear();
        self.units.clear();
        self.unit_starts.clear();
        for c in self.bytes(0, self.starts.len() - 1).of(folded).chars() {
            self.unit_starts.push(self.units.len());
            self.units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
        }
        self.unit_starts.push(self.units.len());
        for (number, &start) in self.unit_starts[..self.unit_starts.len() - 1].iter().enumerate() {
            self.firsts.push(self.words.len());
            let mut behind = number;
            DICTIONARY.prefixes(&self.units[start..], |entry, length| {
                while self.unit_starts[behind] < start + length {
                    behind += 1;
                }
                self.words.push((behind, entry));
            });
        }
        self.firsts.push(self.words.len());
    }

    /// Finds the likeliest way from every character to the run's end. A character at which no word starts stands alone, as
    /// if it had been seen once; of equal ways the one with the longer word counts.
    fn find_route(&mut self) {
        let count = self.starts.len() - 1;
        self.route.clear();
        self.route.resize(count + 1, Step { probability: 0.0, end: count, entry: None });
        for at in (0..count).rev() {
            let mut best: Option<Step> = None;
            for &(end, entry) in &self.words[self.firsts[at]..self.firsts[at + 1]] {
                let probability = entry_of(entry).0 - LOG_TOTAL + self.route[end].probability;
                // The words come by length.
                if best.is_none_or(|best| probability >= best.probability) {
                    best = Some(Step { probability, end, entry: Some(entry) });
                }
            }
            let alone =
                || Step { probability: 0.0 - LOG_TOTAL + self.route[at + 1].probability, end: at + 1, entry: None };
            self.route[at] = best.unwrap_or_else(alone);
        }
    }

    /// Adds the characters that the route left alone, between the characters `run`: as they are if they are a word of the
    /// dictionary that the route did not take, else as the model of unknown words joins them.
    fn add_singles(&self, folded: &str, run: Span, to: &mut Vec<Word>) {
        let known = &self.words[self.firsts[run.start]..self.firsts[(run.start + 1).min(self.firsts.len() - 1)]];
        if run.len() == 1 || known.iter().any(|&(end, _)| end == run.end) {
            for at in run.start..run.end {
                let span = self.bytes(at, at + 1);
                let tag = self.route[at].entry.map_or_else(|| tag_of(span.of(folded)), tag_name);
                to.push(Word { span, tag });
            }
        } else if !run.is_empty() {
            let mut start = self.starts[run.start];
            for token in UNKNOWN_WORDS.cut(self.bytes(run.start, run.end).of(folded), true) {
                let span = Span::new(start, start + token.word.len());
                start = span.end;
                to.push(Word { span, tag: tag_of(token.word) });
            }
        }
    }
}

fn entry_of(entry: u32) -> (f64, u8) {
    ENTRIES.get(entry as usize).copied().unwrap_or_default()
}

fn tag_name(entry: u32) -> &'static str {
    TAGS.get(usize::from(entry_of(entry).1)).copied().unwrap_or(UNKNOWN)
}

/// The dictionary's tag of a word.
fn tag_of(word: &str) -> &'static str {
    match DICTIONARY.entry(word) {
        Some(entry) => tag_name(entry),
        None if word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => "m",
        None if word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => "eng",
        None => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::fold::fold;
    use std::fmt::Write as _;
    use std::io::BufReader;

    fn words(text: &str) -> Vec<String> {
        segment(text).iter().map(|word| word.span.of(text).to_owned()).collect()
    }

    #[test]
    fn words_cover_the_text_in_both_scripts() {
        let text = fold("華盛頓應對從不同的政策,以及所有權。");
        assert_eq!(words(&text), ["华盛顿", "应对", "从", "不同", "的", "政策", ",", "以及", "所有权", "。"]);
    }

    /// The packed dictionary, in jieba's own file format.
    fn full() -> Jieba {
        let mut merged = std::collections::BTreeMap::new();
        for line in include_str!("../../data/jieba/dict.txt").lines() {
            let mut parts = line.split(' ');
            let (word, frequency) = (parts.next().unwrap(), parts.next().unwrap().parse::<usize>().unwrap());
            let held = merged.entry(fold(word)).or_insert(frequency);
            *held = frequency.max(*held);
        }
        let mut text = String::new();
        for (word, frequency) in &merged {
            writeln!(text, "{word} {frequency}").unwrap();
        }
        Jieba::with_dict(&mut BufReader::new(text.as_bytes())).unwrap()
    }

    #[test]
    fn the_words_are_those_of_jieba() {
        let full = full();
        let fixture = include_str!("../../fixtures/ai-leadership.txt");
        // Words torn apart, so that many characters are left alone.
        let torn: String = fixture.chars().rev().filter(|c| !(*c as u32).is_multiple_of(5)).collect();
        let mixed = "𠀀A1。。\r\n\r\u{F8FF}\u{F8FE}中国 B-52.3%增5.5％,C++㐀㐁 葛蓝赛 3.14万一二三 a·b";
        for text in [fixture, &torn, "", "人", mixed] {
            let folded = fold(text);
            let expected: Vec<_> = full.cut(&folded, true).iter().map(|token| token.word.to_owned()).collect();
            assert_eq!(words(&folded), expected);
        }
    }
}
