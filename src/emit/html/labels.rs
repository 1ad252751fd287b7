//! The fixed words of the page, in the three message languages.

use crate::model::argument::{Language, Role};
use crate::model::diagnostic::{MessageLanguage, Severity, Summary};

/// The words of one language.
#[derive(Debug)]
pub struct Labels {
    /// The language, for `lang`.
    pub tag: &'static str,
    /// What the page is.
    pub title: &'static str,
    /// Leads past the head of the page.
    pub skip: &'static str,
    /// Above the numbers.
    pub counts: &'static str,
    /// Above the list of articles.
    pub contents: &'static str,
    /// Above the switches of roles.
    pub show_roles: &'static str,
    /// Above the switches of levels.
    pub show_levels: &'static str,
    /// Findings about no claim, evidence or call.
    pub no_role: &'static str,
    /// A claim that no evidence supports.
    pub unsupported: &'static str,
    /// Findings.
    pub findings: &'static str,
    /// Before what the writer can do.
    pub help: &'static str,
    /// Before what an editor would ask the author.
    pub query: &'static str,
    /// Before another place.
    pub related: &'static str,
    /// Before a change of the words.
    pub suggestion: &'static str,
    /// A change that takes the words out.
    pub delete: &'static str,
    /// Before findings that stand at no words.
    pub elsewhere: &'static str,
    /// Leads from a finding to its words.
    pub to_words: &'static str,
    /// Leads from a note to where it is called.
    pub to_text: &'static str,
    /// A note.
    pub note: &'static str,
    /// Above the map.
    pub map: &'static str,
    /// Above the claims that no evidence supports.
    pub bare: &'static str,
    /// Above what could not be checked.
    pub failures: &'static str,
    /// Between a label and what it says.
    pub colon: &'static str,
    articles: &'static str,
    calls: &'static str,
    supported: &'static str,
    sourced: &'static str,
    suppressed: &'static str,
    known: &'static str,
    brackets: [&'static str; 2],
    roles: [&'static str; 3],
    marks: [&'static str; 3],
    levels: [&'static str; 3],
}

/// What is counted, how often, and how many of them are as they should be.
pub struct Count {
    /// What.
    pub label: &'static str,
    /// How often.
    pub number: usize,
    /// The part that is supported or sourced, in words.
    pub part: Option<String>,
}

impl Labels {
    /// What a unit of `role` is called, and the sign that it bears; none where it has none.
    pub fn role(&self, role: Role) -> Option<(&'static str, &'static str)> {
        let index = place(role)?;
        Some((self.roles[index], self.marks[index]))
    }

    /// What a level is called.
    pub fn level(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.levels[0],
            Severity::Warning => self.levels[1],
            Severity::Info | Severity::Off => self.levels[2],
        }
    }

    /// `text` in the brackets of the language.
    pub fn bracket(&self, text: &str) -> String {
        format!("{}{text}{}", self.brackets[0], self.brackets[1])
    }

    /// The numbers of `summary`, those of articles only where there are several.
    pub fn count(&self, summary: &Summary) -> Vec<Count> {
        let Summary { articles, claims, supported_claims, evidence, sourced_evidence, calls_to_action, .. } = *summary;
        let part = |label: &str, number: usize| Some(format!("{label} {number}"));
        let plain = |label, number| Count { label, number, part: None };
        let [claim, proof, _] = self.roles;
        let mut counts = vec![
            plain(self.articles, articles),
            Count { label: claim, number: claims, part: part(self.supported, supported_claims) },
            Count { label: proof, number: evidence, part: part(self.sourced, sourced_evidence) },
            plain(self.calls, calls_to_action),
            plain(self.findings, summary.diagnostics),
            plain(self.suppressed, summary.suppressed),
            plain(self.known, summary.known),
        ];
        let needless = [(self.articles, 1), (self.articles, 0), (self.suppressed, 0), (self.known, 0)];
        counts.retain(|count| !needless.contains(&(count.label, count.number)));
        counts
    }
}

/// What classes call `role`.
pub fn class(role: Role) -> &'static str {
    match role {
        Role::Claim => "claim",
        Role::Evidence => "evidence",
        Role::CallToAction => "call",
        Role::Other => "other",
    }
}

/// The sign of a level, so that it can be told without its colour.
pub fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "■",
        Severity::Warning => "▲",
        Severity::Info | Severity::Off => "●",
    }
}

