//! What is said of the places that output goes to.

use crate::model::diagnostic::MessageLanguage;

/// Why output cannot go where it is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// The folder that the file is to stand in is not there.
    NoFolder,
    /// Two formats are to be written to standard output.
    TwoOnStdout,
    /// Two formats are to be written to the same file.
    TwoInOneFile,
    /// Comments are to be written, and there is not one article.
    NotOneInput,
    /// Comments are to be written for what is no Word file.
    NotWord,
    /// The copy with comments is to be written to standard output.
    NoFile,
    /// The copy with comments is to replace the article.
    IsInput,
    /// The article has changed since it was checked.
    Changed,
    /// Standard input is to be watched, which is never saved.
    WatchesStdin,
    /// Results of an archive have one format.
    OnlyJsonLines,
}

impl Blocked {
    /// The text in `language`.
    #[must_use]
    pub fn text(self, language: MessageLanguage) -> String {
        let texts = match self {
            Self::NoFolder => {
                ["無法寫出：沒有這個資料夾", "无法写出：没有这个文件夹", "cannot be written: there is no such folder"]
            }
            Self::TwoOnStdout => [
                "只能有一種格式寫到標準輸出；其他的請寫明檔案，例如 sarif:out.sarif",
                "只能有一种格式写到标准输出；其他的请写明文件，例如 sarif:out.sarif",
                "only one format can go to standard output; give the others a file, like sarif:out.sarif",
            ],
            Self::TwoInOneFile => {
                ["兩種格式不能寫到同一個檔案", "两种格式不能写到同一个文件", "two formats cannot go to the same file"]
            }
            Self::NotOneInput => [
                "一次只能給一個 Word 檔加批註；請只寫一個 .docx 檔",
                "一次只能给一个 Word 文件加批注；请只写一个 .docx 文件",
                "comments are written into the copy of one Word file; name one .docx file and nothing else",
            ],
            Self::NotWord => [
                "只能給 Word 檔（.docx）加批註，標準輸入也不行；其他格式請用 --format",
                "只能给 Word 文件（.docx）加批注，标准输入也不行；其他格式请用 --format",
                "only a Word file (.docx) takes comments, and not from standard input; for others there is --format",
            ],
            Self::NoFile => [
                "批註要寫進檔案，不能寫到標準輸出",
                "批注要写进文件，不能写到标准输出",
                "comments go into a file, not to standard output",
            ],
            Self::IsInput => [
                "這就是要檢查的檔案；批註寫在副本裏，請換個名稱",
                "这就是要检查的文件；批注写在副本里，请换个名称",
                "this is the article itself; comments go into a copy, so choose another name",
            ],
            Self::WatchesStdin => [
                "只能留意檔案和資料夾，不能留意標準輸入",
                "只能留意文件和文件夹，不能留意标准输入",
                "only files and folders can be watched, not standard input",
            ],
            Self::OnlyJsonLines => [
                "--input jsonl 的結果只能是 --format jsonl（可加檔案：jsonl:out.jsonl）",
                "--input jsonl 的结果只能是 --format jsonl（可加文件：jsonl:out.jsonl）",
                "results of --input jsonl are --format jsonl and no other (a file may follow: jsonl:out.jsonl)",
            ],
            Self::Changed => [
                "檢查期間檔案有變，沒有寫出批註；請再試一次",
                "检查期间文件有变，没有写出批注；请再试一次",
                "the file changed while it was checked, so no comments were written; try again",
            ],
        };
        language.pick(texts).to_owned()
    }
}
