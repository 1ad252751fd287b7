//! Everything about an article's units but their roles: text, words, cues, sentences, sections and each unit's place.

use crate::model::argument::{Argument, Cue, Kind, Language, Role, Section, Sentence, Unit, Voice, Word};
use crate::model::article::{Article, BlockKind};
use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use crate::pack::cues::CueIndex;
use crate::pack::fold::fold_with_map;
use crate::pack::lexicon::Lexicons;
use crate::parse::role::{Place, View};
use crate::parse::{language, section, sentence, unit, words};

/// An article's units in their places.
pub struct Outline<'a> {
    text: String,
    map: OffsetMap,
    language: Language,
    words: Vec<Word>,
    cues: Vec<Cue>,
    index: CueIndex<'a>,
    quotations: Vec<Span>,
    sections: Vec<Section>,
    sentences: Vec<Sentence>,
    /// Each unit's sentence.
    sentence_of: Vec<usize>,
    places: Vec<Place>,
}

impl<'a> Outline<'a> {
    /// Splits `article` into sections, sentences and units.
    pub fn new(article: &Article, lexicons: &'a Lexicons) -> Self {
        Self::with_units(article, lexicons, None)
    }

    /// The same with units that somebody else has cut: bytes of the article's prose, in order, none across two blocks.
    pub fn with_units(article: &Article, lexicons: &'a Lexicons, given: Option<&[Span]>) -> Self {
        let (text, map) = fold_with_map(&article.prose);
        let words = words::segment(&text);
        let cues = whole_words(lexicons.scan(&text), &words);
        let index = CueIndex::new(lexicons, &cues);
        let sections = section::sections(article);
        let to_folded = map.inverse();
        let links: Vec<Span> = article.links.iter().map(|link| to_folded.map(link.span)).collect();
        let mut outline = Self {
            language: language::detect(&article.prose),
            text,
            map,
            words,
            cues,
            index,
            quotations: Vec::new(),
            sections,
            sentences: Vec::new(),
            sentence_of: Vec::new(),
            places: Vec::new(),
        };
        let given: Option<Vec<Span>> = given.map(|spans| spans.iter().map(|&span| to_folded.map(span)).collect());
        let leaves: Vec<usize> =
            (0..article.blocks.len()).filter(|&block| article.blocks[block].kind.is_leaf()).collect();
        for (leaf, &block) in leaves.iter().enumerate() {
            let span = to_folded.map(article.blocks[block].span);
            outline.add_block(article, block, (leaf, leaves.len()), span, &links, given.as_deref());
        }
        outline
    }

    /// Adds the sentences and units of leaf `block`, whose folded bytes are `span`.
    fn add_block(
        &mut self,
        article: &Article,
        block: usize,
        leaf: (usize, usize),
        span: Span,
        links: &[Span],
        given: Option<&[Span]>,
    ) {
        let quotations = sentence::quotations(&self.text, span);
        let from = links.partition_point(|link| link.end < span.start);
        let links: Vec<Span> = links[from..].iter().copied().take_while(|link| link.start <= span.end).collect();
        let number = self.sections.partition_point(|section| section.end <= block);
        let section = self.sections.get(number);
        let opens = section.is_some_and(|section| {
            let first = if matches!(article.blocks[section.first].kind, BlockKind::Heading(_)) { 1 } else { 0 };
            block == section.first + first
        });
        let container = article.blocks[block].parent.and_then(|_| {
            [BlockKind::Quote, BlockKind::Note, BlockKind::Item]
                .into_iter()
                .find(|&kind| article.is_inside(block, kind))
        });
        let first = self.places.len();
        let sentences = sentence::split(&self.text, span, &links);
        let cut = |sentence: Span| unit::cut(&self.text, sentence, &self.index, &quotations);
        let parts: Vec<(Span, Vec<Span>)> = match given {
            None => sentences.into_iter().map(|sentence| (sentence, cut(sentence))).collect(),
            Some(given) => {
                let inside = given.iter().copied().filter(|unit| span.contains(*unit));
                let whole =
                    |unit: Span| sentences.iter().copied().find(|sentence| sentence.contains(unit)).unwrap_or(unit);
                inside.map(|unit| (whole(unit), vec![unit])).collect()
            }
        };
        for (sentence, parts) in parts {
            if self.sentences.last().is_none_or(|last| last.span != sentence) {
                self.sentences.push(Sentence { span: sentence, block, section: number });
            }
            for part in parts {
                let part = sentence::trim(&self.text, part);
                self.sentence_of.push(self.sentences.len() - 1);
                self.places.push(Place {
                    span: part,
                    sentence,
                    block: article.blocks[block].kind,
                    container,
                    in_block: (self.places.len() - first, 0),
                    leaf,
                    opens_section: opens && self.places.len() == first,
                    editor: section.is_some_and(|section| section.voice == Voice::Editor),
                    linked: links.iter().any(|link| part.start <= link.start && link.start <= part.end),
                });
            }
        }
        let count = self.places.len() - first;
        self.places[first..].iter_mut().for_each(|place| place.in_block.1 = count);
        self.quotations.extend(quotations);
    }

