//! `lunju lints`: the lints as a table.

use super::run::Run;
use super::{console, style};
use crate::emit::Style;
use crate::front::cli::{LintsArgs, Speech};
use crate::front::console::{Status, output};
use crate::front::files::Input;
use crate::lint::suppress::OWN;
use crate::lint::{Set, Settings};
use crate::model::diagnostic::{MessageLanguage, Severity};
use crate::pack::page::{Message, Pack, Page, PageOption};
use crate::pack::table::value::Values;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;

/// Lists the lints, the user's among them, with the severities that the configuration of the current folder gives them.
pub fn run(typed: &LintsArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let here = Input::stdin(None);
    let run = Run::new(&typed.config, Path::new(""), std::slice::from_ref(&here), style, &mut console);
    let settings = run.settings(&here).unwrap_or_default();
    let written = write(&mut output(), run.style, &run.pack, &settings);
    console.end(written, Status::Clean, &run.sources)
}

fn write(out: &mut dyn Write, style: Style, pack: &Pack, settings: &Settings) -> io::Result<()> {
    let head = ["lint", "severity", "set", "title"].map(str::to_owned);
    let pages = pack.pages.iter().map(|page| {
        let ignored = settings.ignore.contains(&page.id);
        let severity = if ignored { Severity::Off } else { settings.level(page) };
        (&*page.id, severity, page.recommended, page.title())
    });
    let own = OWN.iter().map(|lint| (lint.id, settings.level_own(lint), true, lint.title()));
    let options = |id: &str| {
        let page = pack.page(id);
        page.map(|page| option_lines(page, settings.options.get(id), style.language)).unwrap_or_default()
    };
    let mut rows: Vec<[String; 4]> = pages.chain(own).map(|lint| row(style, lint)).collect();
    rows.sort();
    let mut widths = [0; 4];
    for cells in rows.iter().chain([&head]) {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = cell.width().max(*width);
        }
    }
    writeln!(out, "{}", style.emphasise(&line(&head, widths)))?;
    for cells in &rows {
        writeln!(out, "{}", line(cells, widths))?;
        options(&cells[0]).iter().try_for_each(|option| writeln!(out, "  {option}"))?;
    }
    out.flush()
}

/// The options of `page`, one a line: its value (among `given`, else its default), what it may be, what it does in `language`
/// (none: in both).
pub fn option_lines(page: &Page, given: Option<&Values>, language: Option<MessageLanguage>) -> Vec<String> {
    let line = |option: &PageOption| {
        let value = given.and_then(|given| given.get(&option.name)).unwrap_or(&option.default);
        let about = match language {
            Some(language) => option.about.text(language).into_owned(),
            None => format!("{} / {}", option.about.zh, option.about.en),
        };
        format!("{} = {value} ({}): {about}", option.name, option.terms())
    };
    page.options.iter().map(line).collect()
}

/// The cells of a lint: id, severity, set, title.
fn row(style: Style, (id, severity, is_recommended, title): (&str, Severity, bool, Message)) -> [String; 4] {
    let title = match style.language {
        Some(language) => title.text(language).into_owned(),
        None => format!("{} / {}", title.zh, title.en),
    };
    let set = if is_recommended { Set::Recommended } else { Set::All };
    [id.to_owned(), severity.name().to_owned(), set.name().to_owned(), title]
}

/// The cells on one line, each filled up to its column's width on a terminal.
fn line(cells: &[String; 4], widths: [usize; 4]) -> String {
    let filled: Vec<String> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()))))
        .collect();
    filled.join("  ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_filled_by_display_width() {
        let cells = ["a", "說明", "no", "題"].map(str::to_owned);
        assert_eq!(line(&cells, [3, 6, 2, 9]), "a    說明    no  題");
    }
}
