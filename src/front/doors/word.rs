//! Word files made of what can be read: archives are cheap to break and dear to guess.

use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What every Word file says, unless it says it otherwise.
const DOCUMENT: &str = "word/document.xml";
const ROOT: (&str, &str) = (
    "_rels/.rels",
    "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
);
const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

/// A package of the parts in `bytes`, each behind a line `%% NAME`; what stands before the first such line is the document.
/// None where no archive can hold them.
pub fn package(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut parts: Vec<(String, Vec<u8>)> = vec![(DOCUMENT.to_owned(), Vec::new())];
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        match line.strip_prefix(b"%% ") {
            Some(name) => parts.push((String::from_utf8_lossy(name.trim_ascii()).into_owned(), Vec::new())),
            None => parts.last_mut()?.1.extend_from_slice(line),
        }
    }
    for (name, content) in [ROOT, TYPES] {
        if parts.iter().all(|(other, _)| other != name) {
            parts.push((name.to_owned(), content.as_bytes().to_vec()));
        }
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).ok()?;
        zip.write_all(&content).ok()?;
    }
    zip.finish().ok().map(Cursor::into_inner)
}
