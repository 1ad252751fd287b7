//! What the page says, in the three message languages, and which of them a reader wants.

use crate::model::diagnostic::MessageLanguage::{self, English, ZhHans, ZhHant};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use percent_encoding::percent_decode_str;

/// A word: its key, then Traditional Chinese, Simplified Chinese, English. `{}` stands for a value.
type Word = (&'static str, [&'static str; 3]);

/// What stands on the page.
const PAGE: &[Word] = &[
    ("tag", ["zh-Hant", "zh-Hans", "en"]),
    ("text-lang", ["zh-Hant", "zh-Hans", "zh-Hant"]),
    ("title", ["論據：檢查論證", "论据：检查论证", "lunju: check an argument"]),
    ("name", ["論據", "论据", "lunju"]),
    (
        "tagline",
        [
            "貼上評論稿，看哪句是主張、哪句是證據，哪裏站不住腳。",
            "贴上评论稿，看哪句是主张、哪句是证据，哪里站不住脚。",
            "Paste an op-ed and see which sentences claim, which prove, and which do not hold.",
        ],
    ),
    ("language", ["介面語言", "界面语言", "Language"]),
    ("skip-draft", ["跳到稿件", "跳到稿件", "Skip to the draft"]),
    ("skip-result", ["跳到結果", "跳到结果", "Skip to the result"]),
    ("draft", ["稿件", "稿件", "Draft"]),
    ("draft-name", ["稿件", "稿件", "draft"]),
    (
        "hint",
        [
            "貼上或輸入中文稿件，也可以把檔案拖進來：文字、Markdown、HTML 或 Word（.docx）。",
            "贴上或输入中文稿件，也可以把文件拖进来：文字、Markdown、HTML 或 Word（.docx）。",
            "Paste or type a draft in Chinese, or drop a file here: text, Markdown, HTML or Word (.docx).",
        ],
    ),
    (
        "privacy",
        [
            "稿件只由開啟本頁的這個程式檢查：不儲存，不傳到別處。",
            "稿件只由打开本页的这个程序检查：不存储，不传到别处。",
            "Only the program that serves this page reads the draft. It is not stored, and sent nowhere else.",
        ],
    ),
    ("file", ["檔案", "文件", "File"]),
    ("format", ["格式", "格式", "Format"]),
    ("txt", ["純文字", "纯文本", "Plain text"]),
    ("check", ["檢查", "检查", "Check"]),
    ("sample-name", ["樣稿", "样稿", "sample"]),
    ("sample", ["試看一篇樣稿", "试看一篇样稿", "Try a sample draft"]),
    ("downloads", ["下載", "下载", "Download"]),
    ("as-html", ["批註頁（HTML）", "批注页（HTML）", "Annotated page (HTML)"]),
    ("as-docx", ["Word 批註（.docx）", "Word 批注（.docx）", "Word comments (.docx)"]),
    ("as-questions", ["給作者的問題", "给作者的问题", "Questions (Markdown)"]),
    ("as-map", ["論證圖（SVG）", "论证图（SVG）", "Argument map (SVG)"]),
    ("as-reasons", ["每句角色的理由", "每句角色的理由", "Reasons for the roles (text)"]),
    ("as-json", ["JSON", "JSON", "JSON"]),
    (
        "docx-hint",
        [
            "Word 批註要有 .docx 原稿：請先選取檔案。",
            "Word 批注要有 .docx 原稿：请先选取文件。",
            "Word comments need the .docx itself: choose the file first.",
        ],
    ),
    ("result-title", ["批註稿", "批注稿", "Annotated draft"]),
    (
        "waiting",
        [
            "稿件一到，這裏就會逐句標出主張、證據與呼籲，並在問題旁邊寫明原因和建議。",
            "稿件一到，这里就会逐句标出主张、证据与呼吁，并在问题旁边写明原因和建议。",
            "As soon as there is a draft, its claims, evidence and calls to action are marked here, \
             with reasons and advice beside what is weak.",
        ],
    ),
    ("found", ["檢查完畢：{} 處問題。", "检查完毕：{} 处问题。", "Checked: {} findings."]),
    ("found-one", ["檢查完畢：1 處問題。", "检查完毕：1 处问题。", "Checked: 1 finding."]),
    ("found-none", ["檢查完畢：沒有發現問題。", "检查完毕：没有发现问题。", "Checked: nothing to report."]),
    ("checking", ["檢查中…", "检查中…", "Checking…"]),
    (
        "unreachable",
        [
            "連不上檢查程式；請看看 lunju serve 是否還在執行。稿件仍在這裏。",
            "连不上检查程序；请看看 lunju serve 是否还在运行。稿件仍在这里。",
            "The checker does not answer; see whether lunju serve is still running. Your draft is still here.",
        ],
    ),
    ("questions", ["可以請教作者的問題", "可以请教作者的问题", "Questions for the author"]),
    ("copy", ["複製", "复制", "Copy"]),
    ("copied", ["已複製。", "已复制。", "Copied."]),
    ("to-draft", ["在稿件中選取", "在稿件中选取", "Select in the draft"]),
    ("apply", ["改為「{}」", "改为“{}”", "Replace with “{}”"]),
    ("take-out", ["刪去這些字", "删去这些字", "Take these words out"]),
    (
        "from-word",
        [
            "Word 檔的文字；要改字請在 Word 修改後再拖進來。",
            "Word 文件的文字；要改字请在 Word 修改后再拖进来。",
            "The text of a Word file; edit it in Word and drop it here again.",
        ],
    ),
    ("as-text", ["改作純文字編輯", "改作纯文本编辑", "Edit as plain text"]),
    ("close", ["關閉", "关闭", "Close"]),
    ("to-page", ["回到檢查頁", "回到检查页", "Back to the checker"]),
    ("to-result", ["看結果", "看结果", "See the result"]),
    ("What it flags", ["標出甚麼", "标出什么", "What it flags"]),
    ("Why it matters", ["為甚麼要緊", "为什么要紧", "Why it matters"]),
    ("When to ignore it", ["何時不必理會", "何时不必理会", "When to ignore it"]),
    ("error", ["錯誤", "错误", "error"]),
    ("warning", ["警告", "警告", "warning"]),
    ("info", ["提示", "提示", "info"]),
    ("off", ["停用", "停用", "off"]),
];

