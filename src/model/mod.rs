//! Floor 1: the nouns. Plain data that every other room may name; nothing here reads, parses or prints.

pub mod argument;
pub mod article;
pub mod comparison;
pub mod diagnostic;
pub mod offsets;
pub mod package;
pub mod span;
