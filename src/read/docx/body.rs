//! The paragraphs of a part: what `w:p`, `w:r`, `w:t`, tables, fields and tracked changes mean.
//!
//! Tracked changes count as accepted: what is deleted or moved away is gone, what is inserted or moved here stays.

use super::archive::Part;
use super::paragraph::{Cell, Item, Paragraph};
use super::related::Related;
use super::xml::{Step, Tag, walk};
use crate::model::span::Span;
use crate::read::ReadError;

/// The most paragraphs, and the most pieces of them, that a part may have.
const MOST_PARAGRAPHS: usize = 200_000;
const MOST_ITEMS: usize = 500_000;

/// A note of a part of notes.
pub struct Note {
    /// The label by which marks refer to it.
    pub label: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// The label of the note `id` of `part`.
fn label(part: Part, id: &str) -> String {
    if part == Part::Endnotes { format!("e{id}") } else { id.to_owned() }
}

/// The paragraphs of the document `xml`.
pub fn paragraphs(xml: &str, related: &Related) -> Result<Vec<Paragraph>, ReadError> {
    let mut walker = Walker::new(Part::Document, related);
    walk(Part::Document, xml, |step, at| walker.step(step, at))?;
    Ok(walker.found)
}

/// The notes of the part `xml`; the lines between text and notes are left out.
pub fn notes(part: Part, xml: &str, related: &Related) -> Result<Vec<Note>, ReadError> {
    let mut walker = Walker::new(part, related);
    let mut notes = Vec::new();
    let mut open = None;
    walk(part, xml, |step, at| {
        match &step {
            Step::Start(tag) if matches!(tag.name(), "footnote" | "endnote") => {
                let is_note = tag.value("type").is_none_or(|kind| kind == "normal");
                open = tag.value("id").filter(|_| is_note);
                walker.found.clear();
            }
            Step::End(name) if matches!(&**name, "footnote" | "endnote") => {
                let paragraphs = std::mem::take(&mut walker.found);
                notes.extend(open.take().map(|id: String| Note { label: label(part, &id), paragraphs }));
            }
            _ => {}
        }
        walker.step(step, at)
    })?;
    Ok(notes)
}

/// A field (`w:fldChar`): first what it does, then its result.
struct Field {
    instruction: String,
    in_result: bool,
    is_link: bool,
}

/// A run.
struct Run {
    start: usize,
    /// How many pieces the paragraph had before it.
    before: usize,
    is_hidden: bool,
}

/// A `w:t`.
struct Text {
    keeps_blanks: bool,
    /// How many pieces the paragraph had before it.
    before: usize,
}

/// Whose properties are open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Nobody's, or those of a run.
    Content,
    /// A paragraph's.
    Paragraph,
    /// Those of the mark that ends a paragraph.
    Mark,
    /// Those of a row.
    Row,
}

struct Walker<'a> {
    part: Part,
    related: &'a Related,
    found: Vec<Paragraph>,
    items: usize,
    /// How many elements are open from the outermost that is left out on inwards.
    skipped: usize,
    open: Option<Paragraph>,
    run: Option<Run>,
    text: Option<Text>,
    fields: Vec<Field>,
    /// Whether `w:instrText` is open.
    in_instruction: bool,
    place: Place,
    /// How many tables are open, and where in the outermost the walk is.
    tables: usize,
    cell: Cell,
    /// How many paragraphs there were before the open row, and whether a tracked change deletes it.
    row: (usize, bool),
}

impl<'a> Walker<'a> {
    fn new(part: Part, related: &'a Related) -> Self {
        Self {
            part,
            related,
            found: Vec::new(),
            items: 0,
            skipped: 0,
            open: None,
            run: None,
            text: None,
            fields: Vec::new(),
            in_instruction: false,
            place: Place::Content,
            tables: 0,
            cell: Cell { table: 0, row: 0, number: 0 },
            row: (0, false),
        }
    }

    fn step(&mut self, step: Step, at: Span) -> Result<(), ReadError> {
        match step {
            Step::Start(_) if self.skipped > 0 => self.skipped += 1,
            Step::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Step::Start(tag) => self.start(&tag, at),
            Step::End(name) => self.end(&name, at),
            Step::Text(text) => self.characters(text, at, true),
            Step::Reference(text) => self.characters(&text, at, false),
        }
        if self.items > MOST_ITEMS || self.found.len() > MOST_PARAGRAPHS { Err(self.part.bomb()) } else { Ok(()) }
    }

