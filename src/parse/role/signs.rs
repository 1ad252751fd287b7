//! The features of a unit's signs and figures.

use crate::model::span::Span;
use crate::parse::role::hand::{Feature, bucket};
use crate::parse::role::view::View;

/// The signs that are looked for, folded, with their names.
const SIGNS: [(char, &str); 11] = [
    ('《', "title"),
    ('「', "quote"),
    ('(', "bracket"),
    ('[', "square"),
    ('—', "dash"),
    (':', "colon"),
    (';', "semicolon"),
    ('?', "question"),
    ('、', "list"),
    ('@', "at"),
    ('/', "slash"),
];

/// What one walk over a unit finds.
#[derive(Default)]
struct Found {
    /// A bit for each of [`SIGNS`].
    signs: u16,
    commas: usize,
    percents: usize,
    /// ASCII letters.
    latin: usize,
    /// Whether a digit or a Han numeral stands in it.
    counts: bool,
}

impl Found {
    fn new(text: &str) -> Self {
        let mut found = Self::default();
        for c in text.chars() {
            match c {
                '\u{4E00}'..='\u{9FFF}' => found.counts |= is_numeral(c),
                ',' => found.commas += 1,
                '%' => found.percents += 1,
                _ if c.is_ascii_alphabetic() => found.latin += 1,
                _ if c.is_ascii_digit() => found.counts = true,
                _ => {
                    let sign = SIGNS.iter().position(|&(sign, _)| sign == c);
                    found.signs |= sign.map_or(0, |sign| 1 << sign);
                }
            }
        }
        found
    }
}

/// Adds the features of the unit at `span`.
pub fn features(view: &View, span: Span, to: &mut Vec<Feature>) {
    let found = Found::new(span.of(view.text));
    signs(view, span, &found, to);
    figures(span.of(view.text), &found, to);
}

fn signs(view: &View, span: Span, found: &Found, to: &mut Vec<Feature>) {
    let text = span.of(view.text);
    let bare = text.trim_end_matches(['」', '』', '”', ')', '》', '"']);
    to.push((
        "ends=",
        match bare.chars().next_back() {
            Some('。') => "stop",
            Some('?') => "question",
            Some('!') => "exclamation",
            Some('…' | '⋯') => "dots",
            Some(':') => "colon",
            Some(';') => "semicolon",
            Some(',') => "comma",
            _ => "none",
        },
    ));
    for (number, (_, name)) in SIGNS.iter().enumerate() {
        if found.signs >> number & 1 == 1 {
            to.push(("has=", name));
        }
    }
    for (sign, name) in
        [('「', "quote"), ('《', "title"), ('(', "bracket"), ('[', "square"), ('【', "square"), ('"', "quote")]
    {
        if text.starts_with(sign) {
            to.push(("starts=", name));
        }
    }
    let quoted = view.quoted_bytes(span) * 100 / span.len().max(1);
    to.push(("quoted=", bucket(quoted, &[(1, "0"), (25, "25"), (50, "50"), (80, "80")], "100")));
    if view.is_quoted(span.start) && !text.starts_with(['「', '『', '"']) {
        to.push(("carried=", "quotation"));
    }
    let latin = found.latin * 300 / span.len().max(1);
    to.push(("latin=", bucket(latin, &[(1, "0"), (20, "20"), (60, "60")], "100")));
    to.push((
        "length=",
        bucket(
            span.len() / 3,
            &[(7, "6"), (13, "12"), (21, "20"), (31, "30"), (46, "45"), (66, "65"), (96, "95")],
            "over",
        ),
    ));
    to.push(("commas=", bucket(found.commas, &[(1, "0"), (2, "1"), (3, "2"), (5, "4")], "more")));
}

fn figures(text: &str, found: &Found, to: &mut Vec<Feature>) {
    let (mut figures, mut years, mut dates, mut numbers) = (0, 0, 0, 0);
    let mut rest = if found.counts { text } else { "" };
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || is_numeral(c)) {
        let tail = &rest[at..];
        let digits =
            tail.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.') && !is_numeral(c)).unwrap_or(tail.len());
        let arabic = tail[..digits].bytes().any(|byte| byte.is_ascii_digit());
        let unit = tail[digits..].trim_start();
        numbers += usize::from(arabic);
        if unit.starts_with(['年']) && digits == 4 {
            years += 1;
        } else if arabic && unit.starts_with(['月', '日']) {
            dates += 1;
        } else if starts_with_measure(unit) && (arabic || digits > 3) {
            figures += 1;
        }
        rest = &tail[digits.max(1)..];
    }
    to.push(("figures=", bucket(figures, &[(1, "0"), (2, "1"), (3, "2")], "more")));
    for (count, name) in [(years, "year"), (dates, "date"), (numbers, "number"), (found.percents, "percent")] {
        if count > 0 {
            to.push(("has=", name));
        }
    }
    if numbers > 2 {
        to.push(("has=", "numbers"));
    }
}

/// Whether `c` is a Han numeral, folded.
fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '亿' | '两')
}

/// Whether what follows a number is what is counted.
fn starts_with_measure(text: &str) -> bool {
    const MEASURES: [&str; 45] = [
        "%", "个", "人", "名", "位", "元", "美元", "港元", "间", "家", "宗", "次", "件", "岁", "天", "小时", "分钟",
        "公里", "米", "呎", "平方", "公顷", "吨", "公斤", "度", "票", "席", "倍", "成", "所", "辆", "架", "部", "台",
        "份", "项", "张", "户", "伙", "亿", "万", "巴仙", "年", "周", "分之",
    ];
    MEASURES.iter().any(|measure| text.starts_with(measure))
}
