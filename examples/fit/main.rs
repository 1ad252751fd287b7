//! Fits the weights of the role and kind models on labelled articles.
//!
//! `cargo run --release --example fit -- FOLDER...` writes `lints/roles/zh.tsv`, `zh-kinds.tsv` and `zh-cuts.tsv`;
//! with `--folds` it writes nothing and prints the scores of a 5-fold cross-validation instead, folds by writer.

mod corpus;
mod optimise;
mod score;
mod train;

use corpus::Corpus;
use std::process::ExitCode;

/// How many folds a cross-validation has.
const FOLDS: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folders: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    if folders.is_empty() {
        eprintln!("usage: fit [--folds] FOLDER...");
        return ExitCode::from(2);
    }
    let corpus = match Corpus::load(&folders) {
        Ok(corpus) => corpus,
        Err(error) => {
            eprintln!("fit: {error}");
            return ExitCode::from(2);
        }
    };
    eprintln!("{} articles, {} units", corpus.articles.len(), corpus.units.len());
    let outcome = if arguments.iter().any(|argument| argument == "--folds") {
        score::cross_validate(&corpus, FOLDS)
    } else {
        train::write(&corpus, FOLDS)
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fit: {error}");
            ExitCode::from(2)
        }
    }
}
