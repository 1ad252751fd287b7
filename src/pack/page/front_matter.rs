//! The front matter of a page, read key by key.

use crate::model::diagnostic::Severity;
use crate::model::span::Span;
use crate::pack::page::keys::{
    EXCUSES, FRONT_MATTER, LONGEST_WORD, MOST_ENTRIES, MOST_WITHIN, OCCASIONS, ONCE, PATTERNS, SETS, SEVERITIES,
};
use crate::pack::page::option::{self, Filled, Filling, PageOption};
use crate::pack::page::pointer;
use crate::pack::page::{Message, Once, Pointer, Side};
use crate::pack::table::fault::Faults;
use crate::pack::table::fields::{Fields, Text};
use crate::pack::table::value::Values;
use std::borrow::Cow;

/// What stands for a gap in a phrase.
pub const GAP: char = '…';
/// The most scalar values in a gap where the page does not say.
const USUAL_GAP: usize = 20;
/// The most parts of a phrase with gaps.
const MOST_PARTS: usize = 8;
/// The sides by their key.
pub const SIDES: [(&str, Side); 6] = [
    ("before", Side::Before),
    ("after", Side::After),
    ("inside", Side::Inside),
    ("unit", Side::Unit),
    ("sentence", Side::Sentence),
    ("paragraph", Side::Paragraph),
];

/// What an entry of `match` or `unless` looks for.
#[derive(Debug)]
pub enum Sought<'a> {
    /// Words of the page's own and lists.
    Words {
        /// Words to find.
        own: Vec<Cow<'a, str>>,
        /// Names of lists, without `@`.
        lists: Vec<Text<'a>>,
        /// Phrases with gaps, in the words between their gaps.
        phrases: Vec<Phrase<'a>>,
        /// Whether options say which words, so that there may be none.
        is_open: bool,
    },
    /// A regular expression: as it is written, and with the values of its options.
    Regex(Text<'a>, Cow<'a, str>),
}

/// A phrase with gaps, as it is written: 不是…就是….
#[derive(Debug)]
pub struct Phrase<'a> {
    /// The words around the gaps.
    pub parts: Vec<&'a str>,
    /// Whether a gap ends it.
    pub open: bool,
    /// The most scalar values in a gap.
    pub gap: usize,
}

/// An entry of `unless`.
#[derive(Debug)]
pub struct Exemption<'a> {
    /// Where the words stand, seen from the match.
    pub side: Side,
    /// The words.
    pub sought: Sought<'a>,
    /// How many scalar values may lie between.
    pub within: Option<usize>,
}

/// An entry of `variant`.
#[derive(Debug)]
pub struct Wording<'a> {
    /// Where a finding stands that it is for.
    pub select: Option<Text<'a>>,
    /// What stands in such a finding.
    pub sought: Vec<Sought<'a>>,
    /// What is wrong.
    pub message: Message,
    /// What the writer can do.
    pub help: Option<Message>,
    /// What an editor would ask.
    pub query: Option<Message>,
}

/// The front matter of a page. Where something was missing or wrong, a default stands and the faults say so.
pub struct FrontMatter<'a> {
    /// `id`: the lint's name, kebab-case; the file has the same name.
    pub id: Text<'a>,
    /// `severity`: error, warning, info or off.
    pub severity: Severity,
    /// `set`: whether the recommended set has the lint; it has if not given.
    pub recommended: bool,
    /// `select`: the selector, as it is written.
    pub select: Text<'a>,
    /// The selector with the values of its options.
    pub selector: Filled,
    /// `options`: what a user may set.
    pub options: Vec<PageOption>,
    /// `match`: what is looked for in the selected nodes; each entry has one of `lexicon`, `words`, `regex`.
    pub sought: Vec<Sought<'a>>,
    /// `unless`: what excuses a match.
    pub unless: Vec<Exemption<'a>>,
    /// `quoted`: whether words in quotation marks count; false if not given.
    pub quoted: bool,
    /// `yields_to`: ids of lints that win on the same words.
    pub yields_to: Vec<Text<'a>>,
    /// `once`: how often the lint speaks; wherever it finds something if not given.
    pub once: Once,
    /// `related`: other places to show with a finding, if the page says.
    pub related: Option<Vec<Pointer>>,
    /// `suggest`: replacements for a match; each entry has `replace`.
    pub suggest: Vec<String>,
    /// `message`: what is wrong.
    pub message: Message,
    /// `help`: what the writer can do.
    pub help: Message,
    /// `query`: what an editor would ask.
    pub query: Message,
    /// `variant`: other words for some of the findings.
    pub variants: Vec<Wording<'a>>,
    /// `replaces`: whether the page stands for the built-in one of its id, and where that is said.
    pub replaces: Option<Span>,
}

