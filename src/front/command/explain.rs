//! `lunju explain`: the page of a lint.

use super::lints::option_lines;
use super::run::Run;
use super::{console, style, unknown_lint};
use crate::emit::Style;
use crate::front::cli::{ExplainArgs, Speech};
use crate::front::config::Level;
use crate::front::console::{Status, output};
use crate::front::files::Input;
use crate::lint::Settings;
use crate::lint::suppress::own;
use crate::model::diagnostic::Severity;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Explains the lint that was typed.
pub fn run(typed: &ExplainArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let here = Input::stdin(None);
    let run = Run::new(&typed.config, Path::new(""), std::slice::from_ref(&here), style, &mut console);
    let written = if let Some(page) = run.pack.page(&typed.lint) {
        let title = page.title();
        let title = format!("# {} / {}", title.zh, title.en);
        let effective = |settings: &Settings| if settings.runs(page) { settings.level(page) } else { Severity::Off };
        let mut notes = notes(&run.levels(&here, &page.id, effective), page.severity);
        let settings = run.settings(&here).unwrap_or_default();
        notes.extend(option_lines(page, settings.options.get(&page.id), style.language));
        write(&mut output(), style, (&page.id, page.severity, page.recommended), &notes, &title, page.body())
    } else if let Some(lint) = own(&typed.lint) {
        let notes = notes(&run.levels(&here, lint.id, |settings| settings.level_own(lint)), lint.severity);
        write(&mut output(), style, (lint.id, lint.severity, true), &notes, "", lint.page)
    } else {
        console.fail("explain", &unknown_lint(&run.pack, &typed.lint));
        Ok(())
    };
    console.end(written, Status::Clean, &run.sources)
}

/// What to say of the `levels` of a lint whose page says `own`.
fn notes(levels: &[Level], own: Severity) -> Vec<String> {
    let note = |level: &Level| {
        let whence = match &level.place {
            Some(place) => place,
            None if level.severity == own => "by its page",
            None => "not in the default set",
        };
        let files = if level.files.is_empty() { "here".to_owned() } else { format!("in {}", level.files.join(", ")) };
        format!("{files}: {} ({whence})", level.severity.name())
    };
    levels.iter().map(note).collect()
}

/// Writes the page of a lint (id, severity, whether it is recommended) with `notes` about its settings; `title` stands above a
/// body that has none.
fn write(
    out: &mut dyn Write,
    style: Style,
    (id, severity, is_recommended): (&str, Severity, bool),
    notes: &[String],
    title: &str,
    body: &str,
) -> io::Result<()> {
    let recommended = if is_recommended { ", recommended" } else { "" };
    let head = format!("{id} ({}{recommended})", severity.name());
    writeln!(out, "{}", style.emphasise(&head))?;
    notes.iter().try_for_each(|note| writeln!(out, "{note}"))?;
    writeln!(out)?;
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
