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

use crate::model::argument::{Argument, Kind, Language, Reason, Role, Unit};
use crate::model::article::{Article, BlockKind};
use crate::model::span::Span;
use crate::pack::lexicon::Lexicons;
use crate::pack::weights::Weights;
use outline::Outline;
use role::View;

/// The fitted models that a parse uses.
#[derive(Clone)]
pub struct Models {
    /// Scores roles; its classes are `Role::ALL`.
    pub roles: Weights,
    /// Scores kinds; its classes are `Kind::ALL`.
    pub kinds: Weights,
    /// Scores the cuts inside sentences; its classes are "cut" and "keep".
    pub cuts: Weights,
}

impl Models {
    /// The built-in models.
    #[must_use]
    pub fn builtin() -> Self {
        Self { roles: Weights::roles(), kinds: Weights::kinds(), cuts: Weights::cuts() }
    }
}

/// The language of `article`, as a parse would find it, without the rest of the work.
#[must_use]
pub fn language(article: &Article) -> Language {
    language::detect(&article.prose)
}

/// The argument of `article`. `lexicons` holds at least the built-in lists; the occurrences of all its words are kept in
/// the argument, so that lints need not look for them again.
#[must_use]
pub fn parse(article: &Article, lexicons: &Lexicons) -> Argument {
    parse_with(article, lexicons, &Models::builtin())
}

/// The same with other models than the built-in ones.
#[must_use]
pub fn parse_with(article: &Article, lexicons: &Lexicons, models: &Models) -> Argument {
    let (outline, scores) = score(article, lexicons, models);
    let view = outline.view();
    let mut units = outline.units();
    assign_roles(&view, models, &scores, &mut units);
    assign_attributes(&view, &mut units);
    let relations = relate(article, &view, &mut units);
    let slips = consistency::slips(&view, &units);
    Argument { units, relations, slips, ..outline.into_argument() }
}

/// The features that decided each unit's role, the strongest first.
#[must_use]
pub fn why(article: &Article, lexicons: &Lexicons) -> Vec<Vec<Reason>> {
    let (outline, _) = score(article, lexicons, &Models::builtin());
    role::reasons(&outline.view(), &Weights::roles())
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

/// The scores of an article's units, by model (roles, kinds), unit and class, in thousandths.
type Scores = [Vec<Vec<i32>>; 2];

/// The units of `article`, each with one role, and their scores. A unit joined of several parts has their mean scores.
fn score<'a>(article: &Article, lexicons: &'a Lexicons, models: &Models) -> (Outline<'a>, Scores) {
    let mut outline = Outline::new(article, lexicons, &models.cuts);
    let scores = role::scores(&outline.view(), &[&models.roles, &models.kinds]);
    let roles: Vec<Role> = scores[0].iter().map(|scores| Role::ALL[best(scores).0]).collect();
    let continues = unit::continuations(outline.sentence_of(), &roles);
    outline.join(&continues);
    let joined = [0, 1].map(|model| join(&scores[model], &continues));
    (outline, joined)
}

/// One row of scores for each unit that does not go on another: the mean of its parts'.
fn join(scores: &[Vec<i32>], continues: &[bool]) -> Vec<Vec<i32>> {
    let mut joined: Vec<(Vec<i32>, i32)> = Vec::with_capacity(scores.len());
    for (row, &joins) in scores.iter().zip(continues) {
        match joined.last_mut() {
            Some((sum, parts)) if joins => {
                sum.iter_mut().zip(row).for_each(|(sum, score)| *sum = sum.saturating_add(*score));
                *parts += 1;
            }
            _ => joined.push((row.clone(), 1)),
        }
    }
    joined.into_iter().map(|(sum, parts)| sum.into_iter().map(|score| score / parts).collect()).collect()
}

/// Gives every unit its role, probability and kind.
fn assign_roles(view: &View, models: &Models, scores: &Scores, units: &mut [Unit]) {
    for (index, unit) in units.iter_mut().enumerate() {
        for (to, from) in unit.scores.iter_mut().zip(&scores[0][index]) {
            *to = *from;
        }
        if matches!(view.places[index].block, BlockKind::Heading(_)) {
            // A heading is `other`, also when it is worded as a demand.
            (unit.role, unit.kind, unit.probability) = (Role::Other, Kind::Heading, 99);
            continue;
        }
        let (class, margin) = best(&unit.scores);
        unit.role = Role::ALL[class];
        unit.probability = models.roles.probability(class, margin);
        let kinds = Kind::ALL.iter().zip(&scores[1][index]);
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

fn assign_attributes(view: &View, units: &mut [Unit]) {
    let roles: Vec<Role> = units.iter().map(|unit| unit.role).collect();
    for index in 0..units.len() {
        let span = units[index].span;
        match units[index].role {
            Role::Claim => units[index].certainty = Some(attribute::certainty(view, span)),
            Role::Evidence => {
                let same_block = view.places[index].in_block.0 > 0;
                let before = index.checked_sub(1).filter(|_| same_block).and_then(|before| units[before].source);
                units[index].source = Some(attribute::source(view, index, units[index].kind, before));
                units[index].dated = attribute::is_dated(view, span);
            }
            Role::CallToAction => units[index].actor = Some(attribute::actor(view, &roles, index)),
            Role::Other => {}
        }
    }
}

/// The relations, sorted; marks the thesis.
fn relate(article: &Article, view: &View, units: &mut [Unit]) -> Vec<crate::model::argument::Relation> {
    let contents = relation::contents(view.text, view.words, view.places.iter().map(|place| place.span));
    let title = article.title().and_then(|_| view.places.first()).map(|_| &contents[0]);
    if let Some(id) = relation::thesis(view, units, &contents, title) {
        units[id].thesis = true;
        if units[id].role == Role::Claim {
            units[id].kind = Kind::Thesis;
        }
    }
    let mut relations = relation::supports(view, units);
    relations.extend(relation::attacks(view, units));
    relations.extend(relation::restates(view.text, units));
    relations.sort_unstable();
    relations.dedup();
    relations
}
