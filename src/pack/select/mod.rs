//! Selectors: CSS over the argument tree, a facade over the `selectors` crate.
//!
//! [`compile`] scans the text for balance and foreign signs (`scan`), lets the crate parse it (`parser`, `syntax`) and
//! refuses whatever can never match (`check`), all by one table of names (`schema`). [`Select::find`] walks a
//! [`Tree`](tree::Tree) (`element`, `relation`).

use crate::model::span::Span;
use crate::pack::select::element::{Memo, View};
use crate::pack::select::parser::{List, Reader};
use crate::pack::select::set::Set;
use crate::pack::select::tree::{NodeId, Tree};
use std::fmt;

mod check;
mod dead;
mod element;
mod grow;
mod near;
mod parser;
mod relation;
mod room;
mod scan;
pub mod schema;
pub mod set;
mod syntax;
pub mod tree;

#[cfg(test)]
mod tests;

/// What is wrong with a selector, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectError {
    /// The bytes of the selector that are wrong.
    pub span: Span,
    /// What is wrong, with the nearest known name where there is one.
    pub message: String,
}

/// A checked selector.
#[derive(Clone)]
pub struct Select {
    text: Box<str>,
    list: List,
    /// The elements that each selector of the list may match.
    on: Box<[Set]>,
    /// How many lists of selectors stand in brackets of pseudo-classes of ours.
    nested: usize,
}

/// Parses and checks a selector: at most 4,096 bytes, with brackets at most 32 deep.
///
/// # Errors
/// Everything that is wrong with it, in order of place.
pub fn compile(selector: &str) -> Result<Select, Vec<SelectError>> {
    let lexemes = scan::scan(selector)?;
    let mut errors = check::pseudo_names(selector, &lexemes);
    match Reader::parse(selector) {
        Ok((list, nested)) => {
            let (wrong, on) = check::check(selector, &lexemes, &list);
            errors.extend(wrong);
            if errors.is_empty() {
                return Ok(Select { text: selector.into(), list, on, nested });
            }
        }
        // An unknown name may be what keeps the rest from being read.
        Err(error) if errors.is_empty() => errors.push(syntax::locate(selector, &lexemes, &error.kind)),
        Err(_) => {}
    }
    errors.sort_by_key(|error| error.span);
    Err(errors)
}

/// What selectors may say, as Markdown tables for the manual.
#[must_use]
pub fn reference() -> String {
    schema::reference()
}

impl Select {
    /// The selector as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The nodes of `tree` that the selector matches, in document order.
    #[must_use]
    pub fn find(&self, tree: &Tree) -> Vec<NodeId> {
        View::find(&self.list, &self.on, tree, &Memo::new(self.nested), |_| true)
    }

    /// Those of them that share a byte with one of `places`, which are sorted and do not overlap.
    #[must_use]
    pub fn find_at(&self, tree: &Tree, places: &[Span]) -> Vec<NodeId> {
        // Nodes begin in document order, but for a few inside each other: a place that has ended is seldom needed again.
        let (mut next, mut last) = (0, 0);
        let is_near = |span: Span| {
            if span.start < last {
                next = 0;
            }
            last = span.start;
            next += places[next..].iter().take_while(|place| place.end <= span.start).count();
            places.get(next).is_some_and(|place| place.overlaps(span))
        };
        View::find(&self.list, &self.on, tree, &Memo::new(self.nested), is_near)
    }
}

impl fmt::Debug for Select {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Select").field(&self.text).finish()
    }
}
