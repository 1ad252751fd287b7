//! What the command line itself says, in the three message languages. What lint pages and readers say is theirs.

pub mod history;
pub mod limit;
pub mod outlet;

use crate::model::diagnostic::MessageLanguage;
use history::Trouble;
use limit::Exceeded;
use outlet::Blocked;

/// Something to tell the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The path leads nowhere.
    NotFound,
    /// The file or folder may not be read.
    NoPermission,
    /// The file or folder cannot be read, for the reason given.
    Unreadable(String),
    /// The output cannot be written, for the reason given.
    Unwritable(String),
    /// The web page cannot be opened at its address, for the reason given.
    #[cfg_attr(not(feature = "serve"), expect(dead_code, reason = "only the web page is opened"))]
    Unopened(String),
    /// The folder holds no article.
    NoArticles,
    /// The folder holds no lint page.
    NoPages,
    /// The folder holds no `pack.toml`.
    NoManifest,
    /// Packs name each other in the circle shown.
    PackCircle(String),
    /// The file is bigger than so many bytes.
    TooBig(usize),
    /// The file is not in UTF-8.
    NotUtf8,
    /// The file is there already.
    Exists,
    /// The name is not in kebab-case.
    NotKebab(String),
    /// The name is that of a built-in lint.
    Taken(String),
    /// The file holds no prose.
    Empty,
    /// The article is in English, which has no pack.
    EnglishArticle,
    /// The article's language cannot be told, or is none that is known.
    UnknownLanguage,
    /// There is no lint of that name.
    UnknownLint(String),
    /// There is no lint of the first name, but one of the second.
    UnknownLintNearest(String, String),
    /// Something about an older version.
    History(Trouble),
    /// Output cannot go where it is to go.
    Outlet(Blocked),
    /// An article is more than is taken.
    Limit(Exceeded),
    /// A pattern for files that cannot be read, and why.
    BadGlob(String, String),
    /// The article is in a language that the configuration does not list.
    OtherLanguage(String),
    /// The file was read in the encoding named, which is a guess.
    Guessed(String),
    /// The next check comes with the next save.
    Watching,
    /// The line of an archive holds no article, for the reason given.
    BadLine(String),
    /// So many lines of an archive could not be checked.
    BadLines(usize),
    /// The configuration is broken.
    Unconfigured,
}

impl Message {
    /// The text in `language`.
    #[must_use]
    pub fn text(&self, language: MessageLanguage) -> String {
        match self {
            Self::History(trouble) => return trouble.text(language),
            Self::Outlet(blocked) => return blocked.text(language),
            Self::Limit(exceeded) => return exceeded.text(language),
            _ => {}
        }
        let texts = self.texts();
        let text = language.pick(texts);
        let mut filled = String::new();
        let mut rest = text;
        for value in self.values() {
            let (before, behind) = rest.split_once("{}").unwrap_or((rest, ""));
            filled += before;
            filled += &value;
            rest = behind;
        }
        filled + rest
    }

    /// What stands in the places of `{}`.
    fn values(&self) -> Vec<String> {
        match self {
            Self::Unreadable(one)
            | Self::Unwritable(one)
            | Self::Unopened(one)
            | Self::UnknownLint(one)
            | Self::OtherLanguage(one)
            | Self::Guessed(one)
            | Self::BadLine(one)
            | Self::PackCircle(one)
            | Self::NotKebab(one)
            | Self::Taken(one) => vec![one.clone()],
            Self::UnknownLintNearest(first, second) | Self::BadGlob(first, second) => {
                vec![first.clone(), second.clone()]
            }
            Self::TooBig(number) | Self::BadLines(number) => vec![number.to_string()],
            _ => Vec::new(),
        }
    }

