//! Packs the fitted weights of the models of roles, kinds and cuts.

#[path = "../src/pack/weights/encode.rs"]
mod encode;

use crate::read;
use std::error::Error;
use std::path::Path;

/// Writes `roles-zh.bin`, `kinds-zh.bin` and `cuts-zh.bin`.
pub fn pack(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    for (from, to) in [("zh.tsv", "roles-zh.bin"), ("zh-kinds.tsv", "kinds-zh.bin"), ("zh-cuts.tsv", "cuts-zh.bin")] {
        let path = folder.join(from);
        let bytes = encode::encode(&read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        std::fs::write(out.join(to), bytes)?;
    }
    Ok(())
}
