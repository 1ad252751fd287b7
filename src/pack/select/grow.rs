//! Builds the arena of a [`Tree`](crate::pack::select::tree::Tree) from blocks, sentences, units and links, in one pass.

use crate::model::argument::{Argument, Kind, Role, Unit};
use crate::model::article::{Article, BlockKind};
use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use crate::pack::select::dead::{self, Dead};
use crate::pack::select::schema;
use crate::pack::select::set::{self, Set};
use crate::pack::select::tree::{Node, NodeId};

/// Containers nested deeper than this have no node, so that the matcher, which recurses into children, stays shallow.
const MAX_CONTAINERS: usize = 32;

/// The nodes of the tree in document order, and the node of each unit.
pub fn grow(article: &Article, argument: &Argument) -> (Vec<Node>, Vec<Option<NodeId>>) {
    let mut grower = Grower::new(article, argument);
    grower.open(set::ARTICLE, Span::new(0, argument.text.len()));
    for block in 0..article.blocks.len() {
        grower.enter(block);
        let kind = article.blocks[block].kind;
        let span = grower.to_folded.map(article.blocks[block].span);
        if kind.is_leaf() {
            grower.block = Some(block);
            grower.leaf(block, kind, span);
        } else if grower.depths[block] < MAX_CONTAINERS {
            grower.open_container(block);
        }
    }
    while !grower.stack.is_empty() {
        grower.close();
    }
    (grower.nodes, grower.of_unit)
}

/// A node that may still get children.
struct Open {
    node: NodeId,
    /// The container block that it is.
    block: Option<usize>,
    last_child: Option<NodeId>,
}

struct Grower<'a> {
    article: &'a Article,
    argument: &'a Argument,
    to_folded: OffsetMap,
    /// How many containers each block stands in.
    depths: Vec<usize>,
    /// The innermost container with a node that holds each block.
    holders: Vec<Option<usize>>,
    /// Links in bytes of the folded text.
    links: Vec<Span>,
    dead: Dead,
    nodes: Vec<Node>,
    of_unit: Vec<Option<NodeId>>,
    stack: Vec<Open>,
    section: Option<usize>,
    block: Option<usize>,
    sentence: Option<usize>,
    next_sentence: usize,
    next_unit: usize,
    next_link: usize,
    next_slip: usize,
}

impl<'a> Grower<'a> {
    fn new(article: &'a Article, argument: &'a Argument) -> Self {
        let to_folded = argument.map.inverse();
        let mut depths: Vec<usize> = Vec::with_capacity(article.blocks.len());
        let mut holders: Vec<Option<usize>> = Vec::with_capacity(article.blocks.len());
        for block in &article.blocks {
            // A parent stands before its child; any other number is no parent.
            let parent = block.parent.filter(|&parent| parent < depths.len());
            depths.push(parent.map_or(0, |parent| depths[parent] + 1));
            let holder = |parent| if depths[parent] < MAX_CONTAINERS { Some(parent) } else { holders[parent] };
            holders.push(parent.and_then(holder));
        }
        Self {
            article,
            argument,
            links: article.links.iter().map(|link| to_folded.map(link.span)).collect(),
            dead: dead::find(article),
            to_folded,
            depths,
            holders,
            nodes: Vec::new(),
            of_unit: vec![None; argument.units.len()],
            stack: Vec::new(),
            section: None,
            block: None,
            sentence: None,
            next_sentence: 0,
            next_unit: 0,
            next_link: 0,
            next_slip: 0,
        }
    }

    /// Closes and opens nodes until the top of the stack is the one that holds `block`.
    fn enter(&mut self, block: usize) {
        let number = self.argument.sections.partition_point(|section| section.end <= block);
        let covers = self.argument.sections.get(number).is_some_and(|section| section.first <= block);
        let section = covers.then_some(number);
        let holder = self.holders[block];
        self.sentence = None;
        if section == self.section {
            while self.stack.last().is_some_and(|top| top.block.is_some() && top.block != holder) {
                self.close();
            }
            return;
        }
        while self.stack.len() > 1 {
            self.close();
        }
        (self.section, self.block) = (section, None);
        let start = self.to_folded.map(self.article.blocks[block].span).start;
        if section.is_some() {
            self.open(set::SECTION, Span::new(start, start));
        }
        let mut path = Vec::new();
        let mut at = holder;
        while let Some(container) = at {
            path.push(container);
            at = self.holders[container];
        }
        for &container in path.iter().rev() {
            self.open_container(container);
        }
    }

    fn open_container(&mut self, block: usize) {
        let kind = match self.article.blocks[block].kind {
            BlockKind::Quote => set::QUOTE,
            BlockKind::List => set::LIST,
            BlockKind::Item => set::ITEM,
            BlockKind::Table => set::TABLE,
            _ => set::NOTE,
        };
        self.block = Some(block);
        let span = self.to_folded.map(self.article.blocks[block].span);
        let id = self.open(kind, span);
        let note = self.article.notes.binary_search_by_key(&block, |note| note.block).ok();
        self.nodes[id].target = note.map(|note| self.article.notes[note].label.clone());
        self.nodes[id].dead = self.dead.notes.contains(&block);
        if let Some(top) = self.stack.last_mut() {
            top.block = Some(block);
        }
    }