    /// The text in Traditional Chinese, Simplified Chinese and English; `{}` stands for each of the variant's values.
    fn texts(&self) -> [&'static str; 3] {
        match self {
            // These have texts of their own.
            Self::History(_) | Self::Outlet(_) | Self::Limit(_) => [""; 3],
            Self::Empty
            | Self::EnglishArticle
            | Self::UnknownLanguage
            | Self::Guessed(_)
            | Self::OtherLanguage(_)
            | Self::BadLine(_)
            | Self::BadLines(_)
            | Self::Unconfigured => self.texts_of_articles(),
            Self::NotFound => ["找不到這個檔案或資料夾", "找不到这个文件或文件夹", "no such file or folder"],
            Self::NoPermission => ["沒有讀取的權限", "没有读取的权限", "no permission to read this"],
            Self::Unreadable(_) => ["無法讀取：{}", "无法读取：{}", "cannot be read: {}"],
            Self::Unwritable(_) => ["無法寫出：{}", "无法写出：{}", "cannot be written: {}"],
            Self::Unopened(_) => [
                "這個位址開不了：{}；可用 --port 另選一個",
                "这个地址打不开：{}；可用 --port 另选一个",
                "cannot listen at this address: {}; choose another with --port",
            ],
            Self::NoArticles => [
                "資料夾裏沒有文章（.txt、.md、.markdown、.html、.htm、.docx，或 --include 所指的檔案）",
                "文件夹里没有文章（.txt、.md、.markdown、.html、.htm、.docx，或 --include 所指的文件）",
                "no article in this folder (.txt, .md, .markdown, .html, .htm, .docx, or what --include names)",
            ],
            Self::Watching => [
                "等待檔案儲存；按 Ctrl-C 結束",
                "等待文件保存；按 Ctrl-C 结束",
                "waiting for the next save; Ctrl-C ends",
            ],
            Self::NoPages => ["裏面沒有檢查規則頁（.md）", "里面没有检查规则页（.md）", "no lint page (.md) here"],
            Self::NoManifest => [
                "資料夾裏沒有 pack.toml，不是規則包",
                "文件夹里没有 pack.toml，不是规则包",
                "there is no pack.toml in this folder, so it is no pack",
            ],
            Self::PackCircle(_) => [
                "規則包互相引用，成了一圈：{}",
                "规则包互相引用，成了一圈：{}",
                "the packs name each other in a circle: {}",
            ],
            Self::TooBig(_) => [
                "檔案太大；最多讀 {} 位元組，請分成幾個檔案",
                "文件太大；最多读 {} 字节，请分成几个文件",
                "the file is too big; at most {} bytes are read, so split it into several",
            ],
            Self::NotUtf8 => [
                "這裏不是 UTF-8；請把檔案存成 UTF-8",
                "这里不是 UTF-8；请把文件存成 UTF-8",
                "this is not UTF-8; save the file as UTF-8",
            ],
            Self::Exists => [
                "已經存在，不會覆寫；甚麼也沒有寫入",
                "已经存在，不会覆盖；什么也没有写入",
                "exists already and is not overwritten; nothing was written",
            ],
            Self::NotKebab(_) => [
                "「{}」不能作規則的名稱：只用小寫字母、數字和單個連字號，例如 tired-phrase",
                "「{}」不能作规则的名称：只用小写字母、数字和单个连字号，例如 tired-phrase",
                "“{}” is no name for a lint: use small letters, digits and single hyphens, like tired-phrase",
            ],
            Self::Taken(_) => [
                "已有叫「{}」的內置規則；請換個名稱",
                "已有叫「{}」的内置规则；请换个名称",
                "there is a built-in lint “{}” already; choose another name",
            ],
            Self::UnknownLint(_) => [
                "沒有叫「{}」的規則；`lunju lints` 列出全部",
                "没有叫「{}」的规则；`lunju lints` 列出全部",
                "there is no lint “{}”; `lunju lints` lists them all",
            ],
            Self::UnknownLintNearest(..) => [
                "沒有叫「{}」的規則；是「{}」嗎？",
                "没有叫「{}」的规则；是「{}」吗？",
                "there is no lint “{}”; did you mean “{}”?",
            ],
            Self::BadGlob(..) => {
                ["「{}」不是合用的檔案樣式：{}", "“{}”不是可用的文件样式：{}", "“{}” is no pattern for files: {}"]
            }
        }
    }

    /// The same for what is said of an article's words.
    fn texts_of_articles(&self) -> [&'static str; 3] {
        match self {
            Self::Empty => ["檔案裏沒有文字，略過", "文件里没有文字，略过", "there is no prose in this file; skipped"],
            Self::EnglishArticle => [
                "這篇文章是英文，目前還沒有英文的詞表和規則，所以沒有檢查；可以檢查的是中文（zh-Hant、zh-Hans）",
                "这篇文章是英文，目前还没有英文的词表和规则，所以没有检查；可以检查的是中文（zh-Hant、zh-Hans）",
                "the article is in English, which has no language pack yet, so it was not checked; \
                 articles in Chinese (zh-Hant, zh-Hans) can be",
            ],
            Self::UnknownLanguage => [
                "看不出這篇文章是甚麼語言，所以沒有檢查；可以檢查的是中文（zh-Hant、zh-Hans）",
                "看不出这篇文章是什么语言，所以没有检查；可以检查的是中文（zh-Hant、zh-Hans）",
                "the language of the article is not known, so it was not checked; \
                 articles in Chinese (zh-Hant, zh-Hans) can be",
            ],
            Self::Guessed(_) => [
                "看來是 {} 編碼，但不能確定；文字若不對，請用 --encoding 指明編碼",
                "看来是 {} 编码，但不能确定；文字若不对，请用 --encoding 指明编码",
                "read as {}, which is a guess; if the text is wrong, name the encoding with --encoding",
            ],
            Self::OtherLanguage(_) => [
                "這篇文章的語言是 {}，不在設定的 languages 之列，略過",
                "这篇文章的语言是 {}，不在配置的 languages 之列，略过",
                "the article is in {}, which `languages` in the configuration does not list; skipped",
            ],
            Self::BadLine(_) => [
                "這一行不是有 `text` 的 JSON 物件：{}",
                "这一行不是有 `text` 的 JSON 对象：{}",
                "this line is no JSON object with a `text`: {}",
            ],
            Self::BadLines(_) => [
                "有 {} 行沒有檢查；原因寫在各行結果的 errors 裏",
                "有 {} 行没有检查；原因写在各行结果的 errors 里",
                "{} of the lines were not checked; the `errors` of their results say why",
            ],
            Self::Unconfigured => {
                ["設定有錯，沒有檢查", "配置有错，没有检查", "the configuration is broken, so this was not checked"]
            }
            _ => [""; 3],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_their_places() {
        let message = Message::UnknownLintNearest("a{}b".to_owned(), "c".to_owned());
        assert_eq!(message.text(MessageLanguage::English), "there is no lint “a{}b”; did you mean “c”?");
        let message = Message::Unreadable("timed out".to_owned());
        assert_eq!(message.text(MessageLanguage::ZhHans), "无法读取：timed out");
    }
}
