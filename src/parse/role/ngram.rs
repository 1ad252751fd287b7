//! Character and word sequences of a unit as features.

use crate::model::argument::Word;
use crate::model::span::Span;
use crate::pack::weights::NameHash;

/// What the sequences of one family weigh together, in 256ths: their values share this length (Euclidean), so that a long
/// unit does not outweigh its named features. Chosen by cross-validation.
const LENGTH: u32 = 4 * 256;

/// A sequence.
#[derive(Clone, Copy)]
pub struct Gram {
    /// The hash of the feature's name.
    pub hash: u32,
    /// Its first piece, and how many it has.
    first: u32,
    count: u32,
}

/// The sequences of one family in a unit, each once.
#[derive(Default)]
pub struct Family<'a> {
    /// The name that their features begin with.
    pub name: &'static str,
    /// The sequences, in the order in which they occur first.
    pub grams: Vec<Gram>,
    /// What the sequences are made of, and what stands between two pieces.
    pieces: Vec<&'a str>,
    between: &'static str,
    /// The places of hashes that were seen: the number of the unit, and the hash.
    seen: Vec<(u32, u32)>,
}

impl Family<'_> {
    /// The value of each of the features, in 256ths.
    #[must_use]
    pub fn value(&self) -> i32 {
        (LENGTH * 16 / (self.grams.len() as u32 * 256).isqrt().max(1)) as i32
    }

    /// The name of a sequence behind the family's.
    #[must_use]
    pub fn name_of(&self, gram: Gram) -> String {
        self.pieces[gram.first as usize..(gram.first + gram.count) as usize].join(self.between)
    }

    /// Makes room for the sequences of a unit of so many pieces.
    fn begin(&mut self, name: &'static str, between: &'static str) {
        (self.name, self.between) = (name, between);
        self.grams.clear();
        let most = 6 * self.pieces.len();
        if self.seen.len() < most {
            self.seen = vec![(0, 0); most.next_power_of_two()];
        }
    }

    fn add(&mut self, unit: u32, hash: u32, first: usize, count: u32) {
        let mask = self.seen.len() - 1;
        let mut at = hash as usize & mask;
        while self.seen[at].0 == unit {
            if self.seen[at].1 == hash {
                return;
            }
            at = (at + 1) & mask;
        }
        self.seen[at] = (unit, hash);
        self.grams.push(Gram { hash, first: first as u32, count });
    }
}

/// The sequences of a unit: characters one to three at a time, words one and two at a time.
#[derive(Default)]
pub struct Grams<'a> {
    /// Characters, words.
    pub families: [Family<'a>; 2],
    /// The bytes of each of the characters in one number.
    codes: Vec<u32>,
    /// How many units were read.
    unit: u32,
}

impl<'a> Grams<'a> {
    /// Reads the unit at `span` of `text` instead of the one before. A digit stands for all digits; `^` and `$` mark the
    /// unit's ends.
    pub fn read(&mut self, text: &'a str, span: Span, words: &[Word]) {
        self.unit += 1;
        let unit = self.unit;
        let [chars, pairs] = &mut self.families;
        let whole = span.of(text);
        chars.pieces.clear();
        chars.pieces.push("^");
        chars.pieces.extend(whole.char_indices().map(|(at, c)| normal(&whole[at..at + c.len_utf8()])));
        chars.pieces.push("$");
        chars.begin("c:", "");
        self.codes.clear();
        self.codes.extend(chars.pieces.iter().map(|piece| code(piece)));
        for (first, &code) in self.codes.iter().enumerate() {
            let hash = CHARS.with_piece(code);
            let Some(&second) = self.codes.get(first + 1) else { break };
            if first > 0 {
                chars.add(unit, hash.short(), first, 1);
            }
            let hash = hash.with_piece(second);
            chars.add(unit, hash.short(), first, 2);
            if let Some(&third) = self.codes.get(first + 2) {
                chars.add(unit, hash.with_piece(third).short(), first, 3);
            }
        }
        pairs.pieces.clear();
        pairs.pieces.push("^");
        let plain = words.iter().map(|word| word.span.of(text)).filter(|word| !word.trim().is_empty());
        pairs.pieces.extend(plain.map(normal));
        pairs.pieces.push("$");
        pairs.begin("w:", " ");
        let mut hash = WORDS.with("^");
        for number in 1..pairs.pieces.len() {
            let word = pairs.pieces[number];
            let alone = WORDS.with(word);
            if word.chars().nth(1).is_some() {
                pairs.add(unit, alone.short(), number, 1);
            }
            pairs.add(unit, hash.with(" ").with(word).short(), number - 1, 2);
            hash = alone;
        }
    }
}

/// What the names of the features begin with.
const CHARS: NameHash = NameHash::new().with("c:");
const WORDS: NameHash = NameHash::new().with("w:");

/// The bytes of a piece of one character in one number.
fn code(piece: &str) -> u32 {
    piece.bytes().take(4).zip([0, 8, 16, 24]).fold(0, |code, (byte, shift)| code | u32::from(byte) << shift)
}

/// All numbers are one.
fn normal(piece: &str) -> &str {
    if piece.as_bytes().first().is_some_and(u8::is_ascii_digit) && piece.bytes().all(|byte| byte.is_ascii_digit()) {
        "0"
    } else {
        piece
    }
}
