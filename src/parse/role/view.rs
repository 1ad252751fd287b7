//! What the role model may look at: the folded text with its words and cues, and each unit's place.

use crate::model::argument::{Cue, Word};
use crate::model::article::BlockKind;
use crate::model::span::Span;
use crate::pack::cues::{CueIndex, ListSet, inside};

/// Where a unit stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its bytes in the folded text.
    pub span: Span,
    /// Its sentence's bytes.
    pub sentence: Span,
    /// The kind of its leaf block.
    pub block: BlockKind,
    /// Whether a list item, a quotation or a note holds the block.
    pub container: Option<BlockKind>,
    /// The unit's number in its block, from 0, and how many units the block has.
    pub in_block: (usize, usize),
    /// The block's number among the article's leaves, from 0, and how many there are.
    pub leaf: (usize, usize),
    /// Whether it is the first unit of its section that is no heading.
    pub opens_section: bool,
    /// Whether an editor speaks.
    pub editor: bool,
    /// Whether a link or footnote reference stands in the unit.
    pub linked: bool,
}

/// An article's units in sight of the model.
pub struct View<'a> {
    /// The folded text.
    pub text: &'a str,
    /// Its words.
    pub words: &'a [Word],
    /// The cues in it, by list.
    pub cues: &'a CueIndex<'a>,
    /// The same, sorted by start.
    pub hits: &'a [Cue],
    /// Stretches in quotation marks, outermost, sorted.
    pub quotations: &'a [Span],
    /// The units.
    pub places: &'a [Place],
}

impl<'a> View<'a> {
    /// The words that lie inside `span`.
    #[must_use]
    pub fn words_in(&self, span: Span) -> &'a [Word] {
        let from = self.words.partition_point(|word| word.span.start < span.start);
        let to = self.words.partition_point(|word| word.span.end <= span.end);
        &self.words[from..to.max(from)]
    }

    /// The cues that lie inside `span`.
    pub fn hits_in(&self, span: Span) -> impl Iterator<Item = Cue> + use<'a> {
        inside(self.hits, span)
    }

    /// The built-in lists with words inside `span`.
    #[must_use]
    pub fn lists_in(&self, span: Span) -> ListSet {
        self.hits_in(span).fold(ListSet::default(), |set, hit| set.with(hit.list))
    }

    /// The built-in lists with words inside `span` outside quotation marks.
    #[must_use]
    pub fn plain_lists_in(&self, span: Span) -> ListSet {
        let plain = self.hits_in(span).filter(|hit| !self.is_quoted(hit.span.start));
        plain.fold(ListSet::default(), |set, hit| set.with(hit.list))
    }

    /// Whether byte `at` stands inside quotation marks.
    #[must_use]
    pub fn is_quoted(&self, at: usize) -> bool {
        let next = self.quotations.partition_point(|span| span.end <= at);
        self.quotations.get(next).is_some_and(|span| span.start <= at)
    }

    /// How many bytes of `span` stand inside quotation marks.
    #[must_use]
    pub fn quoted_bytes(&self, span: Span) -> usize {
        let from = self.quotations.partition_point(|quotation| quotation.end <= span.start);
        self.quotations[from..]
            .iter()
            .take_while(|quotation| quotation.start < span.end)
            .map(|quotation| quotation.end.min(span.end) - quotation.start.max(span.start))
            .sum()
    }
}
