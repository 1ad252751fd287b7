//! Rust source as the house rules see it: files, code without comments and texts, the paths that code names.

use regex::Regex;
use std::path::Path;
use std::sync::LazyLock;
use walkdir::WalkDir;

/// The root of the project.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Comments, and literals whose content could look like code. Raw strings with more than two `#` are not in use.
static NO_CODE: LazyLock<Regex> = LazyLock::new(|| {
    let alternatives = [
        r"//[^\n]*",
        r"/\*(?s:.*?)\*/",
        r#"r"[^"]*""#,
        r##"r#"(?s:.*?)"#"##,
        r###"r##"(?s:.*?)"##"###,
        r#""(?s:\\.|[^"\\])*""#,
        r"'(?:\\u\{[^}]*\}|\\x..|\\.|[^'\\\n])'",
    ];
    Regex::new(&alternatives.join("|")).unwrap()
});
static TOKEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[A-Za-z_][A-Za-z0-9_]*|::|\S").unwrap());

/// A source file.
pub struct Source {
    /// Its path from the root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The text with blanks in place of comments and of the content of literals; lines stay where they are.
    pub code: String,
    /// The same without what `#[cfg(test)]` marks; empty for a file that holds tests only.
    pub shipped: String,
}

impl Source {
    /// What `text` at `path` looks like to the house rules.
    pub fn new(path: &str, text: String) -> Self {
        let code = blank_all(&text, &NO_CODE);
        let in_tests = path.split('/').any(|part| part == "tests" || part == "tests.rs");
        let shipped = if in_tests { String::new() } else { without_tests(&code) };
        Self { path: path.to_owned(), text, code, shipped }
    }

    /// The modules that the file stands in, from the crate's root: `src/emit/terminal/window.rs` is emit, terminal, window.
    pub fn modules(&self) -> Vec<&str> {
        let inner = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let mut modules: Vec<&str> = inner.trim_end_matches(".rs").split('/').collect();
        if let Some(&("mod" | "lib" | "main")) = modules.last() {
            modules.pop();
        }
        modules
    }

    /// The paths of this crate that shipped code names, from the crate's root, each with its line.
    pub fn crate_paths(&self) -> Vec<(usize, Vec<String>)> {
        let modules = self.modules();
        let resolve = |(line, mut path): (usize, Vec<String>)| {
            let mut base: Vec<String> = modules.iter().map(|&module| module.to_owned()).collect();
            let root = path.remove(0);
            match root.as_str() {
                "super" => drop(base.pop()),
                "self" => {}
                _ => base.clear(),
            }
            while path.first().is_some_and(|part| part == "super") {
                base.pop();
                path.remove(0);
            }
            base.extend(path);
            (line, base)
        };
        written_paths(&self.shipped).into_iter().map(resolve).collect()
    }

    /// The lines of `text` (one of the texts of this file) that `pattern` matches, as `path:line`.
    pub fn places(&self, text: &str, pattern: &Regex) -> Vec<String> {
        pattern.find_iter(text).map(|found| format!("{}:{}", self.path, line_of(text, found.start()))).collect()
    }
}

/// The `.rs` files below `folders` of the project, sorted by path.
pub fn sources(folders: &[&str]) -> Vec<Source> {
    files(folders, "rs").into_iter().map(|path| Source::new(&path, read(&path))).collect()
}

/// The paths, from the root, of the files below `folders` that end in `.extension`, sorted.
pub fn files(folders: &[&str], extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    for folder in folders {
        for entry in WalkDir::new(Path::new(ROOT).join(folder)) {
            let entry = entry.unwrap_or_else(|error| panic!("cannot walk {folder}: {error}"));
            let path = entry.path().strip_prefix(ROOT).unwrap().to_string_lossy().replace('\\', "/");
            if entry.path().extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The text of a file of the project.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(path)).unwrap_or_else(|error| panic!("cannot read {path}: {error}"))
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

fn blank_all(text: &str, pattern: &Regex) -> String {
    pattern.replace_all(text, |found: &regex::Captures| blank(&found[0])).into_owned()
}

/// Blanks and line ends of the same number of bytes.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// `code` without the items behind `#[cfg(test)]`: up to their `;` or their closing bracket.
fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(start) = out.find("#[cfg(test)]") {
        let mut depth = 0;
        let end = out[start..].char_indices().find_map(|(at, c)| {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            (depth == 0 && matches!(c, ';' | '}')).then_some(start + at + 1)
        });
        let end = end.unwrap_or(out.len());
        let blanked = blank(&out[start..end]);
        out.replace_range(start..end, &blanked);
    }
    out
}

/// The paths that begin with `crate`, `super`, `self` or `lunju`, each with its line; `use` groups are taken apart.
fn written_paths(code: &str) -> Vec<(usize, Vec<String>)> {
    let tokens: Vec<_> = TOKEN.find_iter(code).map(|token| (token.start(), token.as_str())).collect();
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(&(at, root)) = tokens.get(index) {
        let begins = matches!(root, "crate" | "super" | "self" | "lunju");
        let follows = index > 0 && tokens[index - 1].1 == "::";
        index += 1;
        if begins && !follows && tokens.get(index).is_some_and(|next| next.1 == "::") {
            let line = line_of(code, at);
            let mut tail = tokens[index - 1..].iter().map(|token| token.1);
            found.extend(expand(&mut tail).into_iter().map(|path| (line, path)));
            index = tokens.len() - tail.len();
        }
    }
    found
}

/// The paths that one path with its groups stands for; `tokens` is left behind it.
fn expand<'a>(tokens: &mut impl Iterator<Item = &'a str>) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut groups: Vec<usize> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut joined = true;
    for token in tokens {
        let is_name = token == "*" || token.starts_with(|c: char| c.is_alphabetic() || c == '_');
        match token {
            "::" => joined = true,
            "{" if joined => groups.push(path.len()),
            "," | "}" if !groups.is_empty() => {
                let length = groups[groups.len() - 1];
                if !joined {
                    found.push(path.clone());
                }
                path.truncate(length);
                if token == "}" {
                    groups.pop();
                }
                if groups.is_empty() {
                    return found;
                }
                joined = true;
            }
            name if is_name && joined => {
                path.push(name.to_owned());
                joined = false;
            }
            // Another name: `as other` inside a group changes nothing, elsewhere the path has ended.
            _ if !groups.is_empty() => {}
            _ => break,
        }
    }
    found.push(path);
    found
}

#[test]
fn code_is_told_from_comments_texts_and_tests() {
    let text = "use crate::a; // crate::b\nlet x = \"crate::c\"; let y = '\"'; /* crate::d\n*/\n\
                #[cfg(test)]\nmod t { fn f() { crate::e(); } }\nfn g<'a>(x: &'a str) { crate::f(x) }\n";
    let source = Source::new("src/room/file.rs", text.to_owned());
    let paths: Vec<(usize, String)> =
        source.crate_paths().into_iter().map(|(line, path)| (line, path.join("::"))).collect();
    assert_eq!(paths, [(1, "a".to_owned()), (6, "f".to_owned())]);
}

#[test]
fn groups_and_parents_are_resolved() {
    let text =
        "use crate::{lint::{self, find as f}, model};\nuse super::{b, super::c};\nx(super::super::d::e { z });\n";
    let source = Source::new("src/room/inner/file.rs", text.to_owned());
    let paths: Vec<String> = source.crate_paths().into_iter().map(|(_, path)| path.join("::")).collect();
    assert_eq!(paths, ["lint::self", "lint::find", "model", "room::inner::b", "room::c", "room::d::e"]);
}
