//! The words that a page looks for, inside the nodes that it selects.

use crate::lint::scene::Scene;
use crate::model::span::Span;
use crate::pack::lexicon::ListId;
use crate::pack::page::Pattern;
use regex_lite::Regex;

/// A pattern made ready for one text.
#[derive(Clone, Copy)]
pub enum Ready<'a> {
    /// The words of a list.
    List(ListId),
    /// An expression that may match in the text.
    Regex(&'a Regex),
    /// An expression that cannot match in the text.
    Never,
}

impl<'a> Ready<'a> {
    /// Makes `pattern` ready for the text of `scene`; compiles it if need be.
    pub fn new(pattern: &'a Pattern, scene: &Scene) -> Self {
        match pattern {
            Pattern::List(list) => Self::List(*list),
            Pattern::Regex(expression) => expression.for_text(&scene.argument.text).map_or(Self::Never, Self::Regex),
        }
    }

    /// Adds the occurrences inside `span` to `found`.
    pub fn find(self, scene: &Scene, span: Span, found: &mut Vec<Span>) {
        match self {
            Self::List(list) => found.extend(scene.cues.within(list, span)),
            Self::Regex(regex) => {
                let matches = regex.find_iter(span.of(&scene.argument.text));
                let place = |found: regex_lite::Match| Span::new(span.start + found.start(), span.start + found.end());
                found.extend(matches.map(place).filter(|found| !found.is_empty()));
            }
            Self::Never => {}
        }
    }
}

/// The occurrences of `patterns` inside `nodes` (spans in document order): at each place the longest, none overlapping
/// another. Of nodes within each other the outer one is searched.
pub fn matches(patterns: &[Ready], scene: &Scene, nodes: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut found = Vec::new();
    let mut searched = 0;
    for node in nodes {
        if node.end > searched {
            for pattern in patterns {
                pattern.find(scene, node, &mut found);
            }
            searched = node.end;
        }
    }
    found.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    found.retain(|span| {
        let free = span.start >= end;
        if free {
            end = span.end;
        }
        free
    });
    found
}
