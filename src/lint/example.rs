//! Runs the examples of lint pages, and broken copies of the pages to see whether the examples notice.

use crate::lint::flagged;
use crate::model::argument::{Argument, Language};
use crate::model::article::Article;
use crate::model::diagnostic::{Failure, Severity};
use crate::model::span::Span;
use crate::pack::fold::simplify;
use crate::pack::page::{Example, Once, Pack, Page, Pattern};
use crate::pack::select;
use crate::pack::table::value::Values;
use crate::parse::parse;

/// How one example fared in one script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleOutcome {
    /// The path of the page.
    pub path: String,
    /// The line of the page, from 1, on which the example's text begins.
    pub line: usize,
    /// The script in which it ran: its own, or Simplified for a Traditional one.
    pub script: Language,
    /// What should be flagged, in order.
    pub expected: Vec<String>,
    /// What is flagged, in order.
    pub found: Vec<String>,
    /// Whether the same stretches were flagged.
    pub passed: bool,
}

impl ExampleOutcome {
    /// The mistake to report, if the example failed.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        let list = |texts: &[String]| match texts {
            [] => "nothing".to_owned(),
            texts => format!("⟦{}⟧", texts.join("⟧ ⟦")),
        };
        let (script, expected, found) = (self.script.name(), list(&self.expected), list(&self.found));
        let note = if self.expected == self.found { " (the same words at another place)" } else { "" };
        let message = format!("the example fails in {script}: it should flag {expected}, and flags {found}{note}");
        let position = Some((self.line, 1));
        (!self.passed).then(|| Failure { path: self.path.clone(), position, message })
    }
}

/// An example in one script, read and parsed.
struct Case {
    script: Language,
    example: Example,
    article: Article,
    argument: Argument,
}

/// Runs the examples of `page` with that page and the ones it yields to alone; the page runs whatever its severity. A
/// Traditional example also runs in Simplified characters. `read` makes an article of plain text.
#[must_use]
pub fn check_examples(pack: &Pack, page: &Page, read: &dyn Fn(&str) -> Article) -> Vec<ExampleOutcome> {
    let tuned = with_options(pack, page);
    let (pack, page) = within(tuned.as_ref(), pack, page);
    let outcome = |case: Case| outcome(pack, pack.tuned(page, &case.example.options), &case);
    cases(pack, page, read).into_iter().map(outcome).collect()
}

/// A page with one part broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// The page finds nothing.
    Silent,
    /// With an empty `match`: the selected nodes themselves are the findings.
    WithoutMatch,
    /// With a selector that selects everything.
    Anywhere,
    /// Without the pattern of that number, counted from 0 over the lists, own words and expressions of `match`.
    WithoutPattern(usize),
    /// Without the excuse of that number, counted likewise over `unless`.
    WithoutExcuse(usize),
    /// With `quoted` turned round.
    Quoted,
    /// With `once` turned round.
    Once,
    /// Without `yields_to`.
    Unyielding,
    /// With the default of the option of that number, whatever an example sets it to.
    Untuned(usize),
}

/// The broken copies of `page` that its examples do not tell from the page. `Silent` among them means that the examples
/// test nothing; the others show parts of the page that no example needs.
#[must_use]
pub fn surviving_mutants(pack: &Pack, page: &Page, read: &dyn Fn(&str) -> Article) -> Vec<Mutant> {
    let tuned = with_options(pack, page);
    let (pack, page) = within(tuned.as_ref(), pack, page);
    let cases = cases(pack, page, read);
    let survives = |mutant: &Mutant| {
        let is_blind = |case: &Case| {
            let mut options = case.example.options.clone();
            if let Mutant::Untuned(index) = mutant {
                options.retain(|name, _| page.options.get(*index).is_none_or(|option| option.name != *name));
            }
            let copy = mutate(pack.tuned(page, &options), *mutant);
            copy.map_or(case.example.flagged.is_empty(), |copy| outcome(pack, &copy, case).passed)
        };
        cases.iter().all(is_blind)
    };
    let mut mutants = vec![Mutant::Silent, Mutant::Anywhere];
    if !page.patterns.is_empty() {
        mutants.push(Mutant::WithoutMatch);
    }
    // Words that only an option can bring make no difference where no example sets it.
    let has_words =
        |pattern: &Pattern| !matches!(pattern, Pattern::List(list) if pack.lexicons.words_in(*list, 1).is_empty());
    let tuned: Vec<&Page> = cases.iter().map(|case| pack.tuned(page, &case.example.options)).collect();
    let finds = |index: &usize| tuned.iter().any(|page| page.patterns.get(*index).is_some_and(has_words));
    let excuses =
        |index: &usize| tuned.iter().any(|page| page.unless.get(*index).is_some_and(|one| has_words(&one.pattern)));
    // The last pattern is the whole of `match`.
    if page.patterns.len() > 1 {
        mutants.extend((0..page.patterns.len()).filter(finds).map(Mutant::WithoutPattern));
    }
    mutants.extend((0..page.unless.len()).filter(excuses).map(Mutant::WithoutExcuse));
    if !page.patterns.is_empty() {
        mutants.push(Mutant::Quoted);
    }
    if page.once != Once::No {
        mutants.push(Mutant::Once);
    }
    if !page.yields_to.is_empty() {
        mutants.push(Mutant::Unyielding);
    }
    mutants.extend((0..page.options.len()).map(Mutant::Untuned));
    mutants.into_iter().filter(survives).collect()
}

