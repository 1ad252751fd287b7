//! An article as the readers see it: prose in blocks, each with its place in the source. No language yet.

use crate::model::offsets::OffsetMap;
use crate::model::package::Package;
use crate::model::span::{LineIndex, Range, Span};

/// How a file writes its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// Big5 with the characters of Hong Kong (HKSCS).
    Big5,
    /// GB18030, of which GBK and GB2312 are parts.
    Gb18030,
}

impl Encoding {
    /// The name that users see and type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Big5 => "Big5",
            Self::Gb18030 => "GB18030",
        }
    }
}

/// The decoded text of one file (without byte order mark, line ends kept) and the name to report it under.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The path as the user gave it, with `/`; `-` for standard input without a name.
    pub path: String,
    /// The decoded text; of a package (docx) the text that was taken out of it.
    pub text: String,
    /// How the file writes its text.
    pub encoding: Encoding,
    /// Whether the encoding is a guess that may be wrong.
    pub is_guess: bool,
    /// Where the text lies in the file, if the file is a package of parts; ranges then count in the extracted text.
    pub package: Option<Package>,
    lines: LineIndex,
}

impl Source {
    /// A source named `path` with the decoded `text`.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { path: path.into(), lines: LineIndex::new(&text), text, ..Self::default() }
    }

    /// `span` (bytes of `text`, on character boundaries) in every unit that reports use.
    #[must_use]
    pub fn range(&self, span: Span) -> Range {
        self.lines.range(&self.text, span)
    }
}

/// What a block is. Headings, paragraphs and rows are leaves and hold prose; the others hold blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; 1 is the highest level. Plain text has no levels: its title is 1, its other headings 2.
    Heading(u8),
    /// A paragraph of prose, also the one inside a list item or a quotation.
    Paragraph,
    /// A table row; its cells are separated by a tab in the prose.
    Row,
    /// A block quotation.
    Quote,
    /// A list.
    List,
    /// A list item.
    Item,
    /// A table.
    Table,
    /// The definition of a footnote.
    Note,
}

impl BlockKind {
    /// Whether the block holds prose itself.
    #[must_use]
    pub fn is_leaf(self) -> bool {
        matches!(self, Self::Heading(_) | Self::Paragraph | Self::Row)
    }
}

/// A block of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in [`Article::prose`]; a container's span covers its children.
    pub span: Span,
    /// The index in [`Article::blocks`] of the block that holds this one.
    pub parent: Option<usize>,
}

/// A link, or a reference to a footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The bytes in [`Article::prose`] that carry the link; empty for a bare footnote mark.
    pub span: Span,
    /// Where it leads: a URL, or the footnote's label.
    pub target: String,
    /// Whether it leads to a footnote.
    pub footnote: bool,
}

/// What a footnote's definition is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteLabel {
    /// The index in [`Article::blocks`] of the [`BlockKind::Note`].
    pub block: usize,
    /// The label by which marks refer to it.
    pub label: String,
}

/// A comment of the source that speaks to lunju: its content begins with `lunju-ignore`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What stands between the marks of the comment.
    pub text: String,
    /// The bytes of `text` in the source, the marks left out.
    pub span: Span,
    /// How many bytes of [`Article::prose`] come before it.
    pub prose: usize,
    /// Whether it stands inside a leaf block; else between blocks.
    pub inside: bool,
}

/// Where a source goes beyond what is read of its structure; the number is the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// Containers nest deeper than that: deeper ones are left out.
    Depth(usize),
    /// More signs may be markup than that: the text is read as a plain one.
    Markup(usize),
}

/// A text with its structure. Blocks stand in reading order, a container before its children.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The decoded file.
    pub source: Source,
    /// The prose of all leaves in reading order, each followed by a line feed; markup is left out.
    pub prose: String,
    /// Leads from bytes of `prose` to bytes of the source text.
    pub map: OffsetMap,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Links and footnote references, sorted by place.
    pub links: Vec<Link>,
    /// The labels of the notes, in the order of their blocks.
    pub notes: Vec<NoteLabel>,
    /// Comments that speak to lunju, in order.
    pub comments: Vec<Comment>,
    /// Where reading stopped short, each sort once, with the byte of the source.
    pub shortfalls: Vec<(Shortfall, usize)>,
}

impl Article {
    /// The index of the title's block: a heading of level 1 that opens the article.
    #[must_use]
    pub fn title(&self) -> Option<usize> {
        let first = self.blocks.first()?;
        (first.kind == BlockKind::Heading(1)).then_some(0)
    }

    /// Whether block `index` lies inside a container of the given kind.
    #[must_use]
    pub fn is_inside(&self, index: usize, kind: BlockKind) -> bool {
        let mut at = self.blocks.get(index).and_then(|block| block.parent);
        while let Some(parent) = at.and_then(|index| self.blocks.get(index)) {
            if parent.kind == kind {
                return true;
            }
            at = parent.parent;
        }
        false
    }
}
