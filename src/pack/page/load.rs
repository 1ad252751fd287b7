//! From the text of a page to a checked `Page`, and from pages to a `Pack`.

use crate::model::diagnostic::Failure;
use crate::model::span::Span;
use crate::pack::builtin::TEXTS;
use crate::pack::lexicon::LexiconBuilder;
use crate::pack::page::across::{Loaded, check_yields, drop_doubles};
use crate::pack::page::body;
use crate::pack::page::expression::Expression;
use crate::pack::page::front_matter::{Exemption, FrontMatter, Sought};
use crate::pack::page::house;
use crate::pack::page::option;
use crate::pack::page::packed;
use crate::pack::page::{Excuse, FRONT_MATTER, Pack, Page, Pattern, Phrase, Sources, Variant};
use crate::pack::select;
use crate::pack::table::fault::{Faults, did_you_mean};
use crate::pack::table::fields::{Fields, Text};
use crate::pack::table::value::Values;
use std::borrow::Cow;
use std::collections::BTreeSet;
use toml::de::DeTable;

/// The most bytes that a page may have.
pub const SIZE_LIMIT: usize = 1 << 20;
/// The most word lists of a pack, those of single pages among them.
const MOST_LISTS: usize = 60_000;

/// The pack of what is built in and of those of `users` pages and lists in which nothing is wrong, and everything that is
/// wrong with the others, sorted.
pub fn gather(users: &Sources) -> (Pack, Vec<Failure>) {
    let (pack, mut failures) = load(users);
    if failures.is_empty() {
        return (pack, failures);
    }
    failures.sort();
    let broken: BTreeSet<&str> = failures.iter().map(|failure| &*failure.path).collect();
    let sound = users.pages.iter().filter(|(path, _)| !broken.contains(&**path)).cloned().collect();
    // Of a list the sound lines stay.
    let pack = load(&Sources { pages: sound, ..users.clone() }).0;
    (pack, failures)
}

/// The pack of what is built in and of `users` pages and lists, and everything that is wrong with them. Users' pages are
/// checked to the end, the built-in ones only as far as a run needs.
pub fn load(users: &Sources) -> (Pack, Vec<Failure>) {
    let mut lexicons = LexiconBuilder::builtin();
    let mut failures = house::add(&users.lists, &mut lexicons);
    let sources = users.clone();
    let (users, options) = (&users.pages, &users.options);
    let mut loaded = Vec::new();
    for page in packed::builtin() {
        // In the project's own folder the file is the newer copy of the built-in page, not a second lint.
        if users.iter().any(|(other, _)| other.trim_start_matches("./") == page.path) {
            continue;
        }
        let mut faults = Faults::new(&page.path, &page.text);
        let variants = variants(&page, options, &mut lexicons, &mut faults);
        failures.extend(faults.into_failures());
        let yields_at = vec![Span::default(); page.yields_to.len()];
        loaded.push(Loaded { page, variants, id_at: Span::default(), yields_at, replaces: None, is_builtin: true });
    }
    for (path, text) in users {
        match read_page(path, Cow::Owned(text.clone()), options, &mut lexicons) {
            Ok(page) => {
                failures.extend(page.page.check());
                loaded.push(page);
            }
            Err(found) => {
                failures.extend(found);
                failures.extend(faults_of_body(path, text));
            }
        }
    }
    drop_doubles(&mut loaded, &mut failures);
    // A page that is broken itself is no unknown lint to the pages that yield to it.
    let paths = TEXTS.iter().map(|(path, _)| *path).chain(users.iter().map(|(path, _)| path.as_str()));
    check_yields(&loaded, &paths.map(|path| names_of(path).1).collect(), &mut failures);
    loaded.sort_by(|left, right| left.page.id.cmp(&right.page.id));
    let variants = loaded.iter_mut().flat_map(|loaded| std::mem::take(&mut loaded.variants)).collect();
    let pages = loaded.into_iter().map(|loaded| loaded.page).collect();
    (Pack { pages, variants, users: sources, lexicons: lexicons.build() }, failures)
}

/// What is wrong with the body of a page whose front matter is broken, so that one look shows everything.
fn faults_of_body(path: &str, text: &str) -> Vec<Failure> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut faults = Faults::new(path, text);
    let front = front_matter_of(text, &mut Faults::new(path, text)).filter(|_| text.len() <= SIZE_LIMIT);
    if let Some((_, start)) = front {
        body::read(text, start, &mut faults);
    }
    faults.into_failures()
}

