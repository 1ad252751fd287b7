//! Attributes of units: certainty of claims, source and date of evidence, actor of calls to action.

use crate::model::argument::{Actor, Attribution, Certainty, Kind, Role};
use crate::model::span::Span;
use crate::parse::role::{Subject, View, subject};

/// The stems of lists that make a claim strong.
const STRONG: [&str; 3] = ["boosters", "absolutes", "prediction-markers"];

/// How firmly the claim at `span` is put; words in quotation marks do not count.
#[must_use]
pub fn certainty(view: &View, span: Span) -> Certainty {
    let says = |list: &str| view.cues.named(list, span).any(|hit| !view.is_quoted(hit.start));
    if says("hedges") {
        Certainty::Hedged
    } else if STRONG.into_iter().any(says) {
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
    numbered || view.cues.named("dates", span).next().is_some()
}

/// Who answers for the evidence of `kind` in unit `index`; `before` is what was decided for the unit before it, if that is
/// evidence of the same paragraph.
#[must_use]
pub fn source(view: &View, index: usize, kind: Kind, before: Option<Attribution>) -> Attribution {
    let place = &view.places[index];
    let span = place.span;
    if place.linked {
        return Attribution::Linked;
    }
    let continued = before.filter(|before| matches!(before, Attribution::Named | Attribution::Linked));
    let [reports, acts] = ["reporting-verbs", "announcing-verbs"].map(|list| parties(view, span, list));
    if reports.contains(&Subject::Named) {
        return Attribution::Named;
    }
    let plans =
        PLANS.iter().any(|plan| span.of(view.text).match_indices(plan).any(|(at, _)| !view.is_quoted(span.start + at)));
    if plans && reports.is_empty() && kind != Kind::Document {
        // Who is said to plan something, or to be able to, has not said so.
        return Attribution::None;
    }
    if acts.contains(&Subject::Named) {
        return Attribution::Named;
    }
    if reports.iter().any(|party| matches!(party, Subject::Pronoun | Subject::Nothing)) && continued.is_some() {
        return Attribution::Named;
    }
    let says = |list: &str| view.cues.named(list, span).any(|hit| !view.is_quoted(hit.start));
    let vague = reports.contains(&Subject::Vague) || says("vague-source-phrases");
    if vague && !(says("source-markers") && has_named_party(view, span)) {
        return Attribution::Vague;
    }
    match kind {
        Kind::Document => Attribution::Named,
        Kind::Testimony if says("vague-parties") => Attribution::Vague,
        // Reported words without a party of their own are still those of the party before; a report that opens a
        // paragraph names its party more often than not.
        Kind::Testimony => match before {
            Some(Attribution::Vague) => Attribution::Vague,
            _ => continued.unwrap_or(Attribution::Named),
        },
        // The actor of an event answers for it.
        Kind::Event if has_named_party(view, span) => Attribution::Named,
        Kind::Event if says("vague-parties") => Attribution::Vague,
        Kind::Statistic if says("source-markers") && has_named_party(view, span) => Attribution::Named,
        Kind::Event | Kind::Statistic => continued.unwrap_or(Attribution::None),
        _ if says("source-markers") && has_named_party(view, span) => Attribution::Named,
        _ if says("continuing-pronouns") => continued.unwrap_or(Attribution::None),
        _ => Attribution::None,
    }
}

/// Words that say what an actor plans or is able to do.
const PLANS: [&str; 12] = [
    "正考虑",
    "正在考虑",
    "正研究",
    "正在研究",
    "正酝酿",
    "正筹备",
    "正打算",
    "打算",
    "拟将",
    "仍能",
    "仍可",
    "仍有能力",
];

/// The parties before the verbs of `list` in `span`, outside quotation marks.
fn parties(view: &View, span: Span, list: &str) -> Vec<Subject> {
    let verbs = view.cues.named(list, span).filter(|hit| !view.is_quoted(hit.start));
    verbs
        .map(|hit| match subject(view, span, hit.start) {
            Subject::Named | Subject::Other if is_indefinite(view, Span::new(span.start, hit.start)) => Subject::Vague,
            party => party,
        })
        .collect()
}

/// Whether the clause at the end of `lead` opens with a party that is not told from others: 有議員, 部分居民.
fn is_indefinite(view: &View, lead: Span) -> bool {
    const TURNS: [char; 9] = ['但', '而', '却', '亦', '也', '又', '更', '还', '曾'];
    let clause = lead.of(view.text).rsplit([',', ';', '。', ':', '—']).next().unwrap_or_default();
    let opening = clause.trim_start().trim_start_matches(TURNS);
    let known = opening.contains(['」', '》']) || opening.contains(|c: char| c.is_ascii_alphabetic());
    !known && INDEFINITE.iter().any(|word| opening.starts_with(word)) && !opening.starts_with("有关")
}

/// What a party opens with that is not told from others.
const INDEFINITE: [&str; 12] =
    ["有", "不少", "许多", "很多", "一些", "部分", "部份", "某", "多名", "多位", "一名", "一位"];

/// Whether the unit names a party or document that could be looked up.
fn has_named_party(view: &View, span: Span) -> bool {
    span.of(view.text).contains('《')
        || ["institutions", "person-titles"].iter().any(|list| view.cues.named(list, span).next().is_some())
        || view
            .words_in(span)
            .iter()
            .any(|word| matches!(word.tag, "nr" | "nrt" | "nrfg" | "nt") && word.span.len() > 3)
}

/// Who is to act on the call in unit `index`; `roles` are those of all units.
#[must_use]
pub fn actor(view: &View, roles: &[Role], index: usize) -> Actor {
    let place = &view.places[index];
    let modal = view.cues.named("modals", place.span).find(|hit| !view.is_quoted(hit.start));
    let found = subject(view, place.span, modal.map_or(place.span.end, |hit| hit.start));
    match found {
        Subject::Named | Subject::Collective | Subject::Writer => return Actor::Named,
        Subject::Pronoun => return Actor::Implied,
        Subject::Other | Subject::Vague | Subject::Nothing => {}
    }
    if ["institutions", "collective-subjects", "person-titles"]
        .iter()
        .any(|list| view.cues.named(list, place.span).next().is_some())
    {
        return Actor::Named;
    }
    // The unit before, in the same paragraph, may name who is meant.
    let before = index.checked_sub(1).filter(|_| place.in_block.0 > 0);
    let named_before = before.is_some_and(|before| {
        let span = view.places[before].span;
        roles[before] == Role::CallToAction
            || ["institutions", "collective-subjects"].iter().any(|list| view.cues.named(list, span).next().is_some())
    });
    if named_before { Actor::Implied } else { Actor::None }
}
