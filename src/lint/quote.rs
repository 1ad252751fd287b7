//! What is quoted of the prose around a finding.

use crate::model::span::Span;

/// How many scalar values of a sentence are quoted on either side of the words: enough to find the place again, and few
/// enough for a sentence of a million characters with a finding in every tenth.
const AROUND: usize = 80;

/// The words under `span` of `prose`, on one line.
pub fn words(prose: &str, span: Span) -> String {
    one_line(span.of(prose))
}

/// The words under `span` with what stands around them in their `sentence`, on one line.
pub fn sentence(prose: &str, sentence: Span, span: Span) -> String {
    let before = Span::new(sentence.start.min(span.start), span.start).of(prose);
    let behind = Span::new(span.end, sentence.end.max(span.end)).of(prose);
    let lead = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let follow = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    let open = if lead > 0 { "…" } else { "" };
    let close = if follow < behind.len() { "…" } else { "" };
    one_line(&format!("{open}{}{}{}{close}", &before[lead..], span.of(prose), &behind[..follow]))
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_cut_on_both_sides() {
        let prose = format!("題。{}每一次😀{}。尾", "甲".repeat(90), "乙".repeat(90));
        let start = prose.find("每一次").unwrap();
        let (span, whole) = (Span::new(start, start + 9), Span::new(6, prose.len() - 3));
        assert_eq!(words(&prose, span), "每一次");
        let expected = format!("…{}每一次😀{}…", "甲".repeat(80), "乙".repeat(79));
        assert_eq!(sentence(&prose, whole, span), expected);
        assert_eq!(sentence("甲\n乙。", Span::new(0, 10), Span::new(4, 7)), "甲 乙。");
        assert_eq!(sentence("甲乙", Span::new(3, 3), Span::new(3, 6)), "乙");
    }
}
