//! Packs jieba's dictionary, folded, as a double array that is used where it lies: word to frequency and tag.

use crate::fold::Tables;
use crate::read;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use yada::DoubleArray;
use yada::builder::DoubleArrayBuilder;

/// Writes `words.bin` (the double array from a word to the number of its entry) and `words.rs` (the entries: a logarithm of
/// a frequency and a tag, each pair once; the names of the tags; the logarithm of the sum of all frequencies). Words that
/// fold to one form become one entry with the higher frequency and its tag.
pub fn pack(path: &Path, tables: &Tables, out: &Path) -> Result<(), Box<dyn Error>> {
    let text = read(path)?;
    let mut tags: Vec<&str> = Vec::new();
    let mut words: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let mut parts = line.split(' ');
        let (Some(word), Some(frequency), Some(tag)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(format!("{}:{}: expected `word frequency tag`", path.display(), number + 1).into());
        };
        let known = tags.iter().position(|&known| known == tag);
        let tag = known.unwrap_or_else(|| {
            tags.push(tag);
            tags.len() - 1
        });
        let entry = (frequency.parse()?, u32::try_from(tag)?);
        let held = words.entry(tables.fold(word)).or_insert(entry);
        if entry.0 > held.0 {
            *held = entry;
        }
    }
    let total: u64 = words.values().map(|&(frequency, _)| u64::from(frequency)).sum();
    let entries: Vec<(u32, u32)> = words.values().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let number = |entry: &(u32, u32)| entries.binary_search(entry).map_or(0, |at| at as u32);
    let keys: Vec<(&[u8], u32)> = words.iter().map(|(word, entry)| (word.as_bytes(), number(entry))).collect();
    let array = DoubleArrayBuilder::build(&keys).map_err(|error| format!("double array: {error:?}"))?;
    // Checked here, once, so that the program may use the bytes without checking them at every start.
    DoubleArray::new(array.as_slice()).map_err(|error| format!("double array: {error:?}"))?;
    std::fs::write(out.join("words.bin"), &array)?;
    // As bits: the program must have the very numbers that jieba would compute.
    let logarithm = |number: u64| {
        let [a, b, c, d] = [48, 32, 16, 0].map(|shift| (number as f64).ln().to_bits() >> shift & 0xFFFF);
        format!("f64::from_bits(0x{a:04x}_{b:04x}_{c:04x}_{d:04x})")
    };
    let mut source = format!(
        "/// The tags of the dictionary.\nstatic TAGS: [&str; {}] = {tags:?};\n\
         /// The natural logarithm of the sum of all frequencies.\nconst LOG_TOTAL: f64 = {};\n\
         /// The logarithms of frequencies, and the tags, of the entries.\n\
         static ENTRIES: [(f64, u8); {}] = [\n",
        tags.len(),
        logarithm(total),
        entries.len(),
    );
    for &(frequency, tag) in &entries {
        writeln!(source, "({}, {tag}),", logarithm(u64::from(frequency)))?;
    }
    source.push_str("];\n");
    std::fs::write(out.join("words.rs"), source)?;
    Ok(())
}
