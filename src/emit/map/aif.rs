//! The map as AIF-JSON, the form in which `AIFdb` (<https://www.aifdb.org>) gives and takes argument maps: nodes, edges and
//! locutions of the Argument Interchange Format.
//!
//! A unit is an I-node; support, attack and restatement are RA-, CA- and MA-nodes between two of them. The author's saying of
//! a unit is an L-node, joined to it by a YA-node ("Asserting"). Times are empty: nobody knows when it was said.

use super::Map;
use crate::model::argument::RelationKind;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes the map.
pub fn write(map: &Map, out: &mut dyn Write) -> io::Result<()> {
    let mut graph = Graph::default();
    let units: Vec<usize> = map.nodes.iter().map(|node| graph.node(&node.text, "I")).collect();
    for (node, &unit) in map.nodes.iter().zip(&units) {
        let said = graph.node(&format!("{}: {}", map.labels.author, node.text), "L");
        let asserting = graph.node("Asserting", "YA");
        graph.join([said, asserting, unit]);
        graph.locutions.push(json!({
            "nodeID": said.to_string(), "personID": "1", "timestamp": "", "start": null, "end": null, "source": null,
        }));
    }
    for edge in &map.edges {
        let (scheme, kind) = match edge.kind {
            RelationKind::Supports => ("Default Inference", "RA"),
            RelationKind::Attacks => ("Default Conflict", "CA"),
            RelationKind::Restates => ("Default Rephrase", "MA"),
        };
        let between = graph.node(scheme, kind);
        graph.join([units[edge.from], between, units[edge.to]]);
    }
    let participants = json!([{ "participantID": "1", "firstname": "", "surname": map.labels.author }]);
    write!(out, "{{")?;
    list(out, "nodes", &graph.nodes)?;
    writeln!(out, ",")?;
    list(out, "edges", &graph.edges)?;
    writeln!(out, ",")?;
    list(out, "locutions", &graph.locutions)?;
    writeln!(out, ",\n\"participants\":{participants}}}")
}

#[derive(Default)]
struct Graph {
    nodes: Vec<Value>,
    edges: Vec<Value>,
    locutions: Vec<Value>,
}

impl Graph {
    /// Adds a node and gives its number.
    fn node(&mut self, text: &str, kind: &str) -> usize {
        let id = self.nodes.len() + 1;
        self.nodes.push(json!({ "nodeID": id.to_string(), "text": text, "type": kind, "timestamp": "" }));
        id
    }

    /// Joins three nodes in a row.
    fn join(&mut self, [from, between, to]: [usize; 3]) {
        for (from, to) in [(from, between), (between, to)] {
            let id = (self.edges.len() + 1).to_string();
            self.edges.push(json!({
                "edgeID": id, "fromID": from.to_string(), "toID": to.to_string(), "formEdgeID": null,
            }));
        }
    }
}

/// A member of the object: one value a line.
fn list(out: &mut dyn Write, name: &str, values: &[Value]) -> io::Result<()> {
    write!(out, "\"{name}\":[")?;
    for (index, value) in values.iter().enumerate() {
        write!(out, "{}\n{value}", if index == 0 { "" } else { "," })?;
    }
    write!(out, "{}]", if values.is_empty() { "" } else { "\n" })
}
