//! Marks of comments put into a document. A mark stands between runs, so a run that it falls into is split in two of the same look.

use super::AnnotateError;
use super::comments::Dialect;
use super::xml::{Step, Tag, walk};
use crate::model::span::Span;

mod run;

use run::{Cut, Run};

/// The order of what is put in one place: comments end before others begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    End,
    Reference,
    Start,
    /// Bytes of the document that are written anew.
    Instead,
}

/// A change of the document: `text` in the place of the bytes `at`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edit {
    at: Span,
    turn: Turn,
    text: String,
}

/// A mark of the comment `id`, to be put at byte `at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    at: usize,
    turn: Turn,
    id: u32,
    /// Whether an end is followed by the reference, which makes the comment one.
    refers: bool,
}

impl Mark {
    fn xml(self, dialect: &Dialect) -> String {
        let Dialect { prefix: p, declaration: d, .. } = dialect;
        let id = self.id;
        // As small as Word makes it, so that no line grows higher; a style for it need not be there.
        let reference = || {
            let small = format!("<{p}rPr><{p}sz {p}val=\"16\"/><{p}szCs {p}val=\"16\"/></{p}rPr>");
            format!("<{p}r{d}>{small}<{p}commentReference {p}id=\"{id}\"/></{p}r>")
        };
        match self.turn {
            Turn::Start => format!("<{p}commentRangeStart{d} {p}id=\"{id}\"/>"),
            Turn::End => {
                let reference = if self.refers { reference() } else { String::new() };
                format!("<{p}commentRangeEnd{d} {p}id=\"{id}\"/>{reference}")
            }
            Turn::Reference => reference(),
            Turn::Instead => String::new(),
        }
    }
}

/// What an element is to marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It begins anew what a mark may stand in.
    Paragraph,
    /// A mark may stand in it, beside runs.
    Open,
    /// The same, but it is a tracked change, and a comment that began with it would go away with it.
    Change,
    Run,
    Text,
    Properties,
    /// No mark may stand in it, only before or behind it.
    Closed,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "p" => Self::Paragraph,
            "hyperlink" | "fldSimple" | "smartTag" | "customXml" | "sdt" | "sdtContent" | "dir" | "bdo" => Self::Open,
            "ins" | "moveTo" => Self::Change,
            "r" => Self::Run,
            "t" => Self::Text,
            "rPr" => Self::Properties,
            _ => Self::Closed,
        }
    }
}

/// An open element.
struct Frame {
    kind: Kind,
    tag: Span,
    /// Marks that have to wait for its end.
    waiting: Vec<Mark>,
    run: Option<Run>,
}

struct Splicer<'a> {
    xml: &'a str,
    dialect: &'a Dialect,
    frames: Vec<Frame>,
    /// What is to be put in, the nearest last.
    starts: Vec<Mark>,
    ends: Vec<Mark>,
    edits: Vec<Edit>,
}

/// The document `xml`, the part called `name`, with marks around the bytes of each comment of `comments` (id and bytes). The bytes begin
/// and end inside the text of a run, or with an element of one.
pub fn splice(name: &str, xml: &str, dialect: &Dialect, comments: &[(u32, Span)]) -> Result<String, AnnotateError> {
    let sorted = |turn: Turn, at: fn(&Span) -> usize| {
        let mut marks: Vec<Mark> =
            comments.iter().map(|(id, span)| Mark { at: at(span), turn, id: *id, refers: true }).collect();
        marks.sort_by(|left, right| right.cmp(left));
        marks
    };
    let (starts, ends) = (sorted(Turn::Start, |span| span.start), sorted(Turn::End, |span| span.end));
    let mut splicer = Splicer { xml, dialect, frames: Vec::new(), starts, ends, edits: Vec::new() };
    walk(name, xml, |step, at| splicer.step(step, at))?;
    splicer.edits.sort();
    let mut whole = String::with_capacity(xml.len() * 5 / 4);
    let mut done = 0;
    for Edit { at, text, .. } in splicer.edits {
        whole += xml.get(done..at.start).unwrap_or_default();
        whole += &text;
        done = at.end;
    }
    Ok(whole + xml.get(done..).unwrap_or_default())
}

