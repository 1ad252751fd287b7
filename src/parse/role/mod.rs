//! The role model: a readable linear model over named features. `lints/roles/` holds the weights, the `fit` example makes
//! them.

mod clause;
mod hand;
mod ngram;
mod score;
mod signs;
mod speech;
mod state;
mod view;

pub use score::{Named, Scores, WordScores, scores};
pub use speech::{Subject, subject};
pub use view::{Place, View};

use crate::model::argument::Reason;
use crate::pack::weights::{MOST_CLASSES, ONE, Weights, hash};
use hand::Feature;
use state::Known;

/// Calls `emit(unit, name in parts, value in 256ths)` for every feature of every unit, in a fixed order. Names of the
/// previous unit's features begin with `<`, of the next one's with `>`.
pub fn features(view: &View, mut emit: impl FnMut(usize, &[&str], i32)) {
    let known: Vec<Known> = view.places.iter().map(|place| state::know(view, place.span)).collect();
    let hand: Vec<Vec<Feature>> = (0..view.places.len())
        .map(|index| {
            let mut own = Vec::new();
            hand::of_words(view, view.places[index].span, &mut own);
            hand::of_place(view, index, &mut own);
            own
        })
        .collect();
    for (index, carried) in state::features(view, &known).iter().enumerate() {
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
    let mut grams = ngram::Grams::default();
    for (index, place) in view.places.iter().enumerate() {
        grams.read(view.text, place.span, view.words_in(place.span));
        for family in &grams.families {
            let value = family.value();
            for &gram in &family.grams {
                emit(index, &[family.name, &family.name_of(gram)], value);
            }
        }
    }
}

/// The features of every unit that have weights in the first model of `weights_of`, with what each added to the score of every role, the one that moved the
/// scores apart most first.
#[must_use]
pub fn reasons(view: &View, weights_of: &Weights) -> Vec<Vec<Reason>> {
    let mut reasons: Vec<Vec<Reason>> = vec![Vec::new(); view.places.len()];
    features(view, |unit, parts, value| {
        let mut weights = [0; MOST_CLASSES];
        weights_of.add_weights(hash(parts), &mut weights);
        let [a, b, c, d, ..] = weights;
        let scores = [a, b, c, d].map(|weight| weight * value / ONE);
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
