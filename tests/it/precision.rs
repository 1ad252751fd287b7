//! What readers thought of findings decides how loud a lint may be.

use lunju::model::diagnostic::Severity;
use lunju::pack::page::Pack;
use std::collections::BTreeMap;

const JUDGED: &str = include_str!("../precision.tsv");

/// The least share of helpful findings that lets a lint warn.
const LEAST: f64 = 0.7;
/// With fewer findings than this a share says nothing.
const ENOUGH: usize = 5;

/// Lint and judgement of every row.
fn rows() -> Vec<(&'static str, &'static str)> {
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, lint, start, end, judgement, reason] = cells[..] else { panic!("six cells wanted: {line}") };
        let places: [usize; 2] = [start, end].map(|place| place.parse().unwrap());
        assert!(places[0] < places[1] && !reason.is_empty(), "{line}");
        assert!(["helpful", "harmless", "wrong"].contains(&judgement), "{line}");
        // The articles are other people's.
        assert!(!reason.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c)), "no text of an article: {line}");
        (lint, judgement)
    };
    JUDGED.lines().filter(|line| !line.starts_with('#')).map(row).collect()
}

#[test]
fn lints_that_help_too_seldom_only_advise() {
    let mut shares: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (lint, judgement) in rows() {
        let share = shares.entry(lint).or_default();
        *share = (share.0 + usize::from(judgement == "helpful"), share.1 + 1);
    }
    let pack = Pack::builtin();
    let mut loud = Vec::new();
    for (lint, (helpful, all)) in shares {
        let page = pack.page(lint).unwrap_or_else(|| panic!("no lint is called {lint}"));
        let warns = matches!(page.severity, Severity::Warning | Severity::Error) && page.recommended;
        if warns && all >= ENOUGH && (helpful as f64) < LEAST * all as f64 {
            loud.push(format!("{lint}: {helpful} of {all} helpful"));
        }
    }
    assert!(loud.is_empty(), "make them `info`:\n{}", loud.join("\n"));
}
