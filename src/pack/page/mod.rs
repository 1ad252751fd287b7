//! Lint pages: front matter, documentation, examples. One page, one lint.
//!
//! `load` splits a page and puts its parts together, `across` checks pages against each other, `keys` knows the keys of the front matter and `front_matter` reads them,
//! `option` holds what users may set and puts it in, `packed` is the form of built-in pages, `pointer` says which other places a finding shows, `body` reads the Markdown, `expression` holds regular expressions.

mod across;
mod body;
mod expression;
mod front_matter;
mod house;
mod keys;
mod load;
mod manifest;
mod option;
mod packed;
mod pointer;
#[cfg(test)]
mod tests;

pub use expression::{Expression, ExpressionFault};
pub use keys::{FRONT_MATTER, SETS, SEVERITIES};
pub use load::{SIZE_LIMIT, read_all};
pub use manifest::{Manifest, Other};
pub use option::PageOption;
pub use packed::pack;
pub use pointer::{Link, Pointer, Reach, Way};

use crate::model::argument::Language;
use crate::model::diagnostic::{Failure, MessageLanguage, Severity};
use crate::model::span::Span;
use crate::pack::fold::simplify;
use crate::pack::lexicon::{Lexicons, ListId};
use crate::pack::select::Select;
use crate::pack::table::fault::Faults;
use crate::pack::table::fields::Text;
use crate::pack::table::value::Values;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A text for users in every message language; Simplified Chinese is the fold of `zh`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Pattern {
    /// The words of a list (a named lexicon, or the page's own words), already found in [`crate::model::argument::Argument::cues`].
    List(ListId),
    /// A regular expression over the folded text. It sees only the unit (or other node) that it searches, so that `^` and
    /// `$` are that node's ends.
    Regex(Expression),
    /// Words with gaps between them.
    Phrase(Phrase),
}

/// Words in order, each pair within one clause and with a gap between: 不是…就是.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Phrase {
    /// The words, each in a list of its own; at least one.
    pub parts: Vec<ListId>,
    /// Whether the phrase goes on behind the last word, over a gap of at least one scalar value.
    pub open: bool,
    /// The most scalar values in a gap.
    pub gap: usize,
}

/// Where, seen from a match, a word stands that excuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Side {
    /// Its key in an entry of `unless`.
    #[must_use]
    pub fn name(self) -> &'static str {
        front_matter::SIDES.iter().find(|(_, side)| *side == self).map_or("", |(name, _)| name)
    }
}

/// A reason to leave a match alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Excuse {
    /// Where the word stands.
    pub side: Side,
    /// The word.
    pub pattern: Pattern,
    /// How many scalar values may lie between match and word; `Before` and `After` only.
    pub within: Option<usize>,
}

/// Other words for some findings of a page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Variant {
    /// Where a finding stands that it is for; none: anywhere.
    pub select: Option<Select>,
    /// Of what one stands in such a finding; empty: anything.
    pub patterns: Vec<Pattern>,
    /// What is wrong.
    pub message: Message,
    /// What the writer can do; none: what the page says.
    pub help: Option<Message>,
    /// What an editor would ask; none: what the page says.
    pub query: Option<Message>,
}

/// An example of a page: a short text and the stretches that the lint must flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The text without the marks ⟦ ⟧.
    pub text: String,
    /// The flagged stretches in scalar values of `text`, sorted; none for a text that passes.
    pub flagged: Vec<Span>,
    /// The script that the text is written in.
    pub script: Language,
    /// The line of the page, from 1, on which the example's first line stands.
    pub line: usize,
    /// The options that it sets.
    pub options: Values,
}

/// How often a page speaks of one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Once {
    /// Wherever it finds something.
    #[default]
    No,
    /// At the first place of the same words in an article.
    Words,
    /// At the first place in an article.
    Article,
}

/// A lint.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Page {
    /// Its name.
    pub id: String,
    /// The folder that it stands in: support, source, rhetoric, structure.
    pub family: String,
    /// How much its findings matter.
    pub severity: Severity,
    /// Whether the recommended set has it (`set` on the page); if not, it is in the set of all lints only.
    pub recommended: bool,
    /// What is looked at.
    pub select: Select,
    /// The selector as it is written, with the values of its options.
    pub selector: String,
    /// What is looked for in there; empty: the node itself is the finding.
    pub patterns: Vec<Pattern>,
    /// What excuses a match, or the node where there are no patterns.
    pub unless: Vec<Excuse>,
    /// Whether matches inside quotation marks and titles count too.
    pub quoted: bool,
    /// Lints whose findings on the same words win over this one's.
    pub yields_to: Vec<String>,
    /// How often it speaks.
    pub once: Once,
    /// Other places to show with a finding; none: the page leaves that to the lint engine.
    pub related: Option<Vec<Pointer>>,
    /// Replacements to offer for a match.
    pub suggest: Vec<String>,
    /// What is wrong, in one sentence; `{match}` stands for the matched words.
    pub message: Message,
    /// What the writer can do.
    pub help: Message,
    /// What an editor would ask the author.
    pub query: Message,
    /// What a user may set, sorted by name.
    pub options: Vec<PageOption>,
    /// Other words for some findings; of those that fit one the first counts.
    pub variants: Vec<Variant>,
    /// The path to report mistakes under.
    pub path: String,
    /// The whole page.
    #[serde(skip)]
    text: Cow<'static, str>,
    /// Where in `text` the front matter has ended.
    body: usize,
}

