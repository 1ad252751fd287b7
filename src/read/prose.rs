//! Builds an article piece by piece, in reading order; what every format shares.

use crate::model::article::{Article, Block, BlockKind, Comment, Link, NoteLabel, Shortfall, Source};
use crate::model::offsets::OffsetMap;
use crate::model::span::Span;

/// How deep containers may nest. Deeper ones are left out and their leaves belong to the deepest one that is kept, so
/// that going from a leaf to its outermost container takes a bounded number of steps.
const MAX_DEPTH: usize = 32;

const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// Whether `c` shows nothing and takes part in no word: white space, zero-width space, stray byte order mark.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Whether `c` belongs to a script that is written without blanks between words, or is one of its signs.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The leaf that is being filled.
struct Leaf {
    kind: BlockKind,
    /// Where it starts in the prose.
    start: usize,
    /// How many links there were before it.
    links: usize,
    /// Whether a line of the source ended behind the last piece.
    broken: bool,
}

/// An article in the making.
#[derive(Default)]
pub struct Builder {
    prose: String,
    map: OffsetMap,
    blocks: Vec<Block>,
    links: Vec<Link>,
    notes: Vec<NoteLabel>,
    comments: Vec<Comment>,
    /// The open containers that are kept.
    containers: Vec<usize>,
    /// How many open containers lie too deep to be kept.
    deeper: usize,
    /// Where in the source the first words of such a container stand.
    flattened: Option<usize>,
    leaf: Option<Leaf>,
    /// The end in the source of the last piece.
    reached: usize,
}

impl Builder {
    /// Opens a container; ends an open leaf.
    pub fn open(&mut self, kind: BlockKind) {
        self.end();
        if self.containers.len() == MAX_DEPTH {
            self.deeper += 1;
            return;
        }
        let start = self.prose.len();
        self.blocks.push(Block { kind, span: Span::new(start, start), parent: self.containers.last().copied() });
        self.containers.push(self.blocks.len() - 1);
    }

    /// Opens the definition of the footnote `label`; ends an open leaf.
    pub fn open_note(&mut self, label: &str) {
        let deeper = self.deeper;
        self.open(BlockKind::Note);
        if self.deeper == deeper {
            self.notes.push(NoteLabel { block: self.blocks.len() - 1, label: label.to_owned() });
        }
    }

    /// Closes the innermost container; one without prose is left out.
    pub fn close(&mut self) {
        self.end();
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(index) = self.containers.pop() else { return };
        if self.blocks.len() == index + 1 {
            self.blocks.pop();
            self.notes.pop_if(|note| note.block == index);
        } else if let Some(end) = self.blocks.last().map(|block| block.span.end) {
            self.blocks[index].span.end = end;
        }
    }