impl Splicer<'_> {
    fn step(&mut self, step: Step, at: Span) {
        match step {
            Step::Start(tag) => {
                self.start(&tag, at);
                self.marks(at, false);
            }
            Step::End => {
                self.marks(at, false);
                self.end(at);
            }
            Step::Between => self.marks(at, true),
        }
    }

    fn start(&mut self, tag: &Tag, at: Span) {
        let kind = Kind::of(tag.name());
        if let Some(run) = self.frames.last_mut().and_then(|frame| frame.run.as_mut()) {
            run.begin(kind, at, tag.value("space").is_some_and(|space| space == "preserve"));
        }
        let run = (kind == Kind::Run).then(|| Run::new(at));
        self.frames.push(Frame { kind, tag: at, waiting: Vec::new(), run });
    }

    fn end(&mut self, at: Span) {
        let Some(Frame { kind, waiting, run, tag }) = self.frames.pop() else { return };
        if let Some(run) = run {
            run.split(self.xml, self.dialect, at, &mut self.edits);
        }
        let parent = self.frames.last_mut().and_then(|frame| frame.run.as_mut());
        match parent {
            Some(parent) => {
                parent.end(kind, Span::new(tag.start, at.end), at.start);
                let ends = waiting.into_iter().map(|mark| Mark { at: at.end, ..mark });
                parent.cuts.extend(ends.map(|mark| Cut { mark, text: None }));
            }
            None => {
                for mark in waiting {
                    self.put(Mark { at: at.end, ..mark });
                }
            }
        }
    }

    /// Finds a place for the marks whose byte lies in `at`, what stands between two tags (`is_text`) or is a tag.
    fn marks(&mut self, at: Span, is_text: bool) {
        while let Some(mark) = self.starts.pop_if(|mark| mark.at < at.end) {
            self.mark(mark, at, is_text);
        }
        while let Some(mark) = self.ends.pop_if(|mark| mark.at <= at.end) {
            self.mark(mark, at, is_text);
        }
    }

    fn mark(&mut self, mut mark: Mark, at: Span, is_text: bool) {
        let is_end = mark.turn == Turn::End;
        let paragraph = self.frames.iter().rposition(|frame| frame.kind == Kind::Paragraph);
        let first = paragraph.map_or(0, |index| index + 1);
        let inner = self.frames.iter().skip(first);
        let depth = first + inner.take_while(|frame| matches!(frame.kind, Kind::Open | Kind::Change)).count();
        if is_end {
            mark.refers = !self.refer_behind_change(mark, first, depth);
        }
        let is_run = self.frames.get(depth).is_some_and(|frame| frame.kind == Kind::Run);
        let closed = if is_run { depth + 1 } else { depth };
        let is_in_text = is_text
            && is_run
            && closed + 1 == self.frames.len()
            && self.frames.get(closed).is_some_and(|frame| frame.kind == Kind::Text);
        // What a mark cannot stand in, it stands before or behind.
        let edge = self.frames.get(closed).map(|frame| frame.tag.start);
        if is_end
            && !is_in_text
            && let Some(frame) = self.frames.get_mut(closed)
        {
            frame.waiting.push(mark);
            return;
        }
        match self.frames.get_mut(depth).and_then(|frame| frame.run.as_mut()) {
            Some(run) if is_in_text => run.cut_text(mark),
            Some(run) => run.cuts.push(Cut { mark: Mark { at: edge.unwrap_or(at.start), ..mark }, text: None }),
            None => self.put(Mark { at: edge.unwrap_or(if is_end { at.end } else { at.start }), ..mark }),
        }
    }

    /// Puts the reference of the comment that ends with `mark` behind the outermost tracked change around it, if there is one among the
    /// frames from `first` to `depth`: who rejects the change does not mean the comment.
    fn refer_behind_change(&mut self, mark: Mark, first: usize, depth: usize) -> bool {
        let mut around = self.frames.iter_mut().take(depth).skip(first);
        let Some(change) = around.find(|frame| frame.kind == Kind::Change) else { return false };
        change.waiting.push(Mark { turn: Turn::Reference, ..mark });
        true
    }

    fn put(&mut self, mark: Mark) {
        self.edits.push(Edit { at: Span::new(mark.at, mark.at), turn: mark.turn, text: mark.xml(self.dialect) });
    }
}
