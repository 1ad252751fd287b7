//! Options of a lint: what a page declares, what a user sets, and where the page uses it.
//!
//! `{name}` in a selector, an expression, a word or a text of the page stands for the value of the option; `when = "name"`
//! drops an entry where the option is false. Values are put in while a page is read, so that a page with other values is
//! a page of its own.

use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use crate::pack::page::Message;
use crate::pack::page::keys::OPTION;
use crate::pack::table::fault::{Faults, did_you_mean};
use crate::pack::table::fields::{Fields, Text};
use crate::pack::table::value::{Domain, KINDS, Kind, Value, Values};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Names that mean something else where options are named or used.
const TAKEN: [&str; 2] = ["level", "match"];

/// An option that a page declares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageOption {
    /// Its name, kebab-case.
    pub name: String,
    /// What it may be.
    pub domain: Domain,
    /// What it is where nobody says.
    pub default: Value,
    /// What it does, in one sentence.
    pub about: Message,
}

impl PageOption {
    /// What it may be and is by default, in words: `integer from 1 to 50, default 4`.
    #[must_use]
    pub fn terms(&self) -> String {
        let bounds = match (&self.domain.least, &self.domain.most) {
            (Some(least), Some(most)) => format!(" from {least} to {most}"),
            (Some(least), None) => format!(" from {least} on"),
            (None, Some(most)) => format!(" up to {most}"),
            (None, None) => String::new(),
        };
        format!("{}{bounds}, default {}", self.domain.kind.name(), self.default)
    }
}

/// `values` as `options` take them, by their types; none where one of them has no such option or is not what it takes.
#[must_use]
pub fn settle(options: &[PageOption], values: &Values) -> Option<Values> {
    let take = |(name, value): (&String, &Value)| {
        let option = options.iter().find(|option| option.name == *name)?;
        let taken = option.domain.take(name, value, Span::default(), &mut Faults::new("", ""))?;
        Some((name.clone(), taken))
    };
    values.iter().map(take).collect()
}

/// The options that the table `options` of a page declares, sorted by name, and the names of those with which something is
/// wrong.
pub fn declared(fields: &Fields, faults: &mut Faults) -> (Vec<PageOption>, Vec<String>) {
    let (mut options, mut broken) = (Vec::new(), Vec::new());
    if fields.present(&["options"]).is_empty() {
        return (options, broken);
    }
    let table = fields.table("options", OPTION.name, faults);
    for (table, key) in table.iter().flat_map(|table| table.keys().into_iter().map(move |key| (table, key))) {
        if !is_name(key.value) {
            faults.push(
                key.at,
                format!("`{}` is no name for an option: small letters, digits, single hyphens", key.value),
            );
        } else if TAKEN.contains(&key.value) {
            faults.push(key.at, format!("an option cannot be called `{}`: the name means something else", key.value));
        }
        let inner = table.table(key.value, OPTION.name, faults);
        match inner.and_then(|inner| read(key.value, &inner, faults)) {
            Some(option) => options.push(option),
            None => broken.push(key.value.to_owned()),
        }
    }
    (options, broken)
}

fn read(name: &str, fields: &Fields, faults: &mut Faults) -> Option<PageOption> {
    let kind = fields.choice("type", &KINDS, faults).and_then(Kind::from_name);
    let mut text = |key| fields.string(key, faults).map(|text| text.value.to_owned()).unwrap_or_default();
    let about = Message { zh: text("zh"), en: text("en") };
    let kind = kind?;
    let free = Domain { kind, least: None, most: None };
    let mut bound = |key: &'static str| {
        let (value, at) = fields.any(key, faults)?;
        if !matches!(value, Value::Integer(_) | Value::Number(_)) {
            return None;
        }
        if matches!(kind, Kind::Integer | Kind::Number) {
            return free.take(key, &value, at, faults);
        }
        faults.push(at, format!("`{key}` is for numbers; the option is of the type {}", kind.name()));
        None
    };
    let domain = Domain { kind, least: bound("least"), most: bound("most") };
    let (default, at) = fields.any("default", faults)?;
    let default = domain.take("default", &default, at, faults)?;
    Some(PageOption { name: name.to_owned(), domain, default, about })
}

