//! From a range of the extracted text to the bytes of the document that a comment stands on.

use crate::model::package::{Package, PackageMark, PackagePiece};
use crate::model::span::Span;

/// What a comment stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Bytes of the document: from the first byte of a piece of text, or of an element that stands for text, to the last of one.
    pub xml: Span,
    /// Whether the words are in a note, and this is its mark.
    pub is_in_note: bool,
}

/// Finds anchors.
pub struct Anchors<'a> {
    package: &'a Package,
    /// The pieces of the document, in order.
    pieces: Vec<PackagePiece>,
    /// The marks in the document, in the order of their notes.
    marks: Vec<&'a PackageMark>,
}

impl<'a> Anchors<'a> {
    /// Anchors in the document of `package`.
    pub fn new(package: &'a Package) -> Self {
        let paragraphs = package.paragraphs.iter().filter(|paragraph| paragraph.part == 0);
        let pieces = paragraphs.flat_map(|paragraph| paragraph.pieces.iter().copied()).collect();
        let mut marks: Vec<&PackageMark> = package.marks.iter().filter(|mark| mark.part == 0).collect();
        // The first of several marks of one note comes first.
        marks.sort_by_key(|mark| (mark.note.start, mark.xml.start));
        Self { package, pieces, marks }
    }

    /// The anchor of `text`, bytes of the extracted text; none only where the document holds no text.
    pub fn find(&self, text: Span) -> Option<Anchor> {
        let number = self.package.paragraph_number(text.start);
        let paragraph = number.checked_sub(1).and_then(|index| self.package.paragraphs.get(index));
        if paragraph.is_some_and(|paragraph| paragraph.part != 0)
            && let Some(mark) = self.mark(text.start)
        {
            return Some(Anchor { xml: mark.xml, is_in_note: true });
        }
        let first = self.pieces.partition_point(|piece| piece.text.end <= text.start);
        let behind = self.pieces.partition_point(|piece| piece.text.start < text.end);
        let xml = match (self.pieces.get(first), behind.checked_sub(1).and_then(|last| self.pieces.get(last))) {
            (Some(first), Some(last)) if first.text.start <= last.text.start && !text.is_empty() => {
                Span::new(place(*first, text.start, false), place(*last, text.end, true))
            }
            // Nothing but what parts paragraphs and cells: the nearest piece.
            (Some(near), _) | (None, Some(near)) => near.xml,
            (None, None) => return None,
        };
        Some(Anchor { xml, is_in_note: false })
    }

    /// The first mark of the note that byte `at` of the extracted text stands in.
    fn mark(&self, at: usize) -> Option<&PackageMark> {
        let behind = self.marks.partition_point(|mark| mark.note.start <= at);
        let start = self.marks.get(behind.checked_sub(1)?)?.note.start;
        let first = self.marks.partition_point(|mark| mark.note.start < start);
        self.marks.get(first).copied().filter(|mark| at < mark.note.end)
    }
}

/// The byte of the document that byte `at` of the extracted text stands for in `piece`, which may begin behind it or end before it; a
/// piece that matches only as a whole is taken whole.
fn place(piece: PackagePiece, at: usize, is_end: bool) -> usize {
    if piece.text.len() == piece.xml.len() {
        piece.xml.start + at.saturating_sub(piece.text.start).min(piece.text.len())
    } else if is_end {
        piece.xml.end
    } else {
        piece.xml.start
    }
}
