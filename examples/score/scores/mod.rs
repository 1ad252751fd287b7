//! How well the program agrees with labelled articles: roles, cuts, kinds, sources, support, findings, probabilities.
//!
//! `labels` reads what a reader has labelled; `cuts` and `reliability` count what needs more than a comparison; `print`
//! shows it all.

mod cuts;
mod labels;
mod print;
mod reliability;
mod tally;

pub use labels::labels_in;

use labels::{Finding, Labels, Unit};
use lunju::lint::{Settings, lint};
use lunju::model::argument::{Argument, Attribution, Kind, RelationKind, Role};
use lunju::model::article::Article;
use lunju::model::diagnostic::Diagnostic;
use lunju::model::span::Span;
use lunju::pack::page::Pack;
use reliability::Reliability;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tally::{Agreement, Share};

/// A finding counts only if it is no longer than this many scalar values, or than the labelled units it touches.
const LONGEST: usize = 60;

/// What the labels ask of one lint, and what it did.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    must: Share,
    never: Share,
}

/// How well the program agrees with the labels of some articles.
#[derive(Debug, Default)]
pub struct Scores {
    /// How many articles there are.
    pub articles: usize,
    /// Label files without a text.
    pub skipped: Vec<String>,
    /// What was decided otherwise than labelled: the article, what, the words.
    pub disagreements: Vec<String>,
    /// Labelled units by the role that they have and the one that was found.
    roles: BTreeMap<(Role, Role), usize>,
    /// The ends of units.
    pub ends: Agreement,
    /// The cuts inside sentences.
    pub inner: Agreement,
    /// How often the kind is right where the role is.
    pub kinds: Share,
    /// How much of the labelled testimony is found as evidence.
    pub testimony: Share,
    /// How often the source of evidence is right where the role is; a link is a named source.
    pub sources: Share,
    /// How often a claim is rightly said to have evidence, or to have none, where the role is right.
    pub support: Share,
    /// How far the stated probabilities can be believed.
    pub reliability: Reliability,
    /// By lint.
    asked: BTreeMap<String, Tally>,
    /// All findings, by lint.
    raised: BTreeMap<String, usize>,
    characters: usize,
}

