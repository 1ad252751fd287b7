//! Floor 2: what the steps know, checked and compiled: folding tables, word lists, lint pages, selectors, weights.

pub mod fold;
pub mod lexicon;
