//! `lunju check`: articles to findings.

use super::run::{Ending, Linted, Run, first};
use super::{console, style, watch};
use crate::emit::{CheckFormat, Parsed};
use crate::front::annotated::Annotated;
use crate::front::articles::doubts;
use crate::front::cache::{Cache, Kept, Key, Told};
use crate::front::cli::{CheckArgs, Color, FailOn, InputArg, Speech};
use crate::front::console::{Console, Status};
use crate::front::files::{self, Input, Origin};
use crate::front::known::Known;
use crate::front::limits::Limits;
use crate::front::messages::Message;
use crate::front::messages::limit::Exceeded;
use crate::front::outputs::{Maker, Outputs, Wanted};
use crate::front::progress::Progress;
use crate::lint::suppress::Owner;
use crate::model::argument::{Argument, Language};
use crate::model::article::Article;
use crate::model::diagnostic::{Failure, MessageLanguage, Report, Severity, Summary};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

/// Articles that are read before the first of them is printed: enough to keep every core busy, few enough for any memory.
const AT_ONCE: usize = 256;

/// What is to be checked, and how.
struct Check {
    inputs: Vec<Input>,
    run: Run,
    known: Known,
    /// The least severity that fails the run, if the command line says so.
    fail_on: Option<FailOn>,
    /// Whether a format shows the articles, so that they are kept.
    shows_articles: bool,
    /// Whether something is written that is made of the reports themselves.
    needs_reports: bool,
    /// What was found in earlier runs, where that is enough to know.
    cache: Option<Cache>,
}

/// What became of one input.
enum Checked {
    /// Findings, how the run ends for them, and the article if a format shows it.
    Found(Box<Kept>, Status, Option<Box<(Article, Argument)>>),
    Empty(String),
    Unwanted(String, Language),
    Failed(Failure),
}

/// Checks what was typed.
pub fn run(typed: &CheckArgs, speech: Speech) -> ExitCode {
    if typed.input == InputArg::JsonLines {
        return super::archive::run(typed, speech);
    }
    if typed.watch { watch::run(typed, speech) } else { once(typed, speech).0 }
}

/// Checks what was typed one time; and whether all that was to be written could be.
pub fn once(typed: &CheckArgs, speech: Speech) -> (ExitCode, bool) {
    let style = style(speech);
    let mut console = console(style);
    let inputs = find(typed, &mut console);
    let first = first(&typed.paths, typed.stdin_filename.as_deref());
    let run = Run::new(&typed.lints.config, first, &inputs, style, &mut console);
    let run = run.choosing(&typed.lints, &mut console).within(limits(typed));
    let known = Known::new(typed.baseline.as_deref(), typed.only_changed.clone(), &mut console);
    let wanted = match &typed.format[..] {
        [] => &[Wanted { format: CheckFormat::Terminal, path: None }],
        wanted => wanted,
    };
    let others = wanted.iter().filter_map(|wanted| wanted.path.as_deref());
    let annotated = typed.annotate.as_ref().map(|path| Annotated::open(path, &inputs, others, &mut console));
    let in_files = matches!(speech.color, Color::Always);
    let outputs = Outputs::open(wanted, run.style, in_files, || run.notes(), &mut console);
    let shows_articles = wanted.iter().any(|wanted| wanted.format.shows_articles());
    // What is compared or shown needs the articles themselves.
    let is_kept = typed.cache.wanted().unwrap_or(run.wants_cache()) && !shows_articles && known.is_nothing();
    let cache = is_kept.then(|| Cache::open(&run)).flatten();
    let needs_reports = typed.annotate.is_some();
    let check = Check { inputs, run, known, fail_on: typed.fail_on, shows_articles, needs_reports, cache };
    // Where nothing can be written, nothing needs to be checked.
    let can_write = !outputs.is_empty() && !matches!(annotated, Some(None));
    let (mut status, mut is_written) = (Status::Clean, can_write);
    if can_write {
        (status, is_written) = check.write(outputs, annotated.flatten(), &mut console);
    }
    if let Some(cache) = check.cache {
        cache.close();
    }
    (console.end(Ok(()), status, &check.run.sources), is_written)
}

