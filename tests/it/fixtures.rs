//! The reference article, end to end: what is found in it, drawn and as JSON.

use std::process::Command;

/// What `lunju` prints for `arguments`, run in the project's root without colour.
fn lunju(arguments: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_lunju"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("NO_COLOR", "1")
        .output()
        .expect("the program was built with this test");
    assert!(matches!(done.status.code(), Some(0 | 1)), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("output is UTF-8")
}

#[test]
fn check_in_the_terminal() {
    insta::assert_snapshot!(lunju(&["check", "fixtures/ai-leadership.txt"]));
}

#[test]
fn check_as_json() {
    insta::assert_snapshot!(lunju(&["check", "--format", "json", "fixtures/ai-leadership.txt"]));
}

#[test]
fn parse_as_a_tree() {
    insta::assert_snapshot!(lunju(&["parse", "fixtures/ai-leadership.txt"]));
}

#[test]
fn parse_as_json() {
    insta::assert_snapshot!(lunju(&["parse", "--format", "json", "fixtures/ai-leadership.txt"]));
}

/// No part of a page may be left out without an example that notices: an excuse that another one has made idle is to go.
#[test]
fn the_examples_test_every_part_of_all_lint_pages() {
    let report = lunju(&["test", "--mutate"]);
    assert!(report.contains(" tested in every part, 0 not"), "{report}");
}

/// Every page's examples hold with the parser as it is, in both scripts.
#[test]
fn the_examples_of_all_lint_pages_hold() {
    let report = lunju(&["test"]);
    assert!(report.lines().all(|line| !line.starts_with("FAILED")) && report.ends_with(" 0 failed\n"), "{report}");
}

#[test]
fn two_runs_print_the_same_bytes() {
    for verb in ["check", "parse"] {
        let arguments = [verb, "--format", "json", "fixtures/ai-leadership.txt"];
        assert_eq!(lunju(&arguments), lunju(&arguments));
    }
}

/// Everything of a finding, or of a unit, that must not depend on the script: its scalar values, and what was decided.
fn without_text(json: &str, list: &str, keys: &[&str]) -> Vec<String> {
    let value: serde_json::Value = serde_json::from_str(json).expect("output is JSON");
    let items = value[list].as_array().expect("a list");
    assert!(!items.is_empty());
    let item = |item: &serde_json::Value| {
        let kept: Vec<String> = keys.iter().map(|&key| item[key].to_string()).collect();
        format!("{} {}", item["range"]["char"], kept.join(" "))
    };
    items.iter().map(item).collect()
}

#[test]
fn the_simplified_twin_has_the_same_argument_and_findings() {
    let both = |verb: &str| {
        ["fixtures/ai-leadership.txt", "fixtures/ai-leadership.hans.txt"]
            .map(|path| lunju(&[verb, "--format", "json", path]))
    };
    let units =
        ["role", "kind", "probability", "certainty", "source", "thesis", "supported_by", "dated", "actor", "quoted"];
    let [left, right] = both("parse").map(|json| without_text(&json, "units", &units));
    assert_eq!(left, right);
    let [left, right] = both("check").map(|json| without_text(&json, "diagnostics", &["lint", "severity", "unit"]));
    assert_eq!(left, right);
}