/// The tag of a text's language; empty where it is unknown.
pub fn tag(language: Language) -> &'static str {
    if language == Language::Unknown { "" } else { language.name() }
}

fn place(role: Role) -> Option<usize> {
    [Role::Claim, Role::Evidence, Role::CallToAction].iter().position(|&known| known == role)
}

static ZH_HANT: Labels = Labels {
    tag: "zh-Hant",
    title: "論證檢查報告",
    skip: "跳到文章",
    counts: "統計",
    contents: "文章",
    show_roles: "顯示論證角色",
    show_levels: "顯示問題",
    no_role: "其他問題",
    unsupported: "沒有證據支持",
    findings: "問題",
    help: "說明",
    query: "可問作者",
    related: "另見",
    suggestion: "可改為",
    delete: "可刪去",
    elsewhere: "關於全文的問題",
    to_words: "回到原文",
    to_text: "回到正文",
    note: "註",
    map: "論證圖",
    bare: "沒有證據支持的主張",
    failures: "沒有檢查的檔案",
    colon: "：",
    articles: "文章",
    calls: "呼籲",
    supported: "有證據支持",
    sourced: "有出處",
    suppressed: "已註明略過",
    known: "不是新的",
    brackets: ["（", "）"],
    roles: ["主張", "證據", "呼籲"],
    marks: ["主", "證", "呼"],
    levels: ["錯誤", "警告", "提示"],
};

static ZH_HANS: Labels = Labels {
    tag: "zh-Hans",
    title: "论证检查报告",
    skip: "跳到文章",
    counts: "统计",
    contents: "文章",
    show_roles: "显示论证角色",
    show_levels: "显示问题",
    no_role: "其他问题",
    unsupported: "没有证据支持",
    findings: "问题",
    help: "说明",
    query: "可问作者",
    related: "另见",
    suggestion: "可改为",
    delete: "可删去",
    elsewhere: "关于全文的问题",
    to_words: "回到原文",
    to_text: "回到正文",
    note: "注",
    map: "论证图",
    bare: "没有证据支持的主张",
    failures: "没有检查的文件",
    colon: "：",
    articles: "文章",
    calls: "呼吁",
    supported: "有证据支持",
    sourced: "有出处",
    suppressed: "已注明略过",
    known: "不是新的",
    brackets: ["（", "）"],
    roles: ["主张", "证据", "呼吁"],
    marks: ["主", "证", "呼"],
    levels: ["错误", "警告", "提示"],
};

static ENGLISH: Labels = Labels {
    tag: "en",
    title: "Argument report",
    skip: "Skip to the articles",
    counts: "Counts",
    contents: "Articles",
    show_roles: "Show roles",
    show_levels: "Show findings",
    no_role: "other findings",
    unsupported: "no evidence",
    findings: "findings",
    help: "Help",
    query: "Ask the author",
    related: "See also",
    suggestion: "Replace with",
    delete: "Leave it out",
    elsewhere: "Findings about the whole text",
    to_words: "Back to the words",
    to_text: "Back to the text",
    note: "Note",
    map: "Argument map",
    bare: "Claims without evidence",
    failures: "Files that were not checked",
    colon: ": ",
    articles: "articles",
    calls: "calls to action",
    supported: "supported:",
    sourced: "sourced:",
    suppressed: "suppressed",
    known: "not new",
    brackets: [" (", ")"],
    roles: ["claims", "evidence", "calls to action"],
    marks: ["C", "E", "A"],
    levels: ["error", "warning", "info"],
};

/// The words of `language`.
pub fn of(language: MessageLanguage) -> &'static Labels {
    match language {
        MessageLanguage::ZhHant => &ZH_HANT,
        MessageLanguage::ZhHans => &ZH_HANS,
        MessageLanguage::English => &ENGLISH,
    }
}
