//! Packs the built-in lint pages and word lists, found by walking `lints/`, so that adding one is adding a file.

use crate::pack::lexicon::{LexiconBuilder, Table, words_of};
use crate::pack::page;
use crate::read;
use std::error::Error;
use std::ffi::OsStr;
use std::fmt::{Display, Write as _};
use std::path::{Path, PathBuf};

/// Writes `builtin.rs`: the numbers and names of the word lists, the table of their words and that of the words which
/// expressions require, the programs of the expressions, and the texts of the pages; and `pages.bin`, what the loader makes
/// of the pages.
pub fn pack(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    files.sort();
    let mut lexicons = LexiconBuilder::default();
    let (mut texts, mut sources) = (Vec::new(), String::new());
    for file in files {
        let relative = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        let extension = file.extension().and_then(OsStr::to_str);
        if relative.starts_with("lexicon/") && extension == Some("tsv") {
            lexicons.add(&file.file_stem().unwrap_or_default().to_string_lossy(), words_of(&read(&file)?));
        } else if relative.contains('/') && extension == Some("md") {
            writeln!(sources, "    ({relative:?}, include_str!({:?})),", file.display().to_string())?;
            texts.push((relative, read(&file)?));
        }
    }
    let mut constants = String::new();
    let mut count = 0;
    for name in lexicons.names() {
        let constant = name.to_uppercase().replace('-', "_");
        writeln!(constants, "    /// `{name}`\n    pub const {constant}: super::super::lexicon::ListId = {count};")?;
        count += 1;
    }
    let pages = page::read_all(&texts, &mut lexicons).map_err(|failures| {
        let line = |failure: &crate::model::diagnostic::Failure| {
            let (line, column) = failure.position.unwrap_or_default();
            format!("\n{}:{line}:{column}: {}", failure.path, failure.message)
        };
        failures.iter().map(line).collect::<String>()
    })?;
    let (words, required, expressions) = lexicons.tables();
    let names: Vec<&str> = lexicons.names().collect();
    let private = names.iter().position(|name| name.contains('#')).unwrap_or(names.len());
    let (bytes, programs, patterns) = page::pack(pages)?;
    let mut source = format!(
        "/// The numbers of the built-in word lists.\npub mod list {{\n{constants}}}\n\
         /// How many lists have a file of their own; they come first.\npub const FILES: usize = {count};\n\
         /// The first list of words that stand on a page itself; all behind it are such lists.\npub const PRIVATE: usize = {private};\n\
         /// The names of the built-in word lists.\npub static LISTS: &[&str] = &{names:?};\n\
         /// How many lists of words expressions require.\npub const EXPRESSIONS: usize = {expressions};\n\
         /// The programs of the expressions.\npub static PROGRAMS: [u32; {}] = {};\n\
         /// The expressions as they are written.\npub static PATTERNS: &str = {patterns:?};\n\
         /// The pages: path below `lints/`, text.\npub static TEXTS: &[(&str, &str)] = &[\n{sources}];\n\
         /// What the loader makes of the pages.\n\
         pub static PAGES: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/pages.bin\"));\n",
        programs.len(),
        row(&programs),
    );
    table(&mut source, "WORDS", "The words of the lists.", &words)?;
    table(&mut source, "REQUIRED", "The words that expressions require.", &required)?;
    std::fs::write(out.join("pages.bin"), bytes)?;
    std::fs::write(out.join("builtin.rs"), source)?;
    Ok(())
}

/// The numbers as an array, their digits by threes.
fn row<N: Display>(numbers: impl IntoIterator<Item = N>) -> String {
    let written = |number: N| {
        let digits = number.to_string();
        let parts: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
        String::from_utf8_lossy(&parts.join(&b'_')).into_owned()
    };
    format!("[{}]", numbers.into_iter().map(written).collect::<Vec<_>>().join(", "))
}

/// Writes `table` as a constant.
fn table(source: &mut String, name: &str, doc: &str, table: &Table) -> std::fmt::Result {
    let Table { text, .. } = table;
    let firsts = table.firsts.iter().map(|(first, number)| row([first, number]).replace('[', "(").replace(']', ")"));
    let firsts = firsts.collect::<Vec<_>>().join(", ");
    let (ends, seconds, lists) = (row(&*table.ends), row(&*table.seconds), row(&*table.lists));
    let (list_ends, blocks, places) = (row(&*table.list_ends), row(&*table.blocks), row(&*table.places));
    writeln!(
        source,
        "/// {doc}\npub static {name}: Table = Table {{\n    text: Cow::Borrowed({text:?}),\n    \
         ends: Cow::Borrowed(&{ends}),\n    seconds: Cow::Borrowed(&{seconds}),\n    \
         lists: Cow::Borrowed(&{lists}),\n    list_ends: Cow::Borrowed(&{list_ends}),\n    \
         firsts: Cow::Borrowed(&[{firsts}]),\n    blocks: Cow::Borrowed(&{blocks}),\n    \
         places: Cow::Borrowed(&{places}),\n}};"
    )
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
