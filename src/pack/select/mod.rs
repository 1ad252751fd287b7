//! Selectors: CSS over the argument tree, a facade over the `selectors` crate.
//!
//! [`compile`] scans the text for balance and foreign signs (`scan`), lets the crate parse it (`parser`, `syntax`) and
//! refuses whatever can never match (`check`), all by one table of names (`schema`). [`Select::find`] walks a
//! [`Tree`](tree::Tree) (`element`, `relation`).

use crate::model::span::Span;
use crate::pack::select::element::{Memo, View};
use crate::pack::select::parser::{Language, List, Reader};
use crate::pack::select::set::Set;
use crate::pack::select::tree::{NodeId, Tree};
use selectors::parser::{Component, Selector};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::OnceLock;

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

/// A checked selector. As data it is its text, which is then taken to be one that [`compile`] has passed, and parsed when it
/// is first needed.
#[derive(Clone)]
pub struct Select {
    text: Box<str>,
    /// None where the text is no selector after all.
    parsed: OnceLock<Option<Parsed>>,
}

/// The parsed form of a selector.
#[derive(Clone)]
struct Parsed {
    list: List,
    /// The elements that each selector of the list may match, as far as they are named.
    on: Box<[Set]>,
    /// How many lists of selectors stand in brackets of pseudo-classes of ours.
    nested: usize,
}

impl Parsed {
    fn new((list, nested): (List, usize)) -> Self {
        let named = |part: &Component<Language>| match part {
            Component::LocalName(name) => {
                schema::ELEMENTS.iter().find(|element| element.name == &*name.name.text).map(|element| element.set)
            }
            _ => None,
        };
        // The parts of the last compound come first.
        let of = |selector: &Selector<Language>| selector.iter().find_map(named).unwrap_or(Set::ALL);
        let on = list.slice().iter().map(of).collect();
        Self { list, on, nested }
    }
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
            errors.extend(check::check(selector, &lexemes, &list));
            if errors.is_empty() {
                let parsed = OnceLock::from(Some(Parsed::new((list, nested))));
                return Ok(Select { text: selector.into(), parsed });
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
        self.find_where(tree, |_| true)
    }

    /// Those of them that share a byte with one of `places`, which are sorted and do not overlap.
    #[must_use]
    pub fn find_at(&self, tree: &Tree, places: &[Span]) -> Vec<NodeId> {
        self.find_where(tree, |span| {
            let next = places.partition_point(|place| place.end <= span.start);
            places.get(next).is_some_and(|place| place.overlaps(span))
        })
    }

    fn find_where(&self, tree: &Tree, wanted: impl Fn(Span) -> bool) -> Vec<NodeId> {
        let parse = || Reader::parse(&self.text).ok().map(Parsed::new);
        let Some(Parsed { list, on, nested }) = self.parsed.get_or_init(parse) else { return Vec::new() };
        View::find(list, on, tree, &Memo::new(*nested), wanted)
    }
}

impl Serialize for Select {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Select {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { text: Box::deserialize(deserializer)?, parsed: OnceLock::new() })
    }
}

impl fmt::Debug for Select {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Select").field(&self.text).finish()
    }
}
