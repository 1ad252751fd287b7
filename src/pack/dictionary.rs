//! The dictionary of jieba, folded, as it lies in the program: words to the numbers of their entries. `build/dictionary.rs`
//! writes it.
//!
//! Words are taken as UTF-16, nearly always one number a character. All numbers are little-endian:
//! - five `u32`: how many first numbers there are, how many pairs, and where the tails begin (numbers of the file); two spare;
//! - for each of 65,536 numbers its place among the first ones plus one, or 0, `u16`;
//! - for each first number and one more: its first pair `u32`, its first tail `u32`, the entry of the word that it is, a spare;
//! - for each pair, sorted: its second number, then for each the entry of the word that it is, then for each where its tails begin,
//!   counted from those of its first number; all `u16`;
//! - the tails of each pair, the shorter first: how many numbers, these, the entry of the word.

/// No entry: there is no such word.
const NONE: u16 = u16::MAX;
/// Numbers before the places.
const HEAD: usize = 10;
/// Numbers a first number takes.
const FIRST: usize = 6;
/// No word has more numbers.
const LONGEST: usize = 32;

/// The dictionary in the bytes of its file.
#[derive(Clone, Copy)]
pub struct Dictionary(&'static [u8]);

impl Dictionary {
    /// The dictionary in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self(bytes)
    }

    #[inline]
    fn number(self, at: usize) -> u16 {
        self.0.get(2 * at..2 * at + 2).map_or(0, |pair| u16::from_le_bytes([pair[0], pair[1]]))
    }

    #[inline]
    fn long(self, at: usize) -> usize {
        usize::from(self.number(at)) | usize::from(self.number(at + 1)) << 16
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
        let Some(first) = usize::from(self.number(HEAD + usize::from(*first))).checked_sub(1) else { return };
        let (firsts, count) = (HEAD + 0x1_0000, self.long(0));
        let record = firsts + FIRST * first;
        emit(self.number(record + 4), 1);
        let [second, rest @ ..] = rest else { return };
        let (seconds, pairs) = (firsts + FIRST * (count + 1), self.long(2));
        let (begin, end) = (self.long(record), self.long(record + FIRST));
        let Some(pair) = self.search(seconds + begin, end.saturating_sub(begin), *second) else { return };
        emit(self.number(seconds + pairs + begin + pair), 2);
        let (base, starts) = (self.long(record + 2), seconds + 2 * pairs + begin);
        let tail = base + usize::from(self.number(starts + pair));
        let next = if begin + pair + 1 < end {
            base + usize::from(self.number(starts + pair + 1))
        } else {
            self.long(record + FIRST + 2)
        };
        let tails = self.long(4);
        self.tails(tails + tail, tails + next, rest, &mut emit);
    }

    /// The words with the tails from `at` to `end`, where `rest` follows the first two numbers.
    fn tails(self, mut at: usize, end: usize, rest: &[u16], emit: &mut impl FnMut(u16, usize)) {
        while at < end {
            let length = usize::from(self.number(at));
            let Some(tail) = rest.get(..length) else { return };
            if tail.iter().enumerate().all(|(number, unit)| self.number(at + 1 + number) == *unit) {
                emit(self.number(at + 1 + length), 2 + length);
            }
            at += length + 2;
        }
    }

    /// Where `wanted` stands among the `count` sorted numbers from `first` on, counted from there.
    fn search(self, first: usize, count: usize, wanted: u16) -> Option<usize> {
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.number(first + middle).cmp(&wanted) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
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
