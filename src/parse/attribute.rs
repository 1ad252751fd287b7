//! Attributes of units: certainty of claims, source and date of evidence, actor of calls to action.

mod source;

pub use source::{
    Earlier, features as source_features, likeliest as likeliest_source, settled as settled_source, verdicts,
};

use crate::model::argument::{Actor, Certainty, Role};
use crate::model::span::Span;
use crate::pack::cues::ListSet;
use crate::pack::lexicon::list;
use crate::parse::role::{Subject, View, subject};

/// The lists that make a claim strong.
const STRONG: ListSet = ListSet::of(&[list::BOOSTERS, list::ABSOLUTES, list::PREDICTION_MARKERS]);

/// The lists of those who can be asked to act.
const PARTIES: ListSet = ListSet::of(&[list::INSTITUTIONS, list::COLLECTIVE_SUBJECTS, list::PERSON_TITLES]);

/// How firmly the claim at `span` is put; words in quotation marks do not count.
#[must_use]
pub fn certainty(view: &View, span: Span) -> Certainty {
    let lists = view.plain_lists_in(span);
    if lists.has(list::HEDGES) {
        Certainty::Hedged
    } else if lists.meets(STRONG) {
        Certainty::Strong
    } else {
        Certainty::Plain
    }
}

/// Whether the unit at `span` names a date or a year.
#[must_use]
pub fn is_dated(view: &View, span: Span) -> bool {
    let text = span.of(view.text);
    let numbered = text.char_indices().any(|(at, c)| {
        matches!(c, '年' | '月' | '日')
            && text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十零".contains(c))
    });
    numbered || view.cues.within(list::DATES, span).next().is_some()
}

/// Who is to act on the call in unit `index`; `roles` are those of all units.
#[must_use]
pub fn actor(view: &View, roles: &[Role], index: usize) -> Actor {
    let place = &view.places[index];
    let modal = view.cues.within(list::MODALS, place.span).find(|hit| !view.is_quoted(hit.start));
    let found = subject(view, place.span, modal.map_or(place.span.end, |hit| hit.start));
    match found {
        Subject::Named | Subject::Collective | Subject::Writer => return Actor::Named,
        Subject::Pronoun => return Actor::Implied,
        Subject::Other | Subject::Vague | Subject::Nothing => {}
    }
    if view.lists_in(place.span).meets(PARTIES) {
        return Actor::Named;
    }
    // The unit before, in the same paragraph, may name who is meant.
    let before = index.checked_sub(1).filter(|_| place.in_block.0 > 0);
    let named_before = before.is_some_and(|before| {
        let span = view.places[before].span;
        roles[before] == Role::CallToAction
            || view.lists_in(span).meets(ListSet::of(&[list::INSTITUTIONS, list::COLLECTIVE_SUBJECTS]))
    });
    if named_before { Actor::Implied } else { Actor::None }
}
