//! The baseline: findings that are known, kept in a file, so that a run reports the new ones only.
//!
//! A finding is kept by path, lint, the text of its unit and of the units beside it, each as a hash of the folded text: a
//! paragraph that moves, or changes its script, keeps its findings, and no text of a draft stands in the file.

use crate::lint::mark::{Mark, of_findings, pair};
use crate::model::argument::Argument;
use crate::model::article::Article;
use crate::model::diagnostic::Report;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the file's form.
const VERSION: u32 = 1;

/// Known findings by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// How often each is known; a path without findings is left out.
    marks: BTreeMap<String, BTreeMap<Mark, usize>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    lint: String,
    unit: String,
    before: String,
    after: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    placeless: bool,
    count: usize,
}

impl Baseline {
    /// Adds the findings of `report`, which was made of `argument`, parsed from `article`.
    pub fn add(&mut self, report: &Report, article: &Article, argument: &Argument) {
        for mark in of_findings(&report.diagnostics, article, argument) {
            *self.marks.entry(bare(&report.path)).or_default().entry(mark).or_default() += 1;
        }
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.marks.values().flat_map(BTreeMap::values).fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Takes the known findings out of `report`, which was made of `argument`, parsed from `article`, and counts them.
    pub fn keep_new(&self, report: &mut Report, article: &Article, argument: &Argument) {
        let Some(known) = self.marks.get(&bare(&report.path)) else { return };
        let new = of_findings(&report.diagnostics, article, argument);
        // A file may claim any number; more than there are findings can never be needed.
        let known = known.iter().flat_map(|(mark, &count)| std::iter::repeat_n(mark.clone(), count.min(new.len())));
        let paired = pair(&known.collect::<Vec<_>>(), &new);
        leave_out(report, paired.into_iter().map(|paired| paired.is_some()));
    }

    /// The content of a baseline file: one finding a line, sorted, the same for the same findings.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = format!("{{\"version\":{VERSION},\"findings\":[");
        let entries = self.marks.iter().flat_map(|(path, marks)| marks.iter().map(move |mark| (path, mark)));
        for (index, (path, (mark, count))) in entries.enumerate() {
            let entry = Entry {
                path: path.clone(),
                lint: mark.lint.clone(),
                unit: written(mark.unit),
                before: written(mark.before),
                after: written(mark.after),
                placeless: mark.placeless,
                count: *count,
            };
            text.push_str(if index == 0 { "\n" } else { ",\n" });
            // Texts and numbers can always be written as JSON.
            text.push_str(&serde_json::to_string(&entry).unwrap_or_default());
        }
        text.push_str(if self.is_empty() { "]}\n" } else { "\n]}\n" });
        text
    }

    /// The baseline in `text`, the content of a baseline file.
    ///
    /// # Errors
    /// Line and column, from 1, and in English what is wrong there.
    pub fn from_json(text: &str) -> Result<Self, (usize, usize, String)> {
        let file: File = serde_json::from_str(text).map_err(|error| {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default().to_owned();
            (error.line().max(1), error.column().max(1), what)
        })?;
        if file.version != VERSION {
            return Err((1, 1, format!("version {} of the form is not known, only {VERSION}", file.version)));
        }
        let mut baseline = Self::default();
        for entry in file.findings.into_iter().filter(|entry| entry.count > 0) {
            let number = |text: &str| match text {
                "" => Ok(0),
                text => u64::from_str_radix(text, 16).map_err(|_| (1, 1, format!("`{text}` is no hash"))),
            };
            let mark = Mark {
                unit: number(&entry.unit)?,
                before: number(&entry.before)?,
                after: number(&entry.after)?,
                lint: entry.lint,
                placeless: entry.placeless,
            };
            let count = baseline.marks.entry(bare(&entry.path)).or_default().entry(mark).or_default();
            *count = count.saturating_add(entry.count);
        }
        Ok(baseline)
    }
}

/// Drops the findings of `report` that `known` says are known, one answer a finding, and counts them as such.
pub fn leave_out(report: &mut Report, known: impl IntoIterator<Item = bool>) {
    let before = report.diagnostics.len();
    let mut known = known.into_iter();
    report.diagnostics.retain(|_| !known.next().unwrap_or(false));
    report.summary.diagnostics = report.diagnostics.len();
    report.summary.known += before - report.diagnostics.len();
}

