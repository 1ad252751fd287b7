//! What holds for every article, argument and report, whatever was read.

use crate::model::argument::Argument;
use crate::model::article::Article;
use crate::model::diagnostic::{Diagnostic, Failure, Report};
use crate::model::span::{Range, Span};

/// `span` lies inside `text`, on its character boundaries.
pub fn span(text: &str, span: Span) {
    assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?} is none of the text's");
}

/// Spans that stand in order and do not overlap.
fn apart(text: &str, spans: impl Iterator<Item = Span>) {
    let mut reached = 0;
    for place in spans {
        span(text, place);
        assert!(!place.is_empty() && place.start >= reached, "{place:?} is empty, or begins before {reached}");
        reached = place.end;
    }
}

/// What shows nothing: what the readers take for blank.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Every block and every character of the prose has its place in the source.
pub fn article(article: &Article) {
    let (prose, source) = (&article.prose, &article.source.text);
    let mut reached = 0;
    for (index, block) in article.blocks.iter().enumerate() {
        let place = block.span;
        span(prose, place);
        if let Some(parent) = block.parent {
            assert!(parent < index && article.blocks[parent].span.contains(place));
            assert!(!article.blocks[parent].kind.is_leaf());
        }
        assert!(!place.of(prose).trim().is_empty(), "an empty block");
        if block.kind.is_leaf() {
            assert!(place.start >= reached, "leaves overlap");
            reached = place.end;
            assert!(!place.of(prose).contains(['\n', '\r']));
            assert!(prose[place.end..].trim_start_matches(|c| c != '\n' && is_blank(c)).starts_with('\n'));
            let from = article.map.map(place);
            assert!(!from.is_empty() && !from.of(source).is_empty(), "a leaf from nowhere");
        }
    }
    for (at, c) in prose.char_indices() {
        span(source, article.map.map(Span::new(at, at + c.len_utf8())));
    }
    for link in &article.links {
        span(prose, link.span);
    }
    assert!(article.links.is_sorted_by_key(|link| link.span), "links out of order");
    for comment in &article.comments {
        assert_eq!(comment.span.of(source), &*comment.text);
        assert!(prose.is_char_boundary(comment.prose));
    }
}

/// The fold keeps the number of scalar values; words, sentences and units lie in order in it, and every character that shows
/// something is in exactly one unit.
pub fn argument(article: &Article, argument: &Argument) {
    let (text, prose) = (&argument.text, &article.prose);
    assert_eq!(text.chars().count(), prose.chars().count(), "the fold has another length");
    for ((at, c), (from, original)) in text.char_indices().zip(prose.char_indices()) {
        let expected = Span::new(from, from + original.len_utf8());
        assert_eq!(argument.prose_span(Span::new(at, at + c.len_utf8())), expected, "{original} has moved");
    }
    apart(text, argument.words.iter().map(|word| word.span));
    apart(text, argument.quotations.iter().copied());
    apart(text, argument.sentences.iter().map(|sentence| sentence.span));
    apart(text, argument.units.iter().map(|unit| unit.span));
    cover(article, argument);
    for cue in &argument.cues {
        span(text, cue.span);
    }
    for unit in &argument.units {
        assert!(argument.sentences[unit.sentence].span.contains(unit.span), "a unit outside of its sentence");
        assert!(unit.probability <= 100);
    }
    for sentence in &argument.sentences {
        let block = &article.blocks[sentence.block];
        assert!(block.kind.is_leaf() && block.span.contains(argument.prose_span(sentence.span)));
        let section = &argument.sections[sentence.section];
        assert!((section.first..section.end).contains(&sentence.block), "a sentence outside of its section");
    }
    let count = argument.units.len();
    assert!(argument.relations.iter().all(|relation| relation.from < count && relation.to < count));
    assert!(argument.relations.is_sorted() && argument.slips.is_sorted());
    for slip in &argument.slips {
        assert!(argument.units.iter().any(|unit| unit.span.contains(slip.span)), "a slip in no unit");
        assert!(slip.other.is_none_or(|other| other < count));
    }
}

/// Units cover the leaves: only blanks are in none, and leaves of signs alone, which say nothing.
fn cover(article: &Article, argument: &Argument) {
    let mut spans = argument.units.iter().map(|unit| argument.prose_span(unit.span)).peekable();
    for leaf in article.blocks.iter().filter(|block| block.kind.is_leaf()) {
        let says_nothing = !leaf.span.of(&article.prose).contains(char::is_alphanumeric);
        for (at, c) in leaf.span.of(&article.prose).char_indices() {
            let at = leaf.span.start + at;
            while spans.next_if(|span| span.end <= at).is_some() {}
            let is_inside = spans.peek().is_some_and(|span| span.start <= at);
            assert!(is_inside || is_blank(c) || says_nothing, "{c:?} at byte {at} is in no unit");
        }
    }
}

/// Every place of a report lies in the source, findings are in order, and no two are known by the same mark.
pub fn report(article: &Article, report: &Report) {
    let range = |found: Range| {
        span(&report.source, found.byte);
        assert_eq!(article.source.range(found.byte), found, "a range that does not agree with itself");
    };
    for Diagnostic { range: place, related, suggestions, .. } in &report.diagnostics {
        range(*place);
        for other in related {
            range(other.range);
        }
        for change in suggestions {
            range(change.range);
        }
    }
    let key = |found: &Diagnostic| (found.range.byte, found.lint.clone());
    assert!(report.diagnostics.is_sorted_by_key(key), "findings out of order");
    let mut marks: Vec<u64> = report.diagnostics.iter().map(|found| found.fingerprint).collect();
    marks.sort_unstable();
    marks.dedup();
    assert_eq!(marks.len(), report.diagnostics.len(), "two findings share a mark");
    assert_eq!(report.summary.diagnostics, report.diagnostics.len());
}

/// Every mistake in `text` stands on one of its lines, and says something.
pub fn failures(text: &str, failures: &[Failure]) {
    let lines = text.matches(['\n', '\r']).count() + 1;
    for Failure { position, message, .. } in failures {
        assert!(!message.is_empty(), "a mistake without words");
        assert!(position.is_none_or(|(line, column)| (1..=lines).contains(&line) && column > 0), "{position:?}");
    }
}
