//! One article on the page: its blocks as they read, and behind each block what was found in it.

use super::labels::{self, Labels};
use super::{escape, finding, inline};
use crate::emit::Parsed;
use crate::model::argument::Role;
use crate::model::article::{Block, BlockKind, Link};
use crate::model::diagnostic::{Diagnostic, Report, Severity};
use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A finding in the article.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Its number in the article, from 1.
    pub number: usize,
    /// Its words: bytes of the prose; empty where it is about something that is not there.
    pub span: Span,
    /// How much it matters.
    pub severity: Severity,
    /// What its unit does.
    pub role: Role,
}

/// An article while it is written.
pub struct Sheet<'a> {
    /// The article and its argument.
    pub parsed: &'a Parsed<'a>,
    /// The fixed words.
    pub labels: &'static Labels,
    /// Its number on the page, which keeps its ids apart.
    pub number: usize,
    /// Units, as bytes of the prose.
    pub units: Vec<Span>,
    /// For every unit whether evidence supports it.
    pub supported: Vec<bool>,
    /// Findings, sorted by start.
    pub found: Vec<Found>,
    /// The unit before which all have begun on the page.
    pub begun: usize,
    diagnostics: &'a [Diagnostic],
    /// Where the pages of lints are, if they can be read from here.
    lints: Option<&'a str>,
    /// Leads from the source to the prose.
    to_prose: OffsetMap,
    /// The numbers of notes by their labels.
    notes: BTreeMap<&'a str, usize>,
    /// The notes that have been called.
    called: BTreeSet<usize>,
}

impl<'a> Sheet<'a> {
    /// The article of `report`, the `number`th of the page, which has the pages of lints below the address `lints`.
    pub fn new(
        parsed: &'a Parsed<'a>,
        report: &'a Report,
        labels: &'static Labels,
        number: usize,
        lints: Option<&'a str>,
    ) -> Self {
        let Parsed { article, argument, .. } = *parsed;
        let to_prose = article.map.inverse();
        let place = |(index, diagnostic): (usize, &Diagnostic)| Found {
            number: index + 1,
            span: to_prose.map(diagnostic.range.byte),
            severity: diagnostic.severity,
            role: role_of(diagnostic, Some(parsed)),
        };
        let found = report.diagnostics.iter().enumerate().map(place).collect();
        let notes = article.notes.iter().enumerate().map(|(index, note)| (&*note.label, index + 1));
        Self {
            parsed,
            labels,
            number,
            units: argument.units.iter().map(|unit| argument.prose_span(unit.span)).collect(),
            supported: argument.supported(),
            found,
            begun: 0,
            diagnostics: &report.diagnostics,
            lints,
            to_prose,
            // Of two notes with one label the first counts, as in Markdown.
            notes: notes.rev().collect(),
            called: BTreeSet::new(),
        }
    }

