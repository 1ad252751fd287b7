//! Names written in two ways: variants that the table knows (特朗普, 川普), a changed letter in a Latin name, a changed
//! character in the name before or behind one title.

use crate::model::argument::{Slip, SlipKind, Unit};
use crate::model::article::BlockKind;
use crate::model::span::Span;
use crate::pack::fold::fold;
use crate::pack::lexicon::list;
use crate::parse::consistency::{is_han, opens_with_capital};
use crate::parse::role::View;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The lines of the table: a variant, and behind a tab the name that it is a variant of.
const TABLE: &str = include_str!("../../../lints/lexicon/zh/name-variants.tsv");

/// The name that each variant belongs to; all folded.
static VARIANTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(variant, name)| (fold(variant), fold(name))).collect()
});

/// Surnames that are rarely another word.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马苗方俞袁柳鲍唐费薛雷贺倪汤罗毕郝傅卞齐伍余顾孟黄穆萧尹姚邵汪祁毛狄戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫丁邓洪左石崔龚程邢裴陆荣翁荀甄储靳段侯谷宁龙叶";

/// Words that give another way to write a name on purpose.
const TELLS: [&str; 8] = ["译作", "译为", "又译", "又称", "或称", "写作", "写成", "误作"];

/// Names that were written in another way before.
pub fn slips(view: &View, units: &[Unit]) -> Vec<Slip> {
    let mut found = variants(view, units);
    found.extend(letters(view, units));
    found.extend(characters(view, units));
    found
}

/// A place where a name stands.
#[derive(Clone, Copy)]
struct Mention {
    span: Span,
    unit: usize,
}

/// Whether the writer's own prose stands at the place: no quotation, no title, no heading.
fn is_own(view: &View, units: &[Unit], id: usize, at: usize) -> bool {
    let is_prose = matches!(view.places[id].block, BlockKind::Paragraph);
    is_prose && !units[id].quoted && !view.is_quoted(at) && !is_in_title(view.text, units[id].span, at)
}

fn is_in_title(text: &str, unit: Span, at: usize) -> bool {
    let before = text.get(unit.start..at).unwrap_or_default();
    before.rfind('《').is_some_and(|open| before.rfind('》').is_none_or(|close| close < open))
}

/// Whether brackets or words around the place give the name as another way to write one.
fn is_gloss(view: &View, span: Span) -> bool {
    let before = view.text[..span.start].trim_end();
    let behind = view.text[span.end..].trim_start();
    before.ends_with(['(', '/', '、', '['])
        || behind.starts_with(['/', '(', '['])
        || TELLS.iter().any(|word| before.ends_with(word))
}

fn variants(view: &View, units: &[Unit]) -> Vec<Slip> {
    let mut first: BTreeMap<&str, Mention> = BTreeMap::new();
    let mut flagged: BTreeMap<&str, Vec<Slip>> = BTreeMap::new();
    let mut glossed: Vec<&str> = Vec::new();
    for (id, unit) in units.iter().enumerate() {
        for span in view.cues.within(list::NAME_VARIANTS, unit.span) {
            let Some(name) = VARIANTS.get(span.of(view.text)) else { continue };
            if is_gloss(view, span) {
                glossed.push(name);
            }
            if !is_own(view, units, id, span.start) {
                continue;
            }
            let norm = *first.entry(name).or_insert(Mention { span, unit: id });
            if norm.span.of(view.text) != span.of(view.text) {
                let slips = flagged.entry(name).or_default();
                let known = slips.iter().any(|slip| slip.span.of(view.text) == span.of(view.text));
                if !known {
                    slips.push(Slip { span, kind: SlipKind::Name, other: Some(norm.unit) });
                }
            }
        }
    }
    flagged.into_iter().filter(|(name, _)| !glossed.contains(name)).flat_map(|(_, slips)| slips).collect()
}

