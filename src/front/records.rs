//! The articles of an archive: JSON objects, one a line, each with a `text` and whatever else.

use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

/// Lines that are taken at once, and about how many bytes of them: enough to keep every core busy, few enough for any memory.
const AT_ONCE: usize = 256;
const BYTES_AT_ONCE: usize = 8 << 20;
/// What is read ahead: a line that waits in a pipe is never held back for want of a full buffer.
const BUFFER: usize = 1 << 20;

/// A line of an archive.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// Its bytes, without the line end.
    Whole(Vec<u8>),
    /// It is longer than what is read of an article.
    TooLong,
}

/// The lines of an archive, a few at a time.
pub struct Lines<R> {
    from: BufReader<R>,
    /// The most bytes of a line.
    most: usize,
    /// How many lines were read.
    number: usize,
}

impl<R: Read> Lines<R> {
    /// The lines of `from`, of which none may be longer than `most` bytes.
    pub fn new(from: R, most: usize) -> Self {
        Self { from: BufReader::with_capacity(BUFFER, from), most, number: 0 }
    }

    /// The next lines with their numbers, from 1, without those that are blank: as many as are at hand, at least one if any is left.
    /// None at the end.
    ///
    /// # Errors
    /// Those of reading.
    pub fn next_few(&mut self) -> io::Result<Vec<(usize, Line)>> {
        let (mut few, mut bytes) = (Vec::new(), 0);
        while few.len() < AT_ONCE && bytes < BYTES_AT_ONCE {
            let Some(line) = self.next()? else { break };
            self.number += 1;
            match &line {
                Line::Whole(line) if line.trim_ascii().is_empty() => {}
                _ => {
                    bytes += if let Line::Whole(line) = &line { line.len() } else { 0 };
                    few.push((self.number, line));
                }
            }
            if !few.is_empty() && !self.from.buffer().contains(&b'\n') {
                break;
            }
        }
        Ok(few)
    }

    fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let read = (&mut self.from).take(self.most as u64 + 1).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.len() > self.most {
            self.from.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        if self.number == 0 && line.starts_with(b"\xEF\xBB\xBF") {
            line.drain(..3);
        }
        Ok(Some(Line::Whole(line)))
    }
}

/// An article of an archive.
#[derive(Debug, Default)]
pub struct Record<'a> {
    /// The article; none if the line has no such field.
    pub text: Option<Cow<'a, str>>,
    /// All other fields as they are written, in their order.
    pub fields: Vec<(Cow<'a, str>, &'a RawValue)>,
}

impl<'a> Record<'a> {
    /// Reads a line.
    ///
    /// # Errors
    /// In English what is wrong with it.
    pub fn read(line: &'a [u8]) -> Result<Self, serde_json::Error> {
        let mut json = serde_json::Deserializer::from_slice(line);
        let record = json.deserialize_map(Fields)?;
        json.end()?;
        Ok(record)
    }

    /// What the article is called: its `id`, else the number of its line.
    #[must_use]
    pub fn name(&self, number: usize) -> String {
        let id = self.fields.iter().find(|(name, _)| name == "id").map(|(_, value)| value.get());
        match id {
            Some("null") | None => format!("line {number}"),
            Some(id) => serde_json::from_str::<String>(id).unwrap_or_else(|_| id.to_owned()),
        }
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Record<'de>;

    fn expecting(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        to.write_str("an object with a `text`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
        let mut record = Record::default();
        while let Some(name) = map.next_key::<Name>()? {
            let value: &RawValue = map.next_value()?;
            if name.0 != "text" {
                record.fields.push((name.0, value));
                continue;
            }
            let text = serde_json::from_str::<Name>(value.get());
            let text = text.map_err(|_| A::Error::custom("`text` is no string"))?;
            if record.text.replace(text.0).is_some() {
                return Err(A::Error::custom("`text` is there twice"));
            }
        }
        Ok(record)
    }
}

/// A string that is borrowed where nothing in it is escaped.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, most: usize) -> Vec<(usize, Line)> {
        let mut lines = Lines::new(text.as_bytes(), most);
        let mut all = Vec::new();
        loop {
            match lines.next_few().unwrap() {
                few if few.is_empty() => return all,
                few => all.extend(few),
            }
        }
    }

    #[test]
    fn blank_lines_count_and_long_ones_are_not_kept() {
        let whole = |text: &str| Line::Whole(text.as_bytes().to_vec());
        assert_eq!(
            lines("\u{FEFF}一\n\n  \r\n一二三四\n五", 6),
            [(1, whole("一")), (4, Line::TooLong), (5, whole("五"))]
        );
        assert_eq!(lines("一二\n", 6), [(1, whole("一二"))]);
        assert_eq!(lines("", 6), []);
    }

    #[test]
    fn fields_are_kept_as_they_are_written() {
        let record = Record::read(r#"{"id":7,"n":1.50e3,"text":"一\n二","t\"":{"b":[1, 2]}}"#.as_bytes()).unwrap();
        assert_eq!(record.text.as_deref(), Some("一\n二"));
        let fields: Vec<(&str, &str)> = record.fields.iter().map(|(name, value)| (&**name, value.get())).collect();
        assert_eq!(fields, [("id", "7"), ("n", "1.50e3"), ("t\"", r#"{"b":[1, 2]}"#)]);
        assert_eq!(record.name(3), "7");
        assert_eq!(Record::read(br#"{"id":"a/b"}"#).unwrap().name(3), "a/b");
        assert_eq!(Record::read(br#"{"id":null}"#).unwrap().name(3), "line 3");
    }

    #[test]
    fn what_is_no_record_says_why() {
        let wrong = |line: &str| Record::read(line.as_bytes()).unwrap_err().to_string();
        assert!(wrong("[1]").contains("an object with a `text`"), "{}", wrong("[1]"));
        assert!(wrong(r#"{"text":7}"#).contains("`text` is no string"));
        assert!(wrong(r#"{"text":"a","text":"b"}"#).contains("twice"));
        assert!(wrong(r#"{"text":"a"} x"#).contains("trailing"));
        assert!(wrong(r#"{"text":"#).contains("EOF"));
    }
}
