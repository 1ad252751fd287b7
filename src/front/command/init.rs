//! `lunju init`: a configuration and a lint to begin with.

use super::{console, style};
use crate::front::cli::Speech;
use crate::front::config::FILE;
use crate::front::console::{Console, Status, output};
use crate::front::files::unreadable;
use crate::front::messages::Message;
use crate::front::outputs::create;
use crate::model::diagnostic::MessageLanguage;
use crate::pack::fold::simplify;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// The configuration with comments in English.
const ENGLISH: &str = include_str!("init/lunju.en.toml");
/// The same in Traditional Chinese.
const CHINESE: &str = include_str!("init/lunju.zh.toml");
/// The example lint, and where it goes.
const PAGE: (&str, &str) = (".lunju/lints/example.md", include_str!("init/example.md"));

/// Writes both into the current folder, or neither where one is there already.
pub fn run(speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let configuration = match console.language {
        MessageLanguage::English => ENGLISH.to_owned(),
        MessageLanguage::ZhHant => CHINESE.to_owned(),
        MessageLanguage::ZhHans => simplify(CHINESE),
    };
    let files = [(FILE, &*configuration), PAGE];
    let mut there = false;
    for (path, _) in files {
        // A link that leads nowhere is there too.
        match Path::new(path).symlink_metadata() {
            Ok(_) => console.fail(path, &Message::Exists),
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => console.fail(path, &unreadable(&error)),
        }
        there = true;
    }
    let mut written = Ok(());
    if !there {
        let mut out = output();
        written = files
            .into_iter()
            .filter(|(path, text)| write(path, text, &mut console))
            .try_for_each(|(path, _)| writeln!(out, "{path}"))
            .and_then(|()| out.flush());
    }
    console.end(written, Status::Clean, &[])
}

/// Whether the new file `path` with `text` could be written; if not, the console knows why.
fn write(path: &str, text: &str, console: &mut Console) -> bool {
    let written = create(Path::new(path), text);
    if let Err(error) = &written {
        console.fail(path, &Message::Unwritable(error.kind().to_string()));
    }
    written.is_ok()
}
