//! Finds the articles that the paths on the command line stand for, and reads their bytes.

use super::cli::FileArgs;
use super::console::Console;
use super::limits::Limits;
use super::messages::Message;
use super::messages::limit::Exceeded;
use crate::model::article::Encoding;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The ends of names that articles in a folder have; a file that is named itself may be called anything.
const EXTENSIONS: &[&str] = &["txt", "md", "markdown", "html", "htm", "docx"];

/// What the name of a file begins with that word processors keep beside an open document.
const LOCK: &str = "~$";

/// What was typed about the articles to find and read.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    encoding: Option<Encoding>,
    /// Patterns for the names of files, and for their paths inside a folder; none: the known endings.
    include: Option<[GlobSet; 2]>,
}

impl Wanted {
    /// Reads what was typed; patterns that cannot be read are noted on `console`.
    #[must_use]
    pub fn new(typed: &FileArgs, console: &mut Console) -> Self {
        let mut sets = [GlobSetBuilder::new(), GlobSetBuilder::new()];
        for pattern in &typed.include {
            match GlobBuilder::new(pattern).literal_separator(true).build() {
                Ok(glob) => drop(sets[usize::from(pattern.contains('/'))].add(glob)),
                Err(error) => {
                    console.fail("--include", &Message::BadGlob(pattern.clone(), error.kind().to_string()));
                }
            }
        }
        let [names, paths] = sets.map(|set| set.build().unwrap_or_else(|_| GlobSet::empty()));
        let include = (!typed.include.is_empty()).then_some([names, paths]);
        Self { encoding: typed.encoding.map(Encoding::from), include }
    }

    /// Whether the file `path`, which was found in `folder`, is an article by its name.
    fn is_article(&self, folder: &Path, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default();
        if name.to_string_lossy().starts_with(LOCK) {
            return false;
        }
        match &self.include {
            Some([names, paths]) => {
                names.is_match(Path::new(name)) || paths.is_match(path.strip_prefix(folder).unwrap_or(path))
            }
            None => path
                .extension()
                .is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))),
        }
    }
}

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// Bytes that somebody has sent, or that were read before.
    Sent(Vec<u8>),
}

/// An article to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The name to report it under: the path as given, with `/`.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The encoding that it is to be read in, whatever it says.
    pub encoding: Option<Encoding>,
}

impl Input {
    /// Standard input, reported as `name`.
    #[must_use]
    pub fn stdin(name: Option<&str>) -> Self {
        Self { name: name.map_or_else(|| "-".to_owned(), with_slashes), origin: Origin::Stdin, encoding: None }
    }

    /// The file `path`, reported as it was given.
    #[must_use]
    pub fn file(path: PathBuf) -> Self {
        Self { name: shown(&path), origin: Origin::File(path), encoding: None }
    }

    /// `bytes` that somebody has sent, reported as `name`, whose ending tells the format.
    #[must_use]
    #[cfg(feature = "serve")]
    pub fn sent(name: String, bytes: Vec<u8>) -> Self {
        Self { name, origin: Origin::Sent(bytes), encoding: None }
    }

    /// The same, to be read as it is `wanted`.
    #[must_use]
    pub fn wanted(self, wanted: &Wanted) -> Self {
        Self { encoding: wanted.encoding, ..self }
    }

    /// A file that was found in the current folder, which nobody writes out.
    fn found_here(path: &Path) -> Self {
        let path = path.strip_prefix(".").unwrap_or(path);
        Self::file(path.to_owned())
    }

    /// Its bytes, of which there may be no more than `limits` allow.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn bytes(&self, limits: Limits) -> Result<Vec<u8>, Message> {
        let most = limits.megabytes() << 20;
        let bytes = match &self.origin {
            Origin::Stdin => read_some(io::stdin().lock(), 0, most),
            Origin::File(path) => File::open(path).and_then(|file| {
                let size = file.metadata().map_or(0, |about| about.len());
                read_some(file, size, most)
            }),
            Origin::Sent(bytes) => Ok(bytes.clone()),
        };
        match bytes {
            Ok(bytes) if bytes.len() > most => Err(Message::Limit(Exceeded::Size(limits.megabytes()))),
            bytes => bytes.map_err(|error| unreadable(&error)),
        }
    }
}

/// What `from` gives, up to one byte more than `most`; it is said to have `size` bytes, so that it need not be asked piece by piece.
fn read_some(from: impl Read, size: u64, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size.min(most as u64) as usize + 1);
    from.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The articles of `paths`, sorted by name and each once, and what is wrong with the paths. A folder stands for the articles
/// below it that no `.gitignore` leaves out; `-` is standard input.
#[must_use]
pub fn find(paths: &[PathBuf], stdin_name: Option<&str>, wanted: &Wanted) -> (Vec<Input>, Vec<(String, Message)>) {
    let mut inputs = Vec::new();
    let mut wrong = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::stdin(stdin_name));
            continue;
        }
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, wanted, &mut inputs, &mut wrong),
            Ok(_) => inputs.push(Input::file(path.clone())),
            Err(error) => wrong.push((shown(path), unreadable(&error))),
        }
    }
    let mut inputs: Vec<Input> = inputs.into_iter().map(|input| input.wanted(wanted)).collect();
    inputs.sort();
    inputs.dedup();
    (inputs, wrong)
}

fn walk(folder: &Path, wanted: &Wanted, inputs: &mut Vec<Input>, wrong: &mut Vec<(String, Message)>) {
    let before = (inputs.len(), wrong.len());
    // A list of ignored files that only this machine has must not change what is found.
    let walk = WalkBuilder::new(folder).require_git(false).git_global(false).sort_by_file_name(Ord::cmp).build();
    for entry in walk {
        match entry {
            Ok(entry) if !wanted.is_article(folder, entry.path()) || !is_file(entry.path()) => {}
            Ok(entry) if folder == Path::new(".") => inputs.push(Input::found_here(entry.path())),
            Ok(entry) => inputs.push(Input::file(entry.into_path())),
            Err(error) => wrong.push(walk_error(folder, &error)),
        }
    }
    if before == (inputs.len(), wrong.len()) {
        wrong.push((shown(folder), Message::NoArticles));
    }
}

/// Whether `path` is a file. One that cannot be looked at counts, so that reading it says why: a link that leads nowhere, or to
/// itself.
fn is_file(path: &Path) -> bool {
    std::fs::metadata(path).map_or(true, |metadata| metadata.is_file())
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