/// What is said where something could not be done, or on the terminal.
const ELSEWHERE: &[Word] = &[
    (
        "opened",
        [
            "網頁已開啟：{}（按 Ctrl-C 停止）",
            "网页已打开：{}（按 Ctrl-C 停止）",
            "The page is open at {} (Ctrl-C stops it)",
        ],
    ),
    (
        "open-to-others",
        [
            "注意：網絡上的其他人也能使用，而且沒有加密。",
            "注意：网络上的其他人也能使用，而且没有加密。",
            "Take care: others on the network can use it too, and nothing is encrypted.",
        ],
    ),
    ("refused", ["辦不到", "办不到", "That did not work"]),
    ("not-found", ["沒有這一頁。", "没有这一页。", "There is no such page."]),
    ("not-so", ["這一頁不能這樣用。", "这一页不能这样用。", "This page cannot be used that way."]),
    (
        "foreign-host",
        [
            "這個位址不是本程式的；請用啟動時顯示的位址，或用 --allow-host 加上名稱。",
            "这个地址不是本程序的；请用启动时显示的地址，或用 --allow-host 加上名称。",
            "This server does not go by that name; use the address that it printed, or allow the name with --allow-host.",
        ],
    ),
    (
        "foreign-origin",
        ["別的網頁不得使用本程式。", "别的网页不得使用本程序。", "Other pages may not use this server."],
    ),
    (
        "too-slow",
        [
            "等得太久，沒有完成；請稍後再試，或分段檢查。",
            "等得太久，没有完成；请稍后再试，或分段检查。",
            "This took too long and was given up; try again later, or check the draft in parts.",
        ],
    ),
    (
        "too-big",
        [
            "檔案太大；最多 {} MB。",
            "文件太大；最多 {} MB。",
            "The file is too big, or was cut short; at most {} MB are read.",
        ],
    ),
    (
        "too-long",
        [
            "稿件太長；最多 {} KB 文字。請分段檢查，或用 lunju check。",
            "稿件太长；最多 {} KB 文字。请分段检查，或用 lunju check。",
            "The draft is too long; at most {} KB of text. Check it in parts, or with lunju check.",
        ],
    ),
    ("broken-down", ["檢查時出錯，沒有完成。", "检查时出错，没有完成。", "The check broke down."]),
    ("unconfigured", ["設定檔有錯。", "配置文件有错。", "The configuration is broken."]),
    ("bad-form", ["送來的表格不完整。", "送来的表单不完整。", "The form that was sent is not whole."]),
    (
        "unknown-format",
        [
            "讀不了 .{} 檔；請存成 .docx，或把文字貼上。",
            "读不了 .{} 文件；请存成 .docx，或把文字贴上。",
            "A .{} file cannot be read here; save it as .docx, or paste the text.",
        ],
    ),
    ("no-draft", ["還沒有稿件。", "还没有稿件。", "There is no draft yet."]),
    (
        "not-word",
        [
            "只有 .docx 檔才能加上 Word 批註；請先選取檔案。",
            "只有 .docx 文件才能加上 Word 批注；请先选取文件。",
            "Only a .docx file takes Word comments; choose the file first.",
        ],
    ),
    ("no-prose", ["裏面沒有文字。", "里面没有文字。", "There is no text in it."]),
    ("no-lint", ["沒有叫「{}」的規則。", "没有叫“{}”的规则。", "There is no lint called “{}”."]),
    (
        "guessed",
        [
            "按 {} 編碼讀取，但不能確定；文字若不對，請存成 UTF-8。",
            "按 {} 编码读取，但不能确定；文字若不对，请存成 UTF-8。",
            "Read as {}, which is a guess; if the text is wrong, save it as UTF-8.",
        ],
    ),
];

