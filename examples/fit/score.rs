//! Cross-validation: what the models make of writers they have not seen.

use crate::corpus::{Corpus, overlap};
use crate::train::texts;
use lunju::model::argument::{Argument, Kind, Role};
use lunju::model::span::Span;
use std::collections::BTreeMap;

/// The argument of every article, parsed with models that have seen none of its writer's articles.
pub fn out_of_fold(corpus: &Corpus, folds: usize) -> Result<Vec<(usize, Argument)>, String> {
    let mut arguments = Vec::new();
    for fold in 0..folds {
        let models = texts(corpus, &|unit| unit.group % folds != fold, "")?.models()?;
        for (index, labelled) in corpus.articles.iter().enumerate().filter(|(_, a)| a.group % folds == fold) {
            arguments.push((index, lunju::parse::parse_with(&labelled.article, &corpus.lexicons, &models)));
        }
        eprintln!("fold {} of {folds}", fold + 1);
    }
    arguments.sort_by_key(|&(index, _)| index);
    Ok(arguments)
}

/// The spans of an argument's units, in scalar values of the source.
fn spans(labelled: &crate::corpus::Labelled, argument: &Argument) -> Vec<Span> {
    let article = &labelled.article;
    let range = |span| article.source.range(article.map.map(argument.prose_span(span))).char;
    argument.units.iter().map(|unit| range(unit.span)).collect()
}

/// The unit of `spans` that covers most of `gold`, the first of equals.
fn covering(spans: &[Span], gold: Span) -> Option<usize> {
    let best = (0..spans.len()).rev().max_by_key(|&index| overlap(spans[index], gold))?;
    (overlap(spans[best], gold) > 0).then_some(best)
}

/// Prints a cross-validation's scores.
pub fn cross_validate(corpus: &Corpus, folds: usize) {
    let arguments = match out_of_fold(corpus, folds) {
        Ok(arguments) => arguments,
        Err(error) => return eprintln!("fit: {error}"),
    };
    let mut confusion: BTreeMap<(Role, Role), usize> = BTreeMap::new();
    let mut kinds = (0, 0);
    let mut confused_kinds: BTreeMap<(Kind, Kind), usize> = BTreeMap::new();
    for (index, argument) in &arguments {
        let labelled = &corpus.articles[*index];
        let spans = spans(labelled, argument);
        for gold in &labelled.units {
            let found = covering(&spans, gold.span).map(|index| &argument.units[index]);
            let role = found.map_or(Role::Other, |unit| unit.role);
            if let Some(unit) = found
                && std::env::var("ERR").is_ok()
                && unit.role != gold.role
            {
                println!(
                    "E\t{}\t{}\t{}>{}\t{}",
                    unit.probability,
                    labelled.id,
                    gold.role.name(),
                    unit.role.name(),
                    labelled
                        .article
                        .source
                        .text
                        .chars()
                        .skip(gold.span.start)
                        .take(gold.span.len())
                        .collect::<String>()
                );
            }
            *confusion.entry((gold.role, role)).or_default() += 1;
            if let (Some(unit), Some(kind)) = (found.filter(|unit| unit.role == gold.role), gold.kind) {
                kinds.0 += usize::from(unit.kind == kind);
                kinds.1 += 1;
                *confused_kinds.entry((kind, unit.kind)).or_default() += usize::from(unit.kind != kind);
            }
        }
    }
    print_roles(&confusion);
    println!("kind accuracy on agreed roles: {:.3} of {}", kinds.0 as f64 / f64::from(kinds.1.max(1) as u32), kinds.1);
    print_most("kinds", confused_kinds.iter().map(|(pair, &count)| (count, pair.0.name(), pair.1.name())));
    print_most(
        "roles",
        confusion
            .iter()
            .filter(|(pair, _)| pair.0 != pair.1)
            .map(|(pair, &count)| (count, pair.0.name(), pair.1.name())),
    );
    print_reliability(corpus, &arguments);
}

fn print_roles(confusion: &BTreeMap<(Role, Role), usize>) {
    let count = |test: &dyn Fn(Role, Role) -> bool| -> usize {
        confusion.iter().filter(|(pair, _)| test(pair.0, pair.1)).map(|(_, &count)| count).sum()
    };
    let mut sum = 0.0;
    for &role in Role::ALL {
        let right = count(&|gold, found| gold == role && found == role);
        let (gold, found) = (count(&|gold, _| gold == role), count(&|_, found| found == role));
        let f1 = 2.0 * right as f64 / (gold + found).max(1) as f64;
        if role != Role::Other {
            sum += f1 / 3.0;
        }
        let (precision, recall) = (right as f64 / found.max(1) as f64, right as f64 / gold.max(1) as f64);
        println!("role {:15} F1 {f1:.3}  precision {precision:.3}  recall {recall:.3}  gold {gold}", role.name());
    }
    println!("role macro-F1 (claim, evidence, call-to-action): {sum:.3}");
}

