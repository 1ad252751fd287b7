//! For programs: a draft as the body of a request, findings or the argument as JSON, and the document that describes both.

use super::desk::{Desk, Outcome, nothing, too_long};
use super::draft::{Draft, name_of};
use super::refusal::Refusal;
use super::words::{asked, named};
use crate::emit::{self, CheckFormat, ParseFormat, Parsed, Style};
use crate::front::articles::{Loaded, load};
use crate::front::files::Input;
use crate::front::limits::Limits;
use crate::front::messages::Message;
use crate::lint::credit;
use crate::model::diagnostic::{Failure, MessageLanguage};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

const JSON: &str = "application/json";
/// What the requests and answers are, as `OpenAPI` 3.1.
const DOCUMENT: &str = include_str!("assets/openapi.json");

/// What does the work: bytes of JSON, or why there are none.
type Work = fn(&Desk, Draft, Option<MessageLanguage>) -> Result<Vec<u8>, Refusal>;

/// Gives the description of the interface.
pub async fn document() -> Response {
    ([(CONTENT_TYPE, JSON)], DOCUMENT).into_response()
}

/// Gives the findings of the draft in the body.
pub async fn check(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    answer(&desk, request, findings).await
}

/// Gives the argument of the draft in the body.
pub async fn parse(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    answer(&desk, request, argument).await
}

async fn answer(desk: &Arc<Desk>, request: Request, work: Work) -> Response {
    let (parts, body) = request.into_parts();
    let query = parts.uri.query();
    let language = asked(query, "lang").as_deref().and_then(named);
    let name = name_of(asked(query, "path"), &parts.headers);
    let result = match desk.receive(&parts.headers, body).await {
        Ok(received) => {
            let draft = Draft { name: name.clone(), bytes: received.bytes.to_vec(), is_file: true };
            drop(received.bytes);
            desk.work(received.room, move |desk| work(desk, draft, language)).await.flatten()
        }
        Err(refusal) => Err(refusal),
    };
    match result {
        Ok(json) => ([(CONTENT_TYPE, JSON)], json).into_response(),
        Err(refusal) => refusal.json(&name, language.unwrap_or(MessageLanguage::English)),
    }
}

fn broken(_: std::io::Error) -> Refusal {
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "broken-down")
}

fn findings(desk: &Desk, draft: Draft, language: Option<MessageLanguage>) -> Result<Vec<u8>, Refusal> {
    match desk.check(draft, language) {
        Outcome::Checked(checked) => checked.write(CheckFormat::Json, language).map_err(broken),
        Outcome::Empty => nothing().map_err(broken),
        Outcome::Refused(refusal) => Err(refusal),
    }
}

fn argument(desk: &Desk, draft: Draft, language: Option<MessageLanguage>) -> Result<Vec<u8>, Refusal> {
    if let Some(refusal) = too_long(&draft) {
        return Err(refusal);
    }
    let language = language.unwrap_or(MessageLanguage::English);
    let lexicons = &desk.run.pack.lexicons;
    let loaded = match load(&Input::sent(draft.name, draft.bytes), Limits::default(), lexicons, language) {
        Loaded::Article(loaded) | Loaded::Empty(loaded) => loaded,
        Loaded::Failed(Failure { message, .. }) => return Err(Refusal::unchecked(message)),
        Loaded::Unwanted(spoken) => {
            let message = Message::OtherLanguage(spoken.name().to_owned());
            return Err(Refusal::unchecked(message.text(language)));
        }
    };
    let argument = &*credit(&loaded.1, lexicons);
    let parsed = Parsed { article: &loaded.0, argument, reasons: None };
    let mut out = Vec::new();
    emit::argument(ParseFormat::Json, Style::default(), &parsed, &mut out).map_err(broken)?;
    Ok(out)
}
