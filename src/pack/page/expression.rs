//! Regular expressions of lint pages: folded like the text they search, and compiled for the machine that looks for them.

use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use crate::pack::builtin;
use crate::pack::fold::fold_char;
use crate::pack::lexicon::{LexiconBuilder, ListId};
use crate::pack::machine;
use regex_syntax::hir::Hir;
use serde::{Deserialize, Serialize};

/// The most scalar values of a pattern.
const LENGTH_LIMIT: usize = 2_000;
/// How deep groups may nest.
const NEST_LIMIT: u32 = 50;

/// A regular expression over folded text.
///
/// The pattern is folded character by character, so that it may be written in either script and in full or half width.
/// A full-width sign whose folded form means something in a pattern (？ → `?`) is escaped and stays a sign. The two ends
/// of a range of characters are folded too: write ranges that the fold leaves alone (`[一-鿿]`, `[0-9]`).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Expression {
    written: Written,
    /// Where the string stands in its page, quotes included; a built-in page has nothing to report there.
    #[serde(skip)]
    at: Span,
    program: Program,
    required: Option<ListId>,
}

/// A pattern as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Written {
    /// One of the built-in ones: where they stand, how many bytes it has.
    Builtin(usize, usize),
    /// One of a user's page.
    Own(String),
}

/// A program of the machine.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Program {
    /// One of the built-in ones: where they stand, how many numbers it has.
    Builtin(usize, usize),
    /// One of a user's page; empty where the pattern is broken.
    Own(Vec<u32>),
}

/// What is wrong with an expression.
pub struct ExpressionFault {
    /// The bytes of the written pattern that are wrong.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

impl Expression {
    /// The expression `written`, which stands at `at` in its page; what it requires becomes a list of `lexicons`. A broken one
    /// finds nothing.
    #[must_use]
    pub fn new(written: &str, at: Span, lexicons: &mut LexiconBuilder) -> Self {
        let hir = parse(written).ok();
        let program = hir.as_ref().and_then(|hir| machine::compile(hir).ok()).unwrap_or_default();
        let words = hir.as_ref().and_then(machine::required);
        let required = words.map(|words| lexicons.require(words));
        Self { written: Written::Own(written.to_owned()), at, program: Program::Own(program), required }
    }

    /// The pattern as it is written.
    #[must_use]
    pub fn written(&self) -> &str {
        match &self.written {
            Written::Builtin(first, count) => builtin::PATTERNS.get(*first..first + count).unwrap_or_default(),
            Written::Own(written) => written,
        }
    }

    /// The bytes of the page that hold the pattern, quotes included.
    #[must_use]
    pub fn at(&self) -> Span {
        self.at
    }

    /// The list, of those that [`crate::pack::lexicon::Lexicons::required`] has, of which every match holds a word; none where
    /// there are no such words.
    #[must_use]
    pub fn required(&self) -> Option<ListId> {
        self.required
    }

    /// The matches in `folded`, none overlapping another.
    #[must_use]
    pub fn find(&self, folded: &str) -> Vec<Span> {
        let program = match &self.program {
            Program::Builtin(first, count) => builtin::PROGRAMS.get(*first..first + count).unwrap_or_default(),
            Program::Own(program) => program,
        };
        machine::find_all(program, folded)
    }

    /// Moves the program to the end of `programs` and the pattern to that of `patterns`, which will be the built-in ones.
    pub fn move_to(&mut self, programs: &mut Vec<u32>, patterns: &mut String) {
        if let Program::Own(own) = &mut self.program {
            let (first, count) = (programs.len(), own.len());
            programs.append(own);
            self.program = Program::Builtin(first, count);
        }
        if let Written::Own(own) = &self.written {
            let first = patterns.len();
            patterns.push_str(own);
            self.written = Written::Builtin(first, own.len());
        }
    }

    /// Looks whether the pattern is a sound expression.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn check(&self) -> Result<(), ExpressionFault> {
        let written = self.written();
        let whole = Span::new(0, written.len());
        let length = written.chars().count();
        if length > LENGTH_LIMIT {
            let message = format!("the expression is {length} characters long; at most {LENGTH_LIMIT} are allowed");
            return Err(ExpressionFault { span: whole, message });
        }
        let hir = parse(written)?;
        if hir.properties().minimum_len().is_none_or(|least| least == 0) {
            let message =
                "the expression matches where nothing stands; it must ask for at least one character".to_owned();
            return Err(ExpressionFault { span: whole, message });
        }
        machine::compile(&hir)
            .map(drop)
            .map_err(|_| ExpressionFault { span: whole, message: "the expression is too big".to_owned() })
    }
}

