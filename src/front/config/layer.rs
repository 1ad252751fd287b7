//! One configuration, read and checked: a `lunju.toml`, or a `--config` of the command line.

use super::keys::{CONFIGURATION, FAIL_ON, IGNORED, LANGUAGES, LEVEL, LINT};
use crate::front::cli::{FailOn, Lang};
use crate::front::limits::{Limits, MOST_FINDINGS, MOST_MEGABYTES};
use crate::front::messages::Message;
use crate::lint::suppress::own;
use crate::lint::{Set, Wishes};
use crate::model::argument::Language;
use crate::model::diagnostic::{Failure, MessageLanguage, Severity};
use crate::model::span::Span;
use crate::pack::page::{Pack, SETS, SEVERITIES};
use crate::pack::table::fault::{Faults, nearest};
use crate::pack::table::fields::{Fields, Text, TextOrTable, one_of};
use crate::pack::table::value::{Value, Values};
use clap::ValueEnum;
use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::{Path, PathBuf};
use toml::de::DeTable;

/// The most bytes that a configuration may have.
const SIZE_LIMIT: usize = 1 << 20;

/// What one configuration says.
#[derive(Debug, Default)]
pub struct Layer {
    /// The path to report mistakes under.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The folder that its patterns and packs are seen from, absolute.
    pub folder: PathBuf,
    /// What it says about lints.
    pub said: Said,
    /// What it says about lints of some files.
    overrides: Vec<(GlobSet, Said)>,
    /// The findings that it leaves out.
    pub ignored: Vec<Ignored>,
    /// The languages of articles to check.
    pub languages: Option<Vec<Language>>,
    /// The language of messages.
    pub lang: Option<Lang>,
    /// The least severity that fails a run.
    pub fail_on: Option<FailOn>,
    /// How much is read and shown of an article.
    pub limits: Limits,
    /// Whether findings are kept for the next run.
    pub cache: Option<bool>,
    /// The folders of packs, and where they are named: line and column from 1.
    pub packs: Vec<(PathBuf, (usize, usize))>,
    /// Whether something is wrong with it.
    pub broken: bool,
}

/// An entry of `[[ignore]]`.
#[derive(Debug)]
pub struct Ignored {
    /// The lint.
    pub lint: String,
    /// A part of the words of the findings; none: all of the lint's.
    pub words: Option<String>,
    /// Why; empty where nobody says.
    pub reason: String,
    /// The name of the lint in the configuration: where the entry is reported.
    pub at: Span,
    files: GlobSet,
}

/// What one table of a configuration says about lints, and where.
#[derive(Debug, Default)]
pub struct Said {
    /// What it says.
    pub wishes: Wishes,
    /// The patterns of the files that it is about; none: all of them.
    pub files: Vec<String>,
    /// Every lint that it names, and where.
    named: Vec<(String, Span)>,
    /// Where it says which lints run at all.
    choice: Option<Span>,
    /// Every option that it sets.
    tuned: Vec<Tuned>,
}

/// An option that a configuration sets.
#[derive(Debug)]
struct Tuned {
    lint: String,
    option: String,
    value: Value,
    /// Where the option is named, and where its value stands.
    at: (Span, Span),
}

impl Layer {
    /// Reads `text`, shown as `path`, whose patterns are seen from `folder`. Mistakes are in `language`, else in the language
    /// that the text asks for, else in English.
    pub fn read(
        path: String,
        text: String,
        folder: PathBuf,
        language: Option<MessageLanguage>,
    ) -> (Self, Vec<Failure>) {
        let mut layer = Self { folder, ..Self::default() };
        let (table, errors) = if text.len() > SIZE_LIMIT {
            (None, Vec::new())
        } else {
            let (table, errors) = DeTable::parse_recoverable(&text);
            (Some(table.into_inner()), errors)
        };
        let asked = table.as_ref().and_then(|table| table.get("lang")?.get_ref().as_str());
        let asked = asked.and_then(|name| Lang::from_str(name, false).ok()).map(MessageLanguage::from);
        let language = language.or(asked).unwrap_or(MessageLanguage::English);
        let mut faults = Faults::speaking(language, &path, &text);
        for error in &errors {
            let range = error.span().unwrap_or_default();
            faults.push(Span::new(range.start, range.end), error.message());
        }
        match &table {
            None => faults.push(Span::default(), Message::TooBig(SIZE_LIMIT).text(language)),
            Some(table) if errors.is_empty() => {
                let fields = Fields::new(&text, 0, table, CONFIGURATION.name);
                CONFIGURATION.check(&fields, &mut faults);
                layer.take(&fields, language, &mut faults);
            }
            Some(_) => {}
        }
        let failures = faults.into_failures();
        layer.broken = !failures.is_empty();
        drop(table);
        (Self { path, text, ..layer }, failures)
    }

