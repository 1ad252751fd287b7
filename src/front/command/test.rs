//! `lunju test`: the examples of lint pages, run like tests.

use super::{console, style};
use crate::emit::{Style, clean};
use crate::front::cli::{Speech, TestArgs};
use crate::front::console::{Status, output};
use crate::front::messages::Message;
use crate::front::pages::Pages;
use crate::model::article::Article;
use crate::pack::page::{Pack, Page};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::process::ExitCode;

/// The outcome of one example in one script.
struct Outcome {
    /// The line of the page that the example begins on.
    line: usize,
    /// The script that it ran in.
    script: String,
    /// What the lint should have flagged and what it flagged, where the two differ.
    difference: Option<(String, String)>,
}

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
        let outcomes = outcomes(pack, page);
        let failures = outcomes.iter().filter(|outcome| outcome.difference.is_some()).count();
        passed += outcomes.len() - failures;
        failed += failures;
        let verdict = if failures == 0 { "ok" } else { "FAILED" };
        writeln!(out, "{verdict:6} {} ({} examples)", page.id, outcomes.len())?;
        for outcome in &outcomes {
            if let Some((expected, found)) = &outcome.difference {
                writeln!(out, "  {}:{} {}", clean(&page.path), outcome.line, outcome.script)?;
                writeln!(out, "    expected {}\n    found    {}", clean(expected), clean(found))?;
            }
        }
    }
    if failed > 0 {
        *status = Status::Findings;
    }
    writeln!(out, "{}", style.emphasise(&format!("{passed} passed, {failed} failed")))?;
    out.flush()
}

/// SEAM: the examples of `page` in both scripts. To be `lint::example::check_examples(pack, page, &read_example)` with its
/// outcomes turned into [`Outcome`]; until that function is there, no example runs.
fn outcomes(pack: &Pack, page: &Page) -> Vec<Outcome> {
    let _ = (pack, page, read_example as fn(&str) -> Article);
    Vec::new()
}

/// An example is read like a text file.
fn read_example(text: &str) -> Article {
    crate::read::read("example.txt", text.as_bytes()).unwrap_or_default()
}
