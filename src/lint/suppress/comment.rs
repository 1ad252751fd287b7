//! The words of a suppression comment: `lunju-ignore missing-source["1700 部"], vague-source: reason`.

use crate::model::span::Span;

/// What a suppression covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The block behind the comment, or around it.
    Block,
    /// The unit behind the comment, with the rest of its sentence.
    Next,
    /// The whole article.
    File,
}

/// One lint that a comment names. Spans count bytes of the comment's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The lint's id, whether or not there is such a lint.
    pub lint: String,
    /// The words of the one finding that is meant; none: all findings of the lint.
    pub words: Option<String>,
    /// Id and words.
    pub span: Span,
}

/// What is wrong with the words of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// No lint is named.
    NoId,
    /// The words do not have the form.
    Form,
}

/// A comment, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What it covers.
    pub scope: Scope,
    /// The lints that it names, up to the first mistake.
    pub items: Vec<Item>,
    /// Whether a reason is given.
    pub has_reason: bool,
    /// The first mistake, and where.
    pub mistake: Option<(Mistake, Span)>,
}

const BLANKS: [char; 5] = [' ', '\t', '\n', '\r', '\u{3000}'];
const COMMAS: [char; 3] = [',', '，', '、'];
const COLONS: [char; 2] = [':', '：'];
/// What opens and closes the words of a finding; writers of Chinese get the other marks from their keyboard.
const MARKS: [(&str, &str); 3] = [("[\"", "\"]"), ("[“", "”]"), ("[「", "」]")];

/// Reads the `text` of a comment that begins with `lunju-ignore`.
#[must_use]
pub fn read(text: &str) -> Words {
    let start = text.len() - text.trim_start().len();
    let name = text[start..].find(|c| BLANKS.contains(&c) || COLONS.contains(&c)).map_or(text.len(), |at| start + at);
    let mut words = Words { scope: Scope::Block, items: Vec::new(), has_reason: false, mistake: None };
    words.scope = match &text[start..name] {
        "lunju-ignore" => Scope::Block,
        "lunju-ignore-next" => Scope::Next,
        "lunju-ignore-file" => Scope::File,
        _ => {
            words.mistake = Some((Mistake::Form, Span::new(start, name)));
            return words;
        }
    };
    let mut at = name;
    loop {
        at = skip_blanks(text, at);
        let item = match item(text, at) {
            Ok(item) => item,
            // A comma may end the list.
            Err((Mistake::NoId, _)) if !words.items.is_empty() => break,
            Err((Mistake::NoId, _)) => {
                words.mistake = Some((Mistake::NoId, Span::new(start, name)));
                break;
            }
            Err(mistake) => {
                words.mistake = Some(mistake);
                return words;
            }
        };
        at = skip_blanks(text, item.span.end);
        words.items.push(item);
        match text[at..].chars().next() {
            Some(c) if COMMAS.contains(&c) => at += c.len_utf8(),
            _ => break,
        }
    }
    let rest = text[at..].trim();
    match rest.strip_prefix(COLONS) {
        Some(reason) => words.has_reason = !reason.trim().is_empty(),
        None if rest.is_empty() || words.mistake.is_some() => {}
        None => words.mistake = Some((Mistake::Form, Span::new(at, at + rest.len()))),
    }
    words
}

/// The item that begins at byte `at`.
fn item(text: &str, at: usize) -> Result<Item, (Mistake, Span)> {
    let rest = &text[at..];
    let is_end = |c: char| c == '[' || BLANKS.contains(&c) || COMMAS.contains(&c) || COLONS.contains(&c);
    let id = &rest[..rest.find(is_end).unwrap_or(rest.len())];
    if id.is_empty() {
        return Err((Mistake::NoId, Span::new(at, at)));
    }
    let behind = &rest[id.len()..];
    if !behind.starts_with('[') {
        return Ok(Item { lint: id.to_owned(), words: None, span: Span::new(at, at + id.len()) });
    }
    let wrong = (Mistake::Form, Span::new(at, at + id.len() + 1));
    let (open, close) = MARKS.into_iter().find(|(open, _)| behind.starts_with(open)).ok_or(wrong)?;
    let inner = &behind[open.len()..];
    let length = inner.find(close).ok_or(wrong)?;
    let words = inner[..length].trim();
    if words.is_empty() {
        return Err(wrong);
    }
    let end = at + id.len() + open.len() + length + close.len();
    Ok(Item { lint: id.to_owned(), words: Some(words.to_owned()), span: Span::new(at, end) })
}

fn skip_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(BLANKS).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The items as they are written, and whether there is a reason.
    fn items(text: &str) -> (Scope, Vec<&str>, bool) {
        let words = read(text);
        assert_eq!(words.mistake, None, "{text}");
        (words.scope, words.items.iter().map(|item| item.span.of(text)).collect(), words.has_reason)
    }

    #[test]
    fn ids_words_and_reason_are_told_apart() {
        let block = |ids: &'static [&str], reason| (Scope::Block, ids.to_vec(), reason);
        assert_eq!(items(" lunju-ignore a: 因為 "), block(&["a"], true));
        assert_eq!(items("lunju-ignore a-b，c、d,e ：因為: 這樣"), block(&["a-b", "c", "d", "e"], true));
        assert_eq!(items("lunju-ignore a[\"1700 部: ,\"], b: 因為"), block(&["a[\"1700 部: ,\"]", "b"], true));
        assert_eq!(items("lunju-ignore\n a[「甲」]"), block(&["a[「甲」]"], false));
        assert_eq!(items("lunju-ignore a:  "), block(&["a"], false));
        assert_eq!(items("lunju-ignore-next a: 乙"), (Scope::Next, vec!["a"], true));
        assert_eq!(items("lunju-ignore-file a: 乙"), (Scope::File, vec!["a"], true));
        assert_eq!(read("lunju-ignore a[\" 1700 部 \"]: x").items[0].words.as_deref(), Some("1700 部"));
    }

    #[test]
    fn mistakes_are_shown_at_their_place() {
        for (text, mistake, place) in [
            ("lunju-ignore", Mistake::NoId, "lunju-ignore"),
            (" lunju-ignore-file : 因為", Mistake::NoId, "lunju-ignore-file"),
            ("lunju-ignored a: 因為", Mistake::Form, "lunju-ignored"),
            ("lunju-ignore a b: 因為", Mistake::Form, "b: 因為"),
            ("lunju-ignore a[甲]: 因為", Mistake::Form, "a["),
            ("lunju-ignore b, a[\"甲: 因為", Mistake::Form, "a["),
            ("lunju-ignore a[\" \"]: 因為", Mistake::Form, "a["),
        ] {
            let (found, span) = read(text).mistake.unwrap();
            assert_eq!((found, span.of(text)), (mistake, place), "{text}");
        }
    }
}