/// What `key` says in `language`; nothing where there is no such word.
pub fn word(key: &str, language: MessageLanguage) -> &'static str {
    let found = PAGE.iter().chain(ELSEWHERE).find(|(name, _)| *name == key);
    let index = match language {
        ZhHant => 0,
        ZhHans => 1,
        English => 2,
    };
    found.map_or("", |(_, texts)| texts[index])
}

/// `text` with `value` in the place of `{}`.
pub fn fill(text: &str, value: &str) -> String {
    text.replacen("{}", value, 1)
}

/// The language that `text` names.
pub fn named(text: &str) -> Option<MessageLanguage> {
    let text = text.trim().to_ascii_lowercase();
    let mut parts = text.split(['-', '_']);
    let spoken = parts.next()?;
    let is_traditional = parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
    match spoken {
        "zh" | "yue" if is_traditional => Some(ZhHant),
        "zh" => Some(ZhHans),
        "yue" => Some(ZhHant),
        "en" => Some(English),
        _ => None,
    }
}

/// The value of `name` in the query of an address.
pub fn asked(query: Option<&str>, name: &str) -> Option<String> {
    let pairs = query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.rev().find(|(key, _)| *key == name)?.1.replace('+', " ");
    Some(percent_decode_str(&value).decode_utf8_lossy().into_owned())
}

/// The language of a reader: what the address asks for, else what the browser prefers, else English.
pub fn spoken(query: Option<&str>, headers: &HeaderMap) -> MessageLanguage {
    if let Some(language) = asked(query, "lang").as_deref().and_then(named) {
        return language;
    }
    let preferred = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let weighed = preferred.split(',').filter_map(|item| {
        let (name, parameter) = item.split_once(';').unwrap_or((item, ""));
        let weight = parameter.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse::<f32>).ok()?;
        Some((named(name)?, weight))
    });
    // Of equals the first.
    let best = weighed.reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.filter(|(_, weight)| *weight > 0.0).map_or(English, |(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_a_key_each_and_the_same_values_in_every_language() {
        let mut keys: Vec<_> = PAGE.iter().chain(ELSEWHERE).map(|(key, _)| *key).collect();
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "{keys:?}");
        for (key, texts) in PAGE.iter().chain(ELSEWHERE) {
            let values = texts.map(|text| text.matches("{}").count());
            assert!(values[0] == values[1] && values[1] == values[2] && values[0] < 2, "{key}");
            assert!(texts.iter().all(|text| !text.is_empty() && !text.contains(['<', '&', '"'])), "{key}");
        }
    }

    #[test]
    fn a_browser_says_what_its_reader_wants() {
        let of = |preferred: &str, query: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, preferred.parse().unwrap());
            spoken(Some(query), &headers)
        };
        assert_eq!(of("zh-TW,zh;q=0.9,en;q=0.8", ""), ZhHant);
        assert_eq!(of("fr, zh-CN;q=0.5, en;q=0.4", ""), ZhHans);
        assert_eq!(of("en-GB,en;q=0.9,zh-HK;q=0.8", ""), English);
        assert_eq!(of("yue", ""), ZhHant);
        assert_eq!(of("zh-HK;q=0, nonsense;;q=x", ""), English);
        assert_eq!(of("en", "x=1&lang=zh-Hans"), ZhHans);
        assert_eq!(of("en", "lang=zh-Hant&lang="), English);
    }

    #[test]
    fn addresses_are_decoded() {
        assert_eq!(asked(Some("path=a%20b+c%E7%A8%BF.md&lang=en"), "path").as_deref(), Some("a b c稿.md"));
        assert_eq!(asked(Some("path"), "path"), None);
        assert_eq!(asked(None, "path"), None);
    }
}
