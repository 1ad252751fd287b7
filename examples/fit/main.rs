//! Fits the weights of the role and kind models on labelled articles.
//!
//! `cargo run --release --example fit -- FOLDER...` writes `lints/roles/zh.tsv` and `lints/roles/zh-kinds.tsv`;
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
    if let Ok(path) = std::env::var("DUMP") {
        use std::fmt::Write as _;
        let mut text = String::new();
        for labelled in &corpus.articles {
            for unit in &corpus.units[labelled.cut.clone()] {
                let _ = write!(
                    text,
                    "{}{} {} {} {} {} {}",
                    if std::env::var("OWN").is_ok() { "" } else { "" },
                    labelled.id,
                    unit.group,
                    unit.role.name(),
                    unit.kind.map_or("-", |kind| kind.name()),
                    unit.span.start,
                    unit.span.end
                );
                for (feature, value) in &unit.features {
                    let _ = write!(text, " {feature}:{value}");
                }
                text.push('\n');
            }
        }
        std::fs::write(format!("{path}.rows"), text).unwrap();
        std::fs::write(
            format!("{path}.names"),
            corpus.names.iter().map(|n| n.replace('\n', " ") + "\n").collect::<String>(),
        )
        .unwrap();
        return ExitCode::SUCCESS;
    }
    let outcome = if arguments.iter().any(|argument| argument == "--folds") {
        score::cross_validate(&corpus, FOLDS);
        Ok(())
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
