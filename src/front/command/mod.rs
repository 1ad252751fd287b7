//! The commands: each turns what was typed into what is to be done, and does it.

pub mod check;
pub mod explain;
pub mod lints;
pub mod new_lint;
pub mod parse;
pub mod test;

use super::cli::{Color, Lang, Speech};
use super::console::{Console, wants_color};
use super::messages::Message;
use crate::emit::Style;
use crate::model::diagnostic::MessageLanguage;
use crate::pack::page::Pack;

/// How output looks and speaks.
fn style(speech: Speech) -> Style {
    let language = speech.lang.map(|lang| match lang {
        Lang::ZhHant => MessageLanguage::ZhHant,
        Lang::ZhHans => MessageLanguage::ZhHans,
        Lang::English => MessageLanguage::English,
    });
    let color = match speech.color {
        Color::Auto => wants_color(),
        Color::Always => true,
        Color::Never => false,
    };
    Style { color, language }
}

/// Where failures go; they are in English unless another language is asked for, as there may be no article to follow.
fn console(style: Style) -> Console {
    Console::new(style.language.unwrap_or(MessageLanguage::English))
}

/// What to say about a lint that `pack` does not have.
fn unknown_lint(pack: &Pack, id: &str) -> Message {
    let similar = pack.pages.iter().map(|page| (strsim::jaro_winkler(&page.id, id), &page.id));
    let nearest = similar.filter(|(similarity, _)| *similarity > 0.7).max_by(|left, right| left.0.total_cmp(&right.0));
    match nearest {
        Some((_, nearest)) => Message::UnknownLintNearest(id.to_owned(), nearest.clone()),
        None => Message::UnknownLint(id.to_owned()),
    }
}
