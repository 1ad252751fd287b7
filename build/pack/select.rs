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
/// Where there is none: an empty page would be packed unseen.
pub fn compile(selector: &str) -> Result<Select, Vec<SelectError>> {
    if selector.trim().is_empty() {
        return Err(vec![SelectError {
            span: Span::new(0, selector.len()),
            message: "the selector is empty".to_owned(),
        }]);
    }
    Ok(Select(selector.to_owned()))
}
