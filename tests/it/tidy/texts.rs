//! Word lists, the texts of lints, and the paths that documents name.

use super::none;
use super::source::{ROOT, files, read};
use lunju::pack::page::{Message, Pack};
use regex::Regex;
use std::path::Path;

#[test]
fn word_lists_say_what_they_are_and_are_sorted() {
    let mut wrong = Vec::new();
    let lists = files(&["lints/lexicon"], "tsv");
    assert!(!lists.is_empty(), "there are no word lists below lints/lexicon");
    for path in lists {
        let text = read(&path);
        if !text.starts_with("# ") {
            wrong.push(format!("{path}:1: the first line says what the words are: `# ...`"));
        }
        let mut last = "";
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let word = line.split('\t').next().unwrap_or_default();
            let place = format!("{path}:{}", number + 1);
            if word.trim().is_empty() || word.trim() != word {
                wrong.push(format!("{place}: a line begins with a word, without blanks around it"));
            } else if word == last {
                wrong.push(format!("{place}: `{word}` stands here twice"));
            } else if word < last {
                wrong.push(format!("{place}: `{word}` belongs before `{last}`"));
            }
            last = word;
        }
    }
    none(&wrong, "word lists are sorted by code point (`LC_ALL=C sort -u`), one word a line");
}

#[test]
fn every_page_loads_and_speaks_both_languages() {
    let mut wrong = Vec::new();
    let folders = ["lints/support", "lints/source", "lints/rhetoric", "lints/structure", "lints/consistency"];
    let paths = files(&["lints"], "md").into_iter().filter(|path| !path.ends_with("README.md"));
    for path in paths {
        if !folders.iter().any(|folder| Path::new(&path).parent() == Some(Path::new(folder))) {
            wrong.push(format!("{path}: a page stands in one of {}", folders.join(", ")));
        }
        let pack = match Pack::with(&[(path.clone(), read(&path))]) {
            Ok(pack) => pack,
            Err(failures) => {
                let shown = failures.iter().map(|failure| {
                    let (line, column) = failure.position.unwrap_or_default();
                    format!("{}:{line}:{column}: {}", failure.path, failure.message)
                });
                wrong.extend(shown);
                continue;
            }
        };
        let Some(page) = pack.pages.iter().find(|page| page.path == path) else {
            wrong.push(format!("{path}: the page is not in the pack"));
            continue;
        };
        let texts = [("title", page.title()), ("message", page.message.clone()), ("help", page.help.clone())];
        for (name, text) in texts.into_iter().chain([("query", page.query.clone())]) {
            wrong.extend(fault(&text).map(|what| format!("{path}: {name}: {what}")));
        }
    }
    none(&wrong, "repair the page; lints/README.md tells how one is written");
}

fn fault(text: &Message) -> Option<&'static str> {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}');
    if !text.zh.contains(is_han) {
        return Some("`zh` holds no Chinese");
    }
    let english = text.en.replace("{match}", "");
    if english.contains(is_han) || !english.contains(|c: char| c.is_ascii_alphabetic()) {
        return Some("`en` holds no English, or Chinese");
    }
    None
}

#[test]
fn documents_name_only_paths_that_are_there() {
    let path = Regex::new(r"`([A-Za-z0-9_.-]*/[A-Za-z0-9_./-]*|[A-Za-z0-9_-]+\.(?:md|rs|toml|tsv|txt|json))`").unwrap();
    let fence = Regex::new(r"(?ms)^(`{3,}).*?^`{3,}\s*$").unwrap();
    let mut gone = Vec::new();
    for document in ["ARCHITECTURE.md", "README.md", "lints/README.md", "fixtures/README.md", "benches/README.md"] {
        let text = fence.replace_all(&read(document), "").into_owned();
        let folder = Path::new(document).parent().unwrap_or(Path::new(""));
        let mut count = 0;
        for found in path.captures_iter(&text) {
            let named = &found[1];
            // What a user's own project has is not here.
            if named.starts_with(".lunju") || named.starts_with('/') || ["pack.toml", "lunju.toml"].contains(&named) {
                continue;
            }
            count += 1;
            let there = |base: &Path| Path::new(ROOT).join(base).join(named).exists();
            if !there(Path::new("")) && !there(folder) {
                gone.push(format!("{document} names `{named}`"));
            }
        }
        assert!(count > 0, "{document} names no path in backticks, or the test no longer finds them");
    }
    none(&gone, "a document names a path that is not there; correct the document");
}

#[test]
fn the_map_shows_every_room() {
    let map = read("ARCHITECTURE.md");
    let mut unseen = Vec::new();
    for entry in std::fs::read_dir(Path::new(ROOT).join("src")).unwrap() {
        let entry = entry.unwrap();
        let name = format!("src/{}", entry.file_name().to_string_lossy());
        if !map.contains(&format!("`{name}")) {
            unseen.push(name);
        }
    }
    unseen.sort();
    none(&unseen, "ARCHITECTURE.md does not name the room; say in a line what it holds and what it must not know");
}
