//! Which lints run, how much each matters, and in which language they speak.

use crate::lint::suppress::{Entry, OwnLint};
use crate::model::diagnostic::{MessageLanguage, Severity};
use crate::pack::page::{Pack, Page};
use crate::pack::table::value::Values;
use std::collections::BTreeMap;

/// A set of lints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Set {
    /// The pages that are recommended.
    #[default]
    Recommended,
    /// Every page, but for those that are off.
    All,
}

impl Set {
    /// The name in pages and configurations.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Recommended => "recommended",
            Self::All => "all",
        }
    }

    /// The set of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Recommended, Self::All].into_iter().find(|set| set.name() == name)
    }
}

/// What a run looks for, and how it speaks. Ids that the pack does not have are for the caller to refuse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The set that runs where `select` says nothing.
    pub set: Set,
    /// The lints to run; none: those of the set, and those that `levels` names.
    pub select: Option<Vec<String>>,
    /// Lints left out, whatever else says.
    pub ignore: Vec<String>,
    /// Severities that replace those of the pages; a lint that is given one other than off runs, in the set or not.
    pub levels: BTreeMap<String, Severity>,
    /// Values of options, by the id of the lint. Only those that the pack was gathered with make a difference
    /// ([`crate::pack::page::Sources::options`]).
    pub options: BTreeMap<String, Values>,
    /// The language of messages; none: the article's own.
    pub language: Option<MessageLanguage>,
    /// Suppressions beside those that stand in the articles. They hold only for the files that they name.
    pub entries: Vec<Entry>,
}

/// What one place says about lints: a table of the configuration, or the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The set.
    pub set: Option<Set>,
    /// The lints to run.
    pub select: Option<Vec<String>>,
    /// Lints to leave out.
    pub ignore: Vec<String>,
    /// Severities.
    pub levels: BTreeMap<String, Severity>,
    /// Values of options, by the id of the lint.
    pub options: BTreeMap<String, Values>,
}

