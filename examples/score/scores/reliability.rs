//! How far the stated probability of a unit's role can be believed.

use super::tally::Share;
use std::fmt;

/// How many bins the stated probabilities are sorted into.
const BINS: usize = 10;
/// From here on a unit's role is sure, in hundredths.
const SURE: u8 = 90;

/// Stated probabilities against how often the role was right.
#[derive(Clone, Debug, Default)]
pub struct Reliability {
    /// For each bin how often the role was right, and the sum of the stated probabilities in hundredths.
    bins: [(Share, usize); BINS],
    /// How often the units that are sure were right.
    sure: Share,
}

impl Reliability {
    /// Counts a unit whose role was stated with `probability`, in hundredths.
    pub fn add(&mut self, probability: u8, is_right: bool) {
        let bin = &mut self.bins[(usize::from(probability) * BINS / 100).min(BINS - 1)];
        bin.0.add(is_right);
        bin.1 += usize::from(probability);
        if probability >= SURE {
            self.sure.add(is_right);
        }
    }

    /// All units.
    fn units(&self) -> usize {
        self.bins.iter().map(|(share, _)| share.of).sum()
    }

    /// How far the stated mean of a bin is from what was observed, on average over all units.
    pub fn expected_error(&self) -> f64 {
        let gap = |&(share, stated): &(Share, usize)| (stated as f64 / 100.0 - share.hits as f64).abs();
        self.bins.iter().map(gap).sum::<f64>() / self.units().max(1) as f64
    }

    /// The share of all units that are sure.
    pub fn sure_share(&self) -> f64 {
        Share { hits: self.sure.of, of: self.units() }.value()
    }

    /// How often the units that are sure are right.
    pub fn sure_right(&self) -> f64 {
        self.sure.value()
    }
}

impl fmt::Display for Reliability {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "stated probability    units  mean stated  right")?;
        for (bin, &(share, stated)) in self.bins.iter().enumerate() {
            let mean = stated as f64 / 100.0 / share.of.max(1) as f64;
            let (low, high) = (bin as f64 / BINS as f64, (bin + 1) as f64 / BINS as f64);
            writeln!(f, "{low:.2} to below {high:.2}  {:7}  {mean:11.3}  {:5.3}", share.of, share.value())?;
        }
        writeln!(f, "expected calibration error: {:.3} of {} units", self.expected_error(), self.units())?;
        write!(
            f,
            "stated at 0.90 or more: {:.3} of all units, right {:.3} of {}",
            self.sure_share(),
            self.sure_right(),
            self.sure.of
        )
    }
}
