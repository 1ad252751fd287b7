//! `lunju compare`: two versions to what was resolved, what is new, what stays.

use super::run::{Linted, Run};
use super::{console, style};
use crate::emit::{ComparisonFormat, comparison};
use crate::front::articles::doubts;
use crate::front::cli::{CompareArgs, CompareFormatArg, FailOn, Speech};
use crate::front::console::{Console, Status, output};
use crate::front::files::{self, Input, Origin, Wanted, shown};
use crate::front::messages::Message;
use crate::front::messages::history::Trouble;
use crate::lint::changes::{Version, compare};
use crate::model::comparison::Comparison;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// An old and a new version; at least one is there.
type Pair = (Option<Input>, Option<Input>);

/// Compares what was typed.
pub fn run(typed: &CompareArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let wanted = Wanted::new(&typed.files, &mut console);
    let pairs = pairs(&typed.old, &typed.new, &wanted, &mut console);
    // Both versions are checked as the new one is: what a configuration changes is neither resolved nor new.
    let of = |(old, new): &Pair| new.clone().or_else(|| old.clone());
    let inputs: Vec<Input> = pairs.iter().filter_map(of).collect();
    let run = Run::new(&typed.lints.config, &typed.new, &inputs, style, &mut console);
    let run = run.choosing(&typed.lints, &mut console).within(typed.files.size.into());
    let mut found = Comparison::default();
    let mut fail_on = typed.fail_on;
    for ((old, new), of) in pairs.into_iter().zip(&inputs) {
        let mut version = |input: Option<Input>| match input.map(|input| run.lint(&input, of, console.language)) {
            Some(Linted::Article(loaded, report, configured, _)) => {
                fail_on.get_or_insert(configured.fail_on);
                let (article, argument) = *loaded;
                console.note_all(doubts(&article, &argument, console.language));
                Ok(Some(Version { article, argument, report }))
            }
            Some(Linted::Failed(failure)) => Err(failure),
            Some(Linted::Empty | Linted::Unwanted(_) | Linted::Unconfigured) | None => Ok(None),
        };
        match (version(old), version(new)) {
            (Ok(old), Ok(new)) => compare(old, new, &mut found),
            // Half a comparison would call everything resolved, or new.
            (old, new) => console.fail_all(old.err().into_iter().chain(new.err())),
        }
    }
    let worst = found.new.iter().map(|found| found.diagnostic.severity).max();
    let status = match (worst, fail_on.unwrap_or(FailOn::Warning).severity()) {
        (Some(worst), Some(least)) if worst >= least => Status::Findings,
        _ => Status::Clean,
    };
    let format = match typed.format {
        CompareFormatArg::Terminal => ComparisonFormat::Terminal,
        CompareFormatArg::Json => ComparisonFormat::Json,
    };
    let mut out = output();
    let written = comparison(format, run.style, &found, console.failures(), &mut out).and_then(|()| out.flush());
    console.end(written, status, &run.sources)
}

/// The articles of the two sides that belong together, sorted by name: two files always do, those of two folders by their
/// paths inside them.
fn pairs(old: &Path, new: &Path, wanted: &Wanted, console: &mut Console) -> Vec<Pair> {
    // What is not there is for the search to say.
    let is_folder = |path: &Path| std::fs::metadata(path).ok().map(|metadata| metadata.is_dir());
    if let (Some(left), Some(right)) = (is_folder(old), is_folder(new))
        && left != right
    {
        console.fail(&shown(new), &Message::History(Trouble::FileAndFolder));
        return Vec::new();
    }
    let mut pairs: BTreeMap<PathBuf, Pair> = BTreeMap::new();
    let mut is_missing = false;
    for (side, path) in [old, new].into_iter().enumerate() {
        let (inputs, wrong) = files::find(&[path.to_owned()], None, wanted);
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
        Origin::Stdin | Origin::Sent(_) => PathBuf::new(),
    }
}
