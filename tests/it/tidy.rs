//! The house rules, as tests. Each says what is wrong, where, and what to do.
//!
//! `arrows` holds which room may know which, `texts` what documents and lint texts have to hold, `source` reads code.

mod arrows;
pub mod source;
mod texts;

use regex::Regex;
use source::{Source, read, sources};

/// Where Rust code stands.
const FOLDERS: [&str; 5] = ["src", "build", "examples", "benches", "tests"];
/// The most lines that a file may have.
const MOST_LINES: usize = 450;
/// Names that say nothing about what a module holds.
const EMPTY_NAMES: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"];

/// Fails with `advice` and the places, if there are any.
fn none(places: &[String], advice: &str) {
    assert!(places.is_empty(), "{advice}:\n{}", places.join("\n"));
}

/// The places of `pattern` in the code of all files; `text` picks the part of a file's code that is searched.
fn places(pattern: &str, text: fn(&Source) -> &str) -> Vec<String> {
    let pattern = Regex::new(pattern).unwrap();
    sources(&FOLDERS).iter().flat_map(|source| source.places(text(source), &pattern)).collect()
}

/// The code of a file that is no test: none of those below `tests`.
fn shipped(source: &Source) -> &str {
    &source.shipped
}

#[test]
fn every_file_opens_with_what_it_is() {
    let silent = sources(&FOLDERS).into_iter().filter(|source| !source.text.starts_with("//! "));
    none(&silent.map(|source| source.path).collect::<Vec<_>>(), "open the file with a `//!` line that says what it is");
}

#[test]
fn no_file_is_too_long() {
    let lines = |source: &Source| source.text.lines().count();
    let long = sources(&FOLDERS).into_iter().filter(|source| lines(source) > MOST_LINES);
    let long: Vec<_> = long.map(|source| format!("{}: {} lines", source.path, lines(&source))).collect();
    none(&long, &format!("a file has at most {MOST_LINES} lines; split it by what its parts know"));
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    let found = places(r"\.\s*unwrap\s*\(\s*\)", shipped);
    none(&found, "no `unwrap()` outside tests; return the error, or give the case that cannot be a sensible value");
}

#[test]
fn nothing_is_imported_wholesale_outside_tests() {
    let found = places(r"super::\*", shipped);
    none(&found, "no `use super::*` outside tests; name what is used");
}

#[test]
fn test_modules_are_left_out_of_the_program() {
    let found = places(r"\bmod\s+tests\b", shipped);
    none(&found, "a module called `tests` stands behind `#[cfg(test)]`");
}

#[test]
fn no_test_is_ignored_without_a_reason() {
    let found = places(r"#\[\s*ignore\s*\]", |source| &source.code);
    none(&found, "a test is left out and nobody says why: give the attribute a reason");
}

#[test]
fn modules_are_named_for_what_they_hold() {
    let names = EMPTY_NAMES.join("|");
    let mut found = places(&format!(r"\bmod\s+({names})\b"), |source| &source.code);
    let is_empty = |part: &str| EMPTY_NAMES.contains(&part.trim_end_matches(".rs"));
    found.extend(sources(&FOLDERS).into_iter().map(|source| source.path).filter(|path| path.split('/').any(is_empty)));
    none(&found, "the name says nothing; name the module for what it holds");
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let level = manifest.get("lints").and_then(|lints| lints.get("rust")).and_then(|rust| rust.get("unsafe_code"));
    let level = level.and_then(toml::Value::as_str);
    assert_eq!(level, Some("forbid"), "Cargo.toml: `[lints.rust]` has `unsafe_code = \"forbid\"`");
    let found = places(r"\bunsafe\b", |source| &source.code);
    none(&found, "no unsafe code, and no word of it");
}

/// Crates whose features are all off unless they are named.
const WITHOUT_DEFAULTS: [&str; 7] =
    ["chardetng", "ignore", "precomputed-hash", "rayon", "selectors", "strsim", "unicode-linebreak"];

/// What tests need may be as big as it likes.
#[test]
fn dependencies_have_the_features_that_are_used() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let named = |table: &toml::Value| table.get("default-features").and_then(toml::Value::as_bool) == Some(false);
    let whole = ["dependencies", "build-dependencies"].into_iter().flat_map(|kind| manifest[kind].as_table().unwrap());
    let whole = whole.filter(|(name, table)| !named(table) && !WITHOUT_DEFAULTS.contains(&name.as_str()));
    let whole: Vec<_> = whole.map(|(name, _)| name.clone()).collect();
    none(&whole, "write `default-features = false` and name the features that are used");
}
