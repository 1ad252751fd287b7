//! Who speaks, and who is asked: reporting verbs and modals with the subjects before them.

use crate::model::span::Span;
use crate::pack::cues::ListSet;
use crate::pack::lexicon::list;
use crate::parse::role::view::View;

/// How far before a verb its subject is looked for, in bytes of one clause (20 Han characters).
const REACH: usize = 60;

/// The sort of party that stands before a verb, in the same clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The writer.
    Writer,
    /// A party that could be looked up: a name, an office, an institution, a title in 《》.
    Named,
    /// A party that nobody could look up.
    Vague,
    /// 他、她、該 ...: somebody named before.
    Pronoun,
    /// We, everybody, those in charge.
    Collective,
    /// Another noun.
    Other,
    /// Nothing: the verb opens its clause.
    Nothing,
}

impl Subject {
    /// The name in features.
    pub fn name(self) -> &'static str {
        match self {
            Self::Writer => "writer",
            Self::Named => "named",
            Self::Vague => "vague",
            Self::Pronoun => "pronoun",
            Self::Collective => "collective",
            Self::Other => "other",
            Self::Nothing => "nothing",
        }
    }
}

/// The party before byte `verb`, not further back than the clause's or the unit's beginning.
#[must_use]
pub fn subject(view: &View, unit: Span, verb: usize) -> Subject {
    let mut from = unit.start.max(verb.saturating_sub(REACH));
    while !view.text.is_char_boundary(from) {
        from += 1;
    }
    let lead = Span::new(from, verb).of(view.text);
    let sign = lead.char_indices().rev().find(|&(_, c)| matches!(c, ',' | ';' | '。' | ':' | '—'));
    let span = Span::new(sign.map_or(from, |(at, c)| from + at + c.len_utf8()), verb);
    let words = view.words_in(span);
    let lists = view.lists_in(span);
    if lists.has(list::VAGUE_PARTIES) {
        return Subject::Vague;
    }
    if lists.has(list::FIRST_PERSON) && !lists.has(list::COLLECTIVE_SUBJECTS) {
        return Subject::Writer;
    }
    let named = |tag: &str| matches!(tag, "nr" | "nrt" | "nrfg" | "nt" | "nz" | "eng" | "ns");
    if lists.meets(ListSet::of(&[list::PERSON_TITLES, list::INSTITUTIONS])) || span.of(view.text).contains('》') {
        return Subject::Named;
    }
    if words.iter().any(|word| named(word.tag) && word.span.len() > 3) {
        return Subject::Named;
    }
    if words.iter().any(|word| PRONOUNS.contains(&word.span.of(view.text))) {
        return Subject::Pronoun;
    }
    if lists.has(list::COLLECTIVE_SUBJECTS) {
        return Subject::Collective;
    }
    let noun = words.iter().any(|word| word.tag.starts_with('n') || word.tag == "x" && word.span.len() > 3);
    if noun { Subject::Other } else { Subject::Nothing }
}

const PRONOUNS: [&str; 6] = ["他", "她", "他们", "她们", "该", "对方"];

/// Adds the features of reporting verbs, announcing verbs and modals outside quotation marks.
pub fn features(view: &View, unit: Span, to: &mut Vec<(&'static str, &'static str)>) {
    let mut first_report = None;
    for (list, family) in
        [(list::REPORTING_VERBS, "says="), (list::ANNOUNCING_VERBS, "does="), (list::MEASURING_VERBS, "measures=")]
    {
        let mut seen = Vec::new();
        for hit in view.cues.within(list, unit).filter(|hit| !view.is_quoted(hit.start)) {
            if family == "says=" && first_report.is_none() {
                first_report = Some(hit.start);
            }
            let subject = subject(view, unit, hit.start).name();
            if !seen.contains(&subject) {
                seen.push(subject);
                to.push((family, subject));
            }
        }
    }
    let mut seen = Vec::new();
    for hit in view.cues.within(list::MODALS, unit).filter(|hit| !view.is_quoted(hit.start)) {
        let reported = first_report.is_some_and(|verb| verb < hit.start);
        let feature =
            if reported { ("must-reported=", "yes") } else { ("must=", subject(view, unit, hit.start).name()) };
        if !seen.contains(&feature) {
            seen.push(feature);
            to.push(feature);
        }
    }
    if first_report.is_some_and(|verb| view.text[verb..unit.end].contains(['「', '"', ':'])) {
        to.push(("says=", "quotation"));
    }
}
