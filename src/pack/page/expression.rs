//! Regular expressions of lint pages: folded like the text they search, and compiled when they are first needed.
//!
//! They run on `regex-lite`: it compiles in microseconds where `regex` takes a third of a millisecond, which is most of the
//! time of a check, and an expression sees only units that hold a word of it. Both match in linear time.

use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use crate::pack::fold::fold_char;
use regex_lite::{Regex, RegexBuilder};
use regex_syntax::hir::{Hir, HirKind};
use std::sync::OnceLock;

/// The most bytes that a compiled expression may take.
const SIZE_LIMIT: usize = 1 << 20;
/// The most scalar values of a pattern.
const LENGTH_LIMIT: usize = 2_000;
/// How deep groups may nest.
const NEST_LIMIT: u32 = 50;

/// A regular expression over folded text.
///
/// The pattern is folded character by character, so that it may be written in either script and in full or half width.
/// A full-width sign whose folded form means something in a pattern (？ → `?`) is escaped and stays a sign. The two ends
/// of a range of characters are folded too: write ranges that the fold leaves alone (`[一-鿿]`, `[0-9]`).
#[derive(Clone, Debug)]
pub struct Expression {
    written: String,
    /// Where the string stands in its page, quotes included.
    at: Span,
    folded: String,
    compiled: OnceLock<Option<Regex>>,
    literals: OnceLock<Vec<String>>,
}

/// What is wrong with an expression.
pub struct ExpressionFault {
    /// The bytes of the written pattern that are wrong.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

impl Expression {
    /// The expression `written`, which stands at `at` in its page. Nothing is compiled or checked yet.
    #[must_use]
    pub fn new(written: &str, at: Span) -> Self {
        let (compiled, literals) = (OnceLock::new(), OnceLock::new());
        Self { written: written.to_owned(), at, folded: fold_pattern(written).0, compiled, literals }
    }

    /// The pattern as it is written.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The pattern, folded: two expressions that have the same find the same.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The words of which every match holds one; none where there are no such words.
    #[must_use]
    pub fn needles(&self) -> &[String] {
        self.literals.get_or_init(|| self.parse().ok().and_then(|hir| required(&hir)).unwrap_or_default())
    }

    /// The bytes of the page that hold the pattern, quotes included.
    #[must_use]
    pub fn at(&self) -> Span {
        self.at
    }

    /// The compiled expression, if it can match anywhere in `folded`: none where `folded` has none of the words of which
    /// every match holds one, so that most expressions are never compiled, and none where the pattern is broken.
    #[must_use]
    pub fn for_text(&self, folded: &str) -> Option<&Regex> {
        if self.may_match(folded) { self.compiled.get_or_init(|| self.compile().ok()).as_ref() } else { None }
    }

    /// Whether `folded` holds one of the words of which every match holds one, or there are no such words.
    #[must_use]
    pub fn may_match(&self, folded: &str) -> bool {
        let literals = self.needles();
        literals.is_empty() || literals.iter().any(|literal| folded.contains(literal.as_str()))
    }

    /// Compiles the expression to see whether it is one.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn check(&self) -> Result<(), ExpressionFault> {
        let whole = Span::new(0, self.written.len());
        let length = self.written.chars().count();
        if length > LENGTH_LIMIT {
            let message = format!("the expression is {length} characters long; at most {LENGTH_LIMIT} are allowed");
            return Err(ExpressionFault { span: whole, message });
        }
        let hir = self.parse()?;
        if hir.properties().minimum_len().is_none_or(|least| least == 0) {
            let message =
                "the expression matches where nothing stands; it must ask for at least one character".to_owned();
            return Err(ExpressionFault { span: whole, message });
        }
        self.compile().map(|_| ()).map_err(|error| {
            // The grammar is right, as parsed above: what is left is size, and classes of characters that are not supported.
            ExpressionFault { span: whole, message: format!("the expression is too big, or not supported: {error}") }
        })
    }

    fn compile(&self) -> Result<Regex, regex_lite::Error> {
        RegexBuilder::new(&self.folded).size_limit(SIZE_LIMIT).nest_limit(NEST_LIMIT).build()
    }

