//! The file of a cache: contents of any sort, each known by a key.
//!
//! `MAGIC`, the stamp of what all contents depend on, how many there are (`u32`), then for each its key, where it begins (`u64`), its
//! length and its checksum (`u32`), sorted by key, and then the contents. Numbers are little-endian. Only this index is read at
//! once: a run needs few of the contents, and what is not read costs nothing.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// What a file of the cache begins with; the number is that of its form.
const MAGIC: &[u8; 16] = b"lunju-cache 2\n\0\n";
/// The most bytes of contents: those of some thousand articles.
const MOST_BYTES: usize = 64 << 20;
/// The most contents: of as many articles as a run would be long in checking.
const MOST_CONTENTS: usize = 1 << 20;
/// The most files; the oldest go.
const MOST_FILES: usize = 16;
/// The bytes of the index for one content.
const RECORD: usize = size_of::<Key>() + 16;

/// What a content is known by.
pub type Key = [u8; 16];
/// What a file of the cache is known by.
pub type Stamp = [u8; 32];

/// Where a content stands.
struct Record {
    key: Key,
    start: u64,
    length: u32,
    checksum: u32,
    is_used: AtomicBool,
}

/// The contents of a file, as they were when it was opened, and those that are to come.
pub struct Store {
    path: PathBuf,
    stamp: Stamp,
    file: Option<File>,
    /// Sorted by key.
    records: Vec<Record>,
    new: Mutex<Vec<(Key, Vec<u8>)>>,
}

impl Store {
    /// The contents of the file at `path`; nothing where it is none of ours, or of another stamp.
    pub fn open(path: PathBuf, stamp: Stamp) -> Self {
        let (file, records) = File::open(&path)
            .and_then(|mut file| records(&mut file, &stamp).map(|records| (Some(file), records)))
            .unwrap_or_default();
        Self { path, stamp, file, records, new: Mutex::default() }
    }

    /// The content that is known by `key`; none where it is not sound.
    pub fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let record = &self.records[self.records.binary_search_by(|record| record.key.cmp(key)).ok()?];
        let content = self.read(record)?;
        record.is_used.store(true, Ordering::Relaxed);
        (crc32fast::hash(&content) == record.checksum).then_some(content)
    }

    /// Has `content` known by `key` from the next run on.
    pub fn add(&self, key: Key, content: Vec<u8>) {
        self.new.lock().unwrap_or_else(PoisonError::into_inner).push((key, content));
    }

    fn read(&self, record: &Record) -> Option<Vec<u8>> {
        // A length that was broken must not take all memory.
        let mut content = vec![0; (record.length as usize).min(MOST_BYTES)];
        read_at(self.file.as_ref()?, &mut content, record.start).ok()?;
        Some(content)
    }

    /// Writes the new contents beside the old ones, if there are any. A cache that cannot be written helps nobody, and harms nobody
    /// either.
    pub fn close(mut self) {
        let mut new = std::mem::take(self.new.get_mut().unwrap_or_else(PoisonError::into_inner));
        if new.is_empty() {
            return;
        }
        // The order of threads decides nothing.
        new.sort_unstable();
        new.dedup_by(|next, first| next.0 == first.0);
        let is_new = |key: &Key| new.binary_search_by(|(other, _)| other.cmp(key)).is_ok();
        let mut old: Vec<&Record> = self.records.iter().filter(|record| !is_new(&record.key)).collect();
        // What this run has used first: the rest may be of drafts that are gone.
        old.sort_by_key(|record| !record.is_used.load(Ordering::Relaxed));
        let old = old.into_iter().filter_map(|record| Some((record.key, self.read(record)?, record.checksum)));
        let checked = |(key, content): (Key, Vec<u8>)| (key, crc32fast::hash(&content), content);
        let old: Vec<_> = old.map(|(key, content, checksum)| (key, checksum, content)).collect();
        let mut room = MOST_BYTES;
        let mut contents: Vec<(Key, u32, Vec<u8>)> = Vec::new();
        for content in new.into_iter().map(checked).chain(old).take(MOST_CONTENTS) {
            if let Some(rest) = room.checked_sub(content.2.len()) {
                room = rest;
                contents.push(content);
            }
        }
        contents.sort_unstable_by_key(|content| content.0);
        // Not every system replaces a file that is open.
        self.file = None;
        let _ = replace(&self.path, &self.stamp, &contents);
    }
}

/// The index of `file`, which stands at its beginning.
fn records(file: &mut File, stamp: &Stamp) -> io::Result<Vec<Record>> {
    let mut head = [0; MAGIC.len() + size_of::<Stamp>() + 4];
    file.read_exact(&mut head)?;
    let known = head.strip_prefix(MAGIC).and_then(|rest| rest.strip_prefix(stamp));
    let count = known.and_then(|count| count.first_chunk()).map_or(0, |count| u32::from_le_bytes(*count) as usize);
    let mut index = vec![0; count.min(MOST_CONTENTS) * RECORD];
    file.read_exact(&mut index)?;
    let (records, _) = index.as_chunks::<RECORD>();
    let record = |record: &[u8; RECORD]| {
        let (key, rest) = record.split_first_chunk()?;
        let (start, rest) = rest.split_first_chunk()?;
        let (length, checksum) = rest.split_first_chunk()?;
        let (length, checksum) = (u32::from_le_bytes(*length), u32::from_le_bytes(*checksum.first_chunk()?));
        Some(Record { key: *key, start: u64::from_le_bytes(*start), length, checksum, is_used: AtomicBool::new(false) })
    };
    Ok(records.iter().filter_map(record).collect())
}

/// Fills `content` from byte `start` of `file`, which several threads read.
#[cfg(unix)]
fn read_at(file: &File, content: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, content, start)
}

/// The same where reading moves the file's place, which nobody else asks for.
#[cfg(windows)]
fn read_at(file: &File, mut content: &mut [u8], mut start: u64) -> io::Result<()> {
    while !content.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_read(file, content, start)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        content = &mut content[count..];
        start += count as u64;
    }
    Ok(())
}

/// Puts a file of `contents` in the place of `path`, of which nobody ever reads half, and takes away caches that nobody has used for
/// long.
fn replace(path: &Path, stamp: &Stamp, contents: &[(Key, u32, Vec<u8>)]) -> io::Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    // What stands in drafts is nobody else's business: files of this crate are for their owner alone.
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".check-").suffix(".cache").tempfile_in(folder)?;
    let mut index = [&MAGIC[..], stamp, &(contents.len() as u32).to_le_bytes()].concat();
    let mut start = (index.len() + contents.len() * RECORD) as u64;
    for (key, checksum, content) in contents {
        index.extend_from_slice(key);
        index.extend_from_slice(&start.to_le_bytes());
        index.extend_from_slice(&(content.len() as u32).to_le_bytes());
        index.extend_from_slice(&checksum.to_le_bytes());
        start += content.len() as u64;
    }
    file.write_all(&index)?;
    contents.iter().try_for_each(|(_, _, content)| file.write_all(content))?;
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
