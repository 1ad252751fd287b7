//! Packs the fitted weights of all models.

#[path = "../src/pack/weights/encode.rs"]
mod encode;

use crate::read;
use std::error::Error;
use std::path::Path;

/// Writes `NAME.bin` for every `NAME.tsv` in `folder`.
pub fn pack(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().filter(|_| path.extension().is_some_and(|extension| extension == "tsv"))
        else {
            continue;
        };
        let bytes = encode::encode(&read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        std::fs::write(out.join(name).with_extension("bin"), bytes)?;
    }
    Ok(())
}
