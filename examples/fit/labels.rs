//! Where labels come from: a file of JSON beside each text, or one file for many articles of a repository that lies elsewhere.

#[path = "../score/scores/labels.rs"]
#[expect(dead_code, reason = "what labels say of findings is for scoring alone")]
mod json;

pub use json::Unit as Gold;

use lunju::model::argument::{Attribution, Kind};
use lunju::model::span::Span;
use std::path::{Path, PathBuf};

/// The labels of an article.
pub struct Label {
    /// The article's name.
    pub id: String,
    /// Who wrote it.
    pub group: String,
    /// Where its text is.
    pub path: PathBuf,
    /// Its units, in order.
    pub units: Vec<Gold>,
    /// Whether it is there to learn from alone.
    pub extra: bool,
}

/// Every `ID.json` in `folders`, sorted by path; the text is `ID.txt`.
pub fn in_folders(folders: &[&String]) -> Result<Vec<Label>, String> {
    let mut paths = Vec::new();
    for folder in folders {
        paths.extend(json::labels_in(Path::new(folder)).map_err(|error| format!("{folder}: {error}"))?);
    }
    paths.sort();
    paths.iter().map(|path| in_json(path).map_err(|error| format!("{}: {error}", path.display()))).collect()
}

fn in_json(path: &Path) -> Result<Label, String> {
    let labels = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let labels: serde_json::Value = serde_json::from_str(&labels).map_err(|error| error.to_string())?;
    let id = labels["id"].as_str().ok_or("no id")?.to_owned();
    let group = labels["group"].as_str().unwrap_or(&id).to_owned();
    let units = json::units(&labels)?;
    Ok(Label { id, group, path: path.with_extension("txt"), units, extra: false })
}

/// The articles of `FILE=CHECKOUT`: a file of labels (`data/labels/README.md` has its form) and the folder in which the
/// repository lies that it speaks of.
pub fn in_file(argument: &str) -> Result<Vec<Label>, String> {
    let (file, checkout) = argument.split_once('=').ok_or(format!("{argument}: expected FILE=CHECKOUT"))?;
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let mut labels: Vec<Label> = Vec::new();
    let mut group = None;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let wrong = || format!("{file}:{}: not of the form", number + 1);
        match line.split_once('\t').ok_or_else(wrong)? {
            ("%group", name) => group = Some(name.to_owned()),
            ("@", path) => labels.push(Label {
                id: path.to_owned(),
                group: group.clone().unwrap_or_else(|| path.to_owned()),
                path: Path::new(checkout).join(path),
                units: Vec::new(),
                extra: true,
            }),
            _ => labels.last_mut().ok_or_else(wrong)?.units.push(from_line(line).ok_or_else(wrong)?),
        }
    }
    Ok(labels)
}

/// `START<tab>END<tab>LABEL`.
fn from_line(line: &str) -> Option<Gold> {
    let mut cells = line.split('\t');
    let (start, end) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    let mut letters = cells.next()?.chars();
    let (role, kind) = (letters.next()?, letters.next()?);
    let kind = match (role, kind) {
        ('c', 't') => Kind::Thesis,
        ('c', 'f') => Kind::Fact,
        ('c', 'c') => Kind::Cause,
        ('c', 'p') => Kind::Prediction,
        ('c', 'm') => Kind::Comparison,
        ('c', 'v') => Kind::Value,
        ('c', 'n') => Kind::Concession,
        ('e', 's') => Kind::Statistic,
        ('e', 't') => Kind::Testimony,
        ('e', 'e') => Kind::Event,
        ('e', 'x') => Kind::Example,
        ('e', 'd') => Kind::Document,
        ('k', 'p') => Kind::Policy,
        ('k', 'a') => Kind::Appeal,
        ('o', 'h') => Kind::Heading,
        ('o', 'q') => Kind::Question,
        ('o', 'b') => Kind::Background,
        ('o', 'm') => Kind::Meta,
        _ => return None,
    };
    let more = letters.next();
    let source = match more {
        Some('n') => Some(Attribution::Named),
        Some('l') => Some(Attribution::Linked),
        Some('v') => Some(Attribution::Vague),
        Some('0') => Some(Attribution::None),
        _ => None,
    };
    let supported = more.filter(|sign| matches!(sign, '+' | '-')).map(|sign| sign == '+');
    Some(Gold { span: Span::new(start, end), role: kind.role(), kind: Some(kind), source, supported })
}
