//! Bytes to text, or the reason why they are none.

use std::error::Error;
use std::fmt;

use crate::model::diagnostic::MessageLanguage;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How many bytes from the start decide whether a file is binary; as many as git looks at.
const HEAD: usize = 8000;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The text is not in UTF-8.
    InvalidUtf8 {
        /// The offset in bytes of the first bad byte, from the start of the file, byte order mark counted.
        at: usize,
    },
    /// The text is in UTF-16.
    Utf16,
    /// The file is not text at all.
    Binary,
}

impl ReadError {
    /// What is wrong and what to do, in one or two sentences; the file's name is not in it.
    #[must_use]
    pub fn message(&self, language: MessageLanguage) -> String {
        use MessageLanguage::{English, ZhHans, ZhHant};
        match (self, language) {
            (Self::InvalidUtf8 { at }, ZhHant) => {
                format!("不是 UTF-8 編碼的文字（第 {at} 個位元組起，從 0 算）；若是 Big5 或 GB18030，請另存為 UTF-8")
            }
            (Self::InvalidUtf8 { at }, ZhHans) => {
                format!("不是 UTF-8 编码的文本（第 {at} 个字节起，从 0 算）；若是 Big5 或 GB18030，请另存为 UTF-8")
            }
            (Self::InvalidUtf8 { at }, English) => {
                format!("not UTF-8 text from byte {at} on; if it is Big5 or GB18030, save it as UTF-8")
            }
            (Self::Utf16, ZhHant) => "檔案是 UTF-16 編碼；請另存為 UTF-8".to_owned(),
            (Self::Utf16, ZhHans) => "文件是 UTF-16 编码；请另存为 UTF-8".to_owned(),
            (Self::Utf16, English) => "the file is in UTF-16; save it as UTF-8".to_owned(),
            (Self::Binary, ZhHant) => "是二進位檔案，不是文字檔；請先匯出為純文字或 Markdown".to_owned(),
            (Self::Binary, ZhHans) => "是二进制文件，不是文本文件；请先导出为纯文本或 Markdown".to_owned(),
            (Self::Binary, English) => "a binary file, not text; export it as plain text or Markdown first".to_owned(),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(MessageLanguage::English))
    }
}

impl Error for ReadError {}

/// The text in `bytes`, without its byte order mark.
pub fn decode(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(ReadError::Utf16);
    }
    if is_binary(bytes) {
        return Err(ReadError::Binary);
    }
    let (mark, text) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) => (BYTE_ORDER_MARK.len(), text),
        None => (0, bytes),
    };
    std::str::from_utf8(text).map_err(|error| ReadError::InvalidUtf8 { at: mark + error.valid_up_to() })
}

/// Whether the head of a file holds a NUL, or more control characters than one byte in twenty. Neither UTF-8 nor the
/// double-byte encodings of Chinese use such bytes, so that a text in those is told from a binary file.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let is_control = |byte: &&u8| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    let controls = head.iter().filter(is_control).count();
    head.contains(&0) || (controls > 3 && controls * 20 > head.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_left_out_of_the_text_and_counted_in_errors() {
        assert_eq!(decode("\u{feff}中文".as_bytes()), Ok("中文"));
        assert_eq!(decode(b"\xEF\xBB\xBFab\xA4\xA4"), Err(ReadError::InvalidUtf8 { at: 5 }));
        assert_eq!(decode(b""), Ok(""));
        assert_eq!(decode(b"\xEF\xBB\xBF"), Ok(""));
    }

    #[test]
    fn the_first_bad_byte_is_named() {
        let big5 = b"\xA4\xA4\xA4\xE5\xA1\x43";
        assert_eq!(decode(big5), Err(ReadError::InvalidUtf8 { at: 0 }));
        let cut_short = &"中文".as_bytes()[..5];
        assert_eq!(decode(cut_short), Err(ReadError::InvalidUtf8 { at: 3 }));
    }

    #[test]
    fn binary_files_are_told_from_text() {
        assert_eq!(decode(b"PK\x03\x04\x14\x00\x06\x00"), Err(ReadError::Binary));
        assert_eq!(decode(b"ab\x01\x02\x03\x04\x05cd"), Err(ReadError::Binary));
        assert_eq!(decode(b"\xFF\xFEA\x00"), Err(ReadError::Utf16));
        assert_eq!(decode("一\x0C二\t三\x1B[0m\u{1}".as_bytes()), Ok("一\x0C二\t三\x1B[0m\u{1}"));
    }

    #[test]
    fn every_message_says_what_to_do() {
        for error in [ReadError::InvalidUtf8 { at: 7 }, ReadError::Utf16] {
            for language in [MessageLanguage::ZhHant, MessageLanguage::ZhHans, MessageLanguage::English] {
                assert!(error.message(language).contains("UTF-8"), "{error}");
            }
        }
        assert_eq!(ReadError::Binary.to_string(), ReadError::Binary.message(MessageLanguage::English));
    }
}
