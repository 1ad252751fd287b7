//! What lints find, on arguments that are parsed from short texts with the roles set by hand.

mod pointers;

use super::*;
use crate::model::argument::{Kind, Relation, RelationKind};
use crate::model::article::{Block, BlockKind, Source};
use crate::model::offsets::OffsetMap;
use crate::parse::parse;

const BODY: &str = "
[message]
zh = \"「{match}」說得太滿\"
en = \"“{match}” says too much\"
[help]
zh = \"改寫「{match}」\"
en = \"rewrite “{match}”\"
[query]
zh = \"真的嗎？\"
en = \"Really?\"
+++
# 甲 / A

## What it flags

甲

## Why it matters

甲

## When to ignore it

甲

## Examples

```flag zh-Hant
人人⟦都⟧說這很好。
```

```pass zh-Hant
有人說這很好。
```
";

/// An article of plain lines; a line that begins with `#` is a heading.
fn read(text: &str) -> Article {
    let mut article = Article { prose: text.to_owned(), source: Source::new("-", text), ..Article::default() };
    let mut map = OffsetMap::default();
    map.push(Span::new(0, text.len()), Span::new(0, text.len()));
    article.map = map;
    let mut start = 0;
    for line in text.split('\n') {
        let kind = match line.strip_prefix('#') {
            Some(_) if article.blocks.is_empty() => BlockKind::Heading(1),
            Some(_) => BlockKind::Heading(2),
            None => BlockKind::Paragraph,
        };
        article.blocks.push(Block { kind, span: Span::new(start, start + line.len()), parent: None });
        start += line.len() + 1;
    }
    article
}

fn pack(pages: &[(&str, &str)]) -> Pack {
    let page = |(id, keys): &(&str, &str)| {
        let select = if keys.contains("select") {
            ""
        } else {
            "select = \"claim, evidence, call-to-action, other, question\"\n"
        };
        (format!("pages/{id}.md"), format!("+++\nid = \"{id}\"\nseverity = \"warning\"\n{select}{keys}{BODY}"))
    };
    Pack::with(&pages.iter().map(page).collect::<Vec<_>>()).unwrap_or_else(|failures| panic!("{failures:#?}"))
}

/// The test's own pages, whatever is built in.
fn settings(pages: &[(&str, &str)]) -> Settings {
    Settings { select: Some(pages.iter().map(|(id, _)| (*id).to_owned()).collect()), ..Settings::default() }
}

/// The report and the flagged stretches as (lint, words).
fn run_pages(pages: &[(&str, &str)], text: &str) -> (Report, Vec<(String, String)>) {
    let pack = pack(pages);
    let article = read(text);
    let report = lint(&pack, &settings(pages), &article, &parse(&article, &pack.lexicons));
    let words = report.diagnostics.iter().map(|found| (found.lint.clone(), found.range.byte.of(text).to_owned()));
    let words = words.collect();
    (report, words)
}

/// What one page with `keys` flags in `text`.
fn flags(keys: &str, text: &str) -> Vec<String> {
    run_pages(&[("lint-a", keys)], text).1.into_iter().map(|(_, words)| words).collect()
}

#[test]
fn lists_own_words_and_expressions_are_found_in_both_scripts() {
    let keys = "match = [{ words = \"向來|絕對\" }, { regex = '不是[^，。]+，就是' }]\n";
    assert_eq!(flags(keys, "絕對正確，那向來正確。不是成功，就是失敗。"), ["絕對", "向來", "不是成功，就是"]);
    assert_eq!(flags(keys, "绝对正确，那向来正确。不是成功，就是失败。"), ["绝对", "向来", "不是成功，就是"]);
    assert_eq!(flags("match = [{ lexicon = \"modals\" }]\n", "政府必須立即公布調查報告。"), ["必須"]);
}

