//! Other places that help to understand a finding.

use crate::lint::find::Finding;
use crate::lint::scene::Scene;
use crate::model::argument::{RelationKind, Role};
use crate::pack::page::{Link, Message, Page, Pointer, Reach, Way};
use crate::pack::select::tree::{NodeId, Tree};
use std::collections::BTreeSet;

/// The most units that are followed from one finding: chains that are longer are no help to a reader.
const MOST_LINKED: usize = 64;

/// What is said of the place that a slip does not agree with.
const OTHERWISE: (&str, &str) = ("前文在此", "compare this");
/// What is said of an earlier statement.
const FIRST_STATED: (&str, &str) = ("首見於此", "first stated here");
/// What is said of evidence near a claim that has none.
const NEAREST_EVIDENCE: (&str, &str) = ("最近的證據", "the nearest evidence");

/// Where the places that pages point at may be, in one text.
pub struct Pointers<'a> {
    tree: &'a Tree<'a>,
    /// For each pointer of the page the units that may be meant, in order.
    candidates: Vec<(&'a Pointer, Vec<usize>)>,
}

impl<'a> Pointers<'a> {
    /// Looks for what `page` may point at.
    pub fn new(page: &'a Page, tree: &'a Tree<'a>, scene: &Scene) -> Self {
        let candidates = page.related.iter().flatten().map(|pointer| {
            let nodes = pointer.select.find(tree).into_iter().filter_map(|id| tree.nodes.get(id));
            let mut units: Vec<usize> = nodes.filter_map(|node| node.unit.or(scene.first_unit(node.span))).collect();
            units.sort_unstable();
            units.dedup();
            (pointer, units)
        });
        Self { tree, candidates: candidates.collect() }
    }

    /// The units that `page` points at from `finding`, and what it says of them. A page that does not say gets what its
    /// selector asks for.
    pub fn from(&self, page: &Page, finding: &Finding, scene: &Scene) -> Vec<(usize, Message)> {
        if page.related.is_none() {
            return related(page, finding, scene);
        }
        let Some(id) = finding.unit.or_else(|| scene.unit_at(finding.span.start)) else { return Vec::new() };
        let place = |(pointer, units): &(&Pointer, Vec<usize>)| {
            let found = match pointer.by {
                Some(link) => {
                    let linked = self.linked(link, id, finding, scene);
                    let meant = |unit: &usize| units.binary_search(unit).is_ok();
                    choose(pointer, id, &linked.into_iter().filter(meant).collect::<Vec<_>>(), scene)
                }
                None => choose(pointer, id, units, scene),
            };
            found.map(|unit| (unit, pointer.message.clone()))
        };
        self.candidates.iter().filter_map(place).collect()
    }

    /// The units that `link` leads to from unit `id` over however many steps, in order.
    fn linked(&self, link: Link, id: usize, finding: &Finding, scene: &Scene) -> Vec<usize> {
        let (kind, is_back) = match link {
            Link::Supports => (RelationKind::Supports, false),
            Link::SupportedBy => (RelationKind::Supports, true),
            Link::Attacks => (RelationKind::Attacks, false),
            Link::AttackedBy => (RelationKind::Attacks, true),
            Link::Restates => (RelationKind::Restates, false),
            Link::RestatedBy => (RelationKind::Restates, true),
            Link::Slip => {
                let mut others: Vec<usize> = others_of(finding, scene).collect();
                others.sort_unstable();
                return others;
            }
        };
        let mut reached: BTreeSet<NodeId> = BTreeSet::new();
        let mut open: Vec<NodeId> = self.tree.node_of(id).into_iter().collect();
        while let Some(node) = open.pop() {
            let next: Vec<NodeId> = if is_back {
                self.tree.sources(kind, node).take(MOST_LINKED).collect()
            } else {
                self.tree.targets(kind, node).take(MOST_LINKED).collect()
            };
            open.extend(next.into_iter().filter(|&next| reached.len() < MOST_LINKED && reached.insert(next)));
        }
        reached.into_iter().filter_map(|node| self.tree.nodes.get(node)?.unit).filter(|&unit| unit != id).collect()
    }
}

/// The one of `units`, which are in order, that `pointer` means, seen from unit `id`.
fn choose(pointer: &Pointer, id: usize, units: &[usize], scene: &Scene) -> Option<usize> {
    let reach = |unit: usize| match pointer.within {
        Reach::Paragraph => scene.argument.block_of(unit),
        Reach::Section => scene.argument.section_of(unit),
        Reach::Article => 0,
    };
    // Units of one paragraph or section stand together.
    let (before, behind) = (units.partition_point(|&unit| unit < id), units.partition_point(|&unit| unit <= id));
    let (before, behind) = (&units[..before], &units[behind..]);
    let is_near = |unit: &usize| reach(*unit) == reach(id);
    let previous = before.last().copied().filter(is_near);
    let next = behind.first().copied().filter(is_near);
    match pointer.way {
        Way::Previous => previous,
        Way::Next => next,
        Way::Nearest => previous.into_iter().chain(next).min_by_key(|&unit| (unit.abs_diff(id), unit)),
        Way::First => {
            let first = before.partition_point(|&unit| reach(unit) < reach(id));
            before.get(first).copied().filter(is_near).or(next)
        }
    }
}

/// A unit that helps to understand `finding` of `page`, and why. A page that selects by restatement gets the first
/// statement, one that selects by support the nearest evidence of the section; both only where the unit itself is the
/// finding.
fn related(page: &Page, finding: &Finding, scene: &Scene) -> Vec<(usize, Message)> {
    let Some(id) = finding.unit.filter(|_| !finding.is_match) else { return Vec::new() };
    let mut found = Vec::new();
    if page.selector.contains("slip") {
        found.extend(others_of(finding, scene).map(|id| (id, message(OTHERWISE))));
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

/// The units that the slip at `finding` does not agree with. Slips are sorted by place.
fn others_of(finding: &Finding, scene: &Scene) -> impl Iterator<Item = usize> {
    let (slips, span) = (&scene.argument.slips, finding.span);
    let first = slips.partition_point(|slip| slip.span < span);
    slips[first..].iter().take_while(move |slip| slip.span == span).filter_map(|slip| slip.other)
}

fn message((zh, en): (&str, &str)) -> Message {
    Message { zh: zh.to_owned(), en: en.to_owned() }
}

/// The earliest unit that `id` restates, over some steps.
fn first_statement(id: usize, scene: &Scene) -> Option<usize> {
    let relations = &scene.argument.relations;
    let earlier = |id: usize| {
        let from = relations.partition_point(|relation| relation.from < id);
        let own = relations[from..].iter().take_while(|relation| relation.from == id);
        own.filter(|relation| relation.kind == RelationKind::Restates && relation.to < id)
            .map(|relation| relation.to)
            .min()
    };
    let steps = std::iter::successors(earlier(id), |&first| earlier(first));
    steps.take(MOST_LINKED).last()
}

/// The evidence in the section of `id` that is the fewest units away; of two the earlier one.
fn nearest_evidence(id: usize, scene: &Scene) -> Option<usize> {
    let (before, behind) = scene.evidence_around(id);
    let section = scene.argument.section_of(id);
    let in_section = |other: &usize| scene.argument.section_of(*other) == section;
    let found = [before.filter(in_section), behind.filter(in_section)];
    found.into_iter().flatten().min_by_key(|&other| (other.abs_diff(id), other))
}
