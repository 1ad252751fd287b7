//! The occurrences of word-list words in one text, by list, so that "which modals stand in this unit" is one look-up.

use crate::model::argument::Cue;
use crate::model::span::Span;
use crate::pack::lexicon::{Lexicons, ListId};

/// The occurrences of every list, each sorted by start.
pub struct CueIndex<'a> {
    lexicons: &'a Lexicons,
    lists: Vec<Vec<Span>>,
}

impl<'a> CueIndex<'a> {
    /// Sorts `cues`, which a walk with the same `lexicons` found, by list.
    #[must_use]
    pub fn new(lexicons: &'a Lexicons, cues: &[Cue]) -> Self {
        let mut lists = vec![Vec::new(); lexicons.len()];
        for cue in cues {
            if let Some(list) = lists.get_mut(usize::from(cue.list)) {
                list.push(cue.span);
            }
        }
        Self { lexicons, lists }
    }

    /// Whether `list` holds the words of one lint page.
    #[must_use]
    pub fn is_private(&self, list: ListId) -> bool {
        self.lexicons.is_private(list)
    }

    /// The list called `name`.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<ListId> {
        self.lexicons.id(name)
    }

    /// The occurrences of words of `list` that lie inside `span`, by start.
    pub fn within(&self, list: ListId, span: Span) -> impl Iterator<Item = Span> {
        let all = self.lists.get(usize::from(list)).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|hit| hit.start < span.start);
        all[from..].iter().copied().take_while(move |hit| hit.start < span.end).filter(move |hit| hit.end <= span.end)
    }

    /// The same for the list called `name`; nothing where there is no such list.
    pub fn named(&self, name: &str, span: Span) -> impl Iterator<Item = Span> {
        self.list(name).into_iter().flat_map(move |list| self.within(list, span))
    }
}
