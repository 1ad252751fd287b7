//! Drafts made of what op-eds are made of: the tests of `tests/it` use them too.

use proptest::prelude::*;

/// The things that drafts speak of.
const THINGS: &[&str] = &["夜班巴士", "社區圖書館", "電動貨車", "街市", "渡輪", "夜校", "行道樹", "公共泳池"];
const PLACES: &[&str] = &["全港", "東區", "北岸", "工業區", "離島"];
const SOURCES: &[&str] = &["運輸署", "審計署的年報", "林思遠教授", "街坊會七月的問卷", "立法會文件"];
const FIGURES: &[&str] = &["1,240", "三成", "二十七", "12%", "八百萬元", "四萬一千人", "0.3", "百分之十五"];
const YEARS: &[&str] = &["去年", "2019 年", "三月十二日", "過去五年", ""];
const ACTORS: &[&str] = &["政府", "市政局", "大家", "我們", "教育局"];

/// Sentences; capital letters stand for words of the lists.
const SENTENCES: &[&str] = &[
    "Y，P有 F T停辦。",
    "S指出，YP的T少了 F，比前一年多 F。",
    "有專家認為，T可以更準時。",
    "任何人都知道T是錯的。",
    "A應該在年底前恢復T。",
    "A必須檢討。",
    "因為T太貴，所以居民不再光顧。",
    "S表示：「T不是包袱，是命脈。」",
    "難道T就不重要嗎？",
    "有人會說，T沒有人用；然而S顯示，P每晚有 F人乘搭。",
    "不是保留T，就是放棄P。",
    "首先，T便宜。其次，T可靠。",
    "總而言之，T值得保留。",
    "如果關閉T，基層的生活就會每況愈下。",
    "這無疑證明了一切。",
    "會議昨天結束。",
    "T（LRT）在P很常見，例如Y的 F宗。",
    "當局的說法毫無根據，簡直是笑話！",
    "我認為T或許可行。",
    "張大文教授說，T有 F；張大民教授說，T有 F。",
    "P的T……",
    "T，",
];
/// Marks of Markdown around or behind a sentence, which `{}` stands for.
const MARKS: &[&str] =
    &["{}", "{}", "{}", "**{}**", "> {}", "- {}", "{}[^1]", "{}見[年報](https://a.example/r)。", "<!-- 註 -->{}"];
const HEADINGS: &[&str] = &["T的將來", "反對的聲音", "為甚麼是P", "結語"];

/// A draft: a title, and sections of a heading (none for the first) and paragraphs of sentences.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The title.
    pub title: String,
    /// Headings and paragraphs; each sentence is one text.
    pub sections: Vec<(Option<String>, Vec<Vec<String>>)>,
}

impl Draft {
    /// As Markdown; the marks in the sentences are its own.
    pub fn markdown(&self) -> String {
        self.write(
            |title| format!("# {title}\n\n"),
            |heading| format!("## {heading}\n\n"),
            |text| format!("{text}\n\n"),
        )
    }

    /// As plain text, where marks of Markdown mean nothing.
    pub fn plain(&self) -> String {
        self.write(|title| format!("{title}\n\n"), |heading| format!("{heading}\n\n"), |text| format!("{text}\n\n"))
    }

    /// As a page.
    pub fn html(&self) -> String {
        let heading = |heading: &str| format!("<h2>{heading}</h2>\n");
        self.write(|title| format!("<h1>{title}</h1>\n"), heading, |text| format!("<p>{text}</p>\n"))
    }

    fn write(
        &self,
        title: impl Fn(&str) -> String,
        heading: impl Fn(&str) -> String,
        paragraph: impl Fn(&str) -> String,
    ) -> String {
        let mut text = title(&self.title);
        for (head, paragraphs) in &self.sections {
            text.extend(head.iter().map(|head| heading(head)));
            text.extend(paragraphs.iter().map(|sentences| paragraph(&sentences.concat())));
        }
        text
    }
}

/// A text with words in place of its capital letters.
fn filled(templates: &'static [&'static str]) -> impl Strategy<Value = String> {
    let pick = |words: &'static [&'static str]| prop::sample::select(words);
    let words =
        (pick(THINGS), pick(PLACES), pick(SOURCES), prop::collection::vec(pick(FIGURES), 2), pick(YEARS), pick(ACTORS));
    (pick(templates), words).prop_map(|(template, (thing, place, source, figures, year, actor))| {
        let mut figures = figures.into_iter().cycle();
        let mut text = String::new();
        let mut rest = template;
        // What stands in Latin letters in a sentence stays.
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                'L' => (text, rest) = (text + "LRT", rest.strip_prefix("RT").unwrap_or(rest)),
                'T' => text += thing,
                'P' => text += place,
                'S' => text += source,
                'F' => text += figures.next().unwrap_or_default(),
                'Y' => text += year,
                'A' => text += actor,
                other => text.push(other),
            }
        }
        text
    })
}

/// Drafts whose sentences stand as they are.
pub fn bare() -> impl Strategy<Value = Draft> {
    drafts_of(&filled(SENTENCES).boxed())
}

/// Drafts with marks of Markdown in them.
pub fn marked() -> impl Strategy<Value = Draft> {
    let marked = (filled(SENTENCES), prop::sample::select(MARKS));
    drafts_of(&marked.prop_map(|(sentence, marks)| marks.replace("{}", &sentence)).boxed())
}

fn drafts_of(sentence: &BoxedStrategy<String>) -> impl Strategy<Value = Draft> + use<> {
    let paragraphs = || prop::collection::vec(prop::collection::vec(sentence.clone(), 1..5), 1..4);
    let section = (filled(HEADINGS).prop_map(Some), paragraphs());
    (filled(HEADINGS), paragraphs(), prop::collection::vec(section, 0..4)).prop_map(|(title, first, others)| {
        let sections = std::iter::once((None, first)).chain(others).collect();
        Draft { title, sections }
    })
}
