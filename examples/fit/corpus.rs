//! Labelled articles as features and labels.

use crate::labels::{self, Gold, Label};
use lunju::model::argument::{Kind, Role};
use lunju::model::article::Article;
use lunju::model::span::Span;
use lunju::pack::lexicon::Lexicons;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A labelled article.
pub struct Labelled {
    /// Its name.
    pub id: String,
    /// The text, read.
    pub article: Article,
    /// Its units.
    pub units: Vec<Gold>,
    /// Who wrote it.
    pub group: usize,
    /// Whether it is there to learn from alone, and is not scored.
    pub extra: bool,
    /// Its units with features, an index range of [`Corpus::units`].
    pub samples: std::ops::Range<usize>,
}

/// A labelled unit with its features.
pub struct Sample {
    /// Numbers of features, an index into [`Corpus::names`], and values in 256ths.
    pub features: Vec<(u32, i32)>,
    /// Its role.
    pub role: Role,
    /// Its kind.
    pub kind: Option<Kind>,
    /// Who wrote it.
    pub group: usize,
}

/// A clause boundary inside a sentence.
pub struct Boundary {
    /// Numbers of features, an index into [`Corpus::cut_names`], and values in 256ths.
    pub features: Vec<(u32, i32)>,
    /// Whether the labels cut here.
    pub is_cut: bool,
    /// Who wrote it.
    pub group: usize,
}

/// Names of features and their numbers.
#[derive(Default)]
pub struct Names {
    numbers: BTreeMap<String, u32>,
    /// The names by number.
    pub names: Vec<String>,
}

impl Names {
    /// The number of the feature called `name`, a new one if it is new.
    pub fn number(&mut self, name: String) -> u32 {
        let fresh = self.names.len() as u32;
        match self.numbers.entry(name) {
            Entry::Occupied(held) => *held.get(),
            Entry::Vacant(place) => {
                self.names.push(place.key().clone());
                *place.insert(fresh)
            }
        }
    }
}

/// A label may stand this many characters off a boundary, as when scoring.
pub const NEAR: usize = 2;

/// All labelled articles.
pub struct Corpus {
    /// The articles, sorted by path.
    pub articles: Vec<Labelled>,
    /// Their units.
    pub units: Vec<Sample>,
    /// The features of units.
    pub names: Names,
    /// The clause boundaries of their sentences.
    pub boundaries: Vec<Boundary>,
    /// The features of boundaries.
    pub cut_names: Names,
    /// The built-in word lists.
    pub lexicons: Lexicons,
    /// The number of each group.
    groups: BTreeMap<String, usize>,
}

impl Corpus {
    /// Reads every `ID.json` with its `ID.txt` in `folders`, and the articles of `extras`, which are not scored.
    pub fn load(folders: &[&String], extras: &[&String]) -> Result<Self, String> {
        let mut corpus = Self {
            articles: Vec::new(),
            units: Vec::new(),
            names: Names::default(),
            boundaries: Vec::new(),
            cut_names: Names::default(),
            lexicons: Lexicons::builtin(),
            groups: BTreeMap::new(),
        };
        for label in labels::in_folders(folders)? {
            corpus.add(label)?;
        }
        for extra in extras {
            for label in labels::in_file(extra)? {
                corpus.add(label)?;
            }
        }
        Ok(corpus)
    }

    /// How many groups there are.
    pub fn group_count(&self) -> usize {
        self.groups.len()
    }

    /// Whether articles of that group are learned from alone.
    pub fn is_extra(&self, group: usize) -> bool {
        self.articles.iter().find(|article| article.group == group).is_some_and(|article| article.extra)
    }

    fn add(&mut self, label: Label) -> Result<(), String> {
        let Label { id, group, path, units, extra } = label;
        let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = std::fs::read(&path).map_err(|error| wrong(&error))?;
        let next = self.groups.len();
        let group = *self.groups.entry(group).or_insert(next);
        let article = lunju::read::read(&path.display().to_string(), &text).map_err(|error| wrong(&error))?;
        let samples = self.samples(&article, &units, group);
        let range = self.units.len()..self.units.len() + samples.len();
        self.units.extend(samples);
        let boundaries = self.cuts(&article, &units, group);
        self.boundaries.extend(boundaries);
        self.articles.push(Labelled { id, article, units, group, extra, samples: range });
        Ok(())
    }

    /// The labelled units with their features: the fit learns from the units that the labels are about, not from the
    /// program's own cuts.
    fn samples(&mut self, article: &Article, units: &[Gold], group: usize) -> Vec<Sample> {
        let mut features: Vec<Vec<(u32, i32)>> = Vec::new();
        let given = prose_spans(article, units);
        let argument = lunju::parse::features(article, &self.lexicons, &given, |unit, parts, value| {
            features.resize_with(features.len().max(unit + 1), Vec::new);
            features[unit].push((self.names.number(parts.concat()), value));
        });
        let mut samples = Vec::new();
        for (unit, features) in argument.units.iter().zip(features) {
            let range = article.source.range(article.map.map(argument.prose_span(unit.span)));
            let span = Span::new(range.char.start, range.char.end);
            let label = units.iter().max_by_key(|gold| (overlap(gold.span, span), std::cmp::Reverse(gold.span.start)));
            if let Some(label) = label.filter(|gold| overlap(gold.span, span) > 0) {
                samples.push(Sample { features, role: label.role, kind: label.kind, group });
            }
        }
        samples
    }

    /// The clause boundaries with their features.
    fn cuts(&mut self, article: &Article, units: &[Gold], group: usize) -> Vec<Boundary> {
        let mut features: Vec<Vec<(u32, i32)>> = Vec::new();
        let places = lunju::parse::cut_features(article, &self.lexicons, |boundary, parts| {
            features.resize_with(features.len().max(boundary + 1), Vec::new);
            features[boundary].push((self.cut_names.number(parts.concat()), lunju::pack::weights::ONE));
        });
        let is_cut = |place: usize| {
            let at = article.source.range(article.map.map(Span::new(place, place))).char.start;
            units.iter().any(|unit| unit.span.start.abs_diff(at) <= NEAR)
        };
        let boundary = |(&place, features)| Boundary { features, is_cut: is_cut(place), group };
        // A labelled text may be the beginning of an article.
        let ends = units.iter().map(|unit| unit.span.end).max().unwrap_or_default();
        let labelled = |&(place, _): &(&usize, _)| {
            article.source.range(article.map.map(Span::new(*place, *place))).char.start < ends
        };
        places.iter().zip(features).filter(labelled).map(boundary).collect()
    }
}

/// The labelled units in bytes of the article's prose, without blanks at either end.
fn prose_spans(article: &Article, units: &[Gold]) -> Vec<Span> {
    let text = &article.source.text;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let to_prose = article.map.inverse();
    let spans = units.iter().filter_map(|unit| {
        let span = Span::new(*bytes.get(unit.span.start)?, *bytes.get(unit.span.end)?);
        let piece = span.of(text);
        let start = span.start + piece.len() - piece.trim_start().len();
        Some(to_prose.map(Span::new(start, start + piece.trim().len())))
    });
    spans.collect()
}

/// How many scalar values two spans share.
pub fn overlap(left: Span, right: Span) -> usize {
    left.end.min(right.end).saturating_sub(left.start.max(right.start))
}
