//! Floor 3: an `Article` to an `Argument`. Total: strange input gives a poorer argument, never an error.
//!
//! The steps, each in its file: language, words, sentences and quotations, units, sections, roles and kinds (`role`),
//! attributes, relations and thesis (`relation`), what does not agree (`consistency`). Only this file knows them all.

mod attribute;
mod consistency;
mod language;
mod outline;
mod relation;
mod role;
mod section;
mod sentence;
mod unit;
mod words;

use crate::model::argument::{Argument, Kind, Language, Reason, Role, Sentence, Unit};
use crate::model::article::{Article, BlockKind};
use crate::model::span::Span;
use crate::pack::lexicon::Lexicons;
use crate::pack::weights::{Decides, MOST_CLASSES, ONE, Weights, hash};
pub use outline::Memory;

use outline::Outline;
use role::{Scores, View};

/// The fitted models that a parse uses.
#[derive(Clone)]
pub struct Models {
    /// Those that weigh the features of units: roles, kinds, sources, support.
    units: Weights,
    cuts: Weights,
    joins: Weights,
}

impl Models {
    /// The built-in models.
    #[must_use]
    pub fn builtin() -> Self {
        let [units, cuts, joins] = [Decides::Roles, Decides::Cuts, Decides::Joins].map(Weights::builtin);
        Self { units, cuts, joins }
    }

    /// The models in the texts of their files; those that `text_of` has none for know no feature.
    ///
    /// # Errors
    /// A line that is not of the form.
    pub fn from_texts<'a>(text_of: impl Fn(Decides) -> Option<&'a str>) -> Result<Self, String> {
        let table = |decides| Weights::from_texts(decides, &text_of);
        Ok(Self { units: table(Decides::Roles)?, cuts: table(Decides::Cuts)?, joins: table(Decides::Joins)? })
    }

    /// The scores of unit `index` by the model for what `decides` says.
    fn scores<'a>(&self, scores: &'a Scores, index: usize, decides: Decides) -> &'a [i32] {
        scores.of(index, self.units.range(decides.number()))
    }

    /// The same, to which `features` add the features of unit `index` that only that model knows; in 256ths of thousandths.
    fn scores_with(
        &self,
        scores: &Scores,
        index: usize,
        decides: Decides,
        features: impl FnOnce(&mut dyn FnMut(&[&str], i32)),
    ) -> Vec<i64> {
        let own = self.scores(scores, index, decides);
        let mut sums: Vec<i64> = own.iter().map(|&score| i64::from(score) * i64::from(ONE)).collect();
        features(&mut |name, value| self.add(decides, name, value, &mut sums));
        sums
    }

    /// Adds what a feature of units, its name in parts and its value in 256ths, says of the classes that `decides` tells
    /// apart to `sums`, in 256ths of thousandths.
    pub fn add(&self, decides: Decides, name: &[&str], value: i32, sums: &mut [i64]) {
        let mut weights = [0; MOST_CLASSES];
        if self.units.add_weights(hash(name), &mut weights) {
            let own = weights.get(self.units.range(decides.number())).unwrap_or_default();
            sums.iter_mut().zip(own).for_each(|(sum, &weight)| *sum += i64::from(weight) * i64::from(value));
        }
    }
}

/// The language of `article`, as a parse would find it, without the rest of the work.
#[must_use]
pub fn language(article: &Article) -> Language {
    language::Letters::of(&article.prose).language()
}

/// The first sentence of `argument` that had to be cut because it has no end; none where there is no such.
#[must_use]
pub fn overlong(argument: &Argument) -> Option<Span> {
    let is_cut = |pair: &&[Sentence]| {
        let [first, next] = pair else { return false };
        first.block == next.block && sentence::is_cut(&argument.text, first.span)
    };
    argument.sentences.windows(2).find(is_cut).map(|pair| pair[0].span)
}

/// The most Han characters that a sentence may have before it is cut.
#[must_use]
pub fn longest_sentence() -> usize {
    sentence::LONGEST / 3
}

/// The argument of `article`. `lexicons` holds at least the built-in lists; the occurrences of all its words are kept in
/// the argument, so that lints need not look for them again.
#[must_use]
pub fn parse(article: &Article, lexicons: &Lexicons) -> Argument {
    parse_with(article, lexicons, &Models::builtin())
}

/// The same for a draft that is parsed again and again: only paragraphs that `memory` does not have from the last time are read,
/// and the argument is that of [`parse`]. A memory is for one draft and for the word lists that it was filled with.
#[must_use]
pub fn parse_again(article: &Article, lexicons: &Lexicons, memory: &mut Memory) -> Argument {
    parse_in(article, lexicons, &Models::builtin(), Some(memory))
}

/// The same as [`parse`] with other models than the built-in ones.
#[must_use]
pub fn parse_with(article: &Article, lexicons: &Lexicons, models: &Models) -> Argument {
    parse_in(article, lexicons, models, None)
}