/// Whether `name` is kebab-case and begins with a letter.
fn is_name(name: &str) -> bool {
    let signs = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(|part| !part.is_empty() && signs(part))
}

/// A text of a page in which options have their values.
pub struct Filled {
    /// The text.
    pub text: String,
    /// From its bytes to those of the text as it is written; nothing where they are the same.
    map: OffsetMap,
    /// Whether every option in it has a value that can stand there.
    pub is_whole: bool,
}

impl Filled {
    /// The bytes of the text as it is written that `span` came from.
    pub fn written(&self, span: Span) -> Span {
        self.map.map(span)
    }
}

/// Where a value is put in: what it looks like depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Selector,
    Expression,
    Prose,
}

/// The options of a page with their values.
pub struct Filling {
    values: Vec<(String, Value)>,
    /// Options that are declared, but not as they should be.
    broken: Vec<String>,
    used: RefCell<BTreeSet<String>>,
}

impl Filling {
    /// The values of `options`: what `given` says of them, else their defaults. The `broken` ones are no news.
    pub fn new(options: &[PageOption], broken: Vec<String>, given: &Values) -> Self {
        let value = |option: &PageOption| given.get(&option.name).unwrap_or(&option.default).clone();
        let values = options.iter().map(|option| (option.name.clone(), value(option))).collect();
        Self { values, broken, used: RefCell::default() }
    }

    /// The value of the option `name`, which counts as used now.
    fn value(&self, name: &str) -> Option<&Value> {
        let (name, value) = self.values.iter().find(|(known, _)| known == name)?;
        self.used.borrow_mut().insert(name.clone());
        Some(value)
    }

    /// The options that nothing in the page has asked for.
    pub fn unused(&self) -> Vec<&str> {
        let used = self.used.borrow();
        self.values.iter().map(|(name, _)| name.as_str()).filter(|name| !used.contains(*name)).collect()
    }

    /// Reports that there is no option `name`, unless what is wrong with it has been said.
    fn miss(&self, name: &str, at: Span, faults: &mut Faults) {
        if !self.broken.iter().any(|known| known == name) {
            let hint = did_you_mean(name, self.values.iter().map(|(name, _)| name.as_str()));
            faults.push(at, format!("the page has no option `{name}`{hint}"));
        }
    }

    /// A selector with its options.
    pub fn selector(&self, written: Text, faults: &mut Faults) -> Filled {
        self.fill(written, Form::Selector, faults)
    }

