//! Scores the program against labelled articles: a label file holds units and findings in scalar values of a text.

use lunju::lint::{Settings, lint};
use lunju::model::argument::{Argument, Role};
use lunju::model::article::Article;
use lunju::model::diagnostic::Diagnostic;
use lunju::model::span::Span;
use lunju::pack::page::Pack;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// A finding counts only if it is no longer than this many scalar values, or than the labelled units it touches.
const LONGEST: usize = 60;

/// How well the program agrees with the labels of some articles.
#[derive(Debug, Default)]
pub struct Scores {
    roles: BTreeMap<(Role, Role), usize>,
    must: (usize, usize),
    never: (usize, usize),
    findings: usize,
    characters: usize,
}

impl Scores {
    /// Mean F1 of claim, evidence and call to action; every labelled unit takes the role of the unit that covers most of it.
    pub fn macro_f1(&self) -> f64 {
        [Role::Claim, Role::Evidence, Role::CallToAction].map(|role| self.f1(role)).iter().sum::<f64>() / 3.0
    }

    fn f1(&self, role: Role) -> f64 {
        let count = |test: &dyn Fn(Role, Role) -> bool| -> usize {
            self.roles.iter().filter(|(pair, _)| test(pair.0, pair.1)).map(|(_, count)| count).sum()
        };
        let right = count(&|gold, found| gold == role && found == role);
        let all = count(&|gold, _| gold == role) + count(&|_, found| found == role);
        2.0 * right as f64 / all.max(1) as f64
    }

    /// The share of the findings labelled `must` that were raised.
    pub fn must_recall(&self) -> f64 {
        self.must.0 as f64 / self.must.1.max(1) as f64
    }

    /// The share of the findings labelled `never` that were raised.
    pub fn never_raised(&self) -> f64 {
        self.never.0 as f64 / self.never.1.max(1) as f64
    }

    /// Findings per thousand characters.
    pub fn per_thousand(&self) -> f64 {
        self.findings as f64 * 1000.0 / self.characters.max(1) as f64
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for &role in Role::ALL {
            writeln!(f, "{:15} F1 {:.3}", role.name(), self.f1(role))?;
        }
        writeln!(f, "macro-F1 {:.3}", self.macro_f1())?;
        writeln!(
            f,
            "must found {} of {}, never raised {} of {}",
            self.must.0, self.must.1, self.never.0, self.never.1
        )?;
        write!(f, "{:.2} findings per 1,000 characters", self.per_thousand())
    }
}

/// The label files of a folder, sorted; none where there is no such folder.
pub fn labels_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
}

/// Scores the articles whose label files are `labels`, each with its text beside it.
pub fn score(labels: &[PathBuf]) -> Scores {
    let pack = Pack::builtin();
    let mut scores = Scores::default();
    for path in labels {
        let label: Value =
            serde_json::from_str(&std::fs::read_to_string(path).expect("labels can be read")).expect("JSON");
        let text = std::fs::read(path.with_extension("txt")).expect("the text stands beside its labels");
        let article = lunju::read::read("article.txt", &text).expect("the text can be read");
        let argument = lunju::parse::parse(&article, &pack.lexicons);
        let report = lint(&pack, &Settings::default(), &article, &argument);
        scores.characters += article.source.text.chars().count();
        scores.findings += report.diagnostics.len();
        let units: Vec<(Span, Role)> = list(&label, "units").map(|unit| (span(unit), role(unit))).collect();
        score_roles(&article, &argument, &units, &mut scores);
        for finding in list(&label, "findings") {
            let raised = report.diagnostics.iter().any(|found| hits(found, finding, &units));
            let tally = if finding["level"] == "must" { &mut scores.must } else { &mut scores.never };
            *tally = (tally.0 + usize::from(raised), tally.1 + 1);
        }
    }
    scores
}

fn score_roles(article: &Article, argument: &Argument, units: &[(Span, Role)], scores: &mut Scores) {
    let found: Vec<(Span, Role)> = argument
        .units
        .iter()
        .map(|unit| (article.source.range(article.map.map(argument.prose_span(unit.span))).char, unit.role))
        .collect();
    for &(gold, role) in units {
        let covers = |unit: &&(Span, Role)| overlap(unit.0, gold);
        // Of equals the first.
        let best = found.iter().rev().max_by_key(covers).filter(|unit| overlap(unit.0, gold) > 0);
        *scores.roles.entry((role, best.map_or(Role::Other, |unit| unit.1))).or_default() += 1;
    }
}

/// Whether `found` is the labelled finding: the same lint, at least half of the shorter one shared, and not too wide.
fn hits(found: &Diagnostic, finding: &Value, units: &[(Span, Role)]) -> bool {
    let (range, labelled) = (found.range.char, span(finding));
    let touched: usize = units.iter().filter(|unit| overlap(unit.0, labelled) > 0).map(|unit| unit.0.len()).sum();
    let shorter = range.len().min(labelled.len());
    finding["lint"] == *found.lint
        && shorter > 0
        && range.len() <= LONGEST.max(touched + 10)
        && 2 * overlap(range, labelled) >= shorter
}

fn list<'a>(label: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    label[key].as_array().into_iter().flatten()
}

fn span(item: &Value) -> Span {
    let number = |key: &str| item[key].as_u64().expect("a label has a start and an end") as usize;
    Span::new(number("start"), number("end"))
}

fn role(unit: &Value) -> Role {
    unit["role"].as_str().and_then(Role::from_name).expect("a labelled unit has a role")
}

fn overlap(left: Span, right: Span) -> usize {
    left.end.min(right.end).saturating_sub(left.start.max(right.start))
}
