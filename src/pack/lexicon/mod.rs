//! Word lists, compiled into one table so that a single walk over a text finds the words of all of them.
//!
//! A list is a file of tab-separated lines: the word, then an optional note; `#` starts a comment line. Words may be
//! written in either script and in full or half width; they are folded here. The table of what is built in lies in the program
//! (`table`); the words of users are a second one beside it.

use crate::model::argument::Cue;
use crate::pack::builtin;
use crate::pack::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

mod guard;
mod lines;
mod table;

pub use crate::pack::builtin::list;
pub use guard::{Guard, Guarded};
pub use lines::{lines_of, words_of};
pub use table::Table;

/// The list of the sources that a house trusts: evidence that names one of them is sourced.
pub const TRUSTED: &str = "trusted-sources";

/// A list in a [`Lexicons`], the number in [`Cue::list`].
pub type ListId = u16;

/// How many built-in lists of words for the parser there are; their numbers are below it.
#[must_use]
pub const fn builtin_lists() -> usize {
    builtin::FILES
}

/// The name of a built-in list.
#[must_use]
pub fn builtin_name(list: ListId) -> &'static str {
    builtin::LISTS.get(usize::from(list)).copied().unwrap_or_default()
}

/// Numbered lists of words.
#[derive(Clone, Debug)]
pub struct Lists {
    builtin: &'static Table,
    own: Option<Table>,
    count: usize,
}

impl Lists {
    /// How many lists there are; their numbers are below it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are no lists.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Every occurrence of every word in `folded`, overlaps included, by start, length and list.
    #[must_use]
    pub fn scan(&self, folded: &str) -> Vec<Cue> {
        // Of an ordinary text about as many as there will be.
        let mut cues = Vec::with_capacity(folded.len() / 6);
        self.builtin.scan(folded, &mut cues);
        if let Some(own) = &self.own {
            own.scan(folded, &mut cues);
            cues.sort_unstable_by_key(|cue| (cue.span, cue.list));
        }
        cues
    }
}

/// Collects numbered lists before they are compiled.
#[derive(Clone, Debug)]
pub struct ListsBuilder {
    builtin: &'static Table,
    own: BTreeMap<String, Vec<ListId>>,
    count: usize,
}

impl Default for ListsBuilder {
    fn default() -> Self {
        Self { builtin: &Table::EMPTY, own: BTreeMap::new(), count: 0 }
    }
}

impl ListsBuilder {
    /// The `count` lists of a built-in table.
    #[must_use]
    pub fn of(builtin: &'static Table, count: usize) -> Self {
        Self { builtin, own: BTreeMap::new(), count }
    }

    /// A new list, which is empty.
    pub fn open(&mut self) -> ListId {
        self.count += 1;
        (self.count - 1) as ListId
    }

    /// Adds a folded word to a list.
    pub fn add(&mut self, list: ListId, word: String) {
        if !self.builtin.holds(&word, list) {
            self.own.entry(word).or_default().push(list);
        }
    }

    /// The words that were added, as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        Table::new(&self.own)
    }

    /// Compiles the lists.
    #[must_use]
    pub fn build(self) -> Lists {
        let own = (!self.own.is_empty()).then(|| self.table());
        Lists { builtin: self.builtin, own, count: self.count }
    }
}

/// The names of lists: built-in ones, then others.
#[derive(Clone, Debug, Default)]
struct Names {
    builtin: &'static [&'static str],
    own: Vec<String>,
}

impl Names {
    fn iter(&self) -> impl Iterator<Item = &str> {
        self.builtin.iter().copied().chain(self.own.iter().map(String::as_str))
    }

    fn id(&self, name: &str) -> Option<ListId> {
        self.iter().position(|known| known == name).map(|index| index as ListId)
    }

    fn get(&self, list: ListId) -> &str {
        let index = usize::from(list);
        let own = || self.own.get(index - self.builtin.len()).map_or("", String::as_str);
        self.builtin.get(index).copied().unwrap_or_else(own)
    }
}

/// Collects named lists before they are compiled.
#[derive(Clone, Debug, Default)]
pub struct LexiconBuilder {
    names: Names,
    lists: ListsBuilder,
    guards: BTreeMap<ListId, Guard>,
    required: ListsBuilder,
}

impl LexiconBuilder {
    /// The built-in lists: those of files, named by their file (`absolutes` for `lexicon/zh/absolutes.tsv`), and those of words
    /// that stand on built-in pages.
    #[must_use]
    pub fn builtin() -> Self {
        let names = Names { builtin: builtin::LISTS, own: Vec::new() };
        let lists = ListsBuilder::of(&builtin::WORDS, builtin::LISTS.len());
        let required = ListsBuilder::of(&builtin::REQUIRED, builtin::EXPRESSIONS);
        Self { names, lists, guards: BTreeMap::new(), required }
    }

