//! Word lists, compiled into one table so that a single walk over a text finds the words of all of them.
//!
//! A list is a file of tab-separated lines: the word, then an optional note; `#` starts a comment line. Words may be
//! written in either script and in full or half width; they are folded here.

use crate::model::argument::Cue;
use crate::model::span::Span;
use crate::pack::fold::fold;
use std::collections::BTreeMap;

mod guard;
mod lines;

pub use guard::{Guard, Guarded};
pub use lines::{lines_of, words_of};

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The list of the sources that a house trusts: evidence that names one of them is sourced.
pub const TRUSTED: &str = "trusted-sources";

/// A list in a [`Lexicons`], the number in [`Cue::list`].
pub type ListId = u16;

/// How many built-in lists there are; their numbers are below it.
#[must_use]
pub const fn builtin_lists() -> usize {
    LISTS.len()
}

/// The name of a built-in list.
#[must_use]
pub fn builtin_name(list: ListId) -> &'static str {
    LISTS.get(usize::from(list)).copied().unwrap_or_default()
}

/// Collects lists before they are compiled.
#[derive(Clone, Debug, Default)]
pub struct LexiconBuilder {
    names: Vec<String>,
    words: BTreeMap<String, Vec<ListId>>,
    guards: BTreeMap<ListId, Guard>,
}

impl LexiconBuilder {
    /// The built-in lists, named by their file: `absolutes` for `lexicon/zh/absolutes.tsv`.
    #[must_use]
    pub fn builtin() -> Self {
        let words = WORDS.iter().map(|&(word, lists)| (word.to_owned(), lists.to_vec()));
        let names = LISTS.iter().map(|&name| name.to_owned()).collect();
        Self { names, words: words.collect(), guards: BTreeMap::new() }
    }

    /// Adds words to the list called `name`, which is made if it is new.
    pub fn add<'a>(&mut self, name: &str, words: impl Iterator<Item = &'a str>) -> ListId {
        let id = self.id(name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            (self.names.len() - 1) as ListId
        });
        for word in words {
            let lists = self.words.entry(fold(word)).or_default();
            if !lists.contains(&id) {
                lists.push(id);
            }
        }
        id
    }

    /// Has the words of `list` guard what stands in them.
    pub fn guard(&mut self, list: ListId, guard: Guard) {
        self.guards.insert(list, guard);
    }

    /// The list called `name`.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<ListId> {
        self.names.iter().position(|known| known == name).map(|index| index as ListId)
    }

    /// The names of all lists, in the order in which they were added.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Compiles the lists.
    #[must_use]
    pub fn build(self) -> Lexicons {
        let mut sorted: Vec<(String, ListId)> =
            self.names.iter().enumerate().map(|(id, name)| (name.clone(), id as ListId)).collect();
        sorted.sort();
        let (words, lists): (Vec<String>, _) = self.words.into_iter().filter(|(word, _)| !word.is_empty()).unzip();
        let mut firsts: Vec<(char, usize)> = Vec::new();
        let mut seconds = Vec::with_capacity(words.len());
        for (index, word) in words.iter().enumerate() {
            let mut chars = word.chars();
            let first = chars.next().unwrap_or_default();
            seconds.push(chars.next());
            if firsts.last().is_none_or(|&(known, _)| known != first) {
                firsts.push((first, index));
            }
        }
        let mut places = vec![0; 0x1_0000];
        for (number, &(first, _)) in firsts.iter().enumerate() {
            if let Some(place) = places.get_mut(first as usize) {
                *place = number as u32 + 1;
            }
        }
        Lexicons { names: self.names, sorted, words, seconds, lists, firsts, places, guards: self.guards }
    }
}

