//! Typed access to the tables of a page's front matter; a value of the wrong type is a mistake at its own place.

use crate::model::span::Span;
use crate::pack::page::fault::{Faults, did_you_mean};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A string of the front matter and where it stands.
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
    pub fn new(page: &'a str, at: Span, value: &'a str) -> Self {
        Self { value, raw: at.of(page), at }
    }

    /// A piece of a string, which stands at `at`.
    pub fn at(at: Span, value: &'a str) -> Self {
        Self { value, raw: value, at }
    }

    /// The bytes of the page that hold `span` of the value; the whole string where escapes make that unclear.
    pub fn part(self, span: Span) -> Span {
        match self.raw.find(self.value) {
            Some(lead) => Span::new(self.at.start + lead + span.start, self.at.start + lead + span.end),
            None => self.at,
        }
    }

    /// The pieces of the value between `separator`, without blanks around them.
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

/// A table of the front matter of `page`.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    page: &'a str,
    /// Where the front matter begins in `page`: the parser counts from there.
    base: usize,
    table: &'a DeTable<'a>,
    /// What the table is called in messages.
    name: &'static str,
    /// Where a missing key is reported.
    at: Span,
}

impl<'a> Fields<'a> {
    /// The whole TOML, which begins at byte `base` of `page`; messages call it `name`. Missing keys are reported at the
    /// first line of the page.
    pub fn new(page: &'a str, base: usize, table: &'a DeTable<'a>, name: &'static str) -> Self {
        Self { page, base, table, name, at: Span::new(0, 0) }
    }

    /// Where the table stands in the page.
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
    pub fn refuse_others(&self, known: &[&str], faults: &mut Faults) {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let hint = did_you_mean(name, known.iter().copied());
                let hint = if hint.is_empty() { format!("; known keys: `{}`", known.join("`, `")) } else { hint };
                faults.push(self.span(&key.span()), format!("unknown key `{name}` in the {}{hint}", self.name));
            }
        }
    }

    /// The keys of the table that are among `known`, in that order, each with its place.
    pub fn present(&self, known: &[&'static str]) -> Vec<(&'static str, Span)> {
        let place = |key: &&'static str| {
            let held = self.table.iter().find(|(name, _)| name.get_ref() == key);
            held.map(|(name, _)| (*key, self.span(&name.span())))
        };
        known.iter().filter_map(place).collect()
    }

    /// Reports that `key` is missing.
    fn miss(&self, key: &str, faults: &mut Faults) {
        faults.push(self.at, format!("the {} lacks the key `{key}`", self.name));
    }

    fn mistype(&self, key: &str, value: &Spanned<DeValue>, wanted: &str, faults: &mut Faults) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        faults.push(self.span(&value.span()), format!("`{key}` must be {wanted}, not {found}"));
    }

    /// The string `key`, if it is there and is one.
    pub fn string(&self, key: &str, faults: &mut Faults) -> Option<Text<'a>> {
        let value = self.value(key)?;
        let found = self.text(value);
        if found.is_none() {
            self.mistype(key, value, "a string", faults);
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
            faults.push(text.at, format!("`{key}` is empty"));
        }
        Some(text)
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
            self.mistype(key, value, "true or false", faults);
        }
        value.get_ref().as_bool().unwrap_or(default)
    }

    /// The number `key`, from 0 to `most`.
    pub fn number(&self, key: &str, most: usize, faults: &mut Faults) -> Option<usize> {
        let value = self.value(key)?;
        let Some(written) = value.get_ref().as_integer() else {
            self.mistype(key, value, "a whole number", faults);
            return None;
        };
        let number = usize::from_str_radix(written.as_str(), written.radix()).ok().filter(|&number| number <= most);
        if number.is_none() {
            faults.push(self.span(&value.span()), format!("`{key}` must be a whole number from 0 to {most}"));
        }
        number
    }

    /// The strings of the array `key`, or the string that stands in its place.
    pub fn strings(&self, key: &str, faults: &mut Faults) -> Vec<Text<'a>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let items = match value.get_ref() {
            DeValue::String(_) => std::slice::from_ref(value),
            DeValue::Array(items) => &items[..],
            _ => {
                self.mistype(key, value, "a string or an array of strings", faults);
                return Vec::new();
            }
        };
        let mut found = Vec::new();
        for item in items {
            match self.text(item) {
                Some(text) => found.push(text),
                None => self.mistype(key, item, "an array of strings", faults),
            }
        }
        found
    }

    /// The tables of the array `key`; `name` is what messages call each.
    pub fn tables(&self, key: &str, name: &'static str, faults: &mut Faults) -> Vec<Fields<'a>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.mistype(key, value, "an array of tables", faults);
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => found.push(Fields { table, name, at: self.span(&item.span()), ..*self }),
                _ => self.mistype(key, item, "an array of tables", faults),
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
            self.mistype(key, value, "a table", faults);
            return None;
        };
        Some(Fields { table, name, at: self.span(&value.span()), ..*self })
    }
}
