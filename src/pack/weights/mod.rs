//! Fitted linear models: weights of features, packed so that nothing is parsed at start.

mod by_name;
mod encode;

pub use by_name::{ByName, Feature};
use encode::MOST_MODELS;
pub use encode::{NameHash, Table, hash};
use std::borrow::Cow;

/// A hash of 64 bits, never 0, of a text that may come in parts. Baselines keep it.
#[must_use]
pub fn long_hash(parts: &[&str]) -> u64 {
    // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
    let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    parts.iter().flat_map(|part| part.bytes()).fold(0xCBF2_9CE4_8422_2325, step).max(1)
}

/// Defines the built-in models: their files in `lints/roles/`, their table in the program and their number in it.
macro_rules! models {
    ($($(#[$doc:meta])* $name:ident = $file:literal, $table:literal[$number:literal], $classes:literal),+ $(,)?) => {
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

            /// The number of the model in its table.
            #[must_use]
            pub fn number(self) -> usize {
                match self { $(Self::$name => $number),+ }
            }

            /// The name of the table.
            #[must_use]
            pub fn table(self) -> &'static str {
                match self { $(Self::$name => $table),+ }
            }

            /// How many classes the model tells apart.
            #[must_use]
            pub fn classes(self) -> usize {
                match self { $(Self::$name => $classes),+ }
            }

            fn packed(self) -> &'static [u8] {
                match self { $(Self::$name => include_bytes!(concat!(env!("OUT_DIR"), "/", $table, ".bin"))),+ }
            }
        }
    };
}

models! {
    /// The role of a unit; classes `Role::ALL`.
    Roles = "zh", "units"[0], 4,
    /// Its kind; classes `Kind::ALL`.
    Kinds = "zh-kinds", "units"[1], 18,
    /// Whether a sentence may be cut at a clause boundary; classes "cut" and "keep".
    Cuts = "zh-cuts", "cuts"[0], 2,
    /// Whether two parts of a sentence, with their roles, stay apart; classes "cut" and "keep".
    Joins = "zh-joins", "joins"[0], 2,
    /// The source of evidence; classes "named", "vague" and "none".
    Sources = "zh-sources", "units"[2], 3,
    /// Whether a claim is supported; classes "yes" and "no".
    Supports = "zh-supports", "units"[3], 2,
}

/// How many classes the models of one table tell apart at most.
pub const MOST_CLASSES: usize = 28;

/// Feature values count in 256ths: a feature that simply holds has this value.
pub const ONE: i32 = 256;

/// Linear models over named features, in one table.
#[derive(Clone)]
pub struct Weights {
    bytes: Cow<'static, [u8]>,
    /// For each model the number of its first class; behind them, how many classes there are.
    firsts: [usize; MOST_MODELS + 1],
    models: usize,
    /// How many bits of a hash number its place.
    bits: u32,
    /// Where the places begin, and where the records begin; bytes.
    places: usize,
    records: usize,
    /// How many bytes a record has behind its mask, by mask.
    lengths: [u16; 1 << MOST_MODELS],
}

impl Weights {
    /// The built-in table that holds the model for what `decides` says, for Chinese.
    #[must_use]
    pub fn builtin(decides: Decides) -> Self {
        Self::open(Cow::Borrowed(decides.packed()))
    }

    /// The one model in the text of a file of weights.
    ///
    /// # Errors
    /// A line that is not of the form.
    pub fn from_text(text: &str) -> Result<Self, String> {
        Table::read(text)?.pack().map(|bytes| Self::open(Cow::Owned(bytes)))
    }

