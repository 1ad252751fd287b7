//! A draft in other formats, as files that the browser saves.

use super::desk::{Checked, Desk, Outcome};
use super::draft::{Draft, Form};
use super::page;
use super::refusal::Refusal;
use super::words::spoken;
use crate::emit::{self, CheckFormat, MapFormat, ParseFormat, Parsed, Style};
use crate::model::diagnostic::MessageLanguage;
use crate::pack::lexicon::Lexicons;
use crate::parse::why;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::Arc;

/// What may stand as it is in the name of a file in a header (RFC 8187).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// A file to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Html,
    Docx,
    Json,
    Questions,
    Map,
    Reasons,
}

impl Format {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "html" => Self::Html,
            "docx" => Self::Docx,
            "json" => Self::Json,
            "questions" => Self::Questions,
            "map" => Self::Map,
            "reasons" => Self::Reasons,
            _ => return None,
        })
    }

    /// The ending and the media type.
    fn kind(self) -> (&'static str, &'static str) {
        match self {
            Self::Html => ("html", "text/html; charset=utf-8"),
            Self::Docx => ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Self::Json => ("json", "application/json"),
            Self::Questions => ("md", "text/markdown; charset=utf-8"),
            Self::Map => ("svg", "image/svg+xml"),
            Self::Reasons => ("txt", "text/plain; charset=utf-8"),
        }
    }

    /// The bytes of the file for the draft that was `checked` and sent as `bytes`.
    fn write(
        self,
        checked: &Checked,
        bytes: &[u8],
        lexicons: &Lexicons,
        language: MessageLanguage,
    ) -> Result<Vec<u8>, Refusal> {
        let broken = |_| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "broken-down");
        let style = Style { color: false, language: Some(language) };
        let format = match self {
            Self::Html => CheckFormat::Html,
            Self::Json => CheckFormat::Json,
            Self::Questions => CheckFormat::Queries,
            Self::Map => {
                let mut out = Vec::new();
                emit::map(MapFormat::Svg, style, &checked.parsed(), &mut out).map_err(broken)?;
                return Ok(out);
            }
            Self::Reasons => {
                let reasons = why(&checked.parsed.0, lexicons);
                let parsed = Parsed { reasons: Some(&reasons), ..checked.parsed() };
                let mut out = Vec::new();
                emit::argument(ParseFormat::Tree, style, &parsed, &mut out).map_err(broken)?;
                return Ok(out);
            }
            Self::Docx => {
                let package = checked.parsed.0.source.package.as_ref();
                let package = package.ok_or_else(|| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "not-word"))?;
                return emit::annotate(bytes, package, &checked.report, Some(language))
                    .map_err(|error| Refusal::unchecked(error.message(language)));
            }
        };
        checked.write(format, Some(language)).map_err(broken)
    }
}

/// Gives the draft of the form in the format that the address names.
pub async fn download(State(desk): State<Arc<Desk>>, Path(format): Path<String>, request: Request) -> Response {
    let language = spoken(request.uri().query(), request.headers());
    let mut form = Form::default();
    match file(&desk, &format, request, language, &mut form).await {
        Ok(response) => response,
        Err(refusal) => page::refused_with(&refusal, &form, language),
    }
}

/// The file, or why there is none; `sent` is what the form held.
async fn file(
    desk: &Arc<Desk>,
    format: &str,
    request: Request,
    language: MessageLanguage,
    sent: &mut Form,
) -> Result<Response, Refusal> {
    let format = Format::named(format).ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "not-found"))?;
    let (parts, body) = request.into_parts();
    let received = desk.receive(&parts.headers, body).await?;
    *sent = Form::read(&parts.headers, received.bytes).await?;
    let no_draft = || Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "no-draft");
    let draft = sent.draft(language)?.ok_or_else(no_draft)?;
    if format == Format::Docx && !draft.is_word() {
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "not-word"));
    }
    let name = format!("{}.lunju.{}", draft.stem(), format.kind().0);
    let written = desk.work(received.room, move |desk| write(desk, draft, format, language)).await??;
    let name = format!("attachment; filename*=UTF-8''{}", utf8_percent_encode(&name, PLAIN));
    let kind = format.kind().1.to_owned();
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], written).into_response())
}

fn write(desk: &Desk, draft: Draft, format: Format, language: MessageLanguage) -> Result<Vec<u8>, Refusal> {
    // A copy of a Word file is made from its bytes.
    let bytes = if format == Format::Docx { draft.bytes.clone() } else { Vec::new() };
    match desk.check(draft, Some(language)) {
        Outcome::Checked(checked) => format.write(&checked, &bytes, &desk.run.pack.lexicons, language),
        Outcome::Empty => Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "no-prose")),
        Outcome::Refused(refusal) => Err(refusal),
    }
}
