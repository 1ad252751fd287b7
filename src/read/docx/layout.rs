//! Paragraphs to blocks and to the extracted text, with the place of every piece.

use super::body::Note;
use super::paragraph::{Item, Paragraph};
use super::styles::{Role, Styles, heading};
use crate::model::article::BlockKind;
use crate::model::package::{Package, PackageMark, PackageParagraph, PackagePiece};
use crate::model::span::Span;
use crate::read::prose::Builder;
use std::collections::BTreeMap;

/// How deep lists may nest, as in Word.
const MOST_LEVELS: usize = 9;
/// A cell with so many paragraphs is a part of the page, not of a table.
const LAYOUT_FROM: usize = 3;

/// Writes paragraphs into an article and its extracted text.
pub struct Layout<'a> {
    styles: &'a Styles,
    to: &'a mut Builder,
    /// The extracted text: paragraphs end with a line feed, cells with a tab.
    pub text: String,
    /// Where the text lies in its parts.
    pub package: Package,
    /// The open lists, by name.
    lists: Vec<String>,
    in_quote: bool,
    /// Whether a style says which paragraph is the title; headings then stand below it.
    has_title: bool,
}

impl<'a> Layout<'a> {
    pub fn new(styles: &'a Styles, to: &'a mut Builder) -> Self {
        let (text, package, lists) = (String::new(), Package::default(), Vec::new());
        Self { styles, to, text, package, lists, in_quote: false, has_title: false }
    }

    /// Writes the paragraphs of the part called `name`.
    pub fn body(&mut self, name: &str, paragraphs: &[Paragraph]) {
        self.package.parts.push(name.to_owned());
        self.has_title = paragraphs.iter().any(|paragraph| self.role(paragraph) == Some(Role::Title));
        self.blocks(paragraphs);
    }

    /// Writes those of the notes that `labels` ask for, in that order; they stand in the part called `name`.
    pub fn notes(&mut self, name: &str, notes: &[Note], labels: &[String]) {
        self.package.parts.push(name.to_owned());
        let mut written: BTreeMap<&str, Span> = BTreeMap::new();
        let notes: BTreeMap<&str, &Note> = notes.iter().map(|note| (&*note.label, note)).collect();
        for label in labels {
            if let Some(note) = notes.get(&**label) {
                self.to.open_note(label);
                let start = self.text.len();
                self.blocks(&note.paragraphs);
                written.insert(label, Span::new(start, self.text.len()));
                self.to.close();
            }
        }
        for mark in &mut self.package.marks {
            if let Some(note) = written.get(&*mark.label) {
                mark.note = *note;
            }
        }
    }

    fn blocks(&mut self, paragraphs: &[Paragraph]) {
        let table = |paragraph: &Paragraph| paragraph.cell.map(|cell| cell.table);
        for group in paragraphs.chunk_by(|left, right| table(left) == table(right)) {
            if table(&group[0]).is_some() && self.is_table(group) {
                self.table(group);
            } else {
                // A paragraph whose end is deleted goes on in the next, whose properties count for both.
                for whole in group.chunk_by(|left, right| left.goes_on && left.cell == right.cell) {
                    self.block(whole);
                }
            }
        }
        self.close_all();
    }

    fn role(&self, paragraph: &Paragraph) -> Option<Role> {
        let styled = paragraph.style.as_ref().and_then(|id| self.styles.role(id));
        match (paragraph.outline.and_then(heading), &paragraph.list) {
            (Some(role), _) => Some(role),
            (_, Some((list, level))) if !matches!(styled, Some(Role::Title | Role::Heading(_) | Role::LeftOut)) => {
                if list.is_empty() {
                    styled.filter(|role| !matches!(role, Role::Item(_)))
                } else {
                    Some(Role::Item(*level))
                }
            }
            _ => styled,
        }
    }

    /// Whether the paragraphs of a table are a table of figures and words, not a frame around a part of the page.
    fn is_table(&self, paragraphs: &[Paragraph]) -> bool {
        let has_row = paragraphs.iter().any(|paragraph| paragraph.cell.is_some_and(|cell| cell.number > 1));
        let mut cells = paragraphs.chunk_by(|left, right| left.cell == right.cell);
        has_row
            && cells.all(|cell| cell.iter().filter(|paragraph| !paragraph.is_blank()).count() < LAYOUT_FROM)
            && !paragraphs
                .iter()
                .any(|paragraph| matches!(self.role(paragraph), Some(Role::Title | Role::Heading(_) | Role::Quote)))
    }

    fn table(&mut self, paragraphs: &[Paragraph]) {
        self.close_all();
        self.to.open(BlockKind::Table);
        let row = |paragraph: &Paragraph| paragraph.cell.map(|cell| cell.row);
        for cells in paragraphs.chunk_by(|left, right| row(left) == row(right)) {
            self.to.begin(BlockKind::Row);
            let before = self.text.len();
            for (number, cell) in cells.chunk_by(|left, right| left.cell == right.cell).enumerate() {
                if number > 0 {
                    self.text.push('\t');
                    self.to.next_cell();
                }
                let start = self.text.len();
                for paragraph in cell {
                    if paragraph.is_blank() {
                        self.record(paragraph);
                        continue;
                    }
                    if self.text.len() > start {
                        self.text.push('\n');
                        self.to.line_break();
                    }
                    self.paragraph(paragraph, BlockKind::Row);
                }
            }
            self.end_line(before);
        }
        self.to.close();
    }

