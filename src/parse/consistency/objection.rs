//! Objections that nothing answers.

use crate::model::argument::{Role, Slip, SlipKind, Unit};
use crate::model::article::BlockKind;
use crate::model::span::Span;
use crate::pack::lexicon::list;
use crate::parse::role::View;

/// Words and signs that can carry an answer: a turn, a denial, a question, a judgement on what was said.
const ANSWERS: [&str; 64] = [
    "虽",
    "尽管",
    "不过",
    "但",
    "然而",
    "其实",
    "事实",
    "可是",
    "却",
    "只是",
    "并非",
    "不是",
    "难道",
    "岂",
    "何",
    "?",
    "错",
    "谬",
    "误",
    "站不住",
    "忽略",
    "忽视",
    "无视",
    "忘",
    "回应",
    "回答",
    "我的答",
    "反驳",
    "未必",
    "不成立",
    "不能成立",
    "即使",
    "就算",
    "纵使",
    "如果",
    "假如",
    "同意",
    "笔者",
    "我",
    "问题是",
    "问题在",
    "殊不知",
    "须知",
    "可惜",
    "唯",
    "惟",
    "这种",
    "这个",
    "这样",
    "此说",
    "此言",
    "之说",
    "论调",
    "说法",
    "看法",
    "观点",
    "荒",
    "讽刺",
    "理由",
    "借口",
    "未免",
    "恰恰",
    "反而",
    "相反",
];

/// The writer's units that raise an objection (有人會說 ...), where neither what stands behind it in its paragraph nor the
/// next paragraph holds a word that could answer it.
pub fn slips(view: &View, units: &[Unit]) -> Vec<Slip> {
    let mut found = Vec::new();
    for (id, unit) in units.iter().enumerate() {
        let place = &view.places[id];
        let is_prose = matches!(place.block, BlockKind::Paragraph) && !place.editor && !unit.quoted;
        if !is_prose || unit.role == Role::CallToAction {
            continue;
        }
        let raised = view.cues.within(list::OBJECTION_OPENERS, unit.span).find(|hit| !view.is_quoted(hit.start));
        let Some(raised) = raised else { continue };
        // What begins a list of objections, or stands in a clause below another, is answered elsewhere.
        let lead = &view.text[place.sentence.start.min(raised.start)..raised.start];
        let answered = is_answer(lead) || is_answer(&view.text[raised.end..end_of_answer(view, id)]);
        if !answered && raised.start <= unit.span.start + LONGEST_LEAD {
            found.push(Slip { span: Span::new(raised.start, unit.span.end), kind: SlipKind::Objection, other: None });
        }
    }
    found
}

/// An objection opens its unit, after a few words at most. In bytes.
const LONGEST_LEAD: usize = 24;

fn is_answer(text: &str) -> bool {
    ANSWERS.iter().any(|word| text.contains(word))
}

/// An answer stands at most so many units behind the objection; a paragraph without end must not be read again and again.
const FURTHEST: usize = 40;

/// The end of the paragraph behind the one of unit `id`.
fn end_of_answer(view: &View, id: usize) -> usize {
    let leaf = view.places[id].leaf.0;
    let end = view.places.partition_point(|place| place.leaf.0 <= leaf + 1).min(id + FURTHEST);
    view.places[..end].last().map_or(view.text.len(), |place| place.span.end)
}
