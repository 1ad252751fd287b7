//! A run that marks fall into: where it is split, and how its halves stay what it was.

use super::{Dialect, Edit, Kind, Mark, Turn};
use crate::emit::docx::xml::qualified;
use crate::model::span::Span;

/// A place in a run where a mark is to stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    /// The mark, at that place.
    pub mark: Mark,
    /// The text that it falls into, by number; none: it stands between two children of the run.
    pub text: Option<usize>,
}

/// A `w:t`.
struct Text {
    tag: Span,
    whole: Span,
    content: Span,
    keeps_blanks: bool,
}

impl Text {
    /// The content without what does not count: blanks at both ends, unless they are to be kept.
    fn shown(&self, xml: &str) -> Span {
        if self.keeps_blanks {
            return self.content;
        }
        let text = self.content.of(xml);
        let start = self.content.start + text.len() - text.trim_ascii_start().len();
        Span::new(start, start + text.trim_ascii().len())
    }
}

/// A run (`w:r`).
pub struct Run {
    tag: Span,
    properties: Span,
    /// What it holds beside properties.
    content: Span,
    texts: Vec<Text>,
    /// Where it is to be cut.
    pub cuts: Vec<Cut>,
}

impl Run {
    /// The run that begins with `tag`.
    pub fn new(tag: Span) -> Self {
        let nothing = Span::new(tag.end, tag.end);
        Self { tag, properties: nothing, content: Span::default(), texts: Vec::new(), cuts: Vec::new() }
    }

    /// A child begins.
    pub fn begin(&mut self, kind: Kind, tag: Span, keeps_blanks: bool) {
        if kind != Kind::Properties && self.content.is_empty() {
            self.content = tag;
        }
        if kind == Kind::Text {
            self.texts.push(Text { tag, whole: tag, content: tag, keeps_blanks });
        }
    }

    /// The child ends whose bytes are `whole`; what it holds ends at `content`.
    pub fn end(&mut self, kind: Kind, whole: Span, content: usize) {
        match (kind, self.texts.last_mut()) {
            (Kind::Properties, _) => self.properties = whole,
            (Kind::Text, Some(text)) => {
                text.whole = whole;
                text.content = Span::new(text.tag.end, content);
            }
            _ => {}
        }
        if kind != Kind::Properties {
            self.content.end = whole.end;
        }
    }

    /// Cuts the text that is open.
    pub fn cut_text(&mut self, mark: Mark) {
        self.cuts.push(Cut { mark, text: self.texts.len().checked_sub(1) });
    }

    /// Adds to `edits` what puts the marks where they belong; the run ends with the tag `end`.
    pub fn split(self, xml: &str, dialect: &Dialect, end: Span, edits: &mut Vec<Edit>) {
        let mut cuts: Vec<Cut> = self.cuts.iter().map(|cut| self.settled(*cut, xml, end)).collect();
        cuts.sort_by_key(|cut| cut.mark);
        let mut was_cut = vec![false; self.texts.len()];
        for here in cuts.chunk_by(|left, right| left.mark.at == right.mark.at) {
            let Some(Cut { mark: Mark { at, .. }, text }) = here.first().copied() else { continue };
            if at <= self.tag.start || at >= end.end {
                edits.extend(here.iter().map(|Cut { mark, .. }| Edit {
                    at: Span::new(at, at),
                    turn: mark.turn,
                    text: mark.xml(dialect),
                }));
                continue;
            }
            let marks: String = here.iter().map(|cut| cut.mark.xml(dialect)).collect();
            let (tag, properties) = (self.tag.of(xml), self.properties.of(xml));
            let mut written = format!("</{}>{marks}{tag}{properties}", qualified(tag));
            if let Some(text) = text.and_then(|number| self.texts.get(number)) {
                let name = qualified(text.tag.of(xml));
                written = format!("</{name}>{written}<{name} xml:space=\"preserve\">");
            }
            if let Some(was_cut) = text.and_then(|number| was_cut.get_mut(number)) {
                *was_cut = true;
            }
            edits.push(Edit { at: Span::new(at, at), turn: Turn::End, text: written });
        }
        let loose = self.texts.iter().zip(was_cut).filter(|(text, was_cut)| *was_cut && !text.keeps_blanks);
        loose.for_each(|(text, _)| keep_blanks(text, xml, edits));
    }

    /// The cut at the outermost place that means the same: beside a text rather than at its edge, outside the run rather than at its.
    fn settled(&self, cut: Cut, xml: &str, end: Span) -> Cut {
        let Cut { mut mark, mut text } = cut;
        if let Some(within) = text.and_then(|number| self.texts.get(number)) {
            let shown = within.shown(xml);
            if mark.at <= shown.start {
                (mark.at, text) = (within.whole.start, None);
            } else if mark.at >= shown.end {
                (mark.at, text) = (within.whole.end, None);
            }
        }
        if text.is_none() {
            if mark.at <= self.content.start {
                mark.at = self.tag.start;
            } else if mark.at >= self.content.end {
                mark.at = end.end;
            }
        }
        Cut { mark, text }
    }
}

/// Has `text`, which was cut, keep the blanks at the cut, without showing those that it did not show before.
fn keep_blanks(text: &Text, xml: &str, edits: &mut Vec<Edit>) {
    let shown = text.shown(xml);
    let name = qualified(text.tag.of(xml));
    let tag = format!("<{name} xml:space=\"preserve\">");
    edits.push(Edit { at: text.tag, turn: Turn::Instead, text: tag });
    for unseen in [Span::new(text.content.start, shown.start), Span::new(shown.end, text.content.end)] {
        if !unseen.is_empty() {
            edits.push(Edit { at: unseen, turn: Turn::Instead, text: String::new() });
        }
    }
}
