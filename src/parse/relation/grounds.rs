//! Whether a claim or call rests on evidence: a small linear model over the features of its role and over where the evidence
//! around it stands.

use crate::model::argument::{Relation, RelationKind, Role, Unit};
use crate::pack::weights::ONE;
use crate::parse::relation::content::Content;
use crate::parse::relation::marked::Marked;
use crate::parse::role::View;
use std::ops::Range;

/// The evidence around the units, counted once a text.
pub struct Grounds<'a> {
    view: &'a View<'a>,
    units: &'a [Unit],
    contents: &'a [Content<'a>],
    /// Whether the rule of places finds support for each unit.
    suggested: Vec<bool>,
    evidence: Marked,
    claims: Marked,
    /// Tenths of the units that are evidence.
    share: usize,
}

impl<'a> Grounds<'a> {
    /// Counts; `suggested` are the relations that places suggest, `contents` the words of each unit.
    #[must_use]
    pub fn new(view: &'a View, units: &'a [Unit], contents: &'a [Content], suggested: &[Relation]) -> Self {
        let mut flags = vec![false; units.len()];
        for relation in suggested.iter().filter(|relation| relation.kind == RelationKind::Supports) {
            flags[relation.to] = true;
        }
        let [evidence, claims] =
            [Role::Evidence, Role::Claim].map(|role| Marked::new(units.len(), |id| units[id].role == role));
        let share = evidence.count() * 10 / units.len().max(1);
        Self { view, units, contents, suggested: flags, evidence, claims, share }
    }

    /// The units of the blocks next to that of `id`.
    fn neighbours(&self, id: usize) -> [Range<usize>; 2] {
        let (at, count) = self.view.places[id].in_block;
        let (first, end) = (id - at, id - at + count);
        let before = first.checked_sub(1).map_or(first, |last| last - self.view.places[last].in_block.0);
        let after = self.view.places.get(end).map_or(end, |place| end + place.in_block.1);
        [before..first, end..after.min(self.units.len())]
    }

    /// Calls `emit(name in parts, value in 256ths)` for what is known of unit `id` beyond the features of its role.
    pub fn features(&self, id: usize, mut emit: impl FnMut(&[&str], i32)) {
        const NUMBERS: [&str; 7] = ["0", "1", "2", "3", "4", "5", "6"];
        let number = |count: usize, most: usize| NUMBERS[count.min(most)];
        let mut say = |parts: &[&str]| emit(parts, ONE);
        let (at, count) = self.view.places[id].in_block;
        let block = id - at..id - at + count;
        say(&["suggested=", if self.suggested[id] { "yes" } else { "no" }]);
        let back = self.evidence.before(id).map(|other| id - other).filter(|back| *back <= at);
        let on = self.evidence.behind(id).map(|other| other - id).filter(|on| *on < count - at);
        let name = |distance: Option<usize>, most| distance.map_or("none", |distance| number(distance, most));
        say(&["evidence-before=", name(back, 5)]);
        say(&["evidence-behind=", name(on, 5)]);
        say(&["evidence-around=", name(back, 3), ",", name(on, 3)]);
        let shared = |other: usize| number(self.contents[id].shared(&self.contents[other]), 3);
        say(&["shares-before=", back.map_or("none", |back| shared(id - back))]);
        say(&["shares-behind=", on.map_or("none", |on| shared(id + on))]);
        let (evidence, claims) = (self.evidence.within(block.clone()), self.claims.within(block));
        say(&["evidence=", number(evidence, 5)]);
        say(&["claims=", number(claims, 6)]);
        say(&["evidence-share=", number(evidence * 5 / count.max(1), 5)]);
        say(&["article-evidence=", ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"][self.share.min(10)]]);
        let [before, after] = self.neighbours(id);
        for (units, name) in [(&before, "paragraph-before="), (&after, "paragraph-behind=")] {
            let evidence = self.evidence.within(units.clone());
            let level = if evidence == 0 { 0 } else { 1 + evidence * 5 / units.len() };
            say(&[name, number(level, 6)]);
        }
        let is_evidence = |id: usize| self.units[id].role == Role::Evidence;
        if before.last().is_some_and(is_evidence) {
            say(&["evidence-ends-paragraph-before"]);
            say(&["evidence-ends-paragraph-before,", number(at, 3)]);
        }
        if after.clone().next().is_some_and(is_evidence) {
            say(&["evidence-opens-paragraph-behind"]);
            say(&["evidence-opens-paragraph-behind,", number(count - 1 - at, 3)]);
        }
        say(&["kind=", self.units[id].kind.name()]);
        self.near(id, &mut say);
    }

    /// The roles and kinds of the units around `id`.
    fn near(&self, id: usize, say: &mut impl FnMut(&[&str])) {
        let leaf = self.view.places[id].leaf.0;
        let role = |id: Option<usize>| id.and_then(|id| self.units.get(id)).map_or("edge", |unit| unit.role.name());
        let near = [
            (id.checked_sub(1), "near-1="),
            (id.checked_add(1), "near+1="),
            (id.checked_sub(2), "near-2="),
            (id.checked_add(2), "near+2="),
        ];
        for (other, name) in near {
            let Some(other) = other.filter(|&other| other < self.units.len()) else { continue };
            let apart = if self.view.places[other].leaf.0 == leaf { "" } else { "/" };
            say(&[name, role(Some(other)), apart]);
            say(&[name, self.units[other].kind.name()]);
        }
        say(&["between=", role(id.checked_sub(1)), ",", role(id.checked_add(1))]);
    }
}

/// The support relations that hold: `suggested` ones to units that `rests` marks; where a marked unit has none, the nearest
/// evidence of its own and the neighbouring paragraphs.
#[must_use]
pub fn settle(view: &View, units: &[Unit], suggested: Vec<Relation>, rests: &[bool]) -> Vec<Relation> {
    let mut held: Vec<Relation> = suggested.into_iter().filter(|relation| rests[relation.to]).collect();
    let mut has = vec![false; units.len()];
    for relation in &held {
        has[relation.to] = true;
    }
    let evidence = Marked::new(units.len(), |id| units[id].role == Role::Evidence);
    for id in (0..units.len()).filter(|&id| rests[id] && !has[id]) {
        let near = |other: &usize| view.places[*other].leaf.0.abs_diff(view.places[id].leaf.0) <= 1;
        let before = evidence.before(id).filter(near);
        let behind = evidence.behind(id).filter(near);
        let nearest = before.into_iter().chain(behind).min_by_key(|other| other.abs_diff(id));
        held.extend(nearest.map(|from| Relation { from, to: id, kind: RelationKind::Supports }));
    }
    held
}
