//! Messages on the wire: JSON behind a header that says how long it is.
//!
//! An editor may send anything. A message that cannot be read is told from the end of the stream, so that the server goes on
//! with the next one.

use serde_json::Value;
use std::io::{self, BufRead, Read, Write};

/// No message is longer, in bytes: a draft is far smaller.
const LONGEST: u64 = 64 << 20;
/// No line of a header is longer, in bytes.
const LONGEST_LINE: u64 = 8 << 10;

/// What came in.
#[derive(Debug, PartialEq)]
pub enum Received {
    /// A message.
    Message(Value),
    /// Something that is no message, and why.
    Malformed(String),
}

/// The next thing that comes in; none at the end.
///
/// # Errors
/// Those of `input`.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Received>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        match line.trim().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.trim().parse().ok(),
            None if line.trim().is_empty() => break,
            // Other headers, and whatever is none.
            _ => {}
        }
    }
    let Some(length) = length else { return Ok(Some(Received::Malformed("there is no Content-Length".to_owned()))) };
    if length > LONGEST {
        io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
        return Ok(Some(Received::Malformed(format!("the message has more than {LONGEST} bytes"))));
    }
    // Room is made as bytes come in, not as many as were announced.
    let mut body = Vec::new();
    if (input.by_ref().take(length).read_to_end(&mut body)? as u64) < length {
        return Ok(None);
    }
    Ok(Some(match serde_json::from_slice(&body) {
        Ok(message) => Received::Message(message),
        Err(error) => Received::Malformed(error.to_string()),
    }))
}

/// Writes a message.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut impl Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(out, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_no_message_does_not_end_the_stream() {
        let text =
            "Content-Length: 2\r\nX: y\r\n\r\n{}rubbish\r\n\r\nContent-Length: 4\r\n\r\n{]{}content-length:2\n\n[]";
        let mut input = text.as_bytes();
        let mut next = || read(&mut input).unwrap();
        assert_eq!(next(), Some(Received::Message(json!({}))));
        assert!(matches!(next(), Some(Received::Malformed(_))));
        assert!(matches!(next(), Some(Received::Malformed(_))));
        assert_eq!(next(), Some(Received::Message(json!([]))));
        assert_eq!(next(), None);
    }

    #[test]
    fn what_is_announced_is_not_believed() {
        let mut short = "Content-Length: 1000\r\n\r\n{}".as_bytes();
        assert_eq!(read(&mut short).unwrap(), None);
        let mut long = "Content-Length: 99999999999999\r\n\r\n{}".as_bytes();
        assert!(matches!(read(&mut long).unwrap(), Some(Received::Malformed(_))));
        let mut deep = format!("Content-Length: 9000\r\n\r\n{}", "[".repeat(9000));
        assert!(matches!(read(&mut deep.as_bytes()).unwrap(), Some(Received::Malformed(_))));
        deep.clear();
    }

    #[test]
    fn what_is_written_can_be_read() {
        let mut bytes = Vec::new();
        write(&mut bytes, &json!({"甲": 1})).unwrap();
        assert_eq!(read(&mut &bytes[..]).unwrap(), Some(Received::Message(json!({"甲": 1}))));
    }
}
