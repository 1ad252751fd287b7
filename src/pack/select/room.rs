//! Where a part of a selector may stand, as far as the parts around it tell.

use crate::pack::select::set::{READING, Set};
use selectors::parser::Combinator;

/// The elements that may stand somewhere, and why only those.
#[derive(Clone, Copy)]
pub struct Room {
    /// The elements.
    pub set: Set,
    why: Why,
}

#[derive(Clone, Copy)]
enum Why {
    /// Nothing is known.
    Free,
    /// A combinator leads here from those elements.
    Step(Set, Combinator),
    /// The brackets of `:is()`, `:not()`, `:nth-child()` speak of those elements.
    Same(Set),
    /// The brackets of a relation speak of what relations lead to.
    Relation,
    /// The brackets of `:without()` and its kin speak of what stands in those elements.
    Inside(Set),
}

impl Room {
    /// Anything may stand here.
    pub const FREE: Self = Self { set: Set::ALL, why: Why::Free };
    /// What a relation leads to.
    pub const RELATED: Self = Self { set: READING, why: Why::Relation };

    /// What a combinator leads to from `left`.
    pub fn step(left: Set, combinator: Combinator) -> Self {
        let set = match combinator {
            Combinator::Child => left.children(),
            Combinator::Descendant => left.descendants(),
            _ => left.siblings(),
        };
        Self { set, why: Why::Step(left, combinator) }
    }

    /// What is itself one of `set`.
    pub fn same(set: Set) -> Self {
        Self { set, why: Why::Same(set) }
    }

    /// What stands inside one of `set`.
    pub fn inside(set: Set) -> Self {
        Self { set: set.descendants(), why: Why::Inside(set) }
    }

    /// Why `what` cannot stand here.
    pub fn refusal(&self, what: &str) -> String {
        match self.why {
            Why::Free => format!("{what} cannot stand here"),
            Why::Step(left, Combinator::Child) => format!("{what} never stands directly in {}", left.names()),
            Why::Step(left, Combinator::Descendant) | Why::Inside(left) => {
                format!("{what} never stands inside {}", left.names())
            }
            Why::Step(left, _) => format!("{what} never stands beside {} under one parent", left.names()),
            Why::Same(set) => format!("{what} is never true of {}", set.names()),
            Why::Relation => {
                format!("{what} is neither unit nor heading, and nothing else has relations or neighbours")
            }
        }
    }
}

/// Where a part of a selector is known to stand.
#[derive(Clone, Copy)]
pub struct Scene {
    /// What may be its parent.
    pub parents: Set,
    /// Whether the selector names the sentence that holds it.
    pub in_sentence: bool,
}

impl Scene {
    /// Nothing is known.
    pub const ANYWHERE: Self = Self { parents: Set::ALL, in_sentence: false };
}
