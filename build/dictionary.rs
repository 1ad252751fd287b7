//! Packs jieba's dictionary, folded, in a form that is used where it lies: word to frequency and tag.

use crate::fold::Tables;
use crate::read;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

/// No entry: there is no such word.
const NONE: u16 = u16::MAX;

/// Writes `words.bin` (`src/pack/dictionary.rs` tells its form: a word to the number of its entry) and `words.rs` (the entries: a logarithm of
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
    let mut numbers: BTreeMap<Vec<u16>, u16> = BTreeMap::new();
    for (word, entry) in words.iter().filter(|(word, _)| !word.is_empty()) {
        let number = entries.binary_search(entry).ok().and_then(|at| u16::try_from(at).ok());
        let number = number.filter(|number| *number != NONE).ok_or("the dictionary has too many entries")?;
        numbers.insert(word.encode_utf16().collect(), number);
    }
    std::fs::write(out.join("words.bin"), array(&numbers)?)?;
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

/// The entry of the word that two numbers are, and the words that go on, each with its entry.
type Pair = (Option<u16>, Vec<(Vec<u16>, u16)>);

/// The words of one first number.
#[derive(Default)]
struct Begun {
    /// The entry of the word that is that number alone.
    entry: Option<u16>,
    /// By second number.
    pairs: BTreeMap<u16, Pair>,
}

/// The file of the words in `numbers`.
fn array(numbers: &BTreeMap<Vec<u16>, u16>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut begun: BTreeMap<u16, Begun> = BTreeMap::new();
    for (word, &entry) in numbers {
        let Some((first, rest)) = word.split_first() else { continue };
        let begun = begun.entry(*first).or_default();
        let Some((second, tail)) = rest.split_first() else {
            begun.entry = Some(entry);
            continue;
        };
        let pair = begun.pairs.entry(*second).or_default();
        if tail.is_empty() {
            pair.0 = Some(entry);
        } else {
            pair.1.push((tail.to_vec(), entry));
        }
    }
    let (mut places, mut firsts, mut tails) = (vec![0_u16; 0x1_0000], Vec::new(), Vec::new());
    let (mut seconds, mut entries, mut starts) = (Vec::new(), Vec::new(), Vec::new());
    for (number, (first, Begun { entry, pairs })) in begun.iter_mut().enumerate() {
        places[usize::from(*first)] = u16::try_from(number + 1)?;
        let base = tails.len();
        firsts.extend(halves(seconds.len())?.into_iter().chain(halves(base)?).chain([entry.unwrap_or(NONE), 0]));
        for (second, (entry, words)) in pairs {
            seconds.push(*second);
            entries.push(entry.unwrap_or(NONE));
            starts.push(u16::try_from(tails.len() - base)?);
            words.sort_by_key(|(tail, _)| tail.len());
            for (tail, entry) in words {
                tails.push(u16::try_from(tail.len())?);
                tails.extend_from_slice(tail);
                tails.push(*entry);
            }
        }
    }
    firsts.extend(halves(seconds.len())?.into_iter().chain(halves(tails.len())?).chain([NONE, 0]));
    let head = [begun.len(), seconds.len(), 0, 0, 0].map(halves).into_iter().collect::<Result<Vec<_>, _>>()?;
    let all = [head.concat(), places, firsts, seconds, entries, starts, tails].concat();
    Ok(all.into_iter().flat_map(u16::to_le_bytes).collect())
}

/// The two halves of a number, the lower first.
fn halves(number: usize) -> Result<[u16; 2], std::num::TryFromIntError> {
    let number = u32::try_from(number)?;
    Ok([number as u16, (number >> 16) as u16])
}