/// Reads one page, and once more for each of `options` that are its own; its own words go to `lexicons` only if nothing is
/// wrong with it.
fn read_page(
    path: &str,
    text: Cow<'static, str>,
    options: &[(String, Values)],
    lexicons: &mut LexiconBuilder,
) -> Result<Loaded, Vec<Failure>> {
    let text = match text.strip_prefix('\u{FEFF}') {
        Some(bare) => Cow::Owned(bare.to_owned()),
        None => text,
    };
    let mut faults = Faults::new(path, &text);
    let loaded = read_text(path, &text, &Values::new(), lexicons, &mut faults);
    let loaded = loaded.map(|loaded| {
        let page = Page { text: text.clone(), ..loaded.page };
        let variants = variants(&page, options, lexicons, &mut faults);
        Loaded { page, variants, ..loaded }
    });
    let failures = faults.into_failures();
    loaded.filter(|_| failures.is_empty()).ok_or(failures)
}

/// `page` with each of the values of its options that are among `options`.
fn variants(
    page: &Page,
    options: &[(String, Values)],
    lexicons: &mut LexiconBuilder,
    faults: &mut Faults,
) -> Vec<(Values, Page)> {
    let own = options.iter().filter(|(id, _)| *id == page.id);
    let mut wanted: Vec<Values> = own.filter_map(|(_, values)| option::settle(&page.options, values)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let read = |values: Values| {
        let variant = read_text(&page.path, &page.text, &values, lexicons, faults)?;
        Some((values, Page { text: page.text.clone(), ..variant.page }))
    };
    wanted.into_iter().filter_map(read).collect()
}

/// The pages `texts` (path below `lints/`, text), which will be built in, without their texts; `lexicons` has the lists that
/// they name.
///
/// # Errors
/// Everything that is wrong with them.
pub fn read_all(texts: &[(String, String)], lexicons: &mut LexiconBuilder) -> Result<Vec<Page>, Vec<Failure>> {
    let (mut pages, mut failures) = (Vec::new(), house::add(&[], lexicons));
    for (path, text) in texts {
        match read_page(&format!("lints/{path}"), Cow::Owned(text.clone()), &[], lexicons) {
            Ok(loaded) => {
                failures.extend(loaded.page.check());
                pages.push(loaded.page);
            }
            Err(found) => failures.extend(found),
        }
    }
    if failures.is_empty() { Ok(pages) } else { Err(failures) }
}

/// Reads the page `text` at `path` with `given` values of its options; none where something is wrong. The page is still
/// without its text.
fn read_text(
    path: &str,
    text: &str,
    given: &Values,
    lexicons: &mut LexiconBuilder,
    faults: &mut Faults,
) -> Option<Loaded> {
    if text.len() > SIZE_LIMIT {
        faults.push(Span::default(), format!("the page is {} bytes long; at most {SIZE_LIMIT} are read", text.len()));
        return None;
    }
    let (front, body) = front_matter_of(text, faults)?;
    let table = parse(text, front, faults)?;
    let keys = FrontMatter::read(&Fields::new(text, front.start, &table, FRONT_MATTER.name), given, faults)?;
    let (family, stem) = names_of(path);
    if keys.id.value != stem {
        let message = format!("the id `{}` is not the name of the file, `{stem}`; make them the same", keys.id.value);
        faults.push(keys.id.at, message);
    }
    let select = if keys.selector.is_whole { select::compile(&keys.selector.text) } else { Err(Vec::new()) };
    for error in select.as_ref().err().into_iter().flatten() {
        faults.push(keys.select.part(keys.selector.written(error.span)), error.message.clone());
    }
    let variants: Vec<_> = keys.variants.iter().map(|wording| compile_occasion(wording.select, faults)).collect();
    check_lists(&keys, lexicons, faults);
    if lexicons.len() > MOST_LISTS {
        faults.push(Span::default(), "the pages before this one hold more words of their own than can be looked for");
    }
    let select = select.ok().filter(|_| faults.is_empty())?;
    let (id_at, yields_at) = (keys.id.at, keys.yields_to.iter().map(|id| id.at).collect());
    let replaces = keys.replaces;
    let mut page = compile(keys, select, lexicons);
    for (variant, select) in page.variants.iter_mut().zip(variants) {
        variant.select = select;
    }
    let page = Page { path: path.to_owned(), family: family.to_owned(), body, ..page };
    Some(Loaded { page, variants: Vec::new(), id_at, yields_at, replaces, is_builtin: false })
}

/// The bytes of the TOML between the two `+++` lines, and where the body begins.
fn front_matter_of(text: &str, faults: &mut Faults) -> Option<(Span, usize)> {
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        let fence = line.trim_end() == "+++";
        match start {
            None if fence => start = Some(at + line.len()),
            None => {
                faults
                    .push(Span::default(), "a lint page begins with a line `+++`, its front matter, and a line `+++`");
                return None;
            }
            Some(start) if fence => return Some((Span::new(start, at), at + line.len())),
            Some(_) => {}
        }
        at += line.len();
    }
    let message = if start.is_some() { "the front matter has no closing line `+++`" } else { "the page is empty" };
    faults.push(Span::default(), message);
    None
}

