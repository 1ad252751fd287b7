//! Typed access to the tables of a TOML text; a value of the wrong type is a mistake at its own place.

use crate::model::span::Span;
use crate::pack::table::fault::Faults;
use crate::pack::table::mistake::{self, Mistake, Sort};
use crate::pack::table::value::Value;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A string of the text and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// Its value.
    pub value: &'a str,
    /// As it is written in the page, quotes included.
    raw: &'a str,
    /// The bytes of `raw` in the page.
    pub at: Span,
}

impl<'a> Text<'a> {
    /// The string at `at` of `page`, whose value is `value`.
    #[must_use]
    pub fn new(page: &'a str, at: Span, value: &'a str) -> Self {
        Self { value, raw: at.of(page), at }
    }

    /// A piece of a string, which stands at `at`.
    #[must_use]
    pub fn at(at: Span, value: &'a str) -> Self {
        Self { value, raw: value, at }
    }

    /// The bytes of the page that hold `span` of the value; the whole string where escapes make that unclear.
    #[must_use]
    pub fn part(self, span: Span) -> Span {
        match self.raw.find(self.value) {
            Some(lead) => Span::new(self.at.start + lead + span.start, self.at.start + lead + span.end),
            None => self.at,
        }
    }

    /// The pieces of the value between `separator`, without blanks around them.
    #[must_use]
    pub fn split(self, separator: char) -> Vec<Text<'a>> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for piece in self.value.split(separator) {
            let value = piece.trim();
            let from = start + (piece.len() - piece.trim_start().len());
            let at = self.part(Span::new(from, from + value.len()));
            // Where the escapes of the string hide the place of the piece, they hide that of its parts too.
            let raw = if at == self.at && self.part(Span::default()) == self.at { "" } else { value };
            pieces.push(Text { value, raw, at });
            start += piece.len() + separator.len_utf8();
        }
        pieces
    }
}

/// A table of the TOML in `page`: a lint page, or a configuration.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    page: &'a str,
    /// Where the TOML begins in `page`: the parser counts from there.
    base: usize,
    table: &'a DeTable<'a>,
    /// What the table is called in messages.
    name: &'static str,
    /// Where a missing key is reported.
    at: Span,
}

