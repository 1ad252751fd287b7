//! Selectors as their text: the program parses them, and a test holds the built-in ones to be sound.

use crate::model::span::Span;
use serde::{Deserialize, Serialize};

/// What is wrong with a selector.
#[derive(Clone, Debug)]
pub struct SelectError {
    /// Where it is wrong.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

/// A selector.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Select(String);

/// Takes `selector` as it is.
///
/// # Errors
/// None.
#[allow(clippy::unnecessary_wraps, reason = "the program's own may fail")]
pub fn compile(selector: &str) -> Result<Select, Vec<SelectError>> {
    Ok(Select(selector.to_owned()))
}
