//! The packed form of a file of fitted weights. Knows nothing of the crate: the build script uses it too.
//!
//! The file: `#` comment lines; `%classes` and the names of the classes; for each class `%probability`, its name and 100
//! margins, the n-th being the least lead over the runner-up at which the class is right n times in 100; then a feature a
//! line with a weight for each class, in thousandths of a natural logarithm of odds.
//!
//! Packed, little-endian: number of classes `u32`, number of slots `u32` (a power of two), the margins `i32`, then the slots
//! of an open-addressing table: hash `u64` (0: empty) and the weights `i16`.

/// The hash of a feature's name, which may come in parts.
#[must_use]
pub fn hash(parts: &[&str]) -> u64 {
    // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    }
    hash.max(1)
}

/// Packs the text of a file of weights.
///
/// # Errors
/// A line that is not of the form, with its number, or two features with one hash.
pub fn encode(text: &str) -> Result<Vec<u8>, String> {
    let mut classes: Vec<&str> = Vec::new();
    let mut margins: Vec<i32> = Vec::new();
    let mut features: Vec<(u64, Vec<i16>)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let wrong = |what: &str| format!("line {}: {what}", number + 1);
        let mut cells = line.split('\t');
        let Some(name) = cells.next().filter(|name| !name.is_empty() && !name.starts_with('#')) else { continue };
        if name == "%classes" {
            classes = cells.collect();
        } else if name == "%probability" {
            let class = cells.next().unwrap_or_default();
            if classes.get(margins.len() / 100) != Some(&class) {
                return Err(wrong("margins out of the order of the classes"));
            }
            margins.extend(numbers::<i32>(cells, 100).ok_or_else(|| wrong("expected 100 margins"))?);
        } else {
            let weights = numbers(cells, classes.len()).ok_or_else(|| wrong("expected a weight for each class"))?;
            features.push((hash(&[name]), weights));
        }
    }
    margins.resize(classes.len() * 100, i32::MAX);
    // At least one slot stays empty: the search for an absent feature ends there.
    let slots = (features.len() * 3 / 2 + 1).next_power_of_two();
    let mut table: Vec<Option<&(u64, Vec<i16>)>> = vec![None; slots];
    for feature in &features {
        let mut at = feature.0 as usize & (slots - 1);
        while let Some(held) = table[at] {
            if held.0 == feature.0 {
                return Err(format!("two features hash to {:x}", feature.0));
            }
            at = (at + 1) & (slots - 1);
        }
        table[at] = Some(feature);
    }
    let mut bytes = Vec::new();
    bytes.extend((classes.len() as u32).to_le_bytes());
    bytes.extend((slots as u32).to_le_bytes());
    bytes.extend(margins.iter().flat_map(|margin| margin.to_le_bytes()));
    let empty = (0, vec![0; classes.len()]);
    for slot in table {
        let (hash, weights) = slot.unwrap_or(&empty);
        bytes.extend(hash.to_le_bytes());
        bytes.extend(weights.iter().flat_map(|weight| weight.to_le_bytes()));
    }
    Ok(bytes)
}

/// Exactly `count` numbers, or nothing.
fn numbers<'a, T: std::str::FromStr>(cells: impl Iterator<Item = &'a str>, count: usize) -> Option<Vec<T>> {
    let numbers: Vec<T> = cells.map(|cell| cell.parse().ok()).collect::<Option<_>>()?;
    (numbers.len() == count).then_some(numbers)
}
