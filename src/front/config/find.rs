//! Which configuration each file has, and what it comes to.

use super::layer::Layer;
use super::{Configured, FILE};
use crate::front::cli::{ConfigArgs, FailOn, Lang};
use crate::front::files::{Input, Origin, shown, unreadable};
use crate::front::limits::Limits;
use crate::front::messages::Message;
use crate::front::pages::{Named, Wanted};
use crate::lint::suppress::Entry;
use crate::lint::{Settings, Wishes};
use crate::model::diagnostic::{Failure, MessageLanguage};
use crate::pack::page::Pack;
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// The configurations of a run.
#[derive(Debug, Default)]
pub struct Configurations {
    /// The files, in the order in which they were found.
    files: Vec<Layer>,
    /// For each folder that was asked about the index of its file, if it has one.
    folders: BTreeMap<PathBuf, Option<usize>>,
    /// What `--config` says, in the order of the command line.
    typed: Vec<Layer>,
    /// The folder that the run was started in.
    current: PathBuf,
    /// The language that `--lang` asks for.
    language: Option<MessageLanguage>,
    isolated: bool,
}

impl Configurations {
    /// Reads what `typed` says, and the configurations of `inputs`; also gives what is wrong with them. `language` is that of
    /// the command line.
    #[must_use]
    pub fn load(typed: &ConfigArgs, inputs: &[Input], language: Option<MessageLanguage>) -> (Self, Vec<Failure>) {
        let current = std::env::current_dir().unwrap_or_default();
        let mut found = Self { current, language, isolated: typed.isolated, ..Self::default() };
        let mut failures = Vec::new();
        for (index, text) in typed.config.iter().enumerate() {
            let path = if index == 0 { "--config".to_owned() } else { format!("--config ({})", index + 1) };
            let (layer, wrong) = Layer::read(path, text.clone(), found.current.clone(), language);
            failures.extend(wrong);
            found.typed.push(layer);
        }
        for input in inputs {
            let folder = found.folder_of(input);
            found.look(&folder, &mut failures);
        }
        (found, failures)
    }

    /// Reads what `typed` says, and the configuration next above the file or folder `path` (empty: the current folder); also
    /// gives what is wrong with them.
    #[must_use]
    pub fn above(typed: &ConfigArgs, path: &Path, language: Option<MessageLanguage>) -> (Self, Vec<Failure>) {
        let (mut found, mut failures) = Self::load(typed, &[], language);
        let path = normal(&found.current.join(path));
        found.look(&path, &mut failures);
        (found, failures)
    }

    /// What `input` is checked with, where `flags` are the wishes of the command line; none if its configuration is broken.
    #[must_use]
    pub fn of(&self, input: &Input, flags: &Wishes) -> Option<Configured> {
        let layers = self.layers_of(input);
        let mut settings = Settings::default();
        let (mut languages, mut fail_on, mut lang, mut limits) = (None, FailOn::Warning, None, Limits::default());
        let path = self.path_of(input);
        for (index, layer) in layers {
            if layer.broken {
                return None;
            }
            settings.add(&layer.said.wishes);
            for said in path.iter().flat_map(|path| layer.overrides_of(path)) {
                settings.add(&said.wishes);
            }
            for (number, entry) in path.iter().flat_map(|path| layer.ignored_in(path)) {
                settings.entries.push(Entry { owner: Some((index, number)), ..entry.of(&input.name) });
            }
            languages = layer.languages.clone().or(languages);
            fail_on = layer.fail_on.unwrap_or(fail_on);
            lang = layer.lang.or(lang);
            limits = layer.limits.or(limits);
        }
        settings.add(flags);
        settings.language = self.language.or(lang.map(MessageLanguage::from));
        Some(Configured { settings, languages, fail_on, limits })
    }

    /// The configurations that hold for `input`, each with its number; later ones win.
    pub(super) fn layers_of(&self, input: &Input) -> impl Iterator<Item = (usize, &Layer)> {
        let file = self.folders.get(&self.folder_of(input)).copied().flatten();
        self.layers().filter(move |(index, _)| *index >= self.files.len() || Some(*index) == file)
    }

    /// What `--config` says.
    pub(super) fn typed(&self) -> impl Iterator<Item = &Layer> {
        self.typed.iter()
    }

    /// All configurations, each with its number.
    pub(super) fn layers(&self) -> impl Iterator<Item = (usize, &Layer)> {
        self.files.iter().chain(&self.typed).enumerate()
    }

    /// The language that the whole run is asked to speak: that of the command line, else the one that its configurations agree
    /// on.
    #[must_use]
    pub fn language(&self) -> Option<MessageLanguage> {
        let typed = self.typed.iter().rev().find_map(|layer| layer.lang);
        let mut files = self.files.iter().map(|layer| layer.lang);
        let agreed: Option<Lang> = files.next().flatten().filter(|first| files.all(|lang| lang == Some(*first)));
        self.language.or(typed.or(agreed).map(MessageLanguage::from))
    }

