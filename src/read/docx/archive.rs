//! The archive: its parts as text, never more of them than fits.

use crate::read::ReadError;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes that a part may unpack to; a book has a tenth of that.
const MOST_BYTES: u64 = 16 << 20;
/// How many times its packed size a part may unpack to, where it unpacks to more than [`UNSUSPICIOUS`] bytes.
const MOST_RATIO: u64 = 150;
/// Bytes that do no harm, however densely they are packed.
const UNSUSPICIOUS: u64 = 1 << 20;

/// A part of the package, by what it is for; errors name it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Relationships,
    Document,
    Styles,
    Footnotes,
    Endnotes,
}

impl Part {
    /// Where the part lies in nearly every package.
    pub fn usual_name(self) -> &'static str {
        match self {
            Self::Relationships => "_rels/.rels",
            Self::Document => "word/document.xml",
            Self::Styles => "word/styles.xml",
            Self::Footnotes => "word/footnotes.xml",
            Self::Endnotes => "word/endnotes.xml",
        }
    }

    /// The error of a place in the part that is not sound XML.
    pub fn broken_at(self, at: usize) -> ReadError {
        ReadError::BadPart { part: self.usual_name(), at }
    }

    /// The error of a part that asks for too much.
    pub fn bomb(self) -> ReadError {
        ReadError::Bomb(self.usual_name())
    }
}

/// An open package.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Opens the package in `bytes`.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        ZipArchive::new(Cursor::new(bytes)).map(|zip| Self { zip }).map_err(|_| ReadError::NoArchive)
    }

    /// The text of the part called `name`, which is there for `part`; none where the archive lacks it.
    pub fn text(&mut self, part: Part, name: &str) -> Result<Option<String>, ReadError> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(ReadError::NoArchive),
        };
        let packed = file.compressed_size();
        let limit = MOST_BYTES.min(packed.saturating_mul(MOST_RATIO).max(UNSUSPICIOUS));
        let mut bytes = Vec::new();
        // What the archive says of the size need not be true.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| ReadError::NoArchive)?;
        if bytes.len() as u64 > limit {
            return Err(part.bomb());
        }
        String::from_utf8(bytes).map(Some).map_err(|error| part.broken_at(error.utf8_error().valid_up_to()))
    }

    /// The same for a part that must be there.
    pub fn needed(&mut self, part: Part, name: &str) -> Result<String, ReadError> {
        self.text(part, name)?.ok_or(ReadError::MissingPart(part.usual_name()))
    }
}
