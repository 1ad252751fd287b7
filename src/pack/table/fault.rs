//! What is wrong with a page or a configuration, each mistake at its own line and column.

use crate::model::diagnostic::{Failure, MessageLanguage};
use crate::model::span::{LineIndex, Span};
use crate::pack::table::mistake::Mistake;

/// Collects the mistakes of one file.
pub struct Faults<'a> {
    path: &'a str,
    text: &'a str,
    language: MessageLanguage,
    /// Made at the first mistake: most files have none.
    lines: Option<LineIndex>,
    failures: Vec<Failure>,
}

impl<'a> Faults<'a> {
    /// No mistakes yet in the file at `path` with `text`; they will be in English.
    #[must_use]
    pub fn new(path: &'a str, text: &'a str) -> Self {
        Self::speaking(MessageLanguage::English, path, text)
    }

    /// No mistakes yet in the file at `path` with `text`; they will be in `language`.
    #[must_use]
    pub fn speaking(language: MessageLanguage, path: &'a str, text: &'a str) -> Self {
        Self { path, text, language, lines: None, failures: Vec::new() }
    }

    /// Adds a mistake with a key or a value at `span`.
    pub(super) fn add(&mut self, span: Span, mistake: Mistake) {
        self.push(span, mistake.text(self.language));
    }

    /// Adds that the `table` (as messages call it) has no key `key`, which stands at `span`; `known` ones it has.
    pub fn unknown_key(&mut self, span: Span, key: &str, table: &str, known: &[&str]) {
        self.add(span, Mistake::UnknownKey { key, table, known });
    }

    /// The line and column, from 1, at which `span` (bytes of the file) begins.
    pub fn place(&mut self, span: Span) -> (usize, usize) {
        let lines = self.lines.get_or_insert_with(|| LineIndex::new(self.text));
        let start = lines.range(self.text, span).start;
        (start.line, start.column)
    }

    /// Adds a mistake at `span` (bytes of the file).
    pub fn push(&mut self, span: Span, message: impl Into<String>) {
        let position = Some(self.place(span));
        self.failures.push(Failure { path: self.path.to_owned(), position, message: message.into() });
    }

    /// Whether nothing is wrong so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.failures.is_empty()
    }

    /// The mistakes in order of place, each once.
    #[must_use]
    pub fn into_failures(mut self) -> Vec<Failure> {
        self.failures.sort();
        self.failures.dedup();
        self.failures
    }
}

/// The one of `known` that `name` was probably meant to be, as the end of a message; empty where none is near.
pub fn did_you_mean<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> String {
    nearest(name, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

/// The one of `known` that `name` was probably meant to be.
pub fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let lowered = name.to_lowercase().replace('_', "-");
    let near = known.map(|other| (strsim::osa_distance(&lowered, &other.replace('_', "-")), other)).min();
    near.filter(|(distance, _)| *distance <= 1 + name.chars().count() / 4).map(|(_, other)| other)
}
