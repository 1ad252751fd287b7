//! What the clauses of a unit do: how it opens, what its last clause says, who is bound by a duty.

use crate::model::span::Span;
use crate::parse::role::hand::Feature;
use crate::parse::role::speech::subject;
use crate::parse::role::view::View;

/// Lists whose words in the last clause say what the unit comes to.
const ENDINGS: [(&str, &str); 12] = [
    ("duty-modals", "duty"),
    ("copulas", "copula"),
    ("value-words", "value"),
    ("event-verbs", "event"),
    ("aspect-markers", "aspect"),
    ("negations", "negation"),
    ("hedges", "hedge"),
    ("future-markers", "future"),
    ("question-words", "question"),
    ("policy-verbs", "policy"),
    ("degree-words", "degree"),
    ("reporting-verbs", "report"),
];

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
    for (list, name) in ENDINGS {
        let has = |clause: Span| view.cues.named(list, clause).any(|hit| !view.is_quoted(hit.start));
        if has(last) {
            to.push(("last-clause=", name));
        }
        if tail > 0 && has(first) {
            to.push(("first-clause=", name));
        }
    }
    for hit in view.cues.named("duty-modals", span).filter(|hit| !view.is_quoted(hit.start)).take(3) {
        let feature = ("duty=", subject(view, span, hit.start).name());
        if !to.contains(&feature) {
            to.push(feature);
        }
        let behind = Span::new(hit.end, span.end);
        let next = behind.of(view.text).find(BREAKS).map_or(behind.end, |at| behind.start + at);
        if view.cues.named("policy-verbs", Span::new(hit.end, next)).next().is_some()
            && !to.contains(&("duty-to=", "act"))
        {
            to.push(("duty-to=", "act"));
        }
    }
    let particle = bare.chars().next_back().filter(|c| "吧呢吗啊了的呀嘛啦罢也矣过着".contains(*c));
    if let Some(particle) = particle {
        let at = PARTICLES.iter().position(|known| known.starts_with(particle));
        to.extend(at.map(|at| ("particle=", PARTICLES[at])));
    }
}

/// Final particles, folded.
const PARTICLES: [&str; 14] = ["吧", "呢", "吗", "啊", "了", "的", "呀", "嘛", "啦", "罢", "也", "矣", "过", "着"];

/// What the unit opens with: the tags of its first content words, up to the first verb, as one name.
fn topic(view: &View, first: Span, to: &mut Vec<Feature>) {
    let has = |list: &str| view.cues.named(list, first).next().is_some();
    for (list, name) in [
        ("institutions", "institution"),
        ("person-titles", "title"),
        ("collective-subjects", "collective"),
        ("first-person", "writer"),
        ("continuing-pronouns", "pronoun"),
        ("demonstratives", "demonstrative"),
        ("time-words", "time"),
        ("dates", "date"),
        ("vague-parties", "vague"),
        ("document-words", "document"),
        ("addressees", "addressee"),
        ("generic-markers", "generic"),
        ("condition-markers", "condition"),
    ] {
        if has(list) {
            to.push(("topic=", name));
        }
    }
    let words = view.words_in(first);
    if words.iter().any(|word| matches!(word.tag, "nr" | "nrt" | "nrfg") && word.span.len() > 3) {
        to.push(("topic=", "person"));
    }
    let verb = words.iter().find(|word| word.tag.starts_with('v') && word.tag != "vn");
    let kind = |span: Span| {
        ["reporting-verbs", "announcing-verbs", "event-verbs", "modals", "copulas", "policy-verbs"]
            .into_iter()
            .find(|list| view.cues.named(list, span).any(|hit| hit.start == span.start))
    };
    to.push(("first-verb=", verb.map_or("none", |verb| kind(verb.span).unwrap_or("plain"))));
}
