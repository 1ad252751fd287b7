//! An argument as a tree for people: sections, blocks, units with what is known of them, and what bears on them. Names are
//! those of selectors, so that the tree shows what a lint page can ask for.

mod features;
mod values;

use super::{Parsed, Style, clean, paint, shorten};
use crate::model::argument::{Actor, Attribution, Certainty, Kind, Reason, RelationKind, Role, Unit, Voice};
use crate::model::article::BlockKind;
use crate::model::diagnostic::MessageLanguage;
use crate::model::span::Span;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Columns for the text of a unit.
const TEXT_COLUMNS: usize = 60;

/// How many features `--why` shows.
const REASONS: usize = 6;

/// Writes the tree.
pub fn write(style: Style, parsed: &Parsed, out: &mut dyn Write) -> io::Result<()> {
    Tree { color: style.color, parsed, bearing: bearing(parsed) }.write(out)
}

struct Tree<'a> {
    color: bool,
    parsed: &'a Parsed<'a>,
    /// For every unit what bears on it: how, and which unit.
    bearing: Vec<Vec<(RelationKind, usize)>>,
}

fn bearing(parsed: &Parsed) -> Vec<Vec<(RelationKind, usize)>> {
    let mut bearing = vec![Vec::new(); parsed.argument.units.len()];
    for relation in &parsed.argument.relations {
        if let Some(of_unit) = bearing.get_mut(relation.to) {
            of_unit.push((relation.kind, relation.from));
        }
    }
    for of_unit in &mut bearing {
        of_unit.sort_unstable();
    }
    bearing
}

impl Tree<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let argument = self.parsed.argument;
        let path = clean(&self.parsed.article.source.path);
        writeln!(out, "{} ({})", paint(self.color, "1", &path), argument.language.name())?;
        let ids: Vec<usize> = (0..argument.units.len()).collect();
        let sections: Vec<&[usize]> =
            ids.chunk_by(|&left, &right| argument.section_of(left) == argument.section_of(right)).collect();
        for (index, units) in sections.iter().enumerate() {
            self.section(out, units, index + 1 == sections.len())?;
        }
        Ok(())
    }

    fn section(&self, out: &mut dyn Write, units: &[usize], last: bool) -> io::Result<()> {
        let argument = self.parsed.argument;
        let Some(&first) = units.first() else { return Ok(()) };
        let (branch, below) = branches(last);
        let voice = match argument.sections.get(argument.section_of(first)).map(|section| section.voice) {
            Some(Voice::Editor) => " voice=editor",
            _ => "",
        };
        writeln!(out, "{branch}section{voice}")?;
        let blocks: Vec<&[usize]> =
            units.chunk_by(|&left, &right| argument.block_of(left) == argument.block_of(right)).collect();
        for (index, units) in blocks.iter().enumerate() {
            self.block(out, below, units, index + 1 == blocks.len())?;
        }
        Ok(())
    }

    fn block(&self, out: &mut dyn Write, above: &str, units: &[usize], last: bool) -> io::Result<()> {
        let Some(&first) = units.first() else { return Ok(()) };
        let (branch, below) = branches(last);
        let unit = &self.parsed.argument.units[first];
        let place = self.parsed.article.map.map(self.parsed.argument.prose_span(unit.span));
        let line = self.parsed.article.source.range(place).start.line;
        writeln!(out, "{above}{branch}{}, line {line}", self.block_name(self.parsed.argument.block_of(first)))?;
        let above = format!("{above}{below}");
        for (index, &id) in units.iter().enumerate() {
            self.unit(out, &above, id, index + 1 == units.len())?;
        }
        Ok(())
    }

    /// The element that block `index` is, and the container that holds it.
    fn block_name(&self, index: usize) -> String {
        let blocks = &self.parsed.article.blocks;
        let Some(block) = blocks.get(index) else { return "paragraph".to_owned() };
        match block.parent.and_then(|parent| blocks.get(parent)) {
            Some(parent) => format!("{} in {}", element(block.kind), element(parent.kind)),
            None => element(block.kind).to_owned(),
        }
    }

    fn unit(&self, out: &mut dyn Write, above: &str, id: usize, last: bool) -> io::Result<()> {
        let argument = self.parsed.argument;
        let unit = &argument.units[id];
        let (branch, below) = branches(last);
        writeln!(out, "{above}{branch}{}", self.head(id, unit))?;
        let above = format!("{above}{below}  ");
        let text = argument.prose_span(unit.span).of(&self.parsed.article.prose);
        writeln!(out, "{above}{}", shorten(text, TEXT_COLUMNS))?;
        for (kind, label) in [
            (RelationKind::Supports, "supported by"),
            (RelationKind::Attacks, "attacked by"),
            (RelationKind::Restates, "restated by"),
        ] {
            let from: Vec<String> =
                self.bearing[id].iter().filter(|to| to.0 == kind).map(|to| format!("#{}", to.1)).collect();
            if !from.is_empty() {
                writeln!(out, "{above}{}", paint(self.color, "2", &format!("{label} {}", from.join(", "))))?;
            }
        }
        match self.parsed.reasons.and_then(|reasons| reasons.get(id)) {
            Some(reasons) => self.why(out, &above, unit, reasons),
            None => Ok(()),
        }
    }

    /// Number, role, kind, probability and attributes of a unit.
    fn head(&self, id: usize, unit: &Unit) -> String {
        let color = match unit.role {
            Role::Claim => "1;34",
            Role::Evidence => "1;32",
            Role::CallToAction => "1;35",
            Role::Other => "2",
        };
        let role = paint(self.color, color, unit.role.name());
        let mut head =
            format!("#{id} {role} {} {}.{:02}", unit.kind.name(), unit.probability / 100, unit.probability % 100);
        let attributes = [
            ("certainty", unit.certainty.map(Certainty::name)),
            ("source", unit.source.map(Attribution::name)),
            ("actor", unit.actor.map(Actor::name)),
        ];
        for (name, value) in attributes {
            if let Some(value) = value {
                let _ = write!(head, " {name}={value}");
            }
        }
        for (mark, set) in [("dated", unit.dated), ("quoted", unit.quoted), ("thesis", unit.thesis)] {
            if set {
                let _ = write!(head, " {mark}");
            }
        }
        head
    }

    /// The role that came second, by how much it lost, and the features that moved the two apart most.
    fn why(&self, out: &mut dyn Write, above: &str, unit: &Unit, reasons: &[Reason]) -> io::Result<()> {
        if unit.kind == Kind::Heading {
            return writeln!(out, "{above}{}", paint(self.color, "2", "why: it stands in a heading"));
        }
        let Some((second, lead, pulls)) = role_reasons(self.parsed, unit, reasons, REASONS, MessageLanguage::English)
        else {
            return Ok(());
        };
        let head = format!("why: {} {lead} over {}", unit.role.name(), second.name());
        writeln!(out, "{above}{}", paint(self.color, "2", &head))?;
        for (pull, words) in pulls {
            let line = format!("  {pull} {}", clean(&words));
            writeln!(out, "{above}{}", paint(self.color, "2", &line))?;
        }
        Ok(())
    }
}

