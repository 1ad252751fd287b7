//! Packs the data files of the project into forms that the program loads without parsing.

mod dictionary;
mod fold;
mod pages;
mod weights;

use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for input in ["build", "data", "lints"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let tables = fold::pack(&root.join("data/opencc"), &out)?;
    dictionary::pack(&root.join("data/jieba/dict.txt"), &tables, &out)?;
    pages::pack(&root.join("lints"), &tables, &out)?;
    weights::pack(&root.join("lints/roles"), &out)?;
    Ok(())
}

/// Reads a text file; the error names it.
fn read(path: &Path) -> Result<String, Box<dyn Error>> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}
