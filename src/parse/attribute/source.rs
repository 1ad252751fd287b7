//! Who answers for a piece of evidence: a rule reads parties, verbs and what the units before said; a small linear model
//! weighs its verdict against the rest of what is known of the unit.

use crate::model::argument::{Attribution, Kind, Role, Unit};
use crate::model::span::Span;
use crate::pack::cues::ListSet;
use crate::pack::lexicon::{ListId, list};
use crate::pack::weights::ONE;
use crate::parse::role::{Subject, View, subject};
use std::ops::Range;

/// The classes of the model, in order.
const CLASSES: [Attribution; 3] = [Attribution::Named, Attribution::Vague, Attribution::None];

/// How far back, in units of a paragraph, a source is looked for.
const BACK: usize = 3;

/// What the rule says of every unit: something for evidence, nothing for others.
#[must_use]
pub fn verdicts(view: &View, units: &[Unit]) -> Vec<Option<Attribution>> {
    let mut verdicts: Vec<Option<Attribution>> = Vec::with_capacity(units.len());
    for (index, unit) in units.iter().enumerate() {
        let same_block = view.places[index].in_block.0 > 0;
        let before = index.checked_sub(1).filter(|_| same_block).and_then(|before| verdicts[before]);
        let is_evidence = unit.role == Role::Evidence;
        verdicts.push(is_evidence.then(|| verdict(view, index, unit.kind, before)));
    }
    verdicts
}

/// What the units of a paragraph before one of them name, found out as far as anybody has asked: asked in order, it costs as much
/// as the paragraph is long.
#[derive(Debug, Default)]
pub struct Earlier {
    /// The units that were looked at.
    units: Range<usize>,
    /// Whether one of them is evidence with a named source, by rule.
    source: bool,
    /// Whether one of them names a party.
    party: bool,
}

impl Earlier {
    fn look(&mut self, view: &View, verdicts: &[Option<Attribution>], units: Range<usize>) {
        if self.units.start != units.start || self.units.end > units.end {
            *self = Self { units: units.start..units.start, ..Self::default() };
        }
        for (id, verdict) in verdicts.iter().enumerate().take(units.end).skip(self.units.end) {
            self.source |= *verdict == Some(Attribution::Named);
            self.party = self.party || has_named_party(view, view.places[id].span);
        }
        self.units = units;
    }
}

/// What the source of the evidence in unit `index` is whatever its words: a link; nobody, where an actor is said to plan
/// something, or to be able to, which the actor has not said.
#[must_use]
pub fn settled(view: &View, index: usize, kind: Kind) -> Option<Attribution> {
    let place = &view.places[index];
    if place.linked {
        return Some(Attribution::Linked);
    }
    let text = place.span.of(view.text);
    let plans = text.contains(PLAN_SIGNS)
        && PLANS.iter().any(|plan| text.match_indices(plan).any(|(at, _)| !view.is_quoted(place.span.start + at)));
    // A reporting verb without a party before it (預料, 據悉) is nobody's word.
    let reported = || parties(view, place.span, list::REPORTING_VERBS).iter().any(|party| *party != Subject::Nothing);
    let unsaid = plans && kind != Kind::Document && !reported();
    unsaid.then_some(Attribution::None)
}

/// The likeliest class by `scores`.
#[must_use]
pub fn likeliest(scores: &[i64]) -> Attribution {
    let best = (0..CLASSES.len()).rev().max_by_key(|&class| scores.get(class).copied().unwrap_or_default());
    best.map_or(Attribution::None, |class| CLASSES[class])
}

