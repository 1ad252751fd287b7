//! Where the text that was taken out of a package of XML parts (a Word file) lies in those parts.

use crate::model::span::Span;

/// The paragraphs of a package, in the order of the extracted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// The names of the parts that were read, as they stand in the archive; the document first, then its notes.
    pub parts: Vec<String>,
    /// Every paragraph that was read, empty ones too.
    pub paragraphs: Vec<PackageParagraph>,
    /// The marks of notes, in the order of the text.
    pub marks: Vec<PackageMark>,
}

/// A mark that stands for a foot- or endnote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageMark {
    /// The note's label.
    pub label: String,
    /// The index in [`Package::parts`] of the part that the mark stands in.
    pub part: usize,
    /// The bytes of its start tag in that part.
    pub xml: Span,
    /// The note's bytes of the extracted text; empty where the note is missing or blank.
    pub note: Span,
}

/// A paragraph of a part (`w:p`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageParagraph {
    /// Its bytes of the extracted text.
    pub text: Span,
    /// The index in [`Package::parts`] of its part.
    pub part: usize,
    /// The bytes of the whole element in the part.
    pub xml: Span,
    /// What the text is made of, in order.
    pub pieces: Vec<PackagePiece>,
}

/// A stretch of text that lies in one place of one run. Where `text` and `xml` have the same length they match byte by byte; else
/// the piece is one reference (`&amp;`) or one element (`w:tab`, `w:br`) and matches as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackagePiece {
    /// Its bytes of the extracted text.
    pub text: Span,
    /// The bytes of the part that it comes from: inside a `w:t`, or a whole element.
    pub xml: Span,
    /// The bytes of the element that holds it and can be split for it: the run (`w:r`).
    pub run: Span,
}

impl Package {
    /// The number, from 1, of the paragraph that holds byte `at` of the extracted text; of two that meet there the later.
    /// Numbers count all paragraphs that were read, in the order of the extracted text: the body, then the notes.
    #[must_use]
    pub fn paragraph_number(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.text.start <= at)
    }
}
