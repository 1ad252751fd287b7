//! What can be told of a paragraph by its words alone, wherever it stands in its article.

use crate::model::argument::{Cue, Word};
use crate::model::article::{Article, BlockKind};
use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use crate::pack::fold::fold_with_map;
use crate::pack::lexicon::Lexicons;
use crate::parse::language::Letters;
use crate::parse::role::WordScores;
use crate::parse::unit::{Clauses, Cutter};
use crate::parse::{sentence, unit, words};
use std::collections::BTreeMap;

/// How a paragraph stands in the prose, as far as that decides how it is cut. Spans count bytes of its prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its leaf block: all of it but blanks and the line feed at its end.
    pub leaf: Span,
    /// Whether it is a heading: one unit, however it is worded.
    pub is_heading: bool,
    /// The links in it.
    pub links: Vec<Span>,
}

/// Where a paragraph stands in an article.
pub struct Stretch {
    /// Its bytes of the prose, up to the next paragraph.
    pub span: Span,
    /// The leaf block in it; none in an article without leaves.
    pub block: Option<usize>,
    /// How it stands there.
    pub frame: Frame,
}

/// The paragraphs of `article`, one a leaf, which together are all of its prose. Prose without leaves is one stretch.
#[must_use]
pub fn stretches(article: &Article) -> Vec<Stretch> {
    let leaves: Vec<usize> = (0..article.blocks.len()).filter(|&block| article.blocks[block].kind.is_leaf()).collect();
    let begins = |leaf: usize| leaves.get(leaf).map_or(article.prose.len(), |&block| article.blocks[block].span.start);
    let (mut found, mut start, mut first_link) = (Vec::with_capacity(leaves.len()), 0, 0);
    for leaf in 0..leaves.len().max(1) {
        let end = begins(leaf + 1).max(start);
        let span = Span::new(start, if article.prose.is_char_boundary(end) { end } else { start });
        let block = leaves.get(leaf).copied();
        let links = &article.links;
        while links.get(first_link).is_some_and(|link| link.span.end < span.start) {
            first_link += 1;
        }
        found.push(Stretch { span, block, frame: Frame::new(article, span, block, first_link) });
        start = span.end;
    }
    found
}

impl Frame {
    /// How the leaf `block` stands in the stretch `span`; `first_link` is the first link that may reach into it.
    fn new(article: &Article, span: Span, block: Option<usize>, first_link: usize) -> Self {
        let inner = |part: Span| {
            let inside = |at: usize| at.clamp(span.start, span.end) - span.start;
            Span::new(inside(part.start), inside(part.end))
        };
        let block = block.and_then(|block| article.blocks.get(block));
        let leaf = block.map_or(Span::new(span.start, span.start), |block| block.span);
        let near = article.links[first_link..].iter().take_while(|link| link.span.start <= leaf.end);
        Self {
            leaf: inner(leaf),
            is_heading: block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_))),
            links: near.map(|link| inner(link.span)).collect(),
        }
    }
}

/// A sentence and its proposed parts, each with the lead of "cut" over "keep" at its beginning.
pub type Parts = (Span, Vec<(Span, i32)>);

/// A paragraph, read. All spans count bytes of its own folded text.
pub struct Paragraph {
    /// Its stretch of the prose, up to the next paragraph; empty in a memory, which knows it by that.
    prose: String,
    frame: Frame,
    /// Its folded text.
    pub text: String,
    /// Leads from bytes of `text` to bytes of its prose.
    pub map: OffsetMap,
    /// What its letters say of the language.
    pub letters: Letters,
    /// Its words.
    pub words: Vec<Word>,
    /// The cues in it.
    pub cues: Vec<Cue>,
    /// Its leaf block.
    pub leaf: Span,
    /// The stretches in quotation marks.
    pub quotations: Vec<Span>,
    /// Its sentences.
    pub sentences: Vec<Parts>,
    /// What the words of its units add to their scores, as far as that was asked for.
    pub scored: WordScores,
}

impl Paragraph {
    /// Reads `prose`, which stands in `frame`. This sees nothing of the rest of the article: that is what makes it safe to keep
    /// a paragraph while others change. Without a `cutter` a sentence has one part.
    pub fn read(prose: &str, frame: Frame, lexicons: &Lexicons, mut cutter: Option<&mut Cutter>) -> Self {
        let (text, map) = fold_with_map(prose);
        let words = words::segment(&text);
        let cues = whole_words(lexicons.scan(&text), &words);
        let to_folded = map.inverse();
        let leaf = to_folded.map(frame.leaf);
        let links: Vec<Span> = frame.links.iter().map(|&link| to_folded.map(link)).collect();
        let quotations = sentence::quotations(&text, leaf);
        let clauses = Clauses { text: &text, hits: &cues, quotations: &quotations };
        let mut parts = |sentence: Span| match cutter.as_deref_mut() {
            Some(cutter) if !frame.is_heading => unit::cut(clauses, sentence, cutter),
            _ => vec![(sentence, 0)],
        };
        let sentences = sentence::split(&text, leaf, &links);
        let sentences = sentences.into_iter().map(|sentence| (sentence, parts(sentence))).collect();
        let (letters, prose, scored) = (Letters::of(prose), prose.to_owned(), WordScores::default());
        Self { prose, frame, text, map, letters, words, cues, leaf, quotations, sentences, scored }
    }
}

/// The cues that begin where a word begins and end where a word ends: 從不 in 從不同 is none.
fn whole_words(cues: Vec<Cue>, words: &[Word]) -> Vec<Cue> {
    let starts = |at: usize| words.binary_search_by_key(&at, |word| word.span.start).is_ok();
    let ends = |at: usize| words.binary_search_by_key(&at, |word| word.span.end).is_ok();
    cues.into_iter().filter(|cue| starts(cue.span.start) && ends(cue.span.end)).collect()
}

/// The paragraphs of the last parse of a draft, so that the next one reads only those that have changed.
///
/// What is kept depends on nothing but the paragraph, so a parse with a memory gives what one without gives. It also depends on
/// the word lists and models: a memory must not outlive those that it was filled with.
#[derive(Default)]
pub struct Memory {
    /// By their prose; paragraphs of the same words may stand in an article more than once.
    paragraphs: BTreeMap<String, Vec<Paragraph>>,
}

impl Memory {
    /// A paragraph of that prose that stood in the same frame.
    pub fn take(&mut self, prose: &str, frame: &Frame) -> Option<Paragraph> {
        let held = self.paragraphs.get_mut(prose)?;
        let at = held.iter().position(|paragraph| paragraph.frame == *frame)?;
        let mut paragraph = held.swap_remove(at);
        prose.clone_into(&mut paragraph.prose);
        Some(paragraph)
    }

    /// Holds `paragraphs` and no others.
    pub fn fill(&mut self, paragraphs: impl IntoIterator<Item = Paragraph>) {
        self.paragraphs.clear();
        for mut paragraph in paragraphs {
            let prose = std::mem::take(&mut paragraph.prose);
            self.paragraphs.entry(prose).or_default().push(paragraph);
        }
    }
}
