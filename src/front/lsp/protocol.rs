//! The part of the protocol that is spoken: what requests and notifications carry, and the shapes of answers.

use crate::front::lsp::positions::{Place, Stretch};
use serde::Deserialize;
use serde_json::{Value, json};

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What came in is no JSON.
    ParseError = -32700,
    /// It is no request, or comes at the wrong time.
    InvalidRequest = -32600,
    /// Nobody knows the method.
    MethodNotFound = -32601,
    /// The method is known, but not with these parameters.
    InvalidParams = -32602,
    /// The client has not introduced itself.
    NotInitialized = -32002,
    /// The client does not want to know any more.
    Cancelled = -32800,
}

/// A draft by its address.
#[derive(Debug, Deserialize)]
pub struct Identifier {
    /// Its address.
    pub uri: String,
    /// Its version, where the client tells it.
    #[serde(default)]
    pub version: Option<i64>,
}

/// A draft that was opened.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Its address.
    pub uri: String,
    /// What the client calls its format.
    #[serde(default)]
    pub language_id: String,
    /// Its version.
    #[serde(default)]
    pub version: i64,
    /// Its text.
    pub text: String,
}

/// `textDocument/didOpen`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// The draft.
    pub text_document: Item,
}

/// One change of a draft.
#[derive(Debug, Deserialize)]
pub struct Change {
    /// What is replaced; none: everything.
    #[serde(default)]
    pub range: Option<Stretch>,
    /// By what.
    pub text: String,
}

/// `textDocument/didChange`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// The draft.
    pub text_document: Identifier,
    /// The changes, one upon the other.
    pub content_changes: Vec<Change>,
}

/// What is about a draft, or a place or stretch in it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The draft.
    pub text_document: Identifier,
    /// The place.
    #[serde(default)]
    pub position: Place,
    /// The stretch.
    #[serde(default)]
    pub range: Option<Stretch>,
    /// What kinds of actions are wanted.
    #[serde(default)]
    pub context: Context,
}

/// What kinds of actions are wanted.
#[derive(Debug, Default, Deserialize)]
pub struct Context {
    /// The kinds; none: all.
    #[serde(default)]
    pub only: Option<Vec<String>>,
}

/// The answer to request `id`.
pub fn answer(id: &Value, result: &Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "result": result})
}

/// The answer that there is none.
pub fn refuse(id: &Value, why: Refusal, message: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": why as i32, "message": message}})
}

/// Something to tell the client.
pub fn notify(method: &str, params: &Value) -> Value {
    json!({"jsonrpc": "2.0", "method": method, "params": params})
}

/// Something to ask the client.
pub fn ask(id: &str, method: &str, params: &Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
}
