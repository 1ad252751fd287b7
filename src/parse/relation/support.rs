//! Which evidence supports which claim or call, and what attacks what.

use crate::model::argument::{Kind, Relation, RelationKind, Role, Unit};
use crate::pack::cues::ListSet;
use crate::pack::lexicon::list;
use crate::parse::relation::marked::Marked;
use crate::parse::role::View;

/// The lists of words that draw a conclusion or point back.
const CONCLUDING: ListSet = ListSet::of(&[list::CONCLUSION_MARKERS, list::CONCLUSION_OPENERS, list::DEMONSTRATIVES]);

/// The support relations that the places of claims and evidence suggest. Evidence supports the nearest claims or calls of its paragraph, before and behind it; in a
/// paragraph that opens a section with a claim, evidence of the next paragraph supports it too; a conclusion that opens a
/// paragraph rests on the evidence that ends the one before.
#[must_use]
pub fn supports(view: &View, units: &[Unit]) -> Vec<Relation> {
    let mut found = Vec::new();
    let can_be_supported = |id: usize| matches!(units[id].role, Role::Claim | Role::CallToAction);
    let same_block = |left: usize, right: usize| view.places[left].leaf.0 == view.places[right].leaf.0;
    let supportable = Marked::new(units.len(), can_be_supported);
    for id in (0..units.len()).filter(|&id| units[id].role == Role::Evidence) {
        let before = supportable.before(id).filter(|&other| same_block(other, id));
        let behind = supportable.behind(id).filter(|&other| same_block(other, id));
        found.extend(before.into_iter().chain(behind).map(|to| (id, to)));
    }
    for id in (0..units.len()).filter(|&id| can_be_supported(id)) {
        let place = &view.places[id];
        let leaf = place.leaf.0;
        if place.opens_section || (place.in_block.0 == 0 && place.in_block.1 == 1) {
            let next = (id + 1..units.len()).skip_while(|&other| view.places[other].leaf.0 == leaf);
            let next = next.take_while(|&other| view.places[other].leaf.0 == leaf + 1);
            found.extend(next.take(2).find(|&other| units[other].role == Role::Evidence).map(|from| (from, id)));
        }
        if place.in_block.0 == 0 && concludes(view, id) {
            let last = id.checked_sub(1).filter(|&last| units[last].role == Role::Evidence);
            found.extend(last.map(|from| (from, id)));
        }
    }
    found.into_iter().map(|(from, to)| Relation { from, to, kind: RelationKind::Supports }).collect()
}

/// Whether the unit opens with words that draw a conclusion or point back.
fn concludes(view: &View, id: usize) -> bool {
    let span = view.places[id].span;
    view.hits_in(span).take_while(|hit| hit.span.start == span.start).any(|hit| CONCLUDING.has(hit.list))
}

/// The attack relations: a claim or evidence that opens with a turn (但、然而 ...) attacks a concession or testimony right
/// before it in its paragraph.
#[must_use]
pub fn attacks(view: &View, units: &[Unit]) -> Vec<Relation> {
    let turns = |id: usize| {
        let span = view.places[id].span;
        view.cues.within(list::CONTRAST_MARKERS, span).next().is_some_and(|hit| hit.start == span.start)
    };
    (1..units.len())
        .filter(|&id| {
            matches!(units[id].role, Role::Claim | Role::Evidence) && view.places[id].in_block.0 > 0 && turns(id)
        })
        .filter(|&id| matches!(units[id - 1].kind, Kind::Concession | Kind::Testimony))
        .map(|id| Relation { from: id, to: id - 1, kind: RelationKind::Attacks })
        .collect()
}