/// The table of the front matter at `front`; none where its syntax is broken.
fn parse<'a>(text: &'a str, front: Span, faults: &mut Faults) -> Option<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(front.of(text));
    for error in &errors {
        let range = error.span().unwrap_or_default();
        faults.push(Span::new(front.start + range.start, front.start + range.end), error.message());
    }
    errors.is_empty().then(|| table.into_inner())
}

/// The folder above the file, and the file's name without its extension.
fn names_of(path: &str) -> (&str, &str) {
    let mut parts = path.rsplit(['/', '\\']);
    let file = parts.next().unwrap_or(path);
    let family = parts.next().filter(|folder| !folder.is_empty() && *folder != ".").unwrap_or("own");
    (family, file.strip_suffix(".md").unwrap_or(file))
}

/// The selector of a variant; a wrong one is reported.
fn compile_occasion(written: Option<Text>, faults: &mut Faults) -> Option<select::Select> {
    let written = written?;
    let select = select::compile(written.value);
    for error in select.as_ref().err().into_iter().flatten() {
        faults.push(written.part(error.span), error.message.clone());
    }
    select.ok()
}

fn all_sought<'k, 'a>(keys: &'k FrontMatter<'a>) -> impl Iterator<Item = &'k Sought<'a>> {
    let varied = keys.variants.iter().flat_map(|wording| &wording.sought);
    keys.sought.iter().chain(keys.unless.iter().map(|exemption| &exemption.sought)).chain(varied)
}

/// Reports names of lists that there are not.
fn check_lists(keys: &FrontMatter, lexicons: &LexiconBuilder, faults: &mut Faults) {
    for sought in all_sought(keys) {
        let Sought::Words { lists, .. } = sought else { continue };
        for name in lists.iter().filter(|name| name.value.contains('#') || lexicons.id(name.value).is_none()) {
            let known = lexicons.names().filter(|name| !name.contains('#'));
            let hint = did_you_mean(name.value, known);
            faults.push(name.at, format!("there is no word list `{}`{hint}", name.value));
        }
    }
}

/// The page of `keys`, in which nothing is wrong, still without path and text; its own words become lists called `id#0`,
/// `id#1` ...
fn compile(keys: FrontMatter, select: select::Select, lexicons: &mut LexiconBuilder) -> Page {
    let id = keys.id.value;
    let mut count = 0;
    let mut patterns_of = |sought: &Sought| -> Vec<Pattern> {
        let (own, lists, phrases) = match sought {
            Sought::Regex(text, filled) => return vec![Pattern::Regex(Expression::new(filled, text.at, lexicons))],
            Sought::Words { own, lists, phrases, .. } => (own, lists, phrases),
        };
        let mut patterns: Vec<Pattern> =
            lists.iter().filter_map(|name| lexicons.id(name.value)).map(Pattern::List).collect();
        let mut list_of = |words: &mut dyn Iterator<Item = &str>| {
            // Another page may have the id too, and must not get this one's words.
            while lexicons.id(&format!("{id}#{count}")).is_some() {
                count += 1;
            }
            lexicons.add(&format!("{id}#{count}"), words)
        };
        // An entry without words finds nothing, and is not the same as no entry; and the patterns of a page keep their
        // numbers whatever its options are.
        let may_be_empty = matches!(sought, Sought::Words { is_open: true, .. });
        if !own.is_empty() || may_be_empty {
            patterns.push(Pattern::List(list_of(&mut own.iter().map(AsRef::as_ref))));
        }
        for phrase in phrases {
            let parts = phrase.parts.iter().map(|part| list_of(&mut std::iter::once(*part))).collect();
            patterns.push(Pattern::Phrase(Phrase { parts, open: phrase.open, gap: phrase.gap }));
        }
        patterns
    };
    let patterns = keys.sought.iter().flat_map(&mut patterns_of).collect();
    let variants = keys.variants.into_iter().map(|wording| Variant {
        select: None,
        patterns: wording.sought.iter().flat_map(&mut patterns_of).collect(),
        message: wording.message,
        help: wording.help,
        query: wording.query,
    });
    let variants = variants.collect();
    let mut excuses = |exemption: &Exemption| -> Vec<Excuse> {
        let (side, within) = (exemption.side, exemption.within);
        patterns_of(&exemption.sought).into_iter().map(|pattern| Excuse { side, pattern, within }).collect()
    };
    Page {
        id: id.to_owned(),
        family: String::new(),
        severity: keys.severity,
        recommended: keys.recommended,
        selector: keys.selector.text,
        select,
        patterns,
        unless: keys.unless.iter().flat_map(&mut excuses).collect(),
        quoted: keys.quoted,
        yields_to: keys.yields_to.iter().map(|id: &Text| id.value.to_owned()).collect(),
        once: keys.once,
        related: keys.related,
        suggest: keys.suggest,
        message: keys.message,
        help: keys.help,
        query: keys.query,
        options: keys.options,
        variants,
        path: String::new(),
        text: Cow::default(),
        body: 0,
    }
}
