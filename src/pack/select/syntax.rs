//! Finds where a selector stops being one. The parser gives no positions, so the mistake is the first piece without which
//! what stands before could still become a selector.

use crate::model::span::Span;
use crate::pack::select::SelectError;
use crate::pack::select::parser::{Fault, Reader};
use crate::pack::select::scan::{Lexeme, Sort, closer, open_brackets};
use cssparser::ParseErrorKind;
use selectors::parser::SelectorParseErrorKind;

/// What may be missing at the end of the beginning of a selector: nothing, a selector, a name, a number, a number with a
/// selector.
const COMPLETIONS: [&str; 6] = ["", "*", "a", "1", ",*", "1,*"];

/// The error of `text`, which is balanced but does not parse for the reason `kind`.
pub fn locate(text: &str, lexemes: &[Lexeme], kind: &ParseErrorKind<Fault>) -> SelectError {
    let lengths: Vec<usize> = (1..=lexemes.len()).collect();
    let first = lengths.partition_point(|&length| is_viable(text, &lexemes[..length]));
    let Some(&wrong) = lexemes.get(first) else {
        let last = lexemes.iter().rev().find(|lexeme| lexeme.sort != Sort::Blank);
        let span = last.map_or(Span::new(0, text.len()), |lexeme| lexeme.span);
        return SelectError { span, message: format!("the selector stops too early, behind `{}`", span.of(text)) };
    };
    let before = &lexemes[..first];
    let invalid = ParseErrorKind::Custom(Fault::Syntax(SelectorParseErrorKind::InvalidState));
    if let Some(name) = before.last().filter(|name| *kind == invalid && name.span.of(text) == "has") {
        let message = "CSS has no `:has()` inside `:has()`: write `:more-than(0, S)` for the inner one".to_owned();
        return SelectError { span: name.span, message };
    }
    SelectError { span: wrong.span, message: message(text, before, wrong, kind) }
}

/// Whether the pieces can be the beginning of a selector.
fn is_viable(text: &str, lexemes: &[Lexeme]) -> bool {
    let end = lexemes.last().map_or(0, |last| last.span.end);
    let closers: String = open_brackets(text, lexemes).iter().rev().map(|&(open, _)| closer(open)).collect();
    COMPLETIONS.iter().any(|completion| Reader::parse(&format!("{}{completion}{closers}", &text[..end])).is_ok())
}

fn message(text: &str, before: &[Lexeme], wrong: Lexeme, kind: &ParseErrorKind<Fault>) -> String {
    let piece = wrong.span.of(text);
    let last = before.iter().rev().find(|lexeme| lexeme.sort != Sort::Blank).map_or("", |lexeme| lexeme.span.of(text));
    match (kind, piece) {
        _ if wrong.sort == Sort::Blank => "no blank may stand here".to_owned(),
        (ParseErrorKind::Custom(Fault::Count), _) => {
            format!("a whole number and a comma should stand here, as in `:more-than(2, claim)`, not `{piece}`")
        }
        (ParseErrorKind::Custom(Fault::Syntax(SelectorParseErrorKind::BadValueInAttr)), _)
            if wrong.sort == Sort::Word =>
        {
            format!("a value that begins with a digit stands in quotation marks: `\"{piece}\"`")
        }
        (_, ")" | ",") if matches!(last, "(" | "," | ">" | "+" | "~") => {
            format!("a selector is missing between `{last}` and `{piece}`; `*` stands for anything")
        }
        (_, "]") => format!("an attribute or its value is missing between `{last}` and `]`"),
        (_, "(") => "only a pseudo-class takes brackets: a `:` is missing before the name, or this bracket is too much"
            .to_owned(),
        _ if last.is_empty() => format!("a selector cannot begin with `{piece}`"),
        _ => format!("`{piece}` cannot stand behind `{last}`"),
    }
}
