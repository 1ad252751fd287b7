//! The first look at a selector: pieces, signs, balance. CSS closes brackets and strings at the end of the text by itself,
//! so what is never closed must be found before the parser runs; the signs of a Chinese keyboard are named here too.

use crate::model::span::Span;
use crate::pack::select::SelectError;

/// The longest selector, in bytes.
pub const MAX_BYTES: usize = 4096;
/// How deep brackets may nest.
pub const MAX_DEPTH: usize = 32;

/// What a piece of a selector is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A name or number.
    Word,
    /// A value in quotation marks.
    Text,
    /// A comment.
    Comment,
    /// Blanks and line ends.
    Blank,
    /// A sign, or an operator of two.
    Sign,
    /// A comment or value that never ends.
    Open,
}

/// A piece of a selector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// What it is.
    pub sort: Sort,
    /// Its bytes.
    pub span: Span,
}

/// The pieces of `text`, comments left out.
///
/// # Errors
/// Everything that keeps the text from being read at all, in order of place.
pub fn scan(text: &str) -> Result<Vec<Lexeme>, Vec<SelectError>> {
    if text.len() > MAX_BYTES {
        let message = format!("the selector has {} bytes; {MAX_BYTES} is the most", text.len());
        return Err(vec![SelectError { span: Span::new(0, text.len()), message }]);
    }
    let mut lexemes = lexemes(text);
    lexemes.retain(|lexeme| lexeme.sort != Sort::Comment);
    let mut errors: Vec<SelectError> = Vec::new();
    for (index, lexeme) in lexemes.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| lexemes.get(before));
        let doubled = before.is_some_and(|before| before.span.of(text) == ":");
        if let Some(message) = complaint(*lexeme, text, doubled) {
            errors.push(SelectError { span: lexeme.span, message });
        }
    }
    if errors.is_empty() {
        errors = unbalanced(text, &lexemes);
    }
    if lexemes.iter().all(|lexeme| lexeme.sort == Sort::Blank) && errors.is_empty() {
        let message = "the selector is empty; `*` selects everything".to_owned();
        errors.push(SelectError { span: Span::new(0, text.len()), message });
    }
    if errors.is_empty() { Ok(lexemes) } else { Err(errors) }
}

/// The spans of the names of pseudo-classes, in order.
pub fn pseudo_names<'l>(text: &'l str, lexemes: &'l [Lexeme]) -> impl Iterator<Item = (Span, bool)> + 'l {
    (1..lexemes.len()).filter(|&at| lexemes[at].sort == Sort::Word && lexemes[at - 1].span.of(text) == ":").map(
        move |at| {
            let brackets = lexemes.get(at + 1).is_some_and(|next| next.span.of(text) == "(");
            (lexemes[at].span, brackets)
        },
    )
}

/// The brackets that are open behind the last of `lexemes`, each with its span.
pub fn open_brackets(text: &str, lexemes: &[Lexeme]) -> Vec<(char, Span)> {
    let mut open = Vec::new();
    for lexeme in lexemes {
        match lexeme.span.of(text) {
            "(" => open.push(('(', lexeme.span)),
            "[" => open.push(('[', lexeme.span)),
            ")" | "]" => drop(open.pop()),
            _ => {}
        }
    }
    open
}

/// The bracket that closes `open`.
pub fn closer(open: char) -> char {
    if open == '(' { ')' } else { ']' }
}

fn lexemes(text: &str) -> Vec<Lexeme> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = &text[at..];
        let (sort, len) = lexeme(rest, first);
        found.push(Lexeme { sort, span: Span::new(at, at + len) });
        // Behind what never ends, nothing is known to be what it seems.
        at = if sort == Sort::Open { text.len() } else { at + len };
    }
    found
}