fn parse_in(article: &Article, lexicons: &Lexicons, models: &Models, memory: Option<&mut Memory>) -> Argument {
    let (outline, scores) = score(article, lexicons, models, memory);
    let view = outline.view();
    let mut units = outline.units();
    assign_roles(&view, models, &scores, &mut units);
    assign_attributes(&view, models, &scores, &mut units);
    let relations = relate(article, &view, models, &scores, &mut units);
    let slips = consistency::slips(&view, &units);
    Argument { units, relations, slips, ..outline.into_argument() }
}

/// The features that decided each unit's role, the strongest first.
#[must_use]
pub fn why(article: &Article, lexicons: &Lexicons) -> Vec<Vec<Reason>> {
    let (outline, _) = score(article, lexicons, &Models::builtin(), None);
    role::reasons(&outline.view(), &Weights::builtin(Decides::Roles))
}

/// The units of `article` before they have roles, and every feature of theirs: `emit(unit, name in parts, value in 256ths)`.
/// This is what weights are fitted on. `given` are the units as a reader has cut them, in bytes of the article's prose.
pub fn features(
    article: &Article,
    lexicons: &Lexicons,
    given: &[Span],
    emit: impl FnMut(usize, &[&str], i32),
) -> Argument {
    let outline = Outline::with_units(article, lexicons, given);
    role::features(&outline.view(), emit);
    let units = outline.units();
    Argument { units, ..outline.into_argument() }
}

/// Every clause boundary of `article` in order: `emit(boundary, name in parts)` for its features. Gives the boundaries'
/// places in bytes of the article's prose. This is what the weights of cuts are fitted on.
pub fn cut_features(article: &Article, lexicons: &Lexicons, emit: impl FnMut(usize, &[&str])) -> Vec<usize> {
    Outline::with_units(article, lexicons, &[]).cut_features(article, emit)
}

/// The places in `article` where the model of joins would be asked whether two parts of a sentence stay apart:
/// `emit(place, name in parts, value in 256ths)` for their features. Gives the places in bytes of the article's prose.
pub fn join_features(
    article: &Article,
    lexicons: &Lexicons,
    models: &Models,
    mut emit: impl FnMut(usize, &[&str], i32),
) -> Vec<usize> {
    let outline = Outline::new(article, lexicons, &models.cuts, None);
    let mut named = role::Named::new(&models.units);
    let words = role::WordScores::new(&outline.view(), &mut named, &outline.scored());
    let scores = role::scores(&outline.view(), &mut named, &words);
    let view = outline.view();
    let mut places: Vec<usize> = Vec::new();
    let mut last = None;
    let parts = outline.parts(|index| models.scores(&scores, index, Decides::Roles));
    unit::seams(&parts, |part, name, value| {
        if last != Some(part) {
            last = Some(part);
            places.push(outline.prose_start(view.places[part].span.start));
        }
        emit(places.len() - 1, name, value);
    });
    places
}

/// What a feature of [`answer_features`] helps to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Source and support.
    Both,
    /// The source alone.
    Source,
    /// Support alone.
    Support,
}

/// The parsed `article`, and `emit(what for, unit, name in parts, value in 256ths)` for every feature that its units' sources
/// and support are decided on. The models of sources and support are not asked.
pub fn answer_features(
    article: &Article,
    lexicons: &Lexicons,
    models: &Models,
    mut emit: impl FnMut(Answers, usize, &[&str], i32),
) -> Argument {
    let (outline, scores) = score(article, lexicons, models, None);
    let view = outline.view();
    let mut units = outline.units();
    assign_roles(&view, models, &scores, &mut units);
    role::features(&view, |unit, name, value| emit(Answers::Both, unit, name, value));
    let verdicts = attribute::verdicts(&view, &units);
    let contents = relation::contents(view.text, view.words, view.places.iter().map(|place| place.span));
    let suggested = relation::supports(&view, &units);
    let grounds = relation::Grounds::new(&view, &units, &contents, &suggested);
    let earlier = &mut attribute::Earlier::default();
    for id in 0..units.len() {
        let source = |name: &[&str], value| emit(Answers::Source, id, name, value);
        attribute::source_features(&view, &units, &verdicts, id, earlier, source);
        grounds.features(id, |name, value| emit(Answers::Support, id, name, value));
    }
    drop(grounds);
    Argument { units, ..outline.into_argument() }
}

