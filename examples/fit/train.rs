//! From a corpus to the text of the three files of weights.

use crate::answers::{Answered, Learned, Seams};
use crate::corpus::{Corpus, Labelled, Names};
use crate::optimise::{Example, fit};
use crate::score::{Held, margins};
use lunju::model::argument::{Kind, Role};
use lunju::pack::weights::Decides;
use lunju::parse::Models;
use rayon::prelude::*;
use std::fmt::Write as _;

/// A sequence of characters or words that fewer writers use is no feature: it could be read back out of the weights.
const LEAST_GROUPS: usize = 3;
/// The same for the model of kinds, which has more classes and less need of rare words.
const LEAST_GROUPS_FOR_KINDS: usize = 8;
/// The quadratic penalties on weights, by family of feature, all chosen by cross-validation.
pub struct Penalties {
    /// Character and word sequences.
    grams: f64,
    /// The unit's own named features, which carry far larger values, and those of its neighbours.
    own: f64,
    neighbours: f64,
    /// Pairs of characters around a boundary, and the characters next to it.
    pairs: f64,
    edges: f64,
    /// What is known of a unit once roles are.
    answers: f64,
}

/// Of the models of roles, kinds and cuts.
const PENALTIES: Penalties =
    Penalties { grams: 10.0, own: 60.0, neighbours: 440.0, pairs: 110.0, edges: 28.0, answers: 60.0 };
/// Of the model of seams.
const SEAM_PENALTIES: Penalties = Penalties { own: 10.0, ..PENALTIES };
/// Of the model of sources.
pub const SOURCE_PENALTIES: Penalties =
    Penalties { grams: 20.0, own: 40.0, neighbours: 440.0, answers: 10.0, ..PENALTIES };
/// Of the model of support, which gains nothing from sequences.
pub const SUPPORT_PENALTIES: Penalties = Penalties { own: 100.0, neighbours: 1000.0, answers: 20.0, ..PENALTIES };

impl Penalties {
    /// The penalty on the weights of the feature called `name`.
    fn of(&self, name: &str) -> f64 {
        let family = name.find([':', '=']).map_or(name, |end| &name[..=end]);
        match family {
            _ if name.starts_with(['<', '>']) => self.neighbours,
            "c:" | "w:" => self.grams,
            "opens:" | "ends:" => self.edges,
            "before:" | "behind:" => self.pairs,
            _ if ANSWERS.iter().any(|start| name.starts_with(start)) => self.answers,
            _ => self.own,
        }
    }
}

/// What names of features begin with that say something of sources and support.
const ANSWERS: [&str; 13] = [
    "verdict=",
    "kind=",
    "source-",
    "party=",
    "paragraph",
    "suggested=",
    "evidence",
    "claims=",
    "article-evidence=",
    "near-",
    "near+",
    "between=",
    "shares-",
];

/// How much more a cut counts than a boundary that is none: cuts are rare.
const CUT: f64 = 2.0;
/// The same where two parts with different roles meet.
const SEAM: f64 = 6.0;

/// Which groups a fit may see.
pub type Filter<'a> = &'a (dyn Fn(usize) -> bool + Sync);

/// How many folds the models that build on other models' answers are fitted over: what they learn from must be answers on
/// articles that those have not seen.
const INNER: usize = 3;

/// The files of weights, by what they decide.
pub struct Texts(Vec<String>);

impl Texts {
    /// The models, packed.
    pub fn models(&self) -> Result<Models, String> {
        Models::from_texts(|decides| self.0.get(decides as usize).map(String::as_str))
    }
}

/// The models that learn from the labels alone.
struct Base {
    roles: String,
    kinds: String,
    cuts: String,
}

