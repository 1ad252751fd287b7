//! Words that are read as a whole: what is found inside a name or a brand of the house is no cue.

use super::ListId;
use crate::model::argument::Cue;
use crate::model::span::Span;
use std::collections::BTreeMap;

/// What the words of a list keep others from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// From being found inside them: in the name 專家報 there are no 專家.
    Inside,
    /// From being found inside them, and from being the same word.
    Whole,
    /// From sharing a character with them; what an expression finds may still hold them.
    Over,
}

/// Occurrences of guarding words; answers in logarithmic time whether one of them covers a place.
pub struct Guarded {
    /// The starts, sorted.
    starts: Vec<usize>,
    /// The furthest end of the words up to each start.
    ends: Vec<usize>,
}

impl Guarded {
    /// The occurrences `spans`, sorted by start.
    #[must_use]
    pub fn new(spans: impl Iterator<Item = Span>) -> Self {
        let (mut starts, mut ends): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for span in spans {
            ends.push(ends.last().map_or(span.end, |last| span.end.max(*last)));
            starts.push(span.start);
        }
        Self { starts, ends }
    }

    /// Whether one of the words covers `span`.
    #[must_use]
    pub fn covers(&self, span: Span) -> bool {
        self.furthest(|start| start <= span.start) >= span.end
    }

    /// Whether one of the words covers `span` and more.
    #[must_use]
    pub fn covers_inside(&self, span: Span) -> bool {
        self.furthest(|start| start < span.start) >= span.end || self.furthest(|start| start <= span.start) > span.end
    }

    /// Whether one of the words shares a byte with `span`.
    #[must_use]
    pub fn touches(&self, span: Span) -> bool {
        self.furthest(|start| start < span.end) > span.start
    }

    /// The furthest end of the words whose start passes `test`, which holds up to some place; 0 where there is none.
    fn furthest(&self, test: impl Fn(usize) -> bool) -> usize {
        let count = self.starts.partition_point(|&start| test(start));
        count.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0)
    }
}

/// Drops from `cues`, which are sorted by start, those of other lists that words of the lists of `guards` keep from being.
pub fn drop_guarded(guards: &BTreeMap<ListId, Guard>, cues: &mut Vec<Cue>) {
    if !cues.iter().any(|cue| guards.contains_key(&cue.list)) {
        return;
    }
    let of = |wanted: Guard| {
        Guarded::new(cues.iter().filter(|cue| guards.get(&cue.list) == Some(&wanted)).map(|cue| cue.span))
    };
    let (inside, whole, over) = (of(Guard::Inside), of(Guard::Whole), of(Guard::Over));
    let silenced = |span: Span| inside.covers_inside(span) || whole.covers(span) || over.touches(span);
    cues.retain(|cue| guards.contains_key(&cue.list) || !silenced(cue.span));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_covers_what_lies_in_it() {
        let guarded = Guarded::new([Span::new(2, 9), Span::new(4, 6)].into_iter());
        assert!(guarded.covers(Span::new(2, 9)) && guarded.covers(Span::new(5, 9)));
        assert!(!guarded.covers_inside(Span::new(2, 9)) && guarded.covers_inside(Span::new(2, 8)));
        assert!(!guarded.covers(Span::new(1, 3)) && !guarded.covers(Span::new(8, 10)));
        assert!(
            guarded.touches(Span::new(8, 10))
                && !guarded.touches(Span::new(9, 10))
                && !guarded.touches(Span::new(1, 2))
        );
        assert!(!Guarded::new(std::iter::empty()).covers(Span::new(0, 1)));
    }

    #[test]
    fn cues_in_names_and_on_exceptions_are_dropped() {
        let cue = |start, end, list| Cue { span: Span::new(start, end), list };
        let guards = BTreeMap::from([(1, Guard::Inside), (2, Guard::Whole), (3, Guard::Over)]);
        let mut cues = vec![
            cue(0, 4, 0),
            cue(0, 9, 0),
            cue(0, 9, 1),
            cue(10, 14, 0),
            cue(10, 14, 2),
            cue(20, 22, 0),
            cue(21, 23, 3),
        ];
        drop_guarded(&guards, &mut cues);
        assert_eq!(cues, [cue(0, 9, 0), cue(0, 9, 1), cue(10, 14, 2), cue(21, 23, 3)]);
    }
}
