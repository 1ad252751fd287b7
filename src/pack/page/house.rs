//! Users' word lists: lists of their own, words for built-in lists, and the house's words that parser and lints both heed.

use crate::model::diagnostic::Failure;
use crate::model::span::Span;
use crate::pack::lexicon::{Guard, LexiconBuilder, TRUSTED, lines_of};
use crate::pack::page::front_matter::GAP;
use crate::pack::page::keys::LONGEST_WORD;
use crate::pack::table::fault::{Faults, did_you_mean};

/// The languages that have word lists.
const LANGUAGES: [&str; 1] = ["zh"];
/// The lists of a house: name, the built-in list by which the parser knows such words, what its words keep others from.
///
/// A name of any sort is read as a whole: no cue is found inside it. Brands are no cues themselves either, and what holds an
/// exception is none.
const HOUSE: [(&str, Option<&str>, Guard); 5] = [
    (TRUSTED, Some("institutions"), Guard::Inside),
    ("titles", Some("person-titles"), Guard::Inside),
    ("names", Some("institutions"), Guard::Inside),
    ("brands", None, Guard::Whole),
    ("exceptions", None, Guard::Over),
];

/// Adds the words of `lists` (path, text) to `lexicons`, and the lists of a house even if they are empty, so that pages can
/// name them. Gives what is wrong; the other lines are taken.
pub fn add(lists: &[(String, String)], lexicons: &mut LexiconBuilder) -> Vec<Failure> {
    for (name, _, guard) in HOUSE {
        let id = lexicons.add(name, std::iter::empty());
        lexicons.guard(id, guard);
    }
    let mut failures = Vec::new();
    for (path, text) in lists {
        let text = text.trim_start_matches('\u{FEFF}');
        let mut faults = Faults::new(path, text);
        if let Some(name) = name_of(path, lexicons, &mut faults) {
            let words = words_of(text, &mut faults);
            lexicons.add(name, words.iter().copied());
            let as_known = HOUSE.iter().find(|(house, ..)| *house == name).and_then(|(_, known, _)| *known);
            if let Some(known) = as_known {
                lexicons.add(known, words.into_iter());
            }
        }
        failures.extend(faults.into_failures());
    }
    failures
}

/// The name of the list at `path`, if its words can be heeded.
fn name_of<'p>(path: &'p str, lexicons: &LexiconBuilder, faults: &mut Faults) -> Option<&'p str> {
    let mut parts = path.rsplit(['/', '\\']);
    let name = parts.next().unwrap_or_default();
    let name = name.strip_suffix(".tsv").unwrap_or(name);
    let language = parts.next().unwrap_or_default();
    if !LANGUAGES.contains(&language) {
        let known = LANGUAGES.join("/`, `");
        faults.push(Span::default(), format!("word lists stand in a folder of their language, `{known}/`"));
        return None;
    }
    let kebab = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    if !name.split('-').all(kebab) {
        faults.push(
            Span::default(),
            format!("the name `{name}` is not in kebab-case (small letters, digits, single hyphens)"),
        );
        return None;
    }
    // A list that only looks like one of the house would be heeded by nobody.
    let near = if lexicons.id(name).is_some() {
        String::new()
    } else {
        did_you_mean(name, HOUSE.iter().map(|(house, ..)| *house))
    };
    if !near.is_empty() {
        faults.push(Span::default(), format!("a list `{name}` is easily mistaken{near}"));
        return None;
    }
    Some(name)
}

/// The words of the list `text` that can be looked for.
fn words_of<'t>(text: &'t str, faults: &mut Faults) -> Vec<&'t str> {
    let mut words = Vec::new();
    for (at, word) in lines_of(text) {
        let span = Span::new(at, at + word.len());
        if word.chars().count() > LONGEST_WORD || word.contains(char::is_control) {
            faults.push(span, format!("a word has at most {LONGEST_WORD} characters and no control characters"));
        } else if word.contains(GAP) {
            faults.push(span, format!("a gap `{GAP}` can stand on a lint page only, not in a word list"));
        } else {
            words.push(word);
        }
    }
    words
}
