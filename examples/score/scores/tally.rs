//! Counts that turn into shares.

/// So many of so many.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    /// How many were right, found or raised.
    pub hits: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// Counts one more.
    pub fn add(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.of += 1;
    }

    /// From 0 to 1; 0 of none.
    pub fn value(self) -> f64 {
        self.hits as f64 / self.of.max(1) as f64
    }
}

/// What was found against what was labelled.
#[derive(Clone, Copy, Debug, Default)]
pub struct Agreement {
    /// Labelled and found.
    pub both: usize,
    /// Labelled only.
    pub missed: usize,
    /// Found only.
    pub wrong: usize,
}

impl Agreement {
    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        2.0 * self.both as f64 / (2 * self.both + self.missed + self.wrong).max(1) as f64
    }

    /// The share of the found that was labelled.
    pub fn precision(self) -> f64 {
        Share { hits: self.both, of: self.both + self.wrong }.value()
    }

    /// The share of the labelled that was found.
    pub fn recall(self) -> f64 {
        Share { hits: self.both, of: self.labelled() }.value()
    }

    /// How many were labelled.
    pub fn labelled(self) -> usize {
        self.both + self.missed
    }
}
