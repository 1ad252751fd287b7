//! Quantities: a number with what it counts, out of one clause.

use crate::model::span::Span;
use crate::parse::consistency::is_han;

/// A quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity<'a> {
    /// The number and its measure word, in bytes of the folded text.
    pub span: Span,
    /// The number in thousandths.
    pub value: i64,
    /// How many digits of the number are not zeros at its end: a round number has few.
    pub digits: usize,
    /// What stands before the number in its clause, without words like "about" and "there are".
    pub lead: &'a str,
    /// The measure word.
    pub measure: &'a str,
    /// What stands behind the measure word in the clause.
    pub tail: &'a str,
}

/// Words before a number that say how exact it is, or that there is so much: no part of what is counted.
const PADDING: [&str; 34] = [
    "大约", "大概", "大致", "约", "达到", "高达", "多达", "达", "拥有", "共有", "设有", "有", "为", "超过", "超逾",
    "逾", "近", "接近", "将近", "至少", "最少", "最多", "合共", "总共", "共计", "共", "仅", "只", "已", "足足", "是",
    "的", "了", "合计",
];
/// Measure words of more than one character.
const MEASURES: [&str; 12] =
    ["公里", "公斤", "公吨", "公顷", "平方米", "平方呎", "平方尺", "英里", "分钟", "小时", "个月", "个百分点"];
/// What follows a number that dates, orders or times, and counts nothing.
const NO_MEASURES: &str = "年月日时点分秒号期届章岁周第、,。;:!?)(（）)」』\n \t-—~/.";

/// The quantities in `span` of the folded `text`, in order.
pub fn quantities(text: &str, span: Span) -> Vec<Quantity<'_>> {
    let mut found = Vec::new();
    let mut clause = span.start;
    let mut at = span.start;
    while let Some(c) = text[at..span.end].chars().next() {
        if !is_numeral(c) {
            at += c.len_utf8();
            if is_clause_end(c) {
                clause = at;
            }
            continue;
        }
        let end = numeral_end(text, at, span.end);
        if let Some(quantity) = quantity(text, clause, Span::new(at, end), span.end) {
            found.push(quantity);
        }
        at = end;
    }
    found
}

fn quantity(text: &str, clause: usize, number: Span, limit: usize) -> Option<Quantity<'_>> {
    let before = text[clause..number.start].trim();
    let behind = &text[number.end..limit];
    let first = behind.chars().next()?;
    if before.ends_with('第') || NO_MEASURES.contains(first) || first.is_ascii_alphanumeric() {
        return None;
    }
    let long = MEASURES.iter().find(|measure| behind.starts_with(**measure));
    let (measure, rest) = behind.split_at(long.map_or(first.len_utf8(), |measure| measure.len()));
    let (value, digits) = value(number.of(text))?;
    let tail = rest.split(is_clause_end).next().unwrap_or_default().trim();
    let span = Span::new(number.start, number.end + measure.len());
    Some(Quantity { span, value, digits, lead: without_padding(before), measure, tail })
}

fn without_padding(lead: &str) -> &str {
    let mut lead = lead;
    while let Some(rest) = PADDING.iter().find_map(|word| lead.strip_suffix(word)) {
        lead = rest;
    }
    lead
}

pub fn is_clause_end(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | '。' | '!' | '?' | '、' | '(' | ')' | '「' | '」' | '『' | '』' | '\n' | '\t' | '—' | '|'
    )
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some()
}

/// One past the number that begins at `at`.
fn numeral_end(text: &str, at: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    for (offset, c) in text[at..limit].char_indices() {
        let inside = match c {
            '.' | ',' => bytes.get(at + offset + 1).is_some_and(u8::is_ascii_digit),
            _ => is_numeral(c) || scale(c).is_some(),
        };
        if !inside {
            break;
        }
        end = at + offset + c.len_utf8();
    }
    end
}

fn digit(c: char) -> Option<i64> {
    let digit = match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    };
    Some(digit)
}

fn scale(c: char) -> Option<i64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

/// The value of a number in thousandths, and its digits without zeros at the end; none where it is not understood.
fn value(number: &str) -> Option<(i64, usize)> {
    let plain: String = number.chars().filter(|&c| c != ',').collect();
    let split = plain.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(plain.len());
    let (latin, han) = plain.split_at(split);
    let thousandths = if latin.is_empty() { han_value(han)?.checked_mul(1_000)? } else { latin_value(latin, han)? };
    let mut digits = thousandths;
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
    }
    Some((thousandths, digits.to_string().len()))
}

fn latin_value(latin: &str, scales: &str) -> Option<i64> {
    let (whole, fraction) = latin.split_once('.').unwrap_or((latin, ""));
    if fraction.len() > 3 || fraction.contains('.') {
        return None;
    }
    let mut value: i64 = format!("{whole}{fraction:0<3}").parse().ok()?;
    for c in scales.chars() {
        value = value.checked_mul(scale(c)?)?;
    }
    Some(value)
}

/// The value of a number in Chinese numerals: 三萬六千, 二〇一九.
fn han_value(number: &str) -> Option<i64> {
    let (mut total, mut section, mut last) = (0_i64, 0_i64, None::<i64>);
    for c in number.chars() {
        match scale(c) {
            Some(scale) if scale >= 10_000 => {
                let part = section.checked_add(last.take().unwrap_or_default())?;
                total = total.checked_add(part)?.checked_mul(scale)?;
                section = 0;
            }
            Some(scale) => section = section.checked_add(last.take().unwrap_or(1).checked_mul(scale)?)?,
            None => last = Some(last.unwrap_or_default().checked_mul(10)?.checked_add(digit(c)?)?),
        }
    }
    total.checked_add(section)?.checked_add(last.unwrap_or_default())
}

/// Whether `text` has at least `count` Han characters and no digits.
pub fn tells(text: &str, count: usize) -> bool {
    text.chars().filter(|&c| is_han(c)).count() >= count && !text.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(i64, &str, &str, &str)> {
        let found = quantities(text, Span::new(0, text.len()));
        found.into_iter().map(|found| (found.value / 1_000, found.lead, found.measure, found.tail)).collect()
    }

    #[test]
    fn numbers_are_read_in_either_notation() {
        assert_eq!(parts("全港泳池共有四十四个,"), [(44, "全港泳池", "个", "")]);
        assert_eq!(parts("全市约有三万六千名老人受惠。"), [(36_000, "全市", "名", "老人受惠")]);
        assert_eq!(parts("涉及1,200.5万元开支"), [(12_005_000, "涉及", "元", "开支")]);
    }

    #[test]
    fn dates_and_ordinals_count_nothing() {
        assert_eq!(parts("2019年3月,第三条说的是一"), []);
    }
}
