//! Everything about an article's units but their roles: text, words, cues, sentences, sections and each unit's place.

mod paragraph;

pub use paragraph::Memory;

use crate::model::argument::{Argument, Cue, Kind, Language, Role, Section, Sentence, Unit, Voice, Word};
use crate::model::article::{Article, BlockKind};
use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use crate::pack::cues::CueIndex;
use crate::pack::lexicon::Lexicons;
use crate::pack::weights::Weights;
use crate::parse::language::Letters;
use crate::parse::role::{Place, View, WordScores};
use crate::parse::unit::{Clauses, Cutter};
use crate::parse::{section, sentence, unit};
use paragraph::{Paragraph, Parts, stretches};

/// Where the sentences are cut.
enum Cuts<'a> {
    /// Where a model says.
    Model(&'a Weights),
    /// Where a reader has cut: the units, in bytes of the prose.
    Given(&'a [Span]),
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
    /// What the text was put together from, and where each begins.
    paragraphs: Vec<(usize, Paragraph)>,
}

impl<'a> Outline<'a> {
    /// Splits `article` into sections, sentences and units; paragraphs that `memory` has are not read again.
    pub fn new(article: &Article, lexicons: &'a Lexicons, cuts: &Weights, memory: &mut Memory) -> Self {
        Self::with(article, lexicons, &Cuts::Model(cuts), memory)
    }

    /// The same with the units `given`, that a reader has cut: bytes of the article's prose, in order, none across two blocks.
    pub fn with_units(article: &Article, lexicons: &'a Lexicons, given: &[Span]) -> Self {
        Self::with(article, lexicons, &Cuts::Given(given), &mut Memory::default())
    }

    fn with(article: &Article, lexicons: &'a Lexicons, cuts: &Cuts, memory: &mut Memory) -> Self {
        let mut outline = Self {
            language: Language::Unknown,
            text: String::with_capacity(article.prose.len()),
            map: OffsetMap::default(),
            // Of an ordinary text, as many as there will be: a word in five bytes, a cue in eight.
            words: Vec::with_capacity(article.prose.len() / 5),
            cues: Vec::with_capacity(article.prose.len() / 8),
            index: CueIndex::new(lexicons, &[]),
            quotations: Vec::new(),
            sections: section::sections(article),
            sentences: Vec::new(),
            sentence_of: Vec::new(),
            leads: Vec::new(),
            places: Vec::new(),
            paragraphs: Vec::new(),
        };
        let mut cutter = match cuts {
            Cuts::Model(weights) => Some(Cutter::new(weights)),
            Cuts::Given(_) => None,
        };
        let mut letters = Letters::default();
        let found = stretches(article);
        let leaves = found.len();
        for (leaf, stretch) in found.into_iter().enumerate() {
            let prose = stretch.span.of(&article.prose);
            let known = memory.take(prose, &stretch.frame);
            let paragraph = known.unwrap_or_else(|| Paragraph::read(prose, stretch.frame, lexicons, cutter.as_mut()));
            letters.add(paragraph.letters);
            let start = outline.add_text(&paragraph, stretch.span.start);
            if let Some(block) = stretch.block {
                outline.add_units(article, block, (leaf, leaves), &paragraph, start, cuts);
            }
            outline.paragraphs.push((start, paragraph));
        }
        outline.index = CueIndex::new(lexicons, &outline.cues);
        outline.language = letters.language();
        outline.mark_links(article);
        outline
    }

    /// Adds the text of `paragraph`, whose prose begins at byte `prose`, with its words and cues; gives where it begins.
    fn add_text(&mut self, paragraph: &Paragraph, prose: usize) -> usize {
        let start = self.text.len();
        self.text.push_str(&paragraph.text);
        self.map.append(&paragraph.map, start, prose);
        self.words.extend(paragraph.words.iter().map(|word| Word { span: word.span.shifted(start), ..*word }));
        self.cues.extend(paragraph.cues.iter().map(|cue| Cue { span: cue.span.shifted(start), ..*cue }));
        self.quotations.extend(paragraph.quotations.iter().map(|span| span.shifted(start)));
        start
    }

    /// Adds the sentences and units of leaf `block`, which `paragraph` holds; its text begins at byte `start`.
    fn add_units(
        &mut self,
        article: &Article,
        block: usize,
        leaf: (usize, usize),
        paragraph: &Paragraph,
        start: usize,
        cuts: &Cuts,
    ) {
        let number = self.sections.partition_point(|section| section.end <= block);
        let section = self.sections.get(number);
        let opens = section.is_some_and(|section| {
            let first = usize::from(matches!(article.blocks[section.first].kind, BlockKind::Heading(_)));
            block == section.first + first
        });
        let editor = section.is_some_and(|section| section.voice == Voice::Editor);
        let container = article.blocks[block].parent.and_then(|_| {
            [BlockKind::Quote, BlockKind::Note, BlockKind::Item]
                .into_iter()
                .find(|&kind| article.is_inside(block, kind))
        });
        let first = self.places.len();
        let given = match cuts {
            Cuts::Model(_) => None,
            Cuts::Given(units) => Some(self.given_parts(units, paragraph, start)),
        };
        for (sentence, parts) in given.as_ref().unwrap_or(&paragraph.sentences) {
            let sentence = sentence.shifted(start);
            if self.sentences.last().is_none_or(|last| last.span != sentence) {
                self.sentences.push(Sentence { span: sentence, block, section: number });
            }
            for &(part, lead) in parts {
                self.leads.push(lead);
                self.sentence_of.push(self.sentences.len() - 1);
                self.places.push(Place {
                    span: sentence::trim(&self.text, part.shifted(start)),
                    sentence,
                    block: article.blocks[block].kind,
                    container,
                    in_block: (self.places.len() - first, 0),
                    leaf,
                    opens_section: opens && self.places.len() == first,
                    editor,
                    linked: false,
                });
            }
        }
        let count = self.places.len() - first;
        for place in &mut self.places[first..] {
            place.in_block.1 = count;
        }
    }

    /// The units that a reader has cut inside `paragraph`, which begins at byte `start`, each with the sentence that holds it.
    fn given_parts(&self, units: &[Span], paragraph: &Paragraph, start: usize) -> Vec<Parts> {
        let to_folded = self.map.inverse();
        let folded = units.iter().map(|&unit| to_folded.map(unit));
        let inside = folded.filter(|&unit| paragraph.leaf.shifted(start).contains(unit));
        let part = |unit: Span| {
            let unit = Span::new(unit.start - start, unit.end - start);
            let holding = paragraph.sentences.iter().map(|(sentence, _)| *sentence).find(|held| held.contains(unit));
            (holding.unwrap_or(unit), vec![(unit, 0)])
        };
        inside.map(part).collect()
    }

    /// Marks the units in which a link or a reference stands.
    fn mark_links(&mut self, article: &Article) {
        let to_folded = self.map.inverse();
        let links: Vec<Span> = article.links.iter().map(|link| to_folded.map(link.span)).collect();
        for place in &mut self.places {
            let next = links.get(links.partition_point(|link| link.start < place.span.start));
            place.linked = next.is_some_and(|link| link.start <= place.span.end);
        }
    }

    /// What the words of units add to their scores, as far as it is known from an earlier parse.
    pub fn scored(&self) -> WordScores {
        let mut scored = WordScores::default();
        self.paragraphs.iter().for_each(|(start, paragraph)| scored.append(&paragraph.scored, *start));
        scored
    }

    /// Hands the paragraphs over to `memory`, with what is known of the scores of their words.
    pub fn remember(&mut self, scored: &WordScores, memory: &mut Memory) {
        memory.fill(std::mem::take(&mut self.paragraphs).into_iter().map(|(start, mut paragraph)| {
            paragraph.scored = scored.within(Span::new(start, start + paragraph.text.len()));
            paragraph
        }));
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
                    boundary.features(clauses, |name| emit(places.len(), &name.parts()));
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

/// Whether all of `span` but signs around it stands in quotation marks.
fn is_wholly_quoted(view: &View, span: Span) -> bool {
    view.is_quoted(span.start) && span.len().saturating_sub(view.quoted_bytes(span)) <= 6
}
