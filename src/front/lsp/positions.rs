//! Lines and characters as clients count them: in UTF-8, UTF-16 or UTF-32, as was agreed upon.

use crate::model::span::Span;
use serde::{Deserialize, Serialize};

/// What a character counts in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Bytes.
    Utf8,
    /// What the protocol takes for granted.
    #[default]
    Utf16,
    /// Scalar values.
    Utf32,
}

impl Unit {
    /// The one to speak with a client that knows those of `names`: the cheapest of them.
    pub fn agree<'a>(names: &(impl Iterator<Item = &'a str> + Clone)) -> Self {
        let known = [Self::Utf8, Self::Utf32].into_iter().find(|unit| names.clone().any(|name| name == unit.name()));
        known.unwrap_or_default()
    }

    /// What the protocol calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A place in a draft: line and character from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The character in it.
    pub character: u32,
}

/// A stretch of a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Where it begins.
    pub start: Place,
    /// One past where it ends.
    pub end: Place,
}

/// Where the lines of a text begin; a line ends after LF, CR LF or a lone CR.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    starts: Vec<usize>,
    unit: Unit,
}

impl Lines {
    /// The lines of `text`, whose characters are counted in `unit`.
    pub fn new(text: &str, unit: Unit) -> Self {
        let bytes = text.as_bytes();
        let ends = |&at: &usize| bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        let starts = std::iter::once(0).chain((0..bytes.len()).filter(ends).map(|at| at + 1)).collect();
        Self { starts, unit }
    }

    /// The bytes of line `line` of `text`, its end left out.
    fn line(&self, text: &str, line: usize) -> Span {
        let start = self.starts.get(line).copied().unwrap_or(text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        Span::new(start, start + Span::new(start, end).of(text).trim_end_matches(['\r', '\n']).len())
    }

    /// The place of byte `at` of `text`; of one inside a character or behind the end the nearest before it.
    pub fn place(&self, text: &str, at: usize) -> Place {
        let at = text.floor_char_boundary(at.min(text.len()));
        let line = self.starts.partition_point(|&start| start <= at).saturating_sub(1);
        let lead = Span::new(self.starts.get(line).copied().unwrap_or_default(), at).of(text);
        let character: usize = lead.chars().map(|c| self.unit.width(c)).sum();
        Place { line: line as u32, character: character as u32 }
    }

    /// The stretch of the bytes `span` of `text`.
    pub fn stretch(&self, text: &str, span: Span) -> Stretch {
        Stretch { start: self.place(text, span.start), end: self.place(text, span.end) }
    }

    /// The byte of `text` at `place`. A character behind the line's end is its end, one inside a scalar value its beginning.
    pub fn byte(&self, text: &str, place: Place) -> usize {
        let line = self.line(text, place.line as usize);
        let mut left = place.character as usize;
        for (at, c) in line.of(text).char_indices() {
            let width = self.unit.width(c);
            if left < width {
                return line.start + at;
            }
            left -= width;
        }
        line.end
    }

    /// The bytes of `text` in `stretch`.
    pub fn span(&self, text: &str, stretch: Stretch) -> Span {
        Span::new(self.byte(text, stretch.start), self.byte(text, stretch.end))
    }

    /// Where the line of byte `at` of `text` ends, without what ends it.
    pub fn end_of_line(&self, text: &str, at: usize) -> usize {
        let line = self.starts.partition_point(|&start| start <= at).saturating_sub(1);
        self.line(text, line).end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "中😀a\r\n\u{1F468}文\r末";

    #[test]
    fn every_byte_has_a_place_and_every_place_a_byte() {
        for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
            let lines = Lines::new(TEXT, unit);
            for (at, c) in TEXT.char_indices().filter(|(_, c)| *c != '\n') {
                assert_eq!(lines.byte(TEXT, lines.place(TEXT, at)), at, "{unit:?} {c:?}");
            }
        }
    }

    #[test]
    fn characters_count_as_agreed() {
        let place = |unit, at| Lines::new(TEXT, unit).place(TEXT, at);
        let a = TEXT.find('a').unwrap();
        assert_eq!(place(Unit::Utf8, a), Place { line: 0, character: 7 });
        assert_eq!(place(Unit::Utf16, a), Place { line: 0, character: 3 });
        assert_eq!(place(Unit::Utf32, a), Place { line: 0, character: 2 });
        assert_eq!(place(Unit::Utf16, TEXT.len()), Place { line: 2, character: 1 });
        assert_eq!(place(Unit::Utf16, TEXT.find('文').unwrap()), Place { line: 1, character: 2 });
    }

    #[test]
    fn places_that_are_none_are_the_nearest() {
        let lines = Lines::new(TEXT, Unit::Utf16);
        assert_eq!(lines.byte(TEXT, Place { line: 0, character: 2 }), 3, "inside a pair of surrogates");
        assert_eq!(lines.byte(TEXT, Place { line: 0, character: 99 }), 8, "behind the end of the line");
        assert_eq!(lines.byte(TEXT, Place { line: 99, character: 0 }), TEXT.len());
        assert_eq!(lines.end_of_line(TEXT, 4), 8);
    }

    #[test]
    fn the_cheapest_unit_is_agreed_upon() {
        let agree = |names: &[&str]| Unit::agree(&names.iter().copied());
        assert_eq!(agree(&["utf-16", "utf-8"]), Unit::Utf8);
        assert_eq!(agree(&["utf-16", "utf-32"]), Unit::Utf32);
        assert_eq!(agree(&["utf-7"]), Unit::Utf16);
        assert_eq!(agree(&[]), Unit::Utf16);
    }
}
