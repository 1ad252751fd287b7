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

/// The numbers of a text, and behind each the byte that it ends with.
struct Units {
    units: [u16; LONGEST],
    ends: [usize; LONGEST],
    count: usize,
}

impl Units {
    /// As many numbers of `text` as a word may have.
    fn of(text: &str) -> Self {
        let mut found = Self { units: [0; LONGEST], ends: [0; LONGEST], count: 0 };
        let mut pair = [0; 2];
        for (at, c) in text.char_indices() {
            let units = c.encode_utf16(&mut pair);
            let behind = found.count + units.len();
            let (Some(room), Some(ends)) =
                (found.units.get_mut(found.count..behind), found.ends.get_mut(found.count..behind))
            else {
                break;
            };
            room.copy_from_slice(units);
            ends.fill(at + c.len_utf8());
            found.count = behind;
        }
        found
    }
}

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

    /// Calls `found` with the entry of every word that `text` begins with, the shorter first, and its length in bytes.
    pub fn prefixes(self, text: &str, mut found: impl FnMut(u32, usize)) {
        let mut emit = |entry: u16, end: usize| {
            if entry != NONE {
                found(u32::from(entry), end);
            }
        };
        let mut chars = text.chars();
        let Some(c) = chars.next() else { return };
        let mut buffer = [0; 2];
        let head = c.encode_utf16(&mut buffer);
        let (unit, low, length) = (head[0], head.get(1).copied(), c.len_utf8());
        let Some(first) = usize::from(self.number(HEAD + usize::from(unit))).checked_sub(1) else { return };
        let (firsts, count) = (HEAD + 0x1_0000, self.long(0));
        let record = firsts + FIRST * first;
        emit(self.number(record + 4), length);
        let second = low.or_else(|| chars.next().map(|c| c.encode_utf16(&mut buffer)[0]));
        let Some(second) = second else { return };
        let (seconds, pairs) = (firsts + FIRST * (count + 1), self.long(2));
        let (begin, end) = (self.long(record), self.long(record + FIRST));
        let Some(pair) = self.search(seconds + begin, end - begin, second).map(|at| begin + at) else { return };
        let base = self.long(record + 2);
        let tail = base + usize::from(self.number(seconds + 2 * pairs + pair));
        let next = if pair + 1 == end {
            self.long(record + FIRST + 2)
        } else {
            base + usize::from(self.number(seconds + 2 * pairs + pair + 1))
        };
        let entry = self.number(seconds + pairs + pair);
        if entry == NONE && tail == next {
            return;
        }
        let units = Units::of(text);
        if let Some(&end) = units.ends.get(1) {
            emit(entry, end);
        }
        self.tails(self.long(4) + tail, self.long(4) + next, &units, &mut emit);
    }

    /// The words with the tails from `at` to `end`.
    fn tails(self, mut at: usize, end: usize, units: &Units, emit: &mut impl FnMut(u16, usize)) {
        while at < end {
            let length = usize::from(self.number(at));
            let Some(rest) = units.units.get(2..units.count.min(2 + length)).filter(|rest| rest.len() == length) else {
                return;
            };
            if rest.iter().enumerate().all(|(number, unit)| self.number(at + 1 + number) == *unit) {
                emit(self.number(at + 1 + length), units.ends.get(1 + length).copied().unwrap_or_default());
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
        let mut entry = None;
        self.prefixes(word, |found, length| {
            if length == word.len() {
                entry = Some(found);
            }
        });
        entry
    }
}