/// `path` without a leading `./`, so that `check .` and `check drafts` meet.
fn bare(path: &str) -> String {
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

fn written(hash: u64) -> String {
    if hash == 0 { String::new() } else { format!("{hash:016x}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::changes::{Version, compare, keep_changed};
    use crate::lint::{Settings, lint};
    use crate::model::comparison::{Comparison, Found};
    use crate::pack::page::Pack;
    use crate::parse::parse;
    use crate::read::read_text;
    use std::sync::LazyLock;

    static PACK: LazyLock<Pack> = LazyLock::new(Pack::builtin);

    const OLD: &str = "圖書館\n\n每一次拖延都是錯的。會議昨天結束。\n\n市民今早到場。每一次縮短時間也是錯的。\n";
    const MOVED: &str = "圖書館\n\n市民今早到場。每一次縮短時間也是錯的。\n\n每一次拖延都是錯的。會議昨天結束。\n";

    fn version(path: &str, text: &str) -> Version {
        let article = read_text(path, text);
        let argument = parse(&article, &PACK.lexicons);
        let select = Some(vec!["rhetorical-absolute".to_owned(), "unused-suppression".to_owned()]);
        let report = lint(&PACK, &Settings { select, ..Settings::default() }, &article, &argument);
        Version { article, argument, report }
    }

    fn baseline(path: &str, text: &str) -> Baseline {
        let Version { article, argument, report } = version(path, text);
        let mut baseline = Baseline::default();
        baseline.add(&report, &article, &argument);
        baseline
    }

    /// The sentences with findings in `text` that the baseline of `old` does not know, and how many it knows.
    fn new_in(old: &str, text: &str) -> (usize, usize) {
        let Version { article, argument, mut report } = version("./a.md", text);
        baseline("a.md", old).keep_new(&mut report, &article, &argument);
        assert_eq!(report.summary.diagnostics, report.diagnostics.len());
        (report.diagnostics.len(), report.summary.known)
    }

    #[test]
    fn what_moves_is_known_and_what_changes_is_new() {
        assert_eq!(new_in(OLD, OLD), (0, 2));
        assert_eq!(new_in(OLD, MOVED), (0, 2));
        assert_eq!(new_in(OLD, &format!("{OLD}\n每一次加價都是錯的。\n")), (1, 2));
        assert_eq!(new_in(OLD, &OLD.replace("拖延", "推遲")), (1, 1));
        // One neighbour may change, and a line break.
        assert_eq!(new_in(OLD, &OLD.replace("昨天", "今天")), (0, 2));
        assert_eq!(new_in(OLD, &format!("---\nx: y\n---\n\n\n{OLD}")), (0, 2));
        // The same sentence once more is one more finding.
        assert_eq!(new_in(OLD, &format!("{OLD}\n每一次拖延都是錯的。\n")), (1, 2));
        let simplified = "图书馆\n\n每一次拖延都是错的。会议昨天结束。\n\n市民今早到场。每一次缩短时间也是错的。\n";
        assert_eq!(new_in(OLD, simplified), (0, 2));
    }

    #[test]
    fn a_file_of_it_is_stable_and_read_back() {
        let baseline = baseline("./d/a.md", OLD);
        let text = baseline.to_json();
        assert_eq!(Baseline::from_json(&text), Ok(baseline.clone()));
        assert_eq!((baseline.len(), text.lines().count()), (2, 4));
        assert!(
            text.starts_with("{\"version\":1,\"findings\":[\n{\"path\":\"d/a.md\",\"lint\":\"rhetorical-absolute\",")
        );
        assert_eq!(Baseline::default().to_json(), "{\"version\":1,\"findings\":[]}\n");
        assert!(Baseline::from_json("{\"version\":2,\"findings\":[]}").is_err());
        let (line, column, what) = Baseline::from_json("{\"version\":1,\n\"found\":[]}").unwrap_err();
        assert_eq!((line, column), (2, 7));
        assert!(what.contains("unknown field `found`"), "{what}");
    }

    #[test]
    fn only_changed_units_speak() {
        let changed = |old: &str, new: &str| {
            let (old, mut new) = (version("a.md", old), version("a.md", new));
            keep_changed(&mut new.report, (&new.article, &new.argument), (&old.article, &old.argument));
            new.report.diagnostics.len()
        };
        assert_eq!(changed(OLD, MOVED), 0);
        assert_eq!(changed(OLD, &OLD.replace("拖延", "推遲")), 1);
        assert_eq!(changed("圖書館\n", OLD), 2);
        let comment = "<!-- lunju-ignore rhetorical-absolute: 修辭 -->\n會議昨天結束。\n";
        assert_eq!(changed("會議昨天結束。\n", comment), 1);
        assert_eq!(changed(comment, comment), 0);
    }

    #[test]
    fn two_versions_are_compared() {
        let mut found = Comparison::default();
        let new = OLD.replace("拖延", "推遲").replace("會議昨天結束", "每一次開會都遲到");
        compare(Some(version("a.md", OLD)), Some(version("b.md", &new)), &mut found);
        let paths = |found: &[Found]| found.iter().map(|found| found.path.clone()).collect::<Vec<_>>();
        assert_eq!((paths(&found.resolved), paths(&found.new)), (vec!["a.md".to_owned()], vec!["b.md".to_owned(); 2]));
        assert_eq!(
            (paths(&found.stays), found.before.diagnostics, found.after.diagnostics),
            (vec!["b.md".to_owned()], 2, 3)
        );
        let mut found = Comparison::default();
        compare(Some(version("a.md", OLD)), None, &mut found);
        assert_eq!((found.resolved.len(), found.after.articles), (2, 0));
    }
}
