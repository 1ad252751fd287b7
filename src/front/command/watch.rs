//! `lunju check --watch`: a check after every save.
//!
//! Files are looked at twice a second, which works on network drives too and survives editors that save by writing another file.

use super::run::first;
use super::{base_of, check, console, style};
use crate::front::cli::{CheckArgs, Speech};
use crate::front::config::FILE;
use crate::front::console::Status;
use crate::front::files::Origin;
use crate::front::messages::Message;
use crate::front::messages::outlet::Blocked;
use crate::model::diagnostic::MessageLanguage;
use ignore::WalkBuilder;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// From one look to the next.
const PAUSE: Duration = Duration::from_millis(500);
/// What empties a terminal, its memory too, and goes to its top.
const CLEAR: &[u8] = b"\x1b[2J\x1b[3J\x1b[H";

/// What tells whether a file has changed: when it was, and how long it is.
type Looks = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Checks what was typed again and again, until somebody ends it, or until nobody reads what is written.
pub fn run(typed: &CheckArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let reads_stdin = typed.paths.iter().any(|path| path.as_os_str() == "-");
    if reads_stdin || typed.paths.is_empty() && typed.stdin_filename.is_some() {
        let mut console = console(style);
        console.fail("--watch", &Message::Outlet(Blocked::WatchesStdin));
        return console.end(Ok(()), Status::Failed, &[]);
    }
    let language = style.language.unwrap_or(MessageLanguage::English);
    loop {
        // Before the check, so that what is saved during it is checked again.
        let before = look(typed);
        if io::stdout().is_terminal() && io::stdout().write_all(CLEAR).is_err() {
            return Status::Failed.into();
        }
        let (ended, is_read) = check::once(typed, speech);
        if !is_read {
            return ended;
        }
        // Nobody is left to be told when standard error is closed.
        let _ = writeln!(io::stderr(), "lunju: {}", Message::Watching.text(language));
        while look(typed) == before {
            sleep(PAUSE);
        }
    }
}

/// How everything looks that a check of `typed` depends on.
fn look(typed: &CheckArgs) -> Looks {
    let mut looks = Looks::new();
    let mut add = |path: &Path| {
        if let Ok(there) = path.metadata() {
            looks.insert(path.to_owned(), (there.modified().ok(), there.len()));
        }
    };
    // What is wrong with the command line, the check itself says.
    let mut unheard = console(crate::emit::Style::default());
    for input in check::find(typed, &mut unheard) {
        if let Origin::File(path) = &input.origin {
            add(path);
            // Its configuration, wherever it stands above it.
            if let Some(base) = base_of(path) {
                add(&base.join(FILE));
            }
        }
    }
    typed.baseline.iter().for_each(|path| add(path));
    if let Some(base) = base_of(first(&typed.paths, None)) {
        add(&base.join(FILE));
        for entry in WalkBuilder::new(base.join(".lunju")).hidden(false).build().flatten() {
            add(entry.path());
        }
    }
    looks
}
