//! Other places that help to understand a finding.

use crate::lint::find::Finding;
use crate::lint::scene::Scene;
use crate::model::argument::{RelationKind, Role};
use crate::pack::page::{Message, Page};

/// What is said of the place that a slip does not agree with.
const OTHERWISE: (&str, &str) = ("前文在此", "compare this");
/// What is said of an earlier statement.
const FIRST_STATED: (&str, &str) = ("首見於此", "first stated here");
/// What is said of evidence near a claim that has none.
const NEAREST_EVIDENCE: (&str, &str) = ("最近的證據", "the nearest evidence");

/// A unit that helps to understand `finding` of `page`, and why. A page that selects by restatement gets the first
/// statement, one that selects by support the nearest evidence of the section; both only where the unit itself is the
/// finding.
pub fn related(page: &Page, finding: &Finding, scene: &Scene) -> Vec<(usize, Message)> {
    let Some(id) = finding.unit.filter(|_| !finding.is_match) else { return Vec::new() };
    let mut found = Vec::new();
    if page.selector.contains("slip") {
        let slips = scene.argument.slips.iter().filter(|slip| slip.span == finding.span);
        found.extend(slips.filter_map(|slip| slip.other).map(|id| (id, message(OTHERWISE))));
    }
    if page.selector.contains(":restat") {
        found.extend(first_statement(id, scene).map(|id| (id, message(FIRST_STATED))));
    }
    let is_assertion = matches!(scene.argument.units[id].role, Role::Claim | Role::CallToAction);
    let by_support = [":supported", ":rests-on"].iter().any(|word| page.selector.contains(word));
    if by_support && is_assertion && !scene.is_supported(id) {
        found.extend(nearest_evidence(id, scene).map(|id| (id, message(NEAREST_EVIDENCE))));
    }
    found
}

fn message((zh, en): (&str, &str)) -> Message {
    Message { zh: zh.to_owned(), en: en.to_owned() }
}

/// The earliest unit that `id` restates, over however many steps.
fn first_statement(id: usize, scene: &Scene) -> Option<usize> {
    let relations = &scene.argument.relations;
    let earlier = |id: usize| {
        let from = relations.partition_point(|relation| relation.from < id);
        let own = relations[from..].iter().take_while(|relation| relation.from == id);
        own.filter(|relation| relation.kind == RelationKind::Restates && relation.to < id)
            .map(|relation| relation.to)
            .min()
    };
    let mut first = earlier(id)?;
    while let Some(before) = earlier(first) {
        first = before;
    }
    Some(first)
}

/// The evidence in the section of `id` that is the fewest units away; of two the earlier one.
fn nearest_evidence(id: usize, scene: &Scene) -> Option<usize> {
    let (before, behind) = scene.evidence_around(id);
    let section = scene.argument.section_of(id);
    let in_section = |other: &usize| scene.argument.section_of(*other) == section;
    let found = [before.filter(in_section), behind.filter(in_section)];
    found.into_iter().flatten().min_by_key(|&other| (other.abs_diff(id), other))
}
