//! What paragraphs are by their styles.

use super::archive::Part;
use super::xml::{Step, walk};
use crate::read::ReadError;
use std::collections::BTreeMap;

/// How many styles may stand on each other.
const LONGEST_CHAIN: usize = 16;

/// What a style makes of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The title of the document.
    Title,
    /// A heading of that level, from 1.
    Heading(u8),
    /// A quotation.
    Quote,
    /// An item of a list, on that level, from 0.
    Item(usize),
    /// No part of the article: a table of contents, a caption, the head or foot of a page.
    LeftOut,
}

/// A style, as it is written.
#[derive(Default)]
struct Style {
    name: String,
    base: Option<String>,
    outline: Option<u8>,
    /// The level of the list that it belongs to.
    list: Option<usize>,
}

/// The paragraph styles of a document, by their ids.
#[derive(Default)]
pub struct Styles {
    styles: BTreeMap<String, Style>,
}

impl Styles {
    /// Reads the part `xml`.
    pub fn read(xml: &str) -> Result<Self, ReadError> {
        let mut styles = BTreeMap::new();
        let mut open: Option<(String, Style)> = None;
        walk(Part::Styles, xml, |step, _| {
            match step {
                Step::Start(tag) if tag.name() == "style" => {
                    open = Some((tag.value("styleId").unwrap_or_default(), Style::default()));
                }
                Step::Start(tag) => {
                    if let Some((_, style)) = &mut open {
                        let value = || tag.value("val").unwrap_or_default();
                        match tag.name() {
                            "name" => style.name = value().to_lowercase(),
                            "basedOn" => style.base = Some(value()),
                            "outlineLvl" => style.outline = value().parse().ok(),
                            "numId" if value() != "0" => style.list = Some(style.list.unwrap_or(0)),
                            "ilvl" => style.list = value().parse().ok(),
                            _ => {}
                        }
                    }
                }
                Step::End(name) if name == "style" => styles.extend(open.take()),
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self { styles })
    }

    /// What the style `id` makes of a paragraph; the nearest style of its chain that says anything decides.
    pub fn role(&self, id: &str) -> Option<Role> {
        let mut next = self.styles.get(id);
        for _ in 0..LONGEST_CHAIN {
            let style = next?;
            let own =
                named(&style.name).or_else(|| style.outline.and_then(heading)).or_else(|| style.list.map(Role::Item));
            if own.is_some() {
                return own;
            }
            next = style.base.as_ref().and_then(|base| self.styles.get(base));
        }
        None
    }
}

/// The heading of the outline level `level`, which counts from 0; level 9 is body text.
pub fn heading(level: u8) -> Option<Role> {
    (level < 9).then(|| Role::Heading((level + 1).min(6)))
}

/// What a style is by its name. Word keeps the English names of its own styles in every language.
fn named(name: &str) -> Option<Role> {
    let numbered = |lead: &str| name.strip_prefix(lead).map(|rest| rest.trim().parse::<u8>());
    match name {
        "title" => return Some(Role::Title),
        // It stands under the title.
        "subtitle" => return Some(Role::Heading(1)),
        "caption" | "toc heading" | "table of figures" | "header" | "footer" | "contents heading" | "index heading"
        | "illustration" => return Some(Role::LeftOut),
        "block text" => return Some(Role::Quote),
        _ => {}
    }
    if let Some(Ok(level)) = numbered("heading ") {
        return level.checked_sub(1).and_then(heading);
    }
    if ["toc ", "contents ", "index "].iter().any(|lead| matches!(numbered(lead), Some(Ok(_)))) {
        return Some(Role::LeftOut);
    }
    for lead in ["list bullet", "list number"] {
        if let Some(level) = numbered(lead) {
            return Some(Role::Item(usize::from(level.unwrap_or(1).clamp(1, 9)) - 1));
        }
    }
    ["quote", "quotation", "引文", "引用"].iter().any(|part| name.contains(part)).then_some(Role::Quote)
}
