//! The Markdown of a page: its title, its sections, its examples.

use crate::model::argument::Language;
use crate::model::span::{LineIndex, Span};
use crate::pack::page::{Example, Message};
use crate::pack::table::fault::{Faults, did_you_mean};
use crate::pack::table::value::{Value, Values};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The sections that every page has, in the order in which they should stand.
pub const SECTIONS: [&str; 4] = ["What it flags", "Why it matters", "When to ignore it", "Examples"];
/// What may stand behind the fence of an example.
const INFOS: &str = "`flag zh-Hant`, `flag zh-Hans`, `pass zh-Hant` or `pass zh-Hans`";

/// What the body of a page holds.
#[derive(Debug, Default)]
pub struct Body {
    /// The title; none where the heading is missing or has not both languages.
    pub title: Option<Message>,
    /// The examples in order.
    pub examples: Vec<Example>,
}

/// A heading that is being read.
struct Heading {
    level: HeadingLevel,
    text: String,
    at: Span,
}

/// An example that is being read.
struct Draft {
    flags: bool,
    script: Language,
    at: Span,
    /// The text so far, without marks, and its length in scalar values.
    text: String,
    length: usize,
    open: Option<(usize, Span)>,
    flagged: Vec<Span>,
    first: Option<usize>,
    options: Values,
}

/// Reads a body piece by piece.
struct Reader<'f, 'a> {
    faults: &'f mut Faults<'a>,
    heading: Option<Heading>,
    title: Option<(String, Span)>,
    /// The sections found: name, place, whether anything stands in them.
    sections: Vec<(String, Span, bool)>,
    draft: Option<Draft>,
    drafts: Vec<Draft>,
}

/// The title and the examples of the page `text`, whose body begins at byte `from`; everything that is wrong goes to `faults`.
pub fn read(text: &str, from: usize, faults: &mut Faults) -> Body {
    let mut reader =
        Reader { faults, heading: None, title: None, sections: Vec::new(), draft: None, drafts: Vec::new() };
    let body = text.get(from..).unwrap_or("");
    for (event, range) in Parser::new_ext(body, Options::empty()).into_offset_iter() {
        reader.take(event, Span::new(from + range.start, from + range.end));
    }
    reader.finish(text, Span::new(from, from))
}

impl Reader<'_, '_> {
    fn take(&mut self, event: Event, at: Span) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.heading = Some(Heading { level, text: String::new(), at });
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if self.in_examples() => self.begin(&info, at),
            Event::End(TagEnd::CodeBlock) => {
                self.drafts.extend(self.draft.take());
            }
            Event::Text(text) | Event::Code(text) => match (&mut self.heading, &mut self.draft) {
                (Some(heading), _) => heading.text.push_str(&text),
                (None, Some(draft)) => draft.take(&text, at, self.faults),
                (None, None) => self.fill(),
            },
            _ => {}
        }
    }

    fn in_examples(&self) -> bool {
        self.sections.last().is_some_and(|(name, ..)| name == SECTIONS[3])
    }

    fn fill(&mut self) {
        if let Some(section) = self.sections.last_mut() {
            section.2 = true;
        }
    }

    fn end_heading(&mut self) {
        let Some(Heading { level, text, at }) = self.heading.take() else { return };
        let text = text.trim().to_owned();
        match level {
            HeadingLevel::H1 if self.title.is_none() => self.title = Some((text, at)),
            HeadingLevel::H1 => self.faults.push(at, "a page has one title; this is a second heading of level 1"),
            HeadingLevel::H2 => self.sections.push((text, at, false)),
            _ => self.fill(),
        }
    }

    /// Begins an example whose fence carries `info`.
    fn begin(&mut self, info: &str, at: Span) {
        self.fill();
        let parts: Vec<&str> = info.split_whitespace().collect();
        let flags = parts.first().copied();
        let script = parts.get(1).copied().and_then(Language::from_name).filter(|script| script.has_pack());
        let options: Option<Values> = parts.iter().skip(2).map(|part| option(part)).collect();
        let (Some(flags @ ("flag" | "pass")), Some(script), Some(options)) = (flags, script, options) else {
            self.faults.push(at, format!("an example begins with {INFOS}, not `{}`", info.trim()));
            return;
        };
        self.draft = Some(Draft {
            flags: flags == "flag",
            script,
            at,
            text: String::new(),
            length: 0,
            open: None,
            flagged: Vec::new(),
            first: None,
            options,
        });
    }

    fn finish(mut self, text: &str, start: Span) -> Body {
        let title = self.check_title(start);
        self.check_sections(start);
        let drafts = std::mem::take(&mut self.drafts);
        for (name, wanted) in [("flag", true), ("pass", false)] {
            let place = self.sections.iter().find(|(section, ..)| section == SECTIONS[3]).map(|(_, at, _)| *at);
            if let Some(place) = place
                && !drafts.iter().any(|draft| draft.flags == wanted)
            {
                self.faults.push(place, format!("there is no `{name}` example; a page needs one of each sort"));
            }
        }
        let lines = LineIndex::new(text);
        let line = |at: usize| lines.range(text, Span::new(at, at)).start.line;
        let examples = drafts.into_iter().map(|draft| draft.finish(self.faults, line)).collect();
        Body { title, examples }
    }

    fn check_title(&mut self, start: Span) -> Option<Message> {
        let Some((text, at)) = &self.title else {
            self.faults.push(start, "the title is missing: a heading `# 中文 / English`");
            return None;
        };
        let parts = text.split_once(" / ").map(|(zh, en)| (zh.trim(), en.trim()));
        let Some((zh, en)) = parts.filter(|(zh, en)| !zh.is_empty() && !en.is_empty()) else {
            self.faults.push(*at, format!("the title is to be `# 中文 / English`, not `{text}`"));
            return None;
        };
        Some(Message { zh: zh.to_owned(), en: en.to_owned() })
    }

    fn check_sections(&mut self, start: Span) {
        let place = self.title.as_ref().map_or(start, |(_, at)| *at);
        for wanted in SECTIONS {
            match self.sections.iter().find(|(name, ..)| name == wanted) {
                Some((_, at, false)) => self.faults.push(*at, format!("the section `## {wanted}` is empty")),
                Some(_) => {}
                None => {
                    let others = self.sections.iter().map(|(name, ..)| name.as_str());
                    let mut others = others.filter(|name| !SECTIONS.contains(name));
                    let near = others.find(|name| !did_you_mean(name, std::iter::once(wanted)).is_empty());
                    let hint = near.map(|name| format!("; `## {name}` looks like it")).unwrap_or_default();
                    self.faults.push(place, format!("the section `## {wanted}` is missing{hint}"));
                }
            }
        }
    }
}

