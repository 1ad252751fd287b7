//! The role model: a readable linear model over named features. `lints/roles/` holds the weights, the `fit` example makes
//! them.

mod clause;
mod hand;
mod ngram;
mod speech;
mod state;
mod view;

pub use speech::{Subject, subject};
pub use view::{Place, View};

use crate::model::argument::Reason;
use crate::model::span::Span;
use crate::pack::weights::{ONE, Weights, hash};

/// What sequence features weigh together, in 256ths: their values share this length (Euclidean), so that a long unit does
/// not outweigh its named features. Chosen by cross-validation.
const GRAM_LENGTH: u32 = 4 * 256;

/// Calls `emit(unit, name in parts, value in 256ths)` for every feature of every unit, in a fixed order. Names of the
/// previous unit's features begin with `<`, of the next one's with `>`.
pub fn features(view: &View, mut emit: impl FnMut(usize, &[&str], i32)) {
    named(view, &mut emit);
    for (index, place) in view.places.iter().enumerate() {
        sequences(view, place.span, |_, parts, value| emit(index, parts, value));
    }
}

/// The features that have names: cues, signs, figures, place, what is carried over.
fn named(view: &View, mut emit: impl FnMut(usize, &[&str], i32)) {
    let lists = hand::Lists::new(view);
    let hand: Vec<_> = (0..view.places.len()).map(|index| hand::features(view, &lists, index)).collect();
    let carried = state::features(view);
    for (index, carried) in carried.iter().enumerate() {
        emit(index, &["bias"], ONE);
        let previous = index.checked_sub(1).and_then(|index| hand.get(index));
        for (prefix, features) in [("", hand.get(index)), ("<", previous), (">", hand.get(index + 1))] {
            match features {
                Some(features) => {
                    for (family, value) in features {
                        emit(index, &[prefix, family, value], ONE);
                    }
                }
                None => emit(index, &[prefix, "edge"], ONE),
            }
        }
        for (family, value) in carried {
            emit(index, &[family, value], ONE);
        }
    }
}

/// The character and word sequences of the unit at `span`, each once: `emit(hash, name in parts, value in 256ths)`.
fn sequences(view: &View, span: Span, mut emit: impl FnMut(u32, &[&str], i32)) {
    let mut grams = [Vec::new(), Vec::new()];
    ngram::grams(view.text, span, view.words_in(span), |gram| {
        let (family, [first, second, third]) = gram;
        grams[usize::from(family == "w:")].push((hash(&[family, first, second, third]), gram));
    });
    for grams in &mut grams {
        grams.sort_unstable_by_key(|gram| gram.0);
        grams.dedup_by_key(|gram| gram.0);
        let value = GRAM_LENGTH * 16 / (grams.len() as u32 * 256).isqrt().max(1);
        for (hash, (family, [first, second, third])) in grams.iter() {
            emit(*hash, &[family, first, second, third], value as i32);
        }
    }
}

/// What the sequences of each unit add to its scores, which depends on the unit's words alone: kept for a second scoring
/// with other neighbours. One row a unit, one sum a model and class.
pub struct SequenceScores(Vec<(Span, Vec<Vec<i64>>)>);

impl SequenceScores {
    /// Scores the sequences of every unit of `view`, but for those that `known` has.
    #[must_use]
    pub fn new(view: &View, models: &[&Weights], known: Option<&Self>) -> Self {
        let score = |span: Span| {
            let mut sums: Vec<Vec<i64>> = models.iter().map(|weights| vec![0; weights.classes()]).collect();
            sequences(view, span, |hash, _, value| {
                for (weights, sums) in models.iter().zip(&mut sums) {
                    weights.add_hash(hash, value, sums);
                }
            });
            sums
        };
        let row = |span| known.and_then(|known| known.of(span)).map_or_else(|| score(span), <[_]>::to_vec);
        Self(view.places.iter().map(|place| (place.span, row(place.span))).collect())
    }

    fn of(&self, span: Span) -> Option<&[Vec<i64>]> {
        let at = self.0.binary_search_by_key(&(span.start, span.end), |row| (row.0.start, row.0.end)).ok()?;
        Some(&self.0[at].1)
    }
}

/// The scores of every unit, in thousandths, one for each class of `models`. `sequences` are those of the same units.
#[must_use]
pub fn scores(view: &View, models: &[&Weights], sequences: &SequenceScores) -> Vec<Vec<Vec<i32>>> {
    let model = |number: usize| sequences.0.iter().map(|row| row.1[number].clone()).collect();
    let mut sums: Vec<Vec<Vec<i64>>> = (0..models.len()).map(model).collect();
    named(view, |unit, parts, value| {
        let hash = hash(parts);
        for (weights, sums) in models.iter().zip(&mut sums) {
            weights.add_hash(hash, value, &mut sums[unit]);
        }
    });
    let round = |sums: Vec<Vec<i64>>| {
        sums.into_iter().map(|unit| unit.into_iter().map(|score| (score / i64::from(ONE)) as i32).collect()).collect()
    };
    sums.into_iter().map(round).collect()
}

/// The features of every unit that have weights, with what each added to the score of every role, the one that moved the
/// scores apart most first.
#[must_use]
pub fn reasons(view: &View, weights: &Weights) -> Vec<Vec<Reason>> {
    let mut reasons: Vec<Vec<Reason>> = vec![Vec::new(); view.places.len()];
    features(view, |unit, parts, value| {
        let mut sums = [0; 4];
        weights.add(parts, value, &mut sums);
        let scores = sums.map(|sum| (sum / i64::from(ONE)) as i32);
        if scores.iter().any(|&score| score != 0) {
            reasons[unit].push(Reason { feature: parts.concat(), scores });
        }
    });
    for unit in &mut reasons {
        unit.sort_by(|left, right| spread(right).cmp(&spread(left)).then_with(|| left.feature.cmp(&right.feature)));
    }
    reasons
}

/// How far a reason moves the scores apart.
fn spread(reason: &Reason) -> i32 {
    let most = reason.scores.iter().max().copied().unwrap_or_default();
    let least = reason.scores.iter().min().copied().unwrap_or_default();
    most - least
}
