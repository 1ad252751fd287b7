//! The fixed words of the terminal's output, in the three message languages.

use crate::model::diagnostic::{MessageLanguage, Summary};

/// The words of one language.
#[derive(Debug)]
pub struct Labels {
    /// Before what the writer can do.
    pub help: &'static str,
    /// Before what an editor would ask the author.
    pub query: &'static str,
    /// Before another place.
    pub related: &'static str,
    /// Before a change elsewhere than at the finding.
    pub suggestion: &'static str,
    /// A change that takes the words out.
    pub delete: &'static str,
    /// Between the words of a place and what is said of them.
    pub gap: &'static str,
    /// Between the members of a list.
    pub comma: &'static str,
    replace: &'static str,
    quotes: [&'static str; 2],
}

impl Labels {
    /// A change that puts `text` in place of the words.
    pub fn replace(&self, text: &str) -> String {
        let [open, close] = self.quotes;
        format!("{}{}{text}{}", self.replace, open.trim_start(), close)
    }

    /// `text` in quotation marks, fit to stand behind other words; nothing for nothing.
    pub fn quote(&self, text: &str) -> String {
        let [open, close] = self.quotes;
        if text.is_empty() { String::new() } else { format!("{open}{text}{close}") }
    }
}

static ZH_HANT: Labels = Labels {
    help: "說明：",
    query: "可問作者：",
    related: "另見：",
    suggestion: "建議：",
    delete: "可刪去",
    gap: "",
    comma: "、",
    replace: "可改為",
    quotes: [" 「", "」"],
};

static ZH_HANS: Labels = Labels {
    help: "说明：",
    query: "可问作者：",
    related: "另见：",
    suggestion: "建议：",
    delete: "可删去",
    gap: "",
    comma: "、",
    replace: "可改为",
    quotes: [" 「", "」"],
};

static ENGLISH: Labels = Labels {
    help: "help: ",
    query: "ask the author: ",
    related: "see also: ",
    suggestion: "suggestion: ",
    delete: "leave it out",
    gap: " ",
    comma: ", ",
    replace: "replace with ",
    quotes: [" “", "”"],
};

/// The words of `language`.
pub fn of(language: MessageLanguage) -> &'static Labels {
    match language {
        MessageLanguage::ZhHant => &ZH_HANT,
        MessageLanguage::ZhHans => &ZH_HANS,
        MessageLanguage::English => &ENGLISH,
    }
}

/// The counts of a run in one line.
pub fn summary(summary: &Summary, language: MessageLanguage) -> String {
    let Summary {
        articles, claims, supported_claims, evidence, sourced_evidence, calls_to_action, diagnostics, ..
    } = summary;
    let found = match language {
        MessageLanguage::ZhHant => format!(
            "{articles} 篇文章：主張 {claims}（有證據支持 {supported_claims}），證據 {evidence}（有出處 {sourced_evidence}），\
             呼籲 {calls_to_action}；發現 {diagnostics} 處問題"
        ),
        MessageLanguage::ZhHans => format!(
            "{articles} 篇文章：主张 {claims}（有证据支持 {supported_claims}），证据 {evidence}（有出处 {sourced_evidence}），\
             呼吁 {calls_to_action}；发现 {diagnostics} 处问题"
        ),
        MessageLanguage::English => format!(
            "{}: {} ({supported_claims} supported), {} ({sourced_evidence} sourced), {}; {}",
            count(*articles, "article", "articles"),
            count(*claims, "claim", "claims"),
            count(*evidence, "piece of evidence", "pieces of evidence"),
            count(*calls_to_action, "call to action", "calls to action"),
            count(*diagnostics, "finding", "findings"),
        ),
    };
    found + &left_out(summary, language)
}

/// How many findings are not shown, and why; nothing where there are none.
fn left_out(Summary { suppressed, known, .. }: &Summary, language: MessageLanguage) -> String {
    let (by_writer, by_age) = match language {
        MessageLanguage::ZhHant => (format!("，另有 {suppressed} 處已註明略過"), format!("，另有 {known} 處不是新的")),
        MessageLanguage::ZhHans => (format!("，另有 {suppressed} 处已注明略过"), format!("，另有 {known} 处不是新的")),
        MessageLanguage::English => (format!(", {suppressed} suppressed"), format!(", {known} not new")),
    };
    let mut text = String::new();
    if *suppressed > 0 {
        text.push_str(&by_writer);
    }
    if *known > 0 {
        text.push_str(&by_age);
    }
    text
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
