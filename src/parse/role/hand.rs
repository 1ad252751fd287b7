//! The features of a unit that a person would name: cues, figures, who speaks, modals and their subjects, quotation, place.

use crate::model::article::BlockKind;
use crate::model::span::Span;
use crate::pack::lexicon::ListId;
use crate::parse::role::view::View;
use crate::parse::role::{clause, speech};

/// A named feature: family and value.
pub type Feature = (&'static str, &'static str);

/// The lists whose words are features, alone and at the unit's start.
pub const LISTS: [&str; 46] = [
    "absolutes",
    "addressees",
    "announcing-verbs",
    "appeals",
    "aspect-markers",
    "boosters",
    "cause-markers",
    "collective-subjects",
    "common-knowledge",
    "comparison-markers",
    "concession-markers",
    "conclusion-markers",
    "condition-markers",
    "continuing-pronouns",
    "contrast-markers",
    "copulas",
    "dates",
    "degree-words",
    "demonstratives",
    "document-words",
    "duty-modals",
    "event-verbs",
    "example-markers",
    "experience-words",
    "false-dilemma-frames",
    "first-person",
    "future-markers",
    "generic-markers",
    "hedges",
    "institutions",
    "loaded-words",
    "measuring-verbs",
    "meta-words",
    "modals",
    "negations",
    "person-titles",
    "policy-verbs",
    "prediction-markers",
    "question-words",
    "reporting-verbs",
    "source-markers",
    "time-words",
    "vague-calls",
    "vague-parties",
    "vague-source-phrases",
    "value-words",
];

/// The lists of [`LISTS`], resolved once a text.
pub struct Lists([Option<ListId>; LISTS.len()]);

impl Lists {
    /// The numbers of the lists in the word lists behind `view`.
    #[must_use]
    pub fn new(view: &View) -> Self {
        Self(LISTS.map(|name| view.cues.list(name)))
    }
}

/// The features of unit `index` itself, in a fixed order, each once.
#[must_use]
pub fn features(view: &View, lists: &Lists, index: usize) -> Vec<Feature> {
    let mut to = Vec::with_capacity(48);
    cues(view, lists, index, &mut to);
    signs(view, index, &mut to);
    figures(view, index, &mut to);
    place(view, index, &mut to);
    words(view, index, &mut to);
    speech::features(view, view.places[index].span, &mut to);
    clause::features(view, view.places[index].span, &mut to);
    to
}

fn cues(view: &View, lists: &Lists, index: usize, to: &mut Vec<Feature>) {
    let span = view.places[index].span;
    let head = view.words_in(span).iter().filter(|word| word.tag != "x").nth(1).map_or(span.end, |word| word.span.end);
    for (name, list) in LISTS.iter().zip(lists.0) {
        let Some(list) = list else { continue };
        let (mut plain, mut quoted, mut first) = (0, 0, false);
        for hit in view.cues.within(list, span) {
            if view.is_quoted(hit.start) {
                quoted += 1;
            } else {
                plain += 1;
                first |= hit.start < head;
            }
        }
        if plain > 0 {
            to.push(("cue=", name));
        }
        if plain > 1 {
            to.push(("cues=", name));
        }
        if first {
            to.push(("opens=", name));
        }
        if quoted > 0 {
            to.push(("quoted-cue=", name));
        }
    }
}