    /// Whether findings are to be kept for the next run, as far as all configurations together say; later ones win.
    #[must_use]
    pub fn wants_cache(&self) -> bool {
        self.files.iter().chain(&self.typed).fold(false, |wanted, layer| layer.cache.unwrap_or(wanted))
    }

    /// How much is read of an article, as far as all configurations together say; later ones win.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.files.iter().chain(&self.typed).fold(Limits::default(), |limits, layer| layer.limits.or(limits))
    }

    /// The packs that the configurations name, in order, each once, as they are seen from the current folder.
    fn packs(&self) -> Vec<Named> {
        let mut packs: Vec<Named> = Vec::new();
        for layer in self.files.iter().chain(&self.typed) {
            for (folder, position) in &layer.packs {
                let folder = self.seen(&normal(folder));
                if packs.iter().all(|pack| pack.folder != folder) {
                    packs.push(Named { folder, path: layer.path.clone(), position: *position });
                }
            }
        }
        packs
    }

    /// What lints and lists have to be loaded for `inputs`.
    #[must_use]
    pub fn wanted(&self, inputs: &[Input]) -> Wanted {
        let mut options = BTreeSet::new();
        for input in inputs {
            let configured = self.of(input, &Wishes::default());
            options.extend(configured.into_iter().flat_map(|configured| configured.settings.options));
        }
        Wanted { packs: self.packs(), options: options.into_iter().collect() }
    }

    /// What is wrong with the lints that the configurations name, and with their options, when there are only those of `pack`
    /// and the `known` ones, whose pages may be broken.
    pub fn check_lints(&mut self, pack: &Pack, known: &[&str]) -> Vec<Failure> {
        let language = self.language().unwrap_or(MessageLanguage::English);
        let layers = self.files.iter_mut().chain(&mut self.typed);
        layers.flat_map(|layer| layer.check_lints(pack, known, language)).collect()
    }

    /// The configurations as they were read: path, text.
    #[must_use]
    pub fn sources(&self) -> Vec<(String, String)> {
        self.files.iter().chain(&self.typed).map(|layer| (layer.path.clone(), layer.text.clone())).collect()
    }

    /// The absolute path of an input that has one.
    pub(super) fn path_of(&self, input: &Input) -> Option<PathBuf> {
        match &input.origin {
            Origin::File(path) => Some(normal(&self.current.join(path))),
            Origin::Stdin if input.name == "-" => None,
            Origin::Stdin | Origin::Sent(_) => Some(normal(&self.current.join(&input.name))),
        }
    }

    /// The folder from which the configuration of `input` is searched.
    fn folder_of(&self, input: &Input) -> PathBuf {
        let path = self.path_of(input);
        path.as_deref().and_then(Path::parent).map_or_else(|| self.current.clone(), Path::to_owned)
    }

    /// Finds the configuration next above `folder`, and reads it if it is new.
    fn look(&mut self, folder: &Path, failures: &mut Vec<Failure>) {
        if self.isolated {
            return;
        }
        let mut passed = Vec::new();
        let mut answer = None;
        for above in folder.ancestors() {
            if let Some(known) = self.folders.get(above) {
                answer = *known;
                break;
            }
            passed.push(above.to_owned());
            if above.join(FILE).is_file() {
                answer = Some(self.files.len());
                let (layer, wrong) = self.read(above);
                failures.extend(wrong);
                self.files.push(layer);
                break;
            }
        }
        self.folders.extend(passed.into_iter().map(|folder| (folder, answer)));
    }

    /// Reads the configuration in `folder`.
    fn read(&self, folder: &Path) -> (Layer, Vec<Failure>) {
        let file = folder.join(FILE);
        let path = shown(&self.seen(&file));
        match std::fs::read_to_string(&file) {
            Ok(text) => Layer::read(path, text, folder.to_owned(), self.language),
            Err(error) => {
                let message = match error.kind() {
                    ErrorKind::InvalidData => Message::NotUtf8,
                    _ => unreadable(&error),
                };
                let message = message.text(self.language.unwrap_or(MessageLanguage::English));
                let failure = Failure { path: path.clone(), position: None, message };
                (Layer::unread(path), vec![failure])
            }
        }
    }

    /// `path` as it is seen from the current folder, so that messages say the same on every machine; absolute if nothing but
    /// the root holds both.
    fn seen(&self, path: &Path) -> PathBuf {
        let mut prefix = PathBuf::new();
        for above in self.current.ancestors().filter(|above| above.parent().is_some()) {
            if let Ok(below) = path.strip_prefix(above) {
                return prefix.join(below);
            }
            prefix.push("..");
        }
        path.to_owned()
    }
}

/// `path` without `.` and `..`, by its words alone.
pub(super) fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}
