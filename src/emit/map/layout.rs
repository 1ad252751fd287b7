//! Where everything on a drawn map stands: sections from top to bottom in the order of the text, in each section a row for
//! every claim or call, its evidence to the right of it, and the sources to the right of the evidence. Boxes are placed by the
//! flexbox algorithm of `taffy`, in whole pixels.

use super::{Map, wrap};
use crate::model::argument::{RelationKind, Role};
use std::io;
use taffy::prelude::{
    AlignItems, AvailableSpace, Display, FlexDirection, NodeId, Rect, Size, Style, TaffyTree, auto, length,
};

/// Pixels from one line to the next.
pub const LINE: i32 = 21;
/// Pixels of the line that says what a box is.
pub const HEAD: i32 = 20;
/// Pixels between the edge of a box and its text.
pub const PAD: i32 = 11;
/// Pixels left of the claims, for what joins claims to each other.
const MARGIN: i32 = 64;
/// Pixels of the legend.
const LEGEND: i32 = 40;

/// What a box is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// The title of the map.
    Title,
    /// The line that explains colours and marks.
    Legend,
    /// The frame of a section, an index of [`Map::sections`].
    Section(usize),
    /// A section's heading.
    Heading(usize),
    /// A node, an index of [`Map::nodes`].
    Node(usize),
    /// A source of a node.
    Source(usize),
}

/// The columns of the drawing: how wide a box is, and how many columns of text fit into it.
fn room(item: &Item, role: Option<Role>) -> (i32, usize) {
    match (item, role) {
        (Item::Node(_), Some(Role::Evidence)) => (400, 46),
        (Item::Node(_), _) => (440, 51),
        (Item::Source(_), _) => (210, 24),
        _ => (1180, 120),
    }
}

/// A box in its place.
#[derive(Clone, Debug)]
pub struct Placed {
    /// What it is.
    pub item: Item,
    /// Its text.
    pub lines: Vec<String>,
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

/// Places everything on `map`; the first box is the whole drawing. Frames come before what is in them.
///
/// # Errors
/// None that is known: the algorithm refuses only boxes that it was not given.
pub fn place(map: &Map) -> io::Result<(Size<i32>, Vec<Placed>)> {
    Builder { map, tree: TaffyTree::new() }.place().map_err(io::Error::other)
}

type Taffy<T> = Result<T, taffy::TaffyError>;

/// A box before it is placed.
struct Content {
    item: Item,
    lines: Vec<String>,
}

struct Builder<'a> {
    map: &'a Map,
    tree: TaffyTree<Content>,
}

impl Builder<'_> {
    fn place(mut self) -> Taffy<(Size<i32>, Vec<Placed>)> {
        let mut children = vec![self.leaf(Item::Title, &self.map.title, 16)?, self.fixed(Item::Legend, 1180, LEGEND)?];
        for section in 0..self.map.sections.len() {
            children.push(self.section(section)?);
        }
        let root = self.tree.new_with_children(column(16, 20), &children)?;
        let free = AvailableSpace::MaxContent;
        self.tree.compute_layout(root, Size { width: free, height: free })?;
        let whole = self.tree.layout(root)?.size;
        let mut placed = Vec::new();
        let mut waiting = vec![(root, 0.0, 0.0)];
        while let Some((node, left, top)) = waiting.pop() {
            let layout = *self.tree.layout(node)?;
            let (x, y) = (left + layout.location.x, top + layout.location.y);
            waiting.extend(self.tree.children(node)?.into_iter().rev().map(|child| (child, x, y)));
            if let Some(Content { item, lines }) = self.tree.get_node_context(node) {
                placed.push(Placed {
                    item: item.clone(),
                    lines: lines.clone(),
                    x: x as i32,
                    y: y as i32,
                    width: layout.size.width as i32,
                    height: layout.size.height as i32,
                });
            }
        }
        Ok((Size { width: whole.width as i32, height: whole.height as i32 }, placed))
    }

    fn section(&mut self, section: usize) -> Taffy<NodeId> {
        let map = self.map;
        let nodes = map.sections[section].nodes.clone();
        let mut children = vec![self.leaf(Item::Heading(section), &map.name(section), 4)?];
        let mut home = vec![None; nodes.len()];
        for edge in map.edges.iter().filter(|edge| edge.kind == RelationKind::Supports) {
            let inside = nodes.contains(&edge.from) && nodes.contains(&edge.to);
            let is_evidence = |node: usize| map.nodes[node].role == Role::Evidence;
            if inside && is_evidence(edge.from) && !is_evidence(edge.to) {
                home[edge.from - nodes.start].get_or_insert(edge.to);
            }
        }
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
        for node in nodes.clone() {
            rows[home[node - nodes.start].unwrap_or(node) - nodes.start].push(node);
        }
        for node in nodes.clone().filter(|node| home[node - nodes.start].is_none()) {
            let evidence = &rows[node - nodes.start];
            children.push(self.row(node, evidence)?);
        }
        let style = Style {
            padding: Rect { left: length(MARGIN as f32), right: length(16.0), top: length(12.0), bottom: length(18.0) },
            ..column(14, 0)
        };
        let frame = self.tree.new_with_children(style, &children)?;
        self.tree.set_node_context(frame, Some(Content { item: Item::Section(section), lines: Vec::new() }))?;
        Ok(frame)
    }

    /// A claim or call with what stands beside it; evidence for nothing in its section has a row of its own.
    fn row(&mut self, node: usize, beside: &[usize]) -> Taffy<NodeId> {
        let (width, _) = room(&Item::Node(node), Some(Role::Claim));
        let left = if self.map.nodes[node].role == Role::Evidence {
            self.tree.new_leaf(sized(width, 0))?
        } else {
            self.node(node)?
        };
        let mut right = Vec::new();
        for &evidence in beside.iter().filter(|&&beside| self.map.nodes[beside].role == Role::Evidence) {
            let mut parts = vec![self.node(evidence)?];
            let sources = self.sources(evidence)?;
            if !sources.is_empty() {
                parts.push(self.tree.new_with_children(column(6, 0), &sources)?);
            }
            right.push(self.tree.new_with_children(row(36), &parts)?);
        }
        if self.map.nodes[node].role != Role::Evidence {
            right.extend(self.sources(node)?);
        }
        let right = self.tree.new_with_children(column(10, 0), &right)?;
        self.tree.new_with_children(row(64), &[left, right])
    }

    fn sources(&mut self, node: usize) -> Taffy<Vec<NodeId>> {
        let map = self.map;
        let links = map.nodes[node].links.iter();
        links.map(|&link| self.leaf(Item::Source(node), &map.sources[link], 0)).collect()
    }

    fn node(&mut self, index: usize) -> Taffy<NodeId> {
        let map = self.map;
        self.leaf(Item::Node(index), &map.nodes[index].text, HEAD)
    }

    /// A box with `text` in it, and `more` pixels above it.
    fn leaf(&mut self, item: Item, text: &str, more: i32) -> Taffy<NodeId> {
        let role = match item {
            Item::Node(index) => Some(self.map.nodes[index].role),
            _ => None,
        };
        let (width, columns) = room(&item, role);
        let lines = wrap(text, columns);
        let height = 2 * PAD + more + lines.len() as i32 * LINE;
        self.tree.new_leaf_with_context(sized(width, height), Content { item, lines })
    }

    fn fixed(&mut self, item: Item, width: i32, height: i32) -> Taffy<NodeId> {
        self.tree.new_leaf_with_context(sized(width, height), Content { item, lines: Vec::new() })
    }
}

