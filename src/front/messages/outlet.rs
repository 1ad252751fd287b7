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
}

impl Blocked {
    /// The text in `language`.
    #[must_use]
    pub fn text(self, language: MessageLanguage) -> String {
        let [traditional, simplified, english] = match self {
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
        };
        match language {
            MessageLanguage::ZhHant => traditional,
            MessageLanguage::ZhHans => simplified,
            MessageLanguage::English => english,
        }
        .to_owned()
    }
}
