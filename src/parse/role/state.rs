//! What carries over from the units before: a report that runs on, an open quotation, a colon that announces, and what kind
//! of paragraph this is.

use crate::model::span::Span;
use crate::pack::cues::ListSet;
use crate::pack::lexicon::list;
use crate::parse::role::hand::Feature;
use crate::parse::role::speech::{Subject, subject};
use crate::parse::role::view::View;

/// What a reader knows of one unit when reading on; it depends on the unit's words alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    speaker: Speaker,
    /// It ends with a colon.
    announces: bool,
    /// It holds a number.
    counts: bool,
    /// It asks.
    asks: bool,
}

/// Who seems to speak in a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Speaker {
    /// A party before a reporting verb outside quotation marks that is not the writer.
    Reported,
    /// The writer, plainly: first person, judgement, duty, conclusion.
    Writer,
    /// Cannot be told.
    #[default]
    Unknown,
}

impl Known {
    fn reports(self) -> bool {
        self.speaker == Speaker::Reported
    }

    fn own(self) -> bool {
        self.speaker == Speaker::Writer
    }
}

/// The carried features of every unit, in order; `known` is what is known of each.
#[must_use]
pub fn features(view: &View, known: &[Known]) -> Vec<Vec<Feature>> {
    let mut all = Vec::with_capacity(known.len());
    let mut report_age = 0_usize;
    let mut list_age = 0_usize;
    for index in 0..known.len() {
        let place = &view.places[index];
        let opens_block = place.in_block.0 == 0;
        let before = index.checked_sub(1).map(|before| known[before]).unwrap_or_default();
        if before.reports() {
            report_age = 1;
        } else if report_age > 0 {
            report_age = if before.own() || opens_block && report_age > 2 { 0 } else { report_age + 1 };
        }
        if before.announces {
            list_age = 1;
        } else if list_age > 0 {
            list_age = if place.opens_section || list_age > 8 { 0 } else { list_age + usize::from(opens_block) };
        }
        // As many as there are at most.
        let mut to = Vec::with_capacity(12);
        let own = known[index].own();
        if report_age > 0 {
            to.push((
                "report-age=",
                match (report_age.min(4), own) {
                    (1, false) => "1",
                    (2, false) => "2",
                    (3, false) => "3",
                    (_, false) => "4",
                    (1, true) => "1-own",
                    (2, true) => "2-own",
                    (_, true) => "3-own",
                },
            ));
            if opens_block {
                to.push(("report-before=", "paragraph"));
            }
        }
        if before.announces {
            to.push(("after=", if opens_block { "colon-paragraph" } else { "colon" }));
        } else if list_age > 0 {
            to.push(("after=", if list_age < 3 { "colon-near" } else { "colon-far" }));
        }
        all.push(to);
    }
    paragraphs(view, known, &mut all);
    all
}

/// Adds what the other units of a unit's paragraph, and of the whole article, hold.
fn paragraphs(view: &View, known: &[Known], all: &mut [Vec<Feature>]) {
    let mut start = 0;
    while start < known.len() {
        let end = start + view.places[start].in_block.1.max(1);
        let end = end.min(known.len());
        let block = &known[start..end];
        let count = |test: fn(&Known) -> bool| block.iter().filter(|unit| test(unit)).count();
        let (reports, counts, own, asks) = (
            count(|unit| unit.reports()),
            count(|unit| unit.counts),
            count(|unit| unit.own()),
            count(|unit| unit.asks),
        );
        for (unit, to) in block.iter().zip(&mut all[start..end]) {
            for (name, family) in [
                (reports - usize::from(unit.reports()), "others-report="),
                (counts - usize::from(unit.counts), "others-count="),
                (own - usize::from(unit.own()), "others-judge="),
                (asks - usize::from(unit.asks), "others-ask="),
            ] {
                let share = name * 4 / block.len().max(1);
                to.push((family, ["0", "1", "2", "3", "4"][share.min(4)]));
            }
            to.push(("units=", ["0", "1", "2", "3", "4", "5", "6"][block.len().min(6)]));
        }
        start = end;
    }
    let share = |test: fn(&Known) -> bool| known.iter().filter(|unit| test(unit)).count() * 20 / known.len().max(1);
    for (family, share) in [
        ("article-reports=", share(|unit| unit.reports())),
        ("article-counts=", share(|unit| unit.counts)),
        ("article-judges=", share(|unit| unit.own())),
        ("article-asks=", share(|unit| unit.asks)),
    ] {
        let name = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"][share.min(9)];
        for to in all.iter_mut() {
            to.push((family, name));
        }
    }
}

/// What is known of the unit at `span`.
#[must_use]
pub fn know(view: &View, span: Span) -> Known {
    let text = span.of(view.text);
    let mut verbs = view.cues.within(list::REPORTING_VERBS, span).filter(|hit| !view.is_quoted(hit.start));
    let reports = verbs.any(|hit| {
        let party = subject(view, span, hit.start);
        matches!(party, Subject::Named | Subject::Pronoun | Subject::Vague | Subject::Other)
    });
    let speaker = if reports {
        Speaker::Reported
    } else if view.plain_lists_in(span).meets(OWN) {
        Speaker::Writer
    } else {
        Speaker::Unknown
    };
    Known {
        speaker,
        announces: text.ends_with(':'),
        counts: text.bytes().any(|byte| byte.is_ascii_digit()),
        asks: text.trim_end_matches(['」', '』', '”', ')']).ends_with('?'),
    }
}

/// Lists whose words, outside quotation marks, are the writer's own.
const OWN: ListSet =
    ListSet::of(&[list::FIRST_PERSON, list::VALUE_WORDS, list::DUTY_MODALS, list::CONCLUSION_MARKERS, list::COPULAS]);
