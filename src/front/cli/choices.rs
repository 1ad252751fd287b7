//! What can be chosen where one of a few words is typed.

use crate::model::article::Encoding;
use crate::model::diagnostic::{MessageLanguage, Severity};
use clap::ValueEnum;

/// A message language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Traditional Chinese
    #[value(name = "zh-Hant")]
    ZhHant,
    /// Simplified Chinese
    #[value(name = "zh-Hans")]
    ZhHans,
    /// English
    #[value(name = "en")]
    English,
}

impl From<Lang> for MessageLanguage {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::ZhHant => Self::ZhHant,
            Lang::ZhHans => Self::ZhHans,
            Lang::English => Self::English,
        }
    }
}

/// What paths hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputArg {
    /// Articles
    #[value(name = "files")]
    Files,
    /// Archives of articles, one JSON object a line
    #[value(name = "jsonl")]
    JsonLines,
}

/// An encoding of text files.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EncodingArg {
    /// UTF-8
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    /// UTF-16, the lower byte first
    #[value(name = "utf-16le", aliases = ["utf-16", "utf16"])]
    Utf16Le,
    /// UTF-16, the higher byte first
    #[value(name = "utf-16be")]
    Utf16Be,
    /// Big5 with HKSCS
    #[value(name = "big5", aliases = ["big5-hkscs", "cp950"])]
    Big5,
    /// GB18030, also for GBK and GB2312
    #[value(name = "gb18030", aliases = ["gbk", "gb2312", "cp936"])]
    Gb18030,
}

impl From<EncodingArg> for Encoding {
    fn from(typed: EncodingArg) -> Self {
        match typed {
            EncodingArg::Utf8 => Self::Utf8,
            EncodingArg::Utf16Le => Self::Utf16Le,
            EncodingArg::Utf16Be => Self::Utf16Be,
            EncodingArg::Big5 => Self::Big5,
            EncodingArg::Gb18030 => Self::Gb18030,
        }
    }
}

/// When to colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Also in a file or a pipe
    Always,
    /// Not at all
    Never,
}

/// A format of a comparison.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum CompareFormatArg {
    /// For people
    Terminal,
    /// For scripts
    Json,
}

/// The least severity that fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors only
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Info,
    /// No finding at all
    Never,
}

impl FailOn {
    /// The severity; none: no finding fails a run.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// A format of an argument.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ParseFormatArg {
    /// For people
    Tree,
    /// For scripts
    Json,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SchemaArg {
    /// `lunju.toml`
    Config,
    /// The front matter of a lint page
    Lint,
}
