//! The dictionary of jieba, folded, as it lies in the program: words to the numbers of their entries. `build/dictionary.rs`
//! writes it.
//!
//! Words are taken as UTF-16, nearly always one number a character. All numbers are little-endian:
//! - five `u32`: how many first numbers there are, and how many pairs; three spare;
//! - for each of 65,536 numbers its place among the first ones plus one, or 0, `u16`;
//! - for each first number and one more: its first pair `u32`, its first tail `u32`, the entry of the word that it is, a spare;
//! - for each pair, sorted: its second number, then for each the entry of the word that it is, then for each where its tails begin,
//!   counted from those of its first number; all `u16`;
//! - the tails of each pair, the shorter first: how many numbers, these, the entry of the word.

/// No entry: there is no such word.
const NONE: u16 = u16::MAX;
/// Bytes of the head.
const HEAD: usize = 20;
/// Bytes of the places.
const PLACES: usize = 0x2_0000;
/// Bytes that a first number takes.
const FIRST: usize = 12;
/// No word has more numbers.
const LONGEST: usize = 32;

/// A row of numbers.
type Row = &'static [[u8; 2]];

/// The dictionary in the bytes of its file.
#[derive(Clone, Copy)]
pub struct Dictionary {
    places: Row,
    firsts: &'static [[u8; FIRST]],
    seconds: Row,
    entries: Row,
    starts: Row,
    tails: Row,
}

impl Dictionary {
    /// The dictionary in `bytes`. Made when the program is compiled, where bytes that are no dictionary are an error.
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Self {
        let (head, rest) = bytes.split_at(HEAD);
        let count = u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let pairs = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let (places, rest) = rest.split_at(PLACES);
        let (firsts, rest) = rest.split_at(FIRST * (count + 1));
        let (seconds, rest) = rest.split_at(2 * pairs);
        let (entries, rest) = rest.split_at(2 * pairs);
        let (starts, tails) = rest.split_at(2 * pairs);
        Self {
            places: places.as_chunks().0,
            firsts: firsts.as_chunks().0,
            seconds: seconds.as_chunks().0,
            entries: entries.as_chunks().0,
            starts: starts.as_chunks().0,
            tails: tails.as_chunks().0,
        }
    }

    /// Calls `found` with the entry of every word that `text`, in UTF-16, begins with, the shorter first, and with its length in
    /// UTF-16.
    pub fn prefixes(self, text: &[u16], mut found: impl FnMut(u32, usize)) {
        let mut emit = |entry: u16, length: usize| {
            if entry != NONE {
                found(u32::from(entry), length);
            }
        };
        let [first, rest @ ..] = text else { return };
        let Some(first) = usize::from(number(self.places, usize::from(*first))).checked_sub(1) else { return };
        let Some([here, next]) = self.firsts.get(first..).and_then(|firsts| firsts.first_chunk()) else { return };
        emit(u16::from_le_bytes([here[8], here[9]]), 1);
        let [second, rest @ ..] = rest else { return };
        let (begin, end) = (long(here, 0), long(next, 0));
        let seconds = self.seconds.get(begin..end).unwrap_or_default();
        let Ok(pair) = seconds.binary_search_by_key(second, |second| u16::from_le_bytes(*second)) else { return };
        emit(number(self.entries, begin + pair), 2);
        let (base, start) = (long(here, 4), |pair: usize| usize::from(number(self.starts, pair)));
        let behind = if pair + 1 < seconds.len() { base + start(begin + pair + 1) } else { long(next, 4) };
        let tails = self.tails.get(base + start(begin + pair)..behind).unwrap_or_default();
        follow(tails, rest, &mut emit);
    }

    /// The entry of `word`.
    #[must_use]
    pub fn entry(self, word: &str) -> Option<u32> {
        let (mut units, mut count) = ([0; LONGEST], 0);
        for unit in word.encode_utf16() {
            *units.get_mut(count)? = unit;
            count += 1;
        }
        let mut entry = None;
        self.prefixes(units.get(..count)?, |found, length| {
            if length == count {
                entry = Some(found);
            }
        });
        entry
    }
}

#[inline]
fn number(row: Row, at: usize) -> u16 {
    row.get(at).map_or(NONE, |pair| u16::from_le_bytes(*pair))
}

/// The number of four bytes at `at`.
#[inline]
fn long(first: &[u8; FIRST], at: usize) -> usize {
    first.get(at..).and_then(|bytes| bytes.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize)
}

/// The words of the tails in `tails`, where `rest` follows the first two numbers.
fn follow(mut tails: Row, rest: &[u16], emit: &mut impl FnMut(u16, usize)) {
    while let [length, others @ ..] = tails {
        let length = usize::from(u16::from_le_bytes(*length));
        let (Some(wanted), Some((tail, [entry, next @ ..]))) = (rest.get(..length), others.split_at_checked(length))
        else {
            return;
        };
        if tail.iter().zip(wanted).all(|(unit, wanted)| u16::from_le_bytes(*unit) == *wanted) {
            emit(u16::from_le_bytes(*entry), 2 + length);
        }
        tails = next;
    }
}
