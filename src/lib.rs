//! lunju (論據): a linter for arguments.
//!
//! A text goes one way and no step calls back:
//!
//! ```text
//! bytes -> read -> Article -> parse -> Argument -> lint -> Report -> emit -> bytes
//! ```
//!
//! - [`model`] holds the nouns of every step.
//! - [`pack`] holds what the steps know: word lists, lint pages, selectors, fitted weights, folding tables.
//! - [`read`] turns the text of a file into an `Article`.
//! - [`parse`] turns an `Article` into an `Argument`. It cannot fail.
//! - [`lint`] runs lint pages over an `Argument` and gives a `Report`.
//! - [`emit`] prints a `Report` in one output format.
//! - [`front`] is the command line and the web page: the only room that touches files and sockets.

pub mod emit;
pub mod front;
pub mod lint;
pub mod model;
pub mod pack;
pub mod parse;
pub mod read;

use lint::Settings;
use model::article::Article;
use model::diagnostic::{Report, Summary};
use pack::page::Pack;

/// Checks a plain text with the recommended built-in lints.
///
/// Ranges in the report count from the start of `text`. A text in a language that has no pack (see
/// [`model::argument::Language::has_pack`] and [`Report::language`]) is not looked at: its report has no findings. For many texts keep a
/// [`Checker`], which loads the lints once.
///
/// ```
/// let report = lunju::check("重建碼頭的是與非\n\n去年共有三萬人次乘搭渡輪。政府應該重建碼頭。\n");
/// assert_eq!(report.language, lunju::model::argument::Language::ZhHant);
/// for diagnostic in &report.diagnostics {
///     println!("{}: {}", diagnostic.range.start.line, diagnostic.message);
/// }
/// ```
#[must_use]
pub fn check(text: &str) -> Report {
    Checker::default().check("-", text)
}

/// The lints and settings of a run, loaded once for many texts.
///
/// ```
/// let checker = lunju::Checker::default();
/// for draft in ["他的話毫無根據。", "会议昨天结束。"] {
///     assert_eq!(checker.check("draft.txt", draft).summary.articles, 1);
/// }
/// ```
pub struct Checker {
    /// The lint pages and word lists.
    pub pack: Pack,
    /// Which lints run, the language of messages, and suppressions that stand outside of the texts.
    pub settings: Settings,
}

impl Default for Checker {
    /// The built-in lints with default settings.
    fn default() -> Self {
        Self { pack: Pack::builtin(), settings: Settings::default() }
    }
}

impl Checker {
    /// Checks the decoded `text` of a file; the extension of `path` tells the format, and the report carries the path.
    #[must_use]
    pub fn check(&self, path: &str, text: &str) -> Report {
        self.check_article(&read::read_text(path, text))
    }

    /// Checks an article that has been read already; findings only if its language has a pack.
    #[must_use]
    pub fn check_article(&self, article: &Article) -> Report {
        let argument = parse::parse(article, &self.pack.lexicons);
        if argument.language.has_pack() {
            return lint::lint(&self.pack, &self.settings, article, &argument);
        }
        let none = Settings { select: Some(Vec::new()), ..self.settings.clone() };
        let mut report = lint::lint(&self.pack, &none, article, &argument);
        report.summary = Summary { articles: 1, ..Summary::default() };
        report
    }
}