    fn start(&mut self, tag: &Tag, at: Span) {
        match tag.name() {
            "del" | "moveFrom" => self.deletion(),
            // Text boxes and pictures, what other programs may show instead, and how things were before a tracked change.
            "txbxContent" | "drawing" | "pict" | "object" | "Fallback" | "oMath" | "oMathPara" | "rt" | "sdtPr"
            | "sectPr" | "pPrChange" | "rPrChange" | "trPrChange" | "tcPrChange" | "tblPrChange" | "sectPrChange"
            | "delText" | "delInstrText" => self.skipped = 1,
            "p" => self.begin(at),
            "pPr" => self.place = Place::Paragraph,
            "rPr" if self.place == Place::Paragraph => self.place = Place::Mark,
            "tbl" => self.open_table(),
            "tr" if self.tables == 1 => {
                self.cell.row += 1;
                self.cell.number = 0;
                self.row = (self.found.len(), false);
            }
            "trPr" => self.place = Place::Row,
            "tc" if self.tables == 1 => self.cell.number += 1,
            "r" => {
                let before = self.open.as_ref().map_or(0, |open| open.items.len());
                self.run = Some(Run { start: at.start, before, is_hidden: false });
            }
            "t" if self.run.is_some() => {
                let before = self.open.as_ref().map_or(0, |open| open.items.len());
                self.text =
                    Some(Text { keeps_blanks: tag.value("space").is_some_and(|space| space == "preserve"), before });
            }
            "instrText" => self.in_instruction = true,
            "fldSimple" => {
                self.fields.push(Field {
                    instruction: tag.value("instr").unwrap_or_default(),
                    in_result: false,
                    is_link: false,
                });
                self.result();
            }
            "fldChar" => self.field(&tag.value("fldCharType").unwrap_or_default()),
            "hyperlink" => {
                let target = tag.value("id").and_then(|id| self.related.link(&id).map(str::to_owned));
                self.item(target.map_or(Item::LinkEnd, Item::Link));
            }
            _ if matches!(self.place, Place::Paragraph | Place::Mark) => self.property(tag),
            _ => self.in_run(tag, at),
        }
    }

    /// What stands in a run beside text.
    fn in_run(&mut self, tag: &Tag, at: Span) {
        let Some(run) = &mut self.run else { return };
        match tag.name() {
            "vanish" | "strike" | "dstrike" if tag.is_on() => run.is_hidden = true,
            "tab" | "ptab" => self.character("\t", at),
            "br" if tag.value("type").is_none_or(|kind| kind == "textWrapping") => self.character("\n", at),
            "cr" => self.character("\n", at),
            "noBreakHyphen" => self.character("\u{2011}", at),
            "footnoteReference" | "endnoteReference" => {
                let part = if tag.name() == "endnoteReference" { Part::Endnotes } else { Part::Footnotes };
                if let Some(id) = tag.value("id") {
                    self.item(Item::Note { label: label(part, &id), xml: at });
                }
            }
            _ => {}
        }
    }