fn signs(view: &View, index: usize, to: &mut Vec<Feature>) {
    let span = view.places[index].span;
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
    for (sign, name) in [
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
    ] {
        if text.contains(sign) {
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
    let latin = text.bytes().filter(u8::is_ascii_alphabetic).count() * 300 / span.len().max(1);
    to.push(("latin=", bucket(latin, &[(1, "0"), (20, "20"), (60, "60")], "100")));
    to.push((
        "length=",
        bucket(
            span.len() / 3,
            &[(7, "6"), (13, "12"), (21, "20"), (31, "30"), (46, "45"), (66, "65"), (96, "95")],
            "over",
        ),
    ));
    to.push(("commas=", bucket(text.matches(',').count(), &[(1, "0"), (2, "1"), (3, "2"), (5, "4")], "more")));
}

/// The name of the first bound that `value` stays below.
fn bucket(value: usize, bounds: &[(usize, &'static str)], above: &'static str) -> &'static str {
    bounds.iter().find(|&&(bound, _)| value < bound).map_or(above, |&(_, name)| name)
}

fn figures(view: &View, index: usize, to: &mut Vec<Feature>) {
    let span = view.places[index].span;
    let text = span.of(view.text);
    let (mut figures, mut years, mut dates, mut numbers) = (0, 0, 0, 0);
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || NUMERALS.contains(c)) {
        let tail = &rest[at..];
        let digits = tail
            .find(|c: char| !c.is_ascii_digit() && !",.".contains(c) && !NUMERALS.contains(c))
            .unwrap_or(tail.len());
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
    for (count, name) in [(years, "year"), (dates, "date"), (numbers, "number"), (text.matches('%').count(), "percent")]
    {
        if count > 0 {
            to.push(("has=", name));
        }
    }
    if numbers > 2 {
        to.push(("has=", "numbers"));
    }
}

/// Han numerals, folded.
const NUMERALS: &str = "一二三四五六七八九十百千万亿两";

/// Whether what follows a number is what is counted.
fn starts_with_measure(text: &str) -> bool {
    const MEASURES: [&str; 45] = [
        "%", "个", "人", "名", "位", "元", "美元", "港元", "间", "家", "宗", "次", "件", "岁", "天", "小时", "分钟",
        "公里", "米", "呎", "平方", "公顷", "吨", "公斤", "度", "票", "席", "倍", "成", "所", "辆", "架", "部", "台",
        "份", "项", "张", "户", "伙", "亿", "万", "巴仙", "年", "周", "分之",
    ];
    MEASURES.iter().any(|measure| text.starts_with(measure))
}

fn place(view: &View, index: usize, to: &mut Vec<Feature>) {
    let place = &view.places[index];
    to.push((
        "block=",
        match place.block {
            BlockKind::Heading(1) => "title",
            BlockKind::Heading(_) => "heading",
            BlockKind::Row => "row",
            _ => "paragraph",
        },
    ));
    match place.container {
        Some(BlockKind::Quote) => to.push(("in=", "quote")),
        Some(BlockKind::Item | BlockKind::List) => to.push(("in=", "list")),
        Some(BlockKind::Note) => to.push(("in=", "note")),
        _ => {}
    }
    let (at, units) = place.in_block;
    to.push((
        "in-paragraph=",
        match (at, units) {
            (_, 1) => "alone",
            (0, _) => "first",
            (at, units) if at + 1 == units => "last",
            _ => "middle",
        },
    ));
    let (leaf, leaves) = place.leaf;
    let tenth = (index * 20) / view.places.len().max(1);
    to.push((
        "position=",
        bucket(tenth, &[(1, "0"), (2, "5"), (6, "25"), (10, "50"), (14, "70"), (17, "85"), (19, "95")], "end"),
    ));
    if leaf + 1 == leaves {
        to.push(("paragraph=", "last"));
    } else if leaf < 2 {
        to.push(("paragraph=", "first"));
    }
    if index + 1 == view.places.len() {
        to.push(("position=", "very-last"));
    }
    if place.opens_section {
        to.push(("position=", "section-start"));
    }
    if place.editor {
        to.push(("voice=", "editor"));
    }
    if place.linked {
        to.push(("has=", "link"));
    }
    if place.span.start > place.sentence.start {
        to.push(("part=", "later"));
    } else if place.span.end < place.sentence.end {
        to.push(("part=", "earlier"));
    }
}

/// Parts of speech: names, the first and last words, shares.
fn words(view: &View, index: usize, to: &mut Vec<Feature>) {
    let span: Span = view.places[index].span;
    let words = view.words_in(span);
    let (mut people, mut places, mut parties, mut verbs, mut adjectives, mut pronouns, mut all) = (0, 0, 0, 0, 0, 0, 0);
    for word in words.iter().filter(|word| !view.is_quoted(word.span.start)) {
        let text = word.span.of(view.text);
        if text.chars().next().is_some_and(char::is_alphanumeric) {
            all += 1;
        }
        match word.tag {
            "nr" | "nrt" | "nrfg" if text.len() > 3 => people += 1,
            "ns" => places += 1,
            "nt" | "nz" => parties += 1,
            "r" => pronouns += 1,
            tag if tag.starts_with('v') => verbs += 1,
            tag if tag.starts_with('a') => adjectives += 1,
            _ => {}
        }
    }
    for (count, name) in [(people, "person"), (places, "place"), (parties, "party")] {
        if count > 0 {
            to.push(("names=", name));
        }
    }
    if people + places + parties > 2 {
        to.push(("names=", "several"));
    }
    let share = |count: usize| count * 100 / all.max(1);
    to.push(("verbs=", bucket(share(verbs), &[(10, "10"), (20, "20"), (30, "30"), (40, "40")], "more")));
    to.push(("adjectives=", bucket(share(adjectives), &[(1, "0"), (5, "5"), (10, "10")], "more")));
    if pronouns > 0 {
        to.push(("has=", "pronoun"));
    }
    let mut plain =
        words.iter().filter(|word| word.span.of(view.text).chars().next().is_some_and(char::is_alphanumeric));
    if let Some(first) = plain.next() {
        to.push(("first=", first.tag));
        if let Some(second) = plain.next() {
            to.push(("second=", second.tag));
        }
        to.push(("last=", plain.next_back().map_or(first.tag, |last| last.tag)));
    }
}
