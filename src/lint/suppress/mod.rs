//! Suppressions: comments in the draft, and entries of a configuration, that take findings out of a report.
//!
//! They act when lints have yielded to each other, so that no finding comes back because another one went. `comment` reads
//! the words of a comment, `own` holds the lints of suppressions themselves.

mod comment;
mod own;
#[cfg(test)]
mod tests;

pub use own::{OWN, OwnLint, own};

use crate::lint::Settings;
use crate::model::argument::Argument;
use crate::model::article::{Article, Comment};
use crate::model::diagnostic::{Diagnostic, MessageLanguage};
use crate::model::span::{Range, Span};
use crate::pack::fold::fold;
use crate::pack::page::Pack;
use comment::{Item, Mistake, Scope};
use own::{Wrong, unknown};
use std::collections::BTreeMap;

/// A suppression that stands outside the draft, for formats that have no comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The file, as reports name it; a leading `./` counts for nothing on either side.
    pub file: String,
    /// The lint's id.
    pub lint: String,
    /// The words of the one finding that is meant, or a part of them; none: all findings of the lint in the file.
    pub words: Option<String>,
    /// Why; empty where nobody says.
    pub reason: String,
    /// The caller's name for it. The caller of [`crate::lint::lint_entries`] is then told whether it was of use, and reports
    /// what is wrong with it; the findings in the file say nothing about it. Its words take out all findings that hold them,
    /// not the first one alone.
    pub owner: Option<Owner>,
}

/// The name that the caller gives to an entry.
pub type Owner = (usize, usize);

impl Entry {
    /// What is wrong with the entry, which stands at `range` of the configuration, when all is known: it `is_idle`, or else
    /// has no reason. None if that is nothing, or nothing that lints of `settings` speak of.
    #[must_use]
    pub fn fault(
        &self,
        is_idle: bool,
        settings: &Settings,
        range: Range,
        language: MessageLanguage,
    ) -> Option<Diagnostic> {
        let wrong = match (is_idle, self.reason.trim().is_empty()) {
            (true, _) => Wrong::Unused,
            (false, true) => Wrong::NoReason,
            (false, false) => return None,
        };
        let found =
            settings.runs_own(wrong.lint().id).then(|| diagnose(settings, range, &wrong, &self.written(), language));
        found.map(|found| Diagnostic { help: wrong.help_in_configuration(language).unwrap_or(found.help), ..found })
    }

    /// How messages show it.
    fn written(&self) -> String {
        let words = self.words.as_ref().map_or_else(String::new, |words| format!("[\"{words}\"]"));
        format!("[[ignore]] {}{words}", self.lint)
    }
}

/// What entries came to in one article: those of an owner whose lint runs, and whether they took something out.
pub type Uses = Vec<(Owner, bool)>;

/// One lint, suppressed in one stretch of the source.
struct Suppression {
    lint: String,
    /// Folded.
    words: Option<String>,
    /// Bytes of the source; a finding that starts in here is covered.
    zone: Span,
    /// Where the suppression stands in the source, or what speaks for it.
    at: Span,
    /// How it is written.
    written: String,
    has_reason: bool,
    used: bool,
    owner: Option<Owner>,
}

/// What the suppressions of an article come to.
struct Plan {
    suppressions: Vec<Suppression>,
    /// What is wrong with suppressions: where, what, and the words.
    wrong: Vec<(Span, Wrong, String)>,
}

