//! `lunju baseline`: today's findings to a file.

use super::run::{Linted, Run, first};
use super::{console, style};
use crate::front::articles::doubts;
use crate::front::cli::{BaselineArgs, Speech};
use crate::front::console::{Console, Status, output};
use crate::front::files::{self, Wanted, shown};
use crate::front::outputs::{Target, not_written};
use crate::lint::baseline::Baseline;
use crate::model::diagnostic::MessageLanguage;
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Articles whose arguments are held in memory at the same time.
const AT_ONCE: usize = 256;

/// Records the findings in what was typed.
pub fn run(typed: BaselineArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let paths = if typed.paths.is_empty() { vec![PathBuf::from(".")] } else { typed.paths };
    let (inputs, wrong) = files::find(&paths, None, &Wanted::new(&typed.files, &mut console));
    for (path, message) in &wrong {
        console.fail(path, message);
    }
    let run = Run::new(&typed.lints.config, first(&paths, None), &inputs, style, &mut console);
    let run = run.choosing(&typed.lints, &mut console).within(typed.files.size.into());
    let mut baseline = Baseline::default();
    for inputs in inputs.chunks(AT_ONCE) {
        let language = console.language;
        let linted: Vec<Linted> = inputs.par_iter().map(|input| run.lint(input, input, language)).collect();
        for linted in linted {
            match linted {
                Linted::Article(loaded, report, ..) => {
                    console.note_all(doubts(&loaded.0, &loaded.1, language));
                    baseline.add(&report, &loaded.0, &loaded.1);
                }
                Linted::Failed(failure) => console.fail_all([failure]),
                Linted::Empty | Linted::Unwanted(_) | Linted::Unconfigured => {}
            }
        }
    }
    let written = write(&baseline, &typed.output, run.style.language, &mut console);
    console.end(written, Status::Clean, &run.sources)
}

/// Writes the file, and says so; `-` is standard output.
fn write(baseline: &Baseline, path: &Path, language: Option<MessageLanguage>, console: &mut Console) -> io::Result<()> {
    let mut out = output();
    if path.as_os_str() == "-" {
        out.write_all(baseline.to_json().as_bytes())?;
        return out.flush();
    }
    let name = shown(path);
    let written = Target::open(Some(path)).and_then(|mut target| {
        target.write_all(baseline.to_json().as_bytes())?;
        target.close()
    });
    if let Err(error) = written {
        not_written(&name, &error, console);
        return Ok(());
    }
    let count = baseline.len();
    match language {
        Some(MessageLanguage::ZhHant) => writeln!(out, "已把 {count} 處問題記入 {name}")?,
        Some(MessageLanguage::ZhHans) => writeln!(out, "已把 {count} 处问题记入 {name}")?,
        Some(MessageLanguage::English) | None => {
            writeln!(out, "{count} {} recorded in {name}", if count == 1 { "finding" } else { "findings" })?;
        }
    }
    out.flush()
}
