//! The form of a program: a head, instructions, classes of characters, all in one row of numbers.
//!
//! The head is the number of choices (places where a state is remembered), whether a match begins where the text does, and
//! [`Bloom`] of the characters that a match may begin with. An instruction is a number whose last byte says what it is; the
//! others are its argument. Behind it stand further numbers:
//!
//! | instruction | argument | further numbers |
//! |---|---|---|
//! | `FAIL`, `MATCH` | | |
//! | `CHAR` | the character | |
//! | `CLASS` | where the class stands | |
//! | `LOOK` | what has to be so at this place | |
//! | `JUMP` | the next instruction | |
//! | `SPLIT` | its choice | the next instruction, the one to fall back on |
//! | `BRANCH` | its choice | how many branches, [`Bloom`] of their first characters, for each its one first character plus one (or 0) and its first instruction |
//! | `STAR` | its choice | a `CHAR` or `CLASS` that may match any number of times, as often as it can |
//! | `RUN` | its choice | the same, and how often it has to match at least and may match at most |
//!
//! A class is a bit for each of the 128 characters of ASCII, the number of its ranges beyond, and these, sorted.

/// Numbers of the head.
pub const HEAD: usize = 2 + BLOOM;
/// Numbers of a bloom filter.
pub const BLOOM: usize = 4;
/// Numbers of a class before its ranges.
pub const CLASS_HEAD: usize = 5;

/// Never goes on.
pub const FAIL: u32 = 0;
/// The match ends here.
pub const MATCH: u32 = 1;
/// One character.
pub const CHAR: u32 = 2;
/// One character of a class.
pub const CLASS: u32 = 3;
/// Something about the place, no character.
pub const LOOK: u32 = 4;
/// Goes on elsewhere.
pub const JUMP: u32 = 5;
/// Goes on at one of two places.
pub const SPLIT: u32 = 6;
/// Goes on at one of several places.
pub const BRANCH: u32 = 7;
/// A character any number of times.
pub const STAR: u32 = 8;
/// A character some number of times.
pub const RUN: u32 = 9;

/// What [`LOOK`] asks for.
pub mod look {
    /// The text begins.
    pub const START: u32 = 0;
    /// The text ends.
    pub const END: u32 = 1;
    /// A line begins.
    pub const LINE_START: u32 = 2;
    /// A line ends.
    pub const LINE_END: u32 = 3;
    /// A word begins or ends.
    pub const EDGE: u32 = 4;
    /// No word begins or ends.
    pub const NO_EDGE: u32 = 5;
    /// A word begins.
    pub const WORD_START: u32 = 6;
    /// A word ends.
    pub const WORD_END: u32 = 7;
    /// What stands before is no part of a word.
    pub const HALF_START: u32 = 8;
    /// What stands behind is no part of a word.
    pub const HALF_END: u32 = 9;
}

/// An instruction.
pub const fn word(kind: u32, argument: u32) -> u32 {
    kind | argument << 8
}

/// What `word` is, and its argument.
pub const fn parts(word: u32) -> (u32, u32) {
    (word & 0xFF, word >> 8)
}

/// A set of characters that may hold more than were put in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bloom(pub [u32; BLOOM]);

impl Bloom {
    /// Every character.
    pub const ALL: Self = Self([u32::MAX; BLOOM]);

    /// The same with `c`.
    #[must_use]
    pub fn with(mut self, c: char) -> Self {
        let (number, bit) = place(c);
        self.0[number] |= 1 << bit;
        self
    }

    /// The characters of either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let mut both = self;
        both.0.iter_mut().zip(other.0).for_each(|(one, other)| *one |= other);
        both
    }
}

/// Whether the bloom filter `bloom` of a program may hold `c`.
#[inline]
pub fn may_hold(bloom: &[u32], c: char) -> bool {
    let (number, bit) = place(c);
    bloom.get(number).is_none_or(|bits| bits >> bit & 1 == 1)
}

/// Where the bit of `c` stands.
#[inline]
fn place(c: char) -> (usize, u32) {
    let mixed = (c as u32).wrapping_mul(0x9E37_79B1) >> 25;
    ((mixed >> 5) as usize, mixed & 31)
}
