//! `lunju explain`: the page of a lint.

use super::{console, packs_of, style, unknown_lint};
use crate::emit::Style;
use crate::front::cli::{ExplainArgs, Speech};
use crate::front::console::{Status, output};
use crate::front::pages::Pages;
use crate::lint::suppress::own;
use crate::model::diagnostic::Severity;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Explains the lint that was typed.
pub fn run(typed: &ExplainArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let (packs, configured) = packs_of(Path::new(""), style, &mut console);
    let Pages { pack, mut sources, failures, .. } = Pages::of_project(Path::new(""), &packs, console.language);
    console.fail_all(failures);
    sources.extend(configured);
    let written = if let Some(page) = pack.page(&typed.lint) {
        let title = page.title();
        let title = format!("# {} / {}", title.zh, title.en);
        write(&mut output(), style, (&page.id, page.severity, page.recommended), &title, page.body())
    } else if let Some(lint) = own(&typed.lint) {
        write(&mut output(), style, (lint.id, lint.severity, true), "", lint.page)
    } else {
        console.fail("explain", &unknown_lint(&pack, &typed.lint));
        Ok(())
    };
    console.end(written, Status::Clean, &sources)
}

/// Writes the page of a lint (id, severity, whether it is recommended); `title` stands above a body that has none.
fn write(
    out: &mut dyn Write,
    style: Style,
    (id, severity, is_recommended): (&str, Severity, bool),
    title: &str,
    body: &str,
) -> io::Result<()> {
    let recommended = if is_recommended { ", recommended" } else { "" };
    let head = format!("{id} ({}{recommended})", severity.name());
    writeln!(out, "{}\n", style.emphasise(&head))?;
    let body = body.trim();
    if !body.starts_with("# ") {
        writeln!(out, "{}\n", style.emphasise(title))?;
    }
    let mut fenced = false;
    for line in body.lines() {
        fenced ^= line.starts_with("```");
        if line.starts_with('#') && !fenced {
            writeln!(out, "{}", style.emphasise(line))?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