    /// The units with words in `span`.
    pub fn units_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.units.partition_point(|unit| unit.end <= span.start);
        start..self.units.partition_point(|unit| unit.start < span.end).max(start)
    }

    /// Where `link` leads, if a reader may follow it from the page: never into a script.
    pub fn address(&self, link: &'a Link) -> Option<Cow<'a, str>> {
        if link.footnote {
            let note = self.notes.get(&*link.target)?;
            return Some(Cow::Owned(format!("#a{}-n{note}", self.number)));
        }
        let (scheme, _) = link.target.split_once(':')?;
        let is_safe = ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe));
        is_safe.then(|| Cow::Borrowed(&*link.target))
    }

    /// Appends the mark that calls a note.
    pub fn call_note(&mut self, link: &Link, out: &mut String) {
        if !link.footnote {
            return;
        }
        let label = escape(&link.target);
        let Some(&note) = self.notes.get(&*link.target) else {
            let _ = write!(out, "<sup>[{label}]</sup>");
            return;
        };
        let article = self.number;
        let id = if self.called.insert(note) { format!(" id=\"a{article}-r{note}\"") } else { String::new() };
        let name = escape(self.labels.note);
        let _ = write!(out, "<sup><a{id} href=\"#a{article}-n{note}\" aria-label=\"{name} {label}\">{label}</a></sup>");
    }

    /// Appends the whole article.
    pub fn write(&mut self, out: &mut String) {
        let blocks = &self.parsed.article.blocks;
        let mut open: Vec<usize> = Vec::new();
        let (mut next, mut running) = (0, Vec::new());
        let mut waiting = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            while let Some(&last) = open.last()
                && block.parent != Some(last)
            {
                open.pop();
                self.close(blocks[last].kind, &mut waiting, out);
            }
            if !block.kind.is_leaf() {
                open.push(index);
                self.open(index, block.kind, out);
                continue;
            }
            running.retain(|&index: &usize| self.found[index].span.end > block.span.start);
            let first = next;
            while self.found.get(next).is_some_and(|found| found.span.start <= block.span.end) {
                // What is said of it stands here, so its number must too.
                let span = &mut self.found[next].span;
                *span = Span::new(span.start.max(block.span.start), span.end);
                running.push(next);
                next += 1;
            }
            let is_row = open.last().is_some_and(|&last| blocks[last].kind == BlockKind::Table);
            self.leaf(block, is_row, &running, first..next, &mut waiting, out);
        }
        while let Some(last) = open.pop() {
            self.close(blocks[last].kind, &mut waiting, out);
        }
        let rest: Vec<usize> = (next..self.found.len()).collect();
        if !rest.is_empty() {
            let _ = write!(out, "<div class=\"row\"><p>{}</p>", self.labels.elsewhere);
            // They have no words to lead to, so their numbers stand here.
            self.findings(&rest, false, out);
            out.push_str("</div>\n");
        }
    }

    fn open(&self, index: usize, kind: BlockKind, out: &mut String) {
        match kind {
            BlockKind::Quote => out.push_str("<blockquote>\n"),
            BlockKind::List => out.push_str("<ul>\n"),
            BlockKind::Item => out.push_str("<li>"),
            BlockKind::Table => out.push_str("<div class=\"row\"><table><tbody>\n"),
            _ => {
                let notes = &self.parsed.article.notes;
                let article = self.number;
                let place = notes.binary_search_by_key(&index, |note| note.block).ok();
                let Some((number, note)) = place.map(|place| (place + 1, &notes[place])) else {
                    out.push_str("<div class=\"note\"><span></span><div>");
                    return;
                };
                let label = escape(&note.label);
                let is_called = self.called.contains(&number);
                let _ = write!(out, "<div class=\"note\" role=\"note\" id=\"a{article}-n{number}\">");
                let (name, back) = (self.labels.note, self.labels.bracket(self.labels.to_text));
                let _ = if is_called {
                    write!(
                        out,
                        "<a href=\"#a{article}-r{number}\" aria-label=\"{name} {label}{back}\">{label}</a><div>"
                    )
                } else {
                    write!(out, "<span>{label}</span><div>")
                };
            }
        }
    }

    fn close(&self, kind: BlockKind, waiting: &mut Vec<usize>, out: &mut String) {
        match kind {
            BlockKind::Quote => out.push_str("</blockquote>\n"),
            BlockKind::List => out.push_str("</ul>\n"),
            BlockKind::Item => out.push_str("</li>\n"),
            BlockKind::Table => {
                out.push_str("</tbody></table>");
                self.findings(&std::mem::take(waiting), true, out);
                out.push_str("</div>\n");
            }
            _ => out.push_str("</div></div>\n"),
        }
    }

    /// Appends a leaf and, beside it, the findings that begin in it (`own`). In a table they are put to those `waiting` for its end.
    fn leaf(
        &mut self,
        block: &Block,
        is_row: bool,
        running: &[usize],
        own: std::ops::Range<usize>,
        waiting: &mut Vec<usize>,
        out: &mut String,
    ) {
        if is_row {
            out.push_str("<tr>");
            let mut start = block.span.start;
            let ends =
                block.span.of(&self.parsed.article.prose).match_indices('\t').map(|(at, _)| block.span.start + at);
            let ends: Vec<usize> = ends.chain([block.span.end]).collect();
            for end in ends {
                out.push_str("<td>");
                let cell = Span::new(start, end);
                let inside: Vec<usize> = running.iter().copied().filter(|&index| self.touches(index, cell)).collect();
                inline::write(self, cell, &inside, out);
                out.push_str("</td>");
                start = end + 1;
            }
            out.push_str("</tr>\n");
            waiting.extend(own);
            return;
        }
        let element = match block.kind {
            BlockKind::Heading(level) => ["h3", "h4", "h5", "h6"][usize::from(level.clamp(1, 4)) - 1],
            _ => "p",
        };
        let own: Vec<usize> = own.collect();
        if !own.is_empty() {
            out.push_str("<div class=\"row\">");
        }
        let _ = write!(out, "<{element}>");
        inline::write(self, block.span, running, out);
        let _ = write!(out, "</{element}>");
        if !own.is_empty() {
            self.findings(&own, true, out);
            out.push_str("</div>");
        }
        out.push('\n');
    }

    /// Whether finding `index` has words in `cell`, or its place there.
    fn touches(&self, index: usize, cell: Span) -> bool {
        let span = self.found[index].span;
        span.overlaps(cell) || (span.is_empty() && cell.start <= span.start && span.start <= cell.end)
    }

    /// Appends the findings `which`; those that have a number in the text lead back to it.
    fn findings(&self, which: &[usize], in_text: bool, out: &mut String) {
        if which.is_empty() {
            return;
        }
        finding::open(self.labels, out);
        for &index in which {
            let (found, diagnostic) = (self.found[index], &self.diagnostics[index]);
            let place = finding::Place { article: self.number, number: found.number, role: found.role, in_text };
            finding::write(diagnostic, place, self.labels, self.lints, |span| self.unit_at(span), out);
        }
        finding::close(out);
    }

    /// The unit that holds the first of the source's bytes `span`.
    fn unit_at(&self, span: Span) -> Option<usize> {
        let at = self.to_prose.map(span).start;
        let id = self.units.partition_point(|unit| unit.end <= at);
        self.units.get(id).filter(|unit| unit.start <= at).map(|_| id)
    }
}

