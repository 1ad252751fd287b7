//! The features of the role model in words: `cue=duty-modals` is "a word of the list duty-modals".

use super::values::value;
use crate::model::diagnostic::MessageLanguage;

/// What a feature's name begins with, and what it says in Traditional Chinese, Simplified Chinese and English; `{}` stands for its
/// value.
#[rustfmt::skip]
const FAMILIES: [(&str, [&str; 3]); 44] = [
    ("cue=", ["有「{}」的詞", "有「{}」的词", "a word of the list {}"]),
    ("cues=", ["有多個「{}」的詞", "有多个「{}」的词", "several words of the list {}"]),
    ("opens=", ["以「{}」的詞開頭", "以「{}」的词开头", "opens with a word of the list {}"]),
    ("quoted-cue=", ["引號內有「{}」的詞", "引号内有「{}」的词", "in quotation marks, a word of the list {}"]),
    ("says=", ["有轉述動詞，說話的是：{}", "有转述动词，说话的是：{}", "a reporting verb; who speaks: {}"]),
    ("does=", ["有宣布動詞，行動的是：{}", "有宣布动词，行动的是：{}", "an announcing verb; who acts: {}"]),
    ("measures=", ["有量度動詞，量度的是：{}", "有量度动词，量度的是：{}", "a measuring verb; who measures: {}"]),
    ("must=", ["有情態動詞，該行動的是：{}", "有情态动词，该行动的是：{}", "a modal verb; who is to act: {}"]),
    ("must-reported=", ["情態動詞在轉述之中", "情态动词在转述之中", "a modal verb inside a report"]),
    ("duty=", ["說到責任，屬於：{}", "说到责任，属于：{}", "a duty; whose: {}"]),
    ("duty-to=", ["說到該做的事", "说到该做的事", "a duty to do something"]),
    ("topic=", ["開頭說的是：{}", "开头说的是：{}", "opens on: {}"]),
    ("first-verb=", ["第一個動詞：{}", "第一个动词：{}", "first verb: {}"]),
    ("first-clause=", ["第一個分句：{}", "第一个分句：{}", "first clause: {}"]),
    ("last-clause=", ["最後一個分句：{}", "最后一个分句：{}", "last clause: {}"]),
    ("particle=", ["以語氣詞「{}」結尾", "以语气词「{}」结尾", "ends on the particle {}"]),
    ("has=", ["含有：{}", "含有：{}", "holds: {}"]),
    ("starts=", ["開頭的符號：{}", "开头的符号：{}", "starts with: {}"]),
    ("ends=", ["結尾的標點：{}", "结尾的标点：{}", "final sign: {}"]),
    ("quoted=", ["引號內的文字，至多 {} %", "引号内的文字，至多 {} %", "in quotation marks, up to {} %"]),
    ("carried=", ["上一單元的引文延續至此", "上一单元的引文延续至此", "a quotation goes on from the unit before"]),
    ("latin=", ["拉丁字母，至多 {} %", "拉丁字母，至多 {} %", "Latin letters, up to {} %"]),
    ("length=", ["長度，至多 {} 字", "长度，至多 {} 字", "length, up to {} characters"]),
    ("commas=", ["逗號：{}", "逗号：{}", "commas: {}"]),
    ("figures=", ["帶量詞的數字：{}", "带量词的数字：{}", "figures with a unit of measure: {}"]),
    ("names=", ["名稱：{}", "名称：{}", "names: {}"]),
    ("verbs=", ["動詞所佔，至多 {} %", "动词所占，至多 {} %", "share of verbs, up to {} %"]),
    ("adjectives=", ["形容詞所佔，至多 {} %", "形容词所占，至多 {} %", "share of adjectives, up to {} %"]),
    ("first=", ["第一個詞的詞性：{}", "第一个词的词性：{}", "part of speech of the first word: {}"]),
    ("second=", ["第二個詞的詞性：{}", "第二个词的词性：{}", "part of speech of the second word: {}"]),
    ("last=", ["最後一個詞的詞性：{}", "最后一个词的词性：{}", "part of speech of the last word: {}"]),
    ("block=", ["所在：{}", "所在：{}", "stands in: {}"]),
    ("in=", ["所在：{}", "所在：{}", "stands in: {}"]),
    ("in-paragraph=", ["在段落中的位置：{}", "在段落中的位置：{}", "place in its paragraph: {}"]),
    ("position=", ["在全文中的位置，至多 {} %", "在全文中的位置，至多 {} %", "place in the article, up to {} %"]),
    ("paragraph=", ["段落：{}", "段落：{}", "paragraph: {}"]),
    ("part=", ["句子的一部分：{}", "句子的一部分：{}", "part of its sentence: {}"]),
    ("report-age=", ["轉述始於之前的單元，相隔：{}", "转述始于之前的单元，相隔：{}", "a report began so many units before: {}"]),
    ("report-before=", ["上一段有轉述", "上一段有转述", "a report stands in the paragraph before"]),
    ("after=", ["跟在後面：{}", "跟在后面：{}", "stands behind: {}"]),
    ("units=", ["段落中的單元：{}", "段落中的单元：{}", "units in the paragraph: {}"]),
    ("voice=", ["說話的是：{}", "说话的是：{}", "who speaks: {}"]),
    ("bias", ["這類角色出現的多寡", "这类角色出现的多寡", "how often the role occurs"]),
    ("edge", ["那裡沒有文字", "那里没有文字", "nothing stands there"]),
];

