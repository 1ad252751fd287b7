//! HTML: the article out of a page, as html5gum cuts it into tags and text. A first walk finds where the article is.
//!
//! Tags need not be balanced: every container ends where a browser would end it, or at the latest with the article.

mod element;
mod skip;
mod survey;
mod words;

use crate::model::article::BlockKind;
use crate::model::span::Span;
use crate::read::prose::Builder;
use element::{Element, element, is_left_out, parts, text_attribute};
use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};
use skip::Skip;
use std::borrow::Cow;
use survey::{Survey, survey};
use words::{Piece, pieces};

/// Where the name of a site begins in the title of a page.
const TITLE_ENDS: [&str; 7] = [" | ", "｜", " - ", " – ", " — ", " :: ", "_"];

/// Adds the blocks of the article in the `page` to `to`. The depth of nesting costs no stack.
pub fn read(page: &str, to: &mut Builder) {
    // The tokenizer takes CR LF for one character, which would move its places.
    let text: Cow<str> = if page.contains('\r') { page.replace('\r', "\n").into() } else { page.into() };
    let survey = survey(&text);
    let mut reader = Reader::new(&text, &survey, to);
    for token in tokens(&text) {
        match token {
            Token::StartTag(tag) if reader.is_read(tag.span.start) => reader.start(&tag),
            Token::EndTag(tag) if reader.is_read(tag.span.start) => reader.end(&tag),
            Token::String(words) => reader.text(Span::new(words.span.start, words.span.end)),
            Token::Comment(comment) if reader.is_read(comment.span.start) && !reader.skip.is_on() => {
                let at = Span::new(comment.span.start, comment.span.end);
                reader.to.comments(at.of(page), at.start);
            }
            _ => {}
        }
    }
    while reader.pop() {}
}

/// The tags and texts of a page.
fn tokens(text: &str) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter).flatten()
}

