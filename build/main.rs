//! Packs the data files of the project into forms that the program loads without parsing.

mod dictionary;
mod fold;
#[path = "../src/model/mod.rs"]
#[expect(dead_code, reason = "the program's own files; the script needs a part of them")]
mod model;
#[expect(dead_code, unused_imports, reason = "the program's own files; the script needs a part of them")]
mod pack;
mod pages;
mod weights;

use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for input in ["build", "data", "lints", "src/model", "src/pack"] {
        println!("cargo::rerun-if-changed={input}");
    }
    link_in_place();
    let tables = fold::pack(&root.join("data/opencc"), &out)?;
    dictionary::pack(&root.join("data/jieba/dict.txt"), &tables, &out)?;
    pack::fold::set(tables);
    pages::pack(&root.join("lints"), &out)?;
    weights::pack(&root.join("lints/roles"), &out)?;
    Ok(())
}

/// Has the program linked for one place in memory where that is a matter of one argument: 40,000 addresses in its tables are
/// then right as they lie, and need not be made so at every start (0.4 million instructions, a megabyte of memory and one of
/// the file).
fn link_in_place() {
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|value| value == wanted);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Reads a text file; the error names it.
fn read(path: &Path) -> Result<String, Box<dyn Error>> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}