/// Shares of the rest of the paragraph or of the article.
#[rustfmt::skip]
const SHARES: [(&str, [&str; 3]); 8] = [
    ("others-report=", ["段落中轉述的單元，四分之：{}", "段落中转述的单元，四分之：{}", "quarters of the paragraph that report: {}"]),
    ("others-count=", ["段落中有數字的單元，四分之：{}", "段落中有数字的单元，四分之：{}", "quarters of the paragraph with figures: {}"]),
    ("others-judge=", ["段落中作者自己說話的單元，四分之：{}", "段落中作者自己说话的单元，四分之：{}", "quarters of the paragraph in the writer's own voice: {}"]),
    ("others-ask=", ["段落中提問的單元，四分之：{}", "段落中提问的单元，四分之：{}", "quarters of the paragraph that ask: {}"]),
    ("article-reports=", ["全文轉述的單元，二十分之：{}", "全文转述的单元，二十分之：{}", "twentieths of the article that report: {}"]),
    ("article-counts=", ["全文有數字的單元，二十分之：{}", "全文有数字的单元，二十分之：{}", "twentieths of the article with figures: {}"]),
    ("article-judges=", ["全文作者自己說話的單元，二十分之：{}", "全文作者自己说话的单元，二十分之：{}", "twentieths of the article in the writer's own voice: {}"]),
    ("article-asks=", ["全文提問的單元，二十分之：{}", "全文提问的单元，二十分之：{}", "twentieths of the article that ask: {}"]),
];

/// What the feature `name` says in `language`. `spell` gives folded words as the draft spells them. Nothing for sequences of mere
/// signs, which tell a reader nothing.
pub fn say(name: &str, language: MessageLanguage, spell: impl Fn(&str) -> String) -> Option<String> {
    if let Some(sequence) = name.strip_prefix("c:").or(name.strip_prefix("w:")) {
        return self::sequence(sequence, name.starts_with("w:"), language, spell);
    }
    let (place, rest) = match name.split_at_checked(1) {
        Some(("<", rest)) => (language.pick(["上一單元：", "上一单元：", "the unit before: "]), rest),
        Some((">", rest)) => (language.pick(["下一單元：", "下一单元：", "the unit behind: "]), rest),
        _ => ("", name),
    };
    let known = FAMILIES.iter().chain(&SHARES).find_map(|(family, words)| Some((*words, rest.strip_prefix(family)?)));
    Some(match known {
        Some((words, found)) => format!("{place}{}", language.pick(words).replace("{}", value(found, language))),
        None => name.to_owned(),
    })
}

/// A sequence of characters or words; `^` and `$` are the ends of the unit, `0` any number.
fn sequence(sequence: &str, words: bool, language: MessageLanguage, spell: impl Fn(&str) -> String) -> Option<String> {
    if !sequence.chars().any(char::is_alphanumeric) {
        return None;
    }
    let starts = sequence.starts_with('^');
    let ends = sequence.ends_with('$');
    let bare = sequence.trim_start_matches('^').trim_end_matches('$').trim();
    let pieces: Vec<String> = bare.split(' ').map(spell).collect();
    let pieces = pieces.join(" ");
    let what = match (words, bare.chars().filter(|c| c.is_alphanumeric()).count()) {
        (true, _) if bare.contains(' ') => ["詞語「{}」", "词语「{}」", "the words {}"],
        (true, _) => ["詞「{}」", "词「{}」", "the word {}"],
        (false, 1) => ["字「{}」", "字「{}」", "the character {}"],
        (false, _) => ["字「{}」", "字「{}」", "the characters {}"],
    };
    let place = match (starts, ends) {
        (true, _) => ["開頭是", "开头是", "", " at its beginning"],
        (_, true) => ["結尾是", "结尾是", "", " at its end"],
        _ => ["有", "有", "", ""],
    };
    let before = language.pick([place[0], place[1], place[2]]);
    let behind = language.pick(["", "", place[3]]);
    Some(format!("{before}{}{behind}", language.pick(what).replace("{}", &pieces)))
}

#[cfg(test)]
mod tests {
    use super::say;
    use crate::model::diagnostic::MessageLanguage::{English, ZhHans, ZhHant};

    #[test]
    fn features_are_said_in_words() {
        let spell = |word: &str| word.replace('应', "應");
        assert_eq!(say("cue=duty-modals", English, spell).unwrap(), "a word of the list duty-modals");
        assert_eq!(say("<says=named", English, spell).unwrap(), "the unit before: a reporting verb; who speaks: named");
        assert_eq!(say("c:应该", English, spell).unwrap(), "the characters 應该");
        assert_eq!(say("w:^ 应该", English, spell).unwrap(), "the word 應该 at its beginning");
        assert_eq!(say("w:。 $", English, spell), None);
    }

    #[test]
    fn features_are_said_in_chinese() {
        let spell = |word: &str| word.replace('应', "應");
        assert_eq!(say("cue=duty-modals", ZhHant, spell).unwrap(), "有「責任情態詞」的詞");
        assert_eq!(say("<says=named", ZhHans, spell).unwrap(), "上一单元：有转述动词，说话的是：有名有姓的一方");
        assert_eq!(say("w:^ 应该", ZhHant, spell).unwrap(), "開頭是詞「應该」");
        assert_eq!(say("length=45", ZhHant, spell).unwrap(), "長度，至多 45 字");
    }
}