/// The articles to check; what cannot be found is noted on `console`.
pub fn find(typed: &CheckArgs, console: &mut Console) -> Vec<Input> {
    let here = match &typed.stdin_filename {
        Some(_) => [PathBuf::from("-")],
        None => [PathBuf::from(".")],
    };
    let paths = if typed.paths.is_empty() { &here[..] } else { &typed.paths };
    let (mut inputs, wrong) =
        files::find(paths, typed.stdin_filename.as_deref(), &files::Wanted::new(&typed.files, console));
    // What is written is no article, though it may lie among them.
    let written = typed.format.iter().filter_map(|wanted| wanted.path.as_deref()).chain(typed.annotate.as_deref());
    let written: Vec<PathBuf> = written.filter_map(|path| std::fs::canonicalize(path).ok()).collect();
    let is_written = |path: &PathBuf| std::fs::canonicalize(path).is_ok_and(|path| written.contains(&path));
    inputs.retain(|input| match &input.origin {
        Origin::File(path) => written.is_empty() || paths.contains(path) || !is_written(path),
        Origin::Stdin | Origin::Sent(_) => true,
    });
    for (path, message) in wrong {
        console.fail(&path, &message);
    }
    inputs
}

impl Check {
    /// Checks the inputs and writes their reports, in the order of the inputs whatever the number of threads; and whether all of
    /// them could be written.
    fn write(&self, mut outputs: Outputs, mut annotated: Option<Annotated>, console: &mut Console) -> (Status, bool) {
        let mut status = Status::Clean;
        let mut summary = Summary::default();
        let (mut uses, mut first): (BTreeMap<Owner, bool>, Option<Language>) = (BTreeMap::new(), None);
        let progress = Progress::of(self.inputs.len());
        for inputs in self.inputs.chunks(AT_ONCE) {
            let checked = self.check_all(inputs, console.language, &outputs.makers(), &progress);
            let mut take = |checked: Checked| match checked {
                Checked::Found(kept, ended, loaded) => {
                    let Kept { told, report, pieces } = *kept;
                    console.note_all(told.notes);
                    for (owner, is_used) in told.uses {
                        *uses.entry(owner).or_default() |= is_used;
                    }
                    first.get_or_insert(told.language);
                    status = status.max(ended);
                    summary.add(&told.summary);
                    let parsed =
                        loaded.as_deref().map(|(article, argument)| Parsed { article, argument, reasons: None });
                    outputs.put(&pieces, told.language, report.as_ref(), parsed.as_ref(), console);
                    if let Some((report, annotated)) = report.zip(annotated.take()) {
                        annotated.write(&report, self.run.style.language, console);
                    }
                }
                Checked::Empty(path) => console.note(&path, &Message::Empty),
                Checked::Unwanted(path, language) => {
                    console.note(&path, &Message::OtherLanguage(language.name().to_owned()));
                }
                Checked::Failed(failure) => console.fail_all([failure]),
            };
            progress.aside(|| checked.into_iter().flatten().for_each(&mut take));
            if outputs.is_empty() {
                break;
            }
        }
        progress.end();
        let spoken = first.map_or(console.language, MessageLanguage::of_article);
        for report in self.run.judge(&uses, &self.inputs, self.run.style.language.unwrap_or(spoken)) {
            status = status.max(status_of(report.worst(), self.fail_on.unwrap_or(FailOn::Warning)));
            summary.add(&report.summary);
            outputs.report(&report, console);
        }
        let failures = console.failures().to_vec();
        let is_written = outputs.finish(&summary, &failures, console);
        (status, is_written)
    }

    fn check_all(
        &self,
        inputs: &[Input],
        language: MessageLanguage,
        makers: &[Maker],
        progress: &Progress,
    ) -> Vec<Option<Checked>> {
        // One article does not pay for starting threads.
        if let [input] = inputs {
            return vec![self.check(input, language, makers)];
        }
        let check = |input: &Input| {
            let checked = self.check(input, language, makers);
            progress.step();
            checked
        };
        inputs.par_iter().map(check).collect()
    }

    /// None where the configuration of the input is broken, as has been said.
    fn check(&self, input: &Input, language: MessageLanguage, makers: &[Maker]) -> Option<Checked> {
        let Some(cache) = &self.cache else { return self.check_anew(input, input, language, makers, None) };
        let configured = self.run.configured(input)?;
        let bytes = match input.bytes(configured.limits) {
            Ok(bytes) => bytes,
            Err(message) => {
                let (path, message) = (input.name.clone(), message.text(language));
                return Some(Checked::Failed(Failure { path, position: None, message }));
            }
        };
        let key = Cache::key(input, &bytes, &configured, language);
        let ending = Ending::of(&configured);
        let needs_report = |told: &Told| self.needs_reports || told.findings > ending.findings;
        if let Some(kept) = cache.get(&key, &bytes, makers, needs_report) {
            let keeper = Keeper { cache, key, bytes: &bytes, is_new: false };
            return Some(self.found(kept, ending, None, language, makers, Some(keeper)));
        }
        // The file may be another by now: what was read is what is known by its hash.
        let read = Input { origin: Origin::Sent(bytes.clone()), ..input.clone() };
        let keeper = Keeper { cache, key, bytes: &bytes, is_new: true };
        self.check_anew(&read, input, language, makers, Some(keeper))
    }

