//! The packed form of a file of fitted weights. Knows nothing of the crate: the build script uses it too.
//!
//! The file: `#` comment lines; `%classes` and the names of the classes; for each class `%probability`, its name and 100
//! margins, the n-th being the least lead over the runner-up at which the class is right n times in 100; then a feature a
//! line with a weight for each class, in thousandths of a natural logarithm of odds.
//!
//! Packed, little-endian: number of classes `u32`, number of features `u32`, the margins `i32`, the index (for every value
//! of a hash's first [`INDEX_BITS`] bits the number `u32` of the first feature that is not below it, and the number of
//! features), then the features in the order of their hashes: all hashes `u32`, all shifts `u8`, all weights `i8`. A weight
//! counts its `i8` shifted to the left.

/// How many bits of a hash the index resolves: a dozen features share a place of the largest table.
pub const INDEX_BITS: u32 = 12;

/// The hash of a feature's name, which may come in parts. Folded by multiplication: the high bits of a long hash are poor.
#[must_use]
pub fn hash(parts: &[&str]) -> u32 {
    let hash = long_hash(parts);
    ((hash ^ (hash >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

/// A hash of 64 bits of a text that may come in parts.
#[must_use]
pub fn long_hash(parts: &[&str]) -> u64 {
    // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    }
    hash.max(1)
}

/// Packs the text of a file of weights. Of features that share a hash the first counts: of 50,000 features less than one
/// is lost so.
///
/// # Errors
/// A line that is not of the form, with its number.
pub fn encode(text: &str) -> Result<Vec<u8>, String> {
    let mut classes: Vec<&str> = Vec::new();
    let mut margins: Vec<i32> = Vec::new();
    let mut features: Vec<(u32, Vec<i16>)> = Vec::new();
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
    features.sort_by_key(|feature| feature.0);
    features.dedup_by_key(|feature| feature.0);
    let mut bytes = Vec::new();
    bytes.extend((classes.len() as u32).to_le_bytes());
    bytes.extend((features.len() as u32).to_le_bytes());
    bytes.extend(margins.iter().flat_map(|margin| margin.to_le_bytes()));
    for place in 0..=1_u64 << INDEX_BITS {
        let first = features.partition_point(|feature| u64::from(feature.0) < place << (32 - INDEX_BITS));
        bytes.extend((first as u32).to_le_bytes());
    }
    bytes.extend(features.iter().flat_map(|feature| feature.0.to_le_bytes()));
    bytes.extend(features.iter().map(|feature| shift(&feature.1)));
    for (_, weights) in &features {
        let shift = shift(weights);
        bytes.extend(weights.iter().flat_map(|&weight| rounded(weight, shift).to_le_bytes()));
    }
    Ok(bytes)
}

/// By how many bits the weights of a feature must be shifted to the right to fit an `i8`.
fn shift(weights: &[i16]) -> u8 {
    (0..9).find(|&shift| weights.iter().all(|&weight| (-127..=127).contains(&wide(weight, shift)))).unwrap_or(9)
}

fn rounded(weight: i16, shift: u8) -> i8 {
    wide(weight, shift).clamp(-127, 127) as i8
}

/// The weight without its last `shift` bits, rounded.
fn wide(weight: i16, shift: u8) -> i32 {
    (i32::from(weight) + ((1 << shift) >> 1)) >> shift
}

/// Exactly `count` numbers, or nothing.
fn numbers<'a, T: std::str::FromStr>(cells: impl Iterator<Item = &'a str>, count: usize) -> Option<Vec<T>> {
    let numbers: Vec<T> = cells.map(|cell| cell.parse().ok()).collect::<Option<_>>()?;
    (numbers.len() == count).then_some(numbers)
}