/// Takes out of `diagnostics`, which are sorted by place, those that comments of `article` or entries of `settings` suppress;
/// adds what is wrong with the suppressions. Gives how many were taken out, and which entries that have an owner were of use.
/// The additions stand at the end.
pub fn apply(
    pack: &Pack,
    settings: &Settings,
    article: &Article,
    argument: &Argument,
    diagnostics: &mut Vec<Diagnostic>,
) -> (usize, Uses) {
    let mut plan = plan(pack, settings, article, argument);
    if plan.suppressions.is_empty() && plan.wrong.is_empty() {
        return (0, Uses::new());
    }
    let before = diagnostics.len();
    take_out(&mut plan.suppressions, article, diagnostics);
    let mut suppressed = before - diagnostics.len();
    for suppression in plan.suppressions.iter().filter(|suppression| suppression.owner.is_none()) {
        let is_idle = !suppression.used && pack.page(&suppression.lint).is_some_and(|page| settings.runs(page));
        // Nobody needs a reason for what can go.
        let wrong = if is_idle {
            Wrong::Unused
        } else if suppression.has_reason {
            continue;
        } else {
            Wrong::NoReason
        };
        plan.wrong.push((suppression.at, wrong, suppression.written.clone()));
    }
    let language = settings.language.unwrap_or_else(|| MessageLanguage::of_article(argument.language));
    let wrong = plan.wrong.into_iter().filter(|(_, wrong, _)| settings.runs_own(wrong.lint().id));
    let place = |at: Span| article.source.range(at);
    let mut own: Vec<Diagnostic> =
        wrong.map(|(at, wrong, words)| diagnose(settings, place(at), &wrong, &words, language)).collect();
    own.sort_by_key(|diagnostic| diagnostic.range.byte);
    let found = own.len();
    take_out(&mut plan.suppressions, article, &mut own);
    suppressed += found - own.len();
    diagnostics.extend(own);
    let runs = |lint: &str| pack.page(lint).map_or_else(|| settings.runs_own(lint), |page| settings.runs(page));
    let owned = plan.suppressions.iter().filter_map(|one| one.owner.map(|owner| (owner, one)));
    let uses = owned.filter(|(_, one)| one.used || runs(&one.lint)).map(|(owner, one)| (owner, one.used));
    (suppressed, uses.collect())
}

fn plan(pack: &Pack, settings: &Settings, article: &Article, argument: &Argument) -> Plan {
    let mut plan = Plan { suppressions: Vec::new(), wrong: Vec::new() };
    for comment in &article.comments {
        plan.comment(pack, article, argument, comment);
    }
    let bare = |path: &str| path.strip_prefix("./").unwrap_or(path).to_owned();
    let path = bare(&article.source.path);
    for entry in settings.entries.iter().filter(|entry| bare(&entry.file) == path) {
        plan.entry(pack, article, argument, entry);
    }
    plan
}

impl Plan {
    fn comment(&mut self, pack: &Pack, article: &Article, argument: &Argument, comment: &Comment) {
        let words = comment::read(&comment.text);
        let in_source = |span: Span| Span::new(comment.span.start + span.start, comment.span.start + span.end);
        if let Some((mistake, span)) = words.mistake {
            let wrong = match mistake {
                Mistake::NoId => Wrong::NoId,
                Mistake::Form => Wrong::Form,
            };
            self.wrong.push((in_source(span), wrong, span.of(&comment.text).to_owned()));
        }
        let zone = match words.scope {
            Scope::File => Span::new(0, usize::MAX),
            Scope::Block => block_zone(article, comment),
            Scope::Next => next_zone(article, argument, comment),
        };
        for item in words.items {
            let (at, written) = (in_source(item.span), item.span.of(&comment.text).to_owned());
            let Item { lint, words: of, .. } = item;
            self.add(pack, Suppression::new(lint, of.as_deref(), zone, at, written, words.has_reason));
        }
    }

    /// An entry speaks at the article's first unit: its own place is in another file.
    fn entry(&mut self, pack: &Pack, article: &Article, argument: &Argument, entry: &Entry) {
        let first = argument.units.first().map(|unit| article.map.map(argument.prose_span(unit.span)));
        let (at, whole) = (first.unwrap_or_default(), Span::new(0, usize::MAX));
        let has_reason = !entry.reason.trim().is_empty();
        let words = entry.words.as_deref();
        let one = Suppression::new(entry.lint.clone(), words, whole, at, entry.written(), has_reason);
        self.add(pack, Suppression { owner: entry.owner, ..one });
    }

    fn add(&mut self, pack: &Pack, suppression: Suppression) {
        match unknown(pack, &suppression.lint) {
            Some(wrong) => self.wrong.push((suppression.at, wrong, suppression.lint)),
            None => self.suppressions.push(suppression),
        }
    }
}

