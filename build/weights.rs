//! Packs the fitted weights of all models.

#[path = "../src/pack/weights/encode.rs"]
mod encode;

use crate::read;
use encode::Table;
use std::error::Error;
use std::path::Path;

/// The tables and the files of the models in each, in order.
const TABLES: [(&str, &[&str]); 3] =
    [("units", &["zh", "zh-kinds", "zh-sources", "zh-supports"]), ("cuts", &["zh-cuts"]), ("joins", &["zh-joins"])];

/// Writes `NAME.bin` for every table of models whose weights are in `folder`.
pub fn pack(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    for (name, files) in TABLES {
        let mut table = Table::default();
        for file in files {
            let path = folder.join(file).with_extension("tsv");
            let model = Table::read(&read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
            table = table.with(model);
        }
        std::fs::write(out.join(name).with_extension("bin"), table.pack()?)?;
    }
    Ok(())
}
