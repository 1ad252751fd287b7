//! Sentences of a block, and the stretches inside quotation marks.

use crate::model::span::Span;

/// Whether `c`, as folded, ends a sentence.
fn is_stop(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '…' | '⋯')
}

/// Whether `c`, as folded, belongs to the sentence it closes.
fn is_closer(c: char) -> bool {
    matches!(c, '」' | '』' | '’' | ')' | '》' | '】' | '〉' | ']')
}

/// The sentences of `block` (bytes of the folded `text`), without blanks at either end. A sentence ends behind 。！？…
/// and the quotes and brackets that close there, or where the block ends; never inside one of the `whole` spans (links, sorted).
#[must_use]
pub fn split(text: &str, block: Span, whole: &[Span]) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = block.start;
    let mut rest = block.of(text).char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if !is_stop(c) {
            continue;
        }
        let place = block.start + at;
        let next = whole.partition_point(|span| span.end <= place);
        let inside = whole.get(next).is_some_and(|span| span.start < place);
        if inside || is_within_latin(text, place, c) {
            continue;
        }
        while let Some(&(_, next)) = rest.peek() {
            if !is_stop(next) && !is_closer(next) {
                break;
            }
            rest.next();
        }
        let end = rest.peek().map_or(block.end, |&(next, _)| block.start + next);
        push_trimmed(text, Span::new(start, end), &mut sentences);
        // Signs in front of the first sentence are a part of it.
        if !sentences.is_empty() {
            start = end;
        }
    }
    push_trimmed(text, Span::new(start, block.end), &mut sentences);
    sentences
}

/// Whether `?` or `!` at `place` stands between Latin letters or digits, as in an address.
fn is_within_latin(text: &str, place: usize, c: char) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '/' || c == '=';
    c.is_ascii()
        && text[..place].chars().next_back().is_some_and(plain)
        && text[place + 1..].chars().next().is_some_and(plain)
}

/// `span` without blanks at either end, if anything is left that is more than signs which close something.
fn push_trimmed(text: &str, span: Span, to: &mut Vec<Span>) {
    let trimmed = trim(text, span);
    let bare = trimmed.of(text).trim_matches(|c: char| is_stop(c) || is_closer(c));
    if !bare.is_empty() {
        to.push(trimmed);
    } else if let Some(last) = to.last_mut().filter(|_| !trimmed.is_empty()) {
        last.end = trimmed.end;
    }
}

/// `span` without white space at either end.
#[must_use]
pub fn trim(text: &str, span: Span) -> Span {
    let piece = span.of(text);
    let lead = piece.len() - piece.trim_start().len();
    let tail = piece.len() - piece.trim_end().len();
    Span::new(span.start + lead, span.end.saturating_sub(tail))
}

/// The outermost stretches in quotation marks within `block`, marks included. A mark that is never closed quotes to the
/// end of the block if it is one of the Chinese marks, and nothing if it is a straight one.
#[must_use]
pub fn quotations(text: &str, block: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    for (at, c) in block.of(text).char_indices() {
        let place = block.start + at;
        if let Some(close) = closing_mark(c).filter(|&close| close != c || open.iter().all(|&(mark, _)| mark != c)) {
            open.push((close, place));
        } else if let Some(depth) = open.iter().rposition(|&(close, _)| close == c) {
            let start = open[depth].1;
            open.truncate(depth);
            if open.is_empty() {
                found.push(Span::new(start, place + c.len_utf8()));
            }
        }
    }
    if let Some(&(_, start)) = open.iter().find(|&&(close, _)| close != '"') {
        found.push(Span::new(start, block.end));
    }
    found
}

/// The mark that closes a quotation opened by `c`.
fn closing_mark(c: char) -> Option<char> {
    match c {
        '「' => Some('」'),
        '『' => Some('』'),
        '"' => Some('"'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::fold::fold;

    fn sentences(text: &str) -> Vec<String> {
        let folded = fold(text);
        split(&folded, Span::new(0, folded.len()), &[]).iter().map(|span| span.of(&folded).to_owned()).collect()
    }

    #[test]
    fn closers_belong_to_the_sentence_and_ends_may_be_missing() {
        assert_eq!(sentences("他說:「不行。」 我問?!是嗎……沒有"), ["他说:「不行。」", "我问?!", "是吗……", "没有"]);
        assert_eq!(sentences("。。」"), Vec::<String>::new());
        assert_eq!(sentences("……於是走了。」」！留下。"), ["……于是走了。」」!", "留下。"]);
        assert_eq!(sentences("完。\u{3000}"), ["完。"]);
    }

    #[test]
    fn an_address_is_not_cut() {
        assert_eq!(sentences("見 https://a.example/?q=1 一文。"), ["见 https://a.example/?q=1 一文。"]);
    }

    #[test]
    fn quotations_are_outermost_and_may_stay_open() {
        let text = fold("甲「乙『丙』」丁“戊”己「庚");
        let found: Vec<_> =
            quotations(&text, Span::new(0, text.len())).iter().map(|span| span.of(&text).to_owned()).collect();
        assert_eq!(found, ["「乙『丙』」", "「戊」", "「庚"]);
    }
}