    fn parse(&self) -> Result<Hir, ExpressionFault> {
        let mut parser = regex_syntax::ParserBuilder::new().nest_limit(NEST_LIMIT).build();
        parser.parse(&self.folded).map_err(|error| {
            let (span, what) = match &error {
                regex_syntax::Error::Parse(error) => (*error.span(), error.kind().to_string()),
                regex_syntax::Error::Translate(error) => (*error.span(), error.kind().to_string()),
                _ => return ExpressionFault { span: Span::new(0, self.written.len()), message: error.to_string() },
            };
            let span = fold_pattern(&self.written).1.map(Span::new(span.start.offset, span.end.offset));
            ExpressionFault { span, message: format!("broken regular expression: {what}") }
        })
    }
}

/// The folded form of a pattern and the map from its bytes to those of the pattern.
fn fold_pattern(written: &str) -> (String, OffsetMap) {
    let mut folded = String::with_capacity(written.len());
    let mut map = OffsetMap::default();
    let mut escaped = false;
    for (at, c) in written.char_indices() {
        let start = folded.len();
        let form = fold_char(c);
        let new_ascii = form != c && form.is_ascii();
        if new_ascii && escaped && form.is_ascii_alphanumeric() {
            // `\ｄ` is no escape that anybody means; it is left for the compiler to refuse.
            folded.push(c);
        } else {
            if new_ascii && !escaped && regex_syntax::is_meta_character(form) {
                folded.push('\\');
            }
            folded.push(form);
        }
        map.push(Span::new(start, folded.len()), Span::new(at, at + c.len_utf8()));
        escaped = c == '\\' && !escaped;
    }
    (folded, map)
}

/// Words of which every match of `hir` holds at least one; none where there are no such words. The longest set is not
/// sought, only a cheap and certain one. The parser limits how deep `hir` nests.
fn required(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => String::from_utf8(literal.0.to_vec()).ok().map(|word| vec![word]),
        HirKind::Capture(group) => required(&group.sub),
        HirKind::Repetition(repeated) if repeated.min > 0 => required(&repeated.sub),
        HirKind::Alternation(branches) => {
            branches.iter().map(required).collect::<Option<Vec<_>>>().map(|words| words.concat())
        }
        // Of several necessary parts the one with the longest shortest word is the rarest.
        HirKind::Concat(parts) => {
            let sets = parts.iter().filter_map(required);
            sets.max_by_key(|words| words.iter().map(String::len).min())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::fold::fold;

    fn expression(pattern: &str) -> Expression {
        Expression::new(pattern, Span::default())
    }

    fn finds(pattern: &str, text: &str) -> Option<String> {
        let folded = fold(text);
        let regex = expression(pattern);
        regex.for_text(&folded).and_then(|regex| regex.find(&folded)).map(|found| found.as_str().to_owned())
    }

    #[test]
    fn a_pattern_in_either_script_and_width_matches_both() {
        assert_eq!(finds("不是[^，。]{1,9}就是", "不是贏，就是輸"), None);
        assert_eq!(finds("還是.{1,4}？", "要錢还是要命?").as_deref(), Some("还是要命?"));
        assert_eq!(finds("(?:就算|即使)（", "即使(").as_deref(), Some("即使("));
        assert_eq!(finds("[（「]嗎？", "「嗎?").as_deref(), Some("「吗?"));
        assert_eq!(finds(r"\？", "甲?").as_deref(), Some("?"));
    }

    #[test]
    fn an_expression_is_compiled_only_when_a_word_of_it_occurs() {
        let regex = expression("(?:不是|並非).+(?:而是|就是)");
        assert!(regex.for_text("今天天气不错").is_none());
        assert!(regex.compiled.get().is_none());
        assert!(regex.for_text("不是他就是我").is_some());
        assert!(expression("[0-9]+").for_text("无").is_some(), "without a word that must occur the expression decides");
    }

    #[test]
    fn faults_point_into_the_written_pattern() {
        let fault = |pattern: &str| expression(pattern).check().err().map(|fault| (fault.span, fault.message));
        let (span, message) = fault("？甲(乙").unwrap();
        assert_eq!(span, Span::new(6, 7));
        assert!(message.contains("unclosed group"), "{message}");
        assert!(fault("甲*").unwrap().1.contains("at least one character"));
        assert!(fault("(?:(?:甲{900}){900}){900}").unwrap().1.contains("too big"));
        assert!(fault(&"(".repeat(300)).is_some());
        assert!(fault(&"甲".repeat(2_001)).unwrap().1.contains("at most 2000 are allowed"));
        assert!(fault("甲|乙").is_none());
    }
}
