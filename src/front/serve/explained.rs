//! The page of a lint for readers of the web page: what it flags, why, when to ignore it, in their language.

use super::page::{escape, fill_in};
use super::words::word;
use crate::lint::suppress::own;
use crate::model::diagnostic::MessageLanguage::{self, English, ZhHans};
use crate::pack::fold::simplify;
use crate::pack::page::Pack;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, html};

const PAGE: &str = include_str!("assets/lint.html");

/// The headings that every page has.
const SECTIONS: [&str; 3] = ["What it flags", "Why it matters", "When to ignore it"];

/// The page of the lint `id`, if there is one.
pub fn lint(pack: &Pack, id: &str, language: MessageLanguage) -> Option<String> {
    let (title, severity, body) = match pack.page(id) {
        Some(page) => (page.title(), page.severity, page.body()),
        None => own(id).map(|lint| (lint.title(), lint.severity, lint.page))?,
    };
    // The examples are tests, and many.
    let body = body.split("\n## Examples").next().unwrap_or_default();
    Some(fill_in(
        PAGE,
        language,
        &[
            ("id", &escape(id)),
            ("level", severity.name()),
            ("level-name", word(severity.name(), language)),
            ("lint-title", &escape(&title.text(language))),
            ("body", &rendered(body, language)),
        ],
    ))
}

/// The Markdown `body` as markup: its title left out, its headings and paragraphs in `language`. Markup in it stays text.
fn rendered(body: &str, language: MessageLanguage) -> String {
    let mut events: Vec<Event> = Vec::new();
    let (mut block, mut depth, mut text) = (Vec::new(), 0_usize, String::new());
    for event in Parser::new(body) {
        let event = match event {
            Event::Html(markup) | Event::InlineHtml(markup) => Event::Text(markup),
            event => event,
        };
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            _ => {}
        }
        block.push(spoken(event, language));
        if depth == 0 {
            let block = std::mem::take(&mut block);
            if is_wanted(&block, &std::mem::take(&mut text), language) {
                events.extend(block);
            }
        }
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    out
}

/// `event` in the words of `language`.
fn spoken(event: Event, language: MessageLanguage) -> Event {
    match event {
        Event::Text(words) => {
            let known = if SECTIONS.contains(&&*words) { word(&words, language) } else { "" };
            Event::Text(match (known, language) {
                ("", ZhHans) => CowStr::from(simplify(&words)),
                ("", _) => words,
                (known, _) => CowStr::from(known),
            })
        }
        event => event,
    }
}

/// Whether a block with that `text` is for a reader of `language`; every page says everything in Chinese and in English.
fn is_wanted(block: &[Event], text: &str, language: MessageLanguage) -> bool {
    if let Some(Event::Start(Tag::Heading { level, .. })) = block.first() {
        return *level != HeadingLevel::H1;
    }
    let han = text.chars().filter(|c| matches!(c, '\u{3400}'..='\u{9FFF}')).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    // A Chinese character says about what three letters say.
    (han * 3 > latin) != (language == English)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::diagnostic::MessageLanguage::ZhHant;

    #[test]
    fn a_page_speaks_the_language_of_its_reader() {
        let pack = Pack::builtin();
        let page = |language| lint(&pack, "rhetorical-absolute", language).unwrap();
        let (traditional, simplified, english) = (page(ZhHant), page(ZhHans), page(English));
        assert!(
            traditional.contains("為甚麼要緊")
                && traditional.contains("話說得愈滿")
                && !traditional.contains("The fuller")
        );
        assert!(simplified.contains("话说得愈满") && !simplified.contains("話"));
        assert!(
            english.contains("<h2>Why it matters</h2>")
                && english.contains("The fuller")
                && !english.contains("話說得")
        );
        assert!(lint(&pack, "unused-suppression", English).is_some());
        assert!(lint(&pack, "<script>", English).is_none());
    }

    #[test]
    fn markup_in_a_page_stays_text() {
        let shown = rendered("<script>alert(1)</script>\n\nA <b>bold</b> word.\n", English);
        assert!(!shown.contains("<script") && !shown.contains("<b>") && shown.contains("&lt;b&gt;"), "{shown}");
    }
}
