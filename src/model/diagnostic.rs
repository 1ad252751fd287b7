//! What the lints found, in a form that every output format can print.

use crate::model::argument::Language;
use crate::model::span::Range;
use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Not reported.
    Off,
    /// Worth a look; never fails a run by default.
    Info,
    /// An editor would want it changed.
    Warning,
    /// The text must not go out like this.
    Error,
}

impl Severity {
    /// The name in pages, configuration and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Off, Self::Info, Self::Warning, Self::Error].into_iter().find(|severity| severity.name() == name)
    }
}

/// The language of messages to the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageLanguage {
    /// Traditional Chinese.
    ZhHant,
    /// Simplified Chinese.
    ZhHans,
    /// English.
    English,
}

impl MessageLanguage {
    /// The one of three texts that it asks for: in Traditional Chinese, Simplified Chinese and English.
    #[must_use]
    pub fn pick<T>(self, [traditional, simplified, english]: [T; 3]) -> T {
        match self {
            Self::ZhHant => traditional,
            Self::ZhHans => simplified,
            Self::English => english,
        }
    }

    /// The language that an article's messages are in when nobody asks for another: its own.
    #[must_use]
    pub fn of_article(language: Language) -> Self {
        match language {
            Language::ZhHans => Self::ZhHans,
            Language::ZhHant => Self::ZhHant,
            Language::English | Language::Unknown => Self::English,
        }
    }
}

/// Another place that helps to understand a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Related {
    /// Where.
    pub range: Range,
    /// Why it matters.
    pub message: String,
}

/// A change of the text that would answer a finding; never applied unasked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Suggestion {
    /// What to replace.
    pub range: Range,
    /// What to put there.
    pub text: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The lint's id.
    pub lint: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What the writer can do.
    pub help: String,
    /// What an editor would ask the author.
    pub query: String,
    /// Where: the matched words, else the unit.
    pub range: Range,
    /// The prose under `range`, without markup, on one line.
    pub words: String,
    /// The sentence that the words stand in, without markup, on one line; cut where it is long.
    pub sentence: String,
    /// The unit, an index into the argument's units; none for findings about something that is absent.
    pub unit: Option<usize>,
    /// Other places.
    pub related: Vec<Related>,
    /// Possible changes.
    pub suggestions: Vec<Suggestion>,
    /// What the finding is known by in other versions of its article: a hash of the lint, of its unit's text and of how many
    /// of the same came before it, but of no line. Two findings of one article never share it; 0 until a report is complete.
    pub fingerprint: u64,
}

/// What output formats say of a lint beside its findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LintNote {
    /// The lint's id.
    pub id: String,
    /// The folder that its page stands in; empty for a lint that has no page of its own.
    pub family: String,
    /// How much its findings matter, if nobody says otherwise.
    pub severity: Severity,
    /// Its title.
    pub title: String,
    /// Its documentation in Markdown.
    pub page: String,
}

/// The counts that sum up an argument.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Articles checked.
    pub articles: usize,
    /// Claims.
    pub claims: usize,
    /// Claims that evidence supports.
    pub supported_claims: usize,
    /// Pieces of evidence.
    pub evidence: usize,
    /// Evidence whose source is named or linked.
    pub sourced_evidence: usize,
    /// Calls to action.
    pub calls_to_action: usize,
    /// Findings.
    pub diagnostics: usize,
    /// Findings that a suppression has taken out; they count nowhere else.
    pub suppressed: usize,
    /// Findings left out because they are known: they are in the baseline, or in units that have not changed.
    pub known: usize,
}

impl Summary {
    /// Adds the counts of another summary.
    pub fn add(&mut self, other: &Summary) {
        self.articles += other.articles;
        self.claims += other.claims;
        self.supported_claims += other.supported_claims;
        self.evidence += other.evidence;
        self.sourced_evidence += other.sourced_evidence;
        self.calls_to_action += other.calls_to_action;
        self.diagnostics += other.diagnostics;
        self.suppressed += other.suppressed;
        self.known += other.known;
    }
}

/// What was found in one article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// The path to report under.
    pub path: String,
    /// The article's language.
    pub language: Language,
    /// The decoded source, for formats that show the text.
    pub source: String,
    /// Findings, sorted by start, end and lint id.
    pub diagnostics: Vec<Diagnostic>,
    /// The counts.
    pub summary: Summary,
}

impl Report {
    /// How much the worst finding matters; none: there are no findings.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.severity).max()
    }
}

/// Something that could not be done, for one file or for the whole run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Failure {
    /// The file, lint page or option that it is about.
    pub path: String,
    /// Where in that file, if anywhere: line and column from 1.
    pub position: Option<(usize, usize)>,
    /// What went wrong and what to do.
    pub message: String,
}
