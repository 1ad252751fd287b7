//! Selectors: CSS over the argument tree, a facade over the `selectors` crate.

use crate::model::span::Span;
use crate::pack::select::tree::{NodeId, Tree};

mod grow;
pub mod schema;
pub mod set;
pub mod tree;

/// What is wrong with a selector, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectError {
    /// The bytes of the selector that are wrong.
    pub span: Span,
    /// What is wrong, with the nearest known name where there is one.
    pub message: String,
}

/// A checked selector.
#[derive(Clone, Debug)]
pub struct Select {}

/// Parses and checks a selector.
///
/// # Errors
/// Everything that is wrong with it, in order of place.
pub fn compile(selector: &str) -> Result<Select, Vec<SelectError>> {
    let _ = selector;
    Ok(Select {})
}

impl Select {
    /// The nodes of `tree` that the selector matches, in document order.
    #[must_use]
    pub fn find(&self, tree: &Tree) -> Vec<NodeId> {
        let _ = tree;
        Vec::new()
    }
}
