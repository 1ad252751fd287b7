//! What can be wrong with a key or its value, in the three message languages.

use crate::model::diagnostic::MessageLanguage;
use crate::pack::table::fault::nearest;
use toml::de::DeValue;

/// What a value is, or should have been: its name in Traditional Chinese, Simplified Chinese and English.
#[derive(Clone, Copy, Debug)]
pub struct Sort([&'static str; 3]);

/// A text.
pub const STRING: Sort = Sort(["字串", "字符串", "a string"]);
/// A text or several.
pub const STRINGS: Sort = Sort(["字串或字串的陣列", "字符串或字符串的数组", "a string or an array of strings"]);
/// Several texts.
pub const ARRAY_OF_STRINGS: Sort = Sort(["字串的陣列", "字符串的数组", "an array of strings"]);
/// A whole number.
pub const WHOLE_NUMBER: Sort = Sort(["整數", "整数", "a whole number"]);
/// A number.
pub const NUMBER: Sort = Sort(["數字", "数字", "a number"]);
/// What an option may be.
pub const VALUE: Sort = Sort([
    "數字、true 或 false、字串或字串的陣列",
    "数字、true 或 false、字符串或字符串的数组",
    "a number, true or false, a string or an array of strings",
]);
/// True or false.
pub const BOOLEAN: Sort = Sort(["true 或 false", "true 或 false", "true or false"]);
/// Several tables.
pub const TABLES: Sort = Sort(["表格的陣列", "表格的数组", "an array of tables"]);
/// A table.
pub const TABLE: Sort = Sort(["表格", "表格", "a table"]);
/// A text or a table.
pub const STRING_OR_TABLE: Sort = Sort(["字串或表格", "字符串或表格", "a string or a table"]);

impl Sort {
    /// What `value` is.
    pub fn of(value: &DeValue) -> Self {
        match value {
            DeValue::String(_) => STRING,
            DeValue::Integer(_) | DeValue::Float(_) => NUMBER,
            DeValue::Boolean(_) => BOOLEAN,
            DeValue::Datetime(_) => Self(["日期", "日期", "a date"]),
            DeValue::Array(_) => Self(["陣列", "数组", "an array"]),
            DeValue::Table(_) => TABLE,
        }
    }
}

/// Something wrong with a key or its value. A table is named as it stands in an English sentence (`the front matter`).
#[derive(Clone, Copy, Debug)]
pub enum Mistake<'a> {
    /// The table has no such key; these it has.
    UnknownKey { key: &'a str, table: &'a str, known: &'a [&'a str] },
    /// The table lacks a key that it needs.
    Missing { key: &'a str, table: &'a str },
    /// The value is of another type.
    Mistyped { key: &'a str, wanted: Sort, found: Sort },
    /// The text is blank.
    Empty { key: &'a str },
    /// The number lies outside of 0 to `most`.
    OutOfRange { key: &'a str, most: usize },
    /// The number lies outside of its bounds, of which there is at least one.
    Outside { key: &'a str, value: &'a str, least: Option<&'a str>, most: Option<&'a str> },
    /// The words are too long or too many, or hold signs that no word has.
    NoWords { key: &'a str, most: usize },
    /// The text is none of the names.
    NotOneOf { key: &'a str, value: &'a str, names: &'a [&'a str] },
}

impl Mistake<'_> {
    /// The words for it in `language`.
    pub fn text(self, language: MessageLanguage) -> String {
        let index = match language {
            MessageLanguage::ZhHant => 0,
            MessageLanguage::ZhHans => 1,
            MessageLanguage::English => 2,
        };
        let (template, values) = self.template(index);
        let mut text = String::new();
        let mut rest = &*template;
        for value in &values {
            let (before, behind) = rest.split_once("{}").unwrap_or((rest, ""));
            text += before;
            text += value;
            rest = behind;
        }
        text + rest + &self.hint(index)
    }

    /// The sentence in the language at `index`, with `{}` for each of the values.
    fn template(self, index: usize) -> (String, Vec<String>) {
        let (texts, values) = match self {
            Self::UnknownKey { key, table, .. } => (
                ["{}裏沒有「{}」這個鍵", "{}里没有“{}”这个键", "unknown key `{}` in {}"],
                if index == 2 {
                    vec![key.to_owned(), table.to_owned()]
                } else {
                    vec![table.to_owned(), key.to_owned()]
                },
            ),
            Self::Missing { key, table } => (
                ["{}缺少「{}」這個鍵", "{}缺少“{}”这个键", "{} lacks the key `{}`"],
                vec![table.to_owned(), key.to_owned()],
            ),
            Self::Mistyped { key, wanted, found } => (
                ["「{}」應該是{}，不是{}", "“{}”应该是{}，不是{}", "`{}` must be {}, not {}"],
                vec![key.to_owned(), wanted.0[index].to_owned(), found.0[index].to_owned()],
            ),
            Self::Empty { key } => (["「{}」是空的", "“{}”是空的", "`{}` is empty"], vec![key.to_owned()]),
            Self::OutOfRange { key, most } => (
                [
                    "「{}」應該是 0 至 {} 的整數",
                    "“{}”应该是 0 至 {} 的整数",
                    "`{}` must be a whole number from 0 to {}",
                ],
                vec![key.to_owned(), most.to_string()],
            ),
            Self::Outside { key, value, least, most } => outside(key, value, least, most),
            Self::NoWords { key, most } => (
                [
                    "「{}」的每個詞最多 {} 個字，不能有 @、…、{、} 和控制字元",
                    "“{}”的每个词最多 {} 个字，不能有 @、…、{、} 和控制字符",
                    "each word of `{}` has at most {} characters and none of @, …, {, } and control characters",
                ],
                vec![key.to_owned(), most.to_string()],
            ),
            Self::NotOneOf { key, value, names } => (
                ["「{}」應該是 {}，不是「{}」", "“{}”应该是 {}，不是“{}”", "`{}` must be {}, not `{}`"],
                vec![key.to_owned(), listed(names, ["或", "或", "or"][index]), value.to_owned()],
            ),
        };
        (texts[index].to_owned(), values)
    }

    /// What was probably meant, or which keys there are.
    fn hint(self, index: usize) -> String {
        let (written, known, listed) = match self {
            Self::UnknownKey { key, known, .. } => (key, known, true),
            Self::NotOneOf { value, names, .. } => (value, names, false),
            _ => return String::new(),
        };
        let texts = match nearest(written, known.iter().copied()) {
            Some(near) => {
                [format!("；是「{near}」嗎？"), format!("；是“{near}”吗？"), format!("; did you mean `{near}`?")]
            }
            None if listed => {
                let known = format!("`{}`", known.join("`, `"));
                [format!("；可以用的是：{known}"), format!("；可以用的是：{known}"), format!("; known keys: {known}")]
            }
            None => return String::new(),
        };
        let [traditional, simplified, english] = texts;
        [traditional, simplified, english].into_iter().nth(index).unwrap_or_default()
    }
}

/// The sentences about a number that lies outside of its bounds, and what stands in the places of `{}`.
fn outside(key: &str, value: &str, least: Option<&str>, most: Option<&str>) -> ([&'static str; 3], Vec<String>) {
    let texts = match (least, most) {
        (Some(_), Some(_)) => [
            "「{}」應該在 {} 至 {} 之間，不是 {}",
            "“{}”应该在 {} 至 {} 之间，不是 {}",
            "`{}` must lie between {} and {}, not {}",
        ],
        (None, Some(_)) => {
            ["「{}」最大是 {}，不能是 {}", "“{}”最大是 {}，不能是 {}", "`{}` must be at most {}, not {}"]
        }
        _ => ["「{}」最小是 {}，不能是 {}", "“{}”最小是 {}，不能是 {}", "`{}` must be at least {}, not {}"],
    };
    let values = [Some(key), least, most, Some(value)].into_iter().flatten();
    (texts, values.map(str::to_owned).collect())
}

/// `a, b or c`.
fn listed(names: &[&str], or: &str) -> String {
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [first @ .., last] => format!("{} {or} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_worded_in_every_language() {
        let mistake = Mistake::UnknownKey { key: "sett", table: "lunju.toml", known: &["set", "select"] };
        assert_eq!(mistake.text(MessageLanguage::ZhHant), "lunju.toml裏沒有「sett」這個鍵；是「set」嗎？");
        assert_eq!(mistake.text(MessageLanguage::ZhHans), "lunju.toml里没有“sett”这个键；是“set”吗？");
        assert_eq!(mistake.text(MessageLanguage::English), "unknown key `sett` in lunju.toml; did you mean `set`?");
        let mistake = Mistake::NotOneOf { key: "{}", value: "a{}", names: &["on", "off", "auto"] };
        assert_eq!(mistake.text(MessageLanguage::English), "`{}` must be on, off or auto, not `a{}`");
    }
}
