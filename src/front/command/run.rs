//! What every command that runs lints begins with: the configuration, the pages and packs, the lints that were typed.

use super::{known_lints, project_of};
use crate::emit::Style;
use crate::front::articles::{Loaded, load_wanted, parse_wanted};
use crate::front::cli::{ConfigArgs, FailOn, LintArgs};
use crate::front::config::{Configurations, Configured, Judged, Level};
use crate::front::console::Console;
use crate::front::files::Input;
use crate::front::limits::Limits;
use crate::front::pages::Pages;
use crate::lint::suppress::{OWN, Owner, Uses};
use crate::lint::{Settings, Wishes, lint_entries};
use crate::model::argument::{Argument, Language};
use crate::model::article::Article;
use crate::model::diagnostic::{Failure, LintNote, MessageLanguage, Report, Severity, Summary};
use crate::pack::page::{Message, Pack};
use crate::read::read_text;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a run checks with.
pub struct Run {
    /// The lints.
    pub pack: Pack,
    /// How output looks and speaks, with the language that the configuration asks for.
    pub style: Style,
    /// The files of users that were read (path, text), for failures to point into.
    pub sources: Vec<(String, String)>,
    configurations: Configurations,
    /// What the command line says about lints.
    wishes: Wishes,
    /// What it says about limits.
    limits: Limits,
}

/// How a run is to end for an article, as far as its configuration and the command line's limits say.
#[derive(Clone, Copy, Debug)]
pub struct Ending {
    /// The least severity that fails the run.
    pub fail_on: FailOn,
    /// The most findings to show.
    pub findings: usize,
}

impl Ending {
    /// How a run ends for what is checked as `configured`.
    #[must_use]
    pub fn of(configured: &Configured) -> Self {
        Self { fail_on: configured.fail_on, findings: configured.limits.findings() }
    }
}

/// What became of one input.
pub enum Linted {
    /// Findings, in what they were found, how the run is to end for them, and the entries of the configuration that were of use.
    Article(Box<(Article, Argument)>, Report, Ending, Uses),
    /// A file without prose.
    Empty,
    /// An article in a language that the configuration does not list.
    Unwanted(Language),
    /// A file that cannot be checked.
    Failed(Failure),
    /// The configuration is broken, as has been said.
    Unconfigured,
}

impl Run {
    /// Reads the configurations of `inputs`, the project of `first` (empty: the current folder) and the packs in use. What is
    /// wrong with them is noted on `console`, which then speaks the language of the run.
    pub fn new(config: &ConfigArgs, first: &Path, inputs: &[Input], style: Style, console: &mut Console) -> Self {
        let (mut configurations, failures) = Configurations::load(config, inputs, style.language);
        console.fail_all(failures);
        let style = Style { language: configurations.language(), ..style };
        console.language = style.language.unwrap_or(console.language);
        let base = project_of(config, first);
        let pages = Pages::load(base.as_deref(), &configurations.wanted(inputs), console.language);
        console.fail_all(configurations.check_lints(&pages.pack, &pages.known()));
        let Pages { pack, mut sources, failures, .. } = pages;
        console.fail_all(failures);
        sources.extend(configurations.sources());
        Self { pack, style, sources, configurations, wishes: Wishes::default(), limits: Limits::default() }
    }

    /// The same with the lints that were typed; those that there are not are noted on `console`.
    #[must_use]
    pub fn choosing(mut self, typed: &LintArgs, console: &mut Console) -> Self {
        self.wishes.select = typed.select.clone().map(|ids| known_lints("--select", ids, &self.pack, console));
        self.wishes.ignore = known_lints("--ignore", typed.ignore.clone(), &self.pack, console);
        self
    }

    /// The same with the limits that were typed.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Whether the configurations want findings to be kept for the next run.
    #[must_use]
    pub fn wants_cache(&self) -> bool {
        self.configurations.wants_cache()
    }

    /// What `input` is checked with; none if its configuration is broken.
    #[must_use]
    pub fn configured(&self, input: &Input) -> Option<Configured> {
        let configured = self.configurations.of(input, &self.wishes)?;
        Some(Configured { limits: self.limits.or(configured.limits), ..configured })
    }

    /// The settings for `input`; none if its configuration is broken.
    #[must_use]
    pub fn settings(&self, input: &Input) -> Option<Settings> {
        self.configured(input).map(|configured| configured.settings)
    }

    /// The levels of the lint `id`, which settings give the level `effective`: first the one that holds for `input`; none if
    /// its configuration is broken.
    #[must_use]
    pub fn levels(&self, input: &Input, id: &str, effective: impl Fn(&Settings) -> Severity) -> Vec<Level> {
        if self.settings(input).is_some() { self.configurations.levels(input, id, effective) } else { Vec::new() }
    }

