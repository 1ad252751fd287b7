//! Markdown: `CommonMark` with tables, footnotes, task lists and struck-out text, as read by pulldown-cmark.
//!
//! Prose is what a reader would read as the argument: no figures, code, HTML, front matter or struck-out text. The title of the front
//! matter is that of the article, if the article does not open with one.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::model::article::BlockKind;
use crate::model::span::Span;
use crate::read::prose::Builder;

/// The most signs that may be markup. The parser keeps a node of 64 bytes for each, and no article has so many.
pub const MOST_SIGNS: usize = 1_500_000;

/// Whether `text` has more that may be markup than an article has; it is no Markdown then, whatever its name says.
pub fn is_flood(text: &str) -> bool {
    let signs = || text.bytes().filter(|byte| b"[]*_`<&~\\!|\n".contains(byte));
    text.len() > MOST_SIGNS && signs().take(MOST_SIGNS + 1).count() > MOST_SIGNS
}

/// Adds the blocks of the Markdown `text` to `to`. The depth of nesting costs no stack.
pub fn read(text: &str, to: &mut Builder) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let start = front_matter(text);
    if let Some(title) = title(text, start)
        && opens_without_title(&text[start..], options)
    {
        to.begin(BlockKind::Heading(1));
        for (piece, at) in unescaped(text, title) {
            to.text(piece, at);
        }
        to.end();
    }
    let mut reader = Reader { text, to, reached: start, links: Vec::new(), skipped: 0, cells: 0 };
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        reader.event(event, Span::new(start + range.start, start + range.end));
    }
}

/// The length in bytes of the front matter that opens `text`: YAML between `---` lines, TOML between `+++` lines. An
/// article that opens with a line across (`---`) has none: the line behind it must look like a YAML key or comment.
/// The parser's own front matter is not used, because it takes text between two lines across anywhere for it.
fn front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next() else { return 0 };
    let fence = first.trim_end();
    let mut length = first.len();
    for (number, line) in lines.enumerate() {
        length += line.len();
        let content = line.trim_end();
        match fence {
            "---" if content == "---" || content == "..." => return length,
            "+++" if content == "+++" => return length,
            "---" if number == 0 && !content.contains(':') && !content.starts_with('#') => return 0,
            "---" | "+++" => {}
            _ => return 0,
        }
    }
    0
}

/// The value of the key `title` in the front matter that takes the first `length` bytes of `text`, without quotes around it; none
/// where it is no plain text.
fn title(text: &str, length: usize) -> Option<Span> {
    let mut start = 0;
    for line in text[..length].split_inclusive('\n') {
        let place = start;
        start += line.len();
        // Behind the name of a table the key is somebody else's.
        if line.starts_with('[') {
            return None;
        }
        let Some(rest) = line.strip_prefix("title") else { continue };
        let rest = rest.trim_start_matches([' ', '\t']);
        let Some(value) = rest.strip_prefix([':', '=']) else { continue };
        let value = value.trim();
        let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
        let is_plain = quoted.is_some() || !value.starts_with(['"', '\'', '|', '>', '[', '{', '&', '*', '!']);
        let inner = quoted.unwrap_or(value);
        let at = place + line.find(value)? + value.find(inner)?;
        return Some(Span::new(at, at + inner.len())).filter(|span| is_plain && !span.is_empty());
    }
    None
}

/// The pieces of the quoted value at `at`: a character behind a backslash takes it with it.
fn unescaped(text: &str, at: Span) -> impl Iterator<Item = (&str, Span)> {
    let mut start = at.start;
    std::iter::from_fn(move || {
        let rest = text.get(start..at.end).filter(|rest| !rest.is_empty())?;
        let escaped = ["\\\"", "\\\\"].iter().any(|pair| rest.starts_with(pair));
        let length = if escaped {
            2
        } else {
            rest.char_indices().skip(1).find(|(_, c)| *c == '\\').map_or(rest.len(), |(found, _)| found)
        };
        let piece = &rest[usize::from(escaped)..length];
        start += length;
        Some((piece, Span::new(start - length, start)))
    })
}

/// Whether the first block of `text` that is read is no heading of level 1.
fn opens_without_title(text: &str, options: Options) -> bool {
    let first = Parser::new_ext(text, options).find_map(|event| match event {
        Event::Start(Tag::HtmlBlock) => None,
        Event::Start(tag) => Some(!matches!(tag, Tag::Heading { level: HeadingLevel::H1, .. })),
        _ => None,
    });
    first.unwrap_or(false)
}

