//! Nothing is built in yet.

use crate::pack::lexicon::Table;

/// No lists have numbers yet.
pub mod list {}
/// No list comes from a file.
pub const FILES: usize = 0;
/// No list is of one page alone. (A clippy lint takes 0 for a mistake.)
pub const PRIVATE: usize = 1;
/// No list has a name.
pub static LISTS: &[&str] = &[];
/// No list has words.
pub static WORDS: Table = Table::EMPTY;
/// No expression requires words.
pub static REQUIRED: Table = Table::EMPTY;
/// There are no expressions.
pub const EXPRESSIONS: usize = 0;
/// There are no programs.
pub static PROGRAMS: [u32; 0] = [];
/// There are no expressions.
pub static PATTERNS: &str = "";
/// There are no pages.
pub static TEXTS: &[(&str, &str)] = &[];
/// There are no pages.
pub static PAGES: &[u8] = &[0];
