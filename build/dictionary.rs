//! Packs jieba's dictionary, folded, as a double array that is used where it lies: word to frequency and tag.

use crate::fold::Tables;
use crate::read;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use yada::DoubleArray;
use yada::builder::DoubleArrayBuilder;

/// Writes `words.bin` (the double array; a value is `frequency << 8 | tag`) and `words.rs` (the tags' names and the sum
/// of all frequencies). Words that fold to one form become one entry with the higher frequency and its tag.
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
    let keys: Vec<(&[u8], u32)> =
        words.iter().map(|(word, &(frequency, tag))| (word.as_bytes(), frequency << 8 | tag)).collect();
    let array = DoubleArrayBuilder::build(&keys).map_err(|error| format!("double array: {error:?}"))?;
    // Checked here, once, so that the program may use the bytes without checking them at every start.
    DoubleArray::new(array.as_slice()).map_err(|error| format!("double array: {error:?}"))?;
    std::fs::write(out.join("words.bin"), &array)?;
    let source = format!(
        "/// The tags of the dictionary.\nstatic TAGS: [&str; {}] = {tags:?};\n\
         /// The sum of all frequencies.\nconst TOTAL: usize = {};\n",
        tags.len(),
        separated(total)
    );
    std::fs::write(out.join("words.rs"), source)?;
    Ok(())
}

/// A number with an underscore before every three digits, as source code is to have it.
fn separated(number: u64) -> String {
    let digits = number.to_string();
    let lead = digits.len() % 3;
    let mut out = digits[..lead].to_owned();
    for (index, digit) in digits[lead..].chars().enumerate() {
        if index % 3 == 0 && !out.is_empty() {
            out.push('_');
        }
        out.push(digit);
    }
    out
}
