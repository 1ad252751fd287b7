//! Sentences of a block, and the stretches inside quotation marks.

use crate::model::span::Span;

/// A sentence of more bytes is none that anybody wrote (3,000 Han characters). It is cut, because what looks at both sides of
/// each of its clauses takes time that grows with its square.
pub const LONGEST: usize = 9000;

/// The signs behind which such a sentence is cut, folded.
const CLAUSE_ENDS: [char; 5] = [',', ';', ':', '、', '\u{3000}'];

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
    if sentences.iter().all(|sentence| sentence.len() <= LONGEST) {
        return sentences;
    }
    sentences.into_iter().flat_map(|sentence| pieces(text, sentence)).collect()
}

/// The pieces of `sentence`, none of them too long: cut behind the last clause that is not, or else anywhere.
fn pieces(text: &str, sentence: Span) -> impl Iterator<Item = Span> {
    let mut rest = sentence;
    let next = move || {
        let start = rest.start;
        let end = if rest.len() <= LONGEST {
            rest.end
        } else {
            let most = text.floor_char_boundary(start + LONGEST);
            let half = text.floor_char_boundary(start + LONGEST / 2);
            let last = Span::new(half, most).of(text).char_indices().rev().find(|(_, c)| CLAUSE_ENDS.contains(c));
            last.map_or(most, |(at, c)| half + at + c.len_utf8())
        };
        rest.start = end;
        (start < end).then(|| trim(text, Span::new(start, end)))
    };
    std::iter::from_fn(next).filter(|piece| !piece.is_empty())
}

/// Whether the sentence at `span`, behind which its block goes on, was cut because it has no end.
#[must_use]
pub fn is_cut(text: &str, span: Span) -> bool {
    span.len() >= LONGEST / 2 && !span.of(text).ends_with(|c| is_stop(c) || is_closer(c))
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
    // How many of each mark are open: a mark that closes nothing must not be looked for among thousands that are open.
    let mut waiting = [0_usize; CLOSERS.len()];
    for (at, c) in block.of(text).char_indices() {
        let place = block.start + at;
        let closes = CLOSERS.iter().position(|&mark| mark == c).filter(|&mark| waiting[mark] > 0);
        if let Some(close) = closing_mark(c).filter(|&close| close != c || closes.is_none()) {
            open.push((close, place));
            CLOSERS.iter().zip(&mut waiting).filter(|(mark, _)| **mark == close).for_each(|(_, count)| *count += 1);
        } else if let Some(depth) = closes.and_then(|_| open.iter().rposition(|&(close, _)| close == c)) {
            let start = open[depth].1;
            for (close, _) in open.drain(depth..) {
                CLOSERS.iter().zip(&mut waiting).filter(|(mark, _)| **mark == close).for_each(|(_, count)| *count -= 1);
            }
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

/// The marks that close a quotation.
const CLOSERS: [char; 3] = ['」', '』', '"'];

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
    fn a_sentence_without_end_is_cut_behind_a_clause() {
        for (clause, at_clauses) in [("渡轮停航之后,", true), ("渡轮停航之后", false)] {
            let text = clause.repeat(2000);
            let found = split(&text, Span::new(0, text.len()), &[]);
            assert!(found.len() >= 4 && found.iter().all(|span| span.len() <= LONGEST), "{found:?}");
            assert_eq!(found.iter().map(|span| span.len()).sum::<usize>(), text.len());
            assert!(!at_clauses || found.iter().all(|span| span.of(&text).ends_with(',')), "{found:?}");
        }
    }

    #[test]
    fn quotations_are_outermost_and_may_stay_open() {
        let text = fold("甲「乙『丙』」丁“戊”己「庚");
        let found: Vec<_> =
            quotations(&text, Span::new(0, text.len())).iter().map(|span| span.of(&text).to_owned()).collect();
        assert_eq!(found, ["「乙『丙』」", "「戊」", "「庚"]);
        // A mark that closes what is open further out closes what is open further in too.
        let text = "「甲『乙」丙』\"丁\"";
        let found: Vec<&str> = quotations(text, Span::new(0, text.len())).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["「甲『乙」", "\"丁\""]);
    }
}
