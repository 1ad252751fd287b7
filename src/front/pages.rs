//! The lint pages and word lists in use: the built-in ones, those of the user's project, those of packs.
//!
//! `check`, `parse`, `lints`, `explain` and `test` all load them here.

mod gathering;

use super::files::shown;
use crate::lint::suppress::OWN;
use crate::model::diagnostic::{Failure, MessageLanguage};
use crate::pack::page::Pack;
use crate::pack::table::value::Values;
use gathering::Gathering;
use std::path::{Path, PathBuf};

/// The folder of a project's own pages and lists.
const FOLDER: &str = ".lunju";
/// The file that makes a folder a pack.
const MANIFEST: &str = "pack.toml";
/// The names that mark the folder of a project.
const MARKS: [&str; 2] = [FOLDER, "lunju.toml"];

/// A pack that a configuration names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The folder of the pack.
    pub folder: PathBuf,
    /// The path of the configuration.
    pub path: String,
    /// Where the pack is named in it: line and column from 1.
    pub position: (usize, usize),
}

/// What a configuration wants to have loaded beside what a project has.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The packs.
    pub packs: Vec<Named>,
    /// Values of options: id of the lint, values.
    pub options: Vec<(String, Values)>,
}

/// The pack of a run, and what was wrong with the files of users.
pub struct Pages {
    /// What is built in, and what of the users' is sound.
    pub pack: Pack,
    /// The users' pages as they were read: path, text.
    pub own: Vec<(String, String)>,
    /// All files that were read (pages, word lists, `pack.toml`): path, text. Failures point into them.
    pub sources: Vec<(String, String)>,
    /// What is wrong with them, each mistake at its place, sorted.
    pub failures: Vec<Failure>,
}

impl Pages {
    /// What is built in, the pages in `.lunju/lints` and the lists in `.lunju/lexicon` of the folder `base`, and what the
    /// `wanted` packs (folders that hold a `pack.toml`) and the packs that those name hold. A broken file is left out; nothing is
    /// silent: every mistake is in `failures`, in `language` where the words are this room's.
    #[must_use]
    pub fn load(base: Option<&Path>, wanted: &Wanted, language: MessageLanguage) -> Self {
        let mut gathering = Gathering::new(&wanted.options, language);
        if let Some(base) = base {
            gathering.folder(&base.join(FOLDER));
        }
        for pack in &wanted.packs {
            gathering.pack(&pack.folder, Some((pack.path.clone(), pack.position)));
        }
        gathering.load()
    }

    /// What the pack or project that `path` belongs to has in use, and every page at or below `path`; a project has the
    /// `wanted` packs too.
    #[must_use]
    pub fn below(path: &Path, base: Option<&Path>, wanted: &Wanted, language: MessageLanguage) -> Self {
        let mut gathering = Gathering::new(&wanted.options, language);
        if let Some(folder) = above(path, &[MANIFEST]) {
            gathering.pack(&folder, None);
        } else {
            if let Some(base) = base {
                gathering.folder(&base.join(FOLDER));
            }
            for pack in &wanted.packs {
                gathering.pack(&pack.folder, Some((pack.path.clone(), pack.position)));
            }
        }
        gathering.pages(path);
        gathering.load()
    }

    /// The ids of the lints, those of suppressions themselves and those whose pages are broken among them.
    #[must_use]
    pub fn known(&self) -> Vec<&str> {
        let stems = self.own.iter().filter_map(|(path, _)| path.rsplit('/').next()?.strip_suffix(".md"));
        self.pack.pages.iter().map(|page| &*page.id).chain(stems).chain(OWN.iter().map(|lint| lint.id)).collect()
    }

    /// The paths of the users' pages at or below `path`.
    #[must_use]
    pub fn paths_below(&self, path: &Path) -> Vec<&str> {
        let below = |page: &str| Path::new(page).starts_with(path.strip_prefix(".").unwrap_or(path));
        self.own.iter().map(|(page, _)| &**page).filter(|page| below(page)).collect()
    }
}

/// The folder of the project that `path` (a file or a folder, which need not exist; empty: the current folder) belongs to:
/// the first at or above it that holds `.lunju` or `lunju.toml`. It is as relative as `path`, so that messages say the same
/// everywhere.
#[must_use]
pub fn base_of(path: &Path) -> Option<PathBuf> {
    above(path, &MARKS)
}

/// The first folder at or above `path` that holds one of `names`.
fn above(path: &Path, names: &[&str]) -> Option<PathBuf> {
    let mut folder = path.strip_prefix(".").unwrap_or(path).to_owned();
    let shown = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
    // As many steps as the folder has above it, so that `..` does not go on for ever.
    let depth = std::path::absolute(shown).ok()?.ancestors().count();
    for _ in 0..depth {
        if names.iter().any(|name| folder.join(name).exists()) {
            return Some(folder);
        }
        folder = joined(&folder, Path::new(".."));
    }
    None
}

/// `path` as it is seen from `folder`, without needless steps.
fn joined(folder: &Path, path: &Path) -> PathBuf {
    use std::path::Component;
    let mut joined = folder.to_owned();
    for part in path.components() {
        match (part, joined.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(joined.pop()),
            (part, _) => joined.push(part),
        }
    }
    joined
}

/// A path as messages show it; the current folder has one too.
fn name(path: &Path) -> String {
    if path.as_os_str().is_empty() { ".".to_owned() } else { shown(path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_without_needless_steps() {
        let joined = |folder: &str, path: &str| shown(&super::joined(Path::new(folder), Path::new(path)));
        assert_eq!(joined("packs/desk", "../names"), "packs/names");
        assert_eq!(joined("desk", ".."), "");
        assert_eq!(joined("", ".."), "..");
        assert_eq!(joined("..", ".."), "../..");
        assert_eq!(joined("desk", "./a/../b"), "desk/b");
    }

    #[test]
    fn the_folder_of_a_project_is_looked_for_upwards() {
        assert_eq!(above(Path::new("src/front/pages.rs"), &["Cargo.toml"]), Some(PathBuf::new()));
        assert_eq!(above(Path::new("./src/nowhere.md"), &["front"]), Some(PathBuf::from("src")));
        assert_eq!(above(Path::new(""), &["no file is called this"]), None);
    }
}
