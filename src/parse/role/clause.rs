//! What the clauses of a unit do: how it opens, what its last clause says, who is bound by a duty.

use crate::model::span::Span;
use crate::pack::cues::ListSet;
use crate::pack::lexicon::{ListId, builtin_name, list};
use crate::parse::role::hand::Feature;
use crate::parse::role::speech::subject;
use crate::parse::role::view::View;

/// Lists whose words in the last clause say what the unit comes to.
const ENDINGS: [(ListId, &str); 12] = [
    (list::DUTY_MODALS, "duty"),
    (list::COPULAS, "copula"),
    (list::VALUE_WORDS, "value"),
    (list::EVENT_VERBS, "event"),
    (list::ASPECT_MARKERS, "aspect"),
    (list::NEGATIONS, "negation"),
    (list::HEDGES, "hedge"),
    (list::FUTURE_MARKERS, "future"),
    (list::QUESTION_WORDS, "question"),
    (list::POLICY_VERBS, "policy"),
    (list::DEGREE_WORDS, "degree"),
    (list::REPORTING_VERBS, "report"),
];

/// Lists whose words in the first clause say what the unit is about.
const TOPICS: [(ListId, &str); 13] = [
    (list::INSTITUTIONS, "institution"),
    (list::PERSON_TITLES, "title"),
    (list::COLLECTIVE_SUBJECTS, "collective"),
    (list::FIRST_PERSON, "writer"),
    (list::CONTINUING_PRONOUNS, "pronoun"),
    (list::DEMONSTRATIVES, "demonstrative"),
    (list::TIME_WORDS, "time"),
    (list::DATES, "date"),
    (list::VAGUE_PARTIES, "vague"),
    (list::DOCUMENT_WORDS, "document"),
    (list::ADDRESSEES, "addressee"),
    (list::GENERIC_MARKERS, "generic"),
    (list::CONDITION_MARKERS, "condition"),
];

/// The lists that say what sort of verb a verb is.
const VERBS: [ListId; 6] =
    [list::REPORTING_VERBS, list::ANNOUNCING_VERBS, list::EVENT_VERBS, list::MODALS, list::COPULAS, list::POLICY_VERBS];

/// The signs between clauses, folded.
const BREAKS: [char; 4] = [',', ';', ':', '—'];

/// Adds the features of the clauses of the unit at `span`.
pub fn features(view: &View, span: Span, to: &mut Vec<Feature>) {
    let text = span.of(view.text);
    let head = text.find(BREAKS).unwrap_or(text.len());
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let tail = bare.rfind(BREAKS).map_or(0, |at| at + 1);
    let first = Span::new(span.start, span.start + head);
    let last = Span::new(span.start + tail, span.end);
    topic(view, first, to);
    let (in_first, in_last) = (view.plain_lists_in(first), view.plain_lists_in(last));
    for (list, name) in ENDINGS {
        if in_last.has(list) {
            to.push(("last-clause=", name));
        }
        if tail > 0 && in_first.has(list) {
            to.push(("first-clause=", name));
        }
    }
    for hit in view.cues.within(list::DUTY_MODALS, span).filter(|hit| !view.is_quoted(hit.start)).take(3) {
        let feature = ("duty=", subject(view, span, hit.start).name());
        if !to.contains(&feature) {
            to.push(feature);
        }
        let behind = Span::new(hit.end, span.end);
        let next = behind.of(view.text).find(BREAKS).map_or(behind.end, |at| behind.start + at);
        if view.cues.within(list::POLICY_VERBS, Span::new(hit.end, next)).next().is_some()
            && !to.contains(&("duty-to=", "act"))
        {
            to.push(("duty-to=", "act"));
        }
    }
    if let Some(particle) = PARTICLES.iter().find(|particle| bare.ends_with(**particle)) {
        to.push(("particle=", particle));
    }
}

/// Final particles, folded.
const PARTICLES: [&str; 14] = ["吧", "呢", "吗", "啊", "了", "的", "呀", "嘛", "啦", "罢", "也", "矣", "过", "着"];

/// What the unit opens with: the tags of its first content words, up to the first verb, as one name.
fn topic(view: &View, first: Span, to: &mut Vec<Feature>) {
    let lists = view.lists_in(first);
    for (list, name) in TOPICS {
        if lists.has(list) {
            to.push(("topic=", name));
        }
    }
    let words = view.words_in(first);
    if words.iter().any(|word| matches!(word.tag, "nr" | "nrt" | "nrfg") && word.span.len() > 3) {
        to.push(("topic=", "person"));
    }
    let verb = words.iter().find(|word| word.tag.starts_with('v') && word.tag != "vn");
    let kind = |span: Span| {
        let opening = view.hits_in(span).filter(|hit| hit.span.start == span.start);
        let opens = opening.fold(ListSet::default(), |set, hit| set.with(hit.list));
        VERBS.into_iter().find(|&list| opens.has(list)).map(builtin_name)
    };
    to.push(("first-verb=", verb.map_or("none", |verb| kind(verb.span).unwrap_or("plain"))));
}