#[test]
fn a_gap_stays_in_its_clause_and_its_length() {
    let either = "match = [{ words = \"不是…，就是…|要麼…要麼\" }]\n";
    assert_eq!(flags(either, "結果不是太早，就是太晚。"), ["不是太早，就是太晚"]);
    assert_eq!(flags(either, "结果不是太早，就是太晚。"), ["不是太早，就是太晚"]);
    assert_eq!(flags(either, "這不是好事，因為成本高，就是這樣。"), Vec::<String>::new());
    assert_eq!(flags("match = [{ words = \"要麼…要麼\", gap = 3 }]\n", "他要麼增加開支要麼減稅。").len(), 0);
    assert_eq!(
        flags("match = [{ words = \"要麼…要麼\", gap = 4 }]\n", "他要麼增加開支要麼減稅。"),
        ["要麼增加開支要麼"]
    );
    let excused = "match = [{ words = \"絕對\" }]\nunless = [{ inside = \"要麼…要麼\" }]\n";
    assert_eq!(flags(excused, "他要麼絕對服從要麼離開。").len(), 0);
}

#[test]
fn the_longest_match_wins_and_none_overlap() {
    let keys = "match = [{ words = \"任何\" }, { regex = '任何一.' }, { regex = '一個人' }]\n";
    assert_eq!(flags(keys, "這對任何一個人都重要。"), ["任何一個"]);
}

#[test]
fn words_in_quotation_and_title_marks_count_only_if_wanted() {
    let text = "他說「絕對不行」，《絕對》一書則絕對推薦。";
    assert_eq!(flags("match = [{ words = \"絕對\" }]\n", text).len(), 1);
    assert_eq!(flags("match = [{ words = \"絕對\" }]\nquoted = true\n", text).len(), 3);
}

#[test]
fn a_word_before_excuses_in_its_clause_and_its_distance() {
    let keys = |unless: &str| format!("match = [{{ words = \"每個\" }}]\nunless = [{{ {unless} }}]\n");
    assert_eq!(flags(&keys("before = \"並非\""), "並非城市裏每個人都同意。").len(), 0);
    assert_eq!(flags(&keys("before = \"並非\""), "事實並非如此，每個人都同意。").len(), 1);
    assert_eq!(flags(&keys("before = \"並非\""), "每個人都同意並非壞事。").len(), 1);
    assert_eq!(flags(&keys("before = \"並非\", within = 2"), "並非城市每個人都同意。").len(), 0);
    assert_eq!(flags(&keys("before = \"並非\", within = 2"), "並非大城市每個人都同意。").len(), 1);
    assert_eq!(flags(&keys("before = \"並非\", within = 0"), "並非每個人都同意。").len(), 0);
}

#[test]
fn a_word_after_excuses_likewise() {
    let keys = |unless: &str| format!("match = [{{ words = \"每個\" }}]\nunless = [{{ {unless} }}]\n");
    assert_eq!(flags(&keys("after = \"除外\""), "每個人都要交稅，長者除外。").len(), 1);
    assert_eq!(flags(&keys("after = \"除外\""), "每個人除外。").len(), 0);
    assert_eq!(flags(&keys("after = \"除外\", within = 1"), "每個人除外。").len(), 0);
    assert_eq!(flags(&keys("after = \"除外\", within = 0"), "每個人除外。").len(), 1);
}

#[test]
fn a_word_over_the_match_excuses() {
    let keys = |unless: &str| format!("match = [{{ words = \"絕對\" }}]\nunless = [{{ {unless} }}]\n");
    assert_eq!(flags(&keys("inside = \"絕對 值\""), "這個絕對 值很大。").len(), 0);
    assert_eq!(flags(&keys("inside = \"很大\""), "這個絕對很大。").len(), 1);
    assert_eq!(flags(&keys("regex = '絕對.{0,2}大'"), "這個絕對很大，那個絕對不大也絕對很長。"), ["絕對"]);
}