impl Base {
    fn fit(corpus: &Corpus, keep: Filter, margins: &str) -> Result<Self, String> {
        let units = || corpus.units.iter().filter(|unit| keep(unit.group));
        let roles: Vec<Row> = units()
            .filter_map(|unit| {
                Some(Row::new(&unit.features, Role::ALL.iter().position(|&role| role == unit.role)?, unit.group))
            })
            .collect();
        let kinds: Vec<Row> = units()
            .filter_map(|unit| {
                Some(Row::new(&unit.features, Kind::ALL.iter().position(|&kind| Some(kind) == unit.kind)?, unit.group))
            })
            .collect();
        let boundaries = corpus.boundaries.iter().filter(|at| keep(at.group));
        let cuts: Vec<Row> = boundaries.map(|at| Row::new(&at.features, usize::from(!at.is_cut), at.group)).collect();
        let problem = |names, classes, least, balance, trim| Problem {
            names,
            classes,
            least,
            balance,
            penalties: &PENALTIES,
            trim,
        };
        let role_names = Role::ALL.iter().map(|role| role.name()).collect();
        let kind_names = Kind::ALL.iter().map(|kind| kind.name()).collect();
        Ok(Self {
            roles: problem(&corpus.names, role_names, LEAST_GROUPS, Balance::Power(0.5), 18).solve(&roles, margins)?,
            kinds: problem(&corpus.names, kind_names, LEAST_GROUPS_FOR_KINDS, Balance::Power(0.3), 55)
                .solve(&kinds, "")?,
            cuts: problem(&corpus.cut_names, vec!["cut", "keep"], LEAST_GROUPS, Balance::First(CUT), 16)
                .solve(&cuts, "")?,
        })
    }

    /// The models, with `joins` if that is fitted already.
    fn models(&self, joins: Option<&str>) -> Result<Models, String> {
        Models::from_texts(|decides| match decides {
            Decides::Roles => Some(&self.roles),
            Decides::Kinds => Some(&self.kinds),
            Decides::Cuts => Some(&self.cuts),
            Decides::Joins => joins,
            Decides::Sources | Decides::Supports => None,
        })
    }
}

/// Fits all models on the groups that `keep` lets through. `margins` go into the file of roles.
pub fn texts(corpus: &Corpus, keep: Filter, margins: &str) -> Result<Texts, String> {
    // The last is the fit on everything.
    let fits: Vec<Base> = (0..=INNER)
        .into_par_iter()
        .map(|fold| Base::fit(corpus, &|group| keep(group) && (fold == INNER || group / 5 % INNER != fold), margins))
        .collect::<Result<_, String>>()?;
    let models = |joins| fits[..INNER].iter().map(|base| base.models(joins)).collect::<Result<Vec<Models>, _>>();
    let articles = || corpus.articles.iter().filter(|article| keep(article.group));
    let inner = models(None)?;
    let unseen: Vec<(&Labelled, &Models)> =
        articles().map(|article| (article, &inner[article.group / 5 % INNER])).collect();
    let seams = Seams::gather(corpus, &unseen);
    let rows: Vec<Row> = seams.rows.iter().map(Learned::row).collect();
    let problem = Problem {
        names: &seams.names,
        classes: vec!["cut", "keep"],
        least: 1,
        balance: Balance::First(SEAM),
        penalties: &SEAM_PENALTIES,
        trim: 0,
    };
    let joins = problem.solve(&rows, "")?;
    let inner = models(Some(&joins))?;
    let joined: Vec<(&Labelled, &Models)> =
        articles().map(|article| (article, &inner[article.group / 5 % INNER])).collect();
    let answers = Answered::gather(corpus, &joined);
    let [sources, supports] = answers.texts()?;
    let Some(Base { roles, kinds, cuts }) = fits.into_iter().next_back() else { return Err("no fold".to_owned()) };
    Ok(Texts(vec![roles, kinds, cuts, joins, sources, supports]))
}

/// Something to learn from.
pub struct Row<'a> {
    features: &'a [(u32, i32)],
    class: usize,
    group: usize,
}

impl<'a> Row<'a> {
    pub fn new(features: &'a [(u32, i32)], class: usize, group: usize) -> Self {
        Self { features, class, group }
    }
}

/// How much a row counts.
pub enum Balance {
    /// By its class's rarity to this power. 0: every row counts the same; 1: every class counts the same.
    Power(f64),
    /// Rows of the first class count this much, others 1.
    First(f64),
}

/// One regression.
pub struct Problem<'a> {
    /// The names of its features.
    pub names: &'a Names,
    /// The names of its classes.
    pub classes: Vec<&'a str>,
    /// In how many groups a feature must occur.
    pub least: usize,
    /// How much rows count.
    pub balance: Balance,
    /// The penalties on weights.
    pub penalties: &'a Penalties,
    /// A feature none of whose weights is above this many thousandths is left out: all files together are to stay below a
    /// megabyte, packed, and what such features add does not change one answer in a hundred.
    pub trim: u16,
}

