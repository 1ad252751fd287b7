//! One form for matching: Traditional to Simplified, variants and widths to one character each.
//!
//! The tables come from `OpenCC`'s (see `data/opencc`); `build/fold.rs` packs them. Folding maps one scalar value to one
//! scalar value, so scalar offsets hold; byte offsets lead back through an [`OffsetMap`].

use crate::model::offsets::OffsetMap;
use crate::model::span::Span;

static FOLD: &[u8; 0x2_0000] = include_bytes!(concat!(env!("OUT_DIR"), "/fold.bin"));
/// What stands above the basic plane and has another form: pairs of little-endian `u32`, sorted.
static FOLD_RARE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fold-rare.bin"));
static SIMPLIFY: &[u8; 0x2_0000] = include_bytes!(concat!(env!("OUT_DIR"), "/simplify.bin"));
/// A bit for each code point of the basic plane that only Simplified texts use.
static SIMPLIFIED: &[u8; 0x2000] = include_bytes!(concat!(env!("OUT_DIR"), "/simplified.bin"));

fn look_up(table: &[u8; 0x2_0000], c: char) -> char {
    let at = c as usize * 2;
    match table.get(at..at + 2) {
        Some(&[low, high]) => char::from_u32(u32::from(u16::from_le_bytes([low, high]))).unwrap_or(c),
        _ => c,
    }
}

/// The folded form of one character. Latin letters keep their case.
#[must_use]
pub fn fold_char(c: char) -> char {
    if (c as usize) < 0x1_0000 { look_up(FOLD, c) } else { fold_rare(c) }
}

/// The folded form of a character above the basic plane.
fn fold_rare(c: char) -> char {
    let (pairs, _) = FOLD_RARE.as_chunks::<8>();
    let number = |four: &[u8]| four.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte));
    let found = pairs.binary_search_by_key(&(c as u32), |pair| number(&pair[..4]));
    found.ok().and_then(|at| char::from_u32(number(&pairs[at][4..]))).unwrap_or(c)
}

/// The folded form of `text`, for word lists and patterns.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// The folded form of `text`, and the map from its bytes to the bytes of `text`.
#[must_use]
pub fn fold_with_map(text: &str) -> (String, OffsetMap) {
    let mut folded = String::with_capacity(text.len());
    let mut map = OffsetMap::default();
    // Stretches of equal length are pushed as one piece.
    let (mut from, mut to) = (0, 0);
    for (at, c) in text.char_indices() {
        let form = fold_char(c);
        let here = folded.len();
        folded.push(form);
        if form.len_utf8() != c.len_utf8() {
            map.push(Span::new(from, here), Span::new(to, at));
            map.push(Span::new(here, folded.len()), Span::new(at, at + c.len_utf8()));
            (from, to) = (folded.len(), at + c.len_utf8());
        }
    }
    map.push(Span::new(from, folded.len()), Span::new(to, text.len()));
    (folded, map)
}

/// `text` in Simplified characters, for readers: character by character, as good as that gets without phrases.
#[must_use]
pub fn simplify(text: &str) -> String {
    text.chars().map(|c| look_up(SIMPLIFY, c)).collect()
}

/// A way of writing Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Traditional characters.
    Traditional,
    /// Simplified characters.
    Simplified,
}

/// The script that alone uses `c`, if one does.
#[must_use]
pub fn script_of(c: char) -> Option<Script> {
    if look_up(SIMPLIFY, c) == c {
        is_simplified_only(c).then_some(Script::Simplified)
    } else {
        Some(Script::Traditional)
    }
}

fn is_simplified_only(c: char) -> bool {
    let code = c as usize;
    SIMPLIFIED.get(code / 8).is_some_and(|bits| bits & (1 << (code % 8)) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_and_widths_fold_to_one_form() {
        for (left, right) in [
            ("藉口", "借口"),
            ("答覆", "答复"),
            ("彷彿", "仿佛"),
            ("計畫", "计划"),
            ("著名", "着名"),
            ("乾淨", "干净"),
            ("裏面", "里面"),
            ("「甚麼」", "“甚么”"),
            ("ＡＢＣ，１２３", "ABC,123"),
            ("\u{F900}", "豈"),
            ("\u{2F800}", "丽"),
            // Simplified to characters above the basic plane.
            ("鋐", "𬭎"),
            ("𠁞", "𠀾"),
        ] {
            assert_eq!(fold(left), fold(right), "{left} / {right}");
        }
    }

    #[test]
    fn the_map_leads_back_over_width_changes() {
        let text = "甲，乙（丙）";
        let (folded, map) = fold_with_map(text);
        assert_eq!(folded, "甲,乙(丙)");
        let at = folded.find('丙').unwrap();
        assert_eq!(map.map(Span::new(at, at + 3)).of(text), "丙");
        assert_eq!(map.map(Span::new(at - 1, at + 4)).of(text), "（丙）");
        assert_eq!(map.map(Span::new(0, folded.len())), Span::new(0, text.len()));
    }

    #[test]
    fn scripts_are_told_apart() {
        let scripts = |text: &str| text.chars().filter_map(script_of).collect::<Vec<_>>();
        assert_eq!(scripts("這個國家的經濟"), [Script::Traditional; 5]);
        assert_eq!(scripts("这个国家的经济"), [Script::Simplified; 5]);
        assert_eq!(scripts("A大小,。"), []);
    }
}
