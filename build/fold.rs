//! Two tables: `simplify` (Traditional to Simplified, character by character, for messages) and `fold` (one form for all
//! characters that converters choose between by phrase, for matching).

use crate::read;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

/// The code points of the basic plane, which the tables list one by one.
const SIZE: usize = 0x1_0000;
/// The code points that have Han characters: rare ones, and the simplified forms of rare ones, stand above the basic plane.
const ALL: usize = 0x4_0000;

/// The packed tables.
pub struct Tables {
    /// The form of every code point.
    fold: Vec<u32>,
}

impl Tables {
    /// The folded form of a character.
    pub fn fold_char(&self, c: char) -> char {
        self.fold.get(c as usize).and_then(|&to| char::from_u32(to)).unwrap_or(c)
    }

    /// The folded form of a text.
    pub fn fold(&self, text: &str) -> String {
        text.chars().map(|c| self.fold_char(c)).collect()
    }
}

/// Writes `fold.bin` and `simplify.bin`, each 65,536 little-endian `u16`, and `fold-rare.bin`: what stands above the basic
/// plane and has another form, sorted, as pairs of little-endian `u32`.
pub fn pack(folder: &Path, out: &Path) -> Result<Tables, Box<dyn Error>> {
    let characters = entries(&read(&folder.join("TSCharacters.txt"))?);
    let mut simplify: Vec<u32> = identity();
    for (from, to) in &characters {
        if let (Some(from), Some(to)) = (single(from), to.first().and_then(|to| single(to))) {
            simplify[from] = to as u32;
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
    let rare = (SIZE..ALL).zip(&fold[SIZE..]).filter(|&(from, &to)| from as u32 != to);
    let rare: Vec<u8> = rare.flat_map(|(from, to)| [(from as u32).to_le_bytes(), to.to_le_bytes()].concat()).collect();
    std::fs::write(out.join("fold-rare.bin"), rare)?;
    std::fs::write(out.join("simplified.bin"), simplified_only(&read(&folder.join("STCharacters.txt"))?))?;
    Ok(Tables { fold })
}

/// A bit for each code point that only Simplified texts use: it has Traditional forms and is none of them.
fn simplified_only(table: &str) -> Vec<u8> {
    let mut bits = vec![0; SIZE / 8];
    for (key, values) in entries(table) {
        if let Some(code) = single(&key).filter(|&code| code < SIZE && !values.contains(&key)) {
            bits[code / 8] |= 1 << (code % 8);
        }
    }
    bits
}

fn identity() -> Vec<u32> {
    (0..ALL as u32).collect()
}

/// The entries of an `OpenCC` table: a key, a tab, and candidates separated by blanks.
fn entries(text: &str) -> Vec<(String, Vec<String>)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(key, values)| (key.to_owned(), values.split(' ').map(str::to_owned).collect()))
        .collect()
}

/// The only character of `text`, if the tables cover it.
fn single(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()? as usize;
    (chars.next().is_none() && first < ALL).then_some(first)
}

/// Characters that have to match each other, as a union-find forest.
struct Classes {
    parent: Vec<u32>,
}

impl Classes {
    fn root(&self, at: usize) -> usize {
        let mut at = at;
        while self.parent[at] as usize != at {
            at = self.parent[at] as usize;
        }
        at
    }

    fn join(&mut self, left: &str, right: &str) {
        if let (Some(left), Some(right)) = (single(left), single(right)) {
            let (left, right) = (self.root(left), self.root(right));
            self.parent[left.max(right)] = left.min(right) as u32;
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

    /// One form for each class: what its members are most often simplified to, the lowest of equals; one of the basic plane
    /// where the class has any.
    fn representatives(&self, simplify: &[u32]) -> Vec<u32> {
        let mut votes: BTreeMap<usize, BTreeMap<u32, usize>> = BTreeMap::new();
        for (code, &form) in simplify.iter().enumerate() {
            let root = self.root(code);
            if root != code {
                *votes.entry(root).or_default().entry(form).or_default() += 1;
            }
        }
        for (&root, forms) in &mut votes {
            *forms.entry(simplify[root]).or_default() += 1;
        }
        let form = |code: usize| {
            let root = self.root(code);
            let forms = votes.get(&root).into_iter().flatten();
            // A root is the lowest of its class: above the basic plane only where all of the class is.
            let forms = forms.filter(|&(&form, _)| (form as usize) < SIZE || root >= SIZE);
            let most = forms.max_by_key(|&(&form, &count)| (count, std::cmp::Reverse(form)));
            most.map_or(root as u32, |(&form, _)| form)
        };
        let mut table: Vec<u32> = (0..ALL).map(form).collect();
        // Full width to half width, and the ideographic blank.
        for code in 0xFF01..=0xFF5E_u32 {
            table[code as usize] = code - 0xFEE0;
        }
        // Mainland quotation marks to those of Hong Kong and Taiwan. Single ones stay, because one of them is an apostrophe too.
        (table[0x201C], table[0x201D]) = (0x300C, 0x300D);
        table[0x3000] = 0x20;
        table[0x00A0] = 0x20;
        table
    }
}

/// Writes the part of `table` that the basic plane makes up; what leads out of it stays as it is.
fn write(path: &Path, table: &[u32]) -> Result<(), Box<dyn Error>> {
    let form = |(code, &to): (usize, &u32)| u16::try_from(to).unwrap_or(code as u16).to_le_bytes();
    let bytes: Vec<u8> = table.iter().take(SIZE).enumerate().flat_map(form).collect();
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()).into())
}
