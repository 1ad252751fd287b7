//! `lunju new-lint`: a page to fill in.

use super::{console, style};
use crate::front::cli::{NewLintArgs, Speech};
use crate::front::console::{Status, output};
use crate::front::files::{shown, unreadable};
use crate::front::messages::Message;
use crate::front::outputs;
use crate::front::pages::base_of;
use crate::pack::page::Pack;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// The page as it is written; `ID` stands for the lint's id.
const TEMPLATE: &str = include_str!("new_lint.md");

/// Writes the page that was typed.
pub fn run(typed: &NewLintArgs, speech: Speech) -> ExitCode {
    let mut console = console(style(speech));
    let folder = typed.folder.clone().unwrap_or_else(|| {
        let base = base_of(Path::new("")).unwrap_or_default();
        base.join(".lunju").join("lints").join("house")
    });
    let path = folder.join(format!("{}.md", typed.id));
    let wrong = if !is_kebab(&typed.id) {
        Some(("new-lint".to_owned(), Message::NotKebab(typed.id.clone())))
    } else if Pack::builtin().page(&typed.id).is_some() {
        Some(("new-lint".to_owned(), Message::Taken(typed.id.clone())))
    } else {
        create(&path, &TEMPLATE.replace("ID", &typed.id)).err().map(|message| (shown(&path), message))
    };
    let mut out = output();
    let written = match wrong {
        Some((name, message)) => {
            console.fail(&name, &message);
            Ok(())
        }
        None => writeln!(out, "{}", shown(&path)).and_then(|()| out.flush()),
    };
    console.end(written, Status::Clean, &[])
}

/// Writes `text` to a new file at `path`.
fn create(path: &Path, text: &str) -> Result<(), Message> {
    let wrong = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Message::Exists,
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied => unreadable(error),
        kind => Message::Unwritable(kind.to_string()),
    };
    outputs::create(path, text).map_err(|error| wrong(&error))
}

fn is_kebab(id: &str) -> bool {
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    id.split('-').all(|part| !part.is_empty() && letters(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::check_examples;

    #[test]
    fn a_new_page_loads_and_fails_its_own_test() {
        let page = ("house/new-page.md".to_owned(), TEMPLATE.replace("ID", "new-page"));
        let pack = Pack::with(&[page]).unwrap_or_else(|failures| panic!("{failures:#?}"));
        let page = pack.page("new-page").unwrap();
        let outcomes = check_examples(&pack, page, &|text| crate::read::read_text("example.txt", text));
        assert!(outcomes.iter().any(|outcome| !outcome.passed));
    }

    #[test]
    fn names_are_kebab_case() {
        assert!(is_kebab("tired-phrase-2"));
        assert!(["", "-a", "A", "a--b", "../a", "a/b", "甲"].iter().all(|id| !is_kebab(id)));
    }
}