    /// Writes one paragraph, which may stand in several elements.
    fn block(&mut self, whole: &[Paragraph]) {
        let Some(last) = whole.last() else { return };
        let role = self.role(last);
        if role == Some(Role::LeftOut) || whole.iter().all(Paragraph::is_blank) {
            for paragraph in whole {
                self.record(paragraph);
            }
            return;
        }
        let kind = match role {
            Some(role @ (Role::Title | Role::Heading(_))) => {
                self.close_all();
                let level = if let Role::Heading(level) = role { level + u8::from(self.has_title) } else { 1 };
                BlockKind::Heading(level.min(6))
            }
            Some(Role::Quote) => {
                self.close_lists();
                if !self.in_quote {
                    self.in_quote = true;
                    self.to.open(BlockKind::Quote);
                }
                BlockKind::Paragraph
            }
            Some(Role::Item(level)) => {
                let name = last.list.as_ref().map_or("", |(name, _)| name);
                self.item(name, level.min(MOST_LEVELS - 1));
                BlockKind::Paragraph
            }
            _ => {
                self.close_all();
                BlockKind::Paragraph
            }
        };
        self.to.begin(kind);
        let before = self.text.len();
        for paragraph in whole {
            self.paragraph(paragraph, kind);
        }
        self.end_line(before);
    }

    /// Opens an item of the list `name` on `level`, inside the items above it.
    fn item(&mut self, name: &str, level: usize) {
        self.close_quote();
        while self.lists.len() > level + 1
            || self.lists.len() == level + 1 && self.lists.last().is_some_and(|open| open != name)
        {
            self.close_list();
        }
        if self.lists.len() == level + 1 {
            self.to.close();
            self.to.open(BlockKind::Item);
        }
        while self.lists.len() <= level {
            self.to.open(BlockKind::List);
            self.to.open(BlockKind::Item);
            self.lists.push(name.to_owned());
        }
    }

    fn close_list(&mut self) {
        if self.lists.pop().is_some() {
            // The item, then the list.
            self.to.close();
            self.to.close();
        }
    }

    fn close_lists(&mut self) {
        while !self.lists.is_empty() {
            self.close_list();
        }
    }

    fn close_quote(&mut self) {
        if std::mem::take(&mut self.in_quote) {
            self.to.close();
        }
    }

    fn close_all(&mut self) {
        self.close_lists();
        self.close_quote();
    }

    /// Ends a line of the extracted text that begins at byte `start`.
    fn end_line(&mut self, start: usize) {
        self.to.end();
        if self.text.len() > start {
            self.text.push('\n');
        }
    }

    /// Notes a paragraph of which no text is read.
    fn record(&mut self, paragraph: &Paragraph) {
        let at = self.text.len();
        self.package.paragraphs.push(PackageParagraph {
            text: Span::new(at, at),
            part: self.package.parts.len().saturating_sub(1),
            xml: paragraph.xml,
            pieces: Vec::new(),
        });
    }

    /// Writes the content of a paragraph into the open leaf, which is a `kind`.
    fn paragraph(&mut self, paragraph: &Paragraph, kind: BlockKind) {
        self.record(paragraph);
        let mut link = None;
        let mut pieces = Vec::new();
        let mut breaks = 0;
        for item in &paragraph.items {
            match item {
                Item::Text { text, xml, run } => {
                    let start = self.text.len();
                    self.text.push_str(text);
                    let at = Span::new(start, self.text.len());
                    pieces.push(PackagePiece { text: at, xml: *xml, run: *run });
                    match &**text {
                        "\n" => breaks += 1,
                        // In a row a tab would part two cells.
                        "\t" if kind == BlockKind::Row => self.to.text(" ", at),
                        text => {
                            self.lines(breaks, kind);
                            breaks = 0;
                            self.to.text(text, at);
                        }
                    }
                }
                Item::Note { label, xml } => {
                    self.to.footnote(label);
                    let part = self.package.parts.len().saturating_sub(1);
                    let (label, note) = (label.clone(), Span::default());
                    self.package.marks.push(PackageMark { label, part, xml: *xml, note });
                }
                Item::Link(target) => link = Some((self.to.position(), target)),
                Item::LinkEnd => {
                    if let Some((start, target)) = link.take() {
                        self.to.link(start, target);
                    }
                }
            }
        }
        if let Some((start, target)) = link {
            self.to.link(start, target);
        }
        let end = self.text.len();
        if let Some(record) = self.package.paragraphs.last_mut() {
            record.text.end = end;
            record.pieces = pieces;
        }
    }

    /// Takes `breaks` line breaks; a blank line parts two paragraphs.
    fn lines(&mut self, breaks: usize, kind: BlockKind) {
        if breaks > 1 && kind == BlockKind::Paragraph {
            self.to.begin(kind);
        } else if breaks > 0 {
            self.to.line_break();
        }
    }
}
