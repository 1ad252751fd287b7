//! Why a file cannot be read, in words that say what to do.

use crate::model::article::Encoding;
use crate::model::diagnostic::MessageLanguage;
use std::error::Error;
use std::fmt;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The bytes mean nothing in the encoding of the file.
    Undecodable {
        /// The encoding.
        encoding: Encoding,
        /// The offset in bytes of the first bad byte, from the start of the file, byte order mark counted.
        at: usize,
    },
    /// The text is in none of the encodings that are known.
    UnknownEncoding {
        /// The offset in bytes of the first byte that tells.
        at: usize,
    },
    /// The file is not text at all.
    Binary,
    /// The file is not the archive that its name says (docx), or is cut short.
    NoArchive,
    /// A part of the package (docx) is missing.
    MissingPart(&'static str),
    /// A part of the package (docx) is not sound XML.
    BadPart {
        /// Which part.
        part: &'static str,
        /// The offset in bytes of the place in the part.
        at: usize,
    },
    /// A part of the package (docx) declares a document type, which no word processor writes.
    DocumentType(&'static str),
    /// A part of the package (docx) is bigger than is read, packed too densely, or nested too deeply.
    Bomb(&'static str),
}

impl ReadError {
    /// What is wrong and what to do, in one or two sentences; the file's name is not in it.
    #[must_use]
    pub fn message(&self, language: MessageLanguage) -> String {
        let texts = match *self {
            Self::Undecodable { encoding, at } => undecodable(encoding.name(), at),
            Self::UnknownEncoding { at } => unknown(at),
            Self::Binary => [
                "是二進位檔案，不是文字檔；請先存成 .docx、純文字或 Markdown",
                "是二进制文件，不是文本文件；请先存成 .docx、纯文本或 Markdown",
                "a binary file, not text; save it as .docx, plain text or Markdown first",
            ]
            .map(str::to_owned),
            _ => self.package_message(),
        };
        language.pick(texts)
    }

    /// The texts about packages, in Traditional Chinese, Simplified Chinese and English.
    fn package_message(&self) -> [String; 3] {
        match *self {
            Self::MissingPart(part) => [
                format!("Word 檔案裏缺少 {part}；請用文書處理軟件打開，再另存為 .docx"),
                format!("Word 文件里缺少 {part}；请用文字处理软件打开，再另存为 .docx"),
                format!("the Word file lacks {part}; open it in a word processor and save it again as .docx"),
            ],
            Self::BadPart { part, at } => [
                format!("Word 檔案裏的 {part} 從第 {at} 個位元組起不是正確的 XML；請用文書處理軟件打開，再另存為 .docx"),
                format!("Word 文件里的 {part} 从第 {at} 个字节起不是正确的 XML；请用文字处理软件打开，再另存为 .docx"),
                format!("{part} in the Word file is not sound XML from byte {at} on; open the file in a word processor and save it again as .docx"),
            ],
            Self::DocumentType(part) => [
                format!("Word 檔案裏的 {part} 宣告了 DOCTYPE，文書處理軟件不會這樣寫，所以不讀"),
                format!("Word 文件里的 {part} 声明了 DOCTYPE，文字处理软件不会这样写，所以不读"),
                format!("{part} in the Word file declares a DOCTYPE, which no word processor writes; it is not read"),
            ],
            Self::Bomb(part) => [
                format!("Word 檔案裏的 {part} 太大、壓縮得太密或層次太深，不讀；請把文章分成幾個檔案"),
                format!("Word 文件里的 {part} 太大、压缩得太密或层次太深，不读；请把文章分成几个文件"),
                format!("{part} in the Word file is too big, packed too densely or nested too deeply and is not read; split the article into several files"),
            ],
            _ => [
                "不是完整的 .docx 檔案（可能是舊的 .doc、加了密碼或不完整）；請另存為沒有密碼的 .docx",
                "不是完整的 .docx 文件（可能是旧的 .doc、加了密码或不完整）；请另存为没有密码的 .docx",
                "not a whole .docx file (an old .doc, one with a password, or one cut short?); save it as .docx without a password",
            ]
            .map(str::to_owned),
        }
    }
}

fn undecodable(encoding: &str, at: usize) -> [String; 3] {
    [
        format!("不是正確的 {encoding} 文字（第 {at} 個位元組起，從 0 算）；請用 --encoding 指明編碼，或另存為 UTF-8"),
        format!("不是正确的 {encoding} 文本（第 {at} 个字节起，从 0 算）；请用 --encoding 指明编码，或另存为 UTF-8"),
        format!("not {encoding} text from byte {at} on; name the encoding with --encoding, or save the file as UTF-8"),
    ]
}

fn unknown(at: usize) -> [String; 3] {
    [
        format!(
            "編碼不是 UTF-8、UTF-16、Big5 或 GB18030（第 {at} 個位元組起，從 0 算）；請用 --encoding 指明編碼，或另存為 UTF-8"
        ),
        format!(
            "编码不是 UTF-8、UTF-16、Big5 或 GB18030（第 {at} 个字节起，从 0 算）；请用 --encoding 指明编码，或另存为 UTF-8"
        ),
        format!(
            "neither UTF-8, UTF-16, Big5 nor GB18030 by the look of it (byte {at} on); name the encoding with --encoding, or save the file as UTF-8"
        ),
    ]
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(MessageLanguage::English))
    }
}

impl Error for ReadError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_says_what_to_do() {
        for error in [
            ReadError::Undecodable { encoding: Encoding::Big5, at: 7 },
            ReadError::UnknownEncoding { at: 7 },
            ReadError::Binary,
            ReadError::NoArchive,
            ReadError::MissingPart("word/document.xml"),
            ReadError::BadPart { part: "word/document.xml", at: 7 },
        ] {
            for language in [MessageLanguage::ZhHant, MessageLanguage::ZhHans, MessageLanguage::English] {
                let message = error.message(language);
                assert!(["--encoding", ".docx"].iter().any(|what| message.contains(what)), "{message}");
            }
        }
        assert_eq!(ReadError::Binary.to_string(), ReadError::Binary.message(MessageLanguage::English));
    }
}
