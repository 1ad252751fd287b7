//! Fitted linear models: weights of features, packed so that nothing is parsed at start.

mod encode;

pub use encode::{encode, hash};
use std::borrow::Cow;

static ROLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/roles-zh.bin"));
static KINDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/kinds-zh.bin"));
static CUTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/cuts-zh.bin"));

/// Feature values count in 256ths: a feature that simply holds has this value.
pub const ONE: i32 = 256;

/// A linear model over named features.
#[derive(Clone)]
pub struct Weights {
    bytes: Cow<'static, [u8]>,
    classes: usize,
    slots: usize,
}

impl Weights {
    /// The built-in model of roles for Chinese; its classes are `Role::ALL`.
    #[must_use]
    pub fn roles() -> Self {
        Self::open(Cow::Borrowed(ROLES))
    }

    /// The built-in model of kinds for Chinese; its classes are `Kind::ALL`.
    #[must_use]
    pub fn kinds() -> Self {
        Self::open(Cow::Borrowed(KINDS))
    }

    /// The built-in model of cuts inside Chinese sentences; its classes are "cut" and "keep".
    #[must_use]
    pub fn cuts() -> Self {
        Self::open(Cow::Borrowed(CUTS))
    }

    /// The model in the text of a file of weights.
    ///
    /// # Errors
    /// A line that is not of the form.
    pub fn from_text(text: &str) -> Result<Self, String> {
        encode(text).map(|bytes| Self::open(Cow::Owned(bytes)))
    }

    fn open(bytes: Cow<'static, [u8]>) -> Self {
        let number = |at: usize| {
            let cell = bytes.get(at..at + 4).and_then(|cell| cell.try_into().ok());
            cell.map_or(0, u32::from_le_bytes) as usize
        };
        let (classes, slots) = (number(0), number(4));
        Self { bytes, classes, slots }
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
    pub fn of_hash(&self, wanted: u64) -> Option<impl Iterator<Item = i16>> {
        let size = 8 + 2 * self.classes;
        let table = self.bytes.get(8 + 400 * self.classes..)?;
        let mut at = wanted as usize & self.slots.checked_sub(1)?;
        loop {
            let slot = table.get(at * size..(at + 1) * size)?;
            let held = u64::from_le_bytes(slot[..8].try_into().ok()?);
            if held == wanted {
                return Some(slot[8..].chunks_exact(2).map(|cell| i16::from_le_bytes([cell[0], cell[1]])));
            }
            if held == 0 {
                return None;
            }
            at = (at + 1) & (self.slots - 1);
        }
    }

    /// Adds the feature with that value (in 256ths) to `scores`, one a class, in 256ths of a thousandth.
    pub fn add(&self, parts: &[&str], value: i32, scores: &mut [i64]) {
        self.add_hash(hash(parts), value, scores);
    }

    /// The same by the [`hash`] of the name.
    pub fn add_hash(&self, hash: u64, value: i32, scores: &mut [i64]) {
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
    fn a_broken_file_names_its_line() {
        assert_eq!(encode("%classes\ta\tb\nx\t1").unwrap_err(), "line 2: expected a weight for each class");
    }
}
