//! What is learned from the program's own answers: where two parts of a sentence meet, and the sources and support of units
//! that it has cut itself.

use crate::corpus::{Corpus, Labelled, NEAR, Names, overlap};
use crate::labels::Gold;
use crate::train::{Balance, Problem, Row, SOURCE_PENALTIES, SUPPORT_PENALTIES};
use lunju::model::argument::{Attribution, Role};
use lunju::model::span::Span;
use lunju::parse::{Answers, Models, answer_features, join_features};

/// A row that owns its features.
pub struct Learned {
    features: Vec<(u32, i32)>,
    class: usize,
    group: usize,
}

impl Learned {
    /// As a row of a problem.
    pub fn row(&self) -> Row<'_> {
        Row::new(&self.features, self.class, self.group)
    }
}

/// The places where two parts of a sentence meet. Classes: 0 cut, 1 keep.
pub struct Seams {
    /// The features' names.
    pub names: Names,
    /// One row a place.
    pub rows: Vec<Learned>,
}

impl Seams {
    /// Of all `unseen` articles, each with models that have not seen it.
    pub fn gather(corpus: &Corpus, unseen: &[(&Labelled, &Models)]) -> Self {
        let mut seams = Self { names: Names::default(), rows: Vec::new() };
        for (labelled, models) in unseen {
            let mut features: Vec<Vec<(u32, i32)>> = Vec::new();
            let places = join_features(&labelled.article, &corpus.lexicons, models, |place, name, value| {
                features.resize_with(features.len().max(place + 1), Vec::new);
                features[place].push((seams.names.number(name.concat()), value));
            });
            for (place, features) in places.into_iter().zip(features) {
                let article = &labelled.article;
                let at = article.source.range(article.map.map(Span::new(place, place))).char.start;
                if labelled.units.iter().all(|unit| unit.span.end <= at) {
                    continue;
                }
                let is_cut = labelled.units.iter().any(|unit| unit.span.start.abs_diff(at) <= NEAR);
                seams.rows.push(Learned { features, class: usize::from(!is_cut), group: labelled.group });
            }
        }
        seams
    }
}

/// Evidence with sources and claims with support, as the program finds them.
pub struct Answered {
    names: Names,
    sources: Vec<Learned>,
    supports: Vec<Learned>,
}

impl Answered {
    /// Of all `unseen` articles, each with models that have not seen it.
    pub fn gather(corpus: &Corpus, unseen: &[(&Labelled, &Models)]) -> Self {
        let mut answered = Self { names: Names::default(), sources: Vec::new(), supports: Vec::new() };
        for (labelled, models) in unseen {
            answered.add(corpus, labelled, models);
        }
        answered
    }

    fn add(&mut self, corpus: &Corpus, labelled: &Labelled, models: &Models) {
        let article = &labelled.article;
        let mut features: Vec<Vec<(Answers, u32, i32)>> = Vec::new();
        let argument = answer_features(article, &corpus.lexicons, models, |answers, unit, name, value| {
            features.resize_with(features.len().max(unit + 1), Vec::new);
            features[unit].push((answers, self.names.number(name.concat()), value));
        });
        for (unit, features) in argument.units.iter().zip(features) {
            let range = article.source.range(article.map.map(argument.prose_span(unit.span))).char;
            let span = Span::new(range.start, range.end);
            let label = labelled.units.iter().rev().max_by_key(|gold| overlap(gold.span, span));
            let Some(label) = label.filter(|gold| overlap(gold.span, span) > 0 && gold.role == unit.role) else {
                continue;
            };
            let take = |wanted: Answers| {
                let kept = features.iter().filter(|(answers, ..)| *answers == wanted || *answers == Answers::Both);
                kept.map(|&(_, number, value)| (number, value)).collect()
            };
            if let Some(class) = source_class(label).filter(|_| unit.role == Role::Evidence) {
                self.sources.push(Learned { features: take(Answers::Source), class, group: labelled.group });
            }
            if let Some(supported) = label.supported.filter(|_| unit.role == Role::Claim) {
                let class = usize::from(!supported);
                let mut features: Vec<(u32, i32)> = take(Answers::Support);
                features.retain(|&(number, _)| !is_gram(&self.names.names[number as usize]));
                self.supports.push(Learned { features, class, group: labelled.group });
            }
        }
    }

    /// The files of weights for sources and support.
    pub fn texts(&self) -> Result<[String; 2], String> {
        let solve = |rows: &[Learned], classes: Vec<&str>, balance, penalties, trim| {
            let rows: Vec<Row> = rows.iter().map(Learned::row).collect();
            Problem { names: &self.names, classes, least: LEAST_GROUPS, balance, penalties, trim }.solve(&rows, "")
        };
        Ok([
            solve(&self.sources, vec!["named", "vague", "none"], Balance::Power(0.3), &SOURCE_PENALTIES, 28)?,
            solve(&self.supports, vec!["yes", "no"], Balance::Power(0.0), &SUPPORT_PENALTIES, 7)?,
        ])
    }
}

/// Whether a feature is a sequence of characters or words.
fn is_gram(name: &str) -> bool {
    name.starts_with("c:") || name.starts_with("w:")
}

/// In how many writers' articles a feature of sources and support must occur.
const LEAST_GROUPS: usize = 4;

/// The class of a labelled source; a link is a name.
fn source_class(label: &Gold) -> Option<usize> {
    Some(match label.source? {
        Attribution::Named | Attribution::Linked => 0,
        Attribution::Vague => 1,
        Attribution::None => 2,
    })
}
