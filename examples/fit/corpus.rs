//! Labelled articles as features and labels.

use lunju::model::argument::{Kind, Role};
use lunju::model::article::Article;
use lunju::model::span::Span;
use lunju::pack::lexicon::Lexicons;
use std::collections::BTreeMap;
use std::path::Path;

/// A unit as labelled.
pub struct Gold {
    /// Scalar values of the text, half open.
    pub span: Span,
    /// Its role.
    pub role: Role,
    /// Its kind.
    pub kind: Option<Kind>,
}

/// A labelled article.
pub struct Labelled {
    /// Its name.
    pub id: String,
    /// The text, read.
    pub article: Article,
    /// Its units.
    pub units: Vec<Gold>,
    /// Who wrote it.
    pub group: usize,
    /// The cut units, an index range of [`Corpus::units`].
    pub cut: std::ops::Range<usize>,
}

/// A unit as the program cuts it.
pub struct Sample {
    /// Numbers of features, and values in 256ths.
    pub features: Vec<(u32, i32)>,
    /// Scalar values of the text.
    pub span: Span,
    /// The label of the gold unit that covers most of it.
    pub role: Role,
    /// Its kind.
    pub kind: Option<Kind>,
    /// Who wrote it.
    pub group: usize,
}

/// All labelled articles.
pub struct Corpus {
    /// The articles, sorted by name.
    pub articles: Vec<Labelled>,
    /// Their units.
    pub units: Vec<Sample>,
    /// The features' names, by number.
    pub names: Vec<String>,
    /// In how many groups each feature occurs.
    pub groups_of: Vec<usize>,
    /// The built-in word lists.
    pub lexicons: Lexicons,
}

impl Corpus {
    /// Reads every `ID.json` with its `ID.txt` in `folders`.
    pub fn load(folders: &[&String]) -> Result<Self, String> {
        let mut paths = Vec::new();
        for folder in folders {
            let entries = std::fs::read_dir(folder).map_err(|error| format!("{folder}: {error}"))?;
            paths.extend(entries.filter_map(|entry| Some(entry.ok()?.path())));
        }
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        paths.sort();
        let mut corpus = Self {
            articles: Vec::new(),
            units: Vec::new(),
            names: Vec::new(),
            groups_of: Vec::new(),
            lexicons: Lexicons::builtin(),
        };
        let mut groups = BTreeMap::new();
        let mut numbers = BTreeMap::new();
        for path in paths {
            corpus.add(&path, &mut groups, &mut numbers).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        let mut seen: Vec<Vec<usize>> = vec![Vec::new(); corpus.names.len()];
        for unit in &corpus.units {
            for &(feature, _) in &unit.features {
                if !seen[feature as usize].contains(&unit.group) {
                    seen[feature as usize].push(unit.group);
                }
            }
        }
        corpus.groups_of = seen.iter().map(Vec::len).collect();
        Ok(corpus)
    }

    fn add(
        &mut self,
        path: &Path,
        groups: &mut BTreeMap<String, usize>,
        numbers: &mut BTreeMap<String, u32>,
    ) -> Result<(), String> {
        let text = std::fs::read(path.with_extension("txt")).map_err(|error| error.to_string())?;
        let labels = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        let labels: serde_json::Value = serde_json::from_str(&labels).map_err(|error| error.to_string())?;
        let id = labels["id"].as_str().ok_or("no id")?.to_owned();
        let group = labels["group"].as_str().unwrap_or(&id).to_owned();
        let next = groups.len();
        let group = *groups.entry(group).or_insert(next);
        let units = labels["units"].as_array().ok_or("no units")?;
        let units: Vec<Gold> = units.iter().map(gold).collect::<Option<_>>().ok_or("a unit is not of the form")?;
        let name = path.with_extension("txt").display().to_string();
        let article = lunju::read::read(&name, &text).map_err(|error| error.to_string())?;
        let start = self.units.len();
        let mut features: Vec<Vec<(u32, i32)>> = Vec::new();
        // The fit learns from the units that the labels are about, not from the program's own cuts.
        let given = prose_spans(&article, &units);
        let argument = lunju::parse::features(&article, &self.lexicons, given.as_deref(), |unit, parts, value| {
            features.resize_with(features.len().max(unit + 1), Vec::new);
            let fresh = numbers.len() as u32;
            let number = *numbers.entry(parts.concat()).or_insert(fresh);
            if number == fresh {
                self.names.push(parts.concat());
            }
            features[unit].push((number, value));
        });
        for (unit, features) in argument.units.iter().zip(features) {
            let range = article.source.range(article.map.map(argument.prose_span(unit.span)));
            let span = Span::new(range.char.start, range.char.end);
            let label = units.iter().max_by_key(|gold| (overlap(gold.span, span), std::cmp::Reverse(gold.span.start)));
            let label = label.filter(|gold| overlap(gold.span, span) > 0);
            self.units.push(Sample {
                features,
                span,
                role: label.map_or(Role::Other, |gold| gold.role),
                kind: label.and_then(|gold| gold.kind),
                group,
            });
        }
        self.articles.push(Labelled { id, article, units, group, cut: start..self.units.len() });
        Ok(())
    }
}

/// The labelled units in bytes of the article's prose, without blanks at either end.
fn prose_spans(article: &Article, units: &[Gold]) -> Option<Vec<Span>> {
    if std::env::var("OWN").is_ok() {
        return None;
    }
    let text = &article.source.text;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let to_prose = article.map.inverse();
    let spans = units.iter().filter_map(|unit| {
        let span = Span::new(*bytes.get(unit.span.start)?, *bytes.get(unit.span.end)?);
        let piece = span.of(text);
        let start = span.start + piece.len() - piece.trim_start().len();
        Some(to_prose.map(Span::new(start, start + piece.trim().len())))
    });
    Some(spans.collect())
}

fn gold(unit: &serde_json::Value) -> Option<Gold> {
    let number = |key: &str| Some(unit[key].as_u64()? as usize);
    Some(Gold {
        span: Span::new(number("start")?, number("end")?),
        role: Role::from_name(unit["role"].as_str()?)?,
        kind: unit["kind"].as_str().and_then(Kind::from_name),
    })
}

/// How many scalar values two spans share.
pub fn overlap(left: Span, right: Span) -> usize {
    left.end.min(right.end).saturating_sub(left.start.max(right.start))
}
