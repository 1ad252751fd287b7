//! What is said of older versions of articles: baselines, git revisions, comparisons.

use crate::model::diagnostic::MessageLanguage;

/// Something to tell the user about an older version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no git to ask.
    NoGit,
    /// The file lies in no git repository.
    NoRepository,
    /// git knows no revision of that name.
    UnknownRevision(String),
    /// git could not do it, for the reason given.
    Git(String),
    /// The file is no baseline, for the reason given.
    NoBaseline(String),
    /// A file cannot be compared with a folder.
    FileAndFolder,
}

impl Trouble {
    /// The text in `language`.
    #[must_use]
    pub fn text(&self, language: MessageLanguage) -> String {
        let texts = self.texts();
        let text = language.pick(texts);
        match self {
            Self::UnknownRevision(value) | Self::Git(value) | Self::NoBaseline(value) => text.replacen("{}", value, 1),
            _ => text.to_owned(),
        }
    }

    fn texts(&self) -> [&'static str; 3] {
        match self {
            Self::NoGit => [
                "--only-changed 要用 git，這部電腦上找不到它；請安裝 git，或改用 --baseline",
                "--only-changed 要用 git，这台电脑上找不到它；请安装 git，或改用 --baseline",
                "--only-changed needs git, which is not on this machine; install git, or use --baseline",
            ],
            Self::NoRepository => [
                "不在 git 版本庫裏，無法與舊版比較",
                "不在 git 版本库里，无法与旧版比较",
                "not in a git repository, so there is no older version to compare with",
            ],
            Self::UnknownRevision(_) => {
                ["git 裏沒有「{}」這個版本", "git 里没有「{}」这个版本", "git knows no revision “{}”"]
            }
            Self::Git(_) => ["git 無法取得舊版：{}", "git 无法取得旧版：{}", "git cannot give the older version: {}"],
            Self::NoBaseline(_) => [
                "這不是基準檔（{}）；可用 `lunju baseline` 重新寫出",
                "这不是基准文件（{}）；可用 `lunju baseline` 重新写出",
                "this is no baseline ({}); `lunju baseline` writes one",
            ],
            Self::FileAndFolder => [
                "一邊是檔案，一邊是資料夾；請比較兩個檔案或兩個資料夾",
                "一边是文件，一边是文件夹；请比较两个文件或两个文件夹",
                "one is a file and the other a folder; compare two files or two folders",
            ],
        }
    }
}
