//! The values of features in Chinese: lists, parties, signs, places.

use crate::model::diagnostic::MessageLanguage;

/// A value, and what it is called in Traditional and in Simplified Chinese; sorted.
#[rustfmt::skip]
const VALUES: [(&str, [&str; 2]); 120] = [
    ("absolutes", ["絕對詞", "绝对词"]),
    ("act", ["行動", "行动"]),
    ("addressee", ["呼籲對象", "呼吁对象"]),
    ("addressees", ["呼籲對象", "呼吁对象"]),
    ("alone", ["獨自成段", "独自成段"]),
    ("announcing-verbs", ["宣布動詞", "宣布动词"]),
    ("appeals", ["訴求用語", "诉求用语"]),
    ("aspect", ["時態助詞", "时态助词"]),
    ("aspect-markers", ["時態助詞", "时态助词"]),
    ("at", ["@", "@"]),
    ("boosters", ["強調詞", "强调词"]),
    ("bracket", ["圓括號", "圆括号"]),
    ("cause-markers", ["因果連詞", "因果连词"]),
    ("collective", ["我們、大家", "我们、大家"]),
    ("collective-subjects", ["集體主語", "集体主语"]),
    ("colon", ["冒號", "冒号"]),
    ("colon-far", ["較遠處的冒號", "较远处的冒号"]),
    ("colon-near", ["不遠處的冒號", "不远处的冒号"]),
    ("colon-paragraph", ["以冒號結尾的段落", "以冒号结尾的段落"]),
    ("comma", ["逗號", "逗号"]),
    ("common-knowledge", ["眾所周知", "众所周知"]),
    ("comparison-markers", ["比較用語", "比较用语"]),
    ("concession-markers", ["讓步連詞", "让步连词"]),
    ("conclusion-markers", ["結論用語", "结论用语"]),
    ("condition", ["條件", "条件"]),
    ("condition-markers", ["條件連詞", "条件连词"]),
    ("continuing-pronouns", ["承前代詞", "承前代词"]),
    ("contrast-markers", ["轉折連詞", "转折连词"]),
    ("copula", ["判斷動詞", "判断动词"]),
    ("copulas", ["判斷動詞", "判断动词"]),
    ("dash", ["破折號", "破折号"]),
    ("date", ["日期", "日期"]),
    ("dates", ["日期", "日期"]),
    ("degree", ["程度", "程度"]),
    ("degree-words", ["程度副詞", "程度副词"]),
    ("demonstrative", ["指示詞", "指示词"]),
    ("demonstratives", ["指示詞", "指示词"]),
    ("document", ["文件", "文件"]),
    ("document-words", ["文件用語", "文件用语"]),
    ("dots", ["省略號", "省略号"]),
    ("duty", ["責任", "责任"]),
    ("duty-modals", ["責任情態詞", "责任情态词"]),
    ("earlier", ["前面的部分", "前面的部分"]),
    ("editor", ["編輯", "编辑"]),
    ("end", ["結尾", "结尾"]),
    ("event", ["事件", "事件"]),
    ("event-verbs", ["事件動詞", "事件动词"]),
    ("example-markers", ["舉例用語", "举例用语"]),
    ("exclamation", ["感嘆號", "感叹号"]),
    ("experience-words", ["親身經歷", "亲身经历"]),
    ("false-dilemma-frames", ["二選一句式", "二选一句式"]),
    ("first", ["開頭", "开头"]),
    ("first-person", ["第一人稱", "第一人称"]),
    ("future", ["將來", "将来"]),
    ("future-markers", ["將來用語", "将来用语"]),
    ("generic", ["泛指", "泛指"]),
    ("generic-markers", ["泛指用語", "泛指用语"]),
    ("heading", ["小標題", "小标题"]),
    ("hedge", ["保留語", "保留语"]),
    ("hedges", ["保留語", "保留语"]),
    ("institution", ["機構", "机构"]),
    ("institutions", ["機構", "机构"]),
    ("last", ["最後", "最后"]),
    ("later", ["後面的部分", "后面的部分"]),
    ("link", ["連結", "链接"]),
    ("list", ["頓號或列表", "顿号或列表"]),
    ("loaded-words", ["褒貶詞", "褒贬词"]),
    ("measuring-verbs", ["量度動詞", "量度动词"]),
    ("meta-words", ["談及本文", "谈及本文"]),
    ("middle", ["中間", "中间"]),
    ("modals", ["情態詞", "情态词"]),
    ("more", ["更多", "更多"]),
    ("named", ["有名有姓的一方", "有名有姓的一方"]),
    ("negation", ["否定", "否定"]),
    ("negations", ["否定詞", "否定词"]),
    ("none", ["沒有", "没有"]),
    ("note", ["註釋", "注释"]),
    ("nothing", ["沒有主語", "没有主语"]),
    ("number", ["數字", "数字"]),
    ("numbers", ["多個數字", "多个数字"]),
    ("other", ["別的名詞", "别的名词"]),
    ("over", ["更長", "更长"]),
    ("paragraph", ["段落", "段落"]),
    ("party", ["機構名", "机构名"]),
    ("percent", ["百分比", "百分比"]),
    ("person", ["人名", "人名"]),
    ("person-titles", ["職銜", "职衔"]),
    ("place", ["地名", "地名"]),
    ("plain", ["一般動詞", "一般动词"]),
    ("policy", ["政策", "政策"]),
    ("policy-verbs", ["政策動詞", "政策动词"]),
    ("prediction-markers", ["預測用語", "预测用语"]),
    ("pronoun", ["代詞所指的一方", "代词所指的一方"]),
    ("question", ["提問", "提问"]),
    ("question-words", ["疑問詞", "疑问词"]),
    ("quotation", ["引文", "引文"]),
    ("quote", ["引號", "引号"]),
    ("report", ["轉述", "转述"]),
    ("reporting-verbs", ["轉述動詞", "转述动词"]),
    ("row", ["表格的一行", "表格的一行"]),
    ("section-start", ["小節開頭", "小节开头"]),
    ("semicolon", ["分號", "分号"]),
    ("several", ["多個名稱", "多个名称"]),
    ("slash", ["斜線", "斜线"]),
    ("source-markers", ["來源標記", "来源标记"]),
    ("square", ["方括號", "方括号"]),
    ("stop", ["句號", "句号"]),
    ("time", ["時間", "时间"]),
    ("time-words", ["時間詞", "时间词"]),
    ("title", ["標題或書名號", "标题或书名号"]),
    ("vague", ["不具名的一方", "不具名的一方"]),
    ("vague-calls", ["含糊的呼籲", "含糊的呼吁"]),
    ("vague-parties", ["不具名的人", "不具名的人"]),
    ("vague-source-phrases", ["含糊的來源", "含糊的来源"]),
    ("value", ["評價", "评价"]),
    ("value-words", ["評價詞", "评价词"]),
    ("very-last", ["全文最後", "全文最后"]),
    ("writer", ["作者", "作者"]),
    ("year", ["年份", "年份"]),
    ("yes", ["是", "是"]),
];

