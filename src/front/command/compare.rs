//! `lunju compare`: two versions to what was resolved, what is new, what stays.

use super::{console, settings, style};
use crate::emit::{CheckFormat, comparison};
use crate::front::articles::{Loaded, load};
use crate::front::cli::{CheckFormatArg, CompareArgs, Speech};
use crate::front::console::{Console, Status, output};
use crate::front::files::{self, Input, Origin, shown};
use crate::front::messages::Message;
use crate::front::messages::history::Trouble;
use crate::front::pages::Pages;
use crate::lint::changes::{Version, compare};
use crate::lint::{Settings, lint};
use crate::model::comparison::Comparison;
use crate::model::diagnostic::{Failure, MessageLanguage};
use crate::pack::page::Pack;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Compares what was typed.
pub fn run(typed: CompareArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let Pages { pack, sources, failures, .. } = Pages::of_project(&typed.new, &[], console.language);
    console.fail_all(failures);
    let settings = settings(typed.select, typed.ignore, &pack, style, &mut console);
    let mut found = Comparison::default();
    for (old, new) in pairs(&typed.old, &typed.new, &mut console) {
        let version = |input: Option<Input>| match input {
            Some(input) => version(&input, &pack, &settings, console.language),
            None => Ok(None),
        };
        match (version(old), version(new)) {
            (Ok(old), Ok(new)) => compare(old, new, &mut found),
            // Half a comparison would call everything resolved, or new.
            (old, new) => console.fail_all(old.err().into_iter().chain(new.err())),
        }
    }
    let worst = found.new.iter().map(|found| found.diagnostic.severity).max();
    let status = match (worst, typed.fail_on.severity()) {
        (Some(worst), Some(least)) if worst >= least => Status::Findings,
        _ => Status::Clean,
    };
    let format = match typed.format {
        CheckFormatArg::Terminal => CheckFormat::Terminal,
        CheckFormatArg::Json => CheckFormat::Json,
    };
    let mut out = output();
    let written = comparison(format, style, &found, console.failures(), &mut out).and_then(|()| out.flush());
    console.end(written, status, &sources)
}

/// The articles of the two sides that belong together, sorted by name: two files always do, those of two folders by their
/// paths inside them.
fn pairs(old: &Path, new: &Path, console: &mut Console) -> Vec<(Option<Input>, Option<Input>)> {
    // What is not there is for the search to say.
    let is_folder = |path: &Path| std::fs::metadata(path).ok().map(|metadata| metadata.is_dir());
    if let (Some(left), Some(right)) = (is_folder(old), is_folder(new))
        && left != right
    {
        console.fail(&shown(new), &Message::History(Trouble::FileAndFolder));
        return Vec::new();
    }
    let mut pairs: BTreeMap<PathBuf, (Option<Input>, Option<Input>)> = BTreeMap::new();
    let mut is_missing = false;
    for (side, path) in [old, new].into_iter().enumerate() {
        let (inputs, wrong) = files::find(&[path.to_owned()], None);
        is_missing |= !wrong.is_empty();
        for (path, message) in &wrong {
            console.fail(path, message);
        }
        for input in inputs {
            let pair = pairs.entry(inside(&input, path)).or_default();
            *(if side == 0 { &mut pair.0 } else { &mut pair.1 }) = Some(input);
        }
    }
    if is_missing { Vec::new() } else { pairs.into_values().collect() }
}

/// The path of `input` inside the folder `path`; empty for a file that is named itself.
fn inside(input: &Input, path: &Path) -> PathBuf {
    match &input.origin {
        Origin::File(file) => file.strip_prefix(path).unwrap_or(file).to_owned(),
        Origin::Stdin => PathBuf::new(),
    }
}

/// A version with its findings; none for a file without prose.
fn version(
    input: &Input,
    pack: &Pack,
    settings: &Settings,
    language: MessageLanguage,
) -> Result<Option<Version>, Failure> {
    match load(input, &pack.lexicons, language) {
        Loaded::Article(loaded) => {
            let (article, argument) = *loaded;
            let report = lint(pack, settings, &article, &argument);
            Ok(Some(Version { article, argument, report }))
        }
        Loaded::Empty(_) | Loaded::Unwanted(_) => Ok(None),
        Loaded::Failed(failure) => Err(failure),
    }
}