    /// Adds a node under the top of the stack and makes it the top.
    fn open(&mut self, kind: Set, span: Span) -> NodeId {
        let id = self.nodes.len();
        let (mut parent, mut previous) = (None, None);
        if let Some(top) = self.stack.last_mut() {
            parent = Some(top.node);
            previous = top.last_child.replace(id);
        }
        if let Some(previous) = previous {
            self.nodes[previous].next = Some(id);
        }
        self.nodes.push(Node {
            element: schema::name(kind),
            span,
            unit: None,
            parent,
            section: self.section,
            block: self.block,
            sentence: self.sentence,
            end: id + 1,
            previous,
            next: None,
            level: None,
            target: None,
            dead: false,
            kind,
        });
        self.stack.push(Open { node: id, block: None, last_child: None });
        id
    }

    /// Closes the top of the stack. Sections and containers span what they hold.
    fn close(&mut self) {
        let Some(top) = self.stack.pop() else { return };
        let end = self.nodes.len();
        self.nodes[top.node].end = end;
        let covers = self.nodes[top.node].kind.intersects(set::SECTION.or(set::CONTAINERS));
        if let Some(last) = top.last_child.filter(|_| covers) {
            let start = self.nodes[top.node + 1].span.start;
            self.nodes[top.node].span = Span::new(start, self.nodes[last].span.end);
        }
    }

    /// Adds a heading, paragraph or row with everything in it.
    fn leaf(&mut self, block: usize, kind: BlockKind, span: Span) {
        let sentences = self.sentences_of(block);
        let first = self.next_unit;
        let ends = self.argument.units[first..].iter().position(|unit| unit.sentence >= sentences.end);
        let units = first..ends.map_or(self.argument.units.len(), |count| first + count);
        let links = self.links_of(span, &self.argument.units[units.clone()]);
        let mut links = links.into_iter().peekable();
        self.next_unit = units.end;
        if let BlockKind::Heading(level) = kind {
            let id = self.open(set::HEADING, span);
            self.nodes[id].level = Some(level);
            self.nodes[id].unit = Some(units.start).filter(|_| !units.is_empty());
            self.of_unit[units].fill(Some(id));
            links.for_each(|(_, link)| self.link(link));
            self.slips(span);
            self.close();
            return;
        }
        self.open(if kind == BlockKind::Row { set::ROW } else { set::PARAGRAPH }, span);
        let mut unit = units.start;
        for sentence in sentences {
            self.sentence = Some(sentence);
            self.open(set::SENTENCE, self.argument.sentences[sentence].span);
            while unit < units.end && self.argument.units[unit].sentence <= sentence {
                let id = self.open(element_of(&self.argument.units[unit]), self.argument.units[unit].span);
                self.nodes[id].unit = Some(unit);
                self.of_unit[unit] = Some(id);
                while let Some((_, link)) = links.next_if(|&(owner, _)| owner == unit - units.start) {
                    self.link(link);
                }
                self.slips(self.argument.units[unit].span);
                self.close();
                unit += 1;
            }
            self.close();
        }
        self.sentence = None;
        self.close();
    }

    fn link(&mut self, link: usize) {
        let footnote = self.article.links[link].footnote;
        let id = self.open(if footnote { set::FOOTNOTE } else { set::LINK }, self.links[link]);
        self.nodes[id].target = Some(self.article.links[link].target.clone());
        self.nodes[id].dead = self.dead.links[link];
        self.close();
    }

    /// Adds the slips inside `span`.
    fn slips(&mut self, span: Span) {
        let slips = &self.argument.slips;
        while let Some(slip) = slips.get(self.next_slip).filter(|slip| slip.span.start < span.end) {
            if slip.span.start >= span.start {
                let id = self.open(set::SLIP, slip.span);
                self.nodes[id].target = Some(slip.kind.name().to_owned());
                self.close();
            }
            self.next_slip += 1;
        }
    }

    /// The sentences of leaf `block`.
    fn sentences_of(&mut self, block: usize) -> std::ops::Range<usize> {
        let sentences = &self.argument.sentences;
        while sentences.get(self.next_sentence).is_some_and(|sentence| sentence.block < block) {
            self.next_sentence += 1;
        }
        let first = self.next_sentence;
        while sentences.get(self.next_sentence).is_some_and(|sentence| sentence.block == block) {
            self.next_sentence += 1;
        }
        while self.argument.units.get(self.next_unit).is_some_and(|unit| unit.sentence < first) {
            self.next_unit += 1;
        }
        first..self.next_sentence
    }

    /// The links of the leaf that covers `span`: (which of `units` holds it, the link), by unit. A leaf without units
    /// has no place for links.
    fn links_of(&mut self, span: Span, units: &[Unit]) -> Vec<(usize, usize)> {
        while self.links.get(self.next_link).is_some_and(|link| link.start < span.start) {
            self.next_link += 1;
        }
        let mut found = Vec::new();
        while let Some(link) = self.links.get(self.next_link).filter(|link| link.start <= span.end) {
            // A bare footnote mark belongs to the words before it, also where the next unit begins at once.
            let behind = units
                .partition_point(|unit| unit.span.start < link.start + usize::from(!link.is_empty()))
                .saturating_sub(1);
            if !units.is_empty() {
                found.push((behind, self.next_link));
            }
            self.next_link += 1;
        }
        found.sort_unstable();
        found
    }
}

/// The element of a unit outside headings.
fn element_of(unit: &Unit) -> Set {
    match (unit.role, unit.kind) {
        (Role::Claim, _) => set::CLAIM,
        (Role::Evidence, _) => set::EVIDENCE,
        (Role::CallToAction, _) => set::CALL_TO_ACTION,
        (Role::Other, Kind::Question) => set::QUESTION,
        (Role::Other, _) => set::OTHER,
    }
}
