//! What was found in articles that have not changed since: `lunju check --cache`.
//!
//! One file for each folder that runs are started in, in the cache folder of the user: not beside the drafts, because a folder
//! `.lunju` there would make a project of it, and drafts are mailed and committed. It is read at once, and written anew beside its
//! place when something has changed, so that two runs at the same time only lose each other's work. An article is known by a hash of
//! its bytes, its name, its settings and the language of the run; the file by a hash of this program and of the pages, lists and
//! configurations in use. What is kept is the report, not what was printed: every format gives the same bytes with it and without.

use super::command::run::Run;
use super::config::Configured;
use super::files::Input;
use crate::lint::suppress::Uses;
use crate::model::diagnostic::{Failure, MessageLanguage, Report};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

/// What a file of the cache begins with; the number is that of its form.
const MAGIC: &[u8; 16] = b"lunju-cache 1\n\0\n";
/// The most bytes of a file: some ten thousand articles.
const MOST_BYTES: usize = 64 << 20;
/// The most files; the oldest go.
const MOST_FILES: usize = 16;
/// The bytes before an entry: its key, its length, its checksum.
const HEAD: usize = size_of::<Key>() + 8;
/// What a UTF-8 file may begin with, which is no part of its text.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What an article is known by.
type Key = [u8; 16];
/// What a file of the cache is known by.
type Stamp = [u8; 32];

/// What is kept of an article.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    /// The findings. In the cache its source is empty where it is the file's bytes.
    pub report: Report,
    /// The entries of the configuration that were of use.
    pub uses: Uses,
    /// What there is to say of how the article was read.
    pub notes: Vec<Failure>,
    /// Whether the source is the file's bytes.
    is_plain: bool,
}

impl Kept {
    /// To be kept: what became of an article.
    #[must_use]
    pub fn new(report: Report, uses: Uses, notes: Vec<Failure>) -> Self {
        Self { report, uses, notes, is_plain: false }
    }
}

/// An entry of the file that was read.
struct Entry {
    bytes: Range<usize>,
    checksum: u32,
    is_used: AtomicBool,
}

/// The cache of a run.
pub struct Cache {
    path: PathBuf,
    stamp: Stamp,
    /// The file as it was read; empty where it is none of ours.
    file: Vec<u8>,
    entries: HashMap<Key, Entry>,
    /// What was found in this run.
    found: Mutex<Vec<(Key, Vec<u8>)>>,
}

impl Cache {
    /// The cache for what `run` checks; none where this system has no place for one.
    #[must_use]
    pub fn open(run: &Run) -> Option<Self> {
        let folder = folder()?;
        let here = blake3::hash(std::env::current_dir().ok()?.as_os_str().as_encoded_bytes());
        let path = folder.join(format!("check-{}.cache", &here.to_hex()[..16]));
        let stamp = stamp(&run.sources)?;
        let file = fs::read(&path).unwrap_or_default();
        let entries = entries(&file, &stamp);
        Some(Self { path, stamp, file, entries, found: Mutex::default() })
    }

    /// What `bytes`, the content of `input`, are known by when they are checked as `configured` in `language`.
    #[must_use]
    pub fn key(input: &Input, bytes: &[u8], configured: &Configured, language: MessageLanguage) -> Key {
        let mut hasher = blake3::Hasher::new();
        let Configured { settings, languages, .. } = configured;
        let how = format!("{:?}\0{settings:?}\0{languages:?}\0{language:?}\0{}", input.encoding, input.name);
        hasher.update(&(how.len() as u64).to_le_bytes());
        hasher.update(how.as_bytes());
        hasher.update(bytes);
        let mut key = Key::default();
        key.copy_from_slice(&hasher.finalize().as_bytes()[..size_of::<Key>()]);
        key
    }

    /// What is kept of the article that is known by `key` and whose file holds `bytes`.
    #[must_use]
    pub fn get(&self, key: &Key, bytes: &[u8]) -> Option<Kept> {
        let entry = self.entries.get(key)?;
        let content = self.file.get(entry.bytes.clone())?;
        if crc32fast::hash(content) != entry.checksum {
            return None;
        }
        let mut kept: Kept = postcard::from_bytes(content).ok()?;
        if kept.is_plain {
            kept.report.source = String::from_utf8(plain(bytes).to_vec()).ok()?;
        }
        entry.is_used.store(true, Ordering::Relaxed);
        Some(kept)
    }

    /// Keeps `kept` of the article that is known by `key` and whose file holds `bytes`, and gives it back.
    pub fn keep(&self, key: Key, bytes: &[u8], mut kept: Kept) -> Kept {
        kept.is_plain = kept.report.source.as_bytes() == plain(bytes);
        let source = kept.is_plain.then(|| std::mem::take(&mut kept.report.source));
        if let Ok(content) = postcard::to_allocvec(&kept) {
            self.found.lock().unwrap_or_else(PoisonError::into_inner).push((key, content));
        }
        kept.report.source = source.unwrap_or(kept.report.source);
        kept
    }

