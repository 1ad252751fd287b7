//! Embeds the built-in lint pages and word lists, found by walking `lints/`, so that adding one is adding a file.

use std::error::Error;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Writes `pages.rs`: two sorted tables of (path below `lints/`, text), one of pages, one of word lists.
pub fn pack(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    files.sort();
    let mut pages = String::new();
    let mut lexicons = String::new();
    for file in files {
        let relative = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        let entry =
            |to: &mut String| writeln!(to, "    ({relative:?}, include_str!({:?})),", file.display().to_string());
        let extension = file.extension().and_then(OsStr::to_str);
        if relative.starts_with("lexicon/") && extension == Some("tsv") {
            entry(&mut lexicons)?;
        } else if relative.contains('/') && extension == Some("md") {
            entry(&mut pages)?;
        }
    }
    let source = format!(
        "/// Built-in lint pages: path below `lints/`, text.\npub static PAGES: &[(&str, &str)] = &[\n{pages}];\n\
         /// Built-in word lists: path below `lints/`, text.\npub static LEXICONS: &[(&str, &str)] = &[\n{lexicons}];\n"
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
