//! What stands inside blocks: notes, links, text.

use super::blocks::{Open, Reader};
use super::element::{Element, text_attribute};
use super::words::{Piece, pieces};
use crate::model::article::BlockKind;
use crate::model::span::Span;
use html5gum::StartTag;

/// Where the name of a site begins in the title of a page.
const TITLE_ENDS: [&str; 7] = [" | ", "｜", " - ", " – ", " — ", " :: ", "_"];

/// Notes, links and text.
impl Reader<'_> {
    /// Opens a note, where `tag` opens the block that a mark leads to.
    pub(super) fn opens_note(&mut self, tag: &StartTag<usize>, kind: Element) -> bool {
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

    pub(super) fn close_note(&mut self, name: &[u8]) {
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

    pub(super) fn open_link(&mut self, tag: &StartTag<usize>) {
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

    pub(super) fn close_link(&mut self) {
        self.in_mark = false;
        if let Some((start, target)) = self.link.take() {
            self.to.link(start, &target);
        }
    }

    /// Adds a mark that a tag stands for.
    pub(super) fn mark(&mut self, mark: &str, at: Span) {
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

    pub(super) fn text(&mut self, at: Span) {
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