    /// The units in sight of the role model.
    pub fn view(&self) -> View<'_> {
        View {
            text: &self.text,
            words: &self.words,
            cues: &self.index,
            quotations: &self.quotations,
            places: &self.places,
        }
    }

    /// The units, without roles yet.
    pub fn units(&self) -> Vec<Unit> {
        let view = self.view();
        let unit = |(place, &sentence): (&Place, &usize)| Unit {
            span: place.span,
            sentence,
            role: Role::Other,
            kind: Kind::Background,
            probability: 0,
            certainty: None,
            source: None,
            dated: false,
            actor: None,
            thesis: false,
            quoted: place.container == Some(BlockKind::Quote) || is_wholly_quoted(&view, place.span),
            cues: self.cue_words(place.span),
            scores: [0; 4],
        };
        self.places.iter().zip(&self.sentence_of).map(unit).collect()
    }

    /// The cue words inside `span`, in order of place, each once. Words of single lint pages are none: a new page must not
    /// change what an argument says of itself.
    fn cue_words(&self, span: Span) -> Vec<String> {
        let from = self.cues.partition_point(|cue| cue.span.start < span.start);
        let inside = self.cues[from..].iter().take_while(|cue| cue.span.start < span.end);
        let mut found: Vec<String> = Vec::new();
        for cue in inside.filter(|cue| cue.span.end <= span.end && !self.index.is_private(cue.list)) {
            let word = cue.span.of(&self.text);
            if !found.iter().any(|known| known == word) {
                found.push(word.to_owned());
            }
        }
        found
    }

    /// The argument as far as it is known: no units, no relations.
    pub fn into_argument(self) -> Argument {
        Argument {
            language: self.language,
            text: self.text,
            map: self.map,
            words: self.words,
            quotations: self.quotations,
            cues: self.cues,
            sections: self.sections,
            sentences: self.sentences,
            units: Vec::new(),
            relations: Vec::new(),
        }
    }
}

/// The cues that begin where a word begins and end where a word ends: 從不 in 從不同 is none.
fn whole_words(cues: Vec<Cue>, words: &[Word]) -> Vec<Cue> {
    let starts = |at: usize| words.binary_search_by_key(&at, |word| word.span.start).is_ok();
    let ends = |at: usize| words.binary_search_by_key(&at, |word| word.span.end).is_ok();
    cues.into_iter().filter(|cue| starts(cue.span.start) && ends(cue.span.end)).collect()
}

/// Whether all of `span` but signs around it stands in quotation marks.
fn is_wholly_quoted(view: &View, span: Span) -> bool {
    view.is_quoted(span.start) && span.len().saturating_sub(view.quoted_bytes(span)) <= 6
}
