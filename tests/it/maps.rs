//! Every form of an argument map over the draft of `formats`: snapshots, and what those who read the forms make of them.

use crate::clients::{node, python};
use crate::formats::{MARKET, fits, lunju, text};
use serde_json::{Value, json};

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

/// Argdown's own parser understands the map.
#[test]
fn argdown_is_understood_by_argdown() {
    let Some(understood) = node("argdown.cjs", &[], &map("argdown")) else { return };
    let understood: Value = serde_json::from_slice(&understood).unwrap();
    assert_eq!(understood["errors"], json!([]));
    let parsed = lunju(&["parse", MARKET, "--format", "json"]);
    let parsed: Value = serde_json::from_slice(&parsed.stdout).unwrap();
    let statements = understood["statements"].as_object().unwrap();
    let texts: Vec<&str> =
        statements.values().flat_map(|texts| texts.as_array().unwrap()).filter_map(Value::as_str).collect();
    for unit in parsed["units"].as_array().unwrap().iter().filter(|unit| unit["role"] != "other") {
        let words = unit["text"].as_str().unwrap();
        assert!(texts.iter().any(|text| text.starts_with(words)), "Argdown does not hold {words}");
    }
    // What restates a statement is a member of it, and what bears on both bears on it once.
    let relations = parsed["relations"].as_array().unwrap();
    let ends = |relation: &Value| [relation["from"].as_u64().unwrap(), relation["to"].as_u64().unwrap()];
    let mut first = std::collections::BTreeMap::new();
    for relation in relations.iter().filter(|relation| relation["type"] == "restates") {
        let [from, to] = ends(relation);
        let to = *first.get(&to).unwrap_or(&to);
        first.insert(from, to);
    }
    for (kind, known) in [("support", "supports"), ("attack", "attacks")] {
        let expected = relations.iter().filter(|relation| relation["type"] == known);
        let expected: std::collections::BTreeSet<_> =
            expected.map(|relation| ends(relation).map(|unit| *first.get(&unit).unwrap_or(&unit))).collect();
        let understood = understood["relations"].as_array().unwrap().iter().filter(|edge| edge[1] == kind).count();
        assert!(understood > 0);
        assert_eq!(understood, expected.len(), "{kind}");
    }
}

/// Graphviz understands the map and finds every box and every line in it.
#[test]
fn dot_is_understood_by_graphviz() {
    let dot = map("dot");
    let Some(understood) = node("dot.cjs", &[], &dot) else { return };
    let understood: Value = serde_json::from_slice(&understood).unwrap();
    let lines = |part: &str| dot.lines().filter(|line| line.contains(part)).count();
    let clusters = lines("subgraph cluster_");
    let boxes = lines("[label=") - 1;
    assert!(clusters > 2 && boxes > 12 && lines(" -> ") > 8);
    let expected = json!({ "errors": [], "nodes": boxes, "edges": lines(" -> "), "clusters": clusters });
    assert_eq!(understood, expected, "{dot}");
}

/// The form in which `AIFdb` publishes its maps (its map 6064 is one that others have copied): all ids are strings, and nothing is left
/// out that is in every one of them. It has participants of its own accord, as OVA and xAIF do.
fn aifdb() -> Value {
    let string = json!({ "type": "string" });
    let maybe = json!({ "type": ["string", "null"] });
    let id = json!({ "type": "string", "pattern": "^[0-9]+(_[0-9]+)?$" });
    let list = |properties: Value| {
        let required: Vec<&String> = properties.as_object().unwrap().keys().collect();
        let object =
            json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
        json!({ "type": "array", "items": object })
    };
    let kinds = ["I", "L", "RA", "CA", "MA", "PA", "TA", "YA"];
    json!({
        "type": "object",
        "required": ["nodes", "edges", "locutions"],
        "additionalProperties": false,
        "properties": {
            "nodes": list(json!({ "nodeID": id, "text": string, "type": { "enum": kinds }, "timestamp": string })),
            "edges": list(json!({ "edgeID": id, "fromID": id, "toID": id, "formEdgeID": maybe })),
            "locutions": list(json!({
                "nodeID": id, "personID": id, "timestamp": string, "start": maybe, "end": maybe, "source": maybe,
            })),
            "participants": list(json!({ "participantID": id, "firstname": string, "surname": string })),
        },
    })
}

/// The Python package arguebuf, which reads the maps of `AIFdb`, reads the map and finds every unit and relation in it.
#[test]
fn aif_is_understood_by_arguebuf() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join("map.json"), map("aif-json")).unwrap();
    let script = "import arguebuf, json\n\
                  graph = arguebuf.load.file('map.json')\n\
                  kinds = sorted(type(node.scheme).__name__ for node in graph.scheme_nodes.values())\n\
                  texts = [node.plain_text for node in graph.atom_nodes.values()]\n\
                  print(json.dumps({'texts': texts, 'kinds': kinds, 'edges': len(graph.edges)}))";
    let Some(understood) = python(script, &[], folder) else { return };
    let understood: Value = serde_json::from_slice(&understood).unwrap();
    let parsed: Value = serde_json::from_slice(&lunju(&["parse", MARKET, "--format", "json"]).stdout).unwrap();
    for unit in parsed["units"].as_array().unwrap().iter().filter(|unit| unit["role"] != "other") {
        assert!(understood["texts"].as_array().unwrap().contains(&unit["text"]), "{unit}");
    }
    let relations = parsed["relations"].as_array().unwrap();
    let mut kinds: Vec<&str> = relations
        .iter()
        .map(|relation| match relation["type"].as_str().unwrap() {
            "supports" => "Support",
            "attacks" => "Attack",
            _ => "Rephrase",
        })
        .collect();
    kinds.sort_unstable();
    assert_eq!(understood["kinds"], json!(kinds));
    assert_eq!(understood["edges"], 2 * relations.len());
}

#[test]
fn aif_holds_together() {
    let graph: Value = serde_json::from_str(&map("aif-json")).unwrap();
    fits(&jsonschema::validator_for(&aifdb()).unwrap(), &graph);
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
