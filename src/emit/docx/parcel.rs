//! The archive: its parts as text, and a copy of it in which some of them have changed.

use super::AnnotateError;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The most bytes that a part may unpack to; a book has a tenth of that.
const MOST_BYTES: u64 = 16 << 20;

/// An open package.
pub struct Parcel<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Parcel<'a> {
    /// Opens the package in `bytes`.
    pub fn open(bytes: &'a [u8]) -> Result<Self, AnnotateError> {
        ZipArchive::new(Cursor::new(bytes)).map(|zip| Self { zip }).map_err(|_| AnnotateError::NoArchive)
    }

    /// Whether the package has a part called `name`.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of the part called `name`; none where there is no such part.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, AnnotateError> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(AnnotateError::NoArchive),
        };
        let mut bytes = Vec::new();
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|_| AnnotateError::NoArchive)?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(AnnotateError::TooBig(name.to_owned()));
        }
        let broken = |at| AnnotateError::BadPart(name.to_owned(), at);
        String::from_utf8(bytes).map(Some).map_err(|error| broken(error.utf8_error().valid_up_to()))
    }

    /// The same for a part that must be there.
    pub fn needed(&mut self, name: &str) -> Result<String, AnnotateError> {
        self.text(name)?.ok_or_else(|| AnnotateError::MissingPart(name.to_owned()))
    }

    /// A copy in which the parts in `changed`, by name, have that text; those that were not there come last. All others are copied
    /// as they are packed. The date of a new part is the first that an archive can tell, so that the same file comes out every time.
    pub fn copy(self, changed: &BTreeMap<String, String>) -> Result<Vec<u8>, AnnotateError> {
        self.try_copy(changed).map_err(|_| AnnotateError::NoArchive)
    }

    fn try_copy(mut self, changed: &BTreeMap<String, String>) -> ZipResult<Vec<u8>> {
        let mut to = ZipWriter::new(Cursor::new(Vec::new()));
        to.set_raw_comment(self.zip.comment().into())?;
        for index in 0..self.zip.len() {
            let file = self.zip.by_index_raw(index)?;
            let name = file.name()?.into_owned();
            match changed.get(&name) {
                Some(text) => {
                    let options = file.options();
                    drop(file);
                    write(&mut to, &name, text, options)?;
                }
                None => to.raw_copy_file(file)?,
            }
        }
        let new = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let new = new.last_modified_time(DateTime::default());
        for (name, text) in changed.iter().filter(|(name, _)| !self.has(name)) {
            write(&mut to, name, text, new)?;
        }
        Ok(to.finish()?.into_inner())
    }
}

fn write(to: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str, options: SimpleFileOptions) -> ZipResult<()> {
    to.start_file(name, options)?;
    Ok(to.write_all(text.as_bytes())?)
}