    /// Begins a leaf; ends an open one.
    pub fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.leaf = Some(Leaf { kind, start: self.prose.len(), links: self.links.len(), broken: false });
    }

    /// Ends the open leaf, if any; one without prose is left out together with its links.
    pub fn end(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let prose = &self.prose[leaf.start..];
        let bare = prose.trim_end_matches(is_blank).len();
        // The tabs of a row stay, so that its cells can be counted.
        let len = if leaf.kind == BlockKind::Row && bare > 0 { prose.len() } else { bare };
        if len == 0 {
            self.prose.truncate(leaf.start);
            self.links.truncate(leaf.links);
            return;
        }
        let span = Span::new(leaf.start, leaf.start + len);
        self.blocks.push(Block { kind: leaf.kind, span, parent: self.containers.last().copied() });
        self.prose.push('\n');
    }

    /// The open leaf; a paragraph begins where none is open.
    fn leaf(&mut self) -> &mut Leaf {
        if self.leaf.is_none() {
            self.begin(BlockKind::Paragraph);
        }
        let (start, links) = (self.prose.len(), self.links.len());
        self.leaf.get_or_insert(Leaf { kind: BlockKind::Paragraph, start, links, broken: false })
    }

    /// Adds `text`, which stands at `from` in the source. Where it is not as long as `from` it maps as a whole. Blanks
    /// that would open the leaf are left out, and line ends are what [`Self::line_break`] makes of them.
    pub fn text(&mut self, text: &str, from: Span) {
        let is_linear = text.len() == from.len();
        let mut start = from.start;
        for piece in text.split_inclusive(LINE_ENDS) {
            let bare = piece.trim_end_matches(LINE_ENDS);
            self.line(bare, if is_linear { Span::new(start, start + bare.len()) } else { from });
            if bare.len() < piece.len() {
                self.line_break();
            }
            start += piece.len();
        }
    }

    /// Adds `text`, which has no line ends.
    fn line(&mut self, mut text: &str, mut from: Span) {
        let here = self.prose.len();
        let leaf = self.leaf();
        if leaf.start == here {
            let blanks = text.len() - text.trim_start_matches(is_blank).len();
            if from.len() == text.len() {
                from.start += blanks;
            }
            text = &text[blanks..];
        }
        let Some(first) = text.chars().next() else { return };
        let broken = std::mem::take(&mut leaf.broken) && leaf.start < here;
        let parted = |c: char| !is_blank(c) && !is_unspaced(c);
        if broken && parted(first) && self.prose.chars().next_back().is_some_and(parted) {
            self.push(" ", Span::new(self.reached, from.start));
        }
        self.push(text, from);
    }

    /// Says that a line of the source ended inside the leaf. Words that are written with blanks get one.
    pub fn line_break(&mut self) {
        if let Some(leaf) = &mut self.leaf {
            leaf.broken = true;
        }
    }

    /// Parts two cells of a row.
    pub fn next_cell(&mut self) {
        self.prose.push('\t');
    }

    /// The end of the prose so far; where a link begins.
    pub fn position(&self) -> usize {
        self.prose.len()
    }

    /// Makes a link of the prose from `start` on; none where there is no prose to carry it.
    pub fn link(&mut self, start: usize, target: &str) {
        let carrier = self.prose.get(start..).unwrap_or_default();
        let start = self.prose.len() - carrier.trim_start_matches(is_blank).len();
        let end = start + self.prose[start..].trim_end_matches(is_blank).len();
        if start < end {
            self.links.push(Link { span: Span::new(start, end), target: target.to_owned(), footnote: false });
        }
    }

    /// Makes a link of the leaf that ended last, if it lies behind byte `start` of the prose.
    pub fn link_last(&mut self, start: usize, target: &str) {
        let leaf = self.blocks.last().filter(|block| block.kind.is_leaf() && block.span.start >= start);
        if let Some(span) = leaf.map(|block| block.span) {
            self.links.push(Link { span, target: target.to_owned(), footnote: false });
        }
    }

    /// Whether a leaf is open.
    pub fn is_in_leaf(&self) -> bool {
        self.leaf.is_some()
    }

    /// Sets a reference to the footnote `label`.
    pub fn footnote(&mut self, label: &str) {
        self.leaf();
        let span = Span::new(self.prose.len(), self.prose.len());
        self.links.push(Link { span, target: label.to_owned(), footnote: true });
    }

    /// Keeps those comments of `markup` that speak to lunju; `markup` stands at byte `start` of the source. A comment that
    /// is not closed is none.
    pub fn comments(&mut self, markup: &str, start: usize) {
        let mut at = 0;
        while let Some(open) = markup[at..].find("<!--") {
            let from = at + open + 4;
            let Some(length) = markup[from..].find("-->") else { return };
            let text = &markup[from..from + length];
            if text.trim_start().starts_with("lunju-ignore") {
                let span = Span::new(start + from, start + from + length);
                let (prose, inside) = (self.prose.len(), self.leaf.is_some());
                self.comments.push(Comment { text: text.to_owned(), span, prose, inside });
            }
            at = from + length + 3;
        }
    }

    fn push(&mut self, text: &str, from: Span) {
        let start = self.prose.len();
        self.prose.push_str(text);
        if self.deeper > 0 {
            self.flattened.get_or_insert(from.start);
        }
        // The map must stay monotone whatever a format does.
        if from.start >= self.reached {
            self.map.push(Span::new(start, self.prose.len()), from);
            self.reached = from.end;
        }
    }

    /// The article; what is open is closed.
    pub fn finish(mut self, source: Source) -> Article {
        self.end();
        while !self.containers.is_empty() {
            self.close();
        }
        let Self { prose, map, blocks, mut links, notes, comments, flattened, .. } = self;
        links.sort_by_key(|link| link.span);
        let shortfalls = flattened.map(|at| (Shortfall::Depth(MAX_DEPTH), at)).into_iter().collect();
        Article { source, prose, map, blocks, links, notes, comments, shortfalls }
    }
}
