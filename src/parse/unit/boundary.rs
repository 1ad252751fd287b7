//! The clause boundaries of a sentence, and what can be said of each.

use super::Clauses;
use crate::model::argument::Cue;
use crate::model::span::Span;
use crate::pack::cues::{ListSet, inside};
use crate::pack::lexicon::{builtin_name, list};
use crate::pack::weights::{Feature, NameHash};

/// A part shorter than this many bytes (four Han characters) is not worth a unit of its own.
const SHORTEST: usize = 12;
/// A sentence of more bytes is none that anybody wrote (3,000 Han characters), and looking at both sides of each of its
/// boundaries would take time that grows with its square.
const LONGEST: usize = 9000;
/// How many characters of a clause are looked at two by two.
const WINDOW: usize = 12;

/// The lists whose words, before and behind a boundary, speak for or against a cut.
const LISTS: ListSet = ListSet::of(&[
    list::ABSOLUTES,
    list::ANNOUNCING_VERBS,
    list::APPEALS,
    list::ASPECT_MARKERS,
    list::BOOSTERS,
    list::CAUSE_MARKERS,
    list::COLLECTIVE_SUBJECTS,
    list::COMMON_KNOWLEDGE,
    list::COMPARISON_MARKERS,
    list::CONCESSION_MARKERS,
    list::CONCLUSION_MARKERS,
    list::CONCLUSION_OPENERS,
    list::CONDITION_MARKERS,
    list::CONTINUING_PRONOUNS,
    list::CONTRAST_MARKERS,
    list::COPULAS,
    list::DATES,
    list::DEGREE_WORDS,
    list::DEMONSTRATIVES,
    list::DOCUMENT_WORDS,
    list::DUTY_MODALS,
    list::EVENT_VERBS,
    list::EXAMPLE_MARKERS,
    list::FIRST_PERSON,
    list::FUTURE_MARKERS,
    list::GENERIC_MARKERS,
    list::HEDGES,
    list::INSTITUTIONS,
    list::MEASURING_VERBS,
    list::META_WORDS,
    list::MODALS,
    list::NEGATIONS,
    list::PERSON_TITLES,
    list::POLICY_VERBS,
    list::PREDICTION_MARKERS,
    list::QUESTION_OPENERS,
    list::QUESTION_WORDS,
    list::REPORTING_VERBS,
    list::SOURCE_MARKERS,
    list::TIME_WORDS,
    list::VAGUE_PARTIES,
    list::VALUE_WORDS,
]);

/// A place between two clauses of a sentence, outside quotation marks and brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boundary {
    /// The byte of the folded text behind the sign.
    pub at: usize,
    sentence: Span,
    /// The clauses before and behind it.
    before: Span,
    behind: Span,
    /// Its number among the sentence's boundaries, and how many there are.
    number: (usize, usize),
}

/// The boundaries of `sentence`, in order.
#[must_use]
pub fn boundaries(clauses: Clauses, sentence: Span) -> Vec<Boundary> {
    let text = sentence.of(clauses.text);
    let mut depth = 0_i32;
    let mut places = Vec::new();
    if text.len() > LONGEST {
        return Vec::new();
    }
    for (at, c) in text.char_indices() {
        let place = sentence.start + at;
        match c {
            '(' | '《' | '[' | '【' => depth += 1,
            ')' | '》' | ']' | '】' => depth -= 1,
            ',' | ';' | ':' | '—' if depth <= 0 => {
                let next = place + c.len_utf8();
                let in_number = matches!(c, ',' | ':') && is_between_digits(clauses.text, place);
                let next_quotation = clauses.quotations.partition_point(|span| span.end <= place);
                let quoted = clauses.quotations.get(next_quotation).is_some_and(|span| span.start < place);
                let long_enough = next - sentence.start >= SHORTEST
                    && Span::new(next, sentence.end).of(clauses.text).trim().len() > SHORTEST;
                if !quoted && !in_number && long_enough {
                    places.push(next);
                }
            }
            _ => {}
        }
    }
    let count = places.len();
    let boundary = |number: usize| Boundary {
        at: places[number],
        sentence,
        before: Span::new(if number == 0 { sentence.start } else { places[number - 1] }, places[number]),
        behind: Span::new(places[number], places.get(number + 1).copied().unwrap_or(sentence.end)),
        number: (number, count),
    };
    (0..count).map(boundary).collect()
}

fn is_between_digits(text: &str, at: usize) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    at.checked_sub(1).is_some_and(|before| digit(text.as_bytes().get(before))) && digit(text.as_bytes().get(at + 1))
}

/// The name of a feature of a boundary, in two parts.
#[derive(Clone, Copy, Debug)]
pub enum Name<'a> {
    /// One of the names that are known beforehand.
    Static(Feature),
    /// A family, and words of the text.
    Words(Family, &'a str),
}

/// What the names of features of words begin with.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    name: &'static str,
    /// The hash of the name, to which words are added.
    pub hash: NameHash,
}

impl Family {
    const fn new(name: &'static str) -> Self {
        Self { name, hash: NameHash::new().with(name) }
    }
}

const OPENS: Family = Family::new("opens:");
const ENDS: Family = Family::new("ends:");
const SIGN: Family = Family::new("sign=");
const NEXT_SIGN: Family = Family::new("next-sign=");
const BEFORE: Family = Family::new("before:");
const BEHIND: Family = Family::new("behind:");

impl<'a> Name<'a> {
    /// The two parts.
    #[must_use]
    pub fn parts(self) -> [&'a str; 2] {
        match self {
            Self::Static((family, value)) => [family, value],
            Self::Words(family, words) => [family.name, words],
        }
    }
}