/// Latin names of at least six letters that stand once, beside one that stands at least twice and differs in one letter.
fn letters(view: &View, units: &[Unit]) -> Vec<Slip> {
    let mut names: BTreeMap<&str, Vec<Mention>> = BTreeMap::new();
    for (id, unit) in units.iter().enumerate() {
        for word in view.words_in(unit.span) {
            if !opens_with_capital(view.text, word) {
                continue;
            }
            let text = word.span.of(view.text);
            let is_name = text.len() >= 6 && text[1..].bytes().all(|byte| byte.is_ascii_lowercase());
            if is_name && is_own(view, units, id, word.span.start) && !view.places[id].linked {
                names.entry(text).or_default().push(Mention { span: word.span, unit: id });
            }
        }
    }
    // Names that begin with the same three letters stand together, so that a long list of names costs little.
    let names: Vec<(&str, Vec<Mention>)> = names.into_iter().collect();
    let mut found = Vec::new();
    for (at, (rare, mentions)) in names.iter().enumerate().filter(|(_, (_, mentions))| mentions.len() == 1) {
        let near = names[at.saturating_sub(NEAR)..].iter().take(2 * NEAR + 1);
        let norm = near.filter(|(other, held)| held.len() >= 2 && differ_in_one(rare, other));
        found.extend(norm.take(1).map(|(_, held)| Slip {
            span: mentions[0].span,
            kind: SlipKind::Name,
            other: Some(held[0].unit),
        }));
    }
    found
}

/// How many rare names are looked at: each may cost a walk over the text.
const MOST: usize = 64;
/// How many neighbours in the sorted list of names are compared with one.
const NEAR: usize = 8;

/// Whether the words differ by one letter that is changed, added or left out, not in the first three or the last two
/// places: Human and Humana, America and American are two words.
fn differ_in_one(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let same_start = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let same_end = left.iter().rev().zip(right.iter().rev()).take_while(|(left, right)| left == right).count();
    let longer = left.len().max(right.len());
    left != right
        && left.len().abs_diff(right.len()) <= 1
        && same_start >= 3
        && same_end >= 2
        && same_start + same_end + 1 >= longer
}

/// Three-character names at one title, of which one stands once and differs in one character of the given name from one
/// that stands at least twice.
fn characters(view: &View, units: &[Unit]) -> Vec<Slip> {
    let mut names: BTreeMap<(&str, &str), Vec<Mention>> = BTreeMap::new();
    for (id, unit) in units.iter().enumerate() {
        for title in view.cues.within(list::PERSON_TITLES, unit.span) {
            let around = [name_before(view.text, unit.span, title.start), name_behind(view.text, unit.span, title.end)];
            for span in around.into_iter().flatten().filter(|span| is_own(view, units, id, span.start)) {
                let key = (title.of(view.text), span.of(view.text));
                names.entry(key).or_default().push(Mention { span, unit: id });
            }
        }
    }
    let mut found = Vec::new();
    for ((title, rare), mentions) in names.iter().filter(|(_, mentions)| mentions.len() == 1).take(MOST) {
        let first = rare.chars().next().unwrap_or_default().to_string();
        let alike = names
            .range((*title, first.as_str())..)
            .take_while(|((other, name), _)| other == title && name.starts_with(&first));
        let norm = alike.take(2 * NEAR).find(|((_, name), held)| {
            let same = rare.chars().zip(name.chars()).filter(|(left, right)| left == right).count();
            same == 2
                && view.text.matches(name).nth(1).is_some()
                && view.text.matches(rare).nth(1).is_none()
                && units[held[0].unit].sentence != units[mentions[0].unit].sentence
        });
        found.extend(norm.map(|(_, held)| Slip {
            span: mentions[0].span,
            kind: SlipKind::Name,
            other: Some(held[0].unit),
        }));
    }
    found
}

/// The three Han characters before `at`, if the first is a surname.
fn name_before(text: &str, unit: Span, at: usize) -> Option<Span> {
    let start = text.get(unit.start..at)?.char_indices().rev().nth(2)?.0 + unit.start;
    is_name(&text[start..at]).then(|| Span::new(start, at))
}

/// The three Han characters from `at`, if the first is a surname.
fn name_behind(text: &str, unit: Span, at: usize) -> Option<Span> {
    let rest = text.get(at..unit.end)?;
    let end = at + rest.char_indices().nth(3).map_or(rest.len(), |(end, _)| end);
    is_name(&text[at..end]).then(|| Span::new(at, end))
}

fn is_name(text: &str) -> bool {
    text.chars().count() == 3 && text.chars().all(is_han) && text.starts_with(|c| SURNAMES.contains(c))
}
