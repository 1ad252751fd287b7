//! The map in Argdown: <https://argdown.org/syntax/>. A unit is a statement, evidence stands below what it supports, and what
//! restates a statement is another member of the same statement, as Argdown has it.

use super::{Map, Node};
use crate::model::argument::{RelationKind, Role};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes the map.
pub fn write(map: &Map, out: &mut dyn Write) -> io::Result<()> {
    // JSON is YAML; the sign that would end the block is written as a number.
    let title = serde_json::Value::from(&*map.title).to_string().replace('=', "\\u003d");
    writeln!(out, "===\ntitle: {title}\n===")?;
    let drawing = Drawing::new(map);
    for (index, section) in map.sections.iter().enumerate() {
        writeln!(out, "\n# {}", escape(&map.name(index)))?;
        for node in section.nodes.clone().filter(|&node| drawing.home[node].is_none()) {
            drawing.statement(out, node)?;
        }
    }
    Ok(())
}

struct Drawing<'a> {
    map: &'a Map,
    /// For every node the one that it stands below, if any.
    home: Vec<Option<usize>>,
    /// For every node the one whose statement it is a member of: itself, or the first one that it restates.
    statement: Vec<usize>,
    /// For every node what supports or attacks it.
    borne: Vec<Vec<(RelationKind, usize)>>,
}

impl<'a> Drawing<'a> {
    fn new(map: &'a Map) -> Self {
        let count = map.nodes.len();
        let mut drawing =
            Self { map, home: vec![None; count], statement: (0..count).collect(), borne: vec![Vec::new(); count] };
        for edge in &map.edges {
            if edge.kind == RelationKind::Restates {
                // Relations are sorted: what comes earlier in the text has found its statement already.
                if edge.to < edge.from {
                    drawing.statement[edge.from] = drawing.statement[edge.to];
                }
                continue;
            }
            drawing.borne[edge.to].push((edge.kind, edge.from));
            let is_inner = map.nodes[edge.from].role == Role::Evidence && map.nodes[edge.to].role != Role::Evidence;
            if is_inner && edge.kind == RelationKind::Supports {
                drawing.home[edge.from].get_or_insert(edge.to);
            }
        }
        drawing
    }

    fn statement(&self, out: &mut dyn Write, index: usize) -> io::Result<()> {
        writeln!(out, "\n{}", self.definition(index))?;
        for &(kind, from) in &self.borne[index] {
            let sign = if kind == RelationKind::Attacks { '-' } else { '+' };
            let is_here = self.home[from] == Some(index);
            let inner = if is_here { self.definition(from) } else { self.name(from) };
            writeln!(out, "  {sign} {inner}")?;
            // What bears on evidence has its place below the evidence, where that stands.
            if is_here {
                for &(kind, from) in &self.borne[from] {
                    let sign = if kind == RelationKind::Attacks { '-' } else { '+' };
                    writeln!(out, "    {sign} {}", self.name(from))?;
                }
            }
        }
        Ok(())
    }

    /// The name by which a node's statement is known, in brackets.
    fn name(&self, index: usize) -> String {
        let node = &self.map.nodes[self.statement[index]];
        format!("[{} {}]", self.map.labels.role(node.role), node.unit)
    }

    fn definition(&self, index: usize) -> String {
        let node = &self.map.nodes[index];
        let mut text = format!("{}: {}", self.name(index), escape(&node.text));
        for tag in tags(node) {
            let _ = write!(text, " #{tag}");
        }
        if !node.links.is_empty() {
            let sources: Vec<&str> = node.links.iter().map(|&link| &*self.map.sources[link]).collect();
            // Braces would end the block early, or open another.
            let list = serde_json::Value::from(sources).to_string().replace('{', "\\u007b").replace('}', "\\u007d");
            let _ = write!(text, " {{sources: {list}}}");
        }
        text
    }
}

fn tags(node: &Node) -> Vec<&'static str> {
    let mut tags = vec![node.role.name()];
    tags.extend(node.thesis.then_some("thesis"));
    tags.extend(node.unsupported.then_some("unsupported"));
    tags
}

/// `text` with a backslash before every ASCII sign: most of them mean something to Argdown, at least at some place.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
