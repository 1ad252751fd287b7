//! Floor 2: the bytes of a file to an `Article`. Knows encodings and file formats, no language.
//!
//! `encoding` gives the text, one file a format cuts it into blocks, and `marks` finds the links that no format marks
//! as such. Only this file knows them all; the formats share `prose`, which builds the article.

mod docx;
mod encoding;
mod error;
mod html;
mod markdown;
mod marks;
mod plain;
mod prose;

#[cfg(test)]
mod tests;

use crate::model::article::{Article, Encoding, Shortfall, Source};
use prose::Builder;

pub use error::ReadError;

/// The file formats that are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Markdown,
    Html,
    Docx,
}

impl Format {
    /// The format that the name of a file tells; plain text where it tells nothing.
    fn of_path(path: &str) -> Self {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        match &*extension.to_ascii_lowercase() {
            "md" | "markdown" | "mdown" => Self::Markdown,
            "docx" => Self::Docx,
            "html" | "htm" | "xhtml" => Self::Html,
            _ => Self::Plain,
        }
    }
}

/// The article in `bytes`, the content of the file `path`. The format goes by the extension of `path`, which is also
/// the name that the article is reported under; the file itself is not touched. The encoding is told by the bytes.
///
/// # Errors
/// Where the bytes are no text in an encoding that is known, or no sound file of the format.
pub fn read(path: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    read_as(path, bytes, None)
}

/// The same, in the encoding `wanted`, if one is: whatever the file says about itself. [`Source::is_guess`] tells whether the
/// encoding was guessed and may be wrong.
///
/// # Errors
/// As for [`read`].
pub fn read_as(path: &str, bytes: &[u8], wanted: Option<Encoding>) -> Result<Article, ReadError> {
    let format = Format::of_path(path);
    if format == Format::Docx {
        // A package says itself how its parts are encoded.
        return docx::read(path, bytes).map(with_marks);
    }
    let decoded = encoding::decode(bytes, wanted, format == Format::Html)?;
    let mut article = read_text(path, &decoded.text);
    article.source.encoding = decoded.encoding;
    article.source.is_guess = decoded.is_guess;
    Ok(article)
}

/// The article in `text`, which is decoded already and has no byte order mark; the format goes by `path`, and is plain text where
/// a file of that name would hold more than text.
#[must_use]
pub fn read_text(path: &str, text: &str) -> Article {
    let mut builder = Builder::default();
    let format = Format::of_path(path);
    let is_flood = format == Format::Markdown && markdown::is_flood(text);
    match format {
        Format::Markdown if !is_flood => markdown::read(text, &mut builder),
        Format::Html => html::read(text, &mut builder),
        _ => plain::read(text, &mut builder),
    }
    let mut article = with_marks(builder.finish(Source::new(path, text)));
    article.shortfalls.extend(is_flood.then_some((Shortfall::Markup(markdown::MOST_SIGNS), 0)));
    article
}

/// The same article with the links that no format marks as such.
fn with_marks(mut article: Article) -> Article {
    let found = marks::find(&article.prose, &article.links);
    article.links.extend(found);
    article.links.sort_by_key(|link| link.span);
    article
}
