//! The features of a unit that a person would name: cues, figures, who speaks, modals and their subjects, quotation, place.

use crate::model::article::BlockKind;
use crate::model::span::Span;
use crate::pack::cues::ListSet;
use crate::pack::lexicon::{builtin_name, list};
pub use crate::pack::weights::Feature;
use crate::parse::role::view::View;
use crate::parse::role::{clause, signs, speech};

/// The lists whose words are features, alone and at the unit's start.
const LISTS: ListSet = ListSet::of(&[
    list::ABSOLUTES,
    list::ADDRESSEES,
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
    list::EXPERIENCE_WORDS,
    list::FALSE_DILEMMA_FRAMES,
    list::FIRST_PERSON,
    list::FUTURE_MARKERS,
    list::GENERIC_MARKERS,
    list::HEDGES,
    list::INSTITUTIONS,
    list::LOADED_WORDS,
    list::MEASURING_VERBS,
    list::META_WORDS,
    list::MODALS,
    list::NEGATIONS,
    list::PERSON_TITLES,
    list::POLICY_VERBS,
    list::PREDICTION_MARKERS,
    list::QUESTION_WORDS,
    list::REPORTING_VERBS,
    list::SOURCE_MARKERS,
    list::TIME_WORDS,
    list::VAGUE_CALLS,
    list::VAGUE_PARTIES,
    list::VAGUE_SOURCE_PHRASES,
    list::VALUE_WORDS,
]);

/// Adds the features of the unit at `span` that depend on its words alone, in a fixed order, each once.
pub fn of_words(view: &View, span: Span, to: &mut Vec<Feature>) {
    cues(view, span, to);
    signs::features(view, span, to);
    words(view, span, to);
    speech::features(view, span, to);
    clause::features(view, span, to);
}

fn cues(view: &View, span: Span, to: &mut Vec<Feature>) {
    let head = view.words_in(span).iter().filter(|word| word.tag != "x").nth(1).map_or(span.end, |word| word.span.end);
    let [mut once, mut more, mut first, mut quoted] = [ListSet::default(); 4];
    for hit in view.hits_in(span) {
        let seen = if view.is_quoted(hit.span.start) {
            &mut quoted
        } else {
            if hit.span.start < head {
                first = first.with(hit.list);
            }
            if once.has(hit.list) { &mut more } else { &mut once }
        };
        *seen = seen.with(hit.list);
    }
    for (lists, family) in [(once, "cue="), (more, "cues="), (first, "opens="), (quoted, "quoted-cue=")] {
        to.extend(lists.and(LISTS).lists().map(|list| (family, builtin_name(list))));
    }
}

/// The name of the first bound that `value` stays below.
pub fn bucket(value: usize, bounds: &[(usize, &'static str)], above: &'static str) -> &'static str {
    bounds.iter().find(|&&(bound, _)| value < bound).map_or(above, |&(_, name)| name)
}

/// Adds the features of the place of unit `index`.
pub fn of_place(view: &View, index: usize, to: &mut Vec<Feature>) {
    let place = &view.places[index];
    to.push((
        "block=",
        match place.block {
            BlockKind::Heading(1) => "title",
            BlockKind::Heading(_) => "heading",
            BlockKind::Row => "row",
            _ => "paragraph",
        },
    ));
    match place.container {
        Some(BlockKind::Quote) => to.push(("in=", "quote")),
        Some(BlockKind::Item | BlockKind::List) => to.push(("in=", "list")),
        Some(BlockKind::Note) => to.push(("in=", "note")),
        _ => {}
    }
    let (at, units) = place.in_block;
    to.push((
        "in-paragraph=",
        match (at, units) {
            (_, 1) => "alone",
            (0, _) => "first",
            (at, units) if at + 1 == units => "last",
            _ => "middle",
        },
    ));
    let (leaf, leaves) = place.leaf;
    let tenth = (index * 20) / view.places.len().max(1);
    to.push((
        "position=",
        bucket(tenth, &[(1, "0"), (2, "5"), (6, "25"), (10, "50"), (14, "70"), (17, "85"), (19, "95")], "end"),
    ));
    if leaf + 1 == leaves {
        to.push(("paragraph=", "last"));
    } else if leaf < 2 {
        to.push(("paragraph=", "first"));
    }
    if index + 1 == view.places.len() {
        to.push(("position=", "very-last"));
    }
    if place.opens_section {
        to.push(("position=", "section-start"));
    }
    if place.editor {
        to.push(("voice=", "editor"));
    }
    if place.linked {
        to.push(("has=", "link"));
    }
    if place.span.start > place.sentence.start {
        to.push(("part=", "later"));
    } else if place.span.end < place.sentence.end {
        to.push(("part=", "earlier"));
    }
}

/// Whether `c` is a letter or a digit. Most characters are Han, and the table of all letters is slow.
fn is_alphanumeric(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric()
}

/// Parts of speech: names, the first and last words, shares.
fn words(view: &View, span: Span, to: &mut Vec<Feature>) {
    let words = view.words_in(span);
    let may_quote = view.quoted_bytes(span) > 0;
    let (mut people, mut places, mut parties, mut verbs, mut adjectives, mut pronouns, mut all) = (0, 0, 0, 0, 0, 0, 0);
    // The tags of the words that are no signs: the first two and the last.
    let (mut opening, mut last, mut plain) = (["", ""], "", 0);
    for word in words {
        let is_sign = !view.text[word.span.start..].chars().next().is_some_and(is_alphanumeric);
        if !is_sign {
            if plain < 2 {
                opening[plain] = word.tag;
            }
            (last, plain) = (word.tag, plain + 1);
        }
        if may_quote && view.is_quoted(word.span.start) {
            continue;
        }
        all += usize::from(!is_sign);
        match word.tag.as_bytes() {
            [b'n', b'r', ..] => people += usize::from(word.span.len() > 3 && matches!(word.tag, "nr" | "nrt" | "nrfg")),
            b"ns" => places += 1,
            b"nt" | b"nz" => parties += 1,
            b"r" => pronouns += 1,
            [b'v', ..] => verbs += 1,
            [b'a', ..] => adjectives += 1,
            _ => {}
        }
    }
    for (count, name) in [(people, "person"), (places, "place"), (parties, "party")] {
        if count > 0 {
            to.push(("names=", name));
        }
    }
    if people + places + parties > 2 {
        to.push(("names=", "several"));
    }
    let share = |count: usize| count * 100 / all.max(1);
    to.push(("verbs=", bucket(share(verbs), &[(10, "10"), (20, "20"), (30, "30"), (40, "40")], "more")));
    to.push(("adjectives=", bucket(share(adjectives), &[(1, "0"), (5, "5"), (10, "10")], "more")));
    if pronouns > 0 {
        to.push(("has=", "pronoun"));
    }
    if plain > 0 {
        to.push(("first=", opening[0]));
        if plain > 1 {
            to.push(("second=", opening[1]));
        }
        // Of one or two words the first counts as the last.
        to.push(("last=", if plain > 2 { last } else { opening[0] }));
    }
}