    /// A configuration that is there and cannot be read.
    pub fn unread(path: String) -> Self {
        Self { path, broken: true, ..Self::default() }
    }

    fn take(&mut self, fields: &Fields, language: MessageLanguage, faults: &mut Faults) {
        self.said = Said::read(fields, faults);
        if !fields.present(&["languages"]).is_empty() {
            let names = fields.choices("languages", &LANGUAGES, faults);
            self.languages = Some(names.into_iter().filter_map(Language::from_name).collect());
        }
        self.lang = fields.choice("lang", &LANGUAGES, faults).and_then(|name| Lang::from_str(name, false).ok());
        self.fail_on = fields.choice("fail-on", &FAIL_ON, faults).and_then(|name| FailOn::from_str(name, false).ok());
        self.limits = Limits {
            megabytes: fields.number("max-size", MOST_MEGABYTES, faults),
            findings: fields.number("max-findings", MOST_FINDINGS, faults),
        };
        if !fields.present(&["cache"]).is_empty() {
            self.cache = Some(fields.boolean("cache", false, faults));
        }
        for text in fields.strings("packs", faults) {
            self.packs.push((self.folder.join(text.value), faults.place(text.at)));
        }
        for entry in fields.strings_and_tables("ignore", IGNORED.name, faults).1 {
            let Some(lint) = entry.string("lint", faults) else { continue };
            let text = |key: &str, faults: &mut Faults| entry.string(key, faults).map(|text| text.value.to_owned());
            self.ignored.push(Ignored {
                lint: lint.value.to_owned(),
                words: text("match", faults).filter(|words| !words.trim().is_empty()),
                reason: text("reason", faults).unwrap_or_default(),
                at: lint.at,
                files: globs(&entry, language, faults),
            });
        }
        for entry in fields.tables("overrides", "[[overrides]]", faults) {
            let globs = globs(&entry, language, faults);
            self.overrides.push((globs, Said::read(&entry, faults)));
        }
    }

    /// What is wrong with the lints that it names, and with their options, when there are only the lints of `pack` and the
    /// `known` ones, whose pages may be broken; it makes the layer broken.
    pub fn check_lints(&mut self, pack: &Pack, known: &[&str], language: MessageLanguage) -> Vec<Failure> {
        let mut faults = Faults::speaking(language, &self.path, &self.text);
        for said in std::iter::once(&self.said).chain(self.overrides()) {
            said.check_lints(pack, known, language, &mut faults);
        }
        for Ignored { lint, at, .. } in &self.ignored {
            check_lint(lint, *at, known, language, &mut faults);
        }
        let failures = faults.into_failures();
        self.broken |= !failures.is_empty();
        failures
    }

    /// What it says about lints of the file at `path` (absolute), besides `said`, in the order in which it says it.
    pub fn overrides_of<'l>(&'l self, path: &'l Path) -> impl Iterator<Item = &'l Said> {
        self.overrides.iter().filter(|(globs, _)| self.covers(globs, path)).map(|(_, said)| said)
    }

    /// The entries of `ignored` that are about the file at `path` (absolute), each with its number.
    pub fn ignored_in<'l>(&'l self, path: &'l Path) -> impl Iterator<Item = (usize, &'l Ignored)> {
        self.ignored.iter().enumerate().filter(|(_, entry)| self.covers(&entry.files, path))
    }

    fn covers(&self, globs: &GlobSet, path: &Path) -> bool {
        path.strip_prefix(&self.folder).is_ok_and(|inner| globs.is_match(inner))
    }

    /// Everything that it says about lints of some files.
    pub fn overrides(&self) -> impl Iterator<Item = &Said> {
        self.overrides.iter().map(|(_, said)| said)
    }
}

impl Said {
    fn read(fields: &Fields, faults: &mut Faults) -> Self {
        let mut said = Self::default();
        said.wishes = said.wishes_of(fields, faults);
        said.files = fields.strings("files", faults).into_iter().map(|text| text.value.to_owned()).collect();
        said.choice = fields.present(&["select", "set"]).first().map(|(_, at)| *at);
        said
    }

    /// Where it speaks of `lint`, or else of which lints run.
    pub fn place_of(&self, lint: &str) -> Option<Span> {
        self.named.iter().rfind(|(id, _)| id == lint).map(|(_, at)| *at).or(self.choice)
    }

    /// Whether it names `lint`.
    pub fn names(&self, lint: &str) -> bool {
        self.named.iter().any(|(id, _)| id == lint)
    }

