//! Floor 4: lint pages over an `Argument`, giving a `Report`.
//!
//! `settings` says which pages run; `scene` indexes one text; `find` looks with one page (`matching` for words, `memory` for what is known of them already, `excuse` for
//! what excuses them); `settle` lets lints yield to each other; `suppress` takes out what the writer has excused; `related`
//! adds other places; `quote` cuts what is quoted of the draft; `trust` credits the sources that the house trusts; `example` runs the examples of pages. `baseline` and
//! `changes` tell what is new; both know a finding again by its `mark`.

pub mod baseline;
pub mod changes;
mod example;
mod excuse;
mod find;
mod mark;
mod matching;
mod memory;
mod quote;
mod related;
mod scene;
mod settings;
mod settle;
pub mod suppress;
#[cfg(test)]
mod tests;
mod trust;

pub use example::{ExampleOutcome, Mutant, check_examples, surviving_mutants};
pub use memory::Memory;
pub use settings::{Set, Settings, Wishes};
pub use trust::credit;

use crate::lint::find::Finding;
use crate::lint::related::Pointers;
use crate::lint::scene::Scene;
use crate::lint::suppress::Uses;
use crate::model::argument::{Argument, Attribution, Language, Role};
use crate::model::article::Article;
use crate::model::diagnostic::{Diagnostic, MessageLanguage, Related, Report, Suggestion, Summary};
use crate::model::span::{Range, Span};
use crate::pack::fold::simplify;
use crate::pack::lexicon::Lexicons;
use crate::pack::page::{Pack, Page};
use crate::pack::select::tree::Tree;

/// Runs the pages of `pack` over `argument`, which was parsed from `article` with the lists of `pack`. A lint that does not
/// run finds nothing, so that none yields to it.
#[must_use]
pub fn lint(pack: &Pack, settings: &Settings, article: &Article, argument: &Argument) -> Report {
    lint_entries(pack, settings, article, argument).0
}

/// The same; also says which of [`Settings::entries`] that have an owner were of use.
#[must_use]
pub fn lint_entries(pack: &Pack, settings: &Settings, article: &Article, argument: &Argument) -> (Report, Uses) {
    lint_in(pack, settings, article, argument, None)
}

/// The same for a draft that is checked again and again: expressions search only paragraphs that `memory` does not know from the
/// last time.
#[must_use]
pub fn lint_again(
    pack: &Pack,
    settings: &Settings,
    article: &Article,
    argument: &Argument,
    memory: &mut Memory,
) -> (Report, Uses) {
    lint_in(pack, settings, article, argument, Some(memory))
}

fn lint_in(
    pack: &Pack,
    settings: &Settings,
    article: &Article,
    argument: &Argument,
    mut memory: Option<&mut Memory>,
) -> (Report, Uses) {
    let pages: Vec<&Page> = settings.pages(pack).collect();
    let argument = &*credit(argument, &pack.lexicons);
    let scene = Scene::new(&pack.lexicons, article, argument, memory.as_deref_mut());
    let tree = (!pages.is_empty()).then(|| Tree::new(article, argument));
    let found = tree.as_ref().map(|tree| run(&pages, &scene, tree)).unwrap_or_default();
    let language = settings.language.unwrap_or_else(|| MessageLanguage::of_article(argument.language));
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for ((page, found), tree) in pages.iter().zip(&found).zip(tree.iter().cycle()) {
        if found.is_empty() {
            continue;
        }
        let (severity, pointers) = (settings.level(page), Pointers::new(page, tree, &scene));
        let diagnose = |finding| Diagnostic { severity, ..diagnose(page, finding, &pointers, &scene, language) };
        diagnostics.extend(found.iter().map(diagnose));
    }
    sort(&mut diagnostics);
    let (suppressed, uses) = suppress::apply(pack, settings, article, argument, &mut diagnostics);
    sort(&mut diagnostics);
    if !diagnostics.is_empty() {
        let fingerprints = mark::fingerprints(&mark::of_findings(&diagnostics, article, argument));
        for (diagnostic, fingerprint) in diagnostics.iter_mut().zip(fingerprints) {
            diagnostic.fingerprint = fingerprint;
        }
    }
    let report = Report {
        path: article.source.path.clone(),
        language: argument.language,
        source: article.source.text.clone(),
        summary: Summary { suppressed, ..summary(&scene, diagnostics.len()) },
        diagnostics,
    };
    drop(found);
    if let Some(memory) = memory {
        scene.searches.remember(memory);
    }
    (report, uses)
}