#[test]
fn a_word_in_unit_sentence_or_paragraph_excuses() {
    let keys = |side: &str| format!("match = [{{ words = \"絕對\" }}]\nunless = [{{ {side} = \"或許|絕對\" }}]\n");
    // A fact, then a question: two units of one sentence.
    let apart = "去年十月，立法會通過撥款三億元絕對合規，難道或許就沒有問題嗎？\n其後再議。";
    assert_eq!(flags(&keys("unit"), apart).len(), 1);
    assert_eq!(flags(&keys("sentence"), apart).len(), 0);
    let next = "絕對正確。或許不對。";
    assert_eq!(flags(&keys("sentence"), next).len(), 1);
    assert_eq!(flags(&keys("paragraph"), next).len(), 0);
    assert_eq!(flags(&keys("paragraph"), "絕對正確。\n或許不對。").len(), 1);
    assert_eq!(flags(&keys("unit"), "這絕對正確。").len(), 1, "a match does not excuse itself");
    assert_eq!(flags(&keys("unit"), "這絕對絕對正確。").len(), 0, "its twin does");
}

#[test]
fn a_node_without_patterns_is_the_finding_and_can_be_excused() {
    let text = "# 題目\n經濟增長了。\n或許會下雨。";
    assert_eq!(flags("select = \"heading\"\n", text), ["# 題目"]);
    assert_eq!(flags("select = \"sentence\"\nunless = [{ unit = \"或許\" }]\n", text), ["經濟增長了。"]);
    let (report, words) = run_pages(&[("lint-a", "select = \"article\"\n")], text);
    assert_eq!((words[0].1.as_str(), report.diagnostics[0].unit), ("# 題目", None));
    let (report, words) = run_pages(&[("lint-a", "select = \"section\"\n")], "第一段。\n# 小題\n第二段。");
    assert_eq!(words.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>(), ["第一段。", "# 小題"]);
    assert!(report.diagnostics.iter().all(|found| found.unit.is_none()));
    assert_eq!(flags("select = \"article\"\n", ""), Vec::<String>::new());
}

#[test]
fn a_match_is_never_wider_than_its_unit() {
    let keys = "select = \"article\"\nmatch = [{ regex = '(?s)開始.*結束' }]\n";
    assert_eq!(flags(keys, "這是開始的句子。這是結束。"), ["開始的句子。"]);
}

#[test]
fn once_means_the_first_place() {
    assert_eq!(flags("match = [{ words = \"絕對\" }]\nonce = \"article\"\n", "這絕對好。那也絕對好。").len(), 1);
}

#[test]
fn a_lint_yields_on_the_same_words_to_lints_that_run() {
    let pages = [
        ("lint-a", "match = [{ words = \"絕對|向來\" }]\nyields_to = [\"lint-b\"]\n"),
        ("lint-b", "match = [{ regex = '絕對.確' }]\n"),
    ];
    let text = "這絕對正確，那向來正確。";
    let lints = |settings: &Settings| {
        let pack = pack(&pages);
        let article = read(text);
        let report = lint(&pack, settings, &article, &parse(&article, &pack.lexicons));
        report
            .diagnostics
            .iter()
            .map(|found| format!("{} {}", found.lint, found.range.byte.of(text)))
            .collect::<Vec<_>>()
    };
    assert_eq!(lints(&settings(&pages)), ["lint-b 絕對正確", "lint-a 向來"]);
    let without = Settings { ignore: vec!["lint-b".to_owned()], ..settings(&pages) };
    assert_eq!(lints(&without), ["lint-a 絕對", "lint-a 向來"]);
}

#[test]
fn in_a_chain_a_silenced_finding_silences_none_and_once_comes_last() {
    let pages = [
        ("lint-a", "match = [{ words = \"絕對\" }]\nyields_to = [\"lint-b\"]\n"),
        ("lint-b", "match = [{ words = \"絕對|向來\" }]\nonce = \"article\"\nyields_to = [\"lint-c\"]\n"),
        ("lint-c", "match = [{ regex = '絕對正' }]\n"),
    ];
    let found: Vec<String> =
        run_pages(&pages, "這絕對正確，那向來正確。").1.into_iter().map(|(lint, _)| lint).collect();
    assert_eq!(found, ["lint-a", "lint-c", "lint-b"]);
}

