//! Words and their lists as a table that is used where it lies: that of the built-in words is made when the program is built.

use super::ListId;
use crate::model::argument::Cue;
use crate::model::span::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Bits of a code point that number it within its block.
const BLOCK_BITS: u32 = 6;
/// Blocks of the basic plane.
const BLOCKS: usize = 0x1_0000 >> BLOCK_BITS;
/// The second character of a word that has one character.
const NONE: u32 = u32::MAX;

/// The rows of a table, each behind the ones before.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The words, sorted and one behind the other: those with one first character stand together, and a word before those that
    /// it begins.
    pub text: Cow<'static, str>,
    /// Where each word ends in `text`.
    pub ends: Cow<'static, [u32]>,
    /// The second character of each word.
    pub seconds: Cow<'static, [u32]>,
    /// The lists of all words, those of one word in rising order.
    pub lists: Cow<'static, [ListId]>,
    /// Where the lists of each word end in `lists`.
    pub list_ends: Cow<'static, [u32]>,
    /// Every first character, sorted, and the number of the first word that has it. Few words share one.
    pub firsts: Cow<'static, [(u32, u32)]>,
    /// For each block of the basic plane the number of its piece of `places`.
    pub blocks: Cow<'static, [u16]>,
    /// For each character of a block its number in `firsts`, plus one; 0 where no word begins with it.
    pub places: Cow<'static, [u16]>,
}

impl Table {
    /// A table without words.
    pub const EMPTY: Self = Self {
        text: Cow::Borrowed(""),
        ends: Cow::Borrowed(&[]),
        seconds: Cow::Borrowed(&[]),
        lists: Cow::Borrowed(&[]),
        list_ends: Cow::Borrowed(&[]),
        firsts: Cow::Borrowed(&[]),
        blocks: Cow::Borrowed(&[]),
        places: Cow::Borrowed(&[]),
    };

    /// The table of `words`, folded, with their lists.
    #[must_use]
    pub fn new(words: &BTreeMap<String, Vec<ListId>>) -> Self {
        let (mut text, mut ends, mut seconds) = (String::new(), Vec::new(), Vec::new());
        let (mut all, mut list_ends, mut firsts) = (Vec::new(), Vec::new(), Vec::new());
        for (word, lists) in words.iter().filter(|(word, _)| !word.is_empty()) {
            let mut chars = word.chars();
            let first = chars.next().map_or(NONE, u32::from);
            if firsts.last().is_none_or(|&(known, _)| known != first) {
                firsts.push((first, ends.len() as u32));
            }
            seconds.push(chars.next().map_or(NONE, u32::from));
            text.push_str(word);
            ends.push(text.len() as u32);
            let mut lists = lists.clone();
            lists.sort_unstable();
            lists.dedup();
            all.extend(lists);
            list_ends.push(all.len() as u32);
        }
        // Block 0 of `places` is empty.
        let (mut blocks, mut places) = (vec![0_u16; BLOCKS], vec![0_u16; 1 << BLOCK_BITS]);
        for (number, &(first, _)) in firsts.iter().enumerate() {
            let Some(block) = blocks.get_mut((first >> BLOCK_BITS) as usize) else { continue };
            if *block == 0 {
                *block = (places.len() >> BLOCK_BITS) as u16;
                places.resize(places.len() + (1 << BLOCK_BITS), 0);
            }
            let at = (usize::from(*block) << BLOCK_BITS) + (first as usize & ((1 << BLOCK_BITS) - 1));
            places[at] = (number + 1) as u16;
        }
        Self {
            text: text.into(),
            ends: ends.into(),
            seconds: seconds.into(),
            lists: all.into(),
            list_ends: list_ends.into(),
            firsts: firsts.into(),
            blocks: blocks.into(),
            places: places.into(),
        }
    }

    /// The words that begin with `first`, by number.
    #[inline]
    fn begun_by(&self, first: char) -> std::ops::Range<usize> {
        let code = u32::from(first);
        let at = match self.blocks.get((code >> BLOCK_BITS) as usize) {
            Some(&block) => {
                let place = (usize::from(block) << BLOCK_BITS) + (code as usize & ((1 << BLOCK_BITS) - 1));
                self.places.get(place).copied().map_or(0, usize::from).checked_sub(1)
            }
            None => self.firsts.binary_search_by_key(&code, |&(known, _)| known).ok(),
        };
        let Some(at) = at else { return 0..0 };
        let number = |at: usize| self.firsts.get(at).map_or(self.ends.len(), |&(_, number)| number as usize);
        number(at)..number(at + 1)
    }

    /// The part of a row that belongs to word `number`, which `ends` tells.
    fn part(ends: &[u32], number: usize) -> Span {
        let end = |number: usize| ends.get(number).map_or(0, |&end| end as usize);
        Span::new(number.checked_sub(1).map_or(0, end), end(number))
    }

    fn word(&self, number: usize) -> &str {
        Self::part(&self.ends, number).of(&self.text)
    }

    fn lists_of(&self, number: usize) -> &[ListId] {
        let part = Self::part(&self.list_ends, number);
        self.lists.get(part.start..part.end).unwrap_or_default()
    }

    /// Every word with its lists, in the order of code points.
    pub fn words(&self) -> impl Iterator<Item = (&str, &[ListId])> {
        (0..self.ends.len()).map(|number| (self.word(number), self.lists_of(number)))
    }

    /// Whether `word` stands in `list`.
    #[must_use]
    pub fn holds(&self, word: &str, list: ListId) -> bool {
        let mut numbers = word.chars().next().map_or(0..0, |first| self.begun_by(first));
        numbers.any(|number| self.word(number) == word && self.lists_of(number).contains(&list))
    }

    /// Adds every occurrence of every word in `folded`, overlaps included, by start, length and list.
    pub fn scan(&self, folded: &str, cues: &mut Vec<Cue>) {
        let mut rest = folded.char_indices().peekable();
        while let Some((start, first)) = rest.next() {
            let numbers = self.begun_by(first);
            let mut from = numbers.start;
            let Some(mut seconds) = self.seconds.get(numbers).filter(|seconds| !seconds.is_empty()) else { continue };
            let mut add = |number: usize, length: usize| {
                let span = Span::new(start, start + length);
                cues.extend(self.lists_of(number).iter().map(|&list| Cue { span, list }));
            };
            if let [NONE, others @ ..] = seconds {
                add(from, first.len_utf8());
                (from, seconds) = (from + 1, others);
            }
            let Some(next) = rest.peek().map(|&(_, next)| u32::from(next)) else { continue };
            let skipped = seconds.partition_point(|&second| second < next);
            let fitting = seconds[skipped..].iter().take_while(|&&second| second == next).count();
            for number in from + skipped..from + skipped + fitting {
                let word = self.word(number);
                if folded.as_bytes()[start..].starts_with(word.as_bytes()) {
                    add(number, word.len());
                }
            }
        }
    }
}
