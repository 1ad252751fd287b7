//! Labelled articles: `ID.json` holds units and findings in scalar values of a text, half open.

use lunju::model::argument::{Attribution, Kind, Role};
use lunju::model::span::Span;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A unit as a reader labelled it.
pub struct Unit {
    /// Its scalar values.
    pub span: Span,
    /// What it does.
    pub role: Role,
    /// The finer sort.
    pub kind: Option<Kind>,
    /// Who answers for it, if it is evidence.
    pub source: Option<Attribution>,
    /// Whether the text gives evidence for it, if it is a claim.
    pub supported: Option<bool>,
}

/// Words that a lint must flag, or must not.
pub struct Finding {
    /// Its scalar values.
    pub span: Span,
    /// The lint.
    pub lint: String,
    /// Whether it must be flagged; else it must never be.
    pub must: bool,
}

/// The labels of one article.
pub struct Labels {
    /// The units, in order.
    pub units: Vec<Unit>,
    /// The findings; whatever is not listed is free.
    pub findings: Vec<Finding>,
    /// Where the text stands: beside the labels, else where they say, from the current folder; none if it is in neither place.
    pub text: Option<PathBuf>,
}

impl Labels {
    /// Reads the label file `path`.
    pub fn read(path: &Path) -> Result<Self, String> {
        let labels = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        let labels: Value = serde_json::from_str(&labels).map_err(|error| error.to_string())?;
        let findings = labels["findings"].as_array().into_iter().flatten();
        let elsewhere = labels["text_file"].as_str().map(PathBuf::from);
        let mut findings: Vec<Finding> = findings.map(finding).collect::<Result<_, _>>()?;
        if findings.is_empty() {
            findings = labelled_apart(&path.file_stem().unwrap_or_default().to_string_lossy())?;
        }
        Ok(Self {
            units: units(&labels)?,
            findings,
            text: [Some(path.with_extension("txt")), elsewhere].into_iter().flatten().find(|path| path.is_file()),
        })
    }
}

/// The findings of the article `id` that were labelled apart from its units; none for most articles.
fn labelled_apart(id: &str) -> Result<Vec<Finding>, String> {
    let file = include_str!("../../../data/labels/findings.tsv");
    let lines = file.lines().skip_while(|line| line.strip_prefix("@\t") != Some(id)).skip(1);
    let finding = |line: &str| -> Option<Finding> {
        let mut cells = line.split('\t');
        let span = Span::new(cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        let must = cells.next()? == "must";
        Some(Finding { span, lint: cells.next()?.to_owned(), must })
    };
    lines
        .take_while(|line| !line.starts_with('@'))
        .map(|line| finding(line).ok_or_else(|| format!("no finding: `{line}`")))
        .collect()
}

/// The units of a label file.
pub fn units(labels: &Value) -> Result<Vec<Unit>, String> {
    labels["units"].as_array().ok_or("no units")?.iter().map(unit).collect()
}

/// The label files of `folder`, sorted.
pub fn labels_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<std::io::Result<Vec<PathBuf>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    Ok(paths)
}

fn unit(label: &Value) -> Result<Unit, String> {
    Ok(Unit {
        span: span(label)?,
        role: named(label, "role", Role::from_name)?.ok_or_else(|| format!("a unit has no role: {label}"))?,
        kind: named(label, "kind", Kind::from_name)?,
        source: named(label, "source", Attribution::from_name)?,
        supported: label["supported"].as_bool(),
    })
}

fn finding(label: &Value) -> Result<Finding, String> {
    let lint = label["lint"].as_str().ok_or_else(|| format!("a finding has no lint: {label}"))?.to_owned();
    Ok(Finding { span: span(label)?, lint, must: label["level"] == "must" })
}

fn span(label: &Value) -> Result<Span, String> {
    let number = |key: &str| label[key].as_u64().map(|number| number as usize);
    let ends = number("start").zip(number("end")).filter(|(start, end)| start <= end);
    ends.map(|(start, end)| Span::new(start, end)).ok_or_else(|| format!("no start and end: {label}"))
}

/// What `key` names, if it is there; a name that nobody knows is an error.
fn named<T>(label: &Value, key: &str, from_name: fn(&str) -> Option<T>) -> Result<Option<T>, String> {
    let Some(name) = label[key].as_str() else { return Ok(None) };
    from_name(name).map(Some).ok_or_else(|| format!("there is no {key} called `{name}`"))
}
