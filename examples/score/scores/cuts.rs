//! Where units end, and where they begin inside a sentence, as labelled and as found.

use super::tally::Agreement;
use lunju::model::span::Span;
use std::collections::BTreeSet;

/// A place counts as found if it is no further off than this many scalar values.
const NEAR: usize = 2;
/// A sentence ends with one of these.
const STOPS: &str = "。！？!?…";
/// What may stand between a sentence's end and the next sentence.
const CLOSERS: &str = "」』”’）)》】〉";

/// Adds how well the ends of the units agree, and the cuts inside sentences. Spans count scalar values of `text`.
pub fn count(text: &str, labelled: &[Span], found: &[Span], ends: &mut Agreement, inner: &mut Agreement) {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let ends_of = |spans: &[Span]| spans.iter().map(|span| span.end).collect();
    compare(&ends_of(labelled), &ends_of(found), ends);
    let cuts = |spans: &[Span]| {
        let lead = |start: usize| bytes.get(start).map_or(text, |&at| &text[..at]);
        spans.iter().map(|span| span.start).filter(|&start| is_inner(lead(start))).collect()
    };
    compare(&cuts(labelled), &cuts(found), inner);
}

fn compare(labelled: &BTreeSet<usize>, found: &BTreeSet<usize>, agreement: &mut Agreement) {
    let is_near = |place: usize, places: &BTreeSet<usize>| {
        places.range(place.saturating_sub(NEAR)..=place.saturating_add(NEAR)).next().is_some()
    };
    let both = labelled.iter().filter(|&&place| is_near(place, found)).count();
    agreement.both += both;
    agreement.missed += labelled.len() - both;
    agreement.wrong += found.iter().filter(|&&place| !is_near(place, labelled)).count();
}

/// Whether a unit that begins behind `lead` is cut off inside a sentence.
fn is_inner(lead: &str) -> bool {
    let lead = lead.trim_end_matches([' ', '\u{3000}']);
    let bare = lead.trim_end_matches(|c| CLOSERS.contains(c));
    !lead.ends_with('\n') && !bare.is_empty() && !bare.ends_with(|c| STOPS.contains(c) || c == '\n')
}
