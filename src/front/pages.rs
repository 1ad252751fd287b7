//! The lint pages in use: the built-in ones and the user's, from the `.lunju` folder next above the current one.

use super::files::{shown, unreadable, walk_error};
use super::messages::Message;
use crate::model::diagnostic::{Failure, MessageLanguage};
use crate::pack::page::Pack;
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The pack of a run, and what was wrong with the user's pages.
pub struct Pages {
    /// The built-in pages and those of the user's that load.
    pub pack: Pack,
    /// The user's pages as they were read: path, text.
    pub sources: Vec<(String, String)>,
    /// What is wrong with them.
    pub failures: Vec<Failure>,
}

impl Pages {
    /// The pages of a run: the built-in ones, those of the project that the current folder belongs to (unless the run is
    /// `isolated`), and those below the folders `packs`.
    #[must_use]
    pub fn of_run(isolated: bool, packs: &[PathBuf], language: MessageLanguage) -> Self {
        let project = if isolated { None } else { project_folder() };
        let folders: Vec<PathBuf> = project.into_iter().chain(packs.iter().cloned()).collect();
        Self::below_all(&folders, language)
    }

    /// The built-in pages and those of the project that the current folder belongs to.
    #[must_use]
    pub fn of_project(language: MessageLanguage) -> Self {
        Self::of_run(false, &[], language)
    }

    /// The ids of the lints, also of those whose pages are broken.
    #[must_use]
    pub fn known(&self) -> Vec<&str> {
        let stems = self.sources.iter().filter_map(|(path, _)| path.rsplit('/').next()?.strip_suffix(".md"));
        self.pack.pages.iter().map(|page| &*page.id).chain(stems).collect()
    }

    /// The built-in pages and those at or below `path`.
    #[must_use]
    pub fn below(path: &Path, language: MessageLanguage) -> Self {
        Self::below_all(&[path.to_owned()], language)
    }

    fn below_all(folders: &[PathBuf], language: MessageLanguage) -> Self {
        let mut failures = Vec::new();
        let mut sources = Vec::new();
        let mut fail = |(path, message): (String, Message)| {
            failures.push(Failure { path, position: None, message: message.text(language) });
        };
        let walk = |path: &PathBuf| WalkBuilder::new(path).standard_filters(false).sort_by_file_name(Ord::cmp).build();
        for (path, entry) in folders.iter().flat_map(|path| walk(path).map(move |entry| (path, entry))) {
            match entry {
                Ok(entry) if is_page(entry.path()) => match std::fs::read_to_string(entry.path()) {
                    Ok(text) => sources.push((shown(entry.path()), text)),
                    Err(error) => fail((shown(entry.path()), unreadable(&error))),
                },
                Ok(_) => {}
                Err(error) => fail(walk_error(path, &error)),
            }
        }
        let (pack, broken) = load(&sources);
        failures.extend(broken);
        Self { pack, sources, failures }
    }
}

/// The pack with those of `pages` that load, and what is wrong with the others.
fn load(pages: &[(String, String)]) -> (Pack, Vec<Failure>) {
    let failures = match Pack::with(pages) {
        Ok(pack) => return (pack, Vec::new()),
        Err(failures) => failures,
    };
    let broken: BTreeSet<&str> = failures.iter().map(|failure| &*failure.path).collect();
    let sound: Vec<_> = pages.iter().filter(|(path, _)| !broken.contains(&**path)).cloned().collect();
    (Pack::with(&sound).unwrap_or_else(|_| Pack::builtin()), failures)
}

/// A page is a Markdown file; `README.md` tells people about the pages beside it.
fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
        && path.file_name().is_some_and(|name| name != "README.md")
        && path.is_file()
}

/// The folder of the project's pages, relative to the current folder so that paths in messages say the same everywhere.
fn project_folder() -> Option<PathBuf> {
    let current = std::env::current_dir().ok()?;
    let mut prefix = PathBuf::new();
    for folder in current.ancestors() {
        if folder.join(".lunju").is_dir() {
            let pages = prefix.join(".lunju").join("lints");
            return pages.is_dir().then_some(pages);
        }
        prefix.push("..");
    }
    None
}
