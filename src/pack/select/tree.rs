//! The tree that selectors walk: an article's blocks, sentences and units in one arena.

use crate::model::argument::Argument;
use crate::model::article::Article;
use crate::model::span::Span;

/// A node of a [`Tree`]; numbers rise in document order, the root is 0.
pub type NodeId = usize;

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The element's name.
    pub element: &'static str,
    /// Its bytes in [`Argument::text`].
    pub span: Span,
    /// The unit that it is, an index into the argument's units; a heading's is its first.
    pub unit: Option<usize>,
    /// The node that holds it.
    pub parent: Option<NodeId>,
    /// The section, an index into the argument's sections, that it stands in or is; none for the root.
    pub section: Option<usize>,
}

/// The argument of one article as a tree.
#[derive(Debug)]
pub struct Tree<'a> {
    /// The argument.
    pub argument: &'a Argument,
    /// The nodes in document order.
    pub nodes: Vec<Node>,
}

impl<'a> Tree<'a> {
    /// The tree of `argument`, which was parsed from `article`.
    #[must_use]
    pub fn new(article: &Article, argument: &'a Argument) -> Self {
        let _ = article;
        Self { argument, nodes: Vec::new() }
    }
}