impl Scores {
    /// Scores the articles whose label files are `paths`. An error names the file that cannot be read or scored.
    pub fn of(paths: &[PathBuf]) -> Result<Self, String> {
        let pack = Pack::builtin();
        let mut scores = Self::default();
        for path in paths {
            scores.add(path, &pack).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(scores)
    }

    fn add(&mut self, path: &Path, pack: &Pack) -> Result<(), String> {
        let labels = Labels::read(path)?;
        let Some(file) = &labels.text else {
            self.skipped.push(path.display().to_string());
            return Ok(());
        };
        let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
        let article = lunju::read::read(&file.display().to_string(), &bytes).map_err(|error| error.to_string())?;
        let argument = lunju::parse::parse(&article, &pack.lexicons);
        if !argument.language.has_pack() {
            return Err(format!("no pack for the language `{}`", argument.language.name()));
        }
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        let text = &article.source.text;
        let found: Vec<Span> = argument.units.iter().map(|unit| scalars(&article, &argument, unit.span)).collect();
        let labelled: Vec<Span> = labels.units.iter().map(|unit| unit.span).collect();
        self.articles += 1;
        self.characters += text.chars().count();
        self.add_units(&id, text, &labels.units, &argument, &found);
        self.add_probabilities(&labels.units, &labelled, &argument, &found);
        cuts::count(text, &labelled, &found, &mut self.ends, &mut self.inner);
        let report = lint(pack, &Settings::default(), &article, &argument);
        self.add_findings(&id, text, &labels, &report.diagnostics);
        Ok(())
    }

    /// Every labelled unit is compared with the unit that covers most of it.
    fn add_units(&mut self, id: &str, text: &str, labelled: &[Unit], argument: &Argument, found: &[Span]) {
        let supported = supported(argument);
        for label in labelled {
            let Some(index) = covering(found, label.span) else {
                *self.roles.entry((label.role, Role::Other)).or_default() += 1;
                continue;
            };
            let unit = &argument.units[index];
            *self.roles.entry((label.role, unit.role)).or_default() += 1;
            if label.kind == Some(Kind::Testimony) {
                self.testimony.add(unit.role == Role::Evidence);
            }
            if label.role != unit.role {
                let what = format!("{} -> {}", label.role.name(), unit.role.name());
                self.disagreements.push(format!("{id}\t{what}\t{}", words(text, label.span)));
                continue;
            }
            if let Some(kind) = label.kind {
                self.kinds.add(kind == unit.kind);
            }
            match (label.role, label.source, label.supported) {
                (Role::Evidence, Some(source), _) => self.sources.add(Some(whose(source)) == unit.source.map(whose)),
                (Role::Claim, _, Some(support)) => self.support.add(support == supported[index]),
                _ => {}
            }
        }
    }

    /// Every unit of the argument is right if the labelled unit that covers most of it has its role; `other` where none does.
    fn add_probabilities(&mut self, labels: &[Unit], labelled: &[Span], argument: &Argument, found: &[Span]) {
        for (unit, &span) in argument.units.iter().zip(found) {
            let role = covering(labelled, span).map_or(Role::Other, |index| labels[index].role);
            self.reliability.add(unit.probability, unit.role == role);
        }
    }

    fn add_findings(&mut self, id: &str, text: &str, labels: &Labels, raised: &[Diagnostic]) {
        for diagnostic in raised {
            *self.raised.entry(diagnostic.lint.clone()).or_default() += 1;
        }
        for finding in &labels.findings {
            let hit = raised.iter().any(|diagnostic| hits(diagnostic, finding, &labels.units));
            let tally = self.asked.entry(finding.lint.clone()).or_default();
            let share = if finding.must { &mut tally.must } else { &mut tally.never };
            share.add(hit);
            if hit != finding.must {
                let what = if finding.must { "missed" } else { "false alarm" };
                let words = words(text, finding.span);
                self.disagreements.push(format!("{id}\t{what}\t{}\t{words}", finding.lint));
            }
        }
    }

    /// How often `role` was labelled and found.
    fn role(&self, role: Role) -> Agreement {
        let count = |test: &dyn Fn(Role, Role) -> bool| -> usize {
            self.roles.iter().filter(|(pair, _)| test(pair.0, pair.1)).map(|(_, count)| count).sum()
        };
        Agreement {
            both: count(&|label, found| label == role && found == role),
            missed: count(&|label, found| label == role && found != role),
            wrong: count(&|label, found| label != role && found == role),
        }
    }

    /// Mean F1 of claim, evidence and call to action; every labelled unit takes the role of the unit that covers most of it.
    pub fn macro_f1(&self) -> f64 {
        [Role::Claim, Role::Evidence, Role::CallToAction].iter().map(|&role| self.role(role).f1()).sum::<f64>() / 3.0
    }

    /// The findings labelled `must`, and how many of them were raised.
    pub fn must(&self) -> Share {
        self.all(|tally| tally.must)
    }

    /// The findings labelled `never`, and how many of them were raised.
    pub fn never(&self) -> Share {
        self.all(|tally| tally.never)
    }

    /// Findings per thousand characters.
    pub fn per_thousand(&self) -> f64 {
        1000.0 * self.raised.values().sum::<usize>() as f64 / self.characters.max(1) as f64
    }

    fn all(&self, part: fn(&Tally) -> Share) -> Share {
        let sum = |sum: Share, share: Share| Share { hits: sum.hits + share.hits, of: sum.of + share.of };
        self.asked.values().map(part).fold(Share::default(), sum)
    }
}

/// The scalar values of the source that `span` of the folded text came from.
fn scalars(article: &Article, argument: &Argument, span: Span) -> Span {
    article.source.range(article.map.map(argument.prose_span(span))).char
}

/// Whether each unit has evidence of its own.
fn supported(argument: &Argument) -> Vec<bool> {
    let mut supported = vec![false; argument.units.len()];
    for relation in argument.relations.iter().filter(|relation| relation.kind == RelationKind::Supports) {
        supported[relation.to] |= argument.units[relation.from].role == Role::Evidence;
    }
    supported
}

/// The span of `spans` that covers most of `span`, the first of equals.
fn covering(spans: &[Span], span: Span) -> Option<usize> {
    let best = (0..spans.len()).rev().max_by_key(|&index| overlap(spans[index], span))?;
    (overlap(spans[best], span) > 0).then_some(best)
}

/// Whether `found` is the labelled finding: the same lint, at least half of the shorter one shared, and not too wide.
fn hits(found: &Diagnostic, finding: &Finding, units: &[Unit]) -> bool {
    let (range, labelled) = (found.range.char, finding.span);
    let touched: usize = units.iter().filter(|unit| overlap(unit.span, labelled) > 0).map(|unit| unit.span.len()).sum();
    let shorter = range.len().min(labelled.len());
    found.lint == finding.lint
        && shorter > 0
        && range.len() <= LONGEST.max(touched + 10)
        && 2 * overlap(range, labelled) >= shorter
}

/// Labels do not tell a link from a name.
fn whose(source: Attribution) -> Attribution {
    if source == Attribution::Linked { Attribution::Named } else { source }
}

fn words(text: &str, span: Span) -> String {
    text.chars().skip(span.start).take(span.len()).collect()
}

/// How many scalar values two spans share.
fn overlap(left: Span, right: Span) -> usize {
    left.end.min(right.end).saturating_sub(left.start.max(right.start))
}
