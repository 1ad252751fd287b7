//! Embeds the built-in lint pages and word lists, found by walking `lints/`, so that adding one is adding a file.

#[path = "../src/pack/lexicon/lines.rs"]
mod lines;

use crate::fold::Tables;
use crate::read;
use std::collections::BTreeMap;
use std::error::Error;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Writes `pages.rs`: a sorted table of pages (path below `lints/`, text), the names of the word lists, and a sorted table of
/// their words, folded, each with the numbers of its lists.
pub fn pack(folder: &Path, tables: &Tables, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    files.sort();
    let mut pages = String::new();
    let mut lists: Vec<String> = Vec::new();
    let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for file in files {
        let relative = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        let extension = file.extension().and_then(OsStr::to_str);
        if relative.starts_with("lexicon/") && extension == Some("tsv") {
            for word in lines::words_of(&read(&file)?) {
                let numbers = words.entry(tables.fold(word)).or_default();
                if numbers.last() != Some(&lists.len()) {
                    numbers.push(lists.len());
                }
            }
            lists.push(file.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        } else if relative.contains('/') && extension == Some("md") {
            writeln!(pages, "    ({relative:?}, include_str!({:?})),", file.display().to_string())?;
        }
    }
    let mut table = String::new();
    for (word, numbers) in &words {
        writeln!(table, "    ({word:?}, &{numbers:?}),")?;
    }
    let mut constants = String::new();
    for (number, name) in lists.iter().enumerate() {
        let constant = name.to_uppercase().replace('-', "_");
        writeln!(constants, "    /// `{name}`\n    pub const {constant}: super::ListId = {number};")?;
    }
    let source = format!(
        "/// The numbers of the built-in word lists.\npub mod list {{\n{constants}}}\n\
         /// Built-in lint pages: path below `lints/`, text.\npub static PAGES: &[(&str, &str)] = &[\n{pages}];\n\
         /// The names of the built-in word lists.\nstatic LISTS: &[&str] = &{lists:?};\n\
         /// Their words, folded and sorted, with the numbers of their lists.\n\
         static WORDS: &[(&str, &[ListId])] = &[\n{table}];\n"
    );
    std::fs::write(out.join("pages.rs"), source)?;
    Ok(())
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
