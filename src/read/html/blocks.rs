//! Tags to blocks: what opens and closes headings, paragraphs, quotations, lists and tables.

use super::element::{Element, element, is_left_out, parts, text_attribute};
use super::skip::Skip;
use super::survey::Survey;
use crate::model::article::BlockKind;
use crate::model::span::Span;
use crate::read::prose::Builder;
use html5gum::{EndTag, StartTag};

/// What an open element is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Quote,
    List,
    Item,
    Table,
    /// A table that only lays out the page.
    Layout,
    Row,
    Note,
}

/// Turns tags and text into calls of the builder.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) survey: &'a Survey,
    pub(super) to: &'a mut Builder,
    pub(super) skip: Skip,
    pub(super) open: Vec<Open>,
    /// How many of each are open, so that a stray end tag costs no search.
    pub(super) counts: [usize; 7],
    /// The open quotations: where the prose of each starts, and its source.
    pub(super) cited: Vec<(usize, Option<String>)>,
    /// The name of the element that is the open note, and how many of that name are open.
    pub(super) note: Option<(Vec<u8>, usize)>,
    pub(super) link: Option<(usize, String)>,
    /// Whether the text of the open link is a mark, which is no prose.
    pub(super) in_mark: bool,
    pub(super) in_heading: bool,
    /// How many `pre` are open.
    pub(super) typed: usize,
    /// How many cells of the open row there were.
    pub(super) cells: usize,
    /// Whether the open cell has no text yet.
    pub(super) is_fresh: bool,
    /// Line breaks since the last text.
    pub(super) breaks: usize,
    /// Blanks since the last text.
    pub(super) blank: Option<Span>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, survey: &'a Survey, to: &'a mut Builder) -> Self {
        Self {
            text,
            survey,
            to,
            skip: Skip::default(),
            open: Vec::new(),
            counts: [0; 7],
            cited: Vec::new(),
            note: None,
            link: None,
            in_mark: false,
            in_heading: false,
            typed: 0,
            cells: 0,
            is_fresh: false,
            breaks: 0,
            blank: None,
        }
    }

    /// Whether byte `at` of the page belongs to the article.
    pub(super) fn is_read(&self, at: usize) -> bool {
        let holds = |span: Span| span.start <= at && at < span.end;
        holds(self.survey.root) || self.survey.title.is_some_and(holds)
    }

    /// Whether text that comes now is left out; the headings of a header are not.
    pub(super) fn is_left_out(&self) -> bool {
        self.skip.is_on() && !(self.in_heading && self.skip.is(b"header"))
    }

    pub(super) fn start(&mut self, tag: &StartTag<usize>) {
        let kind = element(&tag.name);
        if self.skip.is(b"header") && matches!(kind, Element::Heading(_)) {
            self.begin(kind);
            return;
        }
        let was_on = self.skip.is_on();
        let leaves_out = is_left_out(tag) || kind == Element::Header;
        if self.skip.start(tag, leaves_out) {
            if !was_on && parts(&tag.name) {
                self.boundary();
            }
            return;
        }
        if self.opens_note(tag, kind) {
            return;
        }
        match kind {
            Element::Break => self.line_break(),
            Element::Link => self.open_link(tag),
            Element::Quotation => self.mark("“", Span::new(tag.span.start, tag.span.end)),
            Element::Table if self.survey.layouts.contains(&tag.span.start) => self.push(Open::Layout),
            Element::Quote => {
                self.push(Open::Quote);
                let source = text_attribute(tag, b"cite").filter(|source| source.starts_with("http"));
                self.cited.push((self.to.position(), source.map(str::to_owned)));
            }
            _ => self.begin(kind),
        }
    }

    /// Begins an element of which only its kind matters.
    fn begin(&mut self, kind: Element) {
        match kind {
            Element::Heading(level) => {
                self.in_heading = false;
                self.boundary();
                if !self.is_open(Open::Row) {
                    self.to.begin(BlockKind::Heading(level));
                    self.in_heading = true;
                }
            }
            Element::Paragraph => {
                self.in_heading = false;
                self.boundary();
                if !self.is_open(Open::Row) {
                    self.to.begin(BlockKind::Paragraph);
                }
            }
            Element::List => self.push(Open::List),
            Element::Item => {
                self.boundary();
                self.pop_inside(&[Open::List]);
                if self.open.last() == Some(&Open::List) {
                    self.push(Open::Item);
                }
            }
            Element::Table => self.push(Open::Table),
            Element::Row => {
                self.boundary();
                self.pop_inside(&[Open::Table, Open::Layout]);
                if self.open.last() == Some(&Open::Table) {
                    self.push(Open::Row);
                }
            }
            Element::Cell if self.is_open(Open::Row) => {
                self.blank = None;
                self.is_fresh = true;
                if self.cells > 0 {
                    self.to.next_cell();
                }
                self.cells += 1;
            }
            Element::Typed => {
                self.boundary();
                self.typed += 1;
            }
            Element::Block | Element::Cell | Element::Landmark(_) => self.boundary(),
            _ => {}
        }
    }

    pub(super) fn end(&mut self, tag: &EndTag<usize>) {
        let name: &[u8] = &tag.name;
        let kind = element(name);
        let is_heading = self.skip.is(b"header") && matches!(kind, Element::Heading(_));
        if !is_heading && self.skip.end(name) {
            return;
        }
        self.close_note(name);
        match kind {
            Element::Heading(_) | Element::Paragraph => {
                self.in_heading = false;
                self.boundary();
            }
            Element::Quote => self.close(Open::Quote),
            Element::List => self.close(Open::List),
            Element::Item => {
                self.boundary();
                self.pop_inside(&[Open::List]);
            }
            Element::Table => {
                self.boundary();
                self.pop_inside(&[Open::Table, Open::Layout]);
                self.pop_if(&[Open::Table, Open::Layout]);
            }
            Element::Row => {
                self.pop_inside(&[Open::Table, Open::Layout]);
                self.boundary();
            }
            Element::Typed => {
                self.boundary();
                self.typed = self.typed.saturating_sub(1);
            }
            Element::Link => self.close_link(),
            Element::Quotation => self.mark("”", Span::new(tag.span.start, tag.span.end)),
            Element::Block | Element::Landmark(_) => self.boundary(),
            _ => {}
        }
    }

    /// Ends the open leaf, unless it is one that goes on through blocks.
    pub(super) fn boundary(&mut self) {
        self.blank = None;
        self.breaks = 0;
        if self.in_heading || self.is_open(Open::Row) {
            self.to.line_break();
        } else {
            self.to.end();
        }
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 && !self.in_heading && !self.is_open(Open::Row) {
            self.to.end();
        } else {
            self.to.line_break();
        }
    }

    pub(super) fn is_open(&self, what: Open) -> bool {
        self.counts[what as usize] > 0
    }

    pub(super) fn push(&mut self, what: Open) {
        self.in_heading = false;
        self.boundary();
        self.open.push(what);
        self.counts[what as usize] += 1;
        match what {
            Open::Quote => self.to.open(BlockKind::Quote),
            Open::List => self.to.open(BlockKind::List),
            Open::Item => self.to.open(BlockKind::Item),
            Open::Table => self.to.open(BlockKind::Table),
            Open::Row => {
                self.cells = 0;
                self.to.begin(BlockKind::Row);
            }
            // The builder is told by who knows the label.
            Open::Note | Open::Layout => {}
        }
    }

    /// Closes the innermost element, if one is open.
    pub(super) fn pop(&mut self) -> bool {
        let Some(what) = self.open.pop() else { return false };
        self.counts[what as usize] -= 1;
        self.blank = None;
        self.breaks = 0;
        self.in_heading = false;
        match what {
            Open::Row | Open::Layout => self.to.end(),
            Open::Quote => {
                self.to.end();
                if let Some((start, Some(source))) = self.cited.pop() {
                    self.to.link_last(start, &source);
                }
                self.to.close();
            }
            _ => self.to.close(),
        }
        true
    }

    /// Closes the innermost `what` and all that is open inside it; nothing where none is open.
    pub(super) fn close(&mut self, what: Open) {
        if self.is_open(what) {
            while self.open.last() != Some(&what) && self.pop() {}
            self.pop();
        }
    }

    /// Closes what is open inside the innermost of `holders`, as far as it lies in no other element that keeps it apart.
    pub(super) fn pop_inside(&mut self, holders: &[Open]) {
        if holders.iter().all(|holder| !self.is_open(*holder)) {
            return;
        }
        let walls = [Open::Quote, Open::Table, Open::Layout, Open::Note];
        while let Some(top) = self.open.last()
            && !holders.contains(top)
            && !walls.contains(top)
        {
            self.pop();
        }
    }

    fn pop_if(&mut self, wanted: &[Open]) {
        if self.open.last().is_some_and(|top| wanted.contains(top)) {
            self.pop();
        }
    }
}
