//! XML, tag by tag, each with its bytes. No document type is read, so that no entity can grow.

use super::archive::Part;
use crate::model::span::Span;
use crate::read::ReadError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// How deep elements may nest; word processors stay below a hundred.
const MOST_DEPTH: usize = 2000;

/// A step through a part.
pub enum Step<'a> {
    /// An element begins.
    Start(Tag<'a>),
    /// The element of that name ends.
    End(String),
    /// Text as it stands in the part.
    Text(&'a str),
    /// A character reference, resolved.
    Reference(String),
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

    /// The value of the attribute of that name; prefixes do not count.
    pub fn value(&self, name: &str) -> Option<String> {
        let mut attributes = self.inner.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|found| found.key.local_name().into_inner() == name)?;
        // A reference that means nothing stays as it is.
        Some(found.normalized_value(XmlVersion::Implicit1_0).unwrap_or(found.value).into_owned())
    }

    /// Whether the property that the element sets is on.
    pub fn is_on(&self) -> bool {
        self.value("val").is_none_or(|value| !matches!(&*value, "0" | "false" | "off" | "none"))
    }
}

/// Walks through the part `xml` and gives every step, with its bytes, to `take`.
pub fn walk<'a>(
    part: Part,
    xml: &'a str,
    mut take: impl FnMut(Step<'a>, Span) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    let mut depth = 0;
    let mut has_root = false;
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|_| part.broken_at(start))?;
        let at = Span::new(start, position(&reader));
        let step = match event {
            Event::Start(inner) => {
                depth += 1;
                has_root = true;
                if depth > MOST_DEPTH {
                    return Err(part.bomb());
                }
                Step::Start(Tag { inner })
            }
            Event::End(inner) => {
                depth = depth.saturating_sub(1);
                Step::End(inner.local_name().into_inner().to_owned())
            }
            Event::Text(_) => Step::Text(at.of(xml)),
            Event::CData(text) => Step::Reference(text.into_inner().into_owned()),
            Event::GeneralRef(reference) => {
                let name = reference.borrow().into_inner().into_owned();
                Step::Reference(resolve(&name).ok_or_else(|| part.broken_at(start))?)
            }
            Event::DocType(_) => return Err(ReadError::DocumentType(part.usual_name())),
            Event::Eof if depth > 0 || !has_root => return Err(part.broken_at(start)),
            Event::Eof => return Ok(()),
            _ => continue,
        };
        take(step, at)?;
    }
}

/// What the reference `&name;` stands for. Only the five names of XML itself are known without a document type.
fn resolve(name: &str) -> Option<String> {
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some(character.to_string())
}