fn sized(width: i32, height: i32) -> Style {
    Style {
        size: Size { width: length(width as f32), height: length(height as f32) },
        flex_shrink: 0.0,
        ..Style::default()
    }
}

fn column(gap: i32, padding: i32) -> Style {
    let padding = length(padding as f32);
    Style {
        display: Display::Flex,
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::FLEX_START,
        gap: Size { width: length(0.0), height: length(gap as f32) },
        padding: Rect { left: padding, right: padding, top: padding, bottom: padding },
        size: Size { width: auto(), height: auto() },
        flex_shrink: 0.0,
        ..Style::default()
    }
}

fn row(gap: i32) -> Style {
    Style {
        flex_direction: FlexDirection::Row,
        gap: Size { width: length(gap as f32), height: length(0.0) },
        ..column(0, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::map::{Node, Section, labels};
    use crate::model::argument::Relation;
    use crate::model::diagnostic::MessageLanguage;

    /// A map of two sections with forty claims and twenty pieces of evidence, which support claims here and there.
    fn map() -> Map {
        let node = |unit: usize| Node {
            unit,
            role: if unit.is_multiple_of(3) { Role::Evidence } else { Role::Claim },
            text: "市府應該在中文😀A路口種樹，".repeat(1 + unit % 7),
            unsupported: unit % 3 == 1,
            thesis: false,
            source: None,
            links: if unit.is_multiple_of(4) { vec![0, 1] } else { Vec::new() },
        };
        let edge = |from: usize| Relation { from, to: (from * 7 + 2) % 60, kind: RelationKind::Supports };
        Map {
            title: "路樹".to_owned(),
            labels: labels::of(MessageLanguage::ZhHant),
            sections: vec![
                Section { heading: None, nodes: 0..25 },
                Section { heading: Some("樹".to_owned()), nodes: 25..60 },
            ],
            edges: (0..60).step_by(3).map(edge).collect(),
            nodes: (0..60).map(node).collect(),
            sources: vec!["樹木統計".to_owned(), "example.org/trees".repeat(5)],
            prefix: String::new(),
            styled: true,
        }
    }

    #[test]
    fn no_box_stands_on_another_or_outside_of_its_section() {
        let (size, placed) = place(&map()).unwrap();
        let is_frame = |placed: &&Placed| matches!(placed.item, Item::Section(_));
        let (frames, boxes): (Vec<_>, Vec<_>) = placed.iter().partition(is_frame);
        let holds = |outer: &Placed, inner: &Placed| {
            outer.x <= inner.x
                && outer.y <= inner.y
                && inner.x + inner.width <= outer.x + outer.width
                && inner.y + inner.height <= outer.y + outer.height
        };
        assert_eq!(boxes.iter().filter(|placed| matches!(placed.item, Item::Node(_))).count(), 60);
        for (index, left) in boxes.iter().enumerate() {
            assert!(left.x + left.width <= size.width && left.y + left.height <= size.height);
            let is_inner = matches!(left.item, Item::Node(_) | Item::Source(_));
            assert!(!is_inner || frames.iter().any(|frame| holds(frame, left)), "{left:?}");
            for right in &boxes[index + 1..] {
                let apart = left.x + left.width <= right.x
                    || right.x + right.width <= left.x
                    || left.y + left.height <= right.y
                    || right.y + right.height <= left.y;
                assert!(apart, "{left:?} {right:?}");
            }
        }
    }
}
