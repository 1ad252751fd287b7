//! Floor 2: what the steps know, checked and compiled: folding tables, word lists, lint pages, selectors, tables of
//! keys, weights.

mod builtin;
pub mod cues;
pub mod dictionary;
pub mod fold;
pub mod lexicon;
mod machine;
pub mod page;
pub mod select;
pub mod table;
pub mod weights;
