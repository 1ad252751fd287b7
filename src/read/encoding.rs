//! Bytes to text: which encoding they are in, and what they say in it. UTF-8, UTF-16 with a byte order mark, Big5 and GB18030 are
//! known, and no others. Nothing is replaced: what cannot be decoded is an error.

mod guess;
mod label;

use crate::model::article::Encoding;
use crate::read::ReadError;
use encoding_rs::DecoderResult;
use std::borrow::Cow;

/// How many bytes from the start decide whether a file is binary; as many as git looks at.
const HEAD: usize = 8000;

/// A text, and what it was written in.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without its byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding.
    pub encoding: Encoding,
    /// Whether the encoding is a guess that may be wrong.
    pub is_guess: bool,
}

/// The text in `bytes`. What settles its encoding, in this order: `wanted`, a byte order mark, valid UTF-8 that says more than
/// ASCII, what the file declares about itself if it is `markup`, what the bytes look like.
///
/// # Errors
/// Where the bytes are no text, or in an encoding that is not known, or break off or are broken.
pub fn decode(bytes: &[u8], wanted: Option<Encoding>, markup: bool) -> Result<Decoded<'_>, ReadError> {
    if let Some(encoding) = wanted {
        return decoded(bytes, encoding, false);
    }
    if let Some((encoding, _)) = mark(bytes) {
        return decoded(bytes, encoding, false);
    }
    if is_binary(bytes) {
        return Err(ReadError::Binary);
    }
    let declared = if markup { label::declared(bytes)? } else { None };
    match std::str::from_utf8(bytes) {
        // A page that was saved anew often declares what it once was.
        Ok(text) => {
            let is_guess = declared.is_some_and(|declared| declared != Encoding::Utf8) && !bytes.is_ascii();
            return Ok(Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, is_guess });
        }
        Err(error) if guess::starts_as_utf8(bytes, error.valid_up_to()) => {
            return decoded(bytes, Encoding::Utf8, false);
        }
        Err(_) => {}
    }
    if let Some(encoding) = declared {
        return decoded(bytes, encoding, false);
    }
    let guess = guess::guess(bytes)?;
    decoded(bytes, guess.encoding, guess.is_doubtful)
}

/// The encoding that a byte order mark tells, and the length of the mark.
fn mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    let marks: [(Encoding, &[u8]); 3] =
        [(Encoding::Utf8, b"\xEF\xBB\xBF"), (Encoding::Utf16Le, b"\xFF\xFE"), (Encoding::Utf16Be, b"\xFE\xFF")];
    marks.into_iter().find(|(_, mark)| bytes.starts_with(mark)).map(|(encoding, mark)| (encoding, mark.len()))
}

/// `bytes` in `encoding`, without the byte order mark of that encoding.
fn decoded(bytes: &[u8], encoding: Encoding, is_guess: bool) -> Result<Decoded<'_>, ReadError> {
    let skipped = mark(bytes).filter(|(of, _)| *of == encoding).map_or(0, |(_, length)| length);
    let rest = &bytes[skipped..];
    let invalid = |at: usize| ReadError::Undecodable { encoding, at: skipped + at };
    let text = if encoding == Encoding::Utf8 {
        Cow::Borrowed(std::str::from_utf8(rest).map_err(|error| invalid(error.valid_up_to()))?)
    } else {
        Cow::Owned(decode_strictly(rest, encoding).map_err(invalid)?)
    };
    // Text in UTF-16 has no such characters either.
    if head(text.as_bytes()).contains(&0) {
        return Err(ReadError::Binary);
    }
    Ok(Decoded { text, encoding, is_guess })
}

/// `bytes` in `encoding`, or the offset of the first byte that means nothing in it.
fn decode_strictly(bytes: &[u8], encoding: Encoding) -> Result<String, usize> {
    let mut decoder = label::codec(encoding).new_decoder_without_bom_handling();
    // Room for every case; where that cannot be counted the file is far too big anyway.
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).ok_or(0_usize)?;
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => {
            text.shrink_to_fit();
            Ok(text)
        }
        DecoderResult::Malformed(length, behind) => Err(read.saturating_sub(usize::from(length) + usize::from(behind))),
        DecoderResult::OutputFull => Err(read),
    }
}

