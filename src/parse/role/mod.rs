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
use crate::pack::weights::{ONE, Weights, hash};

/// What sequence features weigh together, in 256ths: their values share this length (Euclidean), so that a long unit does
/// not outweigh its named features. Chosen by cross-validation.
const GRAM_LENGTH: u32 = 4 * 256;

/// Calls `emit(unit, name in parts, value in 256ths)` for every feature of every unit, in a fixed order. Names of the
/// previous unit's features begin with `<`, of the next one's with `>`.
pub fn features(view: &View, mut emit: impl FnMut(usize, &[&str], i32)) {
    let lists = hand::Lists::new(view);
    let hand: Vec<_> = (0..view.places.len()).map(|index| hand::features(view, &lists, index)).collect();
    let carried = state::features(view);
    let mut grams = Vec::new();
    for (index, place) in view.places.iter().enumerate() {
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
        for (family, value) in &carried[index] {
            emit(index, &[family, value], ONE);
        }
        grams.clear();
        ngram::grams(view.text, place.span, view.words_in(place.span), |gram| grams.push(gram));
        grams.sort_unstable();
        grams.dedup();
        for family in ["c:", "w:"] {
            let count = grams.iter().filter(|gram| gram.0 == family).count() as u32;
            let value = GRAM_LENGTH * 16 / (count * 256).isqrt().max(1);
            for (family, [first, second, third]) in grams.iter().filter(|gram| gram.0 == family) {
                emit(index, &[family, first, second, third], value as i32);
            }
        }
    }
}

/// The scores of every unit, in thousandths, one for each class of `weights`.
#[must_use]
pub fn scores(view: &View, models: &[&Weights]) -> Vec<Vec<Vec<i32>>> {
    let empty = |weights: &&Weights| vec![vec![0_i64; weights.classes()]; view.places.len()];
    let mut sums: Vec<Vec<Vec<i64>>> = models.iter().map(empty).collect();
    features(view, |unit, parts, value| {
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
