//! What the documents show is what the program does: output, table of lints, manual of selectors, example pages.
//!
//! `UPDATE_README=1 cargo test readme` writes the generated blocks anew; without it they are compared.

use lunju::pack::page::Pack;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// The article that the README shows.
const ARTICLE: &str = "fixtures/ai-leadership.txt";
/// The headings in the order of the table of lints.
const FAMILIES: [&str; 5] = ["support", "source", "rhetoric", "structure", "consistency"];

/// One test at a time may write a document.
static WRITING: Mutex<()> = Mutex::new(());

fn lunju(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR");
    command.output().expect("the program was built with this test")
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("what the program prints is UTF-8")
}

fn read(document: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(document)).unwrap_or_else(|error| panic!("{document}: {error}"))
}

/// Compares what stands in `document` between `<!-- name -->` and `<!-- /name -->` with `expected`, or writes it there.
fn keep(document: &str, name: &str, expected: &str) {
    let _writing = WRITING.lock();
    let held = read(document);
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (Some(start), Some(end)) = (held.find(&open).map(|at| at + open.len()), held.find(&close)) else {
        panic!("{document} has no block {open}...\n{close}");
    };
    if std::env::var_os("UPDATE_README").is_some() {
        let fresh = format!("{}{expected}{}", &held[..start], &held[end..]);
        std::fs::write(Path::new(ROOT).join(document), fresh).unwrap();
    } else {
        assert!(
            held[start..end] == *expected,
            "{document}, block `{name}`, is not what the program gives; write it anew with \
             `UPDATE_README=1 cargo test readme` and look at the difference. It should be:\n{expected}"
        );
    }
}

/// The first `count` findings of `output` and its last line.
fn beginning(output: &str, count: usize) -> String {
    let (findings, summary) = output.trim_end().rsplit_once("\n\n").expect("findings, a blank line, a summary");
    let findings: Vec<&str> = findings.split("\n\n").collect();
    let rest = if findings.len() > count { "…\n\n" } else { "" };
    format!("{}\n\n{rest}{summary}\n", findings[..count.min(findings.len())].join("\n\n"))
}

#[test]
fn the_readme_shows_real_output() {
    for (name, options, count) in
        [("output", &["check", ARTICLE][..], 3), ("output-en", &["check", ARTICLE, "--lang", "en"], 1)]
    {
        let output = lunju(Path::new(ROOT), options);
        assert_eq!(output.status.code(), Some(1), "{}", text(output.stderr));
        let shown = beginning(&text(output.stdout), count);
        let command = options.join(" ");
        keep("README.md", name, &format!("```text\n$ lunju {command}\n{shown}```\n"));
    }
}

#[test]
fn the_readme_lists_the_lints() {
    let mut table = String::from("| lint | family | severity | what it flags |\n|---|---|---|---|\n");
    let pack = Pack::builtin();
    for family in FAMILIES {
        for page in pack.pages.iter().filter(|page| page.family == family) {
            let (title, severity) = (page.title(), page.severity.name());
            let id = &page.id;
            let off = if page.recommended { "" } else { ", not in the default set" };
            let link = format!("[`{id}`](lints/{family}/{id}.md)");
            let _ = writeln!(table, "| {link} | {family} | {severity}{off} | {} / {} |", title.zh, title.en);
        }
    }
    assert_eq!(table.lines().count(), pack.pages.len() + 2, "a page stands in a family that FAMILIES does not name");
    keep("README.md", "lints", &table);
}

#[test]
fn the_manual_lists_what_selectors_may_say() {
    keep("lints/README.md", "selectors", &lunju::pack::select::reference());
}

#[test]
fn the_manual_names_every_key() {
    let page = ("lints/x/y.md".to_owned(), "+++\nunheard_of_key = 1\n+++\n".to_owned());
    let failures = Pack::with(&[page]).err().expect("an unknown key is refused");
    let known =
        failures.iter().find_map(|failure| failure.message.split_once("known keys: ")).expect("the known keys").1;
    let manual = read("lints/README.md");
    for key in known.split(", ") {
        assert!(manual.contains(&format!("| {key} |")), "lints/README.md has no row for the key {key}");
    }
}

/// The page that `document` shows in a block of four backticks after `<!-- page -->`, as (id, text).
fn page_of(document: &str) -> (String, String) {
    let text = read(document);
    let (_, rest) = text.split_once("<!-- page -->\n").expect("a marker `<!-- page -->`");
    let (_, rest) = rest.split_once("````markdown\n").expect("a block of four backticks");
    let (page, _) = rest.split_once("````\n").expect("the end of the block");
    let (_, id) = page.split_once("id = \"").expect("an id");
    (id.split('"').next().unwrap_or_default().to_owned(), page.to_owned())
}

/// A fresh folder with `page` at the place that `document` names.
fn project(name: &str, document: &str, id: &str, page: &str) -> PathBuf {
    let path = format!(".lunju/lints/rhetoric/{id}.md");
    assert!(read(document).contains(&path), "{document} does not tell to save the page as {path}");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&folder));
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, page).unwrap();
    folder
}

#[test]
fn the_pages_of_the_documents_pass_their_own_tests() {
    for (name, document) in [("readme-page", "README.md"), ("manual-page", "lints/README.md")] {
        let (id, page) = page_of(document);
        let folder = project(name, document, &id, &page);
        let output = lunju(&folder, &["test", ".lunju/lints"]);
        let (shown, errors) = (text(output.stdout), text(output.stderr));
        assert_eq!(output.status.code(), Some(0), "{document}: {shown}{errors}");
        assert!(shown.contains(&format!("ok     {id} (")), "{document}: {shown}{errors}");
        assert!(text(lunju(&folder, &["lints"]).stdout).contains(&id), "{document}: the page is not in use");
    }
}

#[test]
fn the_configuration_of_the_readme_is_one() {
    let text = read("README.md");
    let (_, rest) =
        text.split_once("<!-- config -->\n```toml\n").expect("a marker `<!-- config -->` and a block of TOML");
    let (configuration, _) = rest.split_once("```\n").expect("the end of the block");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme-config");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("lunju.toml"), configuration).unwrap();
    let output = lunju(&folder, &["lints"]);
    assert_eq!(output.status.code(), Some(0), "{}", self::text(output.stderr));
}