    /// An expression with its options; none where an option in it has no words, so that it cannot match.
    pub fn expression<'a>(&self, written: Text<'a>, faults: &mut Faults) -> Option<Cow<'a, str>> {
        if self.values.is_empty() {
            return Some(Cow::Borrowed(written.value));
        }
        let filled = self.fill(written, Form::Expression, faults);
        let has_words = |name: &str| self.value(name) != Some(&Value::Words(Vec::new()));
        let mut names = placeholders(written.value).map(|place| &written.value[place.start + 1..place.end - 1]);
        names.all(has_words).then_some(Cow::Owned(filled.text))
    }

    /// A message with its options; `{match}` stays.
    pub fn prose(&self, written: Text, faults: &mut Faults) -> String {
        self.fill(written, Form::Prose, faults).text
    }

    /// The words that `{name}` in place of a word stands for.
    pub fn words(&self, name: &str, at: Span, faults: &mut Faults) -> Vec<String> {
        match self.value(name) {
            Some(Value::Words(words)) => words.clone(),
            Some(Value::Text(word)) => vec![word.clone()],
            Some(_) => {
                faults.push(at, format!("the option `{name}` is not of the type words or string"));
                Vec::new()
            }
            None => {
                self.miss(name, at, faults);
                Vec::new()
            }
        }
    }

    /// Whether the key `when` of an entry lets it count; it does where there is no such key.
    pub fn lets(&self, fields: &Fields, faults: &mut Faults) -> bool {
        let Some(name) = fields.string("when", faults) else { return true };
        match self.value(name.value) {
            Some(Value::Boolean(truth)) => *truth,
            Some(_) => {
                faults.push(name.at, format!("the option `{}` is not of the type boolean", name.value));
                true
            }
            None => {
                self.miss(name.value, name.at, faults);
                true
            }
        }
    }

    fn fill(&self, written: Text, form: Form, faults: &mut Faults) -> Filled {
        let mut filled = Filled { text: String::new(), map: OffsetMap::default(), is_whole: true };
        let mut done = 0;
        for place in placeholders(written.value) {
            let name = &written.value[place.start + 1..place.end - 1];
            let at = written.part(place);
            let Some(value) = self.value(name) else {
                match form {
                    Form::Selector => self.miss(name, at, faults),
                    Form::Prose if name == "match" || self.broken.iter().any(|known| known == name) => {}
                    Form::Prose => {
                        let what = "`{match}` stands for the matched words";
                        faults.push(at, format!("there is no placeholder `{{{name}}}`; {what}"));
                    }
                    // `\p{han}` is no option.
                    Form::Expression => {}
                }
                filled.is_whole = false;
                continue;
            };
            filled.keep(written.value, done, place.start);
            let start = filled.text.len();
            if let Some(text) = shown(value, form) {
                filled.text.push_str(&text);
            } else {
                filled.is_whole = false;
                faults.push(at, format!("the option `{name}` has a type that cannot stand here"));
            }
            filled.map.push(Span::new(start, filled.text.len()), place);
            done = place.end;
        }
        filled.keep(written.value, done, written.value.len());
        filled
    }
}

impl Filled {
    /// Takes over `written` from `start` to `end`.
    fn keep(&mut self, written: &str, start: usize, end: usize) {
        let at = self.text.len();
        self.text.push_str(&written[start..end]);
        self.map.push(Span::new(at, self.text.len()), Span::new(start, end));
    }
}

/// The stretches `{name}` of a text.
fn placeholders(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.match_indices('{').filter_map(|(start, _)| {
        let end = start + text[start..].find('}')?;
        is_name(&text[start + 1..end]).then_some(Span::new(start, end + 1))
    })
}

fn shown(value: &Value, form: Form) -> Option<String> {
    match (value, form) {
        (Value::Integer(number), _) => Some(number.to_string()),
        (Value::Number(number), _) => Some(number.clone()),
        (Value::Text(_), Form::Selector) => Some(value.to_string()),
        (Value::Text(text), Form::Expression) => Some(regex_syntax::escape(text)),
        (Value::Text(text), Form::Prose) => Some(text.clone()),
        (Value::Words(words), Form::Expression) => {
            let words: Vec<String> = words.iter().map(|word| regex_syntax::escape(word)).collect();
            Some(format!("(?:{})", words.join("|")))
        }
        (Value::Words(words), Form::Prose) => Some(words.join("、")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_counts_and_classes() {
        let found = |text: &str| placeholders(text).map(|span| span.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(found("甲{1,{least}}乙{3}"), ["{least}"]);
        assert_eq!(found("{a-b2}{A}{}{a--b}{"), ["{a-b2}"]);
    }

    #[test]
    fn a_filled_text_leads_back_to_what_was_written() {
        let option = PageOption {
            name: "n".to_owned(),
            domain: Domain { kind: Kind::Integer, least: None, most: None },
            default: Value::Integer(1000),
            about: Message::default(),
        };
        let filling = Filling::new(&[option], Vec::new(), &Values::new());
        let mut faults = Faults::new("", "");
        let filled = filling.selector(Text::at(Span::default(), "a:more-than({n}, b)"), &mut faults);
        assert_eq!(filled.text, "a:more-than(1000, b)");
        assert_eq!(filled.written(Span::new(18, 19)), Span::new(17, 18));
        assert!(filling.unused().is_empty() && faults.is_empty());
    }
}