    /// The models of the table that `decides` is in, from the texts of their files; those that `text_of` has none for know
    /// no feature.
    ///
    /// # Errors
    /// A line that is not of the form.
    pub fn from_texts<'a>(decides: Decides, text_of: impl Fn(Decides) -> Option<&'a str>) -> Result<Self, String> {
        let mut table = Table::default();
        for model in Decides::ALL.iter().filter(|model| model.table() == decides.table()) {
            let nothing = || Table { margins: vec![vec![i32::MAX; model.classes() * 100]], ..Table::default() };
            table = table.with(text_of(*model).map_or_else(|| Ok(nothing()), Table::read)?);
        }
        table.pack().map(|bytes| Self::open(Cow::Owned(bytes)))
    }

    fn open(bytes: Cow<'static, [u8]>) -> Self {
        let number = |at: usize| {
            let cell = bytes.get(at..at + 4).and_then(|cell| cell.try_into().ok());
            cell.map_or(0, u32::from_le_bytes) as usize
        };
        let models = number(0).min(MOST_MODELS);
        let mut firsts = [0; MOST_MODELS + 1];
        for model in 0..MOST_MODELS {
            firsts[model + 1] = firsts[model] + if model < models { number(4 + 4 * model) } else { 0 };
        }
        let bits = number(4 + 4 * models).min(16) as u32;
        let places = 8 + 4 * models + 400 * firsts[MOST_MODELS];
        let records = places + 4 * ((1 << bits) + 1);
        let mut lengths = [0; 1 << MOST_MODELS];
        for (mask, length) in lengths.iter_mut().enumerate() {
            let present = (0..MOST_MODELS).filter(|model| mask >> model & 1 == 1);
            *length = present.map(|model| 1 + (firsts[model + 1] - firsts[model]) as u16).sum();
        }
        Self { bytes, firsts, models, bits, places, records, lengths }
    }

    /// How many classes the models tell apart, all together.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.firsts[MOST_MODELS]
    }

    /// Which of those are the classes of model `number`.
    #[must_use]
    pub fn range(&self, number: usize) -> std::ops::Range<usize> {
        self.firsts[number]..self.firsts[number + 1]
    }

    /// The record of a feature by the [`hash`] of its name: the mask and what stands behind it.
    #[inline]
    fn record(&self, wanted: u32) -> Option<(u8, &[u8])> {
        let place = self.places + 4 * (wanted >> (32 - self.bits)) as usize;
        let ends = u64::from_le_bytes(*self.bytes.get(place..)?.first_chunk::<8>()?);
        let (begin, end) = ((ends as u32) as usize, (ends >> 32) as usize);
        let mut records = self.bytes.get(self.records + begin..self.records + end)?;
        while let [low, high, mask, rest @ ..] = records {
            let length = usize::from(*self.lengths.get(usize::from(*mask))?);
            let (row, behind) = rest.split_at_checked(length)?;
            if u16::from_le_bytes([*low, *high]) == wanted as u16 {
                return Some((*mask, row));
            }
            records = behind;
        }
        None
    }

    /// Adds the weights, in thousandths, of the feature with that [`hash`] of its name to `sums`, one a class of all models.
    /// False where no model knows the feature.
    #[inline]
    pub fn add_weights(&self, hash: u32, sums: &mut [i32]) -> bool {
        let Some((mut mask, mut row)) = self.record(hash) else { return false };
        while mask != 0 {
            let range = self.range(mask.trailing_zeros() as usize % MOST_MODELS);
            mask &= mask - 1;
            let Some((own, behind)) = row.split_at_checked(1 + range.len()) else { break };
            let (Some(sums), Some((&shift, weights))) = (sums.get_mut(range.clone()), own.split_first()) else { break };
            let shift = shift.min(15);
            // The numbers of classes of the built-in models: of a known length a row is added without a loop.
            match range.len() {
                2 => add_row::<2>(weights, shift, sums),
                3 => add_row::<3>(weights, shift, sums),
                4 => add_row::<4>(weights, shift, sums),
                18 => add_row::<18>(weights, shift, sums),
                _ => sums.iter_mut().zip(weights).for_each(|(sum, &weight)| add_weight(sum, weight, shift)),
            }
            row = behind;
        }
        true
    }

    /// Adds the feature with that value (in 256ths) to `scores`, one a class of all models, in 256ths of a thousandth.
    pub fn add(&self, parts: &[&str], value: i32, scores: &mut [i64]) {
        let mut weights = [0; MOST_CLASSES];
        if self.add_weights(hash(parts), &mut weights) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += i64::from(weight) * i64::from(value);
            }
        }
    }

    /// How often, in hundredths, `class` is right when its score leads the runner-up's by `margin` thousandths.
    #[must_use]
    pub fn probability(&self, class: usize, margin: i32) -> u8 {
        let margins = 8 + 4 * self.models + 400 * class;
        // The leads rise with the probability.
        let (cells, _) = self.bytes.get(margins..margins + 400).unwrap_or_default().as_chunks::<4>();
        let reached = cells.partition_point(|&cell| i32::from_le_bytes(cell) <= margin);
        reached.saturating_sub(1).min(99) as u8
    }
}