impl<'a> FrontMatter<'a> {
    /// Reads the keys of `fields`, with `given` values of its options in place of their defaults; none where the page has no id
    /// or no selector.
    pub fn read(fields: &Fields<'a>, given: &Values, faults: &mut Faults) -> Option<Self> {
        FRONT_MATTER.check(fields, faults);
        let id = fields.required("id", faults);
        let select = fields.required("select", faults);
        let (options, broken) = option::declared(fields, faults);
        let filling = Filling::new(&options, broken, given);
        let select_or_none = select.unwrap_or(Text::new("", Span::default(), ""));
        let replaces = fields.boolean("replaces", false, faults);
        let found = Self {
            id: id.unwrap_or(Text::new("", Span::default(), "")),
            severity: severity(fields, faults),
            recommended: fields.choice("set", &SETS, faults) != Some(SETS[1]),
            select: select_or_none,
            selector: filling.selector(select_or_none, faults),
            sought: entries(fields, "match", "the entry of `match`", faults, |entry, faults| {
                sought(entry, &filling, faults)
            }),
            unless: entries(fields, "unless", "the entry of `unless`", faults, |entry, faults| {
                exemption(entry, &filling, faults)
            }),
            quoted: fields.boolean("quoted", false, faults),
            yields_to: fields.strings("yields_to", faults),
            once: match fields.choice("once", &ONCE, faults) {
                Some(once) if once == ONCE[0] => Once::Words,
                Some(_) => Once::Article,
                None => Once::No,
            },
            related: (!fields.present(&["related"]).is_empty()).then(|| {
                entries(fields, "related", "the entry of `related`", faults, |entry, faults| {
                    pointer::read(entry, &filling, faults)
                })
            }),
            suggest: entries(fields, "suggest", "the entry of `suggest`", faults, replacement),
            message: message(fields, ("message", "the message"), &filling, faults),
            help: message(fields, ("help", "the help"), &filling, faults),
            query: message(fields, ("query", "the query"), &filling, faults),
            variants: entries(fields, "variant", "the entry of `variant`", faults, |entry, faults| {
                Some(wording(entry, &filling, faults))
            }),
            replaces: fields.present(&["replaces"]).first().map(|(_, at)| *at).filter(|_| replaces),
            options: Vec::new(),
        };
        if id.is_some() {
            check_id(found.id, faults);
        }
        for name in filling.unused() {
            let at = fields.present(&["options"]).first().map(|(_, at)| *at).unwrap_or_default();
            faults.push(
                at,
                format!("nothing on the page uses the option `{name}`; write `{{{name}}}` where it is to stand"),
            );
        }
        (id.is_some() && select.is_some()).then_some(Self { options, ..found })
    }
}

fn check_id(id: Text, faults: &mut Faults) {
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if !id.value.is_empty() && !id.value.split('-').all(|part| !part.is_empty() && letters(part)) {
        let message = format!("the id `{}` is not in kebab-case (small letters, digits, single hyphens)", id.value);
        faults.push(id.at, message);
    }
}

fn severity(fields: &Fields, faults: &mut Faults) -> Severity {
    fields.choice("severity", &SEVERITIES, faults).and_then(Severity::from_name).unwrap_or(Severity::Off)
}

