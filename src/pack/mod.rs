//! Floor 2: what the steps know, checked and compiled: folding tables, word lists, lint pages, selectors, tables of
//! keys, weights.

pub mod cues;
pub mod fold;
pub mod lexicon;
pub mod page;
pub mod select;
pub mod table;
pub mod weights;
