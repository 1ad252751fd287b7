//! What became of the findings between two versions of some articles.

use crate::model::diagnostic::{Diagnostic, Summary};

/// A finding with its article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The path to report under: of the old version for what was resolved, else of the new one.
    pub path: String,
    /// The finding.
    pub diagnostic: Diagnostic,
}

/// Two versions, compared. Lists are in the order of articles and places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In the old version only.
    pub resolved: Vec<Found>,
    /// In the new version only.
    pub new: Vec<Found>,
    /// In both.
    pub stays: Vec<Found>,
    /// The counts of the old version.
    pub before: Summary,
    /// Those of the new one.
    pub after: Summary,
}
