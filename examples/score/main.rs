//! Scores the parser and the lints against labelled articles.
//!
//! `cargo run --release --example score -- [--verbose] FOLDER...` reads every `ID.json` of the folders, in the form of
//! `fixtures/ai-leadership.json`, with its text beside it, and prints the scores of all of them together; with `--verbose`
//! also every unit whose role and every finding whose fate is not what the labels say.

mod scores;

use scores::Scores;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (options, folders): (Vec<_>, Vec<_>) = arguments.into_iter().partition(|argument| argument.starts_with("--"));
    if folders.is_empty() || options.iter().any(|option| option != "--verbose") {
        eprintln!("usage: score [--verbose] FOLDER...");
        return ExitCode::from(2);
    }
    match run(&folders) {
        Ok(scores) => {
            scores.skipped.iter().for_each(|path| eprintln!("skipped {path}: no text"));
            // A reader that has seen enough closes the pipe: no fault of ours.
            drop(print(&scores, !options.is_empty()));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("score: {error}");
            ExitCode::from(2)
        }
    }
}

fn print(scores: &Scores, verbose: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in scores.disagreements.iter().filter(|_| verbose) {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{scores}")
}

/// The scores of the labelled articles of all `folders` together.
fn run(folders: &[String]) -> Result<Scores, String> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in folders {
        paths.extend(scores::labels_in(folder.as_ref()).map_err(|error| format!("{folder}: {error}"))?);
    }
    let scores = Scores::of(&paths)?;
    if scores.articles == 0 { Err("no article scored".to_owned()) } else { Ok(scores) }
}
