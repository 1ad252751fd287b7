//! Why there is no answer: a status and a sentence.

use super::words::{fill, word};
use crate::model::diagnostic::MessageLanguage;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

/// A refusal.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Its status.
    pub status: StatusCode,
    said: Said,
}

#[derive(Clone, Debug)]
enum Said {
    /// The key of a sentence, and what stands in it.
    Word(&'static str, String),
    /// A sentence that is there already.
    Text(String),
}

impl Refusal {
    /// One that says the word `key`.
    pub fn new(status: StatusCode, key: &'static str) -> Self {
        Self::about(status, key, "")
    }

    /// One that says the word `key` about `value`.
    pub fn about(status: StatusCode, key: &'static str, value: &str) -> Self {
        Self { status, said: Said::Word(key, value.to_owned()) }
    }

    /// A draft that cannot be checked, for a reason that is in the reader's language already.
    pub fn unchecked(message: String) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, said: Said::Text(message) }
    }

    /// The sentence in `language`.
    pub fn text(&self, language: MessageLanguage) -> String {
        match &self.said {
            Said::Word(key, value) => fill(word(key, language), value),
            Said::Text(text) => text.clone(),
        }
    }

    /// The answer for programs: errors as in the JSON of `lunju check`.
    pub fn json(&self, path: &str, language: MessageLanguage) -> Response {
        let said = json!({ "version": 1, "errors": [{ "path": path, "message": self.text(language) }] });
        (self.status, [(CONTENT_TYPE, "application/json")], format!("{said}\n")).into_response()
    }
}
