//! The occurrences of word-list words in one text, by list, so that "which modals stand in this unit" is one look-up.

use crate::model::argument::Cue;
use crate::model::span::Span;
use crate::pack::lexicon::{Lexicons, ListId, builtin_lists};

/// A set of built-in lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListSet(u128);

/// A set has a place for every built-in list.
const _: () = assert!(builtin_lists() <= u128::BITS as usize);

impl ListSet {
    /// The set of `lists`, which are built-in ones.
    #[must_use]
    pub const fn of(lists: &[ListId]) -> Self {
        let (mut set, mut at) = (Self(0), 0);
        while at < lists.len() {
            set = set.with(lists[at]);
            at += 1;
        }
        set
    }

    /// The same with `list`, if that is a built-in one.
    #[must_use]
    pub const fn with(self, list: ListId) -> Self {
        if (list as u32) < u128::BITS { Self(self.0 | 1 << list) } else { self }
    }

    /// Whether `list` is in it.
    #[must_use]
    pub const fn has(self, list: ListId) -> bool {
        (list as u32) < u128::BITS && self.0 >> list & 1 == 1
    }

    /// The lists that are in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Its lists, in order.
    pub fn lists(self) -> impl Iterator<Item = ListId> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let list = rest.trailing_zeros();
            rest &= rest.wrapping_sub(1);
            (list < u128::BITS).then_some(list as ListId)
        })
    }

    /// Whether the two have a list in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Those of `cues`, sorted by start, that lie inside `span`.
pub fn inside(cues: &[Cue], span: Span) -> impl Iterator<Item = Cue> + use<'_> {
    let from = cues.partition_point(|cue| cue.span.start < span.start);
    let near = cues[from..].iter().copied().take_while(move |cue| cue.span.start < span.end);
    near.filter(move |cue| cue.span.end <= span.end)
}

/// Occurrences of numbered lists, each list's sorted by start.
pub struct ByList {
    /// The occurrences, list by list.
    spans: Vec<Span>,
    /// Where those of each list begin, and the end.
    firsts: Vec<u32>,
}

impl ByList {
    /// Sorts `cues`, which are sorted by start, by list; those of `lists` lists and no others.
    #[must_use]
    pub fn new(lists: usize, cues: &[Cue]) -> Self {
        let known = || cues.iter().filter(|cue| usize::from(cue.list) < lists);
        let mut firsts = vec![0_u32; lists + 1];
        known().for_each(|cue| firsts[usize::from(cue.list) + 1] += 1);
        for list in 0..lists {
            firsts[list + 1] += firsts[list];
        }
        let mut next = firsts.clone();
        let mut spans = vec![Span::new(0, 0); known().count()];
        for cue in known() {
            let at = &mut next[usize::from(cue.list)];
            spans[*at as usize] = cue.span;
            *at += 1;
        }
        Self { spans, firsts }
    }

    /// All occurrences of words of `list`, by start.
    #[must_use]
    pub fn of(&self, list: ListId) -> &[Span] {
        let bound = |list: usize| self.firsts.get(list).copied().unwrap_or_default() as usize;
        self.spans.get(bound(usize::from(list))..bound(usize::from(list) + 1)).unwrap_or_default()
    }

    /// The occurrences of words of `list` that lie inside `span`, by start.
    pub fn within(&self, list: ListId, span: Span) -> impl Iterator<Item = Span> {
        let all = self.of(list);
        let from = all.partition_point(|hit| hit.start < span.start);
        all[from..].iter().copied().take_while(move |hit| hit.start < span.end).filter(move |hit| hit.end <= span.end)
    }
}

/// The occurrences of every list.
pub struct CueIndex<'a> {
    lexicons: &'a Lexicons,
    cues: ByList,
}

impl<'a> CueIndex<'a> {
    /// Sorts `cues`, which a walk with the same `lexicons` found, by list.
    #[must_use]
    pub fn new(lexicons: &'a Lexicons, cues: &[Cue]) -> Self {
        Self { lexicons, cues: ByList::new(lexicons.len(), cues) }
    }

    /// Whether `list` holds the words of one lint page.
    #[must_use]
    pub fn is_private(&self, list: ListId) -> bool {
        self.lexicons.is_private(list)
    }

    /// All occurrences of words of `list`, by start.
    #[must_use]
    pub fn of(&self, list: ListId) -> &[Span] {
        self.cues.of(list)
    }

    /// The occurrences of words of `list` that lie inside `span`, by start.
    pub fn within(&self, list: ListId, span: Span) -> impl Iterator<Item = Span> {
        self.cues.within(list, span)
    }
}
