//! Floor 2: a `Report`, or an argument, to bytes in one output format.
//!
//! One file a format, and only this file knows them: a new format is its file, a variant here and an arm in [`reports`]
//! or [`argument`]. Formats know nothing of files and terminals; they write to what they are given.

mod checkstyle;
mod concise;
mod docx;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod list;
mod map;
mod queries;
mod rdjsonl;
mod sarif;
mod terminal;
mod tree;

pub use docx::{AnnotateError, annotate};

use crate::model::argument::{Argument, Language, Reason, Role};
use crate::model::article::Article;
use crate::model::comparison::Comparison;
use crate::model::diagnostic::{Failure, LintNote, MessageLanguage, Report, Summary};
use list::{close, item, items};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::io::{self, Write};
use unicode_width::UnicodeWidthChar;

/// A format of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFormat {
    /// For people: the finding, its sentence, what to do about it.
    Terminal,
    /// For people and editors: one line a finding.
    Concise,
    /// For authors: the questions that an editor would send them.
    Queries,
    /// For people: the articles as they read, as a page with the findings in the margin.
    Html,
    /// For scripts: the contract "JSON, version 1".
    Json,
    /// For scripts: the same, one article a line.
    JsonLines,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For reviewdog: its Diagnostic Format, one finding a line.
    Rdjsonl,
    /// For GitHub Actions: workflow commands.
    Github,
    /// For GitLab: a Code Quality report, the subset of Code Climate that it reads.
    Gitlab,
    /// For tools that read Checkstyle's XML.
    Checkstyle,
    /// For tools that read `JUnit`'s XML.
    Junit,
}

impl CheckFormat {
    /// All formats, in the order of the help.
    pub const ALL: [Self; 12] = [
        Self::Terminal,
        Self::Concise,
        Self::Queries,
        Self::Html,
        Self::Json,
        Self::JsonLines,
        Self::Sarif,
        Self::Rdjsonl,
        Self::Github,
        Self::Gitlab,
        Self::Checkstyle,
        Self::Junit,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Concise => "concise",
            Self::Queries => "queries",
            Self::Html => "html",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Sarif => "sarif",
            Self::Rdjsonl => "rdjsonl",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Checkstyle => "checkstyle",
            Self::Junit => "junit",
        }
    }

    /// Whether the format tells about the lints themselves, so that [`reports`] needs to know them.
    #[must_use]
    pub fn describes_lints(self) -> bool {
        self == Self::Sarif
    }

    /// Whether the format shows the articles themselves, so that it is worth keeping them for [`ReportEmitter::article`].
    #[must_use]
    pub fn shows_articles(self) -> bool {
        self == Self::Html
    }
}

/// A format of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparisonFormat {
    /// For people.
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
    /// The language of labels for an article in `language`.
    #[must_use]
    pub fn language_of(&self, language: Language) -> MessageLanguage {
        self.language.unwrap_or_else(|| MessageLanguage::of_article(language))
    }

    /// `text` in bold, if there is colour.
    #[must_use]
    pub fn emphasise(&self, text: &str) -> String {
        paint(self.color, "1", text)
    }
}

/// Writes the reports of one run.
///
/// What a format writes of one report is its piece, the same wherever it stands in the run: any thread can make it, and a cache can
/// keep it. What stands between pieces comes with [`Self::put`].
pub trait ReportEmitter: Sync {
    /// The piece of `report`; none where what is written of a report depends on those before it.
    ///
    /// # Errors
    /// That a finding has no form in this format.
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>>;

    /// Writes the piece of an article in `language`, in the order of the output.
    ///
    /// # Errors
    /// Those of `out`.
    fn put(&mut self, out: &mut dyn Write, piece: &[u8], language: Language) -> io::Result<()> {
        let _ = language;
        out.write_all(piece)
    }

    /// Writes the report of one article; called once for each, in the order of the output.
    ///
    /// # Errors
    /// Those of `out`.
    fn report(&mut self, out: &mut dyn Write, report: &Report) -> io::Result<()> {
        self.piece(report)?.map_or(Ok(()), |piece| self.put(out, &piece, report.language))
    }

    /// Writes the report of an article that is at hand; formats that do not show articles write the report alone. In place
    /// of [`Self::report`].
    ///
    /// # Errors
    /// Those of `out`.
    fn article(&mut self, out: &mut dyn Write, report: &Report, parsed: &Parsed) -> io::Result<()> {
        let _ = parsed;
        self.report(out, report)
    }

    /// Writes what comes after the last report: `summary` is the sum over all reports, `failures` what could not be done.
    ///
    /// # Errors
    /// Those of `out`.
    fn finish(&mut self, out: &mut dyn Write, summary: &Summary, failures: &[Failure]) -> io::Result<()>;
}

