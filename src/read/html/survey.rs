//! A first walk over a page: where the article is, where its title, which tables only lay out the page, what leads to notes.

use super::element::{Element, Landmark, element, is_left_out, text_attribute};
use super::skip::Skip;
use super::tokens;
use crate::model::span::Span;
use html5gum::{StartTag, Token};
use std::collections::{BTreeMap, BTreeSet};

/// The longest footnote mark, in scalar values.
const LONGEST_MARK: usize = 6;

/// What is known of a page before it is read.
#[derive(Default)]
pub struct Survey {
    /// The bytes of the element that holds the article.
    pub root: Span,
    /// The bytes of the heading before the root, or of the page's title, that serves as the article's title.
    pub title: Option<Span>,
    /// Where tables begin that hold whole parts of the page and no figures.
    pub layouts: BTreeSet<usize>,
    /// The links that look like footnote marks, by the place of their tag, and the ids that they lead to.
    pub marks: BTreeMap<usize, String>,
    /// The ids of blocks that marks lead to.
    pub notes: BTreeSet<String>,
}

/// An open landmark.
struct Place {
    kind: Landmark,
    start: usize,
    /// How much text there was before it.
    before: usize,
}

/// An open table.
#[derive(Default)]
struct Table {
    start: usize,
    cells: usize,
    /// Blocks in the open cell.
    blocks: usize,
    is_layout: bool,
}

/// A link whose text is being read.
struct Mark {
    start: usize,
    target: String,
    text: String,
}

#[derive(Default)]
struct Surveyor {
    survey: Survey,
    skip: Skip,
    open: Vec<Place>,
    /// How many landmarks of each kind are open.
    counts: BTreeMap<Landmark, usize>,
    /// Candidates: kind, bytes, how much text they hold.
    found: Vec<(Landmark, Span, usize)>,
    tables: Vec<Table>,
    mark: Option<Mark>,
    ids: BTreeSet<String>,
    headings: Vec<Span>,
    heading: Option<usize>,
    page_title: Option<Span>,
    in_title: bool,
    /// How many bytes of text, without blanks, there were so far.
    seen: usize,
}

/// Looks over the page `text`.
pub fn survey(text: &str) -> Survey {
    let mut surveyor = Surveyor::default();
    for token in tokens(text) {
        match token {
            Token::StartTag(tag) => surveyor.start(&tag),
            Token::EndTag(tag) => surveyor.end(&tag.name, Span::new(tag.span.start, tag.span.end)),
            Token::String(words) => surveyor.text(&words.value, Span::new(words.span.start, words.span.end)),
            _ => {}
        }
    }
    surveyor.finish(text.len())
}

impl Surveyor {
    fn start(&mut self, tag: &StartTag<usize>) {
        self.in_title = &**tag.name == b"title";
        let kind = element(&tag.name);
        if self.skip.is(b"header") && matches!(kind, Element::Heading(_)) {
            self.heading = (kind == Element::Heading(1)).then_some(tag.span.start);
            return;
        }
        // Scripts and styles count for nothing; the head of a page holds its title.
        if &**tag.name == b"head" || self.skip.start(tag, is_left_out(tag) || kind == Element::Header) {
            return;
        }
        if let Some(id) = text_attribute(tag, b"id")
            && !matches!(kind, Element::Inline | Element::Link | Element::Quotation)
        {
            self.ids.insert(id.to_owned());
        }
        match kind {
            Element::Landmark(kind) => {
                *self.counts.entry(kind).or_default() += 1;
                self.open.push(Place { kind, start: tag.span.start, before: self.seen });
            }
            Element::Heading(level) => {
                self.block(true);
                self.heading = (level == 1).then_some(tag.span.start);
            }
            Element::Paragraph => self.block(false),
            Element::Quote | Element::List => self.block(true),
            Element::Table => {
                self.block(true);
                self.tables.push(Table { start: tag.span.start, ..Table::default() });
            }
            Element::Cell => {
                if let Some(table) = self.tables.last_mut() {
                    table.cells += 1;
                    table.blocks = 0;
                }
            }
            Element::Link => {
                let target = text_attribute(tag, b"href").and_then(|href| href.strip_prefix('#'));
                self.mark = target.filter(|target| !target.is_empty()).map(|target| Mark {
                    start: tag.span.start,
                    target: target.to_owned(),
                    text: String::new(),
                });
            }
            _ => {}
        }
    }