    /// Adds words to the list called `name`, which is made if it is new.
    pub fn add<'a>(&mut self, name: &str, words: impl Iterator<Item = &'a str>) -> ListId {
        let id = self.id(name).unwrap_or_else(|| {
            self.names.own.push(name.to_owned());
            self.lists.open()
        });
        words.for_each(|word| self.lists.add(id, fold(word)));
        id
    }

    /// Has the words of `list` guard what stands in them.
    pub fn guard(&mut self, list: ListId, guard: Guard) {
        self.guards.insert(list, guard);
    }

    /// The list called `name`.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<ListId> {
        self.names.id(name)
    }

    /// How many lists there are, or expressions with required words if those are more.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lists.count.max(self.required.count)
    }

    /// Whether there are no lists, and no expressions with required words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The names of all lists, in the order of their numbers.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter()
    }

    /// Adds the words, folded, of which every match of an expression holds one, as a list beside the named ones.
    pub fn require(&mut self, words: Vec<String>) -> ListId {
        let id = self.required.open();
        for word in words {
            self.required.add(id, word);
        }
        id
    }

    /// The words that were added and those that expressions require, as tables; and how many lists the second one has.
    #[must_use]
    pub fn tables(&self) -> (Table, Table, usize) {
        (self.lists.table(), self.required.table(), self.required.count)
    }

    /// Compiles the lists.
    #[must_use]
    pub fn build(self) -> Lexicons {
        let (lists, required) = (self.lists.build(), self.required.build());
        Lexicons { names: self.names, lists, guards: self.guards, required }
    }
}

/// Word lists, compiled.
pub struct Lexicons {
    names: Names,
    lists: Lists,
    /// The lists whose words guard what stands in them.
    guards: BTreeMap<ListId, Guard>,
    required: Lists,
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
        self.lists.len()
    }

    /// Whether there are no lists.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// The list called `name`.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<ListId> {
        self.names.id(name)
    }

    /// The name of a list.
    #[must_use]
    pub fn name(&self, id: ListId) -> &str {
        self.names.get(id)
    }

    /// Whether a list holds the words that stand on a lint page itself; its name is `id#number`. They say nothing about an
    /// argument, only about that lint.
    #[must_use]
    pub fn is_private(&self, id: ListId) -> bool {
        let number = usize::from(id);
        number >= builtin::PRIVATE && (number < builtin::LISTS.len() || self.name(id).contains('#'))
    }

    /// The first `most` words of `list`, folded, in the order of their code points.
    #[must_use]
    pub fn words_in(&self, list: ListId, most: usize) -> Vec<&str> {
        let tables = std::iter::once(self.lists.builtin).chain(&self.lists.own);
        let held = tables.flat_map(Table::words).filter(|(_, lists)| lists.contains(&list)).map(|(word, _)| word);
        held.collect::<BTreeSet<&str>>().into_iter().take(most).collect()
    }

    /// The lists whose words guard what stands in them.
    #[must_use]
    pub fn guards(&self) -> &BTreeMap<ListId, Guard> {
        &self.guards
    }

    /// For each expression the words of which every match holds one.
    #[must_use]
    pub fn required(&self) -> &Lists {
        &self.required
    }

    /// Every occurrence of every word in `folded`, overlaps included, sorted by start and length, but for those that a guard
    /// silences. Occurrences inside longer words of the language are found too: the caller knows the words.
    #[must_use]
    pub fn scan(&self, folded: &str) -> Vec<Cue> {
        let mut cues = self.lists.scan(folded);
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

    #[test]
    fn words_of_users_join_the_built_in_lists() {
        let mut builder = LexiconBuilder::builtin();
        let modals = builder.add("modals", ["必須", "𠀀𠀁"].into_iter());
        let own = builder.add("own", ["必須", "必"].into_iter());
        let lexicons = builder.build();
        let text = fold("必須𠀀𠀁");
        let found: Vec<_> = lexicons.scan(&text).into_iter().filter(|cue| [modals, own].contains(&cue.list)).collect();
        let expected = [("必", own), ("必须", modals), ("必须", own), ("须", modals), ("𠀀𠀁", modals)];
        assert_eq!(found.iter().map(|cue| (cue.span.of(&text), cue.list)).collect::<Vec<_>>(), expected);
        assert_eq!(lexicons.words_in(own, 9), ["必", "必须"]);
        assert!(lexicons.words_in(modals, 999).contains(&"𠀀𠀁"));
    }
}
