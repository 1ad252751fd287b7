//! `lunju test`: the examples of lint pages, run like tests.

use super::{console, packs_of, project_of, style};
use crate::emit::{Style, clean};
use crate::front::cli::{Speech, TestArgs};
use crate::front::console::{Console, Status, output};
use crate::front::files::shown;
use crate::front::messages::Message;
use crate::front::pages::Pages;
use crate::lint::{ExampleOutcome, check_examples, surviving_mutants};
use crate::model::article::Article;
use crate::pack::page::{Pack, Page};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Runs the examples of the pages that were typed.
pub fn run(typed: &TestArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let place = typed.folder.as_deref().unwrap_or(Path::new(""));
    let (wanted, _, configured) = packs_of(&typed.config, place, style, &mut console);
    let base = project_of(&typed.config, place);
    let mut loaded = match &typed.folder {
        Some(folder) => Pages::below(folder, base.as_deref(), &wanted, console.language),
        None => Pages::load(base.as_deref(), &wanted, console.language),
    };
    loaded.sources.extend(configured);
    let own: Option<BTreeSet<&str>> =
        typed.folder.as_ref().map(|folder| loaded.paths_below(folder).into_iter().collect());
    if let (Some(folder), Some(own)) = (&typed.folder, &own)
        && own.is_empty()
        && loaded.failures.is_empty()
    {
        console.fail(&shown(folder), &Message::NoPages);
    }
    console.fail_all(loaded.failures.clone());
    let wanted = |page: &&Page| own.as_ref().is_none_or(|own| own.contains(&*page.path));
    let pages: Vec<&Page> = loaded.pack.pages.iter().filter(wanted).collect();
    let mut status = Status::Clean;
    let mut out = output();
    let written = if typed.mutate {
        mutate(&mut out, style, &loaded.pack, &pages, &mut status)
    } else {
        test(&mut out, style, &loaded.pack, &pages, &mut console)
    };
    console.end(written, status, &loaded.sources)
}

/// Runs the examples of `pages`; one that does not hold is a failure at its place.
fn test(out: &mut dyn Write, style: Style, pack: &Pack, pages: &[&Page], console: &mut Console) -> io::Result<()> {
    let (mut passed, mut failed) = (0, 0);
    for page in pages {
        let outcomes = check_examples(pack, page, &read_example);
        let failures = outcomes.iter().filter(|outcome| !outcome.passed).count();
        passed += outcomes.len() - failures;
        failed += failures;
        let verdict = if failures == 0 { "ok" } else { "FAILED" };
        writeln!(out, "{verdict:6} {} ({} examples)", page.id, outcomes.len())?;
        console.fail_all(outcomes.iter().filter_map(ExampleOutcome::failure));
    }
    writeln!(out, "{}", style.emphasise(&format!("{passed} passed, {failed} failed")))?;
    out.flush()
}

/// Runs the examples of broken copies of `pages`: what they do not notice is not tested.
fn mutate(out: &mut dyn Write, style: Style, pack: &Pack, pages: &[&Page], status: &mut Status) -> io::Result<()> {
    let (mut sound, mut weak) = (0, 0);
    for page in pages {
        let survivors = surviving_mutants(pack, page, &read_example);
        let verdict = if survivors.is_empty() { "ok" } else { "WEAK" };
        *(if survivors.is_empty() { &mut sound } else { &mut weak }) += 1;
        writeln!(out, "{verdict:6} {}", page.id)?;
        for mutant in survivors {
            writeln!(out, "  {}: all examples pass {}", clean(&page.path), clean(&mutant.text(pack, page)))?;
        }
    }
    if weak > 0 {
        *status = Status::Findings;
    }
    let summary = format!("{sound} tested in every part, {weak} not");
    writeln!(out, "{}", style.emphasise(&summary))?;
    out.flush()
}

/// An example is read like a text file.
fn read_example(text: &str) -> Article {
    crate::read::read_text("example.txt", text)
}
