//! The words that the language server itself uses, in the three message languages.

use crate::model::argument::{Actor, Attribution, Certainty, Kind, Role};
use crate::model::diagnostic::MessageLanguage;

/// A role.
pub fn role(role: Role, language: MessageLanguage) -> &'static str {
    let words = match role {
        Role::Claim => ["主張", "主张", "claim"],
        Role::Evidence => ["證據", "证据", "evidence"],
        Role::CallToAction => ["呼籲", "呼吁", "call to action"],
        Role::Other => ["其他", "其他", "other"],
    };
    language.pick(words)
}

/// A kind.
pub fn kind(kind: Kind, language: MessageLanguage) -> &'static str {
    let words = match kind {
        Kind::Thesis => ["全文主張", "全文主张", "thesis"],
        Kind::Fact => ["事實", "事实", "fact"],
        Kind::Cause => ["因果", "因果", "cause"],
        Kind::Prediction => ["預測", "预测", "prediction"],
        Kind::Comparison => ["比較", "比较", "comparison"],
        Kind::Value => ["評價", "评价", "value"],
        Kind::Concession => ["讓步", "让步", "concession"],
        Kind::Statistic => ["數字", "数字", "statistic"],
        Kind::Testimony => ["言論", "言论", "testimony"],
        Kind::Event => ["事件", "事件", "event"],
        Kind::Example => ["例子", "例子", "example"],
        Kind::Document => ["文件", "文件", "document"],
        Kind::Policy => ["政策", "政策", "policy"],
        Kind::Appeal => ["訴求", "诉求", "appeal"],
        Kind::Heading => ["標題", "标题", "heading"],
        Kind::Question => ["提問", "提问", "question"],
        Kind::Background => ["背景", "背景", "background"],
        Kind::Meta => ["談及本文", "谈及本文", "about the text"],
    };
    language.pick(words)
}

/// How firmly a claim is put.
pub fn certainty(certainty: Certainty, language: MessageLanguage) -> &'static str {
    let words = match certainty {
        Certainty::Hedged => ["語氣保留", "语气保留", "hedged"],
        Certainty::Plain => ["語氣平實", "语气平实", "plainly put"],
        Certainty::Strong => ["語氣肯定", "语气肯定", "strongly put"],
    };
    language.pick(words)
}

/// Who answers for evidence.
pub fn source(source: Attribution, language: MessageLanguage) -> &'static str {
    let words = match source {
        Attribution::Linked => ["出處有連結", "出处有链接", "source linked"],
        Attribution::Named => ["出處有名字", "出处有名字", "source named"],
        Attribution::Vague => ["出處含糊", "出处含糊", "source vague"],
        Attribution::None => ["沒有出處", "没有出处", "no source"],
    };
    language.pick(words)
}

/// Who is to act.
pub fn actor(actor: Actor, language: MessageLanguage) -> &'static str {
    let words = match actor {
        Actor::Named => ["寫明由誰去做", "写明由谁去做", "who is to act is named"],
        Actor::Implied => ["由誰去做見於前文", "由谁去做见于前文", "who is to act is implied"],
        Actor::None => ["沒有說由誰去做", "没有说由谁去做", "nobody is asked to act"],
    };
    language.pick(words)
}

/// Whether evidence supports a claim.
pub fn support(is_supported: bool, language: MessageLanguage) -> &'static str {
    let words = if is_supported {
        ["有證據支持", "有证据支持", "supported"]
    } else {
        ["沒有證據支持", "没有证据支持", "no evidence"]
    };
    language.pick(words)
}

/// A heading of a lint page; another as it is.
pub fn heading(heading: &str, language: MessageLanguage) -> &str {
    match heading {
        "What it flags" => language.pick(["標示甚麼", "标示什么", "What it flags"]),
        "Why it matters" => language.pick(["為何重要", "为何重要", "Why it matters"]),
        "When to ignore it" => language.pick(["何時可略過", "何时可略过", "When to ignore it"]),
        _ => heading,
    }
}