/// What an open element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
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
struct Reader<'a> {
    text: &'a str,
    survey: &'a Survey,
    to: &'a mut Builder,
    skip: Skip,
    open: Vec<Open>,
    /// How many of each are open, so that a stray end tag costs no search.
    counts: [usize; 7],
    /// The open quotations: where the prose of each starts, and its source.
    cited: Vec<(usize, Option<String>)>,
    /// The name of the element that is the open note, and how many of that name are open.
    note: Option<(Vec<u8>, usize)>,
    link: Option<(usize, String)>,
    /// Whether the text of the open link is a mark, which is no prose.
    in_mark: bool,
    in_heading: bool,
    /// How many `pre` are open.
    typed: usize,
    /// How many cells of the open row there were.
    cells: usize,
    /// Whether the open cell has no text yet.
    is_fresh: bool,
    /// Line breaks since the last text.
    breaks: usize,
    /// Blanks since the last text.
    blank: Option<Span>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, survey: &'a Survey, to: &'a mut Builder) -> Self {
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
    fn is_read(&self, at: usize) -> bool {
        let holds = |span: Span| span.start <= at && at < span.end;
        holds(self.survey.root) || self.survey.title.is_some_and(holds)
    }

    /// Whether text that comes now is left out; the headings of a header are not.
    fn is_left_out(&self) -> bool {
        self.skip.is_on() && !(self.in_heading && self.skip.is(b"header"))
    }

    fn start(&mut self, tag: &StartTag<usize>) {
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

    fn end(&mut self, tag: &EndTag<usize>) {
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
    fn boundary(&mut self) {
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

    fn is_open(&self, what: Open) -> bool {
        self.counts[what as usize] > 0
    }

    fn push(&mut self, what: Open) {
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
    fn pop(&mut self) -> bool {
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
    fn close(&mut self, what: Open) {
        if self.is_open(what) {
            while self.open.last() != Some(&what) && self.pop() {}
            self.pop();
        }
    }

    /// Closes what is open inside the innermost of `holders`, as far as it lies in no other element that keeps it apart.
    fn pop_inside(&mut self, holders: &[Open]) {
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

/// Notes, links and text.
impl Reader<'_> {
    /// Opens a note, where `tag` opens the block that a mark leads to.
    fn opens_note(&mut self, tag: &StartTag<usize>, kind: Element) -> bool {
        if let Some((name, depth)) = &mut self.note {
            // The next item or paragraph ends one whose end tag is missing.
            let goes_on = *name != **tag.name || !matches!(kind, Element::Item | Element::Paragraph);
            *depth += usize::from(*name == **tag.name);
            if goes_on {
                return false;
            }
            self.note = None;
            self.close(Open::Note);
        }
        let blocks = [Element::Item, Element::Block, Element::Paragraph];
        let Some(id) =
            text_attribute(tag, b"id").filter(|id| blocks.contains(&kind) && self.survey.notes.contains(*id))
        else {
            return false;
        };
        self.boundary();
        self.pop_inside(&[Open::List]);
        self.push(Open::Note);
        self.to.open_note(id);
        self.note = Some((tag.name.to_vec(), 1));
        true
    }

    fn close_note(&mut self, name: &[u8]) {
        let Some((of, depth)) = &mut self.note else { return };
        if of != name {
            return;
        }
        *depth -= 1;
        if *depth == 0 {
            self.note = None;
            self.close(Open::Note);
        }
    }

    fn open_link(&mut self, tag: &StartTag<usize>) {
        self.close_link();
        if let Some(label) = self.survey.marks.get(&tag.span.start) {
            let is_reference = self.note.is_none() && self.survey.notes.contains(label);
            self.in_mark = is_reference || self.note.is_some();
            if is_reference {
                self.to.footnote(label);
            }
            return;
        }
        let is_target = |href: &&str| !href.is_empty() && !href.starts_with('#') && !href.starts_with("javascript:");
        if let Some(href) = text_attribute(tag, b"href").filter(is_target) {
            self.flush();
            self.link = Some((self.to.position(), href.to_owned()));
        }
    }

    fn close_link(&mut self) {
        self.in_mark = false;
        if let Some((start, target)) = self.link.take() {
            self.to.link(start, &target);
        }
    }

    /// Adds a mark that a tag stands for.
    fn mark(&mut self, mark: &str, at: Span) {
        self.flush();
        self.breaks = 0;
        self.to.text(mark, at);
    }

    /// Adds the blanks before a text.
    fn flush(&mut self) {
        if let Some(blank) = self.blank.take().filter(|_| self.to.is_in_leaf()) {
            self.to.text(" ", blank);
        }
    }

    fn text(&mut self, at: Span) {
        if let Some(title) = self.survey.title.filter(|title| *title == at) {
            self.page_title(title);
            return;
        }
        if !self.is_read(at.start) || self.is_left_out() || self.in_mark {
            return;
        }
        for piece in pieces(self.text, at) {
            match piece {
                Piece::Blank(at) => {
                    let lines = at.of(self.text).bytes().filter(|byte| *byte == b'\n').count();
                    if self.typed > 0 && lines > 1 {
                        self.boundary();
                    } else if lines > 0 {
                        self.to.line_break();
                    } else if self.to.is_in_leaf() && !self.is_fresh {
                        self.blank = Some(at);
                    }
                }
                Piece::Text(words, at) => {
                    // Pages of old begin a paragraph with a line break and two wide blanks.
                    if self.breaks > 0 && words.starts_with('\u{3000}') {
                        self.boundary();
                    }
                    self.flush();
                    self.breaks = 0;
                    self.is_fresh = false;
                    self.to.text(&words, at);
                }
            }
        }
    }

    /// Takes the title of the page for that of the article, without the name of the site.
    fn page_title(&mut self, at: Span) {
        let whole = at.of(self.text);
        let end = TITLE_ENDS.iter().filter_map(|sign| whole.find(sign)).filter(|end| *end > 0).min();
        self.to.begin(BlockKind::Heading(1));
        self.in_heading = true;
        for piece in pieces(self.text, Span::new(at.start, at.start + end.unwrap_or(whole.len()))) {
            match piece {
                Piece::Blank(at) => self.blank = Some(at),
                Piece::Text(words, at) => {
                    self.flush();
                    self.to.text(&words, at);
                }
            }
        }
        self.in_heading = false;
        self.boundary();
    }
}
