//! Findings as comments in a Word file (docx): a copy of the package in which every finding is a comment on its words. The XML of
//! the document is spliced at single bytes, and of the other parts only those change that list comments; the rest is copied as
//! it is packed.
//!
//! Word allows no comments in foot- and endnotes, so a finding there stands on the note's mark in the text.

mod anchor;
mod comments;
mod parcel;
mod related;
mod splice;
mod xml;

use crate::model::diagnostic::{MessageLanguage, Report};
use crate::model::package::Package;
use anchor::Anchors;
use comments::{Comment, Dialect};
use parcel::Parcel;
use related::Related;
use std::collections::BTreeMap;

/// Why no comments can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnotateError {
    /// It is no zip archive, or a broken one.
    NoArchive,
    /// The archive lacks this part.
    MissingPart(String),
    /// This part unpacks to more than is sensible.
    TooBig(String),
    /// This part is not sound XML in UTF-8 from that byte on.
    BadPart(String, usize),
}

impl AnnotateError {
    /// The text in `language`.
    #[must_use]
    pub fn message(&self, language: MessageLanguage) -> String {
        use MessageLanguage::{English, ZhHans, ZhHant};
        match (self, language) {
            (Self::NoArchive, ZhHant) => "寫不成批註：不是完好的 docx 檔".to_owned(),
            (Self::NoArchive, ZhHans) => "写不成批注：不是完好的 docx 文件".to_owned(),
            (Self::NoArchive, English) => "no comments can be written: this is no sound docx file".to_owned(),
            (Self::MissingPart(name), ZhHant) => format!("寫不成批註：檔案裏沒有 {name}"),
            (Self::MissingPart(name), ZhHans) => format!("写不成批注：文件里没有 {name}"),
            (Self::MissingPart(name), English) => format!("no comments can be written: the file has no {name}"),
            (Self::TooBig(name), ZhHant) => format!("寫不成批註：{name} 大得不合理"),
            (Self::TooBig(name), ZhHans) => format!("写不成批注：{name} 大得不合理"),
            (Self::TooBig(name), English) => format!("no comments can be written: {name} is too big to be sensible"),
            (Self::BadPart(name, at), ZhHant) => format!("寫不成批註：{name} 在第 {at} 個位元組壞了"),
            (Self::BadPart(name, at), ZhHans) => format!("写不成批注：{name} 在第 {at} 个字节坏了"),
            (Self::BadPart(name, at), English) => {
                format!("no comments can be written: {name} is broken at byte {at}")
            }
        }
    }
}

/// A copy of the docx file `bytes` with a comment for every finding of `report`; `package` is what was read from those bytes, and
/// the ranges of the findings count in its extracted text. What lunju itself says in comments is in `language`; none: in the
/// article's. Without findings the copy is the file, byte by byte.
///
/// # Errors
/// Where a part that has to change is missing, broken, or bigger than is sensible.
pub fn annotate(
    bytes: &[u8],
    package: &Package,
    report: &Report,
    language: Option<MessageLanguage>,
) -> Result<Vec<u8>, AnnotateError> {
    let anchors = Anchors::new(package);
    let placed: Vec<_> =
        report.diagnostics.iter().filter_map(|found| Some((found, anchors.find(found.range.byte)?))).collect();
    let (Some(main), false) = (package.parts.first(), placed.is_empty()) else { return Ok(bytes.to_vec()) };
    let language = language.unwrap_or_else(|| MessageLanguage::of_article(report.language));
    let mut parcel = Parcel::open(bytes)?;
    let document = parcel.needed(main)?;
    let dialect = Dialect::of_root(main, &document)?;
    let related = Related::read(&mut parcel, main, &dialect)?;
    let existing = parcel.text(&related.comments)?;
    let mut ids = comments::free_ids(&related.comments, existing.as_deref(), main, &document)?;
    let (mut written, mut marks) = (Vec::new(), Vec::new());
    for (found, anchor) in placed {
        let id = ids.next().unwrap_or_default();
        written.push(Comment { id, found, is_in_note: anchor.is_in_note });
        marks.push((id, anchor.xml));
    }
    let mut changed = BTreeMap::new();
    changed.insert(main.clone(), splice::splice(main, &document, &dialect, &marks)?);
    let part = comments::part(&related.comments, existing.as_deref(), &dialect, &written, language)?;
    changed.insert(related.comments.clone(), part);
    changed.extend(related.changed);
    parcel.copy(&changed)
}