    fn wishes_of(&mut self, fields: &Fields, faults: &mut Faults) -> Wishes {
        let mut ids = |key: &str, faults: &mut Faults| -> Vec<String> {
            let texts = fields.strings_and_tables(key, IGNORED.name, faults).0;
            texts.into_iter().map(|text| self.name(text)).collect()
        };
        let select = ids("select", faults);
        let mut wishes = Wishes {
            set: fields.choice("set", &SETS, faults).and_then(Set::from_name),
            select: Some(select).filter(|_| !fields.present(&["select"]).is_empty()),
            ignore: ids("ignore", faults),
            ..Wishes::default()
        };
        let lints =
            (!fields.present(&["lints"]).is_empty()).then(|| fields.table("lints", LINT.name, faults)).flatten();
        for lint in lints.iter().flat_map(Fields::keys) {
            let Some(lints) = &lints else { continue };
            let id = self.name(lint);
            let level = match lints.text_or_table(lint.value, LINT.name, faults) {
                Some(TextOrTable::Text(text)) => one_of(lint.value, text, &SEVERITIES, faults),
                Some(TextOrTable::Table(table)) => {
                    let values = self.tune(&id, &table, faults);
                    wishes.options.extend(Some((id.clone(), values)).filter(|(_, values)| !values.is_empty()));
                    table.choice(LEVEL, &SEVERITIES, faults)
                }
                None => None,
            };
            wishes.levels.extend(level.and_then(Severity::from_name).map(|level| (id, level)));
        }
        wishes
    }

    /// The options of `lint` that stand in `table`, and remembers where.
    fn tune(&mut self, lint: &str, table: &Fields, faults: &mut Faults) -> Values {
        let mut values = Values::new();
        for key in table.keys().into_iter().filter(|key| key.value != LEVEL) {
            let Some((value, value_at)) = table.any(key.value, faults) else { continue };
            let (lint, option, at) = (lint.to_owned(), key.value.to_owned(), (key.at, value_at));
            values.insert(option.clone(), value.clone());
            self.tuned.push(Tuned { lint, option, value, at });
        }
        values
    }

    /// Remembers where a lint is named.
    fn name(&mut self, text: Text) -> String {
        self.named.push((text.value.to_owned(), text.at));
        text.value.to_owned()
    }

    fn check_lints(&self, pack: &Pack, known: &[&str], language: MessageLanguage, faults: &mut Faults) {
        for (id, at) in &self.named {
            check_lint(id, *at, known, language, faults);
        }
        for Tuned { lint, option, value, at } in &self.tuned {
            let options = match pack.page(lint) {
                Some(page) => &page.options[..],
                None if own(lint).is_some() => &[],
                None => continue,
            };
            if let Some(known) = options.iter().find(|known| known.name == *option) {
                known.domain.take(option, value, at.1, faults);
                continue;
            }
            let names: Vec<&str> =
                options.iter().map(|known| known.name.as_str()).chain(std::iter::once(LEVEL)).collect();
            faults.unknown_key(at.0, option, &format!("[lints.{lint}]"), &names);
        }
    }
}

/// Reports the lint `id`, which is named at `at`, where it is not one of the `known` ones.
fn check_lint(id: &str, at: Span, known: &[&str], language: MessageLanguage, faults: &mut Faults) {
    if known.contains(&id) {
        return;
    }
    let message = match nearest(id, known.iter().copied()) {
        Some(near) => Message::UnknownLintNearest(id.to_owned(), near.to_owned()),
        None => Message::UnknownLint(id.to_owned()),
    };
    faults.push(at, message.text(language));
}

/// The patterns of `files`; those that are broken are mistakes.
fn globs(entry: &Fields, language: MessageLanguage, faults: &mut Faults) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for text in entry.strings("files", faults) {
        match glob(text.value) {
            Ok(glob) => {
                set.add(glob);
            }
            Err(error) => {
                let message = Message::BadGlob(text.value.to_owned(), error.kind().to_string());
                faults.push(text.at, message.text(language));
            }
        }
    }
    set.build().unwrap_or_else(|_| GlobSet::empty())
}

/// A pattern as people know it from `.gitignore`: without a slash it is for a name in any folder, with one at the end for
/// everything in the folder.
fn glob(written: &str) -> Result<Glob, globset::Error> {
    let pattern = written.strip_prefix("./").unwrap_or(written);
    let pattern = match pattern.strip_suffix('/') {
        Some(folder) => format!("{folder}/**"),
        None if pattern.contains('/') => pattern.to_owned(),
        None => format!("**/{pattern}"),
    };
    GlobBuilder::new(&pattern).literal_separator(true).build()
}