    /// What is wrong with the entries of the configurations after a check of `inputs`, of which `uses` tells what they took out;
    /// one report a configuration.
    #[must_use]
    pub fn judge(&self, uses: &BTreeMap<Owner, bool>, inputs: &[Input], language: MessageLanguage) -> Vec<Report> {
        let spoken = match language {
            MessageLanguage::ZhHant => Language::ZhHant,
            MessageLanguage::ZhHans => Language::ZhHans,
            MessageLanguage::English => Language::English,
        };
        let report = |judged: Judged| {
            let summary = Summary { diagnostics: judged.diagnostics.len(), ..Summary::default() };
            Report {
                path: judged.source.path,
                language: spoken,
                source: judged.source.text,
                diagnostics: judged.diagnostics,
                summary,
            }
        };
        self.configurations.judge(&self.pack, uses, inputs, &self.wishes, language).into_iter().map(report).collect()
    }

    /// What there is to say of the lints that may have findings. Titles are in the language of the run; in Chinese and English
    /// where every article has its own. Which of them run differs from file to file, so all of them are here.
    #[must_use]
    pub fn notes(&self) -> Vec<LintNote> {
        let title = |title: Message| match self.style.language {
            Some(language) => title.text(language).into_owned(),
            None => format!("{} / {}", title.zh, title.en),
        };
        let pages = self.pack.pages.iter().map(|page| LintNote {
            id: page.id.clone(),
            family: page.family.clone(),
            severity: page.severity,
            title: title(page.title()),
            // The examples are tests, and many.
            page: page.body().split("\n## Examples").next().unwrap_or_default().trim_end().to_owned(),
        });
        let own = OWN.iter().map(|lint| LintNote {
            id: lint.id.to_owned(),
            family: String::new(),
            severity: lint.severity,
            title: title(lint.title()),
            page: lint.page.to_owned(),
        });
        pages.chain(own).collect()
    }

    /// Checks `input` with the settings of `of`; failures are in `language`.
    #[must_use]
    pub fn lint(&self, input: &Input, of: &Input, language: MessageLanguage) -> Linted {
        let Some(configured) = self.configured(of) else { return Linted::Unconfigured };
        let limits = configured.limits;
        let load = |wanted: Option<&[Language]>| load_wanted(input, limits, &self.pack.lexicons, language, wanted);
        self.lint_loaded(&input.name, configured, load)
    }

    /// Checks `text`, which is read as a file with the name of `of` would be, with the settings of `of`; failures are in `language`.
    #[must_use]
    pub fn lint_text(&self, text: &str, of: &Input, language: MessageLanguage) -> Linted {
        let Some(configured) = self.configured(of) else { return Linted::Unconfigured };
        let article = read_text(&of.name, text);
        self.lint_loaded(&of.name, configured, |wanted| parse_wanted(article, &self.pack.lexicons, language, wanted))
    }

    /// Checks `input` with the settings of it, for somebody who reads `language`, whatever the configuration says; none: as it says.
    #[must_use]
    #[cfg(feature = "serve")]
    pub fn lint_for(&self, input: &Input, language: Option<MessageLanguage>) -> Linted {
        let Some(mut configured) = self.configured(input) else { return Linted::Unconfigured };
        configured.settings.language = language.or(configured.settings.language);
        let spoken = language.unwrap_or(MessageLanguage::English);
        let limits = configured.limits;
        let load = |wanted: Option<&[Language]>| load_wanted(input, limits, &self.pack.lexicons, spoken, wanted);
        self.lint_loaded(&input.name, configured, load)
    }

    /// Checks what `load` gives of the languages that it is told, under `name`.
    fn lint_loaded(
        &self,
        name: &str,
        configured: Configured,
        load: impl FnOnce(Option<&[Language]>) -> Loaded,
    ) -> Linted {
        let ending = Ending::of(&configured);
        let Configured { mut settings, languages, .. } = configured;
        // An older version of a file is excused where the file is.
        settings.entries.iter_mut().for_each(|entry| name.clone_into(&mut entry.file));
        match load(languages.as_deref()) {
            Loaded::Article(loaded) => {
                let (report, uses) = lint_entries(&self.pack, &settings, &loaded.0, &loaded.1);
                Linted::Article(loaded, report, ending, uses)
            }
            Loaded::Empty(_) => Linted::Empty,
            Loaded::Unwanted(spoken) => Linted::Unwanted(spoken),
            Loaded::Failed(failure) => Linted::Failed(failure),
        }
    }
}

/// The first path that was typed and is no `-`, else the name of standard input, else nothing: it tells the project.
#[must_use]
pub fn first<'a>(paths: &'a [PathBuf], stdin_filename: Option<&'a str>) -> &'a Path {
    let named = paths.iter().map(PathBuf::as_path).find(|path| path.as_os_str() != "-");
    named.or(stdin_filename.map(Path::new)).unwrap_or(Path::new(""))
}
