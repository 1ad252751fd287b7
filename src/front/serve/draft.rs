//! Drafts as they are sent: the body of a request, or a form with a text or a file.

use super::refusal::Refusal;
use super::words::word;
use crate::emit::clean;
use crate::model::diagnostic::MessageLanguage;
use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use multer::{Multipart, parse_boundary};

/// The endings of files that can be read, and the format of the text in them, as the form calls it. What is no text has none.
const ENDINGS: [(&str, &str); 10] = [
    ("txt", "txt"),
    ("text", "txt"),
    ("md", "md"),
    ("markdown", "md"),
    ("mdown", "md"),
    ("html", "html"),
    ("htm", "html"),
    ("xhtml", "html"),
    ("docx", ""),
    ("", "txt"),
];
/// The most characters of a name.
const MOST_NAME: usize = 120;

/// A draft to check.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its name, whose ending tells the format.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it was sent as a file, so that its encoding is not known.
    pub is_file: bool,
}

impl Draft {
    /// The file `name`.
    ///
    /// # Errors
    /// Where files with its ending cannot be read.
    pub fn file(name: &str, bytes: Vec<u8>, language: MessageLanguage) -> Result<Self, Refusal> {
        let name = file_name(name).unwrap_or_else(|| word("draft-name", language).to_owned());
        let ending = ending(&name);
        if ENDINGS.iter().all(|(known, _)| *known != ending) {
            return Err(Refusal::about(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unknown-format", &ending));
        }
        Ok(Self { name, bytes, is_file: true })
    }

    /// Whether it is a Word file by its name.
    pub fn is_word(&self) -> bool {
        ending(&self.name) == "docx"
    }

    /// Its name without the ending.
    pub fn stem(&self) -> &str {
        stem(&self.name)
    }
}

/// What the form of the page sends.
#[derive(Debug, Default)]
pub struct Form {
    /// The text.
    pub text: String,
    /// The name of the file that the text came from, if it came from one.
    pub name: String,
    /// The format of the text: `txt`, `md` or `html`.
    pub format: String,
    file: Option<(String, Bytes)>,
}

impl Form {
    /// Reads the body of a form.
    ///
    /// # Errors
    /// Where it is none.
    pub async fn read(headers: &HeaderMap, bytes: Bytes) -> Result<Self, Refusal> {
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let bad = || Refusal::new(StatusCode::BAD_REQUEST, "bad-form");
        let mut form = Self::default();
        if let Ok(boundary) = parse_boundary(kind) {
            let mut parts = Multipart::new(Body::from(bytes).into_data_stream(), boundary);
            while let Some(field) = parts.next_field().await.map_err(|_| bad())? {
                let name = field.name().unwrap_or_default().to_owned();
                let file = field.file_name().map(str::to_owned);
                let bytes = field.bytes().await.map_err(|_| bad())?;
                match file {
                    // What a browser sends of a field in which no file was chosen.
                    Some(file) if name == "file" && file.is_empty() && bytes.is_empty() => {}
                    Some(file) if name == "file" => form.file = Some((file, bytes)),
                    _ => form.set(&name, String::from_utf8_lossy(&bytes).into_owned()),
                }
            }
            return Ok(form);
        }
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(bad());
        }
        for (name, value) in form_urlencoded::parse(&bytes) {
            form.set(&name, value.into_owned());
        }
        Ok(form)
    }

    fn set(&mut self, name: &str, value: String) {
        match name {
            // Forms send line ends of their own, whatever was typed.
            "text" => self.text = value.replace("\r\n", "\n"),
            "name" => self.name = value,
            "format" => self.format = value,
            _ => {}
        }
    }

    /// The draft in it: the file, else the text. None where there is neither.
    ///
    /// # Errors
    /// Where the file is of a kind that cannot be read.
    pub fn draft(&self, language: MessageLanguage) -> Result<Option<Draft>, Refusal> {
        if let Some((name, bytes)) = &self.file {
            return Draft::file(name, bytes.to_vec(), language).map(Some);
        }
        if self.text.trim().is_empty() {
            return Ok(None);
        }
        let format = if matches!(&*self.format, "md" | "html") { &self.format } else { "txt" };
        let name = file_name(&self.name).unwrap_or_else(|| word("draft-name", language).to_owned());
        let name = format!("{}.{format}", stem(&name));
        Ok(Some(Draft { name, bytes: self.text.clone().into_bytes(), is_file: false }))
    }
}

/// The name of a draft that a program sends as the body of a request: what it says, else a name by the kind of the body.
pub fn name_of(path: Option<String>, headers: &HeaderMap) -> String {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let ending = match kind.split(';').next().unwrap_or_default().trim() {
        "text/markdown" => "md",
        "text/html" | "application/xhtml+xml" => "html",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        _ => "txt",
    };
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| format!("draft.{ending}"))
}

/// The format of the text in the file `name`, as the form calls it; of a Word file that of the text taken out of it.
pub fn format_of(name: &str) -> &'static str {
    let ending = ending(name);
    let format = ENDINGS.iter().find(|(known, _)| *known == ending).map_or("", |(_, format)| format);
    if format.is_empty() { "txt" } else { format }
}

/// The last part of a path, on one line and not too long; none where nothing is left of it.
fn file_name(path: &str) -> Option<String> {
    let last = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let cleaned = clean(last);
    let name = cleaned.trim().trim_start_matches('.');
    let ending = ending(name);
    let stem: String = stem(name).chars().take(MOST_NAME).collect();
    let ending: String = ending.chars().take(MOST_NAME).collect();
    let name = if ending.is_empty() { stem } else { format!("{stem}.{ending}") };
    (!name.trim().is_empty()).then_some(name)
}

/// What stands behind the last point of `name`, in small letters.
fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_from_paths() {
        assert_eq!(file_name("C:\\稿\\渡輪.DOCX").as_deref(), Some("渡輪.docx"));
        assert_eq!(file_name("../../etc/passwd").as_deref(), Some("passwd"));
        assert_eq!(file_name("a\r\nb: c.md").as_deref(), Some("a b: c.md"));
        assert_eq!(file_name("/"), None);
        assert_eq!(file_name(" . "), None);
        assert_eq!(file_name(&"長".repeat(500)).map(|name| name.chars().count()), Some(MOST_NAME));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_refused() {
        let refused = Draft::file("社論.pdf", Vec::new(), MessageLanguage::English).unwrap_err();
        assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert!(refused.text(MessageLanguage::English).contains(".pdf"));
        assert!(Draft::file("社論", Vec::new(), MessageLanguage::English).is_ok());
    }
}