#[test]
fn messages_keep_the_words_of_the_draft() {
    let pages = [("lint-a", "match = [{ words = \"絕對\" }]\nsuggest = [{ replace = \"許多時候\" }]\n")];
    let pack = pack(&pages);
    let article = read("這個絕對正確，国家。");
    let argument = parse(&article, &pack.lexicons);
    let speak = |language| {
        let settings = Settings { language: Some(language), ..settings(&pages) };
        lint(&pack, &settings, &article, &argument).diagnostics.remove(0)
    };
    let found = speak(MessageLanguage::ZhHans);
    assert_eq!((found.message.as_str(), found.help.as_str()), ("「絕對」说得太满", "改写「絕對」"));
    assert_eq!(found.suggestions[0].range, found.range);
    assert_eq!(speak(MessageLanguage::English).message, "“絕對” says too much");
    let simplified = Argument { language: Language::ZhHans, ..argument.clone() };
    let found = lint(&pack, &settings(&pages), &article, &simplified).diagnostics.remove(0);
    assert_eq!(found.suggestions[0].text, "许多时候");
}

#[test]
fn a_variant_speaks_of_the_findings_that_it_fits() {
    let keys = "
select = \"claim\"
match = [{ words = \"都|絕對\" }]
[[variant]]
select = \"claim[kind=cause]\"
match = [{ words = \"都\" }]
message = { zh = \"甲\", en = \"A {match}\" }
query = { zh = \"乙\", en = \"B {match}\" }
[[variant]]
match = [{ regex = \"絕對\" }]
message = { zh = \"丙\", en = \"C {match}\" }";
    let pack = pack(&[("lint-a", keys)]);
    let article = read("人人都說好，絕對正確。");
    let mut argument = parse(&article, &pack.lexicons);
    let settings = Settings { language: Some(MessageLanguage::English), ..settings(&[("lint-a", keys)]) };
    let mut messages = |kind: Kind| {
        argument.units[0].role = Role::Claim;
        argument.units[0].kind = kind;
        let report = lint(&pack, &settings, &article, &argument);
        report.diagnostics.into_iter().map(|found| (found.message, found.help, found.query)).collect::<Vec<_>>()
    };
    let row =
        |message: &str, word: &str, query: &str| (message.to_owned(), format!("rewrite “{word}”"), query.to_owned());
    assert_eq!(messages(Kind::Cause), [row("A 都", "都", "B 都"), row("C 絕對", "絕對", "Really?")]);
    assert_eq!(messages(Kind::Value), [row("“都” says too much", "都", "Really?"), row("C 絕對", "絕對", "Really?")]);
}

#[test]
fn related_places_are_the_first_statement_and_the_nearest_evidence() {
    let pages = [
        ("lint-a", "select = \"claim:not(:supported)\"\n"),
        ("lint-b", "select = \"claim:restates(claim)\"\n"),
        ("lint-c", "select = \"evidence\"\n"),
    ];
    let pack = pack(&pages);
    let text = "一句。二句。三句。四句。";
    let article = read(text);
    let mut argument = parse(&article, &pack.lexicons);
    for (unit, role) in argument.units.iter_mut().zip([Role::Claim, Role::Evidence, Role::Claim, Role::Claim]) {
        (unit.role, unit.kind) = (role, if role == Role::Claim { Kind::Fact } else { Kind::Event });
        unit.source = (role == Role::Evidence).then_some(Attribution::Named);
    }
    let relation = |from, to, kind| Relation { from, to, kind };
    argument.relations = vec![
        relation(1, 0, RelationKind::Supports),
        relation(2, 0, RelationKind::Restates),
        relation(3, 2, RelationKind::Restates),
    ];
    let report = lint(&pack, &settings(&pages), &article, &argument);
    let shown: Vec<String> = report
        .diagnostics
        .iter()
        .flat_map(|found| {
            let place =
                |related: &Related| format!("{} {} {}", found.lint, related.range.byte.of(text), related.message);
            found.related.iter().map(place).collect::<Vec<_>>()
        })
        .collect();
    let expected =
        ["lint-a 二句。 最近的證據", "lint-b 一句。 首見於此", "lint-a 二句。 最近的證據", "lint-b 一句。 首見於此"];
    assert_eq!(shown, expected);
    let expected = Summary {
        articles: 1,
        claims: 3,
        supported_claims: 1,
        evidence: 1,
        sourced_evidence: 1,
        calls_to_action: 0,
        diagnostics: 5,
        ..Summary::default()
    };
    assert_eq!(report.summary, expected);
}

#[test]
fn diagnostics_are_sorted_and_only_chosen_lints_run() {
    let pages = [
        ("lint-a", "match = [{ words = \"向來\" }]\n"),
        ("lint-b", "match = [{ words = \"絕對\" }]\nset = \"all\"\n"),
        ("lint-c", "match = [{ words = \"絕對\" }]\n"),
    ];
    let found: Vec<_> = run_pages(&pages, "這絕對正確，那向來正確。").1.into_iter().map(|(lint, _)| lint).collect();
    assert_eq!(found, ["lint-b", "lint-c", "lint-a"]);
    let pack = pack(&pages);
    assert!(!Settings::default().runs(pack.page("lint-b").unwrap()));
    assert!(Settings::default().runs(pack.page("lint-c").unwrap()));
}

fn outcomes(keys: &str, from: &str, to: &str) -> Vec<ExampleOutcome> {
    let text = format!(
        "+++\nid = \"lint-a\"\nseverity = \"off\"\nselect = \"claim, evidence, other, question, call-to-action\"\n{keys}{BODY}"
    );
    let pack = Pack::with(&[("pages/lint-a.md".to_owned(), text.replace(from, to))]).unwrap();
    check_examples(&pack, pack.page("lint-a").unwrap(), &read)
}

#[test]
fn examples_run_in_both_scripts() {
    let keys = "match = [{ words = \"說\" }]\nunless = [{ before = \"有人\" }]\n";
    let found = outcomes(keys, "人人⟦都⟧說這很好", "人人都⟦說⟧這很好");
    assert_eq!(found.len(), 4);
    assert!(found.iter().all(|outcome| outcome.passed && outcome.failure().is_none()), "{found:#?}");
    let found = outcomes(keys, "", "");
    assert!(!found[0].passed && !found[1].passed && found[2].passed);
    let failure = found[1].failure().unwrap();
    assert_eq!((failure.path.as_str(), failure.position.unwrap().0), ("pages/lint-a.md", found[1].line));
    assert_eq!(failure.message, "the example fails in zh-Hans: it should flag ⟦都⟧, and flags ⟦说⟧");
}

#[test]
fn mutants_survive_where_examples_are_too_few() {
    let keys = "match = [{ words = \"都\" }, { words = \"也\" }]\nunless = [{ before = \"有人\" }]\n";
    let pack = pack(&[("lint-a", keys)]);
    let found = surviving_mutants(&pack, pack.page("lint-a").unwrap(), &read);
    assert_eq!(found, [Mutant::Anywhere, Mutant::WithoutPattern(1), Mutant::WithoutExcuse(0), Mutant::Quoted]);
    let text = Mutant::WithoutExcuse(0).text(&pack, pack.page("lint-a").unwrap());
    assert_eq!(text, "without the words 有人 ... (before) in `unless`");
}

#[test]
fn the_examples_of_every_built_in_page_can_fail() {
    let pack = Pack::builtin();
    for page in &pack.pages {
        let read = |text: &str| crate::read::read_text("example.txt", text);
        let survivors = surviving_mutants(&pack, page, &read);
        let is_blind = |mutant: &&Mutant| matches!(mutant, Mutant::Silent | Mutant::WithoutMatch | Mutant::Untuned(_));
        let blind = survivors.iter().find(is_blind);
        assert_eq!(blind, None, "{}: no example tests what the page matches, or an option", page.id);
    }
}
