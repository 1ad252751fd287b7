//! The scores of units by all models that weigh the features of roles, one look-up a feature.

use crate::model::span::Span;
use crate::pack::weights::{ByName, MOST_CLASSES, ONE, Weights, hash};
use crate::parse::role::hand::{self, Feature};
use crate::parse::role::ngram::Grams;
use crate::parse::role::state::{self, Known};
use crate::parse::role::view::View;
use std::collections::BTreeMap;

/// A number for each class.
type Row = [i32; MOST_CLASSES];

/// The scores of an article's units, in thousandths, one for each class of all models.
pub struct Scores(Vec<Row>);

impl Scores {
    /// The scores of unit `index` for the classes `range` of one model.
    #[must_use]
    pub fn of(&self, index: usize, range: std::ops::Range<usize>) -> &[i32] {
        self.0.get(index).and_then(|row| row.get(range)).unwrap_or_default()
    }
}

/// What the words of each unit add to scores, which does not depend on where it stands: kept for a second scoring with other
/// neighbours, and for the next parse. Sorted by place.
#[derive(Default)]
pub struct WordScores(Vec<Words>);

/// The part of one unit.
#[derive(Clone, Copy)]
struct Words {
    span: Span,
    /// To its own scores, to those of the unit behind it, and of the unit before it; thousandths.
    named: [Row; 3],
    /// Its sequences to its own scores; 256ths of a thousandth.
    sequences: [i64; MOST_CLASSES],
    known: Known,
}

impl WordScores {
    /// Scores the words of every unit of `view`, but for those that `before` has.
    #[must_use]
    pub fn new(view: &View, named: &mut Named, before: &Self) -> Self {
        let mut grams = Grams::default();
        let mut features = Vec::new();
        let mut score = |span: Span| {
            features.clear();
            hand::of_words(view, span, &mut features);
            let mut rows = [[0; MOST_CLASSES]; 3];
            for &feature in &features {
                named.add(feature, &mut rows);
            }
            grams.read(view.text, span, view.words_in(span));
            let mut sequences = [0; MOST_CLASSES];
            for family in &grams.families {
                let mut sums = [0; MOST_CLASSES];
                for gram in &family.grams {
                    named.weights.add_weights(gram.hash, &mut sums);
                }
                let value = i64::from(family.value());
                sequences.iter_mut().zip(sums).for_each(|(to, sum)| *to += i64::from(sum) * value);
            }
            Words { span, named: rows, sequences, known: state::know(view, span) }
        };
        let words = |span: Span| before.of(span).unwrap_or_else(|| score(span));
        Self(view.places.iter().map(|place| place.span).map(words).collect())
    }

    /// Those of the units inside `span`; their places count from its beginning.
    #[must_use]
    pub fn within(&self, span: Span) -> Self {
        let from = self.0.partition_point(|words| words.span.start < span.start);
        let inside = self.0[from..].iter().take_while(|words| words.span.end <= span.end);
        let place = |own: Span| Span::new(own.start - span.start, own.end - span.start);
        Self(inside.map(|words| Words { span: place(words.span), ..*words }).collect())
    }

    /// Adds `others`, whose places count from byte `start`, behind the last of these.
    pub fn append(&mut self, others: &Self, start: usize) {
        self.0.extend(others.0.iter().map(|words| Words { span: words.span.shifted(start), ..*words }));
    }

    /// These and `others`, each unit once.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        let mut both = Vec::with_capacity(self.0.len().max(others.0.len()) * 2);
        let (mut own, mut others) = (self.0.iter().peekable(), others.0.iter().peekable());
        while let Some(next) = match (own.peek(), others.peek()) {
            (Some(left), Some(right)) if right.span < left.span => others.next(),
            (Some(left), Some(right)) if right.span == left.span => {
                others.next();
                own.next()
            }
            (Some(_), _) => own.next(),
            (None, _) => others.next(),
        } {
            both.push(*next);
        }
        Self(both)
    }

    fn of(&self, span: Span) -> Option<Words> {
        let at =
            self.0.binary_search_by_key(&(span.start, span.end), |words| (words.span.start, words.span.end)).ok()?;
        Some(self.0[at])
    }
}

