//! The interface for programs, held to its own description: every path, every status, every field.

use super::{Answer, DRAFT, Server, fixture};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::Command;

/// `schema` with no room for fields that it does not describe.
fn closed(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(fields) => {
            if fields.contains_key("properties") {
                fields.insert("additionalProperties".to_owned(), json!(false));
            }
            fields.values_mut().for_each(|value| *value = closed(value.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = closed(item.take())),
        _ => {}
    }
    schema
}

/// Holds answers to a description.
struct Contract {
    document: Value,
    /// What has been seen of it: path, method, status.
    seen: BTreeSet<(String, String, String)>,
}

impl Contract {
    fn new(document: Value) -> Self {
        assert!(jsonschema::meta::is_valid(&json!({ "$defs": document["components"]["schemas"] })));
        Self { document, seen: BTreeSet::new() }
    }

    /// Holds `answer` to what the description says of it.
    fn hold(&mut self, path: &str, method: &str, answer: &Answer) -> Value {
        let status = answer.status.to_string();
        let described = &self.document["paths"][path][method]["responses"][&status]["content"];
        let (kind, content) =
            described.as_object().and_then(|kinds| kinds.iter().next()).unwrap_or_else(|| panic!("{path} {status}"));
        assert_eq!(answer.header("content-type"), kind, "{path} {status}");
        let mut schema = closed(content["schema"].clone());
        if path.ends_with("openapi.json") {
            schema = content["schema"].clone();
        }
        schema["components"] = closed(self.document["components"].clone());
        let body = answer.json();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<_> =
            validator.iter_errors(&body).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{path} {status}: {errors:#?}\n{body:#}");
        self.seen.insert((path.to_owned(), method.to_owned(), status));
        body
    }
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

#[test]
fn answers_are_what_the_description_says() {
    let server = Server::start(&[]);
    let document = server.get("/api/openapi.json");
    let mut contract = Contract::new(document.json());
    contract.hold("/api/openapi.json", "get", &document);
    for path in ["/api/check", "/api/parse"] {
        let kinds = contract.document["paths"][path]["post"]["requestBody"]["content"].as_object().unwrap().clone();
        for kind in kinds.keys() {
            let body = match &**kind {
                "text/html" => fixture("formats/ferry.html"),
                WORD => fixture("formats/ferry.docx"),
                "text/markdown" => fixture("formats/ferry.md"),
                _ => DRAFT.as_bytes().to_vec(),
            };
            let body = contract.hold(path, "post", &server.post(path, kind, &body));
            let items = if path == "/api/check" { &body["diagnostics"] } else { &body["units"] };
            assert!(!items.as_array().unwrap().is_empty(), "{path} {kind}");
        }
        let languages = contract.document["paths"][path]["post"]["parameters"][1]["schema"]["enum"].clone();
        for language in languages.as_array().unwrap() {
            let target = format!("{path}?path=%E7%A8%BF.md&lang={}", language.as_str().unwrap());
            let body = contract.hold(path, "post", &server.post(&target, "text/plain", DRAFT.as_bytes()));
            assert!(body.to_string().contains("稿.md"));
        }
        contract.hold(path, "post", &server.post(path, "text/plain", b""));
        contract.hold(path, "post", &server.post(path, WORD, b"no archive"));
        contract.hold(path, "post", &server.post(path, "text/plain", b"A draft in English cannot be checked yet."));
        let long = DRAFT.repeat((3 << 19) / DRAFT.len());
        contract.hold(path, "post", &server.post(path, "text/plain", long.as_bytes()));
        let own = server.address.to_string();
        for header in [("Host", "evil.example"), ("Origin", "http://evil.example")] {
            let answer = server.ask("POST", path, &[header], DRAFT.as_bytes());
            contract.hold(path, "post", &answer);
        }
        assert_eq!(server.ask("POST", path, &[("Origin", &format!("http://{own}"))], DRAFT.as_bytes()).status, 200);
    }
    // What is described has been seen, but for what no test can bring about: a check that breaks down or takes too long.
    for (path, methods) in contract.document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            for status in operation["responses"].as_object().unwrap().keys() {
                let seen = contract.seen.contains(&(path.clone(), method.clone(), status.clone()));
                assert!(seen || ["500", "503"].contains(&&**status), "{method} {path} {status} is not tested");
            }
        }
    }
}

#[test]
fn json_is_what_the_command_line_prints() {
    let server = Server::start(&[]);
    let folder = super::folder("served-json");
    std::fs::write(folder.join("稿.md"), DRAFT).unwrap();
    for (path, command) in [("/api/check", "check"), ("/api/parse", "parse")] {
        let mut printed = Command::new(env!("CARGO_BIN_EXE_lunju"));
        printed.args([command, "--isolated", "稿.md", "--format", "json"]).current_dir(&folder);
        let printed = printed.output().unwrap();
        let answer = server.post(&format!("{path}?path=%E7%A8%BF.md"), "text/plain", DRAFT.as_bytes());
        assert_eq!(answer.text(), String::from_utf8(printed.stdout).unwrap(), "{command}");
    }
}
