//! `lunju check`: articles to findings.

use super::run::{Ending, Linted, Run, first};
use super::{console, style, watch};
use crate::emit::{CheckFormat, Parsed};
use crate::front::annotated::Annotated;
use crate::front::articles::doubts;
use crate::front::cache::{Cache, Kept};
use crate::front::cli::{CheckArgs, Color, FailOn, InputArg, Speech};
use crate::front::console::{Console, Status};
use crate::front::files::{self, Input, Origin};
use crate::front::known::Known;
use crate::front::limits::Limits;
use crate::front::messages::Message;
use crate::front::messages::limit::Exceeded;
use crate::front::outputs::{Outputs, Wanted};
use crate::front::progress::Progress;
use crate::lint::suppress::{Owner, Uses};
use crate::model::argument::{Argument, Language};
use crate::model::article::Article;
use crate::model::diagnostic::{Failure, MessageLanguage, Report, Summary};
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
    /// What was found in earlier runs, where that is enough to know.
    cache: Option<Cache>,
}

/// What became of one input.
enum Checked {
    /// Findings, how the run ends for them, the entries of the configuration that were of use, what there is to say of how the
    /// article was read, and the article if a format shows it.
    Report(Report, Status, Uses, Vec<Failure>, Option<Box<(Article, Argument)>>),
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
    let check = Check { inputs, run, known, fail_on: typed.fail_on, shows_articles, cache };
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
            let language = console.language;
            let mut take = |checked: Checked| match checked {
                Checked::Report(report, ended, entries, notes, kept) => {
                    console.note_all(notes);
                    for (owner, is_used) in entries {
                        *uses.entry(owner).or_default() |= is_used;
                    }
                    first.get_or_insert(report.language);
                    status = status.max(ended);
                    summary.add(&report.summary);
                    let parsed = kept.as_deref().map(|(article, argument)| Parsed { article, argument, reasons: None });
                    outputs.report(&report, parsed.as_ref(), console);
                    if let Some(annotated) = annotated.take() {
                        annotated.write(&report, self.run.style.language, console);
                    }
                }
                Checked::Empty(path) => console.note(&path, &Message::Empty),
                Checked::Unwanted(path, language) => {
                    console.note(&path, &Message::OtherLanguage(language.name().to_owned()));
                }
                Checked::Failed(failure) => console.fail_all([failure]),
            };
            let checked = self.check_all(inputs, language, &progress);
            progress.aside(|| checked.into_iter().flatten().for_each(&mut take));
            if outputs.is_empty() {
                break;
            }
        }
        progress.end();
        let spoken = first.map_or(console.language, MessageLanguage::of_article);
        for report in self.run.judge(&uses, &self.inputs, self.run.style.language.unwrap_or(spoken)) {
            status = status.max(status_of(&report, self.fail_on.unwrap_or(FailOn::Warning)));
            summary.add(&report.summary);
            outputs.report(&report, None, console);
        }
        let failures = console.failures().to_vec();
        let is_written = outputs.finish(&summary, &failures, console);
        (status, is_written)
    }

    fn check_all(&self, inputs: &[Input], language: MessageLanguage, progress: &Progress) -> Vec<Option<Checked>> {
        // One article does not pay for starting threads.
        if let [input] = inputs {
            return vec![self.check(input, language)];
        }
        let check = |input: &Input| {
            let checked = self.check(input, language);
            progress.step();
            checked
        };
        inputs.par_iter().map(check).collect()
    }

    /// None where the configuration of the input is broken, as has been said.
    fn check(&self, input: &Input, language: MessageLanguage) -> Option<Checked> {
        let Some(cache) = &self.cache else { return self.check_anew(input, input, language, |kept| kept) };
        let configured = self.run.configured(input)?;
        let bytes = match input.bytes(configured.limits) {
            Ok(bytes) => bytes,
            Err(message) => {
                let (path, message) = (input.name.clone(), message.text(language));
                return Some(Checked::Failed(Failure { path, position: None, message }));
            }
        };
        let key = Cache::key(input, &bytes, &configured, language);
        if let Some(kept) = cache.get(&key, &bytes) {
            return Some(self.report(kept, Ending::of(&configured), None, language));
        }
        // The file may be another by now: what was read is what is known by its hash.
        let read = Input { origin: Origin::Sent(bytes.clone()), ..input.clone() };
        self.check_anew(&read, input, language, |kept| cache.keep(key, &bytes, kept))
    }

    /// Checks `input` as `of` is to be checked; `keep` is handed what was found.
    fn check_anew(
        &self,
        input: &Input,
        of: &Input,
        language: MessageLanguage,
        keep: impl FnOnce(Kept) -> Kept,
    ) -> Option<Checked> {
        Some(match self.run.lint(input, of, language) {
            Linted::Article(loaded, mut report, ending, uses) => {
                match self.known.leave_out(&mut report, of, (&loaded.0, &loaded.1), &self.run.pack) {
                    Ok(()) => {
                        let kept = keep(Kept::new(report, uses, doubts(&loaded.0, &loaded.1, language)));
                        self.report(kept, ending, self.shows_articles.then_some(loaded), language)
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

    /// What was found, as far as it is to be shown.
    fn report(
        &self,
        kept: Kept,
        ending: Ending,
        loaded: Option<Box<(Article, Argument)>>,
        language: MessageLanguage,
    ) -> Checked {
        let Kept { mut report, uses, mut notes, .. } = kept;
        let ended = status_of(&report, self.fail_on.unwrap_or(ending.fail_on));
        notes.extend(shorten(&mut report, ending.findings, language));
        Checked::Report(report, ended, uses, notes, loaded)
    }
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

/// How a run ends for `report`.
pub fn status_of(report: &Report, fail_on: FailOn) -> Status {
    let worst = report.diagnostics.iter().map(|diagnostic| diagnostic.severity).max();
    match (worst, fail_on.severity()) {
        (Some(worst), Some(least)) if worst >= least => Status::Findings,
        _ => Status::Clean,
    }
}