/// Calls `emit(name in parts, value in 256ths)` for what the model of sources knows of unit `index` beyond the features of
/// its role; `earlier` is for all units of an article, in order.
pub fn features(
    view: &View,
    units: &[Unit],
    verdicts: &[Option<Attribution>],
    index: usize,
    earlier: &mut Earlier,
    mut emit: impl FnMut(&[&str], i32),
) {
    let said = |id: usize| verdicts[id].map_or(units[id].role.name(), Attribution::name);
    let kind = units[index].kind.name();
    emit(&["verdict=", said(index)], ONE);
    emit(&["kind=", kind], ONE);
    emit(&["verdict=", said(index), ",", kind], ONE);
    let at = view.places[index].in_block.0;
    for (back, name) in (1..=BACK).zip(["source-before=1,", "source-before=2,", "source-before=3,"]) {
        emit(&[name, if back > at { "edge" } else { said(index - back) }], ONE);
        if back > at {
            break;
        }
    }
    let is_last = at + 1 == view.places[index].in_block.1;
    emit(&["source-behind=", if is_last { "edge" } else { said(index + 1) }], ONE);
    if has_named_party(view, view.places[index].span) {
        emit(&["party=", "named"], ONE);
    }
    earlier.look(view, verdicts, index - at..index);
    if earlier.source {
        emit(&["paragraph=", "named"], ONE);
    }
    if earlier.party {
        emit(&["paragraph=", "party"], ONE);
    }
}

/// Who answers for the evidence of `kind` in unit `index`, by rule; `before` is what was decided for the unit before it, if that is
/// evidence of the same paragraph.
fn verdict(view: &View, index: usize, kind: Kind, before: Option<Attribution>) -> Attribution {
    let span = view.places[index].span;
    if let Some(source) = settled(view, index, kind) {
        return source;
    }
    let continued = before.filter(|before| matches!(before, Attribution::Named | Attribution::Linked));
    let [reports, acts] = [list::REPORTING_VERBS, list::ANNOUNCING_VERBS].map(|list| parties(view, span, list));
    if reports.contains(&Subject::Named) {
        return Attribution::Named;
    }
    if acts.contains(&Subject::Named) {
        return Attribution::Named;
    }
    if reports.iter().any(|party| matches!(party, Subject::Pronoun | Subject::Nothing)) && continued.is_some() {
        return Attribution::Named;
    }
    let lists = view.plain_lists_in(span);
    let says = |list: ListId| lists.has(list);
    let vague = reports.contains(&Subject::Vague) || says(list::VAGUE_SOURCE_PHRASES);
    if vague && !(says(list::SOURCE_MARKERS) && has_named_party(view, span)) {
        return Attribution::Vague;
    }
    match kind {
        Kind::Document => Attribution::Named,
        Kind::Testimony if says(list::VAGUE_PARTIES) => Attribution::Vague,
        // Reported words without a party of their own are still those of the party before; a report that opens a
        // paragraph names its party more often than not.
        Kind::Testimony => match before {
            Some(Attribution::Vague) => Attribution::Vague,
            _ => continued.unwrap_or(Attribution::Named),
        },
        // The actor of an event answers for it.
        Kind::Event if has_named_party(view, span) => Attribution::Named,
        Kind::Event if says(list::VAGUE_PARTIES) => Attribution::Vague,
        Kind::Statistic if says(list::SOURCE_MARKERS) && has_named_party(view, span) => Attribution::Named,
        Kind::Event | Kind::Statistic => continued.unwrap_or(Attribution::None),
        _ if says(list::SOURCE_MARKERS) && has_named_party(view, span) => Attribution::Named,
        _ if says(list::CONTINUING_PRONOUNS) => continued.unwrap_or(Attribution::None),
        _ => Attribution::None,
    }
}

/// The first characters of [`PLANS`]: most units have none of them.
const PLAN_SIGNS: [char; 4] = ['正', '打', '拟', '仍'];
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
fn parties(view: &View, span: Span, list: ListId) -> Vec<Subject> {
    let verbs = view.cues.within(list, span).filter(|hit| !view.is_quoted(hit.start));
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
        || view.lists_in(span).meets(ListSet::of(&[list::INSTITUTIONS, list::PERSON_TITLES]))
        || view
            .words_in(span)
            .iter()
            .any(|word| matches!(word.tag, "nr" | "nrt" | "nrfg" | "nt") && word.span.len() > 3)
}
