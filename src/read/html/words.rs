//! The text between two tags, piece by piece: words, blanks, character references.

use crate::model::span::Span;
use html5gum::{Token, Tokenizer};
use std::borrow::Cow;

/// A piece of text.
pub enum Piece<'a> {
    /// White space that shows as one blank or as none.
    Blank(Span),
    /// Words, and where they stand; a character reference stands for its characters as a whole.
    Text(Cow<'a, str>, Span),
}

/// The longest name of a character reference, in bytes.
const LONGEST_NAME: usize = 40;

/// The pieces of `text` at `at`.
pub fn pieces(text: &str, at: Span) -> impl Iterator<Item = Piece<'_>> {
    let mut start = at.start;
    std::iter::from_fn(move || {
        let rest = text.get(start..at.end).filter(|rest| !rest.is_empty())?;
        let (length, reference) = next(rest);
        let (piece, at) = (&rest[..length], Span::new(start, start + length));
        start += length;
        Some(match reference {
            _ if piece.starts_with(is_space) => Piece::Blank(at),
            Some(characters) => Piece::Text(characters.into(), at),
            None => Piece::Text(piece.into(), at),
        })
    })
}

/// White space of HTML; other blanks are characters.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

/// The length of the piece that opens `rest`, which is not empty, and what it stands for if it is a reference.
fn next(rest: &str) -> (usize, Option<String>) {
    if rest.starts_with(is_space) {
        return (rest.find(|c| !is_space(c)).unwrap_or(rest.len()), None);
    }
    if rest.starts_with('&') {
        return reference(rest);
    }
    (rest.find(|c| is_space(c) || c == '&').unwrap_or(rest.len()), None)
}

/// The same for what opens with an ampersand, which may be none but itself.
fn reference(rest: &str) -> (usize, Option<String>) {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let name = rest.bytes().skip(1).take(LONGEST_NAME).take_while(is_part).count();
    let length = 1 + name + usize::from(rest[1 + name..].starts_with(';'));
    // The shortest name is `lt`.
    if name < 2 {
        return (length, None);
    }
    let piece = &rest[..length];
    let Some(Ok(Token::String(read))) = Tokenizer::new(piece).find(|token| matches!(token, Ok(Token::String(_))))
    else {
        return (length, None);
    };
    let read = String::from_utf8_lossy(&read.value).into_owned();
    // Words stand behind a reference without a semicolon, or there is none.
    if read == piece { (length, None) } else { (length, Some(read)) }
}
