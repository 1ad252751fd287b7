//! The map as a flowchart of Mermaid, which GitHub, GitLab and many editors draw in Markdown.
//!
//! The language: <https://mermaid.js.org/syntax/flowchart.html>.

use super::{Map, wrap};
use crate::model::argument::{RelationKind, Role};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Columns of a line of a label.
const COLUMNS: usize = 36;

/// Writes the map.
pub fn write(map: &Map, out: &mut dyn Write) -> io::Result<()> {
    // JSON is YAML, and what could end the block is written as a number.
    writeln!(out, "---\ntitle: {}\n---", serde_json::Value::from(map.title.replace('-', "\u{2010}")))?;
    writeln!(out, "flowchart RL")?;
    for (index, section) in map.sections.iter().enumerate() {
        writeln!(out, "  subgraph section{index} [{}]", quoted(&[map.name(index)]))?;
        for node in &map.nodes[section.nodes.clone()] {
            let mut lines = vec![map.tags(node).join(" · ")];
            lines.extend(wrap(&node.text, COLUMNS));
            let (label, class) = (quoted(&lines), class(node.role, node.unsupported));
            // Corners tell the roles apart where colours do not.
            let shape = match node.role {
                Role::Evidence => format!("({label})"),
                Role::CallToAction => format!("[[{label}]]"),
                Role::Claim | Role::Other => format!("[{label}]"),
            };
            writeln!(out, "    u{}{shape}:::{class}", node.unit)?;
        }
        writeln!(out, "  end")?;
    }
    for (index, source) in map.sources.iter().enumerate() {
        writeln!(out, "  s{index}([{}]):::source", quoted(&wrap(source, COLUMNS)))?;
    }
    for edge in &map.edges {
        let label = map.labels.relation(edge.kind);
        let arrow = match edge.kind {
            RelationKind::Supports => "-->".to_owned(),
            RelationKind::Attacks => format!("--x|{label}|"),
            RelationKind::Restates => format!("-.->|{label}|"),
        };
        writeln!(out, "  u{} {arrow} u{}", map.nodes[edge.from].unit, map.nodes[edge.to].unit)?;
    }
    for node in &map.nodes {
        for source in &node.links {
            writeln!(out, "  s{source} --- u{}", node.unit)?;
        }
    }
    out.write_all(
        b"  classDef claim fill:#EAF4FB,stroke:#0072B2,color:#111111,text-align:left\n\
          \x20 classDef unsupported fill:#FFF1E6,stroke:#D55E00,stroke-width:3px,stroke-dasharray:6 4,color:#111111,text-align:left\n\
          \x20 classDef evidence fill:#E8F6F1,stroke:#009E73,color:#111111,text-align:left\n\
          \x20 classDef action fill:#F8EDF4,stroke:#8A3D6B,color:#111111,text-align:left\n\
          \x20 classDef other fill:#F6F6F6,stroke:#777777,color:#111111,text-align:left\n\
          \x20 classDef source fill:#FFFFFF,stroke:#777777,color:#333333\n",
    )
}

fn class(role: Role, unsupported: bool) -> &'static str {
    match role {
        _ if unsupported => "unsupported",
        Role::Claim => "claim",
        Role::Evidence => "evidence",
        // `call` is a word of the language.
        Role::CallToAction => "action",
        Role::Other => "other",
    }
}

/// The lines as a quoted label. ASCII signs are written as entities: some of them mean something to Mermaid, or to the HTML
/// or Markdown inside its labels.
fn quoted(lines: &[String]) -> String {
    let escape = |line: &String| {
        line.chars().fold(String::new(), |mut escaped, c| {
            if c.is_ascii_punctuation() {
                let _ = write!(escaped, "#{};", u32::from(c));
            } else {
                escaped.push(c);
            }
            escaped
        })
    };
    format!("\"{}\"", lines.iter().map(escape).collect::<Vec<_>>().join("<br/>"))
}
