//! Relations between units: what supports, attacks and restates what; and which unit is the thesis.

mod content;
mod support;
mod thesis;

pub use content::{Content, contents};
pub use support::{attacks, supports};
pub use thesis::thesis;

use crate::model::argument::{Relation, RelationKind, Role, Unit};

/// Units with fewer content words than this say too little to be told apart.
const LEAST_WORDS: usize = 5;

/// Claims said again: each claim that shares at least four fifths of its content words with an earlier one, to the first such.
#[must_use]
pub fn restates(units: &[Unit], contents: &[Content]) -> Vec<Relation> {
    let claims: Vec<usize> = (0..units.len())
        .filter(|&id| matches!(units[id].role, Role::Claim | Role::CallToAction) && contents[id].len() >= LEAST_WORDS)
        .collect();
    let mut found = Vec::new();
    for (at, &later) in claims.iter().enumerate() {
        let first = claims[..at].iter().find(|&&earlier| {
            let shared = contents[later].shared(&contents[earlier]);
            let all = contents[later].len() + contents[earlier].len() - shared;
            units[later].role == units[earlier].role && shared * 5 >= all * 4
        });
        if let Some(&earlier) = first {
            found.push(Relation { from: later, to: earlier, kind: RelationKind::Restates });
        }
    }
    found
}