/// Turns the parser's events into calls of the builder.
struct Reader<'a> {
    text: &'a str,
    to: &'a mut Builder,
    /// The end in the source of the last text.
    reached: usize,
    /// The open links: where the prose of each starts, and its target.
    links: Vec<(usize, String)>,
    /// How many elements are open from the outermost that is no prose on inwards.
    skipped: usize,
    /// The cells of the open row so far.
    cells: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, at: Span) {
        match event {
            Event::Start(tag) if self.skipped > 0 || self.is_no_prose(&tag, at) => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Text(text) => self.text(&text, at),
            Event::SoftBreak | Event::HardBreak => self.to.line_break(),
            Event::InlineHtml(html) if is_line_break(&html) => self.to.line_break(),
            Event::InlineHtml(_) => self.to.comments(at.of(self.text), at.start),
            Event::FootnoteReference(label) => self.to.footnote(&label),
            Event::Rule => self.to.end(),
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    /// Whether nothing inside the element is prose. A block of that kind ends the leaf before it.
    fn is_no_prose(&mut self, tag: &Tag, at: Span) -> bool {
        match tag {
            Tag::Image { .. } => true,
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.to.end();
                if matches!(tag, Tag::HtmlBlock) {
                    self.to.comments(at.of(self.text), at.start);
                }
                true
            }
            // One tilde is a range of numbers (3~5) more often than struck-out text.
            Tag::Strikethrough => at.of(self.text).starts_with("~~"),
            _ => false,
        }
    }

    fn start(&mut self, tag: Tag, at: Span) {
        match tag {
            Tag::Paragraph => self.to.begin(BlockKind::Paragraph),
            Tag::Heading { level, .. } => self.to.begin(BlockKind::Heading(level as u8)),
            Tag::TableHead | Tag::TableRow => {
                self.cells = 0;
                self.to.begin(BlockKind::Row);
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.to.next_cell();
                }
                self.cells += 1;
            }
            Tag::BlockQuote(None) => self.to.open(BlockKind::Quote),
            Tag::List(_) => self.to.open(BlockKind::List),
            Tag::Item => self.to.open(BlockKind::Item),
            Tag::Table(_) => self.to.open(BlockKind::Table),
            Tag::FootnoteDefinition(label) => self.to.open_note(&label),
            Tag::Link { dest_url, .. } => self.links.push((self.to.position(), dest_url.into_string())),
            Tag::Strikethrough => self.text("~", Span::new(at.start, at.start + 1)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, at: Span) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow => self.to.end(),
            TagEnd::BlockQuote(None) | TagEnd::List(_) | TagEnd::Item | TagEnd::Table | TagEnd::FootnoteDefinition => {
                self.to.close();
            }
            TagEnd::Link => {
                if let Some((start, target)) = self.links.pop() {
                    self.to.link(start, &target);
                }
            }
            TagEnd::Strikethrough => self.text("~", Span::new(at.end.saturating_sub(1), at.end)),
            _ => {}
        }
    }

    /// Adds `text`, which stands at `at`. An escaped character takes its backslash with it, so that both are replaced
    /// together.
    fn text(&mut self, text: &str, at: Span) {
        if self.is_stray_strong(at) {
            return;
        }
        let escaped = at.start > self.reached && self.text[..at.start].ends_with('\\');
        let first = text.chars().next().filter(|_| escaped && text == at.of(self.text)).map_or(0, char::len_utf8);
        if first > 0 {
            self.to.text(&text[..first], Span::new(at.start - 1, at.start + first));
        }
        self.to.text(&text[first..], Span::new(at.start + first, at.end));
        self.reached = at.end;
    }

    /// Whether `at` is part of a `**` that the parser left in the text. Beside Chinese punctuation it often takes the
    /// marks of strong text for none, because no blank is there; nobody means them as prose.
    fn is_stray_strong(&self, at: Span) -> bool {
        let (before, after) = (&self.text.as_bytes()[..at.start], &self.text.as_bytes()[at.end..]);
        let is_mark = |byte: &&u8| **byte == b'*';
        let left = before.iter().rev().take(3).take_while(is_mark).count();
        let right = after.iter().take(3).take_while(is_mark).count();
        left + at.len() + right == 2
            && at.of(self.text).bytes().all(|byte| byte == b'*')
            && !before[..at.start - left].ends_with(b"\\")
    }
}

/// Whether the tag `html` is `<br>` in one of its forms.
fn is_line_break(html: &str) -> bool {
    let name = html.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_opens_the_file_and_looks_like_it() {
        for (text, rest) in [
            ("---\ntitle: 甲\n---\n正文", "正文"),
            ("---\r\ntitle: 甲\r\n---\r\n正文", "正文"),
            ("+++\ntitle = '甲'\n\n+++\n正文", "正文"),
            ("---\n\n正文\n\n---\n", "---\n\n正文\n\n---\n"),
            ("---\n正文。\n---\n", "---\n正文。\n---\n"),
            ("---\ntitle: 甲\n", "---\ntitle: 甲\n"),
            ("正文\n---\na: b\n---\n", "正文\n---\na: b\n---\n"),
            ("---", "---"),
        ] {
            assert_eq!(&text[front_matter(text)..], rest);
        }
    }
}
