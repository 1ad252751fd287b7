//! Finds the articles that the paths on the command line stand for, and reads their bytes.

use super::messages::Message;
use ignore::WalkBuilder;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The ends of names that articles in a folder have; a file that is named itself may be called anything.
const EXTENSIONS: &[&str] = &["txt", "md", "markdown"];

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// An article to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The name to report it under: the path as given, with `/`.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
}

impl Input {
    /// Standard input, reported as `name`.
    #[must_use]
    pub fn stdin(name: Option<&str>) -> Self {
        Self { name: name.map_or_else(|| "-".to_owned(), with_slashes), origin: Origin::Stdin }
    }

    fn file(path: PathBuf) -> Self {
        Self { name: shown(&path), origin: Origin::File(path) }
    }

    /// A file that was found in the current folder, which nobody writes out.
    fn found_here(path: &Path) -> Self {
        let path = path.strip_prefix(".").unwrap_or(path);
        Self::file(path.to_owned())
    }

    /// Its bytes.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn bytes(&self) -> Result<Vec<u8>, Message> {
        let bytes = match &self.origin {
            Origin::Stdin => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
            Origin::File(path) => std::fs::read(path),
        };
        bytes.map_err(|error| unreadable(&error))
    }
}

/// The articles of `paths`, sorted by name and each once, and what is wrong with the paths. A folder stands for the articles
/// below it that no `.gitignore` leaves out; `-` is standard input.
#[must_use]
pub fn find(paths: &[PathBuf], stdin_name: Option<&str>) -> (Vec<Input>, Vec<(String, Message)>) {
    let mut inputs = Vec::new();
    let mut wrong = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::stdin(stdin_name));
            continue;
        }
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut inputs, &mut wrong),
            Ok(_) => inputs.push(Input::file(path.clone())),
            Err(error) => wrong.push((shown(path), unreadable(&error))),
        }
    }
    inputs.sort();
    inputs.dedup();
    (inputs, wrong)
}

fn walk(folder: &Path, inputs: &mut Vec<Input>, wrong: &mut Vec<(String, Message)>) {
    let before = (inputs.len(), wrong.len());
    // A list of ignored files that only this machine has must not change what is found.
    let walk = WalkBuilder::new(folder).require_git(false).git_global(false).sort_by_file_name(Ord::cmp).build();
    for entry in walk {
        match entry {
            Ok(entry) if !is_article(entry.path()) => {}
            Ok(entry) if folder == Path::new(".") => inputs.push(Input::found_here(entry.path())),
            Ok(entry) => inputs.push(Input::file(entry.into_path())),
            Err(error) => wrong.push(walk_error(folder, &error)),
        }
    }
    if before == (inputs.len(), wrong.len()) {
        wrong.push((shown(folder), Message::NoArticles));
    }
}

fn is_article(path: &Path) -> bool {
    let known = |extension: &std::ffi::OsStr| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known));
    path.extension().is_some_and(known) && path.is_file()
}

/// The path that a walk failed at, and why.
pub fn walk_error(folder: &Path, error: &ignore::Error) -> (String, Message) {
    let mut at = error;
    let mut path = folder;
    loop {
        match at {
            ignore::Error::WithPath { path: inner, err } => (path, at) = (inner, err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => at = err,
            ignore::Error::Io(error) => return (shown(path), unreadable(error)),
            other => return (shown(path), Message::Unreadable(other.to_string())),
        }
    }
}

/// Why something cannot be read, in words that are the same on every system.
pub fn unreadable(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => Message::NotFound,
        io::ErrorKind::PermissionDenied => Message::NoPermission,
        kind => Message::Unreadable(kind.to_string()),
    }
}

/// A path as people and scripts see it: with `/`.
#[must_use]
pub fn shown(path: &Path) -> String {
    with_slashes(&path.to_string_lossy())
}

fn with_slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}
