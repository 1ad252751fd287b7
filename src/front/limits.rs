//! How much is read of one article, and how many of its findings are shown.

use super::cli::SizeArgs;

/// The most megabytes that anybody can ask for: places in a text are counted in 32 bits.
pub const MOST_MEGABYTES: usize = 1024;
/// The most findings that anybody can ask for.
pub const MOST_FINDINGS: usize = 1_000_000;

/// The most megabytes of an article where nobody says otherwise. The longest books have five.
const MEGABYTES: usize = 20;
/// The most findings that are shown of an article where nobody says otherwise.
const FINDINGS: usize = 1000;

/// What somebody wants the limits to be; none: nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The most megabytes (of 2^20 bytes) that are read of an article.
    pub megabytes: Option<usize>,
    /// The most findings that are shown of an article.
    pub findings: Option<usize>,
}

impl Limits {
    /// The same; what nothing is said about is as `other` says.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { megabytes: self.megabytes.or(other.megabytes), findings: self.findings.or(other.findings) }
    }

    /// The most megabytes of an article.
    #[must_use]
    pub fn megabytes(self) -> usize {
        self.megabytes.unwrap_or(MEGABYTES)
    }

    /// The most findings of an article.
    #[must_use]
    pub fn findings(self) -> usize {
        self.findings.unwrap_or(FINDINGS)
    }
}

impl From<SizeArgs> for Limits {
    fn from(typed: SizeArgs) -> Self {
        Self { megabytes: typed.max_size.map(usize::from), findings: None }
    }
}
