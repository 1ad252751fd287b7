//! What is said where an article is more than lunju takes.

use crate::model::diagnostic::MessageLanguage;

/// A limit that an article goes beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exceeded {
    /// It has more megabytes than that.
    Size(usize),
    /// It has more findings than are shown: how many are, how many are not.
    Findings(usize, usize),
    /// Quotations and lists nest deeper than that.
    Depth(usize),
    /// It has more signs that may be Markdown than that.
    Markup(usize),
    /// A sentence has more characters than that.
    Sentence(usize),
}

impl Exceeded {
    /// The text in `language`.
    #[must_use]
    pub fn text(self, language: MessageLanguage) -> String {
        let texts = match self {
            Self::Size(most) => size(most),
            Self::Findings(shown, hidden) => findings(shown, hidden),
            Self::Depth(most) => [
                format!("從這裏起，引文和清單多於 {most} 層；更深的當作第 {most} 層來讀。請減少層數"),
                format!("从这里起，引文和列表多于 {most} 层；更深的当作第 {most} 层来读。请减少层数"),
                format!(
                    "quotations and lists nest more than {most} deep from here on; what is deeper is read as if it were not. Nest them less"
                ),
            ],
            Self::Markup(most) => [
                format!("可作 Markdown 標記的符號多於 {most} 個，當作純文字來讀；請把文章分成幾個檔案"),
                format!("可作 Markdown 标记的符号多于 {most} 个，当作纯文本来读；请把文章分成几个文件"),
                format!(
                    "more than {most} signs that may be Markdown; read as plain text. Split the article into several files"
                ),
            ],
            Self::Sentence(most) => [
                format!("這裏有一句長過 {most} 字，已切成幾段來讀；請補上句號，或看看這是不是文章"),
                format!("这里有一句长过 {most} 字，已切成几段来读；请补上句号，或看看这是不是文章"),
                format!(
                    "a sentence of more than {most} characters; read in pieces. End its sentences, or see whether this is an article"
                ),
            ],
        };
        language.pick(texts)
    }
}

fn size(most: usize) -> [String; 3] {
    [
        format!("文章大於 {most} MB，沒有讀；請分成幾個檔案，或用 --max-size（設定檔的 max-size）提高上限"),
        format!("文章大于 {most} MB，没有读；请分成几个文件，或用 --max-size（配置文件的 max-size）提高上限"),
        format!(
            "the article has more than {most} MB and was not read; split it into several files, or raise the limit with --max-size (max-size in lunju.toml)"
        ),
    ]
}

fn findings(shown: usize, hidden: usize) -> [String; 3] {
    [
        format!(
            "只列出首 {shown} 處問題，另有 {hidden} 處沒有列出；請先改好這些，或用 --max-findings（設定檔的 max-findings）提高上限"
        ),
        format!(
            "只列出前 {shown} 处问题，另有 {hidden} 处没有列出；请先改好这些，或用 --max-findings（配置文件的 max-findings）提高上限"
        ),
        format!(
            "the first {shown} findings are shown, {hidden} more are not; mend those first, or raise the limit with --max-findings (max-findings in lunju.toml)"
        ),
    ]
}
