//! Figures that do not agree: one quantity with two values, or one figure that two parties are named for.

use crate::model::argument::{Kind, Role, Slip, SlipKind, Unit};
use crate::model::article::BlockKind;
use crate::model::span::Span;
use crate::pack::cues::ListSet;
use crate::pack::lexicon::list;
use crate::parse::consistency::pairs;
use crate::parse::consistency::quantity::{Quantity, quantities, tells};
use crate::parse::role::View;
use std::collections::BTreeMap;

/// Words by which a sentence speaks of another time or another case, or of a change: then two values are no mistake.
const CHANGES: [&str; 42] = [
    "增至", "减至", "升至", "降至", "增加", "减少", "上升", "下降", "上调", "下调", "升幅", "跌", "原本", "原先",
    "原来", "本来", "预计", "预期", "预测", "估计", "目标", "如果", "假如", "假设", "若", "当时", "变成", "改为",
    "修订", "更正", "翌年", "同年", "后来", "以前", "从前", "现时", "现在", "目前", "分别", "只剩", "剩下", "至今",
];
/// Words in the clause of a figure by which it counts a part, a share or another case.
const PARTS: [&str; 22] = [
    "不足", "以上", "以下", "每", "平均", "由", "从", "到", "首", "最后", "剩", "上限", "下限", "或", "另", "其他",
    "其余", "再", "又", "料", "曾", "多",
];
/// Where a sentence agrees with another on purpose.
const AGREES: [&str; 14] =
    ["引述", "转引", "引用", "同样", "亦", "也", "一致", "相同", "吻合", "不约而同", "都", "均", "证实", "确认"];
/// Words before a named source.
const ACCORDING: [&str; 4] = ["根据", "依据", "据", "按照"];

/// Figures that had another value, or another source, before.
pub fn slips(view: &View, units: &[Unit]) -> Vec<Slip> {
    let mut by_thing: BTreeMap<(&str, &str, String), (usize, Quantity)> = BTreeMap::new();
    let mut by_value: BTreeMap<(i64, &str, String), usize> = BTreeMap::new();
    let mut found = Vec::new();
    for id in (0..units.len()).filter(|&id| speaks(view, units, id)) {
        for quantity in quantities(view.text, units[id].span) {
            if view.is_quoted(quantity.span.start) {
                continue;
            }
            let tail: String = quantity.tail.chars().take(2).collect();
            let thing = (quantity.lead, quantity.measure, tail.clone());
            if is_one_thing(&quantity) {
                match by_thing.get(&thing) {
                    Some((other, first)) if units[*other].sentence != units[id].sentence => {
                        let whole = [first, &quantity].into_iter().all(is_whole);
                        if first.value != quantity.value && whole && is_same_time(view, [*other, id]) {
                            found.push(slip(quantity.span, SlipKind::Figure, *other));
                        }
                    }
                    Some(_) => {}
                    None => drop(by_thing.insert(thing, (id, quantity.clone()))),
                }
            }
            let is_telling = quantity.digits >= 3 && tells(&tail, 2) && units[id].role == Role::Evidence;
            let key = (quantity.value, quantity.measure, tail);
            match by_value.get(&key) {
                Some(&other) if is_telling && have_other_sources(view, [other, id]) => {
                    found.push(slip(quantity.span, SlipKind::Source, other));
                }
                None if is_telling => drop(by_value.insert(key, id)),
                Some(_) | None => {}
            }
        }
    }
    found
}

fn slip(span: Span, kind: SlipKind, other: usize) -> Slip {
    Slip { span, kind, other: Some(other) }
}

/// Whether the unit is the writer's own text: no quotation, no heading, no row of a table.
fn speaks(view: &View, units: &[Unit], id: usize) -> bool {
    let is_prose = matches!(view.places[id].block, BlockKind::Paragraph);
    is_prose && !units[id].quoted && !view.places[id].editor && units[id].kind != Kind::Question
}

/// Whether the words around a quantity name a thing that there is one number for.
fn is_one_thing(quantity: &Quantity) -> bool {
    const OPENINGS: [&str; 12] = ["将", "会", "由", "从", "在", "至", "到", "当中", "其中", "有人", "一", "这"];
    let opens_short = OPENINGS.iter().any(|opening| quantity.lead.starts_with(opening));
    tells(quantity.lead, 4) && !opens_short && quantity.measure != "倍"
}

/// Whether the clause of a quantity speaks of all that is counted.
fn is_whole(quantity: &Quantity) -> bool {
    PARTS.iter().all(|word| !quantity.lead.contains(word) && !quantity.tail.contains(word))
}

/// Whether the two units' sentences speak of one time and of no change.
fn is_same_time(view: &View, units: [usize; 2]) -> bool {
    let [first, second] = units.map(|id| view.places[id].sentence);
    let is_plain = |span: Span| CHANGES.iter().all(|word| !span.of(view.text).contains(word));
    let dates = |span: Span| -> Vec<&str> {
        let mut dates: Vec<&str> = view.cues.within(list::DATES, span).map(|hit| hit.of(view.text)).collect();
        dates.extend(years(span.of(view.text)));
        dates.sort_unstable();
        dates.dedup();
        dates
    };
    is_plain(first) && is_plain(second) && {
        let (first, second) = (dates(first), dates(second));
        first == second || first.is_empty() || second.is_empty()
    }
}

/// The numbers in `text` that 年, 月 or 日 follows, with that sign.
fn years(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().filter(|(_, c)| matches!(c, '年' | '月' | '日')).filter_map(|(at, c)| {
        let digits =
            text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十".contains(c));
        (digits.len() < at).then(|| &text[digits.len()..at + c.len_utf8()])
    })
}

/// Whether both units name a party, and the two have nothing in common.
fn have_other_sources(view: &View, units: [usize; 2]) -> bool {
    let [first, second] = units.map(|id| view.places[id].sentence);
    if first == second || AGREES.iter().any(|word| second.of(view.text).contains(word)) {
        return false;
    }
    match (party(view, first), party(view, second)) {
        (Some(first), Some(second)) => pairs(first).is_disjoint(&pairs(second)),
        _ => false,
    }
}

/// The party that the sentence names as its source, as far as its words tell: what stands between 根據 and the end of the
/// clause, or before a reporting verb in the first clause, if an institution or a title is in it.
fn party<'a>(view: &View<'a>, sentence: Span) -> Option<&'a str> {
    let text = sentence.of(view.text);
    let length = text.find([',', ':', '。', ';']).unwrap_or(text.len());
    let clause = Span::new(sentence.start, sentence.start + length);
    let opens = ACCORDING.iter().any(|word| clause.of(view.text).starts_with(word));
    let verb = [list::REPORTING_VERBS, list::ANNOUNCING_VERBS]
        .into_iter()
        .filter_map(|list| view.cues.within(list, clause).next())
        .map(|hit| hit.start)
        .min();
    let end = if opens { clause.end } else { verb? };
    let span = Span::new(clause.start, end);
    let is_named = view.lists_in(span).meets(ListSet::of(&[list::INSTITUTIONS, list::PERSON_TITLES]));
    is_named.then(|| span.of(view.text))
}