    /// What stands in the properties of a paragraph.
    fn property(&mut self, tag: &Tag) {
        let Some(open) = &mut self.open else { return };
        let value = || tag.value("val").unwrap_or_default();
        match tag.name() {
            "pStyle" => open.style = Some(value()),
            "outlineLvl" => open.outline = value().parse().ok(),
            "ilvl" => open.list.get_or_insert_default().1 = value().parse().unwrap_or(0),
            "numId" => open.list.get_or_insert_default().0 = Some(value()).filter(|id| id != "0").unwrap_or_default(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, at: Span) {
        match name {
            "p" => self.finish(at.end),
            "pPr" | "trPr" => self.place = Place::Content,
            "rPr" if self.place == Place::Mark => self.place = Place::Paragraph,
            "tbl" => self.tables = self.tables.saturating_sub(1),
            "tr" if self.tables == 1 && self.row.1 => self.found.truncate(self.row.0),
            "r" => self.end_run(at.end),
            "t" => self.end_text(),
            "instrText" => self.in_instruction = false,
            "fldSimple" => self.end_field(),
            "hyperlink" => self.item(Item::LinkEnd),
            _ => {}
        }
    }

    /// Takes `w:del` or `w:moveFrom`, which stand around what is deleted, or say so in properties.
    fn deletion(&mut self) {
        if self.place == Place::Row {
            self.row.1 = true;
        } else if self.place == Place::Mark
            && let Some(open) = &mut self.open
        {
            open.goes_on = true;
        }
        self.skipped = 1;
    }

    fn begin(&mut self, at: Span) {
        // One inside another is in no format that is known; nothing of the outer is lost.
        self.finish(at.start);
        let cell = (self.tables > 0).then_some(self.cell);
        self.open = Some(Paragraph { xml: Span::new(at.start, at.start), cell, ..Paragraph::default() });
    }

    fn finish(&mut self, end: usize) {
        self.run = None;
        self.text = None;
        self.place = Place::Content;
        if let Some(mut open) = self.open.take() {
            open.xml.end = end;
            self.found.push(open);
        }
    }

    fn open_table(&mut self) {
        if self.tables == 0 {
            self.cell = Cell { table: self.cell.table + 1, row: 0, number: 0 };
        }
        self.tables += 1;
    }

    fn item(&mut self, item: Item) {
        if let Some(open) = &mut self.open {
            open.items.push(item);
            self.items += 1;
        }
    }

    /// Whether what comes now is neither seen nor read: hidden, struck out, or what a field does.
    fn is_unseen(&self) -> bool {
        self.run.as_ref().is_none_or(|run| run.is_hidden) || self.fields.iter().any(|field| !field.in_result)
    }

    /// Adds the character that an element stands for.
    fn character(&mut self, text: &str, at: Span) {
        if let Some(start) = self.run.as_ref().filter(|_| !self.is_unseen()).map(|run| run.start) {
            self.item(Item::Text { text: text.to_owned(), xml: at, run: Span::new(start, start) });
        }
    }

    /// Takes text between tags; `as_written` if it stands so in the part.
    fn characters(&mut self, text: &str, at: Span, as_written: bool) {
        if self.in_instruction {
            if let Some(field) = self.fields.last_mut() {
                field.instruction.push_str(text);
            }
            return;
        }
        let Some(within) = self.text.as_ref().filter(|_| !self.is_unseen()) else { return };
        let is_first = self.open.as_ref().is_some_and(|open| open.items.len() == within.before);
        let mut at = at;
        let mut text = text;
        if as_written && is_first && !within.keeps_blanks {
            let bare = text.trim_ascii_start();
            at.start += text.len() - bare.len();
            text = bare;
        }
        if !text.is_empty() {
            // Line ends and tabs of the file are blanks; elements stand for real ones.
            self.character(&text.replace(['\n', '\r', '\t'], " "), at);
        }
    }

    fn end_text(&mut self) {
        let (Some(text), Some(open)) = (self.text.take(), &mut self.open) else { return };
        if text.keeps_blanks || open.items.len() == text.before {
            return;
        }
        if let Some(Item::Text { text, xml, .. }) = open.items.last_mut()
            && text.len() == xml.len()
        {
            text.truncate(text.trim_ascii_end().len());
            xml.end = xml.start + text.len();
        }
    }

    fn end_run(&mut self, end: usize) {
        let (Some(run), Some(open)) = (self.run.take(), &mut self.open) else { return };
        for item in open.items.iter_mut().skip(run.before) {
            if let Item::Text { run, .. } = item {
                run.end = end;
            }
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.fields.push(Field { instruction: String::new(), in_result: false, is_link: false });
            }
            "separate" => self.result(),
            "end" => self.end_field(),
            _ => {}
        }
    }

    /// The result of the innermost field begins.
    fn result(&mut self) {
        let Some(field) = self.fields.last_mut() else { return };
        field.in_result = true;
        if let Some(address) = address(&field.instruction) {
            field.is_link = true;
            self.item(Item::Link(address));
        }
    }

    fn end_field(&mut self) {
        if self.fields.pop().is_some_and(|field| field.is_link) {
            self.item(Item::LinkEnd);
        }
    }
}

/// The address in the instruction of a field that is a link.
fn address(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next(),
    };
    // A switch leads to a place in the document itself.
    address.filter(|address| !address.is_empty() && !address.starts_with('\\')).map(str::to_owned)
}
