//! Character and word sequences of a unit as features.

use crate::model::argument::Word;
use crate::model::span::Span;

/// A sequence feature: its family and its parts.
pub type Gram<'a> = (&'static str, [&'a str; 3]);

/// Calls `emit` for the character 1- to 3-grams and the word 1- and 2-grams of the unit at `span` of `text`. A digit
/// stands for all digits; `^` and `$` mark the unit's ends.
pub fn grams<'a>(text: &'a str, span: Span, words: &[Word], mut emit: impl FnMut(Gram<'a>)) {
    let chars: Vec<&'a str> = std::iter::once("^")
        .chain(span.of(text).char_indices().map(|(at, c)| normal(&span.of(text)[at..at + c.len_utf8()])))
        .chain(std::iter::once("$"))
        .collect();
    for (index, &first) in chars.iter().enumerate() {
        if first != "^" && first != "$" {
            emit(("c:", [first, "", ""]));
        }
        if let Some(&second) = chars.get(index + 1) {
            emit(("c:", [first, second, ""]));
            if let Some(&third) = chars.get(index + 2) {
                emit(("c:", [first, second, third]));
            }
        }
    }
    let words: Vec<&'a str> = std::iter::once("^")
        .chain(words.iter().map(|word| word.span.of(text)).filter(|word| !word.trim().is_empty()).map(normal))
        .chain(std::iter::once("$"))
        .collect();
    for pair in words.windows(2) {
        if pair[1].chars().nth(1).is_some() {
            emit(("w:", [pair[1], "", ""]));
        }
        emit(("w:", [pair[0], " ", pair[1]]));
    }
}

/// All numbers are one.
fn normal(piece: &str) -> &str {
    if piece.bytes().all(|byte| byte.is_ascii_digit()) { "0" } else { piece }
}