/// The units of `article`, each with one role, and their scores. Parts that were joined are scored anew: a unit's features
/// are those of all its words, and of the units around it.
fn score<'a>(
    article: &Article,
    lexicons: &'a Lexicons,
    models: &Models,
    mut memory: Option<&mut Memory>,
) -> (Outline<'a>, Scores) {
    let mut outline = Outline::new(article, lexicons, &models.cuts, memory.as_deref_mut());
    let mut named = role::Named::new(&models.units);
    let known = outline.scored();
    let words = role::WordScores::new(&outline.view(), &mut named, &known);
    let scores = role::scores(&outline.view(), &mut named, &words);
    let parts = outline.parts(|index| models.scores(&scores, index, Decides::Roles));
    let continues = unit::continuations(&parts, &models.joins);
    if !continues.contains(&true) {
        if let Some(memory) = memory {
            outline.remember(&words, memory);
        }
        return (outline, scores);
    }
    outline.join(&continues);
    let known = known.and(&words);
    let joined = role::WordScores::new(&outline.view(), &mut named, &known);
    let scores = role::scores(&outline.view(), &mut named, &joined);
    if let Some(memory) = memory {
        outline.remember(&words.and(&joined), memory);
    }
    (outline, scores)
}

/// Gives every unit its role, probability and kind.
fn assign_roles(view: &View, models: &Models, scores: &Scores, units: &mut [Unit]) {
    for (index, unit) in units.iter_mut().enumerate() {
        for (to, from) in unit.scores.iter_mut().zip(models.scores(scores, index, Decides::Roles)) {
            *to = *from;
        }
        if matches!(view.places[index].block, BlockKind::Heading(_)) {
            // A heading is `other`, also when it is worded as a demand.
            (unit.role, unit.kind, unit.probability) = (Role::Other, Kind::Heading, 99);
            continue;
        }
        let (class, margin) = best(&unit.scores);
        unit.role = Role::ALL[class];
        unit.probability = models.units.probability(class, margin);
        let kinds = Kind::ALL.iter().zip(models.scores(scores, index, Decides::Kinds));
        let fitting =
            kinds.filter(|(kind, _)| kind.role() == unit.role && **kind != Kind::Thesis && **kind != Kind::Heading);
        // Of equal scores the first in the order of definition.
        unit.kind = fitting.rev().max_by_key(|&(_, score)| score).map_or(unit.kind, |(kind, _)| *kind);
    }
}

/// The class with the highest score, the first of equals, and its lead over the next.
fn best(scores: &[i32]) -> (usize, i32) {
    let class = (0..scores.len()).rev().max_by_key(|&class| scores[class]).unwrap_or_default();
    let next = (0..scores.len()).filter(|&other| other != class).map(|other| scores[other]).max();
    (class, scores[class].saturating_sub(next.unwrap_or_default()))
}

fn assign_attributes(view: &View, models: &Models, scores: &Scores, units: &mut [Unit]) {
    let roles: Vec<Role> = units.iter().map(|unit| unit.role).collect();
    let verdicts = attribute::verdicts(view, units);
    let mut earlier = attribute::Earlier::default();
    for index in 0..units.len() {
        let span = units[index].span;
        match units[index].role {
            Role::Claim => units[index].certainty = Some(attribute::certainty(view, span)),
            Role::Evidence => {
                let sums = models.scores_with(scores, index, Decides::Sources, |emit| {
                    attribute::source_features(view, units, &verdicts, index, &mut earlier, emit);
                });
                let settled = attribute::settled_source(view, index, units[index].kind);
                units[index].source = Some(settled.unwrap_or_else(|| attribute::likeliest_source(&sums)));
                units[index].dated = attribute::is_dated(view, span);
            }
            Role::CallToAction => units[index].actor = Some(attribute::actor(view, &roles, index)),
            Role::Other => {}
        }
    }
}

/// The relations, sorted; marks the thesis.
fn relate(
    article: &Article,
    view: &View,
    models: &Models,
    scores: &Scores,
    units: &mut [Unit],
) -> Vec<crate::model::argument::Relation> {
    let contents = relation::contents(view.text, view.words, view.places.iter().map(|place| place.span));
    let suggested = relation::supports(view, units);
    let grounds = relation::Grounds::new(view, units, &contents, &suggested);
    let rests: Vec<bool> = (0..units.len())
        .map(|id| {
            let may_rest = matches!(units[id].role, Role::Claim | Role::CallToAction);
            may_rest && {
                let sums = models.scores_with(scores, id, Decides::Supports, |emit| grounds.features(id, emit));
                sums[0] > sums[1]
            }
        })
        .collect();
    let mut relations = relation::settle(view, units, suggested, &rests);
    let title = article.title().and_then(|_| view.places.first()).map(|_| &contents[0]);
    if let Some(id) = relation::thesis(view, units, &contents, title) {
        units[id].thesis = true;
        if units[id].role == Role::Claim {
            units[id].kind = Kind::Thesis;
        }
    }
    let restates = relation::restates(view.text, units);
    relations.extend(relation::inherited(&relations, &restates));
    relations.extend(relation::attacks(view, units));
    relations.extend(restates);
    relations.sort_unstable();
    relations.dedup();
    relations
}