/// The role that came second, by how much it lost, and the features that moved the two apart most, each with how far and in words.
pub type Second = (Role, String, Vec<(String, String)>);

/// The role that came second for `unit`; of `reasons` the `most` that moved the two apart most, in words of `language`.
pub fn role_reasons(
    parsed: &Parsed,
    unit: &Unit,
    reasons: &[Reason],
    most: usize,
    language: MessageLanguage,
) -> Option<Second> {
    let winner = index_of(unit.role);
    // The first of equals, in the order of definition, as the parser decides.
    let others = (0..Role::ALL.len()).rev().filter(|&role| role != winner);
    let second = others.max_by_key(|&role| unit.scores[role])?;
    let lead = unit.scores[winner].saturating_sub(unit.scores[second]);
    let pull = |reason: &Reason| reason.scores[winner].saturating_sub(reason.scores[second]);
    let mut pulls: Vec<(i32, &str)> = reasons.iter().map(|reason| (pull(reason), &*reason.feature)).collect();
    pulls.retain(|&(pull, _)| pull != 0);
    pulls.sort_by(|left, right| right.0.unsigned_abs().cmp(&left.0.unsigned_abs()).then(left.1.cmp(right.1)));
    let spell = |word: &str| spelt(parsed, unit, word);
    let said =
        pulls.iter().filter_map(|&(pull, feature)| Some((thousandths(pull), features::say(feature, language, spell)?)));
    Some((Role::ALL[second], thousandths(lead), said.take(most).collect()))
}

/// `word`, folded, as the draft spells it in `unit`; the word itself if it is not there as it is.
fn spelt(parsed: &Parsed, unit: &Unit, word: &str) -> String {
    let argument = parsed.argument;
    let found = unit.span.of(&argument.text).find(word).filter(|_| !word.is_empty());
    let span = found.map(|at| Span::new(unit.span.start + at, unit.span.start + at + word.len()));
    let prose = &parsed.article.prose;
    span.map_or_else(|| word.to_owned(), |span| argument.prose_span(span).of(prose).to_owned())
}

/// The lines that lead to a node, and those that pass it by.
fn branches(last: bool) -> (&'static str, &'static str) {
    if last { ("└─ ", "   ") } else { ("├─ ", "│  ") }
}

fn index_of(role: Role) -> usize {
    Role::ALL.iter().position(|&known| known == role).unwrap_or_default()
}

/// A score in units of the odds' logarithm: `+1.24` for 1,240.
fn thousandths(score: i32) -> String {
    let sign = if score < 0 { '-' } else { '+' };
    let hundredths = (score.unsigned_abs() + 5) / 10;
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

fn element(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Row => "row",
        BlockKind::Quote => "quote",
        BlockKind::List => "list",
        BlockKind::Item => "item",
        BlockKind::Table => "table",
        BlockKind::Note => "note",
    }
}
