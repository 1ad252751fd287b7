//! `lunju lints`: the lints as a table.

use super::{console, style};
use crate::emit::Style;
use crate::front::cli::Speech;
use crate::front::console::{Status, output};
use crate::front::pages::Pages;
use crate::pack::page::{Pack, Page};
use std::io::{self, Write};
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;

/// Lists the lints, the user's among them.
pub fn run(speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let Pages { pack, sources, failures, .. } = Pages::of_project(console.language);
    console.fail_all(failures);
    let written = write(&mut output(), style, &pack);
    console.end(written, Status::Clean, &sources)
}

fn write(out: &mut dyn Write, style: Style, pack: &Pack) -> io::Result<()> {
    let head = ["lint", "severity", "recommended", "title"].map(str::to_owned);
    let rows: Vec<[String; 4]> = pack.pages.iter().map(|page| row(style, page)).collect();
    let mut widths = [0; 4];
    for cells in rows.iter().chain([&head]) {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = cell.width().max(*width);
        }
    }
    writeln!(out, "{}", style.emphasise(&line(&head, widths)))?;
    for cells in &rows {
        writeln!(out, "{}", line(cells, widths))?;
    }
    out.flush()
}

fn row(style: Style, page: &Page) -> [String; 4] {
    let title = page.title();
    let title = match style.language {
        Some(language) => title.text(language).into_owned(),
        None => format!("{} / {}", title.zh, title.en),
    };
    let recommended = if page.recommended { "yes" } else { "no" };
    [page.id.clone(), page.severity.name().to_owned(), recommended.to_owned(), title]
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
