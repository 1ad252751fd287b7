//! The content words of a unit, for telling what it is about.

use crate::model::argument::Word;
use crate::model::span::Span;
use std::collections::BTreeSet;

/// A unit's content words: nouns, verbs, adjectives, names and Latin words, each once.
#[derive(Clone, Debug, Default)]
pub struct Content<'a>(BTreeSet<&'a str>);

impl<'a> Content<'a> {
    /// The content words of the unit at `span` of `text`, out of the words of the text.
    #[must_use]
    pub fn new(text: &'a str, span: Span, words: &[Word]) -> Self {
        let from = words.partition_point(|word| word.span.start < span.start);
        let counts = |word: &&Word| match word.tag {
            "eng" => true,
            tag => tag.starts_with(['n', 'v', 'a', 'i', 'l', 'x', 'j']) && word.span.len() > 3,
        };
        let inside = words[from..].iter().take_while(|word| word.span.end <= span.end);
        Self(inside.filter(counts).map(|word| word.span.of(text)).collect())
    }

    /// How many words the two have in common.
    #[must_use]
    pub fn shared(&self, other: &Content) -> usize {
        self.0.intersection(&other.0).count()
    }
}

/// The content words of every one of `spans`.
#[must_use]
pub fn contents<'a>(text: &'a str, words: &[Word], spans: impl Iterator<Item = Span>) -> Vec<Content<'a>> {
    spans.map(|span| Content::new(text, span, words)).collect()
}
