//! Fitted linear models: weights of features, packed so that nothing is parsed at start.

mod encode;

pub use encode::{INDEX_BITS, encode, hash, long_hash};
use std::borrow::Cow;

/// Defines the built-in models with their files in `lints/roles/`.
macro_rules! models {
    ($($(#[$doc:meta])* $name:ident = $file:literal),+ $(,)?) => {
        /// What a built-in model decides.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Decides { $($(#[$doc])* $name),+ }

        impl Decides {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The file of weights in `lints/roles/`.
            #[must_use]
            pub fn file(self) -> &'static str {
                match self { $(Self::$name => concat!($file, ".tsv")),+ }
            }

            fn packed(self) -> &'static [u8] {
                match self { $(Self::$name => include_bytes!(concat!(env!("OUT_DIR"), "/", $file, ".bin"))),+ }
            }
        }
    };
}

models! {
    /// The role of a unit; classes `Role::ALL`.
    Roles = "zh",
    /// Its kind; classes `Kind::ALL`.
    Kinds = "zh-kinds",
    /// Whether a sentence may be cut at a clause boundary; classes "cut" and "keep".
    Cuts = "zh-cuts",
    /// Whether two parts of a sentence, with their roles, stay apart; classes "cut" and "keep".
    Joins = "zh-joins",
    /// The source of evidence; classes "named", "vague" and "none".
    Sources = "zh-sources",
    /// Whether a claim is supported; classes "yes" and "no".
    Supports = "zh-supports",
}

/// Feature values count in 256ths: a feature that simply holds has this value.
pub const ONE: i32 = 256;

/// A linear model over named features.
#[derive(Clone)]
pub struct Weights {
    bytes: Cow<'static, [u8]>,
    classes: usize,
    features: usize,
}

impl Weights {
    /// A built-in model for Chinese.
    #[must_use]
    pub fn builtin(decides: Decides) -> Self {
        Self::open(Cow::Borrowed(decides.packed()))
    }

    /// The model in the text of a file of weights.
    ///
    /// # Errors
    /// A line that is not of the form.
    pub fn from_text(text: &str) -> Result<Self, String> {
        encode(text).map(|bytes| Self::open(Cow::Owned(bytes)))
    }

    fn open(bytes: Cow<'static, [u8]>) -> Self {
        let mut weights = Self { bytes, classes: 0, features: 0 };
        (weights.classes, weights.features) = (weights.number(0), weights.number(4));
        weights
    }

    /// The `u32` at byte `at`, or 0.
    fn number(&self, at: usize) -> usize {
        let cell = self.bytes.get(at..at + 4).and_then(|cell| cell.try_into().ok());
        cell.map_or(0, u32::from_le_bytes) as usize
    }

    /// How many classes the model tells apart.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The weights of the feature whose name, in parts, is `parts`; thousandths, one a class. None if it has none.
    #[must_use]
    pub fn of(&self, parts: &[&str]) -> Option<impl Iterator<Item = i16>> {
        self.of_hash(hash(parts))
    }

    /// The same by the [`hash`] of the name, for those who ask several models.
    #[must_use]
    pub fn of_hash(&self, wanted: u32) -> Option<impl Iterator<Item = i16>> {
        let index = 8 + 400 * self.classes;
        let hashes = index + 4 * ((1 << INDEX_BITS) + 1);
        let place = index + 4 * (wanted >> (32 - INDEX_BITS)) as usize;
        let (first, end) = (self.number(place), self.number(place + 4));
        let near = self.bytes.get(hashes + 4 * first..hashes + 4 * end)?;
        let found = first + near.chunks_exact(4).position(|cell| cell == wanted.to_le_bytes())?;
        let shifts = hashes + 4 * self.features;
        let shift = u32::from(*self.bytes.get(shifts + found)?);
        let row = shifts + self.features + found * self.classes;
        let weights = self.bytes.get(row..row + self.classes)?;
        Some(weights.iter().map(move |&weight| i16::from(weight.cast_signed()) << shift))
    }

    /// Adds the feature with that value (in 256ths) to `scores`, one a class, in 256ths of a thousandth.
    pub fn add(&self, parts: &[&str], value: i32, scores: &mut [i64]) {
        self.add_hash(hash(parts), value, scores);
    }

    /// The same by the [`hash`] of the name.
    pub fn add_hash(&self, hash: u32, value: i32, scores: &mut [i64]) {
        if let Some(weights) = self.of_hash(hash) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += i64::from(weight) * i64::from(value);
            }
        }
    }

    /// How often, in hundredths, `class` is right when its score leads the runner-up's by `margin` thousandths.
    #[must_use]
    pub fn probability(&self, class: usize, margin: i32) -> u8 {
        let margins = self.bytes.get(8 + 400 * class..8 + 400 * (class + 1)).unwrap_or_default();
        let reached = margins
            .chunks_exact(4)
            .map(|cell| i32::from_le_bytes([cell[0], cell[1], cell[2], cell[3]]))
            .take_while(|&least| least <= margin)
            .count();
        reached.saturating_sub(1).min(99) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> String {
        let margins: Vec<String> = (0..100).map(|n| ((n - 50) * 10).to_string()).collect();
        let margins = margins.join("\t");
        format!("# a model\n%classes\ta\tb\n%probability\ta\t{margins}\n%probability\tb\t{margins}\nx=1\t500\t-500\n")
    }

    #[test]
    fn a_packed_model_scores_known_features_only() {
        let weights = Weights::from_text(&text()).unwrap();
        let mut scores = [0; 2];
        weights.add(&["x=", "1"], ONE, &mut scores);
        weights.add(&["x=", "2"], ONE, &mut scores);
        assert_eq!(scores.map(|score| score >> 8), [500, -500]);
        assert_eq!(weights.probability(0, 0), 50);
        assert_eq!(weights.probability(1, 1000), 99);
        assert_eq!(weights.probability(1, -1000), 0);
    }

    #[test]
    fn large_weights_keep_their_first_bits() {
        let weights = Weights::from_text("%classes\ta\tb\ty\nx\t12345\t-3\t32000\nz\t1\t-127\t100\n").unwrap();
        let found: Vec<i16> = weights.of(&["x"]).unwrap().collect();
        assert_eq!(found, [12288, 0, 32000]);
        assert_eq!(weights.of(&["z"]).unwrap().collect::<Vec<i16>>(), [1, -127, 100]);
        assert!(weights.of(&["y"]).is_none());
    }

    #[test]
    fn a_broken_file_names_its_line() {
        assert_eq!(encode("%classes\ta\tb\nx\t1").unwrap_err(), "line 2: expected a weight for each class");
    }
}
