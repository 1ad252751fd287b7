//! Latin abbreviations that are nowhere spelled out.

use crate::model::argument::{Slip, SlipKind, Unit};
use crate::model::article::BlockKind;
use crate::model::span::Span;
use crate::pack::lexicon::list;
use crate::parse::consistency::opens_with_capital;
use crate::parse::role::View;
use std::collections::BTreeMap;

/// The first place of every abbreviation of three to six capitals that no list knows and that no bracket, quotation mark
/// or word like 即 explains anywhere in the article.
pub fn slips(view: &View, units: &[Unit]) -> Vec<Slip> {
    // None: explained somewhere, or of a sort that is left alone.
    let mut first: BTreeMap<&str, Option<Span>> = BTreeMap::new();
    for (id, unit) in units.iter().enumerate() {
        for word in view.words_in(unit.span) {
            if !opens_with_capital(view.text, word) {
                continue;
            }
            let name = word.span.of(view.text);
            if !(3..=6).contains(&name.len()) || !name.bytes().all(|byte| byte.is_ascii_uppercase()) {
                continue;
            }
            let place = first.entry(name).or_insert(Some(word.span));
            let is_prose = matches!(view.places[id].block, BlockKind::Paragraph) && !view.places[id].editor;
            let is_known = view.cues.within(list::COMMON_ABBREVIATIONS, word.span).next().is_some();
            if !is_prose || is_known || is_explained(view, word.span) || unit.quoted || view.is_quoted(word.span.start)
            {
                *place = None;
            }
        }
    }
    first.retain(|_, place| place.is_some());
    let initials = if first.is_empty() { String::new() } else { initials(view.text) };
    let kept = first.into_iter().filter(|(name, _)| !initials.contains(name));
    kept.filter_map(|(_, span)| Some(Slip { span: span?, kind: SlipKind::Abbreviation, other: None })).collect()
}

/// Whether signs or words beside the abbreviation explain it, or make it part of a longer name, a number or foreign words.
fn is_explained(view: &View, span: Span) -> bool {
    const SIGNS: [char; 24] = [
        '(', ')', '[', ']', '「', '」', '《', '》', '“', '”', '=', ':', '/', '-', '.', '&', '@', '_', '#', '"', '\'',
        '’', '|', '+',
    ];
    const WORDS: [&str; 20] = [
        "即", "简称", "称为", "叫做", "名为", "所谓", "又称", "公司", "集团", "乐队", "品牌", "频道", "事件", "案",
        "收购", "基因", "基金", "指数", "股份", "款项",
    ];
    let text = view.text;
    let before = text[..span.start].trim_end_matches(' ');
    let behind = text[span.end..].trim_start_matches(' ');
    let is_foreign = |c: char| c.is_alphanumeric() && (c.is_ascii() || ('\u{C0}'..'\u{250}').contains(&c));
    // 康樂及文化事務署 LCSD: the name itself stands before it.
    let name = ["署", "局", "处", "会", "院", "组织", "中心", "大学", "银行"].iter().any(|end| before.ends_with(end));
    let glossed = WORDS.iter().any(|word| behind.trim_start_matches(',').trim_start().starts_with(word));
    (name && before.len() < span.start)
        || glossed
        || before.ends_with(SIGNS)
        || behind.starts_with(SIGNS)
        || before.ends_with(is_foreign)
        || behind.starts_with(is_foreign)
        || before.ends_with(',') && before.trim_end_matches(',').ends_with(|c: char| c.is_ascii_alphabetic())
        || WORDS.iter().any(|word| before.ends_with(word) || behind.starts_with(word))
}

/// The first letters of the text's Latin words, in capitals: FTA stands in those of Free Trade Agreement.
fn initials(text: &str) -> String {
    let words = text.as_bytes().split(|byte| !byte.is_ascii_alphabetic()).filter(|word| word.len() > 1);
    words.filter_map(|word| word.first()).map(|first| char::from(first.to_ascii_uppercase())).collect()
}
