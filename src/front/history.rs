//! Older versions of articles, as git keeps them.

use super::messages::history::Trouble;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The bytes of the file at `path` (it need not be there now) in `revision`; none where that revision does not have it.
///
/// # Errors
/// Why git cannot be asked: it is missing, there is no repository or no such revision.
pub fn file_at(revision: &str, path: &Path) -> Result<Option<Vec<u8>>, Trouble> {
    let unknown = || Trouble::UnknownRevision(revision.to_owned());
    // git would take it for an option of its own.
    if revision.starts_with('-') {
        return Err(unknown());
    }
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else { return Ok(None) };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    if !git(&folder, &["rev-parse", "--git-dir"])?.status.success() {
        return Err(Trouble::NoRepository);
    }
    let commit = git(&folder, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])?;
    let commit = String::from_utf8_lossy(&commit.stdout).trim().to_owned();
    if commit.is_empty() {
        return Err(unknown());
    }
    let blob = git(&folder, &["cat-file", "blob", &format!("{commit}:./{name}")])?;
    if blob.status.success() {
        return Ok(Some(blob.stdout));
    }
    let listed = git(&folder, &["ls-tree", "--name-only", &commit, "--", &name])?;
    if listed.status.success() && listed.stdout.is_empty() {
        return Ok(None);
    }
    let reason = String::from_utf8_lossy(&blob.stderr);
    Err(Trouble::Git(reason.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned()))
}

/// What git answers in `folder`. It is asked in its own words, whatever the locale, and gets nothing to read.
fn git(folder: &Path, arguments: &[&str]) -> Result<Output, Trouble> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).env("LC_ALL", "C").stdin(Stdio::null());
    command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Trouble::NoGit,
        kind => Trouble::Git(kind.to_string()),
    })
}
