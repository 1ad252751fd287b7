//! The files that are being written and have no name yet: where somebody ends the program (Ctrl-C, or what a system sends at
//! shutdown), they go too.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};
use tempfile::NamedTempFile;

static FILES: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
static LISTEN: Once = Once::new();

/// What shells say of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// The file that `make` makes, which goes too when somebody ends the program, were it the moment after.
///
/// # Errors
/// Those of `make`.
pub fn begin(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    LISTEN.call_once(|| {
        // Where nobody can listen, the file stays, which harms nobody.
        let _ = ctrlc::set_handler(|| {
            let files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
            for path in &*files {
                let _ = std::fs::remove_file(path);
            }
            std::process::exit(INTERRUPTED);
        });
    });
    // Nobody ends the program between the two: the listener needs the list.
    let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    let file = make()?;
    files.insert(file.path().to_owned());
    Ok(file)
}

/// The file that was at `path` is whole, or gone.
pub fn end(path: &Path) {
    FILES.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
}
