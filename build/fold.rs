//! Two tables over the basic plane: `simplify` (Traditional to Simplified, character by character, for messages) and
//! `fold` (one form for all characters that converters choose between by phrase, for matching).

use crate::read;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

/// The code points that the tables cover; rarer ones map to themselves.
const SIZE: usize = 0x1_0000;

/// The packed tables.
pub struct Tables {
    fold: Vec<u16>,
}

impl Tables {
    /// The folded form of a text.
    pub fn fold(&self, text: &str) -> String {
        let form = |c: char| self.fold.get(c as usize).and_then(|&to| char::from_u32(u32::from(to))).unwrap_or(c);
        text.chars().map(form).collect()
    }
}

/// Writes `fold.bin` and `simplify.bin`, each 65,536 little-endian `u16`.
pub fn pack(folder: &Path, out: &Path) -> Result<Tables, Box<dyn Error>> {
    let characters = entries(&read(&folder.join("TSCharacters.txt"))?);
    let mut simplify = identity();
    for (from, to) in &characters {
        if let (Some(from), Some(to)) = (single(from), to.first().and_then(|to| single(to))) {
            simplify[usize::from(from)] = to;
        }
    }
    let mut classes = Classes { parent: identity() };
    for (from, to) in &characters {
        for to in to {
            classes.join(from, to);
        }
    }
    for file in ["TSPhrases.txt", "HKVariants.txt", "TWVariants.txt", "CJK_Compatibility_Ideographs.txt"] {
        for (from, to) in entries(&read(&folder.join(file))?) {
            for to in &to {
                classes.join_aligned(&from, to);
            }
        }
    }
    let fold = classes.representatives(&simplify);
    write(&out.join("simplify.bin"), &simplify)?;
    write(&out.join("fold.bin"), &fold)?;
    std::fs::write(out.join("simplified.bin"), simplified_only(&read(&folder.join("STCharacters.txt"))?))?;
    Ok(Tables { fold })
}

/// A bit for each code point that only Simplified texts use: it has Traditional forms and is none of them.
fn simplified_only(table: &str) -> Vec<u8> {
    let mut bits = vec![0; SIZE / 8];
    for (key, values) in entries(table) {
        if let Some(code) = single(&key).filter(|_| !values.contains(&key)) {
            bits[usize::from(code) / 8] |= 1 << (code % 8);
        }
    }
    bits
}

fn identity() -> Vec<u16> {
    (0..SIZE).map(|code| code as u16).collect()
}

/// The entries of an `OpenCC` table: a key, a tab, and candidates separated by blanks.
fn entries(text: &str) -> Vec<(String, Vec<String>)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(key, values)| (key.to_owned(), values.split(' ').map(str::to_owned).collect()))
        .collect()
}

/// The only character of `text`, if it is one of the basic plane.
fn single(text: &str) -> Option<u16> {
    let mut chars = text.chars();
    let first = u16::try_from(chars.next()? as u32).ok()?;
    chars.next().is_none().then_some(first)
}

/// Characters that have to match each other, as a union-find forest.
struct Classes {
    parent: Vec<u16>,
}

impl Classes {
    fn root(&self, mut at: u16) -> u16 {
        while self.parent[usize::from(at)] != at {
            at = self.parent[usize::from(at)];
        }
        at
    }

    fn join(&mut self, left: &str, right: &str) {
        if let (Some(left), Some(right)) = (single(left), single(right)) {
            let (left, right) = (self.root(left), self.root(right));
            self.parent[usize::from(left.max(right))] = left.min(right);
        }
    }

    /// Joins the characters that stand at the same place of two phrases of the same length.
    fn join_aligned(&mut self, left: &str, right: &str) {
        if left.chars().count() != right.chars().count() {
            return;
        }
        for (left, right) in left.chars().zip(right.chars()) {
            if left != right {
                self.join(&left.to_string(), &right.to_string());
            }
        }
    }

    /// One form for each class: what its members are most often simplified to, the lowest of equals.
    fn representatives(&self, simplify: &[u16]) -> Vec<u16> {
        let mut votes: BTreeMap<u16, BTreeMap<u16, usize>> = BTreeMap::new();
        for code in 0..SIZE as u32 {
            let code = code as u16;
            let root = self.root(code);
            if root != code || self.parent[usize::from(code)] != code {
                *votes.entry(root).or_default().entry(simplify[usize::from(code)]).or_default() += 1;
            }
        }
        for (&root, forms) in &mut votes {
            *forms.entry(simplify[usize::from(root)]).or_default() += 1;
        }
        let best: BTreeMap<u16, u16> = votes
            .iter()
            .filter_map(|(&root, forms)| {
                let most = forms.iter().max_by_key(|&(&form, &count)| (count, std::cmp::Reverse(form)))?;
                Some((root, *most.0))
            })
            .collect();
        let mut table: Vec<u16> = (0..SIZE as u32)
            .map(|code| {
                let root = self.root(code as u16);
                best.get(&root).copied().unwrap_or(code as u16)
            })
            .collect();
        // Full width to half width, and the ideographic blank.
        for code in 0xFF01..=0xFF5E_u16 {
            table[usize::from(code)] = code - 0xFEE0;
        }
        table[0x3000] = 0x20;
        table[0x00A0] = 0x20;
        table
    }
}

fn write(path: &Path, table: &[u16]) -> Result<(), Box<dyn Error>> {
    let bytes: Vec<u8> = table.iter().flat_map(|code| code.to_le_bytes()).collect();
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()).into())
}