impl Problem<'_> {
    /// The file of weights that fit `rows` best.
    pub fn solve(&self, rows: &[Row], margins: &str) -> Result<String, String> {
        let seen = self.groups(rows);
        let mut numbers = vec![None; seen.len()];
        let mut kept = Vec::new();
        for (feature, name) in self.names.names.iter().enumerate() {
            if seen[feature] >= self.least {
                numbers[feature] = Some(kept.len() as u32);
                kept.push(name);
            }
        }
        let known: Vec<Vec<(u32, f32)>> = rows
            .iter()
            .map(|row| {
                let known = |&(feature, value): &(u32, i32)| Some((numbers[feature as usize]?, value as f32 / 256.0));
                row.features.iter().filter_map(known).collect()
            })
            .collect();
        let weights = self.weights(rows);
        let examples: Vec<Example> = rows
            .iter()
            .zip(&known)
            .map(|(row, features)| Example { features, class: row.class, weight: weights[row.class] })
            .collect();
        let penalties: Vec<f64> = kept.iter().map(|name| self.penalties.of(name)).collect();
        let weights = fit(&examples, self.classes.len(), &penalties)?;
        Ok(self.text(&kept, &weights, margins))
    }

    /// How much a row of each class counts.
    fn weights(&self, rows: &[Row]) -> Vec<f64> {
        let mut counts = vec![0_usize; self.classes.len()];
        for row in rows {
            counts[row.class] += 1;
        }
        let even = rows.len() as f64 / counts.len() as f64;
        let weight = |(class, &count): (usize, &usize)| match self.balance {
            Balance::Power(power) => (even / count.max(1) as f64).powf(power),
            Balance::First(weight) => {
                if class == 0 {
                    weight
                } else {
                    1.0
                }
            }
        };
        counts.iter().enumerate().map(weight).collect()
    }

    /// The file: sorted, one feature a line, weights in thousandths; features of little weight are left out.
    fn text(&self, names: &[&String], weights: &[f64], margins: &str) -> String {
        let classes = &self.classes;
        let mut lines: Vec<String> = Vec::new();
        for (name, row) in names.iter().zip(weights.chunks_exact(classes.len())) {
            let row: Vec<i16> =
                row.iter().map(|weight| (weight * 1000.0).round().clamp(-32000.0, 32000.0) as i16).collect();
            if row.iter().any(|weight| weight.unsigned_abs() > self.trim) {
                let cells: Vec<String> = row.iter().map(i16::to_string).collect();
                lines.push(format!("{name}\t{}", cells.join("\t")));
            }
        }
        lines.sort();
        let mut text =
            String::from("# Fitted by the `fit` example. A feature, then its weight for each class in thousandths.\n");
        let _ = writeln!(text, "%classes\t{}", classes.join("\t"));
        text.push_str(margins);
        for line in lines {
            let _ = writeln!(text, "{line}");
        }
        text
    }

    /// In how many groups each feature occurs.
    fn groups(&self, rows: &[Row]) -> Vec<usize> {
        let mut seen: Vec<Vec<usize>> = vec![Vec::new(); self.names.names.len()];
        for row in rows {
            for &(feature, _) in row.features {
                let groups = &mut seen[feature as usize];
                if groups.len() < self.least && !groups.contains(&row.group) {
                    groups.push(row.group);
                }
            }
        }
        seen.iter().map(Vec::len).collect()
    }
}

/// Fits on everything and writes the files; the margins come from the cross-validation `held`.
pub fn write(corpus: &Corpus, held: &[Held]) -> Result<(), String> {
    let margins = margins(held);
    let texts = texts(corpus, &|_| true, &margins)?;
    for (decides, text) in Decides::ALL.iter().zip(&texts.0) {
        let path = format!("lints/roles/{}", decides.file());
        std::fs::write(&path, text).map_err(|error| format!("{path}: {error}"))?;
        println!("{path}: {} lines, {} bytes", text.lines().count(), text.len());
    }
    Ok(())
}
