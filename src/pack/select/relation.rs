//! The pseudo-classes that CSS does not have: what evidence does for a claim, what stands next, what is counted.

use crate::model::argument::{Attribution, RelationKind, Role, Unit};
use crate::pack::select::element::View;
use crate::pack::select::parser::{Nested, Pseudo};
use crate::pack::select::schema::Test;
use crate::pack::select::set::{CALL_TO_ACTION, CLAIM, EVIDENCE};
use crate::pack::select::tree::NodeId;

/// Whether `class` is true of the node.
pub fn holds(view: View<'_>, class: &Pseudo) -> bool {
    match &class.list {
        None => is_so(view, class.test),
        Some(nested) => relates(view, class, nested),
    }
}

/// The pseudo-classes without brackets.
fn is_so(view: View<'_>, test: Test) -> bool {
    let (tree, id) = (view.tree, view.id);
    let unit = |holds: fn(&Unit) -> bool| tree.unit(id).is_some_and(holds);
    match test {
        Test::Supported => {
            let is_evidence = |source: NodeId| tree.nodes[source].kind == EVIDENCE;
            view.node().kind.intersects(CLAIM.or(CALL_TO_ACTION))
                && tree.sources(RelationKind::Supports, id).any(is_evidence)
        }
        Test::Sourced => unit(|unit| {
            unit.role == Role::Evidence && matches!(unit.source, Some(Attribution::Named | Attribution::Linked))
        }),
        Test::Quoted => unit(|unit| unit.quoted),
        Test::Restated => tree.sources(RelationKind::Restates, id).next().is_some(),
        Test::Refrain => is_refrain(view),
        Test::Sure => unit(Unit::is_sure),
        _ => false,
    }
}

/// Whether three or more units, this one among them, say the same, or two that stand side by side.
fn is_refrain(view: View<'_>) -> bool {
    let (tree, id) = (view.tree, view.id);
    let first = tree.targets(RelationKind::Restates, id).next().unwrap_or(id);
    let again: Vec<NodeId> = tree.sources(RelationKind::Restates, first).take(2).collect();
    again.len() > 1 || again.first().is_some_and(|&again| tree.previous_unit(again) == Some(first))
}

/// The pseudo-classes with selectors in brackets.
fn relates(view: View<'_>, class: &Pseudo, nested: &Nested) -> bool {
    let (tree, id) = (view.tree, view.id);
    let matches = |id: NodeId| view.at(id).matches(nested);
    match class.test {
        Test::Supports => tree.targets(RelationKind::Supports, id).any(matches),
        Test::SupportedBy => tree.sources(RelationKind::Supports, id).any(matches),
        Test::OnlySupportedBy => {
            let mut sources = tree.sources(RelationKind::Supports, id).peekable();
            sources.peek().is_some() && sources.all(matches)
        }
        Test::RestsOn => view.survey(nested, || resting(view, nested)) > 0,
        Test::Attacks => tree.targets(RelationKind::Attacks, id).any(matches),
        Test::AttackedBy => tree.sources(RelationKind::Attacks, id).any(matches),
        Test::Restates => tree.targets(RelationKind::Restates, id).any(matches),
        Test::RestatedBy => tree.sources(RelationKind::Restates, id).any(matches),
        Test::Next => tree.next_unit(id).is_some_and(matches),
        Test::Previous => tree.previous_unit(id).is_some_and(matches),
        Test::Without => inside(view, nested) == 0,
        Test::MoreThan => inside(view, nested) > class.count as usize,
        Test::FewerThan => inside(view, nested) < class.count as usize,
        Test::InSectionWith => {
            let itself = view.node().block.is_some() && matches(id);
            view.survey(nested, || beside(view, nested)) > usize::from(itself)
        }
        _ => false,
    }
}

/// How many nodes inside the node match.
fn inside(view: View<'_>, nested: &Nested) -> usize {
    view.survey(nested, || {
        let nodes = &view.tree.nodes;
        // How many match up to each node, itself included: a subtree is a stretch of numbers.
        let mut sums = Vec::with_capacity(nodes.len());
        let mut sum = 0;
        for id in 0..nodes.len() {
            sum += usize::from(view.at(id).matches(nested));
            sums.push(sum);
        }
        (0..nodes.len()).map(|id| sums[nodes[id].end - 1] - sums[id]).collect()
    })
}

/// How many nodes in each node's section match, the section itself left out.
fn beside(view: View<'_>, nested: &Nested) -> Vec<usize> {
    let nodes = &view.tree.nodes;
    let mut sums = vec![0; view.tree.argument.sections.len()];
    let within = |id: NodeId| nodes[id].section.filter(|_| nodes[id].block.is_some());
    for id in 0..nodes.len() {
        if let Some(section) = within(id)
            && view.at(id).matches(nested)
        {
            sums[section] += 1;
        }
    }
    nodes.iter().map(|node| node.section.map_or(0, |section| sums[section])).collect()
}

/// 1 for each node that a matching one supports, at once or by way of others. Supports may run in a circle.
fn resting(view: View<'_>, nested: &Nested) -> Vec<usize> {
    let tree = view.tree;
    let mut reached = vec![0; tree.nodes.len()];
    let mut open: Vec<NodeId> = tree.reading().iter().copied().filter(|&id| view.at(id).matches(nested)).collect();
    while let Some(id) = open.pop() {
        for target in tree.targets(RelationKind::Supports, id) {
            if reached[target] == 0 {
                reached[target] = 1;
                open.push(target);
            }
        }
    }
    reached
}
