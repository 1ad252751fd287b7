//! `lunju map`: the argument of one article as a map.

use super::{console, packs_of, project_of, style};
use crate::emit::{Parsed, map};
use crate::front::articles::{Loaded, doubts, load};
use crate::front::cli::{MapArgs, Speech};
use crate::front::console::Status;
use crate::front::files::Input;
use crate::front::limits::Limits;
use crate::front::messages::Message;
use crate::front::outputs::{Target, name_of, not_written};
use crate::front::pages::Pages;
use crate::lint::credit;
use crate::model::article::Encoding;
use std::path::Path;
use std::process::ExitCode;

/// Draws what was typed.
pub fn run(typed: &MapArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let is_stdin = typed.file.as_os_str() == "-";
    let place = match &typed.stdin_filename {
        _ if !is_stdin => &typed.file,
        Some(name) => Path::new(name),
        None => Path::new(""),
    };
    let input = if is_stdin { Input::stdin(typed.stdin_filename.as_deref()) } else { Input::file(typed.file.clone()) };
    let input = Input { encoding: typed.encoding.map(Encoding::from), ..input };
    let (wanted, limits, configured) = packs_of(&typed.config, place, style, &mut console);
    let base = project_of(&typed.config, place);
    let Pages { pack, mut sources, mut failures, .. } = Pages::load(base.as_deref(), &wanted, console.language);
    sources.extend(configured);
    // The words of a house count here, its lints do not: their mistakes are for `check` to tell.
    failures.retain(|failure| Path::new(&failure.path).extension().is_none_or(|extension| extension != "md"));
    console.fail_all(failures);
    let loaded = match load(&input, Limits::from(typed.size).or(limits), &pack.lexicons, console.language) {
        Loaded::Article(loaded) => {
            console.note_all(doubts(&loaded.0, &loaded.1, console.language));
            Some(loaded)
        }
        Loaded::Empty(loaded) => {
            console.note(&input.name, &Message::Empty);
            Some(loaded)
        }
        Loaded::Unwanted(language) => {
            console.note(&input.name, &Message::OtherLanguage(language.name().to_owned()));
            None
        }
        Loaded::Failed(failure) => {
            console.fail_all([failure]);
            None
        }
    };
    if let Some(loaded) = loaded {
        let argument = &*credit(&loaded.1, &pack.lexicons);
        let parsed = Parsed { article: &loaded.0, argument, reasons: None };
        let path = typed.format.path.as_deref();
        let written = Target::open(path).and_then(|mut target| {
            map(typed.format.format, style, &parsed, &mut target)?;
            target.close()
        });
        if let Err(error) = written {
            not_written(&name_of(path), &error, &mut console);
        }
    }
    console.end(Ok(()), Status::Clean, &sources)
}