fn print_most<'a>(what: &str, pairs: impl Iterator<Item = (usize, &'a str, &'a str)>) {
    let mut pairs: Vec<_> = pairs.filter(|pair| pair.0 > 0).collect();
    pairs.sort_by(|left, right| right.cmp(left));
    println!("most frequent confusions of {what} (labelled, found):");
    for (count, gold, found) in pairs.iter().take(10) {
        println!("  {count:5}  {gold} -> {found}");
    }
}

/// A unit's role as found, its lead over the runner-up, and whether it is right.
fn outcomes(corpus: &Corpus, arguments: &[(usize, Argument)]) -> Vec<(Role, i32, bool, u8)> {
    let mut outcomes = Vec::new();
    for (index, argument) in arguments {
        let labels = &corpus.units[corpus.articles[*index].cut.clone()];
        for (unit, label) in argument.units.iter().zip(labels) {
            let mut sorted = unit.scores;
            sorted.sort_unstable();
            outcomes.push((unit.role, sorted[3] - sorted[2], unit.role == label.role, unit.probability));
        }
    }
    outcomes
}

/// The lines of margins: for each role, the least lead over the runner-up at which a unit of that role is right n times in a
/// hundred, by a logistic curve through the outcomes of a cross-validation (Platt scaling).
pub fn margins(corpus: &Corpus, arguments: &[(usize, Argument)]) -> String {
    let outcomes = outcomes(corpus, arguments);
    let mut text = String::new();
    for &role in Role::ALL {
        let points: Vec<(f64, bool)> = outcomes
            .iter()
            .filter(|outcome| outcome.0 == role)
            .map(|&(_, margin, right, _)| (f64::from(margin) / 1000.0, right))
            .collect();
        let (offset, slope) = platt(&points);
        let margin = |n: u32| {
            let p = f64::from(n.max(1)) / 100.0;
            (((p / (1.0 - p)).ln() - offset) / slope * 1000.0).round() as i32
        };
        let cells: Vec<String> = (0..100).map(|n| margin(n).to_string()).collect();
        text.push_str(&format!("%probability\t{}\t{}\n", role.name(), cells.join("\t")));
    }
    text
}

/// Offset and slope of the logistic curve through the points, by Newton's method.
fn platt(points: &[(f64, bool)]) -> (f64, f64) {
    let (mut offset, mut slope) = (0.0_f64, 1.0_f64);
    for _ in 0..50 {
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 1e-6, 0.0, 1e-6);
        for &(margin, right) in points {
            let p = 1.0 / (1.0 + (-(offset + slope * margin)).exp());
            let error = p - f64::from(u8::from(right));
            let weight = p * (1.0 - p);
            g0 += error;
            g1 += error * margin;
            h00 += weight;
            h01 += weight * margin;
            h11 += weight * margin * margin;
        }
        let determinant = h00 * h11 - h01 * h01;
        offset -= (h11 * g0 - h01 * g1) / determinant;
        slope -= (h00 * g1 - h01 * g0) / determinant;
    }
    (offset, slope.max(1e-3))
}

/// Stated probability against how often it is right. The curve is fitted on the same outcomes, two numbers a role.
fn print_reliability(corpus: &Corpus, arguments: &[(usize, Argument)]) {
    let curves = margins(corpus, arguments);
    let header =
        format!("%classes\t{}\n{curves}", Role::ALL.iter().map(|role| role.name()).collect::<Vec<_>>().join("\t"));
    let Ok(weights) = lunju::pack::weights::Weights::from_text(&header) else { return };
    let mut bins = [(0_usize, 0_usize, 0_usize); 10];
    for (role, margin, right, _) in outcomes(corpus, arguments) {
        let class = Role::ALL.iter().position(|&known| known == role).unwrap_or_default();
        let p = usize::from(weights.probability(class, margin));
        let bin = &mut bins[p / 10];
        *bin = (bin.0 + 1, bin.1 + usize::from(right), bin.2 + p);
    }
    println!("stated probability: units, mean stated, right");
    for (bin, &(units, right, stated)) in bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
        println!(
            "  {:2}0-{:2}9 %  {units:5}  {:.3}  {:.3}",
            bin,
            bin,
            stated as f64 / 100.0 / units as f64,
            right as f64 / units as f64
        );
    }
}
