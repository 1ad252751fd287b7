//! Fits the weights of all models on labelled articles.
//!
//! `cargo run --release --example fit -- FOLDER... [--also FILE=CHECKOUT...]` prints the scores of a 5-fold
//! cross-validation, folds by writer, and writes the files of `lints/roles/`; with `--folds` it writes nothing. Articles behind `--also`
//! (`data/labels/README.md`) are learned from in every fold and scored in none.

mod answers;
mod corpus;
mod labels;
mod optimise;
mod score;
mod train;

use corpus::Corpus;
use std::process::ExitCode;

/// How many folds a cross-validation has.
const FOLDS: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mut folders, mut extras, mut also) = (Vec::new(), Vec::new(), false);
    for argument in &arguments {
        match argument.as_str() {
            "--also" => also = true,
            option if option.starts_with("--") => {}
            _ if also => extras.push(argument),
            _ => folders.push(argument),
        }
    }
    if folders.is_empty() {
        eprintln!("usage: fit [--folds] FOLDER... [--also FILE=CHECKOUT...]");
        return ExitCode::from(2);
    }
    let corpus = match Corpus::load(&folders, &extras) {
        Ok(corpus) => corpus,
        Err(error) => {
            eprintln!("fit: {error}");
            return ExitCode::from(2);
        }
    };
    eprintln!("{} articles, {} units", corpus.articles.len(), corpus.units.len());
    let outcome = score::out_of_fold(&corpus, FOLDS).and_then(|held| {
        score::print(&held);
        if arguments.iter().any(|argument| argument == "--folds") { Ok(()) } else { train::write(&corpus, &held) }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fit: {error}");
            ExitCode::from(2)
        }
    }
}