/// Word lists, compiled.
pub struct Lexicons {
    names: Vec<String>,
    /// The names with their numbers, sorted by name.
    sorted: Vec<(String, ListId)>,
    /// The words, sorted: those with one first character stand together, and a word before those that it begins.
    words: Vec<String>,
    /// The lists of each word.
    lists: Vec<Vec<ListId>>,
    /// Every first character, sorted, and the index of the first word that has it. This takes no time to build, where a trie
    /// of a few thousand words takes ten milliseconds, and few words share a first character.
    firsts: Vec<(char, usize)>,
    /// For each character of the basic plane its number in `firsts`, plus one; 0 where no word begins with it.
    places: Vec<u32>,
    /// The second character of each word.
    seconds: Vec<Option<char>>,
    /// The lists whose words guard what stands in them.
    guards: BTreeMap<ListId, Guard>,
}

impl Lexicons {
    /// The built-in lists alone.
    #[must_use]
    pub fn builtin() -> Self {
        LexiconBuilder::builtin().build()
    }

    /// How many lists there are; their numbers are below it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are no lists.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The list called `name`.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<ListId> {
        let at = self.sorted.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        Some(self.sorted[at].1)
    }

    /// The name of a list.
    #[must_use]
    pub fn name(&self, id: ListId) -> &str {
        self.names.get(usize::from(id)).map_or("", String::as_str)
    }

    /// Whether a list holds the words that stand on a lint page itself; its name is `id#number`. They say nothing about an
    /// argument, only about that lint.
    #[must_use]
    pub fn is_private(&self, id: ListId) -> bool {
        self.name(id).contains('#')
    }

    /// The first `most` words of `list`, folded, in the order of their code points.
    #[must_use]
    pub fn words_in(&self, list: ListId, most: usize) -> Vec<&str> {
        let held = self.words.iter().zip(&self.lists).filter(|(_, lists)| lists.contains(&list));
        held.map(|(word, _)| word.as_str()).take(most).collect()
    }

    /// The lists whose words guard what stands in them.
    #[must_use]
    pub fn guards(&self) -> &BTreeMap<ListId, Guard> {
        &self.guards
    }

    /// The number of a first character in `firsts`.
    fn place(&self, first: char) -> Option<usize> {
        match self.places.get(first as usize) {
            Some(&place) => (place as usize).checked_sub(1),
            None => self.firsts.binary_search_by_key(&first, |&(known, _)| known).ok(),
        }
    }

    /// Every occurrence of every word in `folded`, overlaps included, sorted by start and length, but for those that a guard
    /// silences. Occurrences inside longer words of the language are found too: the caller knows the words.
    #[must_use]
    pub fn scan(&self, folded: &str) -> Vec<Cue> {
        let mut cues = Vec::new();
        let mut rest = folded.char_indices().peekable();
        while let Some((start, first)) = rest.next() {
            let Some(at) = self.place(first) else { continue };
            let next = rest.peek().map(|&(_, next)| next);
            let end = self.firsts.get(at + 1).map_or(self.words.len(), |&(_, index)| index);
            for index in self.firsts[at].1..end {
                let second = self.seconds[index];
                if second.is_none() || second == next && folded[start..].starts_with(self.words[index].as_str()) {
                    let span = Span::new(start, start + self.words[index].len());
                    cues.extend(self.lists[index].iter().map(|&list| Cue { span, list }));
                }
            }
        }
        guard::drop_guarded(&self.guards, &mut cues);
        cues
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_walk_finds_the_words_of_all_lists_in_both_scripts() {
        let mut builder = LexiconBuilder::default();
        let quantity = builder.add("quantity", ["所有", "每一次"].into_iter());
        let law = builder.add("law", ["所有權"].into_iter());
        let lexicons = builder.build();
        let text = fold("每一次，所有權");
        let found: Vec<_> = lexicons.scan(&text).iter().map(|hit| (hit.span.of(&text).to_owned(), hit.list)).collect();
        let expected = [("每一次", quantity), ("所有", quantity), ("所有权", law)];
        assert_eq!(found, expected.map(|(word, list)| (word.to_owned(), list)));
        assert_eq!(lexicons.scan(&fold("所有权")).len(), 2);
    }

    #[test]
    fn a_list_file_has_comments_and_notes() {
        let words: Vec<_> = words_of("# why\n所有\tall\n\n從不\n").collect();
        assert_eq!(words, ["所有", "從不"]);
    }
}
