//! Paragraphs as they are found in a part, before they are laid out.

use crate::model::span::Span;

/// A paragraph of a part.
#[derive(Default)]
pub struct Paragraph {
    /// The bytes of the element in its part.
    pub xml: Span,
    /// The id of its style.
    pub style: Option<String>,
    /// Its own outline level, from 0.
    pub outline: Option<u8>,
    /// The list that it is an item of, and the level there; an empty name takes it out of all lists.
    pub list: Option<(String, usize)>,
    /// Its cell, if it stands in a table.
    pub cell: Option<Cell>,
    /// Whether a tracked change deletes its end, so that the next paragraph goes on in it.
    pub goes_on: bool,
    /// What it holds, in order.
    pub items: Vec<Item>,
}

impl Paragraph {
    /// Whether it shows nothing.
    pub fn is_blank(&self) -> bool {
        self.items.iter().all(|item| match item {
            Item::Text { text, .. } => text.trim().is_empty(),
            Item::Note { .. } => false,
            Item::Link(_) | Item::LinkEnd => true,
        })
    }
}

/// A cell of an outermost table; the tables inside are read as its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The number of its table.
    pub table: usize,
    /// The number of its row.
    pub row: usize,
    /// The number of the cell in the row.
    pub number: usize,
}

/// A piece of a paragraph.
pub enum Item {
    /// Text: a piece of a `w:t` byte by byte, or the one character that a reference, a tab or a break stands for.
    Text {
        /// The text; a line feed for a line break.
        text: String,
        /// Its bytes in the part.
        xml: Span,
        /// The bytes of the run that holds it.
        run: Span,
    },
    /// The mark of a note.
    Note {
        /// The note's label.
        label: String,
        /// The bytes of the mark's start tag in the part.
        xml: Span,
    },
    /// A link to this address begins.
    Link(String),
    /// The link ends.
    LinkEnd,
}
