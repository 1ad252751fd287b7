//! Every form of an argument map over the draft of `formats`: snapshots, and what those who read the forms make of them.

use crate::formats::{MARKET, lunju, text};
use serde_json::Value;
use std::io::Write as _;
use std::process::{Command, Stdio};

fn map(format: &str) -> String {
    let output = lunju(&["map", MARKET, "--format", format]);
    assert_eq!(output.status.code(), Some(0), "{}", text(output.stderr));
    text(output.stdout)
}

#[test]
fn snapshots() {
    for format in ["dot", "mermaid", "argdown", "aif-json", "svg"] {
        assert_eq!(map(format), map(format), "{format}");
        insta::assert_snapshot!(format!("map_{format}"), map(format));
    }
}

/// Argdown's own parser understands the map, where node and `@argdown/core` are there to ask (`NODE_PATH` says where).
#[test]
fn argdown_is_understood_by_argdown() {
    let argdown = map("argdown");
    let mut node = Command::new("node");
    node.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/argdown.cjs")).stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut child) = node.spawn() else { return };
    child.stdin.take().unwrap().write_all(argdown.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    if output.status.code() == Some(77) {
        return;
    }
    let understood: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(understood["errors"], serde_json::json!([]));
    let parsed = lunju(&["parse", MARKET, "--format", "json"]);
    let parsed: Value = serde_json::from_slice(&parsed.stdout).unwrap();
    let statements = understood["statements"].as_object().unwrap();
    let texts: Vec<&str> =
        statements.values().flat_map(|texts| texts.as_array().unwrap()).filter_map(Value::as_str).collect();
    for unit in parsed["units"].as_array().unwrap().iter().filter(|unit| unit["role"] != "other") {
        let words = unit["text"].as_str().unwrap();
        assert!(texts.iter().any(|text| text.starts_with(words)), "Argdown does not hold {words}");
    }
    let related =
        |kind: &str| understood["relations"].as_array().unwrap().iter().filter(|edge| edge[1] == kind).count();
    let relations = parsed["relations"].as_array().unwrap();
    let expected = |kind: &str| relations.iter().filter(|relation| relation["type"] == kind).count();
    assert!(expected("supports") > 0 && expected("attacks") > 0);
    assert_eq!((related("support"), related("attack")), (expected("supports"), expected("attacks")));
}

#[test]
fn aif_holds_together() {
    let graph: Value = serde_json::from_str(&map("aif-json")).unwrap();
    let list = |name: &str| graph[name].as_array().unwrap().clone();
    let nodes: std::collections::BTreeMap<String, String> = list("nodes")
        .iter()
        .map(|node| (node["nodeID"].as_str().unwrap().to_owned(), node["type"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(nodes.len(), list("nodes").len());
    let kind = |id: &Value| nodes[id.as_str().unwrap()].clone();
    for edge in list("edges") {
        let ends = [kind(&edge["fromID"]), kind(&edge["toID"])];
        // Between two nodes that say something there is always one that says how.
        assert_eq!(ends.iter().filter(|end| ["I", "L"].contains(&&***end)).count(), 1, "{edge}");
    }
    assert!(["I", "L", "YA", "RA", "CA", "MA"].iter().all(|kind| nodes.values().any(|known| known == kind)));
    assert_eq!(list("locutions").len(), nodes.values().filter(|kind| *kind == "L").count());
    assert!(list("locutions").iter().all(|said| kind(&said["nodeID"]) == "L"));
}

#[test]
fn the_picture_is_xml_and_marks_what_is_unsupported() {
    let svg = map("svg");
    let mut reader = quick_xml::Reader::from_str(&svg);
    while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    let unsupported = svg.matches("<g class=\"unsupported\">").count();
    // One of them explains the colour.
    assert_eq!(unsupported, svg.matches("沒有證據支持").count());
    assert!(unsupported > 2);
}