/// An option that an example sets: `name=value`.
fn option(part: &str) -> Option<(String, Value)> {
    let (name, value) = part.split_once('=').filter(|(name, _)| !name.is_empty())?;
    let value = match value {
        "true" => Value::Boolean(true),
        "false" => Value::Boolean(false),
        text => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(number), _) => Value::Integer(number),
            (_, Ok(number)) if number.is_finite() => Value::Number(number.to_string()),
            _ => Value::Text(text.to_owned()),
        },
    };
    Some((name.to_owned(), value))
}

impl Draft {
    /// Takes a piece of the text, which stands at `at` in the page.
    fn take(&mut self, piece: &str, at: Span, faults: &mut Faults) {
        self.first.get_or_insert(at.start);
        for (offset, c) in piece.char_indices() {
            let here = Span::new(at.start + offset, at.start + offset + c.len_utf8());
            match (c, self.open) {
                ('⟦' | '⟧', _) if !self.flags => {
                    faults.push(here, "a `pass` example has no marked stretch; use `flag`, or take the mark out");
                }
                ('⟦', None) => self.open = Some((self.length, here)),
                ('⟦', Some(_)) => faults.push(here, "⟦ stands inside a marked stretch; close that with ⟧ first"),
                ('⟧', Some((from, _))) => {
                    if from == self.length {
                        faults.push(here, "the marked stretch is empty");
                    }
                    self.flagged.push(Span::new(from, self.length));
                    self.open = None;
                }
                ('⟧', None) => faults.push(here, "⟧ without a ⟦ before it"),
                _ => {
                    self.text.push(c);
                    self.length += 1;
                }
            }
        }
    }

    fn finish(mut self, faults: &mut Faults, line: impl Fn(usize) -> usize) -> Example {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        if let Some((_, at)) = self.open {
            faults.push(at, "⟦ is never closed with ⟧");
        }
        if self.text.trim().is_empty() {
            faults.push(self.at, "the example is empty");
        } else if self.flags && self.flagged.is_empty() && self.open.is_none() {
            faults.push(self.at, "a `flag` example marks what the lint flags with ⟦ and ⟧");
        }
        let line = line(self.first.unwrap_or(self.at.start));
        let Self { text, flagged, script, options, .. } = self;
        Example { text, flagged, script, line, options }
    }
}
