//! Word files (docx): a zip archive of XML parts, of which the document, its notes and styles are read. Ranges refer to the extracted
//! text; the article keeps where each piece of it lies in its part.
//!
//! Text boxes, headers, footers, comments and pictures are left out.

mod archive;
mod body;
mod layout;
mod paragraph;
mod related;
mod styles;
mod xml;

use crate::model::article::{Article, Source};
use crate::read::ReadError;
use crate::read::prose::Builder;
use archive::{Archive, Part};
use body::{notes, paragraphs};
use layout::Layout;
use paragraph::{Item, Paragraph};
use related::Related;
use styles::Styles;

/// The article in the package `bytes`, reported as `path`.
///
/// # Errors
/// Where the archive is broken, lacks a part that it needs, or unpacks to more than is sensible.
pub fn read(path: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let main = Related::of_package(&mut archive)?.part("officeDocument");
    let main = main.unwrap_or_else(|| Part::Document.usual_name().to_owned());
    let document = archive.needed(Part::Document, &main)?;
    let related = Related::of_part(&mut archive, &main)?;
    let styles = match related.part("styles") {
        Some(name) => Styles::read(&archive.needed(Part::Styles, &name)?)?,
        None => Styles::default(),
    };
    let body = paragraphs(&document, &related)?;
    let labels = labels(&body);
    let mut builder = Builder::default();
    let mut layout = Layout::new(&styles, &mut builder);
    layout.body(&main, &body);
    for (part, kind) in [(Part::Footnotes, "footnotes"), (Part::Endnotes, "endnotes")] {
        let Some(name) = related.part(kind) else { continue };
        let xml = archive.needed(part, &name)?;
        let found = notes(part, &xml, &Related::of_part(&mut archive, &name)?)?;
        layout.notes(&name, &found, &labels);
    }
    let Layout { text, package, .. } = layout;
    let mut source = Source::new(path, text);
    source.package = Some(package);
    Ok(builder.finish(source))
}

/// The labels of the notes that `paragraphs` refer to, each once, in order.
fn labels(paragraphs: &[Paragraph]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for item in paragraphs.iter().flat_map(|paragraph| &paragraph.items) {
        if let Item::Note { label, .. } = item
            && seen.insert(label)
        {
            labels.push(label.clone());
        }
    }
    labels
}