    /// Checks `input` as `of` is to be checked; `keeper` keeps what is found.
    fn check_anew(
        &self,
        input: &Input,
        of: &Input,
        language: MessageLanguage,
        makers: &[Maker],
        keeper: Option<Keeper>,
    ) -> Option<Checked> {
        Some(match self.run.lint(input, of, language) {
            Linted::Article(loaded, mut report, ending, uses) => {
                match self.known.leave_out(&mut report, of, (&loaded.0, &loaded.1), &self.run.pack) {
                    Ok(()) => {
                        let kept = Kept::new(report, uses, doubts(&loaded.0, &loaded.1, language));
                        let loaded = self.shows_articles.then_some(loaded);
                        self.found(kept, ending, loaded, language, makers, keeper)
                    }
                    Err(trouble) => Checked::Failed(Failure {
                        path: input.name.clone(),
                        position: None,
                        message: trouble.text(language),
                    }),
                }
            }
            Linted::Empty => Checked::Empty(input.name.clone()),
            Linted::Unwanted(spoken) => Checked::Unwanted(input.name.clone(), spoken),
            Linted::Failed(failure) => Checked::Failed(failure),
            Linted::Unconfigured => return None,
        })
    }

    /// What was found, as far as it is to be shown, as the `makers` write it; `keeper` keeps what is not kept yet.
    fn found(
        &self,
        mut kept: Kept,
        ending: Ending,
        loaded: Option<Box<(Article, Argument)>>,
        language: MessageLanguage,
        makers: &[Maker],
        keeper: Option<Keeper>,
    ) -> Checked {
        let ended = status_of(kept.told.worst, self.fail_on.unwrap_or(ending.fail_on));
        if let Some(Keeper { cache, key, bytes, .. }) = keeper.as_ref().filter(|keeper| keeper.is_new) {
            cache.keep(key, bytes, &mut kept);
        }
        // What is kept is whole; what is not shown whole is printed from the report each time.
        let keeper = keeper.filter(|_| kept.told.findings <= ending.findings);
        if kept.told.findings > ending.findings {
            kept.pieces.clear();
            let hidden = kept.report.as_mut().and_then(|report| shorten(report, ending.findings, language));
            kept.told.notes.extend(hidden);
        }
        if let Some(report) = &kept.report {
            kept.pieces.resize(makers.len(), None);
            for (piece, maker) in kept.pieces.iter_mut().zip(makers).filter(|(piece, _)| piece.is_none()) {
                *piece = maker.piece(report);
                if let (Some(Keeper { cache, key, .. }), Some(piece)) = (&keeper, &piece) {
                    cache.keep_piece(key, maker, piece);
                }
            }
        }
        if !self.needs_reports && kept.pieces.iter().all(Option::is_some) {
            kept.report = None;
        }
        Checked::Found(Box::new(kept), ended, loaded)
    }
}

/// Who keeps what is found in an article, under `key`; `bytes` are its file's.
struct Keeper<'a> {
    cache: &'a Cache,
    key: Key,
    bytes: &'a [u8],
    /// Whether nothing is kept of the article yet.
    is_new: bool,
}

/// The limits that were typed.
pub fn limits(typed: &CheckArgs) -> Limits {
    Limits { findings: typed.findings.max_findings.map(|most| most as usize), ..typed.files.size.into() }
}

/// Takes what comes behind the first `most` findings out of `report`, and says so.
fn shorten(report: &mut Report, most: usize, language: MessageLanguage) -> Option<Failure> {
    let hidden = report.diagnostics.len().checked_sub(most).filter(|hidden| *hidden > 0)?;
    report.diagnostics.truncate(most);
    let message = Message::Limit(Exceeded::Findings(most, hidden)).text(language);
    Some(Failure { path: report.path.clone(), position: None, message })
}

/// How a run ends for an article whose worst finding, if there is one, matters so much.
pub fn status_of(worst: Option<Severity>, fail_on: FailOn) -> Status {
    match (worst, fail_on.severity()) {
        (Some(worst), Some(least)) if worst >= least => Status::Findings,
        _ => Status::Clean,
    }
}
