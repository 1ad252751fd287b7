//! Half-open byte ranges, and places in a decoded source that people and scripts can use.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes, `start..end`, of one text that the owner of the span names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`; `end` is raised to `start` where it lies before it.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The same span of a text before which `by` bytes were put.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The piece of `text` under the span; empty where the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A place in the decoded source: line and column both start at 1, columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Line number, from 1.
    pub line: usize,
    /// Column in scalar values, from 1.
    pub column: usize,
}

/// A range of the decoded source (without byte order mark) in every unit that the JSON contract names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Range {
    /// UTF-8 bytes.
    pub byte: Span,
    /// Unicode scalar values; the span's numbers count scalars here, not bytes.
    pub char: Span,
    /// Where the range begins.
    pub start: Position,
    /// One past where the range ends.
    pub end: Position,
}

/// How many scalar values lie between two marks of a [`LineIndex`].
const STEP: usize = 256;

/// Finds lines and columns of byte offsets of one text.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    /// Byte offset and scalar offset of each line's first character; half the size of a `usize`, because a file may be all line ends.
    lines: Vec<(u32, u32)>,
    /// Byte offset of every [`STEP`]th scalar value, so that a column in a long line is not counted from its start.
    marks: Vec<usize>,
}

impl LineIndex {
    /// Indexes `text`; a line ends after `\n`, or after `\r` that no `\n` follows.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let ends = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
        let mut lines = Vec::with_capacity(ends + 1);
        lines.push((0, 0));
        let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let mut marks = Vec::new();
        let mut scalars = 0;
        let bytes = text.as_bytes();
        // Only the first byte of a scalar value is none of 10xxxxxx.
        for (at, &byte) in bytes.iter().enumerate().filter(|(_, byte)| **byte & 0xC0 != 0x80) {
            if scalars % STEP == 0 {
                marks.push(at);
            }
            scalars += 1;
            if byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
                lines.push((small(at + 1), small(scalars)));
            }
        }
        Self { lines, marks }
    }

    /// The range of `span`, which must lie on character boundaries of the indexed `text`.
    #[must_use]
    pub fn range(&self, text: &str, span: Span) -> Range {
        let (start, first) = self.position(text, span.start);
        let (end, last) = self.position(text, span.end);
        Range { byte: span, char: Span::new(first, last), start, end }
    }

    /// The position of byte `at`, and its scalar offset from the beginning of the text.
    fn position(&self, text: &str, at: usize) -> (Position, usize) {
        let line = self.lines.partition_point(|&(byte, _)| byte as usize <= at).saturating_sub(1);
        let (byte, scalar) = self.lines.get(line).map_or((0, 0), |&(byte, scalar)| (byte as usize, scalar as usize));
        // Counted from the line's start or from the last mark before the place, whichever is nearer.
        let mark = self.marks.partition_point(|&mark| mark <= at).saturating_sub(1);
        let (from, before) = match self.marks.get(mark) {
            Some(&place) if place > byte => (place, mark * STEP),
            _ => (byte, scalar),
        };
        let scalars = before + text.get(from..at).map_or(0, |lead| lead.chars().count());
        (Position { line: line + 1, column: scalars - scalar + 1 }, scalars)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_count_bytes_scalars_lines_and_columns() {
        let text = "中文😀\r\nA，B\rC";
        let index = LineIndex::new(text);
        let comma = text.find('，').unwrap();
        let range = index.range(text, Span::new(comma, comma + 3));
        assert_eq!(range.char, Span::new(6, 7));
        assert_eq!(range.start, Position { line: 2, column: 2 });
        assert_eq!(range.end, Position { line: 2, column: 3 });
        let last = index.range(text, Span::new(text.len() - 1, text.len()));
        assert_eq!(last.start, Position { line: 3, column: 1 });
    }

    #[test]
    fn columns_in_long_lines_are_exact() {
        let text = format!("首\n{}", "長a".repeat(500));
        let index = LineIndex::new(&text);
        for (scalar, (at, _)) in text.char_indices().enumerate().skip(2) {
            let range = index.range(&text, Span::new(at, at));
            assert_eq!((range.char.start, range.start), (scalar, Position { line: 2, column: scalar - 1 }));
        }
    }
}