/// What the unit of `diagnostic` does.
pub fn role_of(diagnostic: &Diagnostic, parsed: Option<&Parsed>) -> Role {
    let unit = diagnostic.unit.and_then(|id| parsed?.argument.units.get(id));
    unit.map_or(Role::Other, |unit| unit.role)
}

/// Appends the claims that no evidence supports, each leading to its words; nothing where there are none.
pub fn write_bare(sheet: &Sheet, out: &mut String) {
    let units = &sheet.parsed.argument.units;
    let bare: Vec<usize> =
        (0..units.len()).filter(|&id| units[id].role == Role::Claim && !sheet.supported[id]).collect();
    if bare.is_empty() {
        return;
    }
    let Labels { bare: title, .. } = sheet.labels;
    let _ = writeln!(out, "<h4>{title}{}</h4>", sheet.labels.bracket(&bare.len().to_string()));
    let language = labels::tag(sheet.parsed.argument.language);
    let _ = writeln!(out, "<ol class=\"bare\" lang=\"{language}\">");
    for id in bare {
        let text = escape(sheet.units[id].of(&sheet.parsed.article.prose).trim());
        let _ = writeln!(out, "<li><a href=\"#a{}-u{id}\">{text}</a></li>", sheet.number);
    }
    out.push_str("</ol>\n");
}
