//! From a corpus to the text of the two files of weights.

use crate::corpus::{Corpus, Sample};
use crate::optimise::{Example, fit};
use crate::score::out_of_fold;
use lunju::model::argument::{Kind, Role};
use lunju::parse::Models;
use std::fmt::Write as _;

/// A sequence of characters or words that fewer writers use is no feature: it could be read back out of the weights.
const LEAST_GROUPS: usize = 3;
/// The same for the model of kinds, which has more classes and less need of rare words.
const LEAST_GROUPS_FOR_KINDS: usize = 8;
/// The quadratic penalty on weights of character and word sequences, chosen by cross-validation.
const PENALTY: f64 = 10.0;
/// How many times stronger it is on the unit's own named features, which carry far larger values, and on its neighbours'.
const OWN: f64 = 6.0;
const NEIGHBOUR: f64 = 44.0;

/// Which units a fit may see, by their number.
pub type Filter<'a> = &'a dyn Fn(&Sample) -> bool;

/// The two files of weights, without margins.
pub struct Texts {
    /// `lints/roles/zh.tsv`.
    pub roles: String,
    /// `lints/roles/zh-kinds.tsv`.
    pub kinds: String,
}

impl Texts {
    /// The models, packed.
    pub fn models(&self) -> Result<Models, String> {
        Ok(Models {
            roles: lunju::pack::weights::Weights::from_text(&self.roles)?,
            kinds: lunju::pack::weights::Weights::from_text(&self.kinds)?,
        })
    }
}

/// Fits roles and kinds on the units that `keep` lets through. `margins` go into the file of roles.
pub fn texts(corpus: &Corpus, keep: Filter, margins: &str) -> Result<Texts, String> {
    let role = |unit: &Sample| Role::ALL.iter().position(|&role| role == unit.role);
    let kind = |unit: &Sample| Kind::ALL.iter().position(|&kind| Some(kind) == unit.kind);
    let roles = Problem { keep, class: &role, least: LEAST_GROUPS, balance: 0.5 };
    let kinds = Problem { keep, class: &kind, least: LEAST_GROUPS_FOR_KINDS, balance: 0.3 };
    let role_names: Vec<_> = Role::ALL.iter().map(|role| role.name()).collect();
    let kind_names: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    Ok(Texts { roles: roles.solve(corpus, &role_names, margins)?, kinds: kinds.solve(corpus, &kind_names, "")? })
}

/// One regression.
struct Problem<'a> {
    keep: Filter<'a>,
    class: &'a dyn Fn(&Sample) -> Option<usize>,
    least: usize,
    /// 0: every unit counts the same; 1: every class counts the same.
    balance: f64,
}

impl Problem<'_> {
    fn solve(&self, corpus: &Corpus, classes: &[&str], margins: &str) -> Result<String, String> {
        let seen = self.groups(corpus);
        let mut numbers = vec![None; corpus.names.len()];
        let mut kept = Vec::new();
        for (feature, name) in corpus.names.iter().enumerate() {
            if seen[feature] >= self.least {
                numbers[feature] = Some(kept.len() as u32);
                kept.push(name);
            }
        }
        let units: Vec<(&Sample, usize)> = corpus
            .units
            .iter()
            .filter(|unit| (self.keep)(unit))
            .filter_map(|unit| Some((unit, (self.class)(unit)?)))
            .collect();
        let mut counts = vec![0_usize; classes.len()];
        units.iter().for_each(|&(_, class)| counts[class] += 1);
        let rows: Vec<Vec<(u32, f32)>> = units
            .iter()
            .map(|(unit, _)| {
                let known = |&(feature, value): &(u32, i32)| Some((numbers[feature as usize]?, value as f32 / 256.0));
                unit.features.iter().filter_map(known).collect()
            })
            .collect();
        let even = units.len() as f64 / classes.len() as f64;
        let examples: Vec<Example> = units
            .iter()
            .zip(&rows)
            .map(|(&(_, class), features)| {
                let weight = (even / counts[class].max(1) as f64).powf(self.balance);
                Example { features, class, weight }
            })
            .collect();
        let penalties: Vec<f64> = kept.iter().map(|name| penalty(name)).collect();
        let weights = fit(&examples, classes.len(), &penalties)?;
        Ok(text(&kept, classes, &weights, margins))
    }

    /// In how many groups of the units that may be seen each feature occurs.
    fn groups(&self, corpus: &Corpus) -> Vec<usize> {
        let mut seen: Vec<Vec<usize>> = vec![Vec::new(); corpus.names.len()];
        for unit in corpus.units.iter().filter(|unit| (self.keep)(unit)) {
            for &(feature, _) in &unit.features {
                let groups = &mut seen[feature as usize];
                if groups.len() < self.least && !groups.contains(&unit.group) {
                    groups.push(unit.group);
                }
            }
        }
        seen.iter().map(Vec::len).collect()
    }
}

/// The penalty on the weights of the feature called `name`.
fn penalty(name: &str) -> f64 {
    match name.as_bytes() {
        [b'<' | b'>', ..] => PENALTY * NEIGHBOUR,
        [b'c' | b'w', b':', ..] => PENALTY,
        _ => PENALTY * OWN,
    }
}

/// The file: sorted, one feature a line, weights in thousandths; features without weight are left out.
fn text(names: &[&String], classes: &[&str], weights: &[f64], margins: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (name, row) in names.iter().zip(weights.chunks_exact(classes.len())) {
        let row: Vec<i16> =
            row.iter().map(|weight| (weight * 1000.0).round().clamp(-32000.0, 32000.0) as i16).collect();
        if row.iter().any(|weight| weight.abs() > 7) {
            let cells: Vec<String> = row.iter().map(i16::to_string).collect();
            lines.push(format!("{name}\t{}", cells.join("\t")));
        }
    }
    lines.sort();
    let mut text =
        String::from("# Fitted by the `fit` example. A feature, then its weight for each class in thousandths.\n");
    let _ = writeln!(text, "%classes\t{}", classes.join("\t"));
    text.push_str(margins);
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    text
}

/// Fits on everything and writes the files; the margins come from a cross-validation.
pub fn write(corpus: &Corpus, folds: usize) -> Result<(), String> {
    let margins = crate::score::margins(corpus, &out_of_fold(corpus, folds)?);
    let texts = texts(corpus, &|_| true, &margins)?;
    for (path, text) in [("lints/roles/zh.tsv", &texts.roles), ("lints/roles/zh-kinds.tsv", &texts.kinds)] {
        std::fs::write(path, text).map_err(|error| format!("{path}: {error}"))?;
        println!("{path}: {} lines, {} bytes", text.lines().count(), text.len());
    }
    Ok(())
}
