//! Cuts a sentence where the role changes inside it.

use crate::model::span::Span;
use crate::pack::cues::CueIndex;

/// A part shorter than this many bytes (four Han characters) is not worth a unit of its own.
const SHORTEST: usize = 12;

/// Lists whose words open a part with another role behind a comma: conclusions drawn from the facts just given.
const OPENERS: [&str; 2] = ["conclusion-openers", "question-openers"];

/// The units of `sentence` (bytes of the folded `text`): one, or several where a conclusion, an example or a question
/// begins behind a comma. Never cuts inside `quotations` or brackets.
#[must_use]
pub fn cut(text: &str, sentence: Span, cues: &CueIndex, quotations: &[Span]) -> Vec<Span> {
    let asks = sentence.of(text).trim_end_matches(['」', '』', ')', '”', ' ']).ends_with('?');
    let mut units = Vec::new();
    let mut start = sentence.start;
    let mut depth = 0_i32;
    for (at, c) in sentence.of(text).char_indices() {
        let place = sentence.start + at;
        match c {
            '(' | '《' | '[' | '【' => depth += 1,
            ')' | '》' | ']' | '】' => depth -= 1,
            ',' | ';' | ':' | '—' if depth <= 0 => {
                let next = place + c.len_utf8();
                let behind = Span::new(next, sentence.end);
                let quoted = quotations.iter().any(|span| span.start < place && place < span.end);
                let long_enough = next - start > SHORTEST && behind.len() > SHORTEST;
                if !quoted && long_enough && opens_a_part(text, behind, cues, asks) {
                    units.push(Span::new(start, next));
                    start = next;
                }
            }
            _ => {}
        }
    }
    units.push(Span::new(start, sentence.end));
    units
}

/// Whether what begins at `behind` has a role of its own.
fn opens_a_part(text: &str, behind: Span, cues: &CueIndex, asks: bool) -> bool {
    let blanks = behind.of(text).len() - behind.of(text).trim_start().len();
    let at = behind.start + blanks;
    let [conclusion, question] = OPENERS.map(|list| cues.named(list, behind).next().is_some_and(|hit| hit.start == at));
    let last_clause = !behind.of(text).contains([',', ';']);
    conclusion || (question && asks && last_clause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::fold::fold;
    use crate::pack::lexicon::Lexicons;

    fn units(text: &str) -> Vec<String> {
        let lexicons = Lexicons::builtin();
        let folded = fold(text);
        let found = lexicons.scan(&folded);
        let cues = CueIndex::new(&lexicons, &found);
        let whole = Span::new(0, folded.len());
        let quotations = crate::parse::sentence::quotations(&folded, whole);
        cut(&folded, whole, &cues, &quotations).iter().map(|span| span.of(&folded).to_owned()).collect()
    }

    #[test]
    fn a_conclusion_behind_a_comma_is_a_unit() {
        assert_eq!(units("去年乘客減少三成,顯示新線並未分流。"), ["去年乘客减少三成,", "显示新线并未分流。"]);
    }

    #[test]
    fn a_question_behind_a_comma_is_a_unit() {
        assert_eq!(units("當局早已知情,為何遲遲不公布?"), ["当局早已知情,", "为何迟迟不公布?"]);
    }

    #[test]
    fn nothing_is_cut_in_quotations_or_brackets_or_too_short() {
        for text in ["他說「數字下跌,顯示政策有效」。", "新規定(今年生效,顯示決心)已經刊憲。", "數字升,顯示好。"]
        {
            assert_eq!(units(text), [fold(text)]);
        }
    }
}
