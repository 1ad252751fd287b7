//! The map in the language of Graphviz: evidence on the right, what it supports on the left, a cluster for each section.
//!
//! The language: <https://graphviz.org/doc/info/lang.html>.

use super::{Map, wrap};
use crate::model::argument::{RelationKind, Role};
use std::io::{self, Write};

/// Columns of a line of a label.
const COLUMNS: usize = 36;

/// Writes the map.
pub fn write(map: &Map, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph argument {{")?;
    writeln!(out, "  graph [rankdir=RL, ranksep=0.8, nodesep=0.18, labelloc=t, fontname=\"sans-serif\"];")?;
    writeln!(out, "  graph [label={}];", quoted(&wrap(&map.title, 2 * COLUMNS), "\\n"))?;
    writeln!(out, "  node [shape=box, fontname=\"sans-serif\", fontsize=11, margin=\"0.14,0.08\"];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=9];")?;
    for (index, section) in map.sections.iter().enumerate() {
        writeln!(out, "  subgraph cluster_{index} {{")?;
        let name = quoted(&wrap(&map.name(index), 2 * COLUMNS), "\\n");
        writeln!(out, "    label={name}; labeljust=l; style=\"rounded\"; color=\"#B8B8B8\";")?;
        for node in &map.nodes[section.nodes.clone()] {
            let mut lines = vec![map.tags(node).join(" · ")];
            lines.extend(wrap(&node.text, COLUMNS));
            let style = match node.role {
                _ if node.unsupported => {
                    "style=\"dashed,filled\", penwidth=2.5, color=\"#D55E00\", fillcolor=\"#FFF1E6\""
                }
                Role::Claim => "style=filled, color=\"#0072B2\", fillcolor=\"#EAF4FB\"",
                Role::Evidence => "style=\"rounded,filled\", color=\"#009E73\", fillcolor=\"#E8F6F1\"",
                Role::CallToAction => "style=filled, peripheries=2, color=\"#8A3D6B\", fillcolor=\"#F8EDF4\"",
                Role::Other => "style=filled, color=\"#777777\", fillcolor=\"#F6F6F6\"",
            };
            writeln!(out, "    u{} [label={}, {style}];", node.unit, quoted(&lines, "\\l"))?;
        }
        writeln!(out, "  }}")?;
    }
    for (index, source) in map.sources.iter().enumerate() {
        let label = quoted(&wrap(source, COLUMNS), "\\l");
        writeln!(out, "  s{index} [label={label}, shape=note, color=\"#777777\", fontsize=9];")?;
    }
    for edge in &map.edges {
        let style = match edge.kind {
            RelationKind::Supports => "color=\"#009E73\"",
            RelationKind::Attacks => "color=\"#D55E00\", arrowhead=tee, style=dashed, constraint=false",
            RelationKind::Restates => "color=\"#777777\", style=dotted, constraint=false",
        };
        let label = quoted(&[map.labels.relation(edge.kind).to_owned()], "");
        let label = if edge.kind == RelationKind::Supports { String::new() } else { format!(", label={label}") };
        writeln!(out, "  u{} -> u{} [{style}{label}];", map.nodes[edge.from].unit, map.nodes[edge.to].unit)?;
    }
    for node in &map.nodes {
        for source in &node.links {
            writeln!(out, "  s{source} -> u{} [color=\"#777777\", arrowhead=none];", node.unit)?;
        }
    }
    writeln!(out, "}}")
}

/// The lines as a quoted string, each with `end` behind it (`\l`: set to the left) but for the last of centred ones.
fn quoted(lines: &[String], end: &str) -> String {
    let escaped: Vec<String> = lines.iter().map(|line| line.replace('\\', "\\\\").replace('"', "\\\"")).collect();
    let last = if end == "\\l" { end } else { "" };
    format!("\"{}{last}\"", escaped.join(end))
}
