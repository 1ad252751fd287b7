//! The names of encodings: what pages declare, and what the decoder calls them.

use crate::model::article::Encoding;
use crate::read::ReadError;

/// How many bytes from the start of a page may declare its encoding, as browsers look.
const HEAD: usize = 1024;

/// The decoder of `encoding`.
pub fn codec(encoding: Encoding) -> &'static encoding_rs::Encoding {
    match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Big5 => encoding_rs::BIG5,
        Encoding::Gb18030 => encoding_rs::GB18030,
    }
}

/// What the head of a page declares: an XML declaration, or a `meta` tag with a charset.
///
/// # Errors
/// Where it declares an encoding that is not known; the error points at the start of the file.
pub fn declared(bytes: &[u8]) -> Result<Option<Encoding>, ReadError> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let Some(name) = xml_declaration(&head).or_else(|| meta(&head)) else { return Ok(None) };
    match encoding_rs::Encoding::for_label(name) {
        Some(found) if found == encoding_rs::UTF_8 => Ok(Some(Encoding::Utf8)),
        // The declaration itself could be read byte by byte, so that UTF-16 it is not.
        Some(found) if found == encoding_rs::UTF_16LE || found == encoding_rs::UTF_16BE => Ok(None),
        Some(found) if found == encoding_rs::BIG5 => Ok(Some(Encoding::Big5)),
        Some(found) if found == encoding_rs::GBK || found == encoding_rs::GB18030 => Ok(Some(Encoding::Gb18030)),
        // Tools write this into pages of any encoding.
        Some(found) if found == encoding_rs::WINDOWS_1252 => Ok(None),
        Some(_) => Err(ReadError::UnknownEncoding { at: 0 }),
        None => Ok(None),
    }
}

fn xml_declaration(head: &[u8]) -> Option<&[u8]> {
    let rest = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = rest.iter().position(|&byte| byte == b'>')?;
    value(&rest[..end], b"encoding")
}

/// The charset of the first `meta` tag that has one.
fn meta(head: &[u8]) -> Option<&[u8]> {
    let mut rest = head;
    while let Some(at) = position(rest, b"<") {
        rest = &rest[at..];
        if rest.starts_with(b"<!--") {
            rest = &rest[position(rest, b"-->")?..];
        } else if rest.starts_with(b"<meta") {
            let end = position(rest, b">").unwrap_or(rest.len());
            if let Some(name) = value(&rest[..end], b"charset") {
                return Some(name);
            }
        }
        rest = rest.get(1..)?;
    }
    None
}

/// The word behind `key` and an equals sign, without quotes.
fn value<'a>(tag: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let rest = tag.get(position(tag, key)? + key.len()..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let is_end = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'/' | b'>') || byte.is_ascii_whitespace();
    let end = rest.iter().position(is_end).unwrap_or(rest.len());
    Some(&rest[..end]).filter(|name| !name.is_empty())
}

fn position(within: &[u8], wanted: &[u8]) -> Option<usize> {
    within.windows(wanted.len()).position(|window| window == wanted)
}
