//! `lunju explain`: the page of a lint.

use super::{console, packs_of, style, unknown_lint};
use crate::emit::Style;
use crate::front::cli::{ExplainArgs, Speech};
use crate::front::console::{Status, output};
use crate::front::pages::Pages;
use crate::pack::page::Page;
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
        write(&mut output(), style, page)
    } else {
        console.fail("explain", &unknown_lint(&pack, &typed.lint));
        Ok(())
    };
    console.end(written, Status::Clean, &sources)
}

fn write(out: &mut dyn Write, style: Style, page: &Page) -> io::Result<()> {
    let recommended = if page.recommended { ", recommended" } else { "" };
    let head = format!("{} ({}{recommended})", page.id, page.severity.name());
    writeln!(out, "{}\n", style.emphasise(&head))?;
    let body = page.body().trim();
    if !body.starts_with("# ") {
        let title = page.title();
        writeln!(out, "{}\n", style.emphasise(&format!("# {} / {}", title.zh, title.en)))?;
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