    /// Counts a block in the open cell; `whole` blocks are none that a cell of figures has.
    fn block(&mut self, whole: bool) {
        if let Some(table) = self.tables.last_mut() {
            table.blocks += 1;
            table.is_layout |= whole || table.blocks > 1;
        }
    }

    fn end(&mut self, name: &[u8], at: Span) {
        self.in_title = false;
        let kind = element(name);
        let is_heading = self.skip.is(b"header") && matches!(kind, Element::Heading(_));
        if !is_heading && self.skip.end(name) {
            return;
        }
        match kind {
            Element::Landmark(kind) => self.close(kind, at.end),
            Element::Heading(_) => {
                if let Some(start) = self.heading.take() {
                    self.headings.push(Span::new(start, at.end));
                }
            }
            Element::Table => self.close_table(),
            Element::Link => {
                if let Some(mark) = self.mark.take().filter(|mark| is_mark(&mark.text)) {
                    self.survey.marks.insert(mark.start, mark.target);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, kind: Landmark, end: usize) {
        if self.counts.get(&kind).is_none_or(|&count| count == 0) {
            return;
        }
        while let Some(place) = self.open.pop() {
            if let Some(count) = self.counts.get_mut(&place.kind) {
                *count = count.saturating_sub(1);
            }
            self.found.push((place.kind, Span::new(place.start, end), self.seen - place.before));
            if place.kind == kind {
                break;
            }
        }
    }

    fn close_table(&mut self) {
        // A frame around the page, or around a part of it.
        if let Some(table) = self.tables.pop().filter(|table| table.is_layout || table.cells < 2) {
            self.survey.layouts.insert(table.start);
        }
    }

    fn text(&mut self, words: &[u8], at: Span) {
        if std::mem::take(&mut self.in_title) && self.page_title.is_none() {
            self.page_title = Some(at);
        }
        if self.skip.is_on() {
            return;
        }
        self.seen += words.iter().filter(|byte| !byte.is_ascii_whitespace()).count();
        if let Some(mark) = self.mark.as_mut().filter(|mark| mark.text.len() <= 4 * LONGEST_MARK) {
            mark.text.push_str(&String::from_utf8_lossy(words));
        }
    }

    fn finish(mut self, end: usize) -> Survey {
        while let Some(kind) = self.open.first().map(|place| place.kind) {
            self.close(kind, end);
        }
        while !self.tables.is_empty() {
            self.close_table();
        }
        let root = self.root().unwrap_or(Span::new(0, end));
        self.survey.root = root;
        let has_title = self.headings.iter().any(|heading| root.contains(*heading));
        let before = self.headings.iter().rev().find(|heading| heading.end <= root.start).copied();
        let page_title = self.page_title.filter(|title| title.end <= root.start || root.start == 0);
        self.survey.title = if has_title { None } else { before.or(page_title) };
        self.survey.notes = self.survey.marks.values().filter(|target| self.ids.contains(*target)).cloned().collect();
        self.survey
    }

    /// The fullest article, if it has half of the page's text; else the fullest `main`, else the body.
    fn root(&self) -> Option<Span> {
        let fullest = |kind: Landmark| {
            let of_kind = self.found.iter().filter(|(found, _, length)| *found == kind && *length > 0);
            // The first of equals.
            of_kind.rev().max_by_key(|(_, _, length)| *length)
        };
        let article = fullest(Landmark::Article).filter(|(_, _, length)| length * 2 >= self.seen);
        article.or_else(|| fullest(Landmark::Main)).or_else(|| fullest(Landmark::Body)).map(|(_, span, _)| *span)
    }
}

/// Whether the text of a link looks like a footnote mark, or like the arrow that leads back from a note.
fn is_mark(text: &str) -> bool {
    let text = text.trim();
    let is_part = |c: char| {
        c.is_numeric()
            || matches!(c, '[' | ']' | '［' | '］' | '〔' | '〕' | '(' | ')' | '（' | '）' | '註' | '注' | '釋' | '释')
            || matches!(c, '*' | '†' | '‡' | '^' | '↩' | '↑' | '⤴' | '\u{fe0e}' | '\u{fe0f}')
    };
    !text.is_empty() && text.chars().count() <= LONGEST_MARK && text.chars().all(is_part)
}
