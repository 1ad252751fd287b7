//! Everything about an article's units but their roles: text, words, cues, sentences, sections and each unit's place.

use crate::model::argument::{Argument, Cue, Kind, Language, Role, Section, Sentence, Unit, Voice, Word};
use crate::model::article::{Article, BlockKind};
use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use crate::pack::cues::CueIndex;
use crate::pack::fold::fold_with_map;
use crate::pack::lexicon::Lexicons;
use crate::pack::weights::Weights;
use crate::parse::role::{Place, View};
use crate::parse::unit::Clauses;
use crate::parse::{language, section, sentence, unit, words};

/// Where the sentences are cut.
enum Cuts<'a> {
    /// Where a model says.
    Model(&'a Weights),
    /// Where a reader has cut: the units.
    Given(Vec<Span>),
}

impl Cuts<'_> {
    /// The same over the folded text.
    fn map(&self, to_folded: &OffsetMap) -> Self {
        match self {
            Self::Model(weights) => Self::Model(weights),
            Self::Given(units) => Self::Given(units.iter().map(|&unit| to_folded.map(unit)).collect()),
        }
    }

    /// The parts of every sentence of `block`, with the leads of their cuts.
    fn parts(&self, clauses: Clauses, block: Span, sentences: &[Span]) -> Vec<(Span, Vec<(Span, i32)>)> {
        match self {
            Self::Model(weights) => {
                sentences.iter().map(|&sentence| (sentence, unit::cut(clauses, sentence, weights))).collect()
            }
            Self::Given(units) => {
                let whole =
                    |unit: Span| sentences.iter().copied().find(|sentence| sentence.contains(unit)).unwrap_or(unit);
                let inside = units.iter().copied().filter(|&unit| block.contains(unit));
                inside.map(|unit| (whole(unit), vec![(unit, 0)])).collect()
            }
        }
    }
}

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
    /// Each unit's lead of "cut" over "keep" at its beginning, in thousandths.
    leads: Vec<i32>,
    places: Vec<Place>,
}

impl<'a> Outline<'a> {
    /// Splits `article` into sections, sentences and units.
    pub fn new(article: &Article, lexicons: &'a Lexicons, cuts: &Weights) -> Self {
        Self::with(article, lexicons, &Cuts::Model(cuts))
    }

    /// The same with the units `given`, that a reader has cut: bytes of the article's prose, in order, none across two blocks.
    pub fn with_units(article: &Article, lexicons: &'a Lexicons, given: &[Span]) -> Self {
        Self::with(article, lexicons, &Cuts::Given(given.to_vec()))
    }

