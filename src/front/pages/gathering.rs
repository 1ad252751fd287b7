//! Walks the folders of projects and packs and reads their files, each at most once.

use super::{MANIFEST, Pages, joined, name};
use crate::front::files::{unreadable, walk_error};
use crate::front::messages::Message;
use crate::model::diagnostic::{Failure, MessageLanguage};
use crate::pack::page::{Manifest, Other, Pack, SIZE_LIMIT, Sources};
use crate::pack::table::value::Values;
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The files of users, as far as they have been read.
pub struct Gathering {
    language: MessageLanguage,
    users: Sources,
    manifests: Vec<(String, String)>,
    failures: Vec<Failure>,
    /// The files and packs that have been read, whatever path led there.
    seen: BTreeSet<PathBuf>,
}

/// A pack whose own packs are being read.
struct Open {
    folder: PathBuf,
    whole: PathBuf,
    others: std::vec::IntoIter<Other>,
}

impl Gathering {
    /// Nothing has been read; lints are wanted with these `options` too, what this room says is in `language`.
    pub fn new(options: &[(String, Values)], language: MessageLanguage) -> Self {
        let users = Sources { options: options.to_vec(), ..Sources::default() };
        let (manifests, failures) = (Vec::new(), Vec::new());
        Self { language, users, manifests, failures, seen: BTreeSet::new() }
    }

    /// Loads what was read.
    pub fn load(self) -> Pages {
        let (pack, broken) = Pack::gather(&self.users);
        let mut failures = self.failures;
        failures.extend(broken);
        failures.sort();
        failures.dedup();
        let sources = [&self.users.pages[..], &self.users.lists, &self.manifests].concat();
        Pages { pack, own: self.users.pages, sources, failures }
    }

    /// Reads the pages in `lints` and the lists in `lexicon` below `folder`.
    pub fn folder(&mut self, folder: &Path) {
        let lints = folder.join("lints");
        if lints.is_dir() {
            self.pages(&lints);
        }
        let words = folder.join("lexicon");
        if words.is_dir() {
            for path in self.files(&words, is_list) {
                let read = self.read(&path);
                self.users.lists.extend(read);
            }
        }
    }

    /// Reads the pages at or below `path`.
    pub fn pages(&mut self, path: &Path) {
        for path in self.files(path, is_page) {
            let read = self.read(&path);
            self.users.pages.extend(read);
        }
    }

    /// Reads the pack in `folder`, which is named at `named_at` (a file and a place in it), and those that it names.
    pub fn pack(&mut self, folder: &Path, named_at: Option<(String, (usize, usize))>) {
        let mut open: Vec<Open> = Vec::new();
        let mut next = Some((folder.to_owned(), named_at));
        loop {
            if let Some((folder, named_at)) = next.take() {
                open.extend(self.open(&folder, named_at.as_ref(), &open));
            }
            let Some(last) = open.last_mut() else { return };
            match last.others.next() {
                Some(other) => {
                    let at = (name(&last.folder.join(MANIFEST)), other.position);
                    next = Some((joined(&last.folder, Path::new(&other.path)), Some(at)));
                }
                None => drop(open.pop()),
            }
        }
    }

    /// Reads the pack in `folder`, which is named at `named_at` (a file and a place in it), but not those that it names;
    /// nothing for one that has been read, or is being read. `open` are those that led here.
    fn open(&mut self, folder: &Path, named_at: Option<&(String, (usize, usize))>, open: &[Open]) -> Option<Open> {
        let shown = name(folder);
        let place = |message: String| match named_at {
            Some((path, position)) => {
                Failure { path: path.clone(), position: Some(*position), message: format!("`{shown}`: {message}") }
            }
            None => Failure { path: shown.clone(), position: None, message },
        };
        let whole = match std::fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }) {
            Ok(whole) => whole,
            Err(error) => {
                self.failures.push(place(unreadable(&error).text(self.language)));
                return None;
            }
        };
        if let Some(first) = open.iter().position(|other| other.whole == whole) {
            let circle: Vec<String> = open[first..].iter().map(|other| name(&other.folder)).collect();
            let circle = format!("{} → {shown}", circle.join(" → "));
            self.failures.push(place(Message::PackCircle(circle).text(self.language)));
            return None;
        }
        if self.seen.contains(&whole) {
            return None;
        }
        let manifest = folder.join(MANIFEST);
        if !manifest.is_file() {
            self.failures.push(place(Message::NoManifest.text(self.language)));
            return None;
        }
        self.seen.insert(whole.clone());
        let (path, text) = self.read(&manifest)?;
        self.manifests.push((path.clone(), text.clone()));
        self.folder(folder);
        let others = match Manifest::read(&path, &text) {
            Ok(manifest) => manifest.packs,
            Err(wrong) => {
                self.failures.extend(wrong);
                Vec::new()
            }
        };
        Some(Open { folder: folder.to_owned(), whole, others: others.into_iter() })
    }

    /// The files at or below `path` that are `wanted` and have not been read, in order of name.
    fn files(&mut self, path: &Path, wanted: fn(&Path) -> bool) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in WalkBuilder::new(path).standard_filters(false).sort_by_file_name(Ord::cmp).build() {
            match entry {
                Ok(entry) if wanted(entry.path()) => found.push(entry.into_path()),
                Ok(_) => {}
                Err(error) => {
                    let (path, message) = walk_error(path, &error);
                    self.fail(path, None, &message);
                }
            }
        }
        found.retain(|path| std::fs::canonicalize(path).map_or(true, |whole| self.seen.insert(whole)));
        found
    }

    /// The path and the text of a file; a file that is too big is not read to its end.
    fn read(&mut self, path: &Path) -> Option<(String, String)> {
        let mut bytes = Vec::new();
        let opened = std::fs::File::open(path);
        let read = opened.and_then(|file| file.take(SIZE_LIMIT as u64 + 1).read_to_end(&mut bytes));
        let (at, message) = match read {
            Err(error) => (None, unreadable(&error)),
            Ok(length) if length > SIZE_LIMIT => (Some((1, 1)), Message::TooBig(SIZE_LIMIT)),
            Ok(_) => match String::from_utf8(bytes) {
                Ok(text) => return Some((name(path), text)),
                Err(error) => (Some(place_of(error.as_bytes(), error.utf8_error().valid_up_to())), Message::NotUtf8),
            },
        };
        self.fail(name(path), at, &message);
        None
    }

    fn fail(&mut self, path: String, position: Option<(usize, usize)>, message: &Message) {
        self.failures.push(Failure { path, position, message: message.text(self.language) });
    }
}

/// The line and column, from 1, of byte `at`, up to which `bytes` is UTF-8.
fn place_of(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// A page is a Markdown file; `README.md` tells people about the pages beside it.
fn is_page(path: &Path) -> bool {
    has_extension(path, "md") && path.file_name().is_some_and(|name| name != "README.md")
}

fn is_list(path: &Path) -> bool {
    has_extension(path, "tsv")
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension == wanted) && path.is_file()
}
