//! lunju (論據): a linter for arguments.
//!
//! A text goes one way and no step calls back:
//!
//! ```text
//! bytes -> read -> Article -> parse -> Argument -> lint -> Report -> emit -> bytes
//! ```
//!
//! - [`model`] holds the nouns of every step.
//! - [`pack`] holds what the steps know: word lists, lint pages, selectors, fitted weights, folding tables.
//! - [`read`] turns the text of a file into an `Article`.
//! - [`parse`] turns an `Article` into an `Argument`. It cannot fail.
//! - [`lint`] runs lint pages over an `Argument` and gives a `Report`.
//! - [`emit`] prints a `Report` in one output format.
//! - [`front`] is the command line: the only room that touches files.

pub mod emit;
pub mod front;
pub mod lint;
pub mod model;
pub mod pack;
pub mod parse;
pub mod read;