    fn with(article: &Article, lexicons: &'a Lexicons, cuts: &Cuts) -> Self {
        let (text, map) = fold_with_map(&article.prose);
        let words = words::segment(&text);
        let found = whole_words(lexicons.scan(&text), &words);
        let index = CueIndex::new(lexicons, &found);
        let sections = section::sections(article);
        let to_folded = map.inverse();
        let links: Vec<Span> = article.links.iter().map(|link| to_folded.map(link.span)).collect();
        let mut outline = Self {
            language: language::detect(&article.prose),
            text,
            map,
            words,
            cues: found,
            index,
            quotations: Vec::new(),
            sections,
            sentences: Vec::new(),
            sentence_of: Vec::new(),
            leads: Vec::new(),
            places: Vec::new(),
        };
        let cuts = cuts.map(&to_folded);
        let leaves: Vec<usize> =
            (0..article.blocks.len()).filter(|&block| article.blocks[block].kind.is_leaf()).collect();
        for (leaf, &block) in leaves.iter().enumerate() {
            let span = to_folded.map(article.blocks[block].span);
            outline.add_block(article, block, (leaf, leaves.len()), span, &links, &cuts);
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
        cuts: &Cuts,
    ) {
        let quotations = sentence::quotations(&self.text, span);
        let from = links.partition_point(|link| link.end < span.start);
        let links: Vec<Span> = links[from..].iter().copied().take_while(|link| link.start <= span.end).collect();
        let number = self.sections.partition_point(|section| section.end <= block);
        let section = self.sections.get(number);
        let opens = section.is_some_and(|section| {
            let first = usize::from(matches!(article.blocks[section.first].kind, BlockKind::Heading(_)));
            block == section.first + first
        });
        let container = article.blocks[block].parent.and_then(|_| {
            [BlockKind::Quote, BlockKind::Note, BlockKind::Item]
                .into_iter()
                .find(|&kind| article.is_inside(block, kind))
        });
        let first = self.places.len();
        let sentences = sentence::split(&self.text, span, &links);
        let clauses = Clauses { text: &self.text, hits: &self.cues, quotations: &quotations };
        // A heading is one unit, however it is worded.
        let is_heading = matches!(article.blocks[block].kind, BlockKind::Heading(_));
        let parts = match cuts {
            Cuts::Model(_) if is_heading => sentences.iter().map(|&sentence| (sentence, vec![(sentence, 0)])).collect(),
            _ => cuts.parts(clauses, span, &sentences),
        };
        for (sentence, parts) in parts {
            if self.sentences.last().is_none_or(|last| last.span != sentence) {
                self.sentences.push(Sentence { span: sentence, block, section: number });
            }
            for (part, lead) in parts {
                self.leads.push(lead);
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
                    linked: links
                        .get(links.partition_point(|link| link.start < part.start))
                        .is_some_and(|link| link.start <= part.end),
                });
            }
        }
        let count = self.places.len() - first;
        for place in &mut self.places[first..] {
            place.in_block.1 = count;
        }
        self.quotations.extend(quotations);
    }

    /// The units as parts of their sentences; `scores` gives those of a unit's roles.
    pub fn parts<'b>(&self, scores: impl Fn(usize) -> &'b [i32]) -> Vec<unit::Part<'b>> {
        let part = |number: usize| unit::Part {
            sentence: self.sentence_of[number],
            lead: self.leads[number],
            length: self.places[number].span.len(),
            scores: scores(number),
        };
        (0..self.places.len()).map(part).collect()
    }

    /// The byte of the article's prose that byte `at` of the folded text came from.
    pub fn prose_start(&self, at: usize) -> usize {
        self.map.map(Span::new(at, at)).start
    }

    /// Joins every unit that `continues` marks to the one before it. The leads of cuts are gone afterwards.
    pub fn join(&mut self, continues: &[bool]) {
        let mut places: Vec<Place> = Vec::with_capacity(self.places.len());
        let mut sentence_of = Vec::with_capacity(self.places.len());
        for ((&place, &sentence), &joins) in self.places.iter().zip(&self.sentence_of).zip(continues) {
            match places.last_mut() {
                Some(last) if joins => {
                    last.span.end = place.span.end;
                    last.linked |= place.linked;
                }
                _ => {
                    places.push(place);
                    sentence_of.push(sentence);
                }
            }
        }
        (self.places, self.sentence_of) = (places, sentence_of);
        self.leads.clear();
        self.number();
    }

    /// Numbers the units of every block.
    fn number(&mut self) {
        let mut start = 0;
        while start < self.places.len() {
            let leaf = self.places[start].leaf.0;
            let count = self.places[start..].iter().take_while(|place| place.leaf.0 == leaf).count();
            for (at, place) in self.places[start..start + count].iter_mut().enumerate() {
                place.in_block = (at, count);
            }
            start += count;
        }
    }

    /// Every clause boundary of `article` and its features; see [`crate::parse::cut_features`].
    pub fn cut_features(&self, article: &Article, mut emit: impl FnMut(usize, &[&str])) -> Vec<usize> {
        let to_folded = self.map.inverse();
        let mut places = Vec::new();
        for block in article.blocks.iter().filter(|block| block.kind.is_leaf()) {
            let span = to_folded.map(block.span);
            let quotations = sentence::quotations(&self.text, span);
            let clauses = Clauses { text: &self.text, hits: &self.cues, quotations: &quotations };
            for sentence in sentence::split(&self.text, span, &[]) {
                for boundary in unit::boundaries(clauses, sentence) {
                    boundary.features(clauses, |parts| emit(places.len(), parts));
                    places.push(self.map.map(Span::new(boundary.at, boundary.at)).start);
                }
            }
        }
        places
    }

    /// The units in sight of the role model.
    pub fn view(&self) -> View<'_> {
        View {
            text: &self.text,
            words: &self.words,
            cues: &self.index,
            hits: &self.cues,
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
            slips: Vec::new(),
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
