//! Floor 2: a `Report`, or an argument, to bytes in one output format.
//!
//! One file a format, and only this file knows them: a new format is its file, a variant here and an arm in [`reports`]
//! or [`argument`]. Formats know nothing of files and terminals; they write to what they are given.

mod json;
mod terminal;
mod tree;

use crate::model::argument::{Argument, Reason};
use crate::model::article::Article;
use crate::model::comparison::Comparison;
use crate::model::diagnostic::{Failure, MessageLanguage, Report, Summary};
use std::borrow::Cow;
use std::io::{self, Write};
use unicode_width::UnicodeWidthChar;

/// A format of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFormat {
    /// For people: the finding, its sentence, what to do about it.
    Terminal,
    /// For scripts: the contract "JSON, version 1".
    Json,
}

/// A format of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseFormat {
    /// For people: sections, paragraphs and units as a tree.
    Tree,
    /// For scripts: the contract "JSON, version 1".
    Json,
}

/// How output for people looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour it, whatever the terminal and the environment say.
    pub color: bool,
    /// The language of labels; none: that of each article, and of the first one for the summary.
    pub language: Option<MessageLanguage>,
}

impl Style {
    /// `text` in bold, if there is colour.
    #[must_use]
    pub fn emphasise(&self, text: &str) -> String {
        paint(self.color, "1", text)
    }
}

/// Writes the reports of one run.
pub trait ReportEmitter {
    /// Writes the report of one article; called once for each, in the order of the output.
    ///
    /// # Errors
    /// Those of `out`.
    fn report(&mut self, out: &mut dyn Write, report: &Report) -> io::Result<()>;

    /// Writes what comes after the last report: `summary` is the sum over all reports, `failures` what could not be done.
    ///
    /// # Errors
    /// Those of `out`.
    fn finish(&mut self, out: &mut dyn Write, summary: &Summary, failures: &[Failure]) -> io::Result<()>;
}

/// The emitter of `format`.
#[must_use]
pub fn reports(format: CheckFormat, style: Style) -> Box<dyn ReportEmitter> {
    match format {
        CheckFormat::Terminal => Box::new(terminal::Terminal::new(style)),
        CheckFormat::Json => Box::new(json::Reports::default()),
    }
}

/// An article with its argument, as far as emitters need it.
#[derive(Clone, Copy)]
pub struct Parsed<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was parsed from it.
    pub argument: &'a Argument,
    /// For every unit the features that decided its role, the strongest first; none: they are not shown.
    pub reasons: Option<&'a [Vec<Reason>]>,
}

/// Writes an argument in `format`.
///
/// # Errors
/// Those of `out`.
pub fn argument(format: ParseFormat, style: Style, parsed: &Parsed, out: &mut dyn Write) -> io::Result<()> {
    match format {
        ParseFormat::Tree => tree::write(style, parsed, out),
        ParseFormat::Json => json::write_argument(parsed, out),
    }
}

/// `text` fit for one line of a terminal: line ends and tabs become blanks, and what could steer the terminal or turn the
/// direction of writing (control characters, bidirectional controls) becomes U+FFFD. Drafts and paths are other people's.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| clean_char(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.replace("\r\n", " ").chars().map(clean_char).collect())
    }
}

fn clean_char(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// The columns that `c` takes on a terminal: two for a Han character or a full-width sign.
fn columns(c: char) -> usize {
    clean_char(c).width().unwrap_or(1)
}

/// The beginning of `text`, cleaned, on at most `limit` columns; an ellipsis stands for what is left out.
fn shorten(text: &str, limit: usize) -> String {
    let mut short = String::new();
    let mut width = 0;
    let mut rest = text.trim().chars().peekable();
    while let Some(c) = rest.next() {
        let last = usize::from(rest.peek().is_some());
        if width + columns(c) + last > limit {
            short.push('…');
            return short;
        }
        width += columns(c);
        short.push(clean_char(c));
    }
    short
}

/// `text` in the colour `code` (the parameters of an ANSI "select graphic rendition" sequence), if there is colour.
fn paint(color: bool, code: &str, text: &str) -> String {
    if color { format!("\u{1B}[{code}m{text}\u{1B}[0m") } else { text.to_owned() }
}

/// Writes what became of the findings between two versions, in `format`; `failures` is what could not be done.
///
/// # Errors
/// Those of `out`.
pub fn comparison(
    format: CheckFormat,
    style: Style,
    comparison: &Comparison,
    failures: &[Failure],
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        CheckFormat::Terminal => terminal::comparison::write(style, comparison, out),
        CheckFormat::Json => json::comparison::write(comparison, failures, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_cannot_steer_the_terminal() {
        assert_eq!(clean("甲\u{1B}[2J乙\r\n丙\u{202E}丁"), "甲\u{FFFD}[2J乙 丙\u{FFFD}丁");
        assert!(matches!(clean("尋常的一句。"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_long_text_ends_in_an_ellipsis_within_the_limit() {
        assert_eq!(shorten("種樹是城市的事", 14), "種樹是城市的事");
        assert_eq!(shorten("種樹是城市的事", 13), "種樹是城市的…");
        assert_eq!(shorten("", 13), "");
    }
}