impl Page {
    /// The title of the page, in Chinese and English; the id where it has none. Reads the body anew: keep the result.
    #[must_use]
    pub fn title(&self) -> Message {
        let title = body::read(&self.text, self.body, &mut Faults::new(&self.path, &self.text)).title;
        title.unwrap_or_else(|| Message { zh: self.id.clone(), en: self.id.clone() })
    }

    /// The documentation: Markdown, without front matter.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.get(self.body..).unwrap_or("").trim_start()
    }

    /// The examples in order. Reads the body anew: keep the result.
    #[must_use]
    pub fn examples(&self) -> Vec<Example> {
        body::read(&self.text, self.body, &mut Faults::new(&self.path, &self.text)).examples
    }

    /// Everything that is wrong with the parts of the page that a run does not need at once: documentation, examples, the
    /// regular expressions, which are compiled here.
    #[must_use]
    pub fn check(&self) -> Vec<Failure> {
        let mut faults = Faults::new(&self.path, &self.text);
        let varied = self.variants.iter().flat_map(|variant| &variant.patterns);
        for pattern in self.patterns.iter().chain(self.unless.iter().map(|excuse| &excuse.pattern)).chain(varied) {
            if let Pattern::Regex(expression) = pattern
                && let Err(fault) = expression.check()
            {
                let text = Text::new(&self.text, expression.at(), expression.written());
                faults.push(text.part(fault.span), fault.message);
            }
        }
        for example in body::read(&self.text, self.body, &mut faults).examples {
            if option::settle(&self.options, &example.options).is_none() {
                let before = self.text.split_inclusive('\n').take(example.line.saturating_sub(2));
                let at = before.map(str::len).sum();
                let message = "the example sets an option that the page does not have, or to what it cannot be";
                faults.push(Span::new(at, at), message);
            }
        }
        faults.into_failures()
    }
}

/// What users add: the texts of their files, each with the path to report mistakes under.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Lint pages. The path names the lint: its file stem is the id, the folder above is the family.
    pub pages: Vec<(String, String)>,
    /// Word lists. The path ends in `LANGUAGE/NAME.tsv`.
    pub lists: Vec<(String, String)>,
    /// Values of options that lints are to be run with: id of the lint, values. Those that the lint does not take are passed
    /// over.
    pub options: Vec<(String, Values)>,
}

/// Lint pages with the word lists that they and the parser use.
pub struct Pack {
    /// The pages, sorted by id.
    pub pages: Vec<Page>,
    /// Pages with other values of their options than the defaults.
    variants: Vec<(Values, Page)>,
    /// What of the users' it was gathered from.
    users: Sources,
    /// The word lists; words that stand on the page `id` itself are in lists called `id#0`, `id#1` ...
    pub lexicons: Lexicons,
}

impl Pack {
    /// The built-in pages and lists. A test loads every built-in page; a broken one would be left out.
    #[must_use]
    pub fn builtin() -> Self {
        load::load(&Sources::default()).0
    }

    /// What is built in and those of `users` pages and lists in which nothing is wrong; and everything that is wrong with
    /// the others, each at its place, sorted by path and place. A list of the name of a built-in one adds its words to it.
    #[must_use]
    pub fn gather(users: &Sources) -> (Self, Vec<Failure>) {
        load::gather(users)
    }

    /// The built-in pages and lists, and `pages` of the user's: (path, text). The path names the lint: its file stem is the
    /// id, the folder above is the family.
    ///
    /// # Errors
    /// Everything that is wrong with the pages, each at its place, sorted by path and place.
    pub fn with(pages: &[(String, String)]) -> Result<Self, Vec<Failure>> {
        let (pack, failures) = load::gather(&Sources { pages: pages.to_vec(), ..Sources::default() });
        if failures.is_empty() { Ok(pack) } else { Err(failures) }
    }

    /// `page` with `values` of its options; only values that were among [`Sources::options`] make a difference.
    #[must_use]
    pub fn tuned<'p>(&'p self, page: &'p Page, values: &Values) -> &'p Page {
        let of_page = || self.variants.iter().filter(|(_, variant)| variant.id == page.id);
        if values.is_empty() || of_page().next().is_none() {
            return page;
        }
        let settled = option::settle(&page.options, values);
        of_page().find(|(held, _)| Some(held) == settled.as_ref()).map_or(page, |(_, variant)| variant)
    }

    /// The same pack with these `options` too.
    #[must_use]
    pub fn with_options(&self, options: Vec<(String, Values)>) -> Self {
        load::load(&Sources { options, ..self.users.clone() }).0
    }

    /// The page called `id`.
    #[must_use]
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.id == id)
    }
}
