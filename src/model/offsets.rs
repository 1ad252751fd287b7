//! Maps offsets of a derived text (prose without markup, folded text) back to the text it came from.

use crate::model::span::Span;

/// One stretch of the derived text and where it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    from: Span,
    to: Span,
}

impl Piece {
    /// Pieces of equal length map byte by byte; any other piece maps as a whole.
    fn is_linear(self) -> bool {
        self.from.len() == self.to.len()
    }
}

/// A monotone map from byte offsets of a derived text to byte offsets of its origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}

impl OffsetMap {
    /// Says that `from` of the derived text came from `to` of the origin. Pieces are pushed in the order of both
    /// texts and do not overlap; a piece that continues the one before is merged with it.
    pub fn push(&mut self, from: Span, to: Span) {
        if from.is_empty() {
            return;
        }
        let piece = Piece { from, to };
        if let Some(last) = self.pieces.last_mut()
            && last.is_linear()
            && piece.is_linear()
            && last.from.end == from.start
            && last.to.end == to.start
        {
            last.from.end = from.end;
            last.to.end = to.end;
            return;
        }
        self.pieces.push(piece);
    }

    /// Adds the pieces of `other`, whose derived text begins at byte `from` of this one's and whose origin at byte `to`.
    pub fn append(&mut self, other: &Self, from: usize, to: usize) {
        self.pieces.reserve(other.pieces.len());
        for piece in &other.pieces {
            self.push(piece.from.shifted(from), piece.to.shifted(to));
        }
    }

    /// The stretch of the origin that `span` of the derived text came from. It starts where the span's first byte came
    /// from and ends where its last byte came from; an empty span maps to one place.
    #[must_use]
    pub fn map(&self, span: Span) -> Span {
        let start = self.start(span.start);
        if span.is_empty() { Span::new(start, start) } else { Span::new(start, self.end(span.end)) }
    }

    /// The map from the origin to the derived text.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { pieces: self.pieces.iter().map(|piece| Piece { from: piece.to, to: piece.from }).collect() }
    }

    fn start(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.from.end <= at);
        match self.pieces.get(index) {
            Some(piece) if piece.is_linear() && piece.from.start <= at => piece.to.start + (at - piece.from.start),
            Some(piece) => piece.to.start,
            None => self.pieces.last().map_or(at, |piece| piece.to.end),
        }
    }

    fn end(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.from.start < at);
        match index.checked_sub(1).and_then(|before| self.pieces.get(before)) {
            Some(piece) if piece.is_linear() && at <= piece.from.end => piece.to.start + (at - piece.from.start),
            Some(piece) => piece.to.end,
            None => self.pieces.first().map_or(at, |piece| piece.to.start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_between_pieces_belongs_to_neither() {
        // "**重要**的" -> "重要的"
        let mut map = OffsetMap::default();
        map.push(Span::new(0, 6), Span::new(2, 8));
        map.push(Span::new(6, 9), Span::new(10, 13));
        assert_eq!(map.map(Span::new(0, 6)), Span::new(2, 8));
        assert_eq!(map.map(Span::new(6, 9)), Span::new(10, 13));
        assert_eq!(map.map(Span::new(3, 9)), Span::new(5, 13));
    }

    #[test]
    fn a_piece_of_another_length_maps_as_a_whole() {
        // "A&amp;B" -> "A&B"
        let mut map = OffsetMap::default();
        map.push(Span::new(0, 1), Span::new(0, 1));
        map.push(Span::new(1, 2), Span::new(1, 6));
        map.push(Span::new(2, 3), Span::new(6, 7));
        assert_eq!(map.map(Span::new(1, 2)), Span::new(1, 6));
        assert_eq!(map.map(Span::new(2, 3)), Span::new(6, 7));
        assert_eq!(map.map(Span::new(3, 3)), Span::new(7, 7));
    }
}
