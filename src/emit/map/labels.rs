//! The fixed words of maps, in the three message languages.

use crate::model::argument::{Attribution, RelationKind, Role};
use crate::model::diagnostic::MessageLanguage;

/// The words of one language.
pub struct Labels {
    /// The tag of a page in the language, for `lang`.
    pub tag: &'static str,
    /// A claim that no evidence supports.
    pub unsupported: &'static str,
    /// What the article argues.
    pub thesis: &'static str,
    /// Who wrote the article, where a format asks for it.
    pub author: &'static str,
    roles: [&'static str; 4],
    relations: [&'static str; 3],
    sources: [&'static str; 4],
    section: [&'static str; 2],
}

impl Labels {
    /// What a unit of `role` is called.
    pub fn role(&self, role: Role) -> &'static str {
        let index = Role::ALL.iter().position(|&known| known == role).unwrap_or_default();
        self.roles[index]
    }

    /// What a relation is called.
    pub fn relation(&self, kind: RelationKind) -> &'static str {
        let index = RelationKind::ALL.iter().position(|&known| known == kind).unwrap_or_default();
        self.relations[index]
    }

    /// What to say of who answers for evidence.
    pub fn source(&self, source: Attribution) -> Option<&'static str> {
        let index = Attribution::ALL.iter().position(|&known| known == source)?;
        self.sources.get(index).copied()
    }

    /// What a section without a heading is called.
    pub fn section(&self, number: usize) -> String {
        format!("{}{number}{}", self.section[0], self.section[1])
    }
}

static ZH_HANT: Labels = Labels {
    tag: "zh-Hant",
    unsupported: "！沒有證據支持",
    thesis: "主旨",
    author: "作者",
    roles: ["主張", "證據", "呼籲", "其他"],
    relations: ["支持", "反對", "重申"],
    sources: ["有連結", "出處具名", "出處含糊", "沒有出處"],
    section: ["第 ", " 節"],
};

static ZH_HANS: Labels = Labels {
    tag: "zh-Hans",
    unsupported: "！没有证据支持",
    thesis: "主旨",
    author: "作者",
    roles: ["主张", "证据", "呼吁", "其他"],
    relations: ["支持", "反对", "重申"],
    sources: ["有链接", "出处具名", "出处含糊", "没有出处"],
    section: ["第 ", " 节"],
};

static ENGLISH: Labels = Labels {
    tag: "en",
    unsupported: "! no evidence",
    thesis: "thesis",
    author: "Author",
    roles: ["claim", "evidence", "call to action", "other"],
    relations: ["supports", "attacks", "restates"],
    sources: ["linked", "named source", "vague source", "no source"],
    section: ["Section ", ""],
};

/// The words of `language`.
pub fn of(language: MessageLanguage) -> &'static Labels {
    match language {
        MessageLanguage::ZhHant => &ZH_HANT,
        MessageLanguage::ZhHans => &ZH_HANS,
        MessageLanguage::English => &ENGLISH,
    }
}
