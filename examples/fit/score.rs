//! Cross-validation: what the models make of writers they have not seen.

use crate::corpus::{Corpus, Labelled, NEAR, overlap};
use crate::train::texts;
use lunju::model::argument::{Argument, Attribution, Kind, RelationKind, Role};
use lunju::model::span::Span;
use lunju::pack::weights::{Decides, Weights};
use lunju::parse::Models;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// An article parsed with models that have seen none of its writer's articles.
pub struct Held<'a> {
    labelled: &'a Labelled,
    argument: Argument,
    /// The unit of the argument that covers most of each labelled unit.
    covering: Vec<Option<usize>>,
    /// The role that the labelled units get when they are cut as labelled.
    given: Vec<(Role, Role)>,
    /// For each unit of the argument the role of the labelled unit that covers most of it.
    truth: Vec<Role>,
    /// Places of cuts inside sentences: labelled, found, both.
    cuts: (usize, usize, usize),
}

/// Every scored article, held out of its fold's fit.
pub fn out_of_fold(corpus: &Corpus, folds: usize) -> Result<Vec<Held<'_>>, String> {
    let extra: Vec<bool> = (0..corpus.group_count()).map(|group| corpus.is_extra(group)).collect();
    let folds: Vec<Vec<Held>> = (0..folds)
        .into_par_iter()
        .map(|fold| {
            let models = texts(corpus, &|group| extra[group] || group % folds != fold, "")?.models()?;
            let unseen = corpus.articles.iter().filter(|article| !article.extra && article.group % folds == fold);
            let held = unseen.map(|labelled| hold(corpus, labelled, &models)).collect();
            eprintln!("fold {} of {folds}", fold + 1);
            Ok(held)
        })
        .collect::<Result<_, String>>()?;
    let mut held: Vec<Held> = folds.into_iter().flatten().collect();
    held.sort_by(|left, right| left.labelled.id.cmp(&right.labelled.id));
    Ok(held)
}

fn hold<'a>(corpus: &Corpus, labelled: &'a Labelled, models: &Models) -> Held<'a> {
    let article = &labelled.article;
    let argument = lunju::parse::parse_with(article, &corpus.lexicons, models);
    let range = |span| article.source.range(article.map.map(argument.prose_span(span))).char;
    let spans: Vec<Span> = argument.units.iter().map(|unit| range(unit.span)).collect();
    let gold: Vec<Span> = labelled.units.iter().map(|unit| unit.span).collect();
    let given = corpus.units[labelled.samples.clone()].iter().map(|unit| {
        let mut scores = [0_i64; 4];
        for &(feature, value) in &unit.features {
            models.add(Decides::Roles, &[&corpus.names.names[feature as usize]], value, &mut scores);
        }
        let best = (0..4).rev().max_by_key(|&class| scores[class]).unwrap_or_default();
        (unit.role, Role::ALL[best])
    });
    let truth = |&span: &Span| covering(&gold, span).map_or(Role::Other, |index| labelled.units[index].role);
    let inner = |spans: &[Span]| -> Vec<usize> {
        spans.iter().map(|span| span.start).filter(|&start| is_inner(&article.source.text, start)).collect()
    };
    let (wanted, found) = (inner(&gold), inner(&spans));
    let both = wanted.iter().filter(|&&place| found.iter().any(|&other| other.abs_diff(place) <= NEAR)).count();
    Held {
        labelled,
        covering: gold.iter().map(|&span| covering(&spans, span)).collect(),
        given: given.collect(),
        truth: spans.iter().map(truth).collect(),
        cuts: (wanted.len(), found.len(), both),
        argument,
    }
}

/// Whether a unit that starts at scalar value `start` is cut off inside a sentence.
fn is_inner(text: &str, start: usize) -> bool {
    let lead: String = text.chars().take(start).collect();
    let lead = lead.trim_end_matches([' ', '\u{3000}']);
    let bare = lead.trim_end_matches(|c| "」』”’）)》】〉".contains(c));
    !lead.ends_with('\n') && !bare.is_empty() && !bare.ends_with(|c| "。！？!?…\n".contains(c))
}

/// The span of `spans` that covers most of `span`, the first of equals.
fn covering(spans: &[Span], span: Span) -> Option<usize> {
    let best = (0..spans.len()).rev().max_by_key(|&index| overlap(spans[index], span))?;
    (overlap(spans[best], span) > 0).then_some(best)
}

/// Prints a cross-validation's scores: all articles, and those in Simplified characters apart.
pub fn print(held: &[Held]) {
    let all: Vec<&Held> = held.iter().collect();
    print_scores(&all);
    print_reliability(held);
    let simplified: Vec<&Held> = held.iter().filter(|held| held.labelled.id.starts_with("hans")).collect();
    println!("Simplified articles alone ({}):", simplified.len());
    print_scores(&simplified);
}

/// Right and all.
type Share = (usize, usize);

