//! The words that a page looks for, inside the nodes that it selects.

use crate::lint::scene::Scene;
use crate::model::span::Span;
use crate::pack::lexicon::ListId;
use crate::pack::page::{Expression, Pattern, Phrase};

/// A pattern made ready for one text.
#[derive(Clone, Copy)]
pub enum Ready<'a> {
    /// The words of a list.
    List(ListId),
    /// An expression.
    Regex(&'a Expression),
    /// Words with gaps between them.
    Phrase(&'a Phrase),
}

impl<'a> Ready<'a> {
    /// Makes `pattern` ready.
    pub fn new(pattern: &'a Pattern) -> Self {
        match pattern {
            Pattern::List(list) => Self::List(*list),
            Pattern::Regex(expression) => Self::Regex(expression),
            Pattern::Phrase(phrase) => Self::Phrase(phrase),
        }
    }

    /// Adds stretches of the text of `scene`, of which every occurrence meets one, as far as a cheap look tells.
    pub fn places(self, scene: &Scene, to: &mut Vec<Span>) {
        let whole = Span::new(0, scene.argument.text.len());
        match self {
            Self::List(list) => to.extend(scene.cues.within(list, whole)),
            Self::Regex(expression) => scene.searches.places(expression, to),
            Self::Phrase(phrase) => {
                let occurs = |part: &ListId| scene.cues.within(*part, whole).next().is_some();
                if phrase.parts.iter().all(occurs) {
                    to.extend(phrase.parts.iter().take(1).flat_map(|&first| scene.cues.within(first, whole)));
                }
            }
        }
    }

    /// Adds the occurrences inside `span` to `found`.
    pub fn find(self, scene: &Scene, span: Span, found: &mut Vec<Span>) {
        match self {
            Self::List(list) => found.extend(scene.cues.within(list, span)),
            Self::Regex(expression) => scene.searches.find_in(expression, span, found),
            Self::Phrase(phrase) => found.extend(phrases(phrase, scene, span)),
        }
    }
}

/// The occurrences of `phrase` inside `span`: from each of its first words to the nearest of the next ones.
fn phrases<'p>(phrase: &'p Phrase, scene: &'p Scene, span: Span) -> impl Iterator<Item = Span> + 'p {
    let (first, others) = match phrase.parts.split_first() {
        Some((first, others)) => (Some(*first), others),
        None => (None, &[][..]),
    };
    let starts = first.into_iter().flat_map(move |first| scene.cues.within(first, span));
    starts.filter_map(move |start| {
        let mut end = start.end;
        for &part in others {
            let reach = scene.gap_behind(end, phrase.gap, span.end);
            let next = scene.cues.within(part, Span::new(end, span.end)).next().filter(|next| next.start <= reach)?;
            end = next.end;
        }
        if phrase.open {
            let reach = scene.gap_behind(end, phrase.gap, span.end);
            end = Some(reach).filter(|&reach| reach > end)?;
        }
        Some(Span::new(start.start, end))
    })
}

/// The occurrences of `patterns` inside `nodes` (spans in document order): at each place the longest, none overlapping
/// another. Of nodes within each other the outer one is searched.
pub fn matches(patterns: &[Ready], scene: &Scene, nodes: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut found = Vec::new();
    let mut outer: Vec<Span> = Vec::new();
    for node in nodes {
        if outer.last().is_none_or(|last| node.end > last.end) {
            outer.push(node);
        }
    }
    for pattern in patterns {
        match *pattern {
            Ready::Regex(expression) => scene.searches.find(expression, &outer, &mut found),
            _ => outer.iter().for_each(|&node| pattern.find(scene, node, &mut found)),
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
