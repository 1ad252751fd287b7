//! Keeps count of elements from which nothing is read.

use super::element::{Element, element, is_void};
use html5gum::StartTag;

/// The outermost open element that is left out.
#[derive(Default)]
pub struct Skip {
    name: Vec<u8>,
    /// How many elements of that name are open; none: nothing is left out.
    depth: usize,
}

impl Skip {
    /// Takes a start tag that opens an element to leave out where `leaves_out`. Whether the tag lies in, or opens, what is left out.
    pub fn start(&mut self, tag: &StartTag<usize>, leaves_out: bool) -> bool {
        if self.depth > 0 && self.is_ended_by(&tag.name) {
            self.depth = 0;
        }
        if self.depth > 0 {
            self.depth += usize::from(self.name == **tag.name && !tag.self_closing);
            return true;
        }
        if leaves_out && !is_void(&tag.name) {
            self.name.clone_from(&tag.name);
            // Of the foreign elements (svg) only, but nobody writes the others so by mistake.
            self.depth = usize::from(!tag.self_closing);
        }
        leaves_out
    }

    /// Takes an end tag. Whether it lies in, or closes, what is left out.
    pub fn end(&mut self, name: &[u8]) -> bool {
        let was_on = self.depth > 0;
        if was_on && self.name == name {
            self.depth -= 1;
        }
        was_on
    }

    /// Whether what comes now is left out.
    pub fn is_on(&self) -> bool {
        self.depth > 0
    }

    /// Whether what is left out is called `name`.
    pub fn is(&self, name: &[u8]) -> bool {
        self.depth > 0 && self.name == name
    }

    /// Whether a start tag called `next` ends what is left out, because its end tag may be missing.
    fn is_ended_by(&self, next: &[u8]) -> bool {
        match element(&self.name) {
            Element::Paragraph => !matches!(
                element(next),
                Element::Inline | Element::Link | Element::Quotation | Element::Break | Element::LeftOut
            ),
            Element::Item | Element::Row | Element::Cell => self.name == next,
            _ => false,
        }
    }
}