/// The expression that `written` means, folded; a pattern that is too long is refused without a look.
fn parse(written: &str) -> Result<Hir, ExpressionFault> {
    let (folded, map) = fold_pattern(written);
    let mut parser = regex_syntax::ParserBuilder::new().nest_limit(NEST_LIMIT).build();
    parser.parse(&folded).map_err(|error| {
        let (span, what) = match &error {
            regex_syntax::Error::Parse(error) => (*error.span(), error.kind().to_string()),
            regex_syntax::Error::Translate(error) => (*error.span(), error.kind().to_string()),
            _ => return ExpressionFault { span: Span::new(0, written.len()), message: error.to_string() },
        };
        let span = map.map(Span::new(span.start.offset, span.end.offset));
        ExpressionFault { span, message: format!("broken regular expression: {what}") }
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::fold::fold;
    use crate::pack::page::{Pack, Page, Pattern};

    fn expression(pattern: &str) -> Expression {
        Expression::new(pattern, Span::default(), &mut LexiconBuilder::default())
    }

    fn finds(pattern: &str, text: &str) -> Option<String> {
        let folded = fold(text);
        expression(pattern).find(&folded).first().map(|found| found.of(&folded).to_owned())
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
    fn an_expression_requires_the_words_of_which_every_match_holds_one() {
        let mut lexicons = LexiconBuilder::default();
        let with_words = Expression::new("(?:不是|並非).+(?:而是|就是)", Span::default(), &mut lexicons);
        let without = Expression::new("[0-9]+,|[^一]$", Span::default(), &mut lexicons);
        assert!(without.required().is_none(), "without a word that must occur the expression decides");
        let required = with_words.required().unwrap();
        let lexicons = lexicons.build();
        let holds = |text: &str| lexicons.required().scan(text).iter().any(|cue| cue.list == required);
        assert!(!holds("今天天气不错") && holds("不是他就是我"));
    }

    #[test]
    fn faults_point_into_the_written_pattern() {
        let fault = |pattern: &str| expression(pattern).check().err().map(|fault| (fault.span, fault.message));
        let (span, message) = fault("？甲(乙").unwrap();
        assert_eq!(span, Span::new(6, 7));
        assert!(message.contains("unclosed group"), "{message}");
        assert!(fault("甲*").unwrap().1.contains("at least one character"));
        assert!(fault("(?:(?:甲{900}){900}){900}").unwrap().1.contains("too big"));
        assert!(fault("(?:(?:[甲乙]丙){900}){900}").unwrap().1.contains("too big"));
        assert!(fault("甲{20000}").unwrap().1.contains("too big"));
        assert!(fault(&"(".repeat(300)).is_some());
        assert!(fault(&"甲".repeat(2_001)).unwrap().1.contains("at most 2000 are allowed"));
        assert!(fault("甲|乙").is_none());
    }

    /// The texts of all examples, and the reference article.
    fn texts() -> Vec<String> {
        let pages = Pack::builtin().pages;
        let examples = pages.iter().flat_map(Page::examples).map(|example| fold(&example.text));
        let fixture = include_str!("../../../fixtures/ai-leadership.txt").lines().map(fold);
        examples.chain(fixture).collect()
    }

    #[test]
    fn the_machine_finds_what_regex_finds() {
        let pages = Pack::builtin().pages;
        let varied = pages.iter().flat_map(|page| page.variants.iter().flat_map(|variant| &variant.patterns));
        let excuses = pages.iter().flat_map(|page| page.unless.iter().map(|excuse| &excuse.pattern));
        let patterns = pages.iter().flat_map(|page| &page.patterns).chain(varied).chain(excuses);
        let texts = texts();
        let odd = [
            "(甲|甲乙)丙?",
            "(?:a|ab)(?:c|bcd)",
            "x*?y|z",
            "(?:ab?)*c",
            "(?:(?:a|b){2,3}c?){1,2}",
            "a+?",
            "(?m)^a|b$",
            "^(?:a|b)+",
            r"\bab\b|\Bc",
            "(?:a*)*b",
            "(?:|a)+b",
            "[^a]{2,}c",
            "(?i)AbC",
            "a{0,3}b{2}",
        ];
        let letters = [
            "abc",
            "aabbcab\ncab",
            "甲乙丙甲丙",
            "xxyzxb",
            "aaaa",
            "ab ab cab",
            "ABC abcabd",
            "bab bbb",
            "acbcabc",
            "",
        ];
        let written = patterns.filter_map(|pattern| match pattern {
            Pattern::Regex(expression) => Some(expression.written().to_owned()),
            _ => None,
        });
        for written in written.chain(odd.map(str::to_owned)) {
            let regex = regex::Regex::new(&fold_pattern(&written).0).unwrap();
            let expression = expression(&written);
            for text in texts.iter().map(String::as_str).chain(letters) {
                let expected = regex.find_iter(text).filter(|found| !found.is_empty());
                let expected: Vec<Span> = expected.map(|found| Span::new(found.start(), found.end())).collect();
                assert_eq!(expression.find(text), expected, "{written}\n{text}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn the_machine_finds_what_regex_finds_in_made_up_texts(
            pattern in "[ab甲]{0,2}(\\((a|b甲|甲\\*|\\[\\^a\\]\\{1,3\\}|b\\?)(\\||)(ab|甲|b\\+)\\)(\\*|\\+|\\?|\\{1,2\\}|)){1,3}[ab甲]",
            text in "[ab甲]{0,12}",
        ) {
            let regex = regex::Regex::new(&pattern).unwrap();
            let expected = regex.find_iter(&text).filter(|found| !found.is_empty());
            let expected: Vec<Span> = expected.map(|found| Span::new(found.start(), found.end())).collect();
            proptest::prop_assert_eq!(expression(&pattern).find(&text), expected);
        }
    }
}
