//! What was found in articles that have not changed since: `lunju check --cache`.
//!
//! One file for each folder that runs are started in, in the cache folder of the user: not beside the drafts, because a folder
//! `.lunju` there would make a project of it, and drafts are mailed and committed. It is written anew beside its place when something
//! has changed, so that two runs at the same time only lose each other's work. An article is known by a hash of its bytes, its name,
//! its settings and the language of the run; the file by a hash of this program and of the pages, lists and configurations in use.
//! What is kept is the report, and beside it what was printed of it in the formats of the last runs: a run in one of these needs no
//! more than that, one in another reads the report. Every format gives the same bytes with it and without.

mod store;

use super::command::run::Run;
use super::config::Configured;
use super::files::Input;
use super::outputs::{Maker, Pieces};
use crate::lint::suppress::Uses;
use crate::model::argument::Language;
use crate::model::diagnostic::{Failure, MessageLanguage, Report, Severity, Summary};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;
pub use store::Key;
use store::{Stamp, Store};

/// What a UTF-8 file may begin with, which is no part of its text.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What a run has to know of an article beside what it prints.
#[derive(Debug, Serialize, Deserialize)]
pub struct Told {
    /// Its language.
    pub language: Language,
    /// Its counts.
    pub summary: Summary,
    /// How many findings there are, and how much the worst of them matters.
    pub findings: usize,
    /// None: there are no findings.
    pub worst: Option<Severity>,
    /// The entries of the configuration that were of use.
    pub uses: Uses,
    /// What there is to say of how the article was read.
    pub notes: Vec<Failure>,
}

/// What is kept of an article.
pub struct Kept {
    /// What there is to know.
    pub told: Told,
    /// The findings, where pieces are not enough.
    pub report: Option<Report>,
    /// What was printed, or is to be.
    pub pieces: Pieces,
}

impl Kept {
    /// What became of an article that was checked.
    #[must_use]
    pub fn new(report: Report, uses: Uses, notes: Vec<Failure>) -> Self {
        let (language, summary, findings) = (report.language, report.summary, report.diagnostics.len());
        let told = Told { language, summary, findings, worst: report.worst(), uses, notes };
        Self { told, report: Some(report), pieces: Vec::new() }
    }
}

/// The cache of a run. Of an article it holds what there is to know, the report, and what each format printed of it, each by itself.
pub struct Cache(Store);

impl Cache {
    /// The cache for what `run` checks; none where this system has no place for one.
    #[must_use]
    pub fn open(run: &Run) -> Option<Self> {
        let folder = folder()?;
        let here = blake3::hash(std::env::current_dir().ok()?.as_os_str().as_encoded_bytes());
        let path = folder.join(format!("check-{}.cache", &here.to_hex()[..16]));
        Some(Self(Store::open(path, stamp(&run.sources)?)))
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
        key_of(&hasher)
    }

    /// What is kept of the article that is known by `key` and whose file holds `bytes`, with the pieces of `makers`. The report is
    /// read where one of these is missing, and where `needs_report` says so.
    #[must_use]
    pub fn get(
        &self,
        key: &Key,
        bytes: &[u8],
        makers: &[Maker],
        needs_report: impl FnOnce(&Told) -> bool,
    ) -> Option<Kept> {
        let told: Told = postcard::from_bytes(&self.0.get(key)?).ok()?;
        let pieces: Pieces = makers.iter().map(|maker| self.0.get(&part(key, &maker.tag))).collect();
        let report = if needs_report(&told) || pieces.iter().any(Option::is_none) {
            let (is_plain, mut report): (bool, Report) = postcard::from_bytes(&self.0.get(&part(key, REPORT))?).ok()?;
            if is_plain {
                report.source = String::from_utf8(plain(bytes).to_vec()).ok()?;
            }
            Some(report)
        } else {
            None
        };
        Some(Kept { told, report, pieces })
    }

    /// Keeps `kept`, with its report, of the article that is known by `key` and whose file holds `bytes`.
    pub fn keep(&self, key: &Key, bytes: &[u8], kept: &mut Kept) {
        let Some(report) = &mut kept.report else { return };
        // A report holds its article, which is in the file too.
        let is_plain = report.source.as_bytes() == plain(bytes);
        let source = is_plain.then(|| std::mem::take(&mut report.source));
        let stored = postcard::to_allocvec(&(is_plain, &*report));
        report.source = source.unwrap_or_else(|| std::mem::take(&mut report.source));
        if let (Ok(told), Ok(stored)) = (postcard::to_allocvec(&kept.told), stored) {
            self.0.add(*key, told);
            self.0.add(part(key, REPORT), stored);
        }
    }

    /// Keeps `piece`, which `maker` has made of the article that is known by `key`.
    pub fn keep_piece(&self, key: &Key, maker: &Maker, piece: &[u8]) {
        self.0.add(part(key, &maker.tag), piece.to_vec());
    }

    /// Writes what was found in this run, if there is anything new.
    pub fn close(self) {
        self.0.close();
    }
}

/// What the report of an article is known by, beside its article. No maker has that tag.
const REPORT: &str = "report";

/// What a part of what is kept of the article that is known by `key` is known by.
fn part(key: &Key, name: &str) -> Key {
    key_of(blake3::Hasher::new().update(key).update(name.as_bytes()))
}

fn key_of(hasher: &blake3::Hasher) -> Key {
    let mut key = Key::default();
    key.copy_from_slice(&hasher.finalize().as_bytes()[..size_of::<Key>()]);
    key
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
