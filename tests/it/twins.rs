//! Both scripts: an article and its Simplified twins, which `OpenCC` makes, are one argument.

use crate::drafts;
use crate::gold;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use lunju::lint::{Settings, lint};
use lunju::model::argument::{Language, Unit};
use lunju::model::span::Span;
use lunju::pack::fold::fold;
use lunju::pack::page::Pack;
use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Conversions of characters, each with the phrases that decide between characters; the last two undo the variants of Hong
/// Kong and of Taiwan first.
const CHARACTERS: [BuiltinConfig; 3] = [BuiltinConfig::T2s, BuiltinConfig::Hk2s, BuiltinConfig::Tw2s];
/// The conversion that also puts mainland words in the place of Taiwan's.
const WORDS: BuiltinConfig = BuiltinConfig::Tw2sp;

fn converter(config: BuiltinConfig) -> OpenCC {
    OpenCC::from_config(config).expect("the configuration is built in")
}

/// An article as the program sees it; places count scalar values.
struct Seen {
    language: Language,
    units: Vec<(Span, Unit)>,
    /// From which unit to which, and how.
    relations: Vec<(Span, Span, &'static str)>,
    /// Where, which lint, how grave, about which unit.
    findings: Vec<(Span, String)>,
}

fn see(text: &str, pack: &Pack) -> Seen {
    let article = lunju::read::read_text("article.txt", text);
    let argument = lunju::parse::parse(&article, &pack.lexicons);
    let report = lint(pack, &Settings::default(), &article, &argument);
    let scalars = |span: Span| article.source.range(article.map.map(argument.prose_span(span))).char;
    let at = |unit: usize| scalars(argument.units[unit].span);
    let relations = argument.relations.iter();
    let findings = report.diagnostics.iter();
    Seen {
        language: argument.language,
        // Bytes are of no concern: a rare character may be longer in one script.
        units: argument
            .units
            .iter()
            .map(|unit| (scalars(unit.span), Unit { span: Span::new(0, 0), ..unit.clone() }))
            .collect(),
        relations: relations.map(|relation| (at(relation.from), at(relation.to), relation.kind.name())).collect(),
        findings: findings
            .map(|found| (found.range.char, format!("{} {:?} {:?}", found.lint, found.severity, found.unit)))
            .collect(),
    }
}

/// The texts of the fixtures and of the labelled articles beside the project, where they stand there.
fn articles(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let fixtures = gold::labels_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")).unwrap();
    let labelled = folders.iter().flat_map(|folder| gold::beside(folder));
    let texts = fixtures.into_iter().chain(labelled).map(|path| path.with_extension("txt"));
    texts.map(|path| (path.clone(), std::fs::read_to_string(path).expect("a text stands beside its labels"))).collect()
}

/// Nothing below can differ where the folded texts do not, but for the language.
#[test]
fn every_character_folds_as_its_simplified_forms_do() {
    for config in CHARACTERS {
        let converter = converter(config);
        for c in '\u{2E80}'..='\u{3_FFFF}' {
            let simplified = converter.convert(c.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&simplified), fold(&c.to_string()), "{c} is {simplified} by {config:?}");
        }
    }
}

#[test]
fn the_script_changes_nothing() {
    let pack = Pack::builtin();
    let converters = CHARACTERS.map(converter);
    articles(&["dev", "train"]).par_iter().for_each(|(path, text)| {
        let article = see(text, &pack);
        let mut twins: Vec<String> = converters.iter().map(|converter| converter.convert(text)).collect();
        twins.sort();
        twins.dedup();
        for twin in twins {
            let twin = see(&twin, &pack);
            let path = path.display();
            assert_eq!(twin.language, Language::ZhHans, "{path}");
            assert_eq!(twin.units, article.units, "{path}");
            assert_eq!(twin.relations, article.relations, "{path}");
            assert_eq!(twin.findings, article.findings, "{path}");
        }
    });
}

/// How much of some articles has no equal in their twins.
#[derive(Clone, Copy, Debug, Default)]
struct Lost {
    units: usize,
    of_units: usize,
    relations: usize,
    of_relations: usize,
}

impl Lost {
    fn plus(self, other: Self) -> Self {
        Self {
            units: self.units + other.units,
            of_units: self.of_units + other.of_units,
            relations: self.relations + other.relations,
            of_relations: self.of_relations + other.of_relations,
        }
    }
}