/// What `rest` begins with, and how many bytes that takes.
fn lexeme(rest: &str, first: char) -> (Sort, usize) {
    let run = |part: fn(char) -> bool| rest.find(|c| !part(c)).unwrap_or(rest.len());
    if is_blank(first) {
        return (Sort::Blank, run(is_blank));
    }
    if is_word(first) {
        return (Sort::Word, run(is_word));
    }
    if matches!(first, '"' | '\'') {
        let end = rest[1..].find([first, '\n', '\r', '\x0c', '\\']).map_or(rest.len(), |end| end + 1);
        let closed = rest[end..].starts_with(first);
        return if closed { (Sort::Text, end + 1) } else { (Sort::Open, end) };
    }
    if rest.starts_with("/*") {
        return rest.find("*/").filter(|&end| end > 1).map_or((Sort::Open, rest.len()), |end| (Sort::Comment, end + 2));
    }
    let pair = ["~=", "|=", "^=", "$=", "*="].into_iter().any(|pair| rest.starts_with(pair));
    (Sort::Sign, if pair { 2 } else { first.len_utf8() })
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

fn is_word(c: char) -> bool {
    matches!(c, '-' | '_') || c.is_alphanumeric()
}

/// What is wrong with a piece, wherever it stands.
fn complaint(lexeme: Lexeme, text: &str, doubled: bool) -> Option<String> {
    let piece = lexeme.span.of(text);
    match (lexeme.sort, piece) {
        (Sort::Open, _) if piece.starts_with('/') => Some("the comment never ends: add `*/`".to_owned()),
        (Sort::Open, _) => Some(format!(
            "the value in quotation marks never ends: close it with {} on the same line; it holds no backslash",
            &piece[..1]
        )),
        (Sort::Sign, ":") if doubled => {
            Some("`::` asks for a pseudo-element, and the tree has none: write one `:`".to_owned())
        }
        (
            Sort::Sign,
            ":" | "(" | ")" | "[" | "]" | "," | ">" | "+" | "~" | "*" | "=" | "~=" | "|=" | "^=" | "$=" | "*=",
        ) => None,
        (Sort::Sign, "#") => Some("nodes have no ids: `#` has no place in a selector".to_owned()),
        (Sort::Sign, ".") => Some("nodes have no classes: write an attribute, such as `[kind=fact]`".to_owned()),
        (Sort::Sign, "|") => Some("elements have no namespaces: leave `|` away".to_owned()),
        (Sort::Sign, "\\") => Some("names are written as they are: leave `\\` away".to_owned()),
        (Sort::Sign, _) => Some(piece.chars().next().map_or_else(String::new, sign_complaint)),
        _ => None,
    }
}

fn sign_complaint(c: char) -> String {
    if c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') {
        return format!("an invisible character, U+{:04X}, stands here: delete it", u32::from(c));
    }
    if c.is_whitespace() {
        return format!("this is a blank of another width, U+{:04X}: type an ordinary space", u32::from(c));
    }
    let Some((plain, name)) = keyboard_sign(c) else {
        return format!("`{c}` has no place in a selector");
    };
    format!("`{c}` is the {name} of a Chinese keyboard: type `{plain}`")
}

/// What to type instead of a sign of a Chinese keyboard, and what it is called.
fn keyboard_sign(c: char) -> Option<(char, &'static str)> {
    Some(match c {
        '：' => (':', "full-width colon"),
        '（' => ('(', "full-width opening bracket"),
        '）' => (')', "full-width closing bracket"),
        '［' | '【' | '〔' => ('[', "full-width opening square bracket"),
        '］' | '】' | '〕' => (']', "full-width closing square bracket"),
        '，' => (',', "full-width comma"),
        '、' => (',', "enumeration comma"),
        '＞' | '》' | '〉' => ('>', "full-width greater-than sign"),
        '＋' => ('+', "full-width plus sign"),
        '～' | '〜' => ('~', "full-width tilde"),
        '＊' => ('*', "full-width asterisk"),
        '＝' => ('=', "full-width equals sign"),
        '－' | '—' | '–' => ('-', "dash"),
        '＿' => ('_', "full-width underscore"),
        '＾' => ('^', "full-width caret"),
        '＄' | '￥' => ('$', "full-width dollar sign"),
        '＂' | '“' | '”' | '「' | '」' | '『' | '』' => ('"', "quotation mark"),
        '＇' | '‘' | '’' => ('\'', "single quotation mark"),
        _ => return None,
    })
}

/// Brackets that never close, close too often, cross or nest too deep.
fn unbalanced(text: &str, lexemes: &[Lexeme]) -> Vec<SelectError> {
    let mut open: Vec<(char, Span)> = Vec::new();
    for lexeme in lexemes {
        let span = lexeme.span;
        match lexeme.span.of(text) {
            "(" | "[" if open.len() == MAX_DEPTH => {
                let message = format!("brackets nest deeper than {MAX_DEPTH} levels here");
                return vec![SelectError { span, message }];
            }
            "(" => open.push(('(', span)),
            "[" => open.push(('[', span)),
            close @ (")" | "]") => match open.pop() {
                Some((opened, _)) if close.starts_with(closer(opened)) => {}
                Some((opened, _)) => {
                    let message = format!("`{close}` stands here where `{}` should close `{opened}`", closer(opened));
                    return vec![SelectError { span, message }];
                }
                None => {
                    let message = format!("`{close}` closes nothing: delete it, or add the bracket that opens");
                    return vec![SelectError { span, message }];
                }
            },
            _ => {}
        }
    }
    let never =
        |(opened, span)| SelectError { span, message: format!("`{opened}` is never closed: add `{}`", closer(opened)) };
    open.into_iter().map(never).collect()
}
