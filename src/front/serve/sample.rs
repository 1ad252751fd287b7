//! A short draft to try the page with: invented, and with faults on purpose.

use super::draft::Draft;
use super::words::word;
use crate::model::diagnostic::MessageLanguage::{self, ZhHans};
use crate::pack::fold::simplify;

const SAMPLE: &str = include_str!("assets/sample.txt");

/// The sample, in the script of `language`.
pub fn draft(language: MessageLanguage) -> Draft {
    let text = if language == ZhHans { simplify(SAMPLE) } else { SAMPLE.to_owned() };
    Draft { name: format!("{}.txt", word("sample-name", language)), bytes: text.into_bytes(), is_file: false }
}
