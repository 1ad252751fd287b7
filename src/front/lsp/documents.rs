//! The drafts that are open: their texts, their versions, and what was found in the last one that was looked at.

use super::addresses::path_of;
use super::positions::{Lines, Stretch, Unit};
use super::project::Project;
use super::protocol::{Change, Item};
use crate::emit::Parsed;
use crate::front::files::Input;
use crate::front::messages::Message;
use crate::lint::{self, credit, lint_again};
use crate::model::argument::{Argument, Language};
use crate::model::article::Article;
use crate::model::diagnostic::{MessageLanguage, Report};
use crate::model::span::Span;
use crate::parse::{self, parse_again};
use crate::read::read_text;
use std::path::PathBuf;

/// A format that drafts are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, which has no comments.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

impl Format {
    /// The format of a file of that ending.
    fn of_ending(ending: &str) -> Option<Self> {
        match &*ending.to_ascii_lowercase() {
            "txt" => Some(Self::Plain),
            "md" | "markdown" | "mdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }

    /// The format that a client calls `id`.
    fn of_language(id: &str) -> Option<Self> {
        match id {
            "markdown" | "quarto" | "rmd" | "mdx" => Some(Self::Markdown),
            "html" | "xhtml" => Some(Self::Html),
            "plaintext" | "text" | "" => Some(Self::Plain),
            _ => None,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Plain => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }
}

/// What was found in a draft.
pub struct Checked {
    /// The article.
    pub article: Article,
    /// Its argument.
    pub argument: Argument,
    /// The findings.
    pub report: Report,
    /// The language of messages.
    pub language: MessageLanguage,
}

impl Checked {
    /// Article and argument, as emitters want them.
    pub fn parsed(&self) -> Parsed<'_> {
        Parsed { article: &self.article, argument: &self.argument, reasons: None }
    }

    /// Where bytes of the folded text stand in the draft.
    pub fn source_span(&self, span: Span) -> Span {
        self.article.map.map(self.argument.prose_span(span))
    }

    /// The unit at byte `at` of the draft.
    pub fn unit_at(&self, at: usize) -> Option<usize> {
        let holds = |unit: &crate::model::argument::Unit| {
            let span = self.source_span(unit.span);
            span.start <= at && at < span.end.max(span.start + 1)
        };
        self.argument.units.iter().position(holds)
    }
}

/// What became of a draft.
pub enum Outcome {
    /// It was checked.
    Checked(Box<Checked>),
    /// It cannot be checked, for the reason given.
    Refused(String),
    /// There is nothing to check.
    Nothing,
}

/// An open draft.
pub struct Document {
    /// Its address.
    pub uri: String,
    /// Its file, if it has one.
    pub path: Option<PathBuf>,
    /// As the rest of the program knows it.
    pub input: Input,
    /// Its format.
    pub format: Format,
    /// Its version.
    pub version: i64,
    /// Its text.
    pub text: String,
    /// The lines of the text.
    pub lines: Lines,
    /// What it is checked with, as far as that was read.
    pub project: Option<Project>,
    is_foreign: bool,
    unit: Unit,
    /// What was found in the text as it is; none: nobody has looked.
    outcome: Option<Outcome>,
    parsed: parse::Memory,
    linted: lint::Memory,
}

impl Document {
    /// A draft that was opened by a client that counts in `unit`.
    pub fn open(item: Item, unit: Unit) -> Self {
        let path = path_of(&item.uri);
        let name = item.uri.rsplit(['/', ':']).next().unwrap_or_default();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let told = Format::of_ending(ending).or_else(|| Format::of_language(&item.language_id));
        let (is_foreign, format) = (told.is_none(), told.unwrap_or(Format::Plain));
        let input = match &path {
            Some(path) => Input::file(path.clone()),
            None => Input::stdin(Some(&format!("untitled.{}", format.ending()))),
        };
        let lines = Lines::new(&item.text, unit);
        Self {
            uri: item.uri,
            path,
            input,
            format,
            version: item.version,
            text: item.text,
            lines,
            project: None,
            is_foreign,
            unit,
            outcome: None,
            parsed: parse::Memory::default(),
            linted: lint::Memory::default(),
        }
    }

    /// Whether the file is none that drafts are written in as text: a program, a configuration, a package.
    pub fn is_foreign(&self) -> bool {
        self.is_foreign
    }

    /// Changes the text, one change upon the other.
    pub fn change(&mut self, version: i64, changes: Vec<Change>) {
        for Change { range, text } in changes {
            match range {
                None => self.text = text,
                Some(range) => {
                    let span = self.lines.span(&self.text, range);
                    self.text.replace_range(span.start..span.end, &text);
                }
            }
            self.lines = Lines::new(&self.text, self.unit);
        }
        self.version = version;
        self.outcome = None;
    }

    /// Forgets what it was checked with.
    pub fn forget(&mut self) {
        self.project = None;
        self.outcome = None;
        // Word lists may be others now.
        self.parsed = parse::Memory::default();
        self.linted = lint::Memory::default();
    }

    /// What becomes of the draft as it is; `load` reads what it is checked with.
    pub fn outcome(&mut self, load: impl FnOnce(&Input, Option<&std::path::Path>) -> Project) -> &Outcome {
        if let Some(outcome) = self.outcome.take() {
            return self.outcome.insert(outcome);
        }
        let project = self.project.take().unwrap_or_else(|| load(&self.input, self.path.as_deref()));
        let outcome = self.check(&project);
        self.project = Some(project);
        self.outcome.insert(outcome)
    }

    /// What became of the draft as it is, if somebody has looked.
    pub fn known(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }

    /// What was found in the draft, if it could be checked.
    pub fn checked(&self) -> Option<&Checked> {
        match &self.outcome {
            Some(Outcome::Checked(checked)) => Some(checked),
            _ => None,
        }
    }

    fn check(&mut self, project: &Project) -> Outcome {
        let Some(configured) = project.configured(&self.input) else { return Outcome::Nothing };
        let mut article = read_text(&format!("draft.{}", self.format.ending()), &self.text);
        article.source.path.clone_from(&self.input.name);
        if article.prose.trim().is_empty() {
            return Outcome::Nothing;
        }
        let pack = project.pack();
        let argument = parse_again(&article, &pack.lexicons, &mut self.parsed);
        let spoken = argument.language;
        if configured.languages.as_ref().is_some_and(|wanted| !wanted.contains(&spoken)) {
            return Outcome::Nothing;
        }
        let language = configured.settings.language;
        if !spoken.has_pack() {
            let message = if spoken == Language::English { Message::EnglishArticle } else { Message::UnknownLanguage };
            return Outcome::Refused(message.text(language.unwrap_or(MessageLanguage::English)));
        }
        let (report, _) = lint_again(pack, &configured.settings, &article, &argument, &mut self.linted);
        let language = language.unwrap_or_else(|| MessageLanguage::of_article(spoken));
        let argument = match credit(&argument, &pack.lexicons) {
            std::borrow::Cow::Borrowed(_) => argument,
            std::borrow::Cow::Owned(credited) => credited,
        };
        Outcome::Checked(Box::new(Checked { article, argument, report, language }))
    }

    /// The stretch of the bytes `span` of the text.
    pub fn stretch(&self, span: Span) -> Stretch {
        self.lines.stretch(&self.text, span)
    }
}