impl Mutant {
    /// What is broken, in words.
    #[must_use]
    pub fn text(self, pack: &Pack, page: &Page) -> String {
        let pattern = |pattern: &Pattern| match pattern {
            Pattern::Regex(expression) => format!("regex '{}'", expression.written()),
            Pattern::Phrase(phrase) => {
                let parts = phrase.parts.iter().map(|part| pack.lexicons.words_in(*part, 1).join(""));
                format!("the phrase {}", parts.collect::<Vec<_>>().join("…"))
            }
            Pattern::List(list) if pack.lexicons.is_private(*list) => {
                format!("the words {} ...", pack.lexicons.words_in(*list, 3).join("|"))
            }
            Pattern::List(list) => format!("the list {}", pack.lexicons.name(*list)),
        };
        match self {
            Self::Silent => "finding nothing at all".to_owned(),
            Self::WithoutMatch => "with an empty `match`".to_owned(),
            Self::Anywhere => "with a `select` that takes everything".to_owned(),
            Self::WithoutPattern(index) => {
                let what = page.patterns.get(index).map(pattern).unwrap_or_default();
                format!("without {what} in `match`")
            }
            Self::WithoutExcuse(index) => {
                let what = page.unless.get(index).map(|excuse| (excuse.side.name(), pattern(&excuse.pattern)));
                let (side, what) = what.unwrap_or_default();
                format!("without {what} ({side}) in `unless`")
            }
            Self::Quoted => format!("with `quoted = {}`", !page.quoted),
            Self::Once => "without `once`".to_owned(),
            Self::Unyielding => "without `yields_to`".to_owned(),
            Self::Untuned(index) => {
                let name = page.options.get(index).map(|option| &*option.name).unwrap_or_default();
                format!("with the option `{name}` at its default")
            }
        }
    }
}

/// The broken copy; none for the one that finds nothing.
fn mutate(page: &Page, mutant: Mutant) -> Option<Page> {
    let mut copy = page.clone();
    match mutant {
        Mutant::Silent => return None,
        Mutant::WithoutMatch => copy.patterns.clear(),
        Mutant::Anywhere => {
            copy.select = select::compile(if page.patterns.is_empty() { "*" } else { "article" }).ok()?;
        }
        Mutant::WithoutPattern(index) if index < copy.patterns.len() => drop(copy.patterns.remove(index)),
        Mutant::WithoutExcuse(index) if index < copy.unless.len() => drop(copy.unless.remove(index)),
        Mutant::Quoted => copy.quoted = !copy.quoted,
        Mutant::Once => copy.once = Once::No,
        Mutant::Unyielding => copy.yields_to.clear(),
        // Which page it is was chosen before.
        Mutant::Untuned(_) | Mutant::WithoutPattern(_) | Mutant::WithoutExcuse(_) => {}
    }
    Some(copy)
}

/// The pack to run examples with, and `page` in it.
fn within<'p>(tuned: Option<&'p Pack>, pack: &'p Pack, page: &'p Page) -> (&'p Pack, &'p Page) {
    match tuned.and_then(|tuned| Some((tuned, tuned.page(&page.id)?))) {
        Some(found) => found,
        None => (pack, page),
    }
}

/// The pack with the options that the examples of `page` set; none where they set none.
fn with_options(pack: &Pack, page: &Page) -> Option<Pack> {
    let mut set: Vec<Values> = page.examples().into_iter().map(|example| example.options).collect();
    set.retain(|options| !options.is_empty());
    let options: Vec<(String, Values)> = set.into_iter().map(|options| (page.id.clone(), options)).collect();
    (!options.is_empty()).then(|| pack.with_options(options))
}

/// The examples of `page` in each script.
fn cases(pack: &Pack, page: &Page, read: &dyn Fn(&str) -> Article) -> Vec<Case> {
    let mut cases = Vec::new();
    for example in page.examples() {
        let twin = (example.script == Language::ZhHant).then(|| Example {
            text: simplify(&example.text),
            script: Language::ZhHans,
            ..example.clone()
        });
        for example in std::iter::once(example).chain(twin) {
            let article = read(&example.text);
            let argument = parse(&article, &pack.lexicons);
            cases.push(Case { script: example.script, example, article, argument });
        }
    }
    cases
}

fn outcome(pack: &Pack, page: &Page, case: &Case) -> ExampleOutcome {
    let yields_to = |other: &&Page| page.yields_to.contains(&other.id) && other.severity != Severity::Off;
    let beside: Vec<&Page> = pack.pages.iter().filter(yields_to).filter(|other| other.id != page.id).collect();
    let found = flagged(page, &beside, &pack.lexicons, &case.article, &case.argument);
    let texts = |spans: &[Span]| spans.iter().map(|span| stretch(&case.example.text, *span)).collect();
    ExampleOutcome {
        path: page.path.clone(),
        line: case.example.line,
        script: case.script,
        expected: texts(&case.example.flagged),
        found: texts(&found),
        passed: found == case.example.flagged,
    }
}

/// The scalar values `span` of `text`.
fn stretch(text: &str, span: Span) -> String {
    text.chars().skip(span.start).take(span.len()).collect()
}