fn print_scores(held: &[&Held]) {
    let mut whole: BTreeMap<(Role, Role), usize> = BTreeMap::new();
    let mut given: BTreeMap<(Role, Role), usize> = BTreeMap::new();
    let mut kinds: BTreeMap<(Kind, Kind), usize> = BTreeMap::new();
    let (mut testimony, mut sources, mut supports): (Share, Share, Share) = Default::default();
    let add = |share: &mut Share, right: bool| *share = (share.0 + usize::from(right), share.1 + 1);
    for article in held {
        article.given.iter().for_each(|&pair| *given.entry(pair).or_default() += 1);
        let supported = article.supported();
        for (gold, &covering) in article.labelled.units.iter().zip(&article.covering) {
            let found = covering.map(|index| &article.argument.units[index]);
            *whole.entry((gold.role, found.map_or(Role::Other, |unit| unit.role))).or_default() += 1;
            if gold.kind == Some(Kind::Testimony) {
                add(&mut testimony, found.is_some_and(|unit| unit.role == Role::Evidence));
            }
            let Some((index, unit)) = covering.zip(found).filter(|(_, unit)| unit.role == gold.role) else { continue };
            if let Some(kind) = gold.kind {
                *kinds.entry((kind, unit.kind)).or_default() += 1;
            }
            if let Some(source) = gold.source.filter(|_| gold.role == Role::Evidence) {
                let named = |source| if source == Attribution::Linked { Attribution::Named } else { source };
                add(&mut sources, unit.source.map(named) == Some(named(source)));
            }
            if let Some(label) = gold.supported.filter(|_| gold.role == Role::Claim) {
                add(&mut supports, supported[index] == label);
            }
        }
    }
    println!("Roles of the labelled units, cut as labelled:");
    print_roles(&given);
    println!("Roles of the labelled units, cut by the program:");
    print_roles(&whole);
    let wrong = whole.iter().filter(|(pair, _)| pair.0 != pair.1);
    print_most("roles", wrong.map(|(pair, &count)| (count, pair.0.name(), pair.1.name())));
    let (right, all) = (
        kinds.iter().filter(|(pair, _)| pair.0 == pair.1).map(|(_, count)| count).sum::<usize>(),
        kinds.values().sum::<usize>(),
    );
    for (name, share) in [
        ("kind accuracy on agreed roles", (right, all)),
        ("testimony recall", testimony),
        ("source accuracy on agreed evidence", sources),
        ("support accuracy on agreed claims", supports),
    ] {
        println!("{name}: {:.3} of {}", share.0 as f64 / share.1.max(1) as f64, share.1);
    }
    let sum = |part: fn(&Held) -> usize| held.iter().map(|&held| part(held)).sum::<usize>();
    let (wanted, found, both) = (sum(|held| held.cuts.0), sum(|held| held.cuts.1), sum(|held| held.cuts.2));
    println!(
        "inner cut F1: {:.3} ({wanted} labelled, {found} found)",
        2.0 * both as f64 / (wanted + found).max(1) as f64
    );
}

impl Held<'_> {
    /// Which units of the argument are supported.
    fn supported(&self) -> Vec<bool> {
        let mut supported = vec![false; self.argument.units.len()];
        let relations = self.argument.relations.iter().filter(|relation| relation.kind == RelationKind::Supports);
        relations.for_each(|relation| supported[relation.to] = true);
        supported
    }
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

/// A unit's role as found, its lead over the runner-up, and whether it is right. Headings are no guess.
fn outcomes<'a>(held: &'a [Held]) -> impl Iterator<Item = (Role, i32, bool)> + 'a {
    held.iter().flat_map(|article| {
        let units = article.argument.units.iter().zip(&article.truth).filter(|(unit, _)| unit.kind != Kind::Heading);
        units.map(|(unit, &truth)| {
            let mut sorted = unit.scores;
            sorted.sort_unstable();
            (unit.role, sorted[3] - sorted[2], unit.role == truth)
        })
    })
}

/// The lines of margins: for each role, the least lead over the runner-up at which a unit of that role is right n times in a
/// hundred, by a logistic curve through the outcomes of a cross-validation (Platt scaling).
pub fn margins(held: &[Held]) -> String {
    let mut text = String::new();
    for &role in Role::ALL {
        let points: Vec<(f64, bool)> = outcomes(held)
            .filter(|outcome| outcome.0 == role)
            .map(|(_, margin, right)| (f64::from(margin) / 1000.0, right))
            .collect();
        let (offset, slope) = platt(&points);
        let margin = |n: u32| {
            let p = f64::from(n.max(1)) / 100.0;
            (((p / (1.0 - p)).ln() - offset) / slope * 1000.0).round() as i32
        };
        let cells: Vec<String> = (0..100).map(|n| margin(n).to_string()).collect();
        let _ = writeln!(text, "%probability\t{}\t{}", role.name(), cells.join("\t"));
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

/// Stated probability against how often it is right. The curves are fitted on the same outcomes, two numbers a role.
/// Headings, which are stated at 0.99 and never guessed, are left out of the table and counted in the last line.
fn print_reliability(held: &[Held]) {
    let names: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    let header = format!("%classes\t{}\n{}", names.join("\t"), margins(held));
    let Ok(weights) = Weights::from_text(&header) else { return };
    let mut bins = [(0_usize, 0_usize, 0_usize); 10];
    for (role, margin, right) in outcomes(held) {
        let class = Role::ALL.iter().position(|&known| known == role).unwrap_or_default();
        let p = usize::from(weights.probability(class, margin));
        let bin = &mut bins[p / 10];
        *bin = (bin.0 + 1, bin.1 + usize::from(right), bin.2 + p);
    }
    println!("stated probability: units, mean stated, right");
    let all: usize = bins.iter().map(|bin| bin.0).sum();
    let mut error = 0.0;
    for (bin, &(units, right, stated)) in bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
        let share = |sum: f64| sum / units as f64;
        error += (right as f64 - stated as f64 / 100.0).abs() / all as f64;
        println!("  {bin:2}0-{bin:2}9 %  {units:5}  {:.3}  {:.3}", share(stated as f64 / 100.0), share(right as f64));
    }
    let headings = held.iter().flat_map(|held| &held.argument.units).filter(|unit| unit.kind == Kind::Heading).count();
    let sure = bins[9].0;
    println!("expected calibration error: {error:.3}");
    println!(
        "p >= 0.9: {:.3} of the units, {:.3} with headings",
        sure as f64 / all.max(1) as f64,
        (sure + headings) as f64 / (all + headings).max(1) as f64
    );
}