impl Settings {
    /// The pages of `pack` that run, with the values of their options, sorted by id.
    pub fn pages<'p>(&self, pack: &'p Pack) -> impl Iterator<Item = &'p Page> {
        pack.pages.iter().filter(|page| self.runs(page)).map(|page| match self.options.get(&page.id) {
            Some(values) => pack.tuned(page, values),
            None => page,
        })
    }

    /// Whether `page` runs.
    #[must_use]
    pub fn runs(&self, page: &Page) -> bool {
        let id = &page.id;
        let chosen = match &self.select {
            Some(ids) => ids.contains(id),
            None => page.recommended || self.set == Set::All || self.levels.contains_key(id),
        };
        chosen && self.level(page) != Severity::Off && !self.ignore.contains(id)
    }

    /// Whether the lint `id` of suppressions themselves ([`crate::lint::suppress::OWN`]) runs.
    #[must_use]
    pub fn runs_own(&self, id: &str) -> bool {
        let holds = |ids: &Vec<String>| ids.iter().any(|held| held == id);
        let off = self.levels.get(id) == Some(&Severity::Off);
        !off && self.select.as_ref().is_none_or(holds) && !holds(&self.ignore)
    }

    /// How much findings of the lint `own` of suppressions matter; off where it does not run.
    #[must_use]
    pub fn level_own(&self, own: &OwnLint) -> Severity {
        let level = self.levels.get(own.id).copied().unwrap_or(own.severity);
        if self.runs_own(own.id) { level } else { Severity::Off }
    }

    /// How much findings of `page` matter. A page that is off is at `info` where it is selected by its name.
    #[must_use]
    pub fn level(&self, page: &Page) -> Severity {
        let selected = || self.select.as_ref().is_some_and(|ids| ids.contains(&page.id));
        match self.levels.get(&page.id) {
            Some(level) => *level,
            None if page.severity == Severity::Off && selected() => Severity::Info,
            None => page.severity,
        }
    }

    /// Adds what a place says that is to win over everything before it: the later word about a lint counts.
    pub fn add(&mut self, wishes: &Wishes) {
        if let Some(set) = wishes.set {
            self.set = set;
            self.select = None;
        }
        let on = wishes.levels.iter().filter(|(_, level)| **level != Severity::Off).map(|(id, _)| id);
        let selected = wishes.select.iter().flatten();
        self.ignore.retain(|id| !on.clone().chain(selected.clone()).any(|wanted| wanted == id));
        self.levels.retain(|id, level| *level != Severity::Off || !selected.clone().any(|wanted| wanted == id));
        match &wishes.select {
            Some(ids) => self.select = Some(ids.clone()),
            None => self.select.iter_mut().for_each(|ids| ids.extend(on.clone().cloned())),
        }
        self.levels.extend(wishes.levels.iter().map(|(id, level)| (id.clone(), *level)));
        self.ignore.extend(wishes.ignore.iter().cloned());
        for (id, values) in &wishes.options {
            self.options.entry(id.clone()).or_default().extend(values.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::table::value::Value;

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    fn levels(levels: &[(&str, Severity)]) -> BTreeMap<String, Severity> {
        levels.iter().map(|(id, level)| ((*id).to_owned(), *level)).collect()
    }

    /// A page of its own severity and set.
    fn page(severity: Severity, recommended: bool) -> Page {
        let mut page = crate::pack::page::Pack::builtin().pages.remove(0);
        (page.id, page.severity, page.recommended) = ("a".to_owned(), severity, recommended);
        page
    }

    #[test]
    fn a_set_a_level_or_a_selection_makes_a_lint_run() {
        let extra = page(Severity::Warning, false);
        assert!(!Settings::default().runs(&extra));
        assert!(Settings { set: Set::All, ..Settings::default() }.runs(&extra));
        assert!(Settings { select: Some(ids(&["a"])), ..Settings::default() }.runs(&extra));
        let raised = Settings { levels: levels(&[("a", Severity::Error)]), ..Settings::default() };
        assert!(raised.runs(&extra));
        assert_eq!(raised.level(&extra), Severity::Error);
        assert!(
            !Settings { levels: levels(&[("a", Severity::Off)]), set: Set::All, ..Settings::default() }.runs(&extra)
        );
        assert!(!Settings { ignore: ids(&["a"]), ..raised }.runs(&extra));
    }

    #[test]
    fn a_page_that_is_off_runs_when_asked_for_by_name() {
        let off = page(Severity::Off, true);
        assert!(!Settings::default().runs(&off));
        assert!(!Settings { set: Set::All, ..Settings::default() }.runs(&off));
        let selected = Settings { select: Some(ids(&["a"])), ..Settings::default() };
        assert!(selected.runs(&off));
        assert_eq!(selected.level(&off), Severity::Info);
    }

    #[test]
    fn the_later_word_counts() {
        let mut settings = Settings::default();
        settings.add(&Wishes {
            ignore: ids(&["a", "b"]),
            levels: levels(&[("c", Severity::Off)]),
            ..Wishes::default()
        });
        settings.add(&Wishes { select: Some(ids(&["a", "c"])), ..Wishes::default() });
        assert_eq!((&settings.ignore, settings.levels.len()), (&ids(&["b"]), 0));
        settings.add(&Wishes { levels: levels(&[("b", Severity::Info)]), ..Wishes::default() });
        assert_eq!(settings.select, Some(ids(&["a", "c", "b"])));
        assert!(settings.ignore.is_empty());
        settings.add(&Wishes { set: Some(Set::All), ignore: ids(&["c"]), ..Wishes::default() });
        assert_eq!((settings.select, settings.ignore), (None, ids(&["c"])));
    }

    #[test]
    fn each_option_keeps_its_last_value() {
        let options = |pairs: &[(&str, i64)]| {
            let values = pairs.iter().map(|(name, value)| ((*name).to_owned(), Value::Integer(*value))).collect();
            Wishes { options: BTreeMap::from([("a".to_owned(), values)]), ..Wishes::default() }
        };
        let mut settings = Settings::default();
        settings.add(&options(&[("x", 1), ("y", 2)]));
        settings.add(&options(&[("y", 3)]));
        assert_eq!(settings.options, options(&[("x", 1), ("y", 3)]).options);
        assert!(!settings.runs(&page(Severity::Warning, false)), "a value does not make a lint run");
    }

    #[test]
    fn lints_of_suppressions_have_levels_too() {
        let [.., own] = &crate::lint::suppress::OWN;
        let mut settings = Settings::default();
        assert_eq!(settings.level_own(own), own.severity);
        settings.levels.insert(own.id.to_owned(), Severity::Error);
        assert_eq!(settings.level_own(own), Severity::Error);
        settings.ignore.push(own.id.to_owned());
        assert_eq!(settings.level_own(own), Severity::Off);
    }
}
