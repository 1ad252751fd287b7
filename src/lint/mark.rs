//! How a finding, or a unit, is known again in another version of its article: by the text of its unit and of the units
//! beside it in the same block, not by line.

use crate::model::argument::Argument;
use crate::model::article::Article;
use crate::model::diagnostic::Diagnostic;
use crate::model::span::Span;
use crate::pack::fold::fold;
use crate::pack::weights::long_hash;
use std::collections::BTreeMap;

/// What a finding or unit is known by. Texts are hashes of their folded form, 0 for none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The lint; empty for a unit.
    pub lint: String,
    /// The unit, or what the finding stands on.
    pub unit: u64,
    /// The unit before it in its block.
    pub before: u64,
    /// The unit behind it.
    pub after: u64,
    /// Whether it is about something larger than a unit, or absent: its place says little.
    pub placeless: bool,
}

/// The marks of the units of `argument`, in order.
pub fn of_units(argument: &Argument) -> Vec<Mark> {
    let texts: Vec<u64> = argument.units.iter().map(|unit| long_hash(&[unit.span.of(&argument.text).trim()])).collect();
    let beside = |id: usize, other: Option<usize>| {
        let other = other.filter(|&other| other < texts.len() && argument.block_of(other) == argument.block_of(id));
        other.map_or(0, |other| texts[other])
    };
    let mark = |id: usize| Mark {
        lint: String::new(),
        unit: texts[id],
        before: beside(id, id.checked_sub(1)),
        after: beside(id, Some(id + 1)),
        placeless: false,
    };
    (0..texts.len()).map(mark).collect()
}

/// The marks of `diagnostics`, which were found in `argument`, parsed from `article`. A finding that stands on no unit (one
/// about a comment) is known by the words under it.
pub fn of_findings(diagnostics: &[Diagnostic], article: &Article, argument: &Argument) -> Vec<Mark> {
    let units = of_units(argument);
    let places: Vec<Span> = argument.units.iter().map(|unit| article.map.map(argument.prose_span(unit.span))).collect();
    let unit_at = |at: usize| {
        let id = places.partition_point(|place| place.start <= at).checked_sub(1)?;
        (at < places[id].end).then_some(id)
    };
    let mark = |diagnostic: &Diagnostic| {
        let id = diagnostic.unit.or_else(|| unit_at(diagnostic.range.byte.start));
        let lint = diagnostic.lint.clone();
        if let Some(unit) = id.and_then(|id| units.get(id)) {
            return Mark { lint, placeless: diagnostic.unit.is_none(), ..unit.clone() };
        }
        let words = fold(diagnostic.range.byte.of(&article.source.text).trim());
        Mark { lint, unit: long_hash(&[&words]), before: 0, after: 0, placeless: false }
    };
    diagnostics.iter().map(mark).collect()
}

/// What the findings of `marks` are known by outside of baselines, one number each and no number twice: the lint and the text
/// of the unit (only the lint for what is about no unit), and how many of the same came before. Neighbours do not count, as a
/// number cannot be nearly the same.
pub fn fingerprints(marks: &[Mark]) -> Vec<u64> {
    let mut seen: BTreeMap<(&str, u64), usize> = BTreeMap::new();
    let mut found = Vec::new();
    for mark in marks {
        let unit = if mark.placeless { 0 } else { mark.unit };
        let nth = seen.entry((&mark.lint, unit)).or_default();
        *nth += 1;
        found.push(long_hash(&[&mark.lint, &format!("\0{unit:016x}"), &nth.to_string()]));
    }
    found
}

/// What two marks must share to be paired, from the strictest on; none where a mark cannot be paired that way.
type Key<'a> = (&'a str, [Option<u64>; 3]);
const KEYS: [fn(&Mark) -> Option<Key<'_>>; 4] = [
    |mark| Some((&mark.lint, [Some(mark.unit), Some(mark.before), Some(mark.after)])),
    |mark| Some((&mark.lint, [Some(mark.unit), Some(mark.before), None])),
    |mark| Some((&mark.lint, [Some(mark.unit), None, Some(mark.after)])),
    |mark| mark.placeless.then_some((&mark.lint, [None; 3])),
];

/// For each of `new` the one of `old` that it was, each of which is given away once: of the same lint, with the same unit and
/// at least one of the two neighbours the same. What is about no unit only needs the lint, if nothing fits better.
pub fn pair(old: &[Mark], new: &[Mark]) -> Vec<Option<usize>> {
    let mut paired = vec![None; new.len()];
    let mut is_free = vec![true; old.len()];
    for key in KEYS {
        let mut waiting: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        // Backwards, so that the first one is taken first.
        for (index, mark) in old.iter().enumerate().rev().filter(|&(index, _)| is_free[index]) {
            if let Some(key) = key(mark) {
                waiting.entry(key).or_default().push(index);
            }
        }
        for (mark, paired) in new.iter().zip(&mut paired).filter(|(_, paired)| paired.is_none()) {
            *paired = key(mark).and_then(|key| waiting.get_mut(&key)?.pop());
            if let Some(index) = *paired {
                is_free[index] = false;
            }
        }
    }
    paired
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(lint: &str, [unit, before, after]: [u64; 3]) -> Mark {
        Mark { lint: lint.to_owned(), unit, before, after, placeless: false }
    }

    #[test]
    fn one_neighbour_is_enough_and_the_best_fit_goes_first() {
        let old = [mark("a", [1, 2, 3]), mark("a", [1, 2, 4]), mark("b", [1, 2, 3])];
        assert_eq!(pair(&old, &[mark("a", [1, 2, 4])]), [Some(1)]);
        assert_eq!(pair(&old, &[mark("a", [1, 9, 4]), mark("a", [1, 2, 9])]), [Some(1), Some(0)]);
        assert_eq!(pair(&old, &[mark("a", [1, 8, 9]), mark("a", [7, 2, 3]), mark("c", [1, 2, 3])]), [None; 3]);
    }

    #[test]
    fn a_fingerprint_is_the_unit_and_not_its_neighbours_and_none_is_given_twice() {
        let [first, again, moved] = [mark("a", [1, 2, 3]), mark("a", [1, 2, 3]), mark("a", [1, 7, 8])];
        let both = fingerprints(&[first, again]);
        assert_ne!(both[0], both[1]);
        assert_eq!(fingerprints(&[moved]), both[..1]);
        let absent = |unit| Mark { placeless: true, ..mark("b", [unit, 0, 0]) };
        assert_eq!(fingerprints(&[absent(1)]), fingerprints(&[absent(2)]));
        assert_ne!(fingerprints(&[mark("b", [1, 0, 0])]), fingerprints(&[mark("b", [2, 0, 0])]));
    }

    #[test]
    fn each_is_given_away_once() {
        let old = [mark("a", [1, 0, 0])];
        assert_eq!(pair(&old, &[mark("a", [1, 0, 0]), mark("a", [1, 0, 0])]), [Some(0), None]);
    }

    #[test]
    fn what_is_about_no_unit_needs_only_its_lint() {
        let absent = |unit| Mark { placeless: true, ..mark("a", [unit, 0, 0]) };
        assert_eq!(pair(&[absent(1), absent(2)], &[absent(3), absent(2)]), [Some(0), Some(1)]);
        assert_eq!(pair(&[absent(1)], &[mark("a", [3, 0, 0])]), [None]);
    }
}
