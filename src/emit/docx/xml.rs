//! XML, tag by tag, each with its bytes; and a child more at the end of a root.

use super::AnnotateError;
use crate::model::span::Span;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A step through a part.
pub enum Step<'a> {
    /// An element begins. An empty one begins and ends, its end having no bytes.
    Start(Tag<'a>),
    /// The innermost element ends.
    End,
    /// Text, or anything else between tags.
    Between,
}

/// A start tag.
pub struct Tag<'a> {
    inner: BytesStart<'a>,
}

impl Tag<'_> {
    /// The name of the element without its prefix.
    pub fn name(&self) -> &str {
        self.inner.local_name().into_inner()
    }

    /// The prefix of the element with its colon; nothing where it has none.
    pub fn prefix(&self) -> String {
        self.inner.name().prefix().map(|prefix| format!("{}:", prefix.into_inner())).unwrap_or_default()
    }

    /// The value of the attribute whose name, without its prefix, is `name`.
    pub fn value(&self, name: &str) -> Option<String> {
        self.find(|key| key.rsplit(':').next() == Some(name))
    }

    /// The namespace that the tag declares for its own prefix.
    pub fn namespace(&self) -> Option<String> {
        let prefix = self.prefix();
        let wanted =
            if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{}", prefix.trim_end_matches(':')) };
        self.find(|key| key == wanted)
    }

    fn find(&self, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
        let mut attributes = self.inner.attributes();
        let found = attributes.with_checks(false).flatten().find(|found| is_wanted(found.key.into_inner()))?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).unwrap_or(found.value).into_owned())
    }
}

/// Walks through `xml`, the part called `name`, and gives every step, with its bytes, to `take`.
pub fn walk<'a>(name: &str, xml: &'a str, mut take: impl FnMut(Step<'a>, Span)) -> Result<(), AnnotateError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    let (mut depth, mut has_root) = (0usize, false);
    loop {
        let start = position(&reader);
        let broken = || AnnotateError::BadPart(name.to_owned(), start);
        let event = reader.read_event().map_err(|_| broken())?;
        let at = Span::new(start, position(&reader));
        let step = match event {
            Event::Start(inner) => {
                (depth, has_root) = (depth + 1, true);
                Step::Start(Tag { inner })
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                Step::End
            }
            Event::Eof if depth > 0 || !has_root => return Err(broken()),
            Event::Eof => return Ok(()),
            _ => Step::Between,
        };
        take(step, at);
    }
}

/// `xml`, the part called `name`, with what `child` makes of the root's prefix as the last child of the root.
pub fn append(name: &str, xml: &str, child: impl Fn(&str) -> String) -> Result<String, AnnotateError> {
    let (mut depth, mut root, mut end) = (0usize, None, Span::default());
    walk(name, xml, |step, at| match step {
        Step::Start(tag) => {
            if root.is_none() {
                root = Some((tag.prefix(), at));
            }
            depth += 1;
        }
        Step::End => {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                end = at;
            }
        }
        Step::Between => {}
    })?;
    let Some((prefix, tag)) = root else { return Err(AnnotateError::BadPart(name.to_owned(), 0)) };
    let child = child(&prefix);
    let (before, behind) = (xml.get(..end.start).unwrap_or(xml), xml.get(end.start..).unwrap_or_default());
    if !end.is_empty() {
        return Ok(format!("{before}{child}{behind}"));
    }
    // The root is one tag, which has to be opened.
    let opened = before.strip_suffix("/>").unwrap_or(before);
    let root = qualified(tag.of(xml));
    Ok(format!("{opened}>{child}</{root}>{behind}"))
}

/// The name of the element that the start tag `tag` begins, with its prefix.
pub fn qualified(tag: &str) -> &str {
    let name = tag.strip_prefix('<').unwrap_or(tag);
    name.split(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').next().unwrap_or_default()
}