/// The entries of the array `key`, each read by `read`.
fn entries<'a, T>(
    fields: &Fields<'a>,
    key: &str,
    name: &'static str,
    faults: &mut Faults,
    read: impl Fn(&Fields<'a>, &mut Faults) -> Option<T>,
) -> Vec<T> {
    let tables = fields.tables(key, name, faults);
    if let Some(beyond) = tables.get(MOST_ENTRIES) {
        faults.push(beyond.at(), format!("`{key}` has more than {MOST_ENTRIES} entries; move words to a word list"));
        return Vec::new();
    }
    tables.iter().filter_map(|table| read(table, faults)).collect()
}

/// An entry of `match`.
fn sought<'a>(fields: &Fields<'a>, filling: &Filling, faults: &mut Faults) -> Option<Sought<'a>> {
    sought_by(fields, only(fields, &PATTERNS, faults)?, filling, faults)
}

/// What stands in the key `key` of an entry.
fn sought_by<'a>(fields: &Fields<'a>, key: &str, filling: &Filling, faults: &mut Faults) -> Option<Sought<'a>> {
    if let ("lexicon" | "regex", Some((_, at))) = (key, fields.present(&["gap"]).first()) {
        faults.push(*at, format!("`gap` is for words that hold `{GAP}`, not for `{key}`"));
    }
    // What never matches stays as an entry, or a page without others would take the node itself for a match.
    let nothing = || Sought::Words { own: Vec::new(), lists: Vec::new(), phrases: Vec::new(), is_open: true };
    let found = match key {
        "lexicon" => lexicon(fields, faults),
        "regex" => {
            let written = fields.required("regex", faults)?;
            let filled = filling.expression(written, faults);
            Some(filled.map_or_else(nothing, |filled| Sought::Regex(written, filled)))
        }
        key => Some(words(fields, key, filling, faults)),
    };
    if filling.lets(fields, faults) { found } else { Some(nothing()) }
}

/// An entry of `unless`.
fn exemption<'a>(fields: &Fields<'a>, filling: &Filling, faults: &mut Faults) -> Option<Exemption<'a>> {
    let key = only(fields, &EXCUSES, faults)?;
    let side = SIDES.iter().find(|(name, _)| *name == key).map_or(Side::Inside, |(_, side)| *side);
    let sought = sought_by(fields, key, filling, faults);
    let within = fields.number("within", MOST_WITHIN, faults);
    if let Some((_, at)) = fields.present(&["within"]).first()
        && !matches!(side, Side::Before | Side::After)
    {
        faults.push(*at, "`within` counts from the match to a word before or after it; it needs `before` or `after`");
    }
    sought.map(|sought| Exemption { side, sought, within })
}

/// An entry of `suggest`.
fn replacement(fields: &Fields, faults: &mut Faults) -> Option<String> {
    if fields.present(&["replace"]).is_empty() {
        faults.push(fields.at(), "the entry of `suggest` lacks the key `replace`");
    }
    fields.string("replace", faults).map(|text| text.value.to_owned())
}

/// An entry of `variant`.
fn wording<'a>(fields: &Fields<'a>, filling: &Filling, faults: &mut Faults) -> Wording<'a> {
    if fields.present(&OCCASIONS).is_empty() {
        faults.push(fields.at(), format!("the entry needs `{}`, or both", OCCASIONS.join("` or `")));
    }
    let has = |key| !fields.present(&[key]).is_empty();
    Wording {
        select: fields.string("select", faults),
        sought: entries(fields, "match", "the entry of `match`", faults, |entry, faults| {
            sought(entry, filling, faults)
        }),
        message: message(fields, ("message", "the message"), filling, faults),
        help: has("help").then(|| message(fields, ("help", "the help"), filling, faults)),
        query: has("query").then(|| message(fields, ("query", "the query"), filling, faults)),
    }
}