/// A value that may be written in short as a text, or in full as a table.
#[derive(Clone, Copy)]
pub enum TextOrTable<'a> {
    /// The short form.
    Text(Text<'a>),
    /// The full form.
    Table(Fields<'a>),
}

/// The one of `names` that `text`, the value of `key`, is; another text is a mistake.
pub fn one_of(key: &str, text: Text, names: &[&'static str], faults: &mut Faults) -> Option<&'static str> {
    let found = names.iter().find(|name| **name == text.value).copied();
    if found.is_none() {
        faults.add(text.at, Mistake::NotOneOf { key, value: text.value, names });
    }
    found
}

impl<'a> Fields<'a> {
    /// The whole TOML, which begins at byte `base` of `page`; messages call it `name`. Missing keys are reported at the
    /// first line of the page.
    #[must_use]
    pub fn new(page: &'a str, base: usize, table: &'a DeTable<'a>, name: &'static str) -> Self {
        Self { page, base, table, name, at: Span::new(0, 0) }
    }

    /// Where the table stands in the page.
    #[must_use]
    pub fn at(&self) -> Span {
        self.at
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// Reports every key that is not one of `known`.
    pub fn refuse_others(&self, known: &[&'static str], faults: &mut Faults) {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                faults.add(self.span(&key.span()), Mistake::UnknownKey { key: name, table: self.name, known });
            }
        }
    }

    /// The keys of the table, in the order of the alphabet.
    #[must_use]
    pub fn keys(&self) -> Vec<Text<'a>> {
        let keys = self.table.iter().map(|(key, _)| Text::new(self.page, self.span(&key.span()), key.get_ref()));
        let mut keys: Vec<Text> = keys.collect();
        keys.sort_by_key(|key| key.value);
        keys
    }

    /// The keys of the table that are among `known`, in that order, each with its place.
    #[must_use]
    pub fn present(&self, known: &[&'static str]) -> Vec<(&'static str, Span)> {
        let place = |key: &&'static str| {
            let held = self.table.iter().find(|(name, _)| name.get_ref() == key);
            held.map(|(name, _)| (*key, self.span(&name.span())))
        };
        known.iter().filter_map(place).collect()
    }

    /// Reports that `key` is missing.
    pub(super) fn miss(&self, key: &str, faults: &mut Faults) {
        faults.add(self.at, Mistake::Missing { key, table: self.name });
    }

    fn mistype(&self, key: &str, value: &Spanned<DeValue>, wanted: Sort, faults: &mut Faults) {
        faults.add(self.span(&value.span()), Mistake::Mistyped { key, wanted, found: Sort::of(value.get_ref()) });
    }

    /// The string `key`, if it is there and is one.
    pub fn string(&self, key: &str, faults: &mut Faults) -> Option<Text<'a>> {
        let value = self.value(key)?;
        let found = self.text(value);
        if found.is_none() {
            self.mistype(key, value, mistake::STRING, faults);
        }
        found
    }

    /// The string `key`, which must be there and not be blank.
    pub fn required(&self, key: &str, faults: &mut Faults) -> Option<Text<'a>> {
        if self.value(key).is_none() {
            self.miss(key, faults);
        }
        let text = self.string(key, faults)?;
        if text.value.trim().is_empty() {
            faults.add(text.at, Mistake::Empty { key });
        }
        Some(text)
    }

    /// The one of `names` that the string `key` is, if it is there and is one.
    pub fn choice(&self, key: &str, names: &[&'static str], faults: &mut Faults) -> Option<&'static str> {
        one_of(key, self.string(key, faults)?, names, faults)
    }

    /// Those of `names` that stand in the array `key`.
    pub fn choices(&self, key: &str, names: &[&'static str], faults: &mut Faults) -> Vec<&'static str> {
        let written = self.strings(key, faults);
        written.into_iter().filter_map(|text| one_of(key, text, names, faults)).collect()
    }

    /// The string or the table `key`, if it is there and is one; messages call the table `name`.
    pub fn text_or_table(&self, key: &str, name: &'static str, faults: &mut Faults) -> Option<TextOrTable<'a>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(_) => self.text(value).map(TextOrTable::Text),
            DeValue::Table(table) => {
                Some(TextOrTable::Table(Fields { table, name, at: self.span(&value.span()), ..*self }))
            }
            _ => {
                self.mistype(key, value, mistake::STRING_OR_TABLE, faults);
                None
            }
        }
    }

    fn text(&self, value: &'a Spanned<DeValue<'a>>) -> Option<Text<'a>> {
        match value.get_ref() {
            DeValue::String(held) => Some(Text::new(self.page, self.span(&value.span()), held)),
            _ => None,
        }
    }

    /// The boolean `key`, `default` where it is missing.
    pub fn boolean(&self, key: &str, default: bool, faults: &mut Faults) -> bool {
        let Some(value) = self.value(key) else { return default };
        if value.get_ref().as_bool().is_none() {
            self.mistype(key, value, mistake::BOOLEAN, faults);
        }
        value.get_ref().as_bool().unwrap_or(default)
    }

    /// The number `key`, from 0 to `most`.
    pub fn number(&self, key: &str, most: usize, faults: &mut Faults) -> Option<usize> {
        let value = self.value(key)?;
        let Some(written) = value.get_ref().as_integer() else {
            self.mistype(key, value, mistake::WHOLE_NUMBER, faults);
            return None;
        };
        let number = usize::from_str_radix(written.as_str(), written.radix()).ok().filter(|&number| number <= most);
        if number.is_none() {
            faults.add(self.span(&value.span()), Mistake::OutOfRange { key, most });
        }
        number
    }

    /// The value of `key` and where it stands, if it is there and options may have such a value.
    pub fn any(&self, key: &str, faults: &mut Faults) -> Option<(Value, Span)> {
        let value = self.value(key)?;
        let found = Value::of(value.get_ref());
        if found.is_none() {
            self.mistype(key, value, mistake::VALUE, faults);
        }
        found.map(|found| (found, self.span(&value.span())))
    }

    /// The strings of the array `key`, or the string that stands in its place.
    pub fn strings(&self, key: &str, faults: &mut Faults) -> Vec<Text<'a>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let items = match value.get_ref() {
            DeValue::String(_) => std::slice::from_ref(value),
            DeValue::Array(items) => &items[..],
            _ => {
                self.mistype(key, value, mistake::STRINGS, faults);
                return Vec::new();
            }
        };
        let mut found = Vec::new();
        for item in items {
            match self.text(item) {
                Some(text) => found.push(text),
                None => self.mistype(key, item, mistake::ARRAY_OF_STRINGS, faults),
            }
        }
        found
    }

    /// The strings and the tables of the array `key`, or the string that stands in its place; `name` is what messages call each
    /// table.
    pub fn strings_and_tables(
        &self,
        key: &str,
        name: &'static str,
        faults: &mut Faults,
    ) -> (Vec<Text<'a>>, Vec<Fields<'a>>) {
        let Some(value) = self.value(key) else { return (Vec::new(), Vec::new()) };
        let Some(items) = value.get_ref().as_array() else { return (self.strings(key, faults), Vec::new()) };
        let (mut texts, mut tables) = (Vec::new(), Vec::new());
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => tables.push(Fields { table, name, at: self.span(&item.span()), ..*self }),
                _ => match self.text(item) {
                    Some(text) => texts.push(text),
                    None => self.mistype(key, item, mistake::STRING_OR_TABLE, faults),
                },
            }
        }
        (texts, tables)
    }

    /// The tables of the array `key`; `name` is what messages call each.
    pub fn tables(&self, key: &str, name: &'static str, faults: &mut Faults) -> Vec<Fields<'a>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.mistype(key, value, mistake::TABLES, faults);
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => found.push(Fields { table, name, at: self.span(&item.span()), ..*self }),
                _ => self.mistype(key, item, mistake::TABLES, faults),
            }
        }
        found
    }

    /// The table `key`, which must be there; messages call it `name`.
    pub fn table(&self, key: &str, name: &'static str, faults: &mut Faults) -> Option<Fields<'a>> {
        let Some(value) = self.value(key) else {
            self.miss(key, faults);
            return None;
        };
        let DeValue::Table(table) = value.get_ref() else {
            self.mistype(key, value, mistake::TABLE, faults);
            return None;
        };
        Some(Fields { table, name, at: self.span(&value.span()), ..*self })
    }
}
