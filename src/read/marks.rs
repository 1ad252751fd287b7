//! Links that stand in the prose itself: addresses, and footnote marks like [1], ［1］, 〔1〕 and （註1）.

use crate::model::article::Link;
use crate::model::span::Span;

/// The longest footnote number; [2019] is a year.
const LONGEST_NUMBER: usize = 3;
/// The longest label of a mark like `[^name]`, in scalar values.
const LONGEST_NAME: usize = 32;

/// The addresses and footnote marks of `prose`, in order, except where one of the `known` links (sorted, apart from
/// each other) stands.
#[must_use]
pub fn find(prose: &str, known: &[Link]) -> Vec<Link> {
    let mut found = Vec::new();
    let mut reached = 0;
    for (at, c) in prose.char_indices() {
        if at < reached || !matches!(c, '[' | '［' | '〔' | '(' | '（' | 'h' | 'H') {
            continue;
        }
        let Some(link) = link_at(prose, at, c) else { continue };
        reached = link.span.end;
        let next = known.partition_point(|known| known.span.end <= at);
        if known[next..].iter().take_while(|known| known.span.start < reached).all(|known| known.span.is_empty()) {
            found.push(link);
        }
    }
    found
}

/// The link that begins with `c` at byte `at`.
fn link_at(prose: &str, at: usize, c: char) -> Option<Link> {
    let rest = &prose[at..];
    let (len, target, footnote) = if c.eq_ignore_ascii_case(&'h') {
        let len = address(rest)?;
        (len, rest[..len].to_owned(), false)
    } else {
        let (len, label) = footnote_mark(rest)?;
        (len, label, true)
    };
    Some(Link { span: Span::new(at, at + len), target, footnote })
}

/// The length of the address that `text` opens with. Addresses are ASCII, because in Chinese the sentence may go on
/// without a blank; a sign that ends a sentence, or a bracket that was not opened inside, is no part of one.
fn address(text: &str) -> Option<usize> {
    let starts = |scheme: &str| text.get(..scheme.len()).is_some_and(|lead| lead.eq_ignore_ascii_case(scheme));
    let scheme = ["https://", "http://"].into_iter().find(|scheme| starts(scheme))?.len();
    let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^');
    let mut end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (mut opened, mut closed) = (0, 0);
    for c in text[..end].chars() {
        opened += usize::from(matches!(c, '(' | '['));
        closed += usize::from(matches!(c, ')' | ']'));
    }
    while let Some(last) = text[..end].chars().next_back() {
        let excess = matches!(last, ')' | ']') && closed > opened;
        if !excess && !matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~') {
            break;
        }
        closed -= usize::from(excess);
        end -= last.len_utf8();
    }
    (end > scheme).then_some(end)
}

/// The length and the number of the footnote mark that `text` opens with. A number in round brackets is a mark only
/// where it says so (註, 注).
fn footnote_mark(text: &str) -> Option<(usize, String)> {
    let mut rest = text.chars();
    let (close, round) = match rest.next()? {
        '[' => (']', false),
        '［' => ('］', false),
        '〔' => ('〕', false),
        '(' => (')', true),
        '（' => ('）', true),
        _ => return None,
    };
    let named = strip(&mut rest, &['註', '注', '注']);
    if named {
        strip(&mut rest, &['釋', '释', '腳', '脚']);
        strip(&mut rest, &[' ', '\u{3000}']);
    } else if strip(&mut rest, &['^']) {
        return named_mark(text, rest, close);
    }
    let mut label = String::new();
    let mut length = 0;
    for c in rest.by_ref() {
        let digit = match c {
            '0'..='9' => c,
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' if named => c,
            _ if c == close && length > 0 && (named || !round) => {
                return Some((text.len() - rest.as_str().len(), label));
            }
            _ => return None,
        };
        label.push(digit);
        length += 1;
        if length > LONGEST_NUMBER {
            return None;
        }
    }
    None
}

/// The mark that `text` opens with, where `rest` begins behind `[^`: Markdown leaves one whose note is missing in the text.
fn named_mark(text: &str, mut rest: std::str::Chars<'_>, close: char) -> Option<(usize, String)> {
    let mut label = String::new();
    for c in rest.by_ref().take(LONGEST_NAME + 1) {
        match c {
            _ if c == close && !label.is_empty() => return Some((text.len() - rest.as_str().len(), label)),
            _ if c.is_alphanumeric() || matches!(c, '-' | '_') => label.push(c),
            _ => return None,
        }
    }
    None
}

/// Takes the first character from `rest` if it is one of `wanted`.
fn strip(rest: &mut std::str::Chars<'_>, wanted: &[char]) -> bool {
    let found = rest.as_str().starts_with(wanted);
    if found {
        rest.next();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(prose: &str) -> Vec<(&str, String, bool)> {
        find(prose, &[]).into_iter().map(|link| (link.span.of(prose), link.target, link.footnote)).collect()
    }

    #[test]
    fn footnote_marks_are_links_to_their_number() {
        let marks = found("一[1]二［２］三〔3〕四（註4）五(注 12)六[註十二]七[^5]。");
        let labels: Vec<_> = marks.iter().map(|(_, target, footnote)| (target.as_str(), *footnote)).collect();
        assert_eq!(
            labels,
            [("1", true), ("2", true), ("3", true), ("4", true), ("12", true), ("十二", true), ("5", true)]
        );
        assert_eq!(marks[1].0, "［２］");
        assert_eq!(marks[4].0, "(注 12)");
        assert_eq!(found("[2019] (3) （4） [a1] [] [1 [註] （註"), []);
    }

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        let link = |text: &'static str| (text, text.to_owned(), false);
        assert_eq!(found("見https://a.example/b?c=1。"), [link("https://a.example/b?c=1")]);
        assert_eq!(found("(see http://a.example/x_(y).)"), [link("http://a.example/x_(y)")]);
        assert_eq!(found("網址https://a.example/文章"), [link("https://a.example/")]);
        assert_eq!(found("https://。 http:// h"), []);
        assert_eq!(found("https://a.example/[1]"), [link("https://a.example/[1]")]);
    }

    #[test]
    fn nothing_is_found_inside_a_known_link() {
        let known = Link { span: Span::new(3, 24), target: "x".into(), footnote: false };
        let found = find("見 https://a.example/b [1]", &[known]);
        assert_eq!(found.iter().map(|link| link.target.as_str()).collect::<Vec<_>>(), ["1"]);
    }
}