impl Boundary {
    /// Calls `emit` with the name of every feature of the boundary, each once.
    pub fn features<'a>(self, clauses: Clauses<'a>, mut emit: impl FnMut(Name<'a>)) {
        let text = clauses.text;
        emit(Name::Static(("bias", "")));
        let before = self.before.of(text).trim();
        let behind = self.behind.of(text).trim();
        edges(before, behind, &mut emit);
        self.sizes(text, before, behind, &mut emit);
        let starts = [self.before, self.behind].map(|span| span.end - span.of(text).trim_start().len());
        let (mut lead, mut rest) = (Sides::default(), Sides::default());
        for hit in inside(clauses.hits, self.sentence) {
            if hit.span.end <= self.at {
                lead.add(hit, self.before, starts[0]);
            } else if hit.span.start >= self.at {
                rest.add(hit, self.behind, starts[1]);
            }
        }
        for (lists, name) in [
            (lead.clause, "before="),
            (rest.clause, "behind="),
            (lead.opening, "before-opens="),
            (rest.opening, "behind-opens="),
            (lead.all, "lead="),
            (rest.all, "rest="),
        ] {
            lists.and(LISTS).lists().for_each(|list| emit(Name::Static((name, builtin_name(list)))));
        }
    }

    /// Lengths, place in the sentence, signs that say what sort of sentence it is.
    fn sizes<'a>(self, text: &str, before: &str, behind: &str, emit: &mut impl FnMut(Name<'a>)) {
        let lead = Span::new(self.sentence.start, self.at).of(text);
        let rest = Span::new(self.at, self.sentence.end).of(text);
        let (number, count) = self.number;
        let asks = rest.trim_end_matches(['」', '』', '”', ')', ' ']).ends_with('?');
        let asks = match (asks, number + 1 == count) {
            (true, true) => "yes,last",
            (true, false) => "yes",
            (false, true) => "no,last",
            (false, false) => "no",
        };
        emit(Name::Static(("asks=", asks)));
        let mut size = |name: &'static str, value: usize, bounds: &[usize]| {
            let bucket = bounds.iter().position(|&bound| value < bound).unwrap_or(bounds.len());
            emit(Name::Static((name, ["0", "1", "2", "3", "4", "5"][bucket.min(5)])));
        };
        size("number=", number, &[1, 2, 3, 5]);
        size("left=", count - number, &[2, 3, 4, 6]);
        size("lead-length=", lead.chars().count(), &[10, 16, 25, 40, 70]);
        size("rest-length=", rest.chars().count(), &[8, 14, 22, 35, 60]);
        size("before-length=", before.chars().count(), &[6, 9, 14, 22]);
        size("behind-length=", behind.chars().count(), &[6, 9, 14, 22]);
        for (side, name) in [(lead, "lead-has="), (rest, "rest-has=")] {
            if side.bytes().any(|byte| byte.is_ascii_digit()) {
                emit(Name::Static((name, "digit")));
            }
            if side.contains('「') {
                emit(Name::Static((name, "quotation")));
            }
        }
    }
}

/// The lists with words on one side of a boundary.
#[derive(Default)]
struct Sides {
    /// Anywhere, in the clause at the boundary, at the very beginning of that clause.
    all: ListSet,
    clause: ListSet,
    opening: ListSet,
}

impl Sides {
    fn add(&mut self, hit: Cue, clause: Span, opening: usize) {
        self.all = self.all.with(hit.list);
        if clause.contains(hit.span) {
            self.clause = self.clause.with(hit.list);
            if hit.span.start == opening {
                self.opening = self.opening.with(hit.list);
            }
        }
    }
}

/// The characters on both sides: the last before the sign, the first behind it, pairs.
fn edges<'a>(before: &'a str, behind: &'a str, emit: &mut impl FnMut(Name<'a>)) {
    for length in 1..=4 {
        if let Some((end, _)) = behind.char_indices().nth(length) {
            emit(Name::Words(OPENS, &behind[..end]));
        }
    }
    let bare = before.trim_end_matches([',', ';', ':', '—']);
    for length in 1..=2 {
        if let Some((start, _)) = bare.char_indices().rev().nth(length - 1) {
            emit(Name::Words(ENDS, &bare[start..]));
        }
    }
    let last = |clause: &str| clause.char_indices().next_back().map_or(0, |(at, _)| at);
    emit(Name::Words(SIGN, &before[last(before)..]));
    emit(Name::Words(NEXT_SIGN, &behind[last(behind)..]));
    pairs(behind.char_indices().nth(WINDOW).map_or(behind, |(end, _)| &behind[..end]), BEHIND, emit);
    pairs(bare, BEFORE, emit);
}

/// Every pair of neighbouring characters, each once.
fn pairs<'a>(clause: &'a str, family: Family, emit: &mut impl FnMut(Name<'a>)) {
    let mut seen: Vec<u64> = Vec::with_capacity(clause.len() / 3 + 1);
    // A bit for each hash of a pair: most pairs are new, and most of those need not be looked for.
    let mut hashes = 0_u128;
    let mut before: Option<(usize, char)> = None;
    for (at, c) in clause.char_indices() {
        if let Some((start, first)) = before {
            let pair = u64::from(first as u32) << 32 | u64::from(c as u32);
            let bit = 1_u128 << (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 57);
            if hashes & bit == 0 || !seen.contains(&pair) {
                hashes |= bit;
                seen.push(pair);
                emit(Name::Words(family, &clause[start..at + c.len_utf8()]));
            }
        }
        before = Some((at, c));
    }
}
