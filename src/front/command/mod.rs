//! The commands: each turns what was typed into what is to be done, and does it.

mod archive;
pub mod baseline;
pub mod check;
pub mod compare;
pub mod completions;
pub mod explain;
pub mod init;
pub mod lints;
pub mod man;
pub mod map;
pub mod new_lint;
pub mod parse;
pub mod schema;
#[cfg(feature = "serve")]
pub mod serve;
pub mod test;

pub mod run;
mod watch;

use super::cli::{Color, ConfigArgs, Speech};
use super::config::Configurations;
use super::console::{Console, wants_color};
use super::limits::Limits;
use super::messages::Message;
use super::pages::{Wanted, base_of};
use crate::emit::Style;
use crate::lint::suppress::{OWN, own};
use crate::model::diagnostic::MessageLanguage;
use crate::pack::page::Pack;
use std::path::{Path, PathBuf};

/// How output looks and speaks.
fn style(speech: Speech) -> Style {
    let language = speech.lang.map(MessageLanguage::from);
    let color = match speech.color {
        Color::Auto => wants_color(),
        Color::Always => true,
        Color::Never => false,
    };
    Style { color, language }
}

/// What the configuration next above `path` (empty: the current folder) and the one that was `typed` want to have loaded, the
/// limits that they set, and those configurations as they were read (path, text); what is wrong with them is noted on `console`. Options of lints are
/// left out: they are for commands that run lints over articles.
fn packs_of(
    typed: &ConfigArgs,
    path: &Path,
    style: Style,
    console: &mut Console,
) -> (Wanted, Limits, Vec<(String, String)>) {
    let (configurations, failures) = Configurations::above(typed, path, style.language);
    console.fail_all(failures);
    (configurations.wanted(&[]), configurations.limits(), configurations.sources())
}

/// The folder of the project that `path` belongs to; none where `typed` asks to read none.
fn project_of(typed: &ConfigArgs, path: &Path) -> Option<PathBuf> {
    if typed.isolated { None } else { base_of(path) }
}

/// Where failures go; they are in English unless another language is asked for, as there may be no article to follow.
fn console(style: Style) -> Console {
    Console::new(style.language.unwrap_or(MessageLanguage::English))
}

/// Those of `ids` that there are; the others, typed behind `option`, are noted on `console`.
fn known_lints(option: &str, ids: Vec<String>, pack: &Pack, console: &mut Console) -> Vec<String> {
    let is_known = |id: &String| pack.page(id).is_some() || own(id).is_some();
    let (known, unknown): (Vec<String>, Vec<String>) = ids.into_iter().partition(is_known);
    for id in unknown {
        console.fail(option, &unknown_lint(pack, &id));
    }
    known
}

/// What to say about a lint that `pack` does not have.
fn unknown_lint(pack: &Pack, id: &str) -> Message {
    let ids = pack.pages.iter().map(|page| &*page.id).chain(OWN.iter().map(|lint| lint.id));
    let similar = ids.map(|known| (strsim::jaro_winkler(known, id), known));
    let nearest = similar.filter(|(similarity, _)| *similarity > 0.7).max_by(|left, right| left.0.total_cmp(&right.0));
    match nearest {
        Some((_, nearest)) => Message::UnknownLintNearest(id.to_owned(), nearest.to_owned()),
        None => Message::UnknownLint(id.to_owned()),
    }
}