/// Adds the `N` weights of a row to the first `N` of `sums`.
#[inline]
fn add_row<const N: usize>(weights: &[u8], shift: u8, sums: &mut [i32]) {
    if let (Some(sums), Some(weights)) = (sums.first_chunk_mut::<N>(), weights.first_chunk::<N>()) {
        for (sum, &weight) in sums.iter_mut().zip(weights) {
            add_weight(sum, weight, shift);
        }
    }
}

#[inline]
fn add_weight(sum: &mut i32, weight: u8, shift: u8) {
    *sum = sum.wrapping_add(i32::from(weight.cast_signed()) << shift);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> String {
        let margins: Vec<String> = (0..100).map(|n| ((n - 50) * 10).to_string()).collect();
        let margins = margins.join("\t");
        format!("# a model\n%classes\ta\tb\n%probability\ta\t{margins}\n%probability\tb\t{margins}\nx=1\t500\t-500\n")
    }

    fn weights_of(weights: &Weights, name: &str) -> Option<Vec<i32>> {
        let mut found = vec![0; weights.classes()];
        weights.add_weights(hash(&[name]), &mut found).then_some(found)
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
        assert_eq!(weights_of(&weights, "x").unwrap(), [12288, 0, 32000]);
        assert_eq!(weights_of(&weights, "z").unwrap(), [1, -127, 100]);
        assert!(weights_of(&weights, "y").is_none());
    }

    #[test]
    fn models_of_one_table_keep_apart() {
        let texts = |decides| match decides {
            Decides::Roles => Some("%classes\ta\tb\tc\td\nx\t1\t2\t3\t4\nr\t5\t0\t0\t0\n"),
            Decides::Supports => Some("%classes\tyes\tno\nx\t7\t-7\ns\t9\t-9\n"),
            _ => None,
        };
        let weights = Weights::from_texts(Decides::Roles, texts).unwrap();
        let (roles, supports) = (weights.range(0), weights.range(3));
        assert_eq!((roles.clone(), supports.clone(), weights.classes()), (0..4, 25..27, 27));
        let row = |name: &str| {
            let found = weights_of(&weights, name).unwrap();
            (found[roles.clone()].to_vec(), found[supports.clone()].to_vec())
        };
        assert_eq!(row("x"), (vec![1, 2, 3, 4], vec![7, -7]));
        assert_eq!(row("r"), (vec![5, 0, 0, 0], vec![0, 0]));
        assert_eq!(row("s"), (vec![0; 4], vec![9, -9]));
    }

    #[test]
    fn every_weight_of_the_files_is_found_in_the_program() {
        for &decides in Decides::ALL {
            assert!(Weights::builtin(decides).classes() <= MOST_CLASSES);
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lints/roles").join(decides.file());
            let text = std::fs::read_to_string(path).unwrap();
            let (builtin, alone) = (Weights::builtin(decides), Weights::from_text(&text).unwrap());
            assert_eq!(builtin.range(decides.number()).len(), alone.classes());
            for line in text.lines().filter(|line| !line.starts_with(['#', '%'])) {
                let name = line.split('\t').next().unwrap();
                let whole = weights_of(&builtin, name).unwrap();
                assert_eq!(whole[builtin.range(decides.number())], weights_of(&alone, name).unwrap(), "{name}");
            }
        }
    }

    #[test]
    fn a_broken_file_names_its_line() {
        let wrong = Weights::from_text("%classes\ta\tb\nx\t1").err();
        assert_eq!(wrong.unwrap(), "line 2: expected a weight for each class");
    }
}