impl Suppression {
    fn new(lint: String, words: Option<&str>, zone: Span, at: Span, written: String, has_reason: bool) -> Self {
        let words = words.map(|words| fold(words.trim()));
        Self { lint, words, zone, at, written, has_reason, used: false, owner: None }
    }
}

/// The source under the leaf block around `comment`, else under the block behind it; nothing where there is none.
fn block_zone(article: &Article, comment: &Comment) -> Span {
    let blocks = &article.blocks;
    let at = if comment.inside {
        blocks.partition_point(|block| block.span.start <= comment.prose).checked_sub(1)
    } else {
        Some(blocks.partition_point(|block| block.span.start < comment.prose))
    };
    let block = at.and_then(|at| blocks.get(at));
    block.map_or_else(Span::default, |block| article.map.map(block.span))
}

/// The source from the first unit behind `comment` to the end of its sentence.
fn next_zone(article: &Article, argument: &Argument, comment: &Comment) -> Span {
    let units = &argument.units;
    let at = units.partition_point(|unit| argument.prose_span(unit.span).start < comment.prose);
    let Some(unit) = units.get(at) else { return Span::default() };
    let end = argument.sentences.get(unit.sentence).map_or(unit.span.end, |sentence| sentence.span.end);
    article.map.map(argument.prose_span(Span::new(unit.span.start, end)))
}

/// Takes out of `diagnostics`, sorted by place, what `suppressions` cover, and notes which of these are used. One with words
/// takes one finding: the first that consists of them, else the first that holds them; that of an owner takes all that do.
fn take_out(suppressions: &mut [Suppression], article: &Article, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_lint: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        by_lint.entry(&diagnostic.lint).or_default().push(index);
    }
    let start = |index: usize| diagnostics[index].range.byte.start;
    let mut gone = vec![false; diagnostics.len()];
    let covered = |lint: &str, zone: Span| {
        let of_lint = by_lint.get(lint).map_or(&[][..], Vec::as_slice);
        let from = of_lint.partition_point(|&index| start(index) < zone.start);
        let to = of_lint.partition_point(|&index| start(index) < zone.end);
        &of_lint[from..to.max(from)]
    };
    for suppression in suppressions.iter_mut() {
        let Some(words) = &suppression.words else { continue };
        let text = |index: usize| fold(diagnostics[index].range.byte.of(&article.source.text).trim());
        let open = covered(&suppression.lint, suppression.zone).iter().copied().filter(|&index| !gone[index]);
        let holds: Vec<(usize, String)> =
            open.map(|index| (index, text(index))).filter(|(_, text)| text.contains(&**words)).collect();
        let found = match suppression.owner {
            Some(_) => &holds[..],
            None => {
                holds.iter().find(|(_, text)| text == words).or(holds.first()).map_or(&[][..], std::slice::from_ref)
            }
        };
        for &(index, _) in found {
            gone[index] = true;
            suppression.used = true;
        }
    }
    // What is said twice need not be done twice.
    let mut done: BTreeMap<(&str, Span), bool> = BTreeMap::new();
    for Suppression { lint, zone, used, .. } in suppressions.iter_mut().filter(|one| one.words.is_none()) {
        *used |= *done.entry((lint, *zone)).or_insert_with(|| {
            let covered = covered(lint, *zone);
            for &index in covered {
                gone[index] = true;
            }
            !covered.is_empty()
        });
    }
    let mut gone = gone.into_iter();
    diagnostics.retain(|_| !gone.next().unwrap_or(false));
}

fn diagnose(settings: &Settings, range: Range, wrong: &Wrong, words: &str, language: MessageLanguage) -> Diagnostic {
    let lint = wrong.lint();
    Diagnostic {
        lint: lint.id.to_owned(),
        severity: settings.level_own(lint),
        message: wrong.message(words, language),
        help: lint.help(language),
        query: String::new(),
        range,
        words: words.to_owned(),
        sentence: words.to_owned(),
        unit: None,
        related: Vec::new(),
        suggestions: Vec::new(),
        fingerprint: 0,
    }
}
