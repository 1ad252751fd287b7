//! `lunju baseline`: today's findings to a file.

use super::{console, known_lints, style};
use crate::front::articles::{Loaded, load_wanted};
use crate::front::cli::{BaselineArgs, Speech};
use crate::front::config::Configurations;
use crate::front::console::{Console, Status, output};
use crate::front::files::{self, shown};
use crate::front::messages::Message;
use crate::front::pages::{Pages, base_of};
use crate::lint::baseline::Baseline;
use crate::lint::{Wishes, lint};
use crate::model::diagnostic::MessageLanguage;
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Articles whose arguments are held in memory at the same time.
const AT_ONCE: usize = 256;

/// Records the findings in what was typed.
pub fn run(typed: BaselineArgs, speech: Speech) -> ExitCode {
    let mut style = style(speech);
    let mut console = console(style);
    let paths = if typed.paths.is_empty() { vec![PathBuf::from(".")] } else { typed.paths };
    let (inputs, wrong) = files::find(&paths, None);
    for (path, message) in &wrong {
        console.fail(path, message);
    }
    let (mut configurations, failures) = Configurations::load(&typed.config, &inputs, style.language);
    console.fail_all(failures);
    style.language = configurations.language();
    console.language = style.language.unwrap_or(console.language);
    let first = paths.iter().find(|path| path.as_os_str() != "-").map_or(Path::new(""), PathBuf::as_path);
    let base = if typed.config.isolated { None } else { base_of(first) };
    let pages = Pages::load(base.as_deref(), &configurations.packs(), console.language);
    console.fail_all(configurations.check_lints(&pages.known()));
    let Pages { pack, mut sources, failures, .. } = pages;
    console.fail_all(failures);
    sources.extend(configurations.sources());
    let select = typed.select.map(|ids| known_lints("--select", ids, &pack, &mut console));
    let ignore = known_lints("--ignore", typed.ignore, &pack, &mut console);
    let wishes = Wishes { select, ignore, ..Wishes::default() };
    let mut baseline = Baseline::default();
    for inputs in inputs.chunks(AT_ONCE) {
        let language = console.language;
        let found = inputs.par_iter().map(|input| {
            // A configuration that is broken has been said to be so.
            let Some(configured) = configurations.of(input, &wishes) else { return Ok(None) };
            match load_wanted(input, &pack.lexicons, language, configured.languages.as_deref()) {
                Loaded::Article(loaded) => Ok(Some((lint(&pack, &configured.settings, &loaded.0, &loaded.1), loaded))),
                Loaded::Empty(_) | Loaded::Unwanted(_) => Ok(None),
                Loaded::Failed(failure) => Err(failure),
            }
        });
        for found in found.collect::<Vec<_>>() {
            match found {
                Ok(Some((report, loaded))) => baseline.add(&report, &loaded.0, &loaded.1),
                Ok(None) => {}
                Err(failure) => console.fail_all([failure]),
            }
        }
    }
    let written = write(&baseline, &typed.output, style.language, &mut console);
    console.end(written, Status::Clean, &sources)
}

/// Writes the file, and says so; `-` is standard output.
fn write(baseline: &Baseline, path: &Path, language: Option<MessageLanguage>, console: &mut Console) -> io::Result<()> {
    let mut out = output();
    if path.as_os_str() == "-" {
        out.write_all(baseline.to_json().as_bytes())?;
        return out.flush();
    }
    let name = shown(path);
    if let Err(error) = std::fs::write(path, baseline.to_json()) {
        console.fail(&name, &Message::Unwritable(error.kind().to_string()));
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