/// The one key of `keys` that the table has; more or fewer are a mistake.
pub fn only(fields: &Fields, keys: &[&'static str], faults: &mut Faults) -> Option<&'static str> {
    let present = fields.present(keys);
    if let Some((key, at)) = present.get(1) {
        faults.push(
            *at,
            format!("`{key}` stands beside `{}`: an entry has exactly one; make it two entries", present[0].0),
        );
    } else if present.is_empty() {
        faults.push(fields.at(), format!("the entry needs one of `{}`", keys.join("`, `")));
    }
    present.first().filter(|_| present.len() == 1).map(|(key, _)| *key)
}

fn lexicon<'a>(fields: &Fields<'a>, faults: &mut Faults) -> Option<Sought<'a>> {
    let name = fields.required("lexicon", faults)?;
    Some(Sought::Words { own: Vec::new(), lists: vec![name], phrases: Vec::new(), is_open: false })
}

/// Words, from an array or from one string with `|` between them; `@name` is the list of that name, `{name}` stands for the
/// words of the option of that name, `…` is a gap.
fn words<'a>(fields: &Fields<'a>, key: &str, filling: &Filling, faults: &mut Faults) -> Sought<'a> {
    let written = fields.strings(key, faults);
    let (mut own, mut lists, mut phrases, mut is_open) = (Vec::new(), Vec::new(), Vec::new(), false);
    let gap = fields.number("gap", MOST_WITHIN, faults);
    for word in written.iter().flat_map(|text| text.split('|')) {
        if let Some(name) = word.value.strip_prefix('@') {
            let at = word.part(Span::new(1, word.value.len()));
            lists.push(Text::at(at, name));
        } else if let Some(name) = word.value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            is_open = true;
            own.extend(filling.words(name, word.at, faults).into_iter().map(Cow::Owned));
        } else if word.value.is_empty() {
            faults.push(word.at, format!("`{key}` holds an empty word"));
        } else if word.value.chars().count() > LONGEST_WORD || word.value.contains(char::is_control) {
            faults.push(word.at, format!("a word has at most {LONGEST_WORD} characters and no control characters"));
        } else if word.value.contains(GAP) {
            phrases.extend(phrase(word, gap.unwrap_or(USUAL_GAP), faults));
        } else {
            own.push(Cow::Borrowed(word.value));
        }
    }
    if written.is_empty() {
        faults.push(fields.at(), format!("`{key}` holds no words"));
    }
    if phrases.len() > MOST_ENTRIES {
        faults.push(fields.at(), format!("`{key}` holds more than {MOST_ENTRIES} phrases with gaps"));
    } else if let Some((_, at)) = fields.present(&["gap"]).first()
        && phrases.is_empty()
    {
        faults.push(*at, format!("`gap` says how long `{GAP}` may be; no word here has one"));
    }
    Sought::Words { own, lists, phrases, is_open }
}

/// A word with gaps in its parts.
fn phrase<'a>(word: Text<'a>, gap: usize, faults: &mut Faults) -> Option<Phrase<'a>> {
    let mut parts: Vec<&str> = word.value.split(GAP).map(str::trim).collect();
    let open = parts.last().is_some_and(|part| part.is_empty());
    if open {
        parts.pop();
    }
    if parts.is_empty() || parts.iter().any(|part| part.is_empty()) {
        faults.push(word.at, format!("`{}`: words stand before and between gaps (`不是{GAP}就是{GAP}`)", word.value));
        return None;
    }
    if parts.len() > MOST_PARTS {
        faults.push(word.at, format!("a phrase has at most {MOST_PARTS} parts"));
        return None;
    }
    Some(Phrase { parts, open, gap })
}

fn message(fields: &Fields, (key, name): (&str, &'static str), filling: &Filling, faults: &mut Faults) -> Message {
    let Some(table) = fields.table(key, name, faults) else { return Message::default() };
    let mut text = |key| table.required(key, faults).map(|text| filling.prose(text, faults)).unwrap_or_default();
    Message { zh: text("zh"), en: text("en") }
}
