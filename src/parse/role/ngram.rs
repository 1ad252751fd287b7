//! Character and word sequences of a unit as features.

use crate::model::argument::Word;
use crate::model::span::Span;
use crate::pack::weights::NameHash;

/// What the sequences of one family weigh together, in 256ths: their values share this length (Euclidean), so that a long
/// unit does not outweigh its named features. Chosen by cross-validation.
const LENGTH: u32 = 4 * 256;

/// A sequence, by the hash of its name.
#[derive(Clone, Copy)]
pub struct Gram<'a> {
    /// The hash of the feature's name.
    pub hash: u32,
    /// The name behind the family's.
    pub parts: [&'a str; 3],
}

/// The sequences of one family in a unit, each once.
#[derive(Default)]
pub struct Family<'a> {
    /// The name that their features begin with.
    pub name: &'static str,
    /// The sequences, in the order in which they occur first.
    pub grams: Vec<Gram<'a>>,
    /// The places of hashes that were seen: the number of the unit, and the hash.
    seen: Vec<(u32, u32)>,
}

impl<'a> Family<'a> {
    /// The value of each of the features, in 256ths.
    #[must_use]
    pub fn value(&self) -> i32 {
        (LENGTH * 16 / (self.grams.len() as u32 * 256).isqrt().max(1)) as i32
    }

    fn begin(&mut self, name: &'static str, most: usize) {
        self.name = name;
        self.grams.clear();
        if self.seen.len() < 2 * most {
            self.seen = vec![(0, 0); (2 * most).next_power_of_two()];
        }
    }

    fn add(&mut self, unit: u32, hash: u32, parts: [&'a str; 3]) {
        let mask = self.seen.len() - 1;
        let mut at = hash as usize & mask;
        while self.seen[at].0 == unit {
            if self.seen[at].1 == hash {
                return;
            }
            at = (at + 1) & mask;
        }
        self.seen[at] = (unit, hash);
        self.grams.push(Gram { hash, parts });
    }
}

/// The sequences of a unit: characters one to three at a time, words one and two at a time.
#[derive(Default)]
pub struct Grams<'a> {
    /// Characters, words.
    pub families: [Family<'a>; 2],
    /// How many units were read.
    unit: u32,
    pieces: Vec<&'a str>,
}

impl<'a> Grams<'a> {
    /// Reads the unit at `span` of `text` instead of the one before. A digit stands for all digits; `^` and `$` mark the
    /// unit's ends.
    pub fn read(&mut self, text: &'a str, span: Span, words: &[Word]) {
        self.unit += 1;
        let unit = self.unit;
        let [chars, pairs] = &mut self.families;
        let pieces = &mut self.pieces;
        let whole = span.of(text);
        pieces.clear();
        pieces.push("^");
        pieces.extend(whole.char_indices().map(|(at, c)| normal(&whole[at..at + c.len_utf8()])));
        pieces.push("$");
        chars.begin("c:", pieces.len() * 3);
        const CHARS: NameHash = NameHash::new().with("c:");
        for (index, &first) in pieces.iter().enumerate() {
            let hash = CHARS.with(first);
            if index > 0 && index + 1 < pieces.len() {
                chars.add(unit, hash.short(), [first, "", ""]);
            }
            let Some(&second) = pieces.get(index + 1) else { break };
            let hash = hash.with(second);
            chars.add(unit, hash.short(), [first, second, ""]);
            if let Some(&third) = pieces.get(index + 2) {
                chars.add(unit, hash.with(third).short(), [first, second, third]);
            }
        }
        pieces.clear();
        let plain = words.iter().map(|word| word.span.of(text)).filter(|word| !word.trim().is_empty());
        pieces.extend(plain.map(normal));
        pieces.push("$");
        pairs.begin("w:", pieces.len() * 2);
        const WORDS: NameHash = NameHash::new().with("w:");
        let (mut before, mut hash) = ("^", WORDS.with("^"));
        for &word in pieces.iter() {
            let alone = WORDS.with(word);
            if word.chars().nth(1).is_some() {
                pairs.add(unit, alone.short(), [word, "", ""]);
            }
            pairs.add(unit, hash.with(" ").with(word).short(), [before, " ", word]);
            (before, hash) = (word, alone);
        }
    }
}

/// All numbers are one.
fn normal(piece: &str) -> &str {
    if piece.as_bytes().first().is_some_and(u8::is_ascii_digit) && piece.bytes().all(|byte| byte.is_ascii_digit()) {
        "0"
    } else {
        piece
    }
}