/// Makes a twin of a text.
type Convert<'a> = &'a (dyn Fn(&str) -> String + Sync);

/// What was decided about a unit. Scores and the words of cues are not the same where the words are not.
fn decided(unit: &Unit) -> impl PartialEq + use<> {
    let Unit { role, kind, certainty, source, dated, actor, thesis, quoted, .. } = *unit;
    (role, kind, certainty, source, dated, actor, thesis, quoted)
}

/// What the units and relations of `text` lose in its twin.
fn lost(text: &str, convert: Convert, pack: &Pack) -> Lost {
    let article = see(text, pack);
    let twin = see(&convert(text), pack);
    let place = places(text, &article, convert);
    let keeps = |(span, unit): &(Span, Unit)| {
        let place = place(*span);
        twin.units.iter().any(|(span, other)| *span == place && decided(other) == decided(unit))
    };
    let relates =
        |&(from, to, kind): &(Span, Span, &'static str)| twin.relations.contains(&(place(from), place(to), kind));
    Lost {
        units: article.units.iter().filter(|unit| !keeps(unit)).count(),
        of_units: article.units.len(),
        relations: article.relations.iter().filter(|relation| !relates(relation)).count(),
        of_relations: article.relations.len(),
    }
}

/// Where a unit of `article` stands in its twin: words may change their length.
fn places(text: &str, article: &Seen, convert: Convert) -> impl Fn(Span) -> Span + use<> {
    let mut ends: Vec<usize> = article.units.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut chars = text.chars();
    let (mut at, mut length, mut twin) = (0, 0, String::new());
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for end in ends {
        let piece = convert(&chars.by_ref().take(end - at).collect::<String>());
        length += piece.chars().count();
        twin.push_str(&piece);
        moved.push((end, length));
        at = end;
    }
    twin.push_str(&convert(chars.as_str()));
    assert_eq!(twin, convert(text), "a word that is converted stands on both sides of a unit's end");
    move |span| {
        let place = |at: usize| moved.iter().find(|moved| moved.0 == at).expect("a unit begins or ends here").1;
        Span::new(place(span.start), place(span.end))
    }
}

/// Fails if the twins that `convert` makes lose more units or relations than they did: of the fixtures, and of these and
/// the labelled articles.
fn hold(convert: Convert, of_fixtures: (usize, usize), of_all: (usize, usize)) {
    let pack = Pack::builtin();
    for (folders, most) in [(&[][..], of_fixtures), (&["dev", "train"], of_all)] {
        let articles = articles(folders);
        let lost = articles.par_iter().map(|(_, text)| lost(text, convert, &pack)).reduce(Lost::default, Lost::plus);
        println!("{} articles: {lost:?}", articles.len());
        assert!(lost.units <= most.0 && lost.relations <= most.1, "{lost:?}, at most {most:?}");
    }
}

/// 程序 becomes 进程, 資料 becomes 数据: other words, some of which weigh otherwise.
#[test]
fn words_of_the_mainland_change_few_units() {
    let converter = converter(WORDS);
    hold(&|text| converter.convert(text), (2, 1), (158, 53));
}

/// Single marks inside double ones are not folded, because one of them is an apostrophe too.
#[test]
fn quotation_marks_of_the_mainland_change_next_to_nothing() {
    let mark = |c| match c {
        '「' => '“',
        '」' => '”',
        '『' => '‘',
        '』' => '’',
        other => other,
    };
    hold(&|text| text.chars().map(mark).collect(), (0, 0), (5, 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same over made-up drafts. It is promised for characters, whatever their phrases decide, not for words: those of the other
    /// side of the strait may weigh otherwise (see below). A draft in which no character differs between the scripts has no twin.
    #[test]
    fn the_script_of_a_made_up_draft_changes_nothing(draft in drafts::bare()) {
        let pack = Pack::builtin();
        let text = draft.plain();
        let article = see(&text, &pack);
        for config in CHARACTERS {
            let twin = see(&converter(config).convert(&text), &pack);
            prop_assert_eq!(twin.language, Language::ZhHans);
            prop_assert_eq!(&twin.units, &article.units);
            prop_assert_eq!(&twin.relations, &article.relations);
            prop_assert_eq!(&twin.findings, &article.findings);
        }
    }
}
