//! The lints of suppressions themselves. They look at comments, not at the argument, so no selector could find them.

use crate::model::diagnostic::{MessageLanguage, Severity};
use crate::pack::page::{Message, Pack};

/// A lint that the engine runs itself.
#[derive(Clone, Copy, Debug)]
pub struct OwnLint {
    /// Its name.
    pub id: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// Its documentation in Markdown; the first line is its title.
    pub page: &'static str,
    help: [&'static str; 2],
}

impl OwnLint {
    /// The title in Chinese and English.
    #[must_use]
    pub fn title(&self) -> Message {
        let first = self.page.lines().next().unwrap_or_default().trim_start_matches("# ");
        let (zh, en) = first.split_once(" / ").unwrap_or((first, first));
        message([zh, en])
    }

    /// What the writer can do.
    #[must_use]
    pub fn help(&self, language: MessageLanguage) -> String {
        message(self.help).text(language).into_owned()
    }
}

/// A suppression that suppresses nothing.
pub const UNUSED: OwnLint = OwnLint {
    id: "unused-suppression",
    severity: Severity::Warning,
    page: include_str!("unused-suppression.md"),
    help: [
        "問題已經改好，便把它刪去；問題在別處，便把它移過去",
        "Delete it if the fault is gone; move it if the fault stands elsewhere",
    ],
};

/// A suppression that does not say why.
pub const WITHOUT_REASON: OwnLint = OwnLint {
    id: "suppression-without-reason",
    severity: Severity::Info,
    page: include_str!("suppression-without-reason.md"),
    help: [
        "在冒號後面寫上原因，讓下一位編輯知道為何可以略過",
        "Write the reason behind a colon, so that the next editor knows why",
    ],
};

/// A suppression that cannot be read, or that names no lint that there is.
pub const MALFORMED: OwnLint = OwnLint {
    id: "malformed-suppression",
    severity: Severity::Warning,
    page: include_str!("malformed-suppression.md"),
    help: [
        "寫成 <!-- lunju-ignore missing-source: 原因 -->；`lunju lints` 列出全部規則",
        "Write <!-- lunju-ignore missing-source: reason -->; `lunju lints` lists all lints",
    ],
};

/// All of them, sorted by id.
pub const OWN: [OwnLint; 3] = [MALFORMED, WITHOUT_REASON, UNUSED];

/// The one called `id`.
#[must_use]
pub fn own(id: &str) -> Option<&'static OwnLint> {
    OWN.iter().find(|lint| lint.id == id)
}

/// What is wrong with a suppression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It takes nothing out.
    Unused,
    /// It has no reason.
    NoReason,
    /// It names no lint.
    NoId,
    /// It cannot be read.
    Form,
    /// There is no such lint; perhaps the one named here is meant.
    Unknown(Option<String>),
}

impl Wrong {
    /// The lint that reports it.
    pub fn lint(&self) -> &'static OwnLint {
        match self {
            Self::Unused => &UNUSED,
            Self::NoReason => &WITHOUT_REASON,
            Self::NoId | Self::Form | Self::Unknown(_) => &MALFORMED,
        }
    }

    /// What can be done about an entry of a configuration, where that is not what the lint says.
    pub fn help_in_configuration(&self, language: MessageLanguage) -> Option<String> {
        let texts = match self {
            Self::NoReason => [
                "加上 reason = \"……\"，讓下一位編輯知道為何可以略過",
                "Add reason = \"...\", so that the next editor knows why",
            ],
            _ => return None,
        };
        Some(message(texts).text(language).into_owned())
    }

    /// What is wrong with the suppression that is written `words`.
    pub fn message(&self, words: &str, language: MessageLanguage) -> String {
        let texts = match self {
            Self::Unused => ["「{}」沒有略過任何問題", "“{}” suppresses nothing"],
            Self::NoReason => ["略過「{}」，卻沒有寫明原因", "“{}” is suppressed without a reason"],
            Self::NoId => ["「{}」沒有寫明略過哪一條規則", "“{}” does not say which lint to suppress"],
            Self::Form => ["看不懂「{}」", "“{}” cannot be read"],
            Self::Unknown(None) => ["沒有叫「{}」的規則", "there is no lint “{}”"],
            Self::Unknown(Some(_)) => {
                ["沒有叫「{}」的規則；是「{nearest}」嗎？", "there is no lint “{}”; did you mean “{nearest}”?"]
            }
        };
        let text = message(texts).text(language).into_owned();
        let text = match self {
            Self::Unknown(Some(nearest)) => text.replace("{nearest}", nearest),
            _ => text,
        };
        text.replacen("{}", words, 1)
    }
}

/// What is wrong with the id `id`, if there is no such lint in `pack`.
pub fn unknown(pack: &Pack, id: &str) -> Option<Wrong> {
    if pack.page(id).is_some() || own(id).is_some() {
        return None;
    }
    let ids = pack.pages.iter().map(|page| &*page.id).chain(OWN.iter().map(|lint| lint.id));
    let near = ids.map(|known| (strsim::jaro_winkler(known, id), known)).filter(|(likeness, _)| *likeness > 0.7);
    let nearest = near.max_by(|left, right| left.0.total_cmp(&right.0));
    Some(Wrong::Unknown(nearest.map(|(_, known)| known.to_owned())))
}

fn message([zh, en]: [&str; 2]) -> Message {
    Message { zh: zh.to_owned(), en: en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sorted_and_pages_have_both_titles() {
        assert!(OWN.is_sorted_by_key(|lint| lint.id));
        for lint in OWN {
            let title = lint.title();
            assert!(lint.page.starts_with("# ") && title.zh != title.en, "{}", lint.id);
        }
    }

    #[test]
    fn an_id_that_is_nearly_one_gets_the_nearest() {
        let pack = Pack::builtin();
        assert_eq!(unknown(&pack, "missing-source"), None);
        assert_eq!(unknown(&pack, "unused-suppression"), None);
        let wrong = unknown(&pack, "mising-source").unwrap();
        let text = wrong.message("mising-source", MessageLanguage::English);
        assert_eq!(text, "there is no lint “mising-source”; did you mean “missing-source”?");
        assert_eq!(unknown(&pack, "zzz"), Some(Wrong::Unknown(None)));
    }
}
