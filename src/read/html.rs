//! HTML: the article out of a page, as html5gum cuts it into tags and text. A first walk finds where the article is.
//!
//! Tags need not be balanced: every container ends where a browser would end it, or at the latest with the article.

mod blocks;
mod element;
mod inline;
mod skip;
mod survey;
mod words;

use crate::model::span::Span;
use crate::read::prose::Builder;
use blocks::Reader;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::borrow::Cow;
use survey::survey;

/// Adds the blocks of the article in the `page` to `to`. The depth of nesting costs no stack.
pub fn read(page: &str, to: &mut Builder) {
    // The tokenizer takes CR LF for one character, which would move its places.
    let text: Cow<str> = if page.contains('\r') { page.replace('\r', "\n").into() } else { page.into() };
    let survey = survey(&text);
    let mut reader = Reader::new(&text, &survey, to);
    for token in tokens(&text) {
        match token {
            Token::StartTag(tag) if reader.is_read(tag.span.start) => reader.start(&tag),
            Token::EndTag(tag) if reader.is_read(tag.span.start) => reader.end(&tag),
            Token::String(words) => reader.text(Span::new(words.span.start, words.span.end)),
            Token::Comment(comment) if reader.is_read(comment.span.start) && !reader.skip.is_on() => {
                let at = Span::new(comment.span.start, comment.span.end);
                reader.to.comments(at.of(page), at.start);
            }
            _ => {}
        }
    }
    while reader.pop() {}
}

/// The tags and texts of a page.
fn tokens(text: &str) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter).flatten()
}
