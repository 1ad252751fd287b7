//! Some of the units of an article, so that the nearest of them and their number in a paragraph are looked up: a paragraph of
//! thousands of units must not be walked for each of them.

use std::ops::Range;

/// The numbers of some units, in order.
pub struct Marked(Vec<usize>);

impl Marked {
    /// Those of `count` units that are `wanted`.
    #[must_use]
    pub fn new(count: usize, wanted: impl Fn(usize) -> bool) -> Self {
        Self((0..count).filter(|&id| wanted(id)).collect())
    }

    fn upto(&self, end: usize) -> usize {
        self.0.partition_point(|&id| id < end)
    }

    /// The last one before unit `id`.
    #[must_use]
    pub fn before(&self, id: usize) -> Option<usize> {
        self.upto(id).checked_sub(1).map(|at| self.0[at])
    }

    /// The first one behind unit `id`.
    #[must_use]
    pub fn behind(&self, id: usize) -> Option<usize> {
        self.0.get(self.upto(id + 1)).copied()
    }

    /// How many of `units` they are.
    #[must_use]
    pub fn within(&self, units: Range<usize>) -> usize {
        self.upto(units.end) - self.upto(units.start)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }
}
