//! Words of the folded text, from jieba-rs with jieba's dictionary.
//!
//! The dictionary lies in the program as a double array. For each text a jieba is made that knows just the dictionary words
//! which occur in that text, and one filler word that holds the rest of the frequency mass: it gives the same words as the
//! full dictionary (every candidate and the sum of frequencies are the same) without the 150 ms that loading it takes.

use crate::model::argument::Word;
use crate::model::span::Span;
use jieba_rs::Jieba;
use yada::DoubleArray;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// The dictionary in place; the build script has checked the bytes.
static DICTIONARY: DoubleArray<&[u8]> = DoubleArray(WORDS);

/// The tag of a word that the dictionary does not know.
const UNKNOWN: &str = "x";

/// The words of `folded` in order, without gaps: signs and blanks are words of their own.
#[must_use]
pub fn segment(folded: &str) -> Vec<Word> {
    let jieba = jieba_for(folded);
    let mut words = Vec::new();
    let mut start = 0;
    for token in jieba.cut(folded, true) {
        let span = Span::new(start, start + token.word.len());
        start = span.end;
        words.push(Word { span, tag: tag_of(token.word) });
    }
    words
}

/// The dictionary's tag of a word.
fn tag_of(word: &str) -> &'static str {
    match DICTIONARY.exact_match_search(word) {
        Some(value) => TAGS.get((value & 0xFF) as usize).copied().unwrap_or(UNKNOWN),
        None if word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => "m",
        None if word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => "eng",
        None => UNKNOWN,
    }
}

/// A jieba that cuts `folded`, and no other text, as one with the whole dictionary would.
fn jieba_for(folded: &str) -> Jieba {
    let mut found: Vec<(&str, u32)> = Vec::new();
    for (start, _) in folded.char_indices() {
        for (value, length) in DICTIONARY.common_prefix_search(&folded.as_bytes()[start..]) {
            if let Some(word) = folded.get(start..start + length) {
                found.push((word, value));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    let mut jieba = Jieba::empty();
    let mut rest = TOTAL;
    for (word, value) in found {
        let frequency = (value >> 8) as usize;
        rest = rest.saturating_sub(frequency);
        jieba.add_word(word, Some(frequency), None);
    }
    let mut filler = String::from("\u{F8FF}\u{F8FE}");
    while folded.contains(&filler) {
        filler.push('\u{F8FE}');
    }
    jieba.add_word(&filler, Some(rest), None);
    jieba
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

    /// The dictionary of the double array, in jieba's own file format.
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
    fn the_subset_cuts_as_the_whole_dictionary_does() {
        let full = full();
        for text in [include_str!("../../fixtures/ai-leadership.txt"), "", "𠀀A1。。\n\u{F8FF}\u{F8FE}中国"] {
            let folded = fold(text);
            let expected: Vec<_> = full.cut(&folded, true).iter().map(|token| token.word.to_owned()).collect();
            assert_eq!(words(&folded), expected);
        }
    }
}