/// The scores of every unit of `view`; `words` are those of the same units.
#[must_use]
pub fn scores(view: &View, named: &mut Named, words: &WordScores) -> Scores {
    let mut features = Vec::new();
    let mut rows: Vec<[Row; 3]> = Vec::with_capacity(words.0.len());
    for (index, words) in words.0.iter().enumerate() {
        let mut row = words.named;
        features.clear();
        hand::of_place(view, index, &mut features);
        named.add_all(&features, &mut row);
        rows.push(row);
    }
    let known: Vec<Known> = words.0.iter().map(|words| words.known).collect();
    let bias = row(named.weights, &["bias"]);
    let edges = ["<edge", ">edge"].map(|edge| row(named.weights, &[edge]));
    let mut all = Vec::with_capacity(rows.len());
    for (index, carried) in state::features(view, &known).into_iter().enumerate() {
        let mut sums = bias;
        for feature in carried {
            named.add_own(feature, &mut sums);
        }
        add(&mut sums, &rows[index][0]);
        add(&mut sums, index.checked_sub(1).map_or(&edges[0], |previous| &rows[previous][1]));
        add(&mut sums, rows.get(index + 1).map_or(&edges[1], |next| &next[2]));
        let sequences = &words.0[index].sequences;
        all.push(std::array::from_fn(|class| {
            ((i64::from(sums[class]) * i64::from(ONE) + sequences[class]) / i64::from(ONE)) as i32
        }));
    }
    Scores(all)
}

fn add(to: &mut Row, row: &Row) {
    for (to, weight) in to.iter_mut().zip(row) {
        *to = to.wrapping_add(*weight);
    }
}

/// The weights of named features, each looked up once.
pub struct Named<'a> {
    weights: &'a Weights,
    /// The rows of each feature: of the unit itself, of the unit before it, of the unit behind it.
    known: ByName<[Row; 3]>,
    /// Sums of the rows of features that came together: places in an article are of few sorts.
    sums: BTreeMap<u64, (Vec<Feature>, [Row; 3])>,
}

/// About how many features an article has.
const FEATURES: usize = 300;

impl<'a> Named<'a> {
    /// No feature was looked up yet.
    #[must_use]
    pub fn new(weights: &'a Weights) -> Self {
        Self { weights, known: ByName::with_room(FEATURES), sums: BTreeMap::new() }
    }

    /// Adds the weights of `feature` of a unit to the scores of the unit, of the unit behind it and of the unit before it.
    fn add(&mut self, feature: Feature, to: &mut [Row; 3]) {
        let rows = self.rows(feature);
        for (to, weight) in to.as_flattened_mut().iter_mut().zip(rows.as_flattened()) {
            *to = to.wrapping_add(*weight);
        }
    }

    /// The same for several features, which often come together.
    fn add_all(&mut self, features: &[Feature], to: &mut [Row; 3]) {
        let key = features.iter().fold(features.len() as u64, |key, feature| {
            let [family, value] = [feature.0, feature.1].map(|name| name.as_ptr().addr() as u64);
            (key.rotate_left(7) ^ family ^ value.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        });
        if self.sums.get(&key).is_none_or(|(known, _)| known != features) {
            let mut rows = [[0; MOST_CLASSES]; 3];
            for &feature in features {
                self.add(feature, &mut rows);
            }
            self.sums.insert(key, (features.to_vec(), rows));
        }
        if let Some((_, rows)) = self.sums.get(&key) {
            for (to, row) in to.iter_mut().zip(rows) {
                add(to, row);
            }
        }
    }

    /// The same for the scores of the unit alone.
    fn add_own(&mut self, feature: Feature, to: &mut Row) {
        let [own, ..] = self.rows(feature);
        add(to, own);
    }

    fn rows(&mut self, feature: Feature) -> &[Row; 3] {
        let (family, value) = feature;
        let weights = self.weights;
        self.known.get(feature, || ["", "<", ">"].map(|prefix| row(weights, &[prefix, family, value])))
    }
}

/// The weights of one feature, its name in parts.
fn row(weights: &Weights, parts: &[&str]) -> Row {
    let mut row = [0; MOST_CLASSES];
    weights.add_weights(hash(parts), &mut row);
    row
}

#[cfg(test)]
mod tests {
    use crate::pack::page::Pack;
    use crate::pack::weights::{Decides, ONE};
    use crate::parse::{Models, features, parse};

    /// What is fitted on and what is scored by are two ways through the features: they must not part.
    #[test]
    fn scores_are_the_sums_of_the_features_that_weights_are_fitted_on() {
        let (pack, models) = (Pack::builtin(), Models::builtin());
        let article = crate::read::read_text("a.txt", include_str!("../../../fixtures/ai-leadership.txt"));
        let argument = parse(&article, &pack.lexicons);
        let units: Vec<_> = argument.units.iter().map(|unit| argument.prose_span(unit.span)).collect();
        let mut sums = vec![[0_i64; 4]; units.len()];
        features(&article, &pack.lexicons, &units, |unit, name, value| {
            models.add(Decides::Roles, name, value, &mut sums[unit]);
        });
        assert!(units.len() > 50);
        for (unit, sums) in argument.units.iter().zip(sums) {
            assert_eq!(unit.scores, sums.map(|sum| (sum / i64::from(ONE)) as i32), "{}", unit.span.of(&argument.text));
        }
    }
}