    /// Writes what was found in this run beside what was used, if there is anything new. A cache that cannot be written helps
    /// nobody, and harms nobody either.
    pub fn close(self) {
        let mut found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        if found.is_empty() {
            return;
        }
        // The order of threads decides nothing.
        found.sort_unstable();
        let mut file = [&MAGIC[..], &self.stamp].concat();
        let mut add = |key: &Key, content: &[u8]| {
            if file.len() + HEAD + content.len() <= MOST_BYTES {
                file.extend_from_slice(key);
                file.extend_from_slice(&(content.len() as u32).to_le_bytes());
                file.extend_from_slice(&crc32fast::hash(content).to_le_bytes());
                file.extend_from_slice(content);
            }
        };
        for (key, content) in &found {
            add(key, content);
        }
        let is_new = |key: &Key| found.binary_search_by(|(other, _)| other.cmp(key)).is_ok();
        let mut old: Vec<(&Key, &Entry)> = self.entries.iter().filter(|(key, _)| !is_new(key)).collect();
        // What this run has used first: the rest may be of drafts that are gone.
        old.sort_unstable_by_key(|(key, entry)| (!entry.is_used.load(Ordering::Relaxed), **key));
        for (key, entry) in old {
            let content = self.file.get(entry.bytes.clone()).unwrap_or_default();
            if crc32fast::hash(content) == entry.checksum {
                add(key, content);
            }
        }
        let _ = replace(&self.path, &file);
    }
}

/// The text of `bytes`, if they are UTF-8.
fn plain(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
}

/// The folder of the caches of lunju: `LUNJU_CACHE_DIR`, else what the system has for that.
fn folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let own = || {
        if cfg!(windows) {
            set("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            set("HOME").map(|home| home.join("Library/Caches"))
        } else {
            // A relative path is to be passed over: https://specifications.freedesktop.org/basedir-spec/latest/
            let wanted = set("XDG_CACHE_HOME").filter(|folder| folder.is_absolute());
            wanted.or_else(|| set("HOME").map(|home| home.join(".cache")))
        }
    };
    set("LUNJU_CACHE_DIR").or_else(|| own().map(|folder| folder.join("lunju")))
}

/// What everything in a cache depends on: this program, and the pages, lists and configurations in use (path, text).
fn stamp(sources: &[(String, String)]) -> Option<Stamp> {
    let mut hasher = blake3::Hasher::new();
    // Two builds may have the same version and not the same lints.
    let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let built = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    hasher.update(format!("{} {} {built:?}", env!("CARGO_PKG_VERSION"), program.len()).as_bytes());
    for part in sources.iter().flat_map(|(path, text)| [path, text]) {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    Some(*hasher.finalize().as_bytes())
}

/// The entries of `file`, as far as it is sound; none where it is of another program or of other pages.
fn entries(file: &[u8], stamp: &Stamp) -> HashMap<Key, Entry> {
    let mut entries = HashMap::new();
    let Some(mut rest) = file.strip_prefix(MAGIC).and_then(|rest| rest.strip_prefix(stamp)) else { return entries };
    while let Some((head, behind)) = rest.split_at_checked(HEAD) {
        let (Some((key, rest_of_head)), Some((_, checksum))) = (head.split_first_chunk(), head.split_last_chunk())
        else {
            break;
        };
        let Some(length) = rest_of_head.first_chunk().map(|length| u32::from_le_bytes(*length) as usize) else { break };
        let start = file.len() - behind.len();
        let Some((_, next)) = behind.split_at_checked(length) else { break };
        let checksum = u32::from_le_bytes(*checksum);
        entries.insert(*key, Entry { bytes: start..start + length, checksum, is_used: AtomicBool::new(false) });
        rest = next;
    }
    entries
}

/// Puts `content` in the place of `path`, of which nobody ever reads half, and takes away caches that nobody has used for long.
fn replace(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    // What stands in drafts is nobody else's business: files of this crate are for their owner alone.
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".check-").suffix(".cache").tempfile_in(folder)?;
    file.write_all(content)?;
    file.persist(path).map_err(|error| error.error)?;
    let files = fs::read_dir(folder)?.filter_map(Result::ok).filter(|entry| is_cache(&entry.path()));
    let mut files: Vec<_> =
        files.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
    files.sort_unstable();
    let many = files.len().saturating_sub(MOST_FILES);
    files.iter().take(many).try_for_each(|(_, path)| fs::remove_file(path))
}

/// Whether `path` is a file of the cache, finished or not.
fn is_cache(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.trim_start_matches('.').starts_with("check-") && name.ends_with(".cache")
}
