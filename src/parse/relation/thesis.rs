//! The one claim or call that an article argues.

use crate::model::argument::{Kind, Role, Unit};
use crate::parse::relation::content::Content;
use crate::parse::role::View;

/// The score that a thesis needs; below it an article argues nothing in particular.
const ENOUGH: i32 = 3;

/// The thesis among `units`, or none. `title` holds the title's words; `contents` each unit's. Units of an editor's note are
/// no candidates. What counts: words shared with the title, a place in the first or last paragraphs, a demand, words that
/// other units take up.
#[must_use]
pub fn thesis(view: &View, units: &[Unit], contents: &[Content], title: Option<&Content>) -> Option<usize> {
    let last = view.places.iter().filter(|place| !place.editor).map(|place| place.leaf.0).max()?;
    let score = |id: usize| {
        let place = &view.places[id];
        let shared = title.map_or(0, |title| title.shared(&contents[id])) as i32;
        let leaf = place.leaf.0;
        let early = if leaf <= 2 { 2 } else { i32::from(leaf <= 4) };
        let late = if leaf == last { 2 } else { i32::from(leaf + 1 == last) };
        let demand = i32::from(units[id].role == Role::CallToAction);
        let labelled = 2 * i32::from(units[id].kind == Kind::Thesis);
        2 * shared.min(3) + early.max(late) + demand + labelled
    };
    (0..units.len())
        .filter(|&id| matches!(units[id].role, Role::Claim | Role::CallToAction) && !view.places[id].editor)
        .map(|id| (score(id), std::cmp::Reverse(id)))
        .max()
        .filter(|&(score, _)| score >= ENOUGH)
        .map(|(_, std::cmp::Reverse(id))| id)
}
