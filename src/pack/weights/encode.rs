//! The packed form of a file of fitted weights. Knows nothing of the crate: the build script uses it too.
//!
//! The file: `#` comment lines; `%classes` and the names of the classes; for each class `%probability`, its name and 100
//! margins, the n-th being the least lead over the runner-up at which the class is right n times in 100; then a feature a
//! line with a weight for each class, in thousandths of a natural logarithm of odds.
//!
//! Packed, little-endian; several models share one table, so that a feature is looked up once for all of them:
//! - number of models `u32`, then of each model's classes `u32`; number of index bits `u32`;
//! - the margins of all classes `i32`;
//! - for every place, a value of a hash's first index bits, where its records begin `u32`, and one more for the end;
//! - the records: the last 16 bits of the hash `u16`, a bit for each model that knows the feature `u8`, and for each of
//!   those a shift `u8` and a weight `i8` for each class, which counts shifted to the left.

use std::collections::BTreeMap;

/// How many models one table can hold.
pub const MOST_MODELS: usize = 4;

/// The hash of a feature's name, taken piece by piece.
#[derive(Clone, Copy, Debug)]
pub struct NameHash(u64);

impl Default for NameHash {
    fn default() -> Self {
        Self::new()
    }
}

impl NameHash {
    /// The hash of nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    /// The hash of the name with `part` added.
    #[must_use]
    pub const fn with(self, part: &str) -> Self {
        let (mut rest, mut hash) = (part.as_bytes(), self);
        // The bytes of one character are taken together.
        loop {
            let piece;
            (piece, rest) = match rest {
                [] => return hash,
                [a @ 0..0x80, rest @ ..] => (u32::from_le_bytes([*a, 0, 0, 0]), rest),
                [a @ 0xE0..0xF0, b, c, rest @ ..] => (u32::from_le_bytes([*a, *b, *c, 0]), rest),
                [a @ 0xF0..=0xFF, b, c, d, rest @ ..] => (u32::from_le_bytes([*a, *b, *c, *d]), rest),
                [a, b, rest @ ..] => (u32::from_le_bytes([*a, *b, 0, 0]), rest),
                [a] => (u32::from_le_bytes([*a, 0, 0, 0]), &[] as &[u8]),
            };
            hash = hash.with_piece(piece);
        }
    }

    /// The hash of the name with one character added, whose UTF-8 is `piece` in little-endian order.
    #[inline]
    #[must_use]
    pub const fn with_piece(self, piece: u32) -> Self {
        // FNV-1a, a character at a time instead of a byte: http://www.isthe.com/chongo/tech/comp/fnv/
        Self((self.0 ^ piece as u64).wrapping_mul(0x100_0000_01B3))
    }

    /// The hash in 32 bits. Folded by multiplication: the high bits of the long hash are poor.
    #[must_use]
    pub const fn short(self) -> u32 {
        let hash = self.0;
        ((hash ^ (hash >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
    }
}

/// The hash of a feature's name, which may come in parts.
#[must_use]
pub fn hash(parts: &[&str]) -> u32 {
    parts.iter().fold(NameHash::new(), |hash, part| hash.with(part)).short()
}

/// Models before they are packed into one table.
#[derive(Clone, Default)]
pub struct Table {
    /// The margins of every model's classes, 100 a class.
    pub margins: Vec<Vec<i32>>,
    /// For each hash the rows of the models that have it: the model, then shift and weights.
    pub rows: BTreeMap<u32, Vec<(u8, Vec<u8>)>>,
}

impl Table {
    /// The model in the text of a file of weights. Of features that share a hash the first counts: of 50,000 features less
    /// than one is lost so.
    ///
    /// # Errors
    /// A line that is not of the form, with its number.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut classes: Vec<&str> = Vec::new();
        let mut margins: Vec<i32> = Vec::new();
        let mut rows = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            let wrong = |what: &str| format!("line {}: {what}", number + 1);
            let mut cells = line.split('\t');
            let Some(name) = cells.next().filter(|name| !name.is_empty() && !name.starts_with('#')) else { continue };
            if name == "%classes" {
                classes = cells.collect();
            } else if name == "%probability" {
                let class = cells.next().unwrap_or_default();
                if classes.get(margins.len() / 100) != Some(&class) {
                    return Err(wrong("margins out of the order of the classes"));
                }
                margins.extend(numbers::<i32>(cells, 100).ok_or_else(|| wrong("expected 100 margins"))?);
            } else {
                let weights: Vec<i16> =
                    numbers(cells, classes.len()).ok_or_else(|| wrong("expected a weight for each class"))?;
                let shift = shift(&weights);
                let bytes = weights.iter().map(|&weight| rounded(weight, shift).cast_unsigned());
                rows.entry(hash(&[name])).or_insert_with(|| vec![(0, std::iter::once(shift).chain(bytes).collect())]);
            }
        }
        margins.resize(classes.len() * 100, i32::MAX);
        Ok(Self { margins: vec![margins], rows })
    }

    /// The same with the models of `other` behind its own.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        let first = self.margins.len() as u8;
        self.margins.extend(other.margins);
        for (hash, rows) in other.rows {
            self.rows.entry(hash).or_default().extend(rows.into_iter().map(|(model, row)| (first + model, row)));
        }
        self
    }

    /// The packed form.
    ///
    /// # Errors
    /// More models than [`MOST_MODELS`].
    pub fn pack(&self) -> Result<Vec<u8>, String> {
        if self.margins.len() > MOST_MODELS {
            return Err(format!("at most {MOST_MODELS} models share a table"));
        }
        let bits = self.rows.len().max(256).ilog2().min(16);
        let (mut records, mut places) = (Vec::new(), Vec::new());
        let mut rows = self.rows.iter().peekable();
        for place in 0..=1_u32 << bits {
            places.push(records.len() as u32);
            while let Some((&hash, rows)) = rows.next_if(|row| row.0 >> (32 - bits) == place) {
                records.extend((hash as u16).to_le_bytes());
                records.push(rows.iter().fold(0_u8, |mask, row| mask | 1 << row.0));
                records.extend(rows.iter().flat_map(|row| &row.1));
            }
        }
        let mut bytes = Vec::new();
        bytes.extend((self.margins.len() as u32).to_le_bytes());
        bytes.extend(self.margins.iter().flat_map(|margins| (margins.len() as u32 / 100).to_le_bytes()));
        bytes.extend(bits.to_le_bytes());
        bytes.extend(self.margins.iter().flatten().flat_map(|margin| margin.to_le_bytes()));
        bytes.extend(places.iter().flat_map(|place| place.to_le_bytes()));
        bytes.extend(records);
        Ok(bytes)
    }
}

/// By how many bits the weights of a feature must be shifted to the right to fit an `i8`.
fn shift(weights: &[i16]) -> u8 {
    (0..9).find(|&shift| weights.iter().all(|&weight| (-127..=127).contains(&wide(weight, shift)))).unwrap_or(9)
}

fn rounded(weight: i16, shift: u8) -> i8 {
    wide(weight, shift).clamp(-127, 127) as i8
}

/// The weight without its last `shift` bits, rounded.
fn wide(weight: i16, shift: u8) -> i32 {
    (i32::from(weight) + ((1 << shift) >> 1)) >> shift
}

/// Exactly `count` numbers, or nothing.
fn numbers<'a, T: std::str::FromStr>(cells: impl Iterator<Item = &'a str>, count: usize) -> Option<Vec<T>> {
    let numbers: Vec<T> = cells.map(|cell| cell.parse().ok()).collect::<Option<_>>()?;
    (numbers.len() == count).then_some(numbers)
}
