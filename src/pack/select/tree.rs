//! The tree that selectors walk: an article's blocks, sentences and units in one arena.

use crate::model::argument::{Argument, RelationKind, Unit};
use crate::model::article::Article;
use crate::model::span::Span;
use crate::pack::select::grow;
use crate::pack::select::set::Set;
use std::ops::Range;

/// A node of a [`Tree`]; numbers rise in document order, the root is 0.
pub type NodeId = usize;

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The element's name.
    pub element: &'static str,
    /// Its bytes in [`Argument::text`].
    pub span: Span,
    /// The unit that it is, an index into the argument's units; a heading's is its first.
    pub unit: Option<usize>,
    /// The node that holds it.
    pub parent: Option<NodeId>,
    /// The section, an index into the argument's sections, that it stands in or is; none for the root.
    pub section: Option<usize>,
    /// The block, an index into the article's blocks, that it stands in or is; none for the root and for sections.
    pub block: Option<usize>,
    /// The sentence, an index into the argument's sentences, that it stands in or is; none above sentences and for headings.
    pub sentence: Option<usize>,
    /// One past its last descendant: `id + 1..end` are the nodes inside it.
    pub end: NodeId,
    /// The node before it under the same parent.
    pub previous: Option<NodeId>,
    /// The node behind it under the same parent.
    pub next: Option<NodeId>,
    /// A heading's level, from 1.
    pub level: Option<u8>,
    /// Where a link or footnote leads: a URL, or the footnote's label; the label of a note; a slip's kind.
    pub target: Option<String>,
    /// Whether a link, footnote or note leads nowhere.
    pub dead: bool,
    /// The element again, as selectors compare it.
    pub(super) kind: Set,
}

/// A relation between nodes: kind, the node it is looked up by, the node at the other end.
pub(super) type Edge = (RelationKind, NodeId, NodeId);

/// The argument of one article as a tree.
///
/// Containers follow the article's blocks and sections those of the argument. A container that a new section cuts stands
/// in both sections, as two nodes. Containers nested deeper than 32 levels have no node; what they hold hangs on the
/// deepest one that has.
#[derive(Debug)]
pub struct Tree<'a> {
    /// The argument.
    pub argument: &'a Argument,
    /// The nodes in document order.
    pub nodes: Vec<Node>,
    /// The node of each unit; a heading's for all of its units.
    of_unit: Vec<Option<NodeId>>,
    /// The nodes that are units or headings, in document order.
    reading: Vec<NodeId>,
    /// Relations sorted by the node that they start from.
    forth: Vec<Edge>,
    /// Relations sorted by the node that they lead to.
    back: Vec<Edge>,
}

impl<'a> Tree<'a> {
    /// The tree of `argument`, which was parsed from `article`.
    #[must_use]
    pub fn new(article: &Article, argument: &'a Argument) -> Self {
        let (nodes, of_unit) = grow::grow(article, argument);
        let reading = (0..nodes.len()).filter(|&id| nodes[id].unit.is_some()).collect();
        let node = |unit: usize| of_unit.get(unit).copied().flatten();
        let ends = argument.relations.iter().filter_map(|relation| {
            let (from, to) = (node(relation.from)?, node(relation.to)?);
            (from != to).then_some((relation.kind, from, to))
        });
        let mut forth: Vec<Edge> = ends.collect();
        let mut back: Vec<Edge> = forth.iter().map(|&(kind, from, to)| (kind, to, from)).collect();
        forth.sort_unstable();
        forth.dedup();
        back.sort_unstable();
        back.dedup();
        Self { argument, nodes, of_unit, reading, forth, back }
    }

    /// The node of unit `unit`: the unit itself, or the heading that it is part of.
    #[must_use]
    pub fn node_of(&self, unit: usize) -> Option<NodeId> {
        self.of_unit.get(unit).copied().flatten()
    }

    /// The unit that node `id` is; a heading's first.
    #[must_use]
    pub fn unit(&self, id: NodeId) -> Option<&'a Unit> {
        self.argument.units.get(self.nodes.get(id)?.unit?)
    }

    /// The nodes inside node `id`, at any depth.
    #[must_use]
    pub fn inside(&self, id: NodeId) -> Range<NodeId> {
        self.nodes.get(id).map_or(0..0, |node| id + 1..node.end)
    }

    /// The units and headings in document order.
    #[must_use]
    pub fn reading(&self) -> &[NodeId] {
        &self.reading
    }

    /// The unit or heading behind the unit or heading `id`, in whatever paragraph or section.
    #[must_use]
    pub fn next_unit(&self, id: NodeId) -> Option<NodeId> {
        let at = self.reading.binary_search(&id).ok()?;
        self.reading.get(at + 1).copied()
    }

    /// The unit or heading before the unit or heading `id`, in whatever paragraph or section.
    #[must_use]
    pub fn previous_unit(&self, id: NodeId) -> Option<NodeId> {
        let at = self.reading.binary_search(&id).ok()?;
        self.reading.get(at.checked_sub(1)?).copied()
    }

    /// The nodes that node `id` supports, attacks or restates, in document order.
    pub fn targets(&self, kind: RelationKind, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        ends(&self.forth, kind, id)
    }

    /// The nodes that support, attack or restate node `id`, in document order.
    pub fn sources(&self, kind: RelationKind, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        ends(&self.back, kind, id)
    }
}

/// The other ends of the edges of one kind at one node.
fn ends(edges: &[Edge], kind: RelationKind, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let from = edges.partition_point(|&(other, at, _)| (other, at) < (kind, id));
    edges[from..].iter().take_while(move |&&(other, at, _)| (other, at) == (kind, id)).map(|&(_, _, end)| end)
}
