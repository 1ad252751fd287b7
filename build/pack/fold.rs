//! The fold, by the tables that the script has just made.

use crate::fold::Tables;
use std::sync::OnceLock;

static TABLES: OnceLock<Tables> = OnceLock::new();

/// Folds by `tables` from now on; the first ones count.
pub fn set(tables: Tables) {
    TABLES.get_or_init(|| tables);
}

/// The folded form of one character.
pub fn fold_char(c: char) -> char {
    TABLES.get().map_or(c, |tables| tables.fold_char(c))
}

/// The folded form of `text`.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// What readers of Simplified Chinese are shown; the script shows nothing.
pub fn simplify(text: &str) -> String {
    text.to_owned()
}
