//! A machine for the expressions of lint pages: each is compiled to a row of numbers, which for built-in pages is done when the
//! program is built, so that nothing is compiled at start.
//!
//! `code` is the form of a program, `compile` makes one of an expression, `run` looks for its matches, `required` says which
//! words a text must hold to match at all. A match is the one that a backtracking engine would find: the leftmost, and of
//! those at one place the first by the order of branches. No state is ever tried twice at one place, so an attempt takes
//! time that grows with the text alone.

mod code;
mod compile;
mod required;
mod run;

pub use compile::compile;
pub use required::required;
pub use run::find_all;