/// Sorts by start, end and lint id.
fn sort(diagnostics: &mut [Diagnostic]) {
    let key = |diagnostic: &Diagnostic| (diagnostic.range.byte.start, diagnostic.range.byte.end);
    diagnostics.sort_by(|left, right| key(left).cmp(&key(right)).then_with(|| left.lint.cmp(&right.lint)));
}

/// The findings of `pages` (sorted by id), after they have yielded to each other, page by page in order of place.
fn run(pages: &[&Page], scene: &Scene, tree: &Tree) -> Vec<Vec<Finding>> {
    let mut found: Vec<Vec<Finding>> = pages.iter().map(|page| find::findings(page, tree, scene)).collect();
    settle::settle(pages, &mut found, &scene.argument.text);
    found
}

/// The scalar ranges of the source text that `page` flags while `beside` run too.
fn flagged(page: &Page, beside: &[&Page], lexicons: &Lexicons, article: &Article, argument: &Argument) -> Vec<Span> {
    let mut pages = beside.to_vec();
    pages.push(page);
    pages.sort_by(|left, right| left.id.cmp(&right.id));
    let argument = &*credit(argument, lexicons);
    let scene = Scene::new(lexicons, article, argument, None);
    let found = run(&pages, &scene, &Tree::new(article, argument));
    let own = pages.iter().zip(found).filter(|(other, _)| other.id == page.id).flat_map(|(_, found)| found);
    let mut ranges: Vec<Span> = own.map(|finding| range(finding.span, &scene).char).collect();
    ranges.sort_unstable();
    ranges
}

/// Where bytes of the folded text stand in the source.
fn range(span: Span, scene: &Scene) -> Range {
    let article = scene.article;
    article.source.range(article.map.map(scene.argument.prose_span(span)))
}

fn diagnose(
    page: &Page,
    finding: &Finding,
    pointers: &Pointers,
    scene: &Scene,
    language: MessageLanguage,
) -> Diagnostic {
    let prose = &scene.article.prose;
    let span = scene.argument.prose_span(finding.span);
    let words = quote::words(prose, span);
    let fill = |message: &crate::pack::page::Message| message.text(language).replace("{match}", &words);
    let range_of = |span: Span| range(span, scene);
    let place = range_of(finding.span);
    let variant = finding.variant.and_then(|index| page.variants.get(index));
    let message = variant.map_or(&page.message, |variant| &variant.message);
    let help = variant.and_then(|variant| variant.help.as_ref()).unwrap_or(&page.help);
    let query = variant.and_then(|variant| variant.query.as_ref()).unwrap_or(&page.query);
    let related = pointers
        .from(page, finding, scene)
        .into_iter()
        .map(|(unit, message)| Related { range: range_of(scene.argument.units[unit].span), message: fill(&message) });
    // A suggestion goes into the draft: it is written in the draft's script, not in that of the messages.
    let in_script =
        |text: &String| if scene.argument.language == Language::ZhHans { simplify(text) } else { text.clone() };
    let suggest = page.suggest.iter().filter(|_| finding.is_match);
    Diagnostic {
        lint: page.id.clone(),
        severity: page.severity,
        message: fill(message),
        help: fill(help),
        query: fill(query),
        range: place,
        sentence: quote::sentence(prose, sentence_of(finding.span, scene.argument), span),
        unit: finding.unit,
        related: related.collect(),
        suggestions: suggest.map(|text| Suggestion { range: place, text: in_script(text) }).collect(),
        fingerprint: 0,
        words,
    }
}

/// Where in the prose the sentence stands that `span` of the folded text begins in; `span` itself where it is in none.
fn sentence_of(span: Span, argument: &Argument) -> Span {
    let sentences = &argument.sentences;
    let before = sentences.partition_point(|sentence| sentence.span.start <= span.start).checked_sub(1);
    let sentence = before.and_then(|index| sentences.get(index)).map(|sentence| sentence.span);
    argument.prose_span(sentence.filter(|sentence| span.start < sentence.end).unwrap_or(span))
}

fn summary(scene: &Scene, diagnostics: usize) -> Summary {
    let mut summary = Summary { articles: 1, diagnostics, ..Summary::default() };
    for (id, unit) in scene.argument.units.iter().enumerate() {
        match unit.role {
            Role::Claim => {
                summary.claims += 1;
                summary.supported_claims += usize::from(scene.is_supported(id));
            }
            Role::Evidence => {
                let sourced = matches!(unit.source, Some(Attribution::Named | Attribution::Linked));
                summary.evidence += 1;
                summary.sourced_evidence += usize::from(sourced);
            }
            Role::CallToAction => summary.calls_to_action += 1,
            Role::Other => {}
        }
    }
    summary
}
