//! `lunju test`: the examples of lint pages, run like tests.

use super::{console, style};
use crate::emit::{Style, clean};
use crate::front::cli::{Speech, TestArgs};
use crate::front::console::{Status, output};
use crate::front::messages::Message;
use crate::front::pages::Pages;
use crate::lint::check_examples;
use crate::model::article::Article;
use crate::pack::page::{Pack, Page};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::process::ExitCode;

/// Runs the examples of the pages that were typed.
pub fn run(typed: &TestArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let Pages { pack, sources, failures } = match &typed.folder {
        Some(folder) => Pages::below(folder, console.language),
        None => Pages { pack: Pack::builtin(), sources: Vec::new(), failures: Vec::new() },
    };
    if let Some(folder) = &typed.folder
        && sources.is_empty()
        && failures.is_empty()
    {
        console.fail(&crate::front::files::shown(folder), &Message::NoPages);
    }
    console.fail_all(failures);
    let own: BTreeSet<&str> = sources.iter().map(|(path, _)| &**path).collect();
    let pages = pack.pages.iter().filter(|page| typed.folder.is_none() || own.contains(&*page.path));
    let mut status = Status::Clean;
    let written = write(&mut output(), style, &pack, pages, &mut status);
    console.end(written, status, &sources)
}

fn write<'a>(
    out: &mut dyn Write,
    style: Style,
    pack: &Pack,
    pages: impl Iterator<Item = &'a Page>,
    status: &mut Status,
) -> io::Result<()> {
    let (mut passed, mut failed) = (0, 0);
    for page in pages {
        let outcomes = check_examples(pack, page, &read_example);
        let failures = outcomes.iter().filter(|outcome| !outcome.passed).count();
        passed += outcomes.len() - failures;
        failed += failures;
        let verdict = if failures == 0 { "ok" } else { "FAILED" };
        writeln!(out, "{verdict:6} {} ({} examples)", page.id, outcomes.len())?;
        for outcome in outcomes.iter().filter(|outcome| !outcome.passed) {
            writeln!(out, "  {}:{} in {}", clean(&outcome.path), outcome.line, outcome.script.name())?;
            let same = if outcome.expected == outcome.found { " (the same words at another place)" } else { "" };
            writeln!(out, "    expected {}\n    found    {}{same}", marked(&outcome.expected), marked(&outcome.found))?;
        }
    }
    if failed > 0 {
        *status = Status::Findings;
    }
    writeln!(out, "{}", style.emphasise(&format!("{passed} passed, {failed} failed")))?;
    out.flush()
}

/// Flagged stretches as pages mark them.
fn marked(texts: &[String]) -> String {
    match texts {
        [] => "nothing".to_owned(),
        texts => format!("⟦{}⟧", clean(&texts.join("⟧ ⟦"))),
    }
}

/// An example is read like a text file.
fn read_example(text: &str) -> Article {
    crate::read::read_text("example.txt", text)
}
