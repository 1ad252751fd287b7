//! What has changed between two versions of an article: the findings in changed units, and findings resolved and new.

use crate::lint::baseline::leave_out;
use crate::lint::mark::{of_findings, of_units, pair};
use crate::model::argument::Argument;
use crate::model::article::Article;
use crate::model::comparison::{Comparison, Found};
use crate::model::diagnostic::{Diagnostic, Report};
use std::collections::BTreeSet;

/// A version of an article and what was found in it.
#[derive(Clone, Debug)]
pub struct Version {
    /// The article.
    pub article: Article,
    /// Its argument.
    pub argument: Argument,
    /// Its report.
    pub report: Report,
}

/// Takes out of `report`, which was made of `new`, the findings in units that `old` has too: the same text, at least one of
/// the units beside it in its block the same. A finding about a suppression stays where its comment is not in `old`.
pub fn keep_changed(report: &mut Report, new: (&Article, &Argument), old: (&Article, &Argument)) {
    let unchanged = pair(&of_units(old.1), &of_units(new.1));
    let comments: BTreeSet<&str> = old.0.comments.iter().map(|comment| &*comment.text).collect();
    let places: Vec<usize> = new.1.units.iter().map(|unit| new.0.map.map(new.1.prose_span(unit.span)).start).collect();
    let is_known = |diagnostic: &Diagnostic| {
        let range = diagnostic.range.byte;
        let before = new.0.comments.partition_point(|comment| comment.span.start <= range.start);
        let held = before.checked_sub(1).map(|at| &new.0.comments[at]).filter(|held| held.span.contains(range));
        if let Some(comment) = held.filter(|_| diagnostic.unit.is_none()) {
            return comments.contains(&*comment.text);
        }
        let at = || places.partition_point(|&place| place <= range.start).checked_sub(1);
        diagnostic.unit.or_else(at).and_then(|id| unchanged.get(id)).is_some_and(Option::is_some)
    };
    let known: Vec<bool> = report.diagnostics.iter().map(is_known).collect();
    leave_out(report, known);
}

/// Adds to `comparison` what became of the findings of one article. A version that is none is a file that is not there.
pub fn compare(old: Option<Version>, new: Option<Version>, comparison: &mut Comparison) {
    let marks = |version: Option<&Version>| {
        version.map_or_else(Vec::new, |held| of_findings(&held.report.diagnostics, &held.article, &held.argument))
    };
    let (old_marks, new_marks) = (marks(old.as_ref()), marks(new.as_ref()));
    let paired = pair(&old_marks, &new_marks);
    if let Some(Version { report, .. }) = old {
        comparison.before.add(&report.summary);
        let stays: BTreeSet<usize> = paired.iter().flatten().copied().collect();
        let gone = report.diagnostics.into_iter().enumerate().filter(|(index, _)| !stays.contains(index));
        comparison.resolved.extend(gone.map(|(_, diagnostic)| Found { path: report.path.clone(), diagnostic }));
    }
    if let Some(Version { report, .. }) = new {
        comparison.after.add(&report.summary);
        for (diagnostic, paired) in report.diagnostics.into_iter().zip(paired) {
            let list = if paired.is_some() { &mut comparison.stays } else { &mut comparison.new };
            list.push(Found { path: report.path.clone(), diagnostic });
        }
    }
}