fn head(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(HEAD)]
}

/// Whether the head of a file holds a NUL, or more control characters than one byte in twenty. Neither UTF-8 nor the
/// double-byte encodings of Chinese use such bytes, so that a text in those is told from a binary file.
fn is_binary(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let is_control = |byte: &&u8| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    let controls = head.iter().filter(is_control).count();
    head.contains(&0) || (controls > 3 && controls * 20 > head.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "中文😀A";

    fn read(bytes: &[u8]) -> Result<(String, Encoding, bool), ReadError> {
        decode(bytes, None, false).map(|found| (found.text.into_owned(), found.encoding, found.is_guess))
    }

    fn text(bytes: &[u8]) -> String {
        read(bytes).unwrap().0
    }

    fn utf8_at(at: usize) -> ReadError {
        ReadError::Undecodable { encoding: Encoding::Utf8, at }
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect()
    }

    fn coded(encoding: Encoding, text: &str) -> Vec<u8> {
        let (bytes, _, had_errors) = label::codec(encoding).encode(text);
        assert!(!had_errors, "{text}");
        bytes.into_owned()
    }

    const TRADITIONAL: &str = "渡輪停航之後，離島居民每天要多花兩小時才能上班；政府應該重開航線。";
    const SIMPLIFIED: &str = "渡轮停航之后，离岛居民每天要多花两小时才能上班；政府应该重开航线。";

    #[test]
    fn a_byte_order_mark_is_left_out_of_the_text_and_counted_in_errors() {
        assert_eq!(text("\u{feff}中文".as_bytes()), "中文");
        assert_eq!(read(b"\xEF\xBB\xBFab\xA4\xA4"), Err(utf8_at(5)));
        assert_eq!(text(b""), "");
        assert_eq!(text(b"\xEF\xBB\xBF"), "");
        for (order, encoding) in [
            (u16::to_le_bytes as fn(u16) -> [u8; 2], Encoding::Utf16Le),
            (u16::to_be_bytes as fn(u16) -> [u8; 2], Encoding::Utf16Be),
        ] {
            let mut bytes = utf16(SAMPLE, order);
            assert_eq!(read(&bytes), Ok((SAMPLE.to_owned(), encoding, false)));
            // Half a surrogate pair, then half a unit.
            bytes.truncate(8);
            assert_eq!(read(&bytes), Err(ReadError::Undecodable { encoding, at: 6 }));
            bytes.truncate(5);
            assert_eq!(read(&bytes), Err(ReadError::Undecodable { encoding, at: 4 }));
        }
    }

    #[test]
    fn what_begins_as_utf8_and_breaks_is_broken_utf8() {
        assert_eq!(read(&"中文".as_bytes()[..5]), Err(utf8_at(3)));
        for broken in [&b"\xFF"[..], b"\xA4\xA4", b"\xE4\xB8", b"\xC1\xAA\xCD\xA8"] {
            let bytes = [SAMPLE.as_bytes(), broken, "的".as_bytes()].concat();
            assert_eq!(read(&bytes), Err(utf8_at(SAMPLE.len())), "{broken:X?}");
        }
        let mixed = [SAMPLE.as_bytes(), &coded(Encoding::Big5, TRADITIONAL)].concat();
        assert_eq!(read(&mixed), Err(utf8_at(SAMPLE.len())));
    }

    #[test]
    fn big5_and_gb18030_are_told_by_their_bytes() {
        for (sample, encoding) in
            [(TRADITIONAL, Encoding::Big5), (TRADITIONAL, Encoding::Gb18030), (SIMPLIFIED, Encoding::Gb18030)]
        {
            for lead in ["", "A\r\n", "標題\n"] {
                let sample = format!("{lead}{sample}");
                assert_eq!(read(&coded(encoding, &sample)), Ok((sample, encoding, false)));
            }
        }
        let emoji = format!("{SIMPLIFIED}😀A");
        assert_eq!(read(&coded(Encoding::Gb18030, &emoji)), Ok((emoji, Encoding::Gb18030, false)));
    }

    #[test]
    fn big5_has_the_characters_of_hong_kong() {
        let hong_kong = [(b"\x9D\xEF", "嘅"), (b"\x9D\xF7", "咗"), (b"\x9D\xF6", "喺"), (b"\x92\x5D", "哋")];
        for (bytes, character) in hong_kong {
            let big5 = [&coded(Encoding::Big5, "街坊講"), &bytes[..], &coded(Encoding::Big5, TRADITIONAL)].concat();
            let expected = format!("街坊講{character}{TRADITIONAL}");
            assert_eq!(read(&big5), Ok((expected, Encoding::Big5, false)));
        }
    }

    #[test]
    fn a_short_text_is_a_doubtful_guess_and_one_that_is_neither_is_refused() {
        assert!(read(&coded(Encoding::Big5, "中文")).unwrap().2);
        let shift_jis: Vec<u8> =
            encoding_rs::SHIFT_JIS.encode("フェリーがなくなると、島の人たちは困ります。").0.into_owned();
        assert!(matches!(read(&shift_jis), Err(ReadError::UnknownEncoding { at: 0 })), "{:?}", read(&shift_jis));
        let latin1 = b"Le caf\xE9 est ferm\xE9 depuis l'\xE9t\xE9, \xE0 cause de la mairie.";
        assert!(matches!(read(latin1), Err(ReadError::UnknownEncoding { at: 6 })), "{:?}", read(latin1));
    }

    #[test]
    fn the_first_bad_byte_is_named_in_every_encoding() {
        for encoding in [Encoding::Big5, Encoding::Gb18030] {
            let mut bytes = coded(encoding, TRADITIONAL);
            let at = bytes.len();
            bytes.extend(b"\xFF\xFF. ");
            assert_eq!(decode(&bytes, Some(encoding), false), Err(ReadError::Undecodable { encoding, at }));
            // Without being asked for, too.
            assert_eq!(read(&bytes), Err(ReadError::Undecodable { encoding, at }));
        }
        let wanted = Some(Encoding::Utf8);
        assert_eq!(decode(b"ab\xA4\xA4", wanted, false), Err(utf8_at(2)));
    }

    #[test]
    fn what_is_wanted_wins() {
        let bytes = coded(Encoding::Gb18030, SIMPLIFIED);
        assert_eq!(decode(&bytes, Some(Encoding::Gb18030), false).unwrap().text, SIMPLIFIED);
        let plain: Vec<u8> = SAMPLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&plain, Some(Encoding::Utf16Le), false).unwrap().text, SAMPLE);
    }

    #[test]
    fn a_page_says_what_it_is_in() {
        let page = |head: &str| {
            let text = format!("{head}<p>{TRADITIONAL}</p>");
            let bytes = coded(Encoding::Gb18030, &text);
            decode(&bytes, None, true).map(|found| (found.text == text, found.encoding, found.is_guess))
        };
        for head in [
            "<meta charset=gb2312>",
            "<html><META http-equiv='Content-Type' content=\"text/html; charset = GBK\">",
            "<?xml version=\"1.0\" encoding='gb18030'?>",
        ] {
            assert_eq!(page(head), Ok((true, Encoding::Gb18030, false)), "{head}");
        }
        assert_eq!(page("<meta charset=shift_jis>"), Err(ReadError::UnknownEncoding { at: 0 }));
        let stale = format!("<meta charset=big5><p>{TRADITIONAL}</p>");
        let found = decode(stale.as_bytes(), None, true).unwrap();
        assert_eq!((found.encoding, found.is_guess), (Encoding::Utf8, true));
    }

    #[test]
    fn binary_files_are_told_from_text() {
        assert_eq!(read(b"PK\x03\x04\x14\x00\x06\x00"), Err(ReadError::Binary));
        assert_eq!(read(b"ab\x01\x02\x03\x04\x05cd"), Err(ReadError::Binary));
        assert_eq!(read(b"\xFF\xFE\x00\x00A\x00\x00\x00"), Err(ReadError::Binary));
        assert_eq!(text("一\x0C二\t三\x1B[0m\u{1}".as_bytes()), "一\x0C二\t三\x1B[0m\u{1}");
    }
}