/// The emitter of `format`; `lints` are those that may have findings, for formats that describe them.
#[must_use]
pub fn reports(format: CheckFormat, style: Style, lints: Vec<LintNote>) -> Box<dyn ReportEmitter> {
    match format {
        CheckFormat::Terminal => Box::new(terminal::Terminal::new(style)),
        CheckFormat::Concise => Box::new(concise::Concise),
        CheckFormat::Queries => Box::new(queries::Queries::new(style)),
        CheckFormat::Html => Box::new(html::Html::new(style)),
        CheckFormat::Json => Box::new(json::Reports::default()),
        CheckFormat::JsonLines => Box::new(json::lines::Lines),
        CheckFormat::Sarif => Box::new(sarif::Sarif::new(lints)),
        CheckFormat::Rdjsonl => Box::new(rdjsonl::Rdjsonl),
        CheckFormat::Github => Box::new(github::Github),
        CheckFormat::Gitlab => Box::new(gitlab::Gitlab::default()),
        CheckFormat::Checkstyle => Box::new(checkstyle::Checkstyle::default()),
        CheckFormat::Junit => Box::new(junit::Junit::default()),
    }
}

/// Writes the result of one article of an archive as a line of JSON: `fields` are what came with it, as it was written, and
/// stand before the result, which is what [`CheckFormat::JsonLines`] prints.
///
/// # Errors
/// Those of `out`.
pub fn record(
    fields: &[(Cow<str>, &RawValue)],
    result: Result<&Report, &Failure>,
    out: &mut dyn Write,
) -> io::Result<()> {
    json::record::write(fields, result, out)
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

/// A form of an argument map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapFormat {
    /// A picture.
    Svg,
    /// The language of Graphviz.
    Dot,
    /// A flowchart of Mermaid.
    Mermaid,
    /// Argdown.
    Argdown,
    /// AIF-JSON.
    AifJson,
}

impl MapFormat {
    /// All forms, in the order of the help.
    pub const ALL: [Self; 5] = [Self::Svg, Self::Dot, Self::Mermaid, Self::Argdown, Self::AifJson];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Dot => "dot",
            Self::Mermaid => "mermaid",
            Self::Argdown => "argdown",
            Self::AifJson => "aif-json",
        }
    }
}

/// Writes an argument as a map in `format`.
///
/// # Errors
/// Those of `out`.
pub fn map(format: MapFormat, style: Style, parsed: &Parsed, out: &mut dyn Write) -> io::Result<()> {
    let map = map::Map::new(style, parsed);
    match format {
        MapFormat::Svg => map::svg::write(&map, out),
        MapFormat::Dot => map::dot::write(&map, out),
        MapFormat::Mermaid => map::mermaid::write(&map, out),
        MapFormat::Argdown => map::argdown::write(&map, out),
        MapFormat::AifJson => map::aif::write(&map, out),
    }
}

/// Writes what the page of [`CheckFormat::Html`] says of one article, without the head of a page and without style sheets: for
/// a page that has its own head, links [`looks`], and has the pages of lints below the address `lints`.
///
/// # Errors
/// Those of `out`.
pub fn embed(style: Style, report: &Report, parsed: &Parsed, lints: &str, out: &mut dyn Write) -> io::Result<()> {
    html::embed(style, report, parsed, lints, out)
}

/// The style sheet of what [`embed`] writes.
#[must_use]
pub fn looks() -> String {
    [html::STYLE, map::svg::STYLE].concat()
}

/// Writes the picture of an article's argument into a page; `number` keeps the ids of the pictures of one page apart, and an
/// unstyled one needs [`looks`].
fn picture(style: Style, parsed: &Parsed, number: usize, styled: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut map = map::Map::new(style, parsed);
    map.prefix = format!("a{number}");
    map.styled = styled;
    map::svg::write_in_page(&map, out)
}

/// Why unit `id` has its role: the role that came second, and of `reasons`, those of the unit, the `most` that moved the two apart
/// most, each with how far (in units of the odds' logarithm) and in words of `language`.
#[must_use]
pub fn why_role(
    parsed: &Parsed,
    id: usize,
    reasons: &[Reason],
    most: usize,
    language: MessageLanguage,
) -> Option<(Role, Vec<(String, String)>)> {
    let unit = parsed.argument.units.get(id)?;
    tree::role_reasons(parsed, unit, reasons, most, language).map(|(second, _, pulls)| (second, pulls))
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

/// `text` fit for XML 1.0, which has no way to write control characters: as [`clean`] does it, and without noncharacters.
fn xml(text: &str) -> String {
    clean(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

/// Ends an XML document's line.
fn end_line<W: Write>(xml: &mut quick_xml::Writer<W>) -> io::Result<()> {
    xml.get_mut().write_all(b"\n")
}

/// Writes what became of the findings between two versions, in `format`; `failures` is what could not be done.
///
/// # Errors
/// Those of `out`.
pub fn comparison(
    format: ComparisonFormat,
    style: Style,
    comparison: &Comparison,
    failures: &[Failure],
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ComparisonFormat::Terminal => terminal::comparison::write(style, comparison, out),
        ComparisonFormat::Json => json::comparison::write(comparison, failures, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_name_of_its_own() {
        let mut names = CheckFormat::ALL.map(CheckFormat::name);
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }

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
