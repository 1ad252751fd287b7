//! Floor 2: the bytes of a file to an `Article`. Knows encodings and file formats, no language.
//!
//! `encoding` gives the text, one file a format cuts it into blocks, and `marks` finds the links that no format marks
//! as such. Only this file knows them all; the formats share `prose`, which builds the article.

mod encoding;
mod markdown;
mod marks;
mod plain;
mod prose;

#[cfg(test)]
mod tests;

use crate::model::article::{Article, Source};
use prose::Builder;

pub use encoding::ReadError;

/// The file formats that are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Markdown,
}

impl Format {
    /// The format that the name of a file tells; plain text where it tells nothing.
    fn of_path(path: &str) -> Self {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_markdown = ["md", "markdown", "mdown"].iter().any(|known| extension.eq_ignore_ascii_case(known));
        if is_markdown { Self::Markdown } else { Self::Plain }
    }
}

/// The article in `bytes`, the content of the file `path`. The format goes by the extension of `path`, which is also
/// the name that the article is reported under; the file itself is not touched.
///
/// # Errors
/// Where the bytes are not text in UTF-8.
pub fn read(path: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    Ok(read_text(path, encoding::decode(bytes)?))
}

/// The article in `text`, which is decoded already and has no byte order mark; the format goes by `path`.
#[must_use]
pub fn read_text(path: &str, text: &str) -> Article {
    let mut builder = Builder::default();
    match Format::of_path(path) {
        Format::Plain => plain::read(text, &mut builder),
        Format::Markdown => markdown::read(text, &mut builder),
    }
    let mut article = builder.finish(Source::new(path, text));
    let found = marks::find(&article.prose, &article.links);
    article.links.extend(found);
    article.links.sort_by_key(|link| link.span);
    article
}
