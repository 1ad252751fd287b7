//! What is wrong with a page, each mistake at its own line and column.

use crate::model::diagnostic::Failure;
use crate::model::span::{LineIndex, Span};

/// Collects the mistakes of one page.
pub struct Faults<'a> {
    path: &'a str,
    text: &'a str,
    /// Made at the first mistake: most pages have none.
    lines: Option<LineIndex>,
    failures: Vec<Failure>,
}

impl<'a> Faults<'a> {
    /// No mistakes yet in the page at `path` with `text`.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, lines: None, failures: Vec::new() }
    }

    /// The line and column, from 1, at which `span` (bytes of the page) begins.
    pub fn place(&mut self, span: Span) -> (usize, usize) {
        let lines = self.lines.get_or_insert_with(|| LineIndex::new(self.text));
        let start = lines.range(self.text, span).start;
        (start.line, start.column)
    }

    /// Adds a mistake at `span` (bytes of the page).
    pub fn push(&mut self, span: Span, message: impl Into<String>) {
        let position = Some(self.place(span));
        self.failures.push(Failure { path: self.path.to_owned(), position, message: message.into() });
    }

    /// Whether nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.failures.is_empty()
    }

    /// The mistakes in order of place, each once.
    pub fn into_failures(mut self) -> Vec<Failure> {
        self.failures.sort();
        self.failures.dedup();
        self.failures
    }
}

/// The one of `known` that `name` was probably meant to be, as the end of a message; empty where none is near.
pub fn did_you_mean<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> String {
    let lowered = name.to_lowercase().replace('_', "-");
    let near = known.map(|other| (strsim::osa_distance(&lowered, &other.replace('_', "-")), other)).min();
    match near {
        Some((distance, other)) if distance <= 1 + name.chars().count() / 4 => format!("; did you mean `{other}`?"),
        _ => String::new(),
    }
}