/// What `value` is called in `language`; numbers and parts of speech stay what they are.
pub fn value(value: &str, language: MessageLanguage) -> &str {
    let known = VALUES.binary_search_by_key(&value, |(value, _)| value).ok();
    known.map_or(value, |at| language.pick([VALUES[at].1[0], VALUES[at].1[1], value]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_sorted() {
        assert!(VALUES.is_sorted_by(|left, right| left.0 < right.0));
    }

    /// Of the features that the fitted models know, none is said in English to a Chinese reader.
    #[test]
    fn every_value_of_the_models_has_a_name() {
        let weights = include_str!("../../../lints/roles/zh.tsv").lines().filter_map(|line| line.split('\t').next());
        let names =
            weights.filter(|name| !name.starts_with(['#', '%']) && !name.starts_with("c:") && !name.starts_with("w:"));
        // Parts of speech stay what they are.
        let tags = ["first", "second", "last"];
        let is_said = |family: &str| !tags.contains(&family.trim_start_matches(['<', '>']));
        let values =
            names.filter_map(|name| name.split_once('=')).filter(|(family, _)| is_said(family)).map(|(_, value)| value);
        let is_word =
            |value: &&str| !value.is_empty() && value.is_ascii() && !value.starts_with(|c: char| c.is_ascii_digit());
        let missing: Vec<&str> =
            values.filter(is_word).filter(|word| value(word, MessageLanguage::ZhHant) == *word).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}
