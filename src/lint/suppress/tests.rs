//! Suppressions take out what they name, where they say, and nothing else.

use super::*;
use crate::lint::{lint, lint_entries};
use crate::model::diagnostic::Report;
use crate::parse::parse;
use crate::read::read_text;
use proptest::prelude::*;
use std::sync::LazyLock;

static PACK: LazyLock<Pack> = LazyLock::new(Pack::builtin);

fn run(path: &str, text: &str, settings: &Settings) -> Report {
    let article = read_text(path, text);
    lint(&PACK, settings, &article, &parse(&article, &PACK.lexicons))
}

/// The findings of absolutes and of suppressions as (lint, words).
fn found(text: &str) -> Vec<(String, String)> {
    let select = ["rhetorical-absolute", "loaded-language", UNUSED, MALFORMED, NO_REASON];
    let settings = Settings { select: Some(select.map(str::to_owned).to_vec()), ..Settings::default() };
    pairs(&run("a.md", text, &settings))
}

fn pairs(report: &Report) -> Vec<(String, String)> {
    let words = |found: &Diagnostic| found.range.byte.of(&report.source).to_owned();
    report.diagnostics.iter().map(|found| (found.lint.clone(), words(found))).collect()
}

const UNUSED: &str = "unused-suppression";
const MALFORMED: &str = "malformed-suppression";
const NO_REASON: &str = "suppression-without-reason";
const ABSOLUTE: &str = "rhetorical-absolute";

#[track_caller]
fn assert_found(text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(lint, words)| ((*lint).to_owned(), (*words).to_owned())).collect();
    assert_eq!(found(text), expected, "{text}");
}

#[test]
fn a_comment_before_a_block_covers_that_block() {
    let text = "每一次拖延都是錯的。每一次都是。\n\n每一次砍樹都是錯的。\n";
    assert_found(text, &[(ABSOLUTE, "每一次"), (ABSOLUTE, "每一次"), (ABSOLUTE, "每一次")]);
    assert_found(&format!("<!-- lunju-ignore {ABSOLUTE}: 修辭 -->\n{text}"), &[(ABSOLUTE, "每一次")]);
    assert_found(&format!("<!-- lunju-ignore {ABSOLUTE}：修辭 -->\n\n{text}"), &[(ABSOLUTE, "每一次")]);
    // A list is one block; a comment inside a paragraph speaks of that paragraph.
    let list = "<!-- lunju-ignore rhetorical-absolute: 修辭 -->\n- 每一次拖延都是錯的。\n- 每一次砍樹都是錯的。\n";
    assert_found(list, &[]);
    let inside =
        "每一次拖延都是錯的。<!-- lunju-ignore rhetorical-absolute: 修辭 -->每一次都是。\n\n每一次砍樹都是錯的。";
    assert_found(inside, &[(ABSOLUTE, "每一次")]);
}

#[test]
fn next_covers_a_sentence_and_file_everything() {
    let next = "每一次拖延都是錯的。<!-- lunju-ignore-next rhetorical-absolute: 修辭 -->每一次都是。每一次砍樹也是。";
    let report = run("a.md", next, &Settings { select: Some(vec![ABSOLUTE.to_owned()]), ..Settings::default() });
    let columns: Vec<_> = report.diagnostics.iter().map(|found| found.range.byte.start).collect();
    assert_eq!(columns, [0, next.rfind("每一次").unwrap()]);
    assert_eq!((report.summary.diagnostics, report.summary.suppressed), (2, 1));
    let file = "每一次拖延都是錯的。\n\n每一次砍樹也是。\n\n<!-- lunju-ignore-file rhetorical-absolute: 修辭 -->\n";
    assert_found(file, &[]);
}

#[test]
fn words_take_one_finding() {
    let text = |words: &str| {
        format!(
            "<!-- lunju-ignore rhetorical-absolute[\"{words}\"]: 引自原文 -->\n每一次拖延都是錯的，每一次都是，任何人都知道。\n"
        )
    };
    let all = found(&text("每一次").replace("ignore ", "ignore no-such-lint, "));
    assert_eq!(all.iter().filter(|(lint, _)| lint == ABSOLUTE).count(), found(&text("每一次")).len());
    assert_eq!(found(&text("每一次")), found(&text("每一次").replace("每一次\"]", "每一\"]")));
    assert_eq!(found(&text("每一次")), found(&text("每一次").replace("[\"每一次\"]", "[「每一次」]")));
    assert!(found(&text("永不")).contains(&(UNUSED.to_owned(), "rhetorical-absolute[\"永不\"]".to_owned())));
}

#[test]
fn several_lints_are_parted_by_commas() {
    let text = "<!-- lunju-ignore rhetorical-absolute, loaded-language: 修辭 -->\n每一次拖延都是錯的。\n";
    assert_found(text, &[(UNUSED, "loaded-language")]);
}

#[test]
fn what_is_wrong_with_a_suppression_is_a_finding() {
    let text = "<!-- lunju-ignore rhetorical-absolute -->\n每一次拖延都是錯的。\n";
    assert_found(text, &[(NO_REASON, "rhetorical-absolute")]);
    assert_found("<!-- lunju-ignore: 修辭 -->\n今天開會。\n", &[(MALFORMED, "lunju-ignore")]);
    assert_found("<!-- lunju-ignore-all x: 修辭 -->\n今天開會。\n", &[(MALFORMED, "lunju-ignore-all")]);
    let text = "<!-- lunju-ignore rhetorical-absolut, rhetorical-absolute: 修辭 -->\n每一次拖延都是錯的。\n";
    assert_found(text, &[(MALFORMED, "rhetorical-absolut")]);
    assert_found("今天開會。\n\n<!-- lunju-ignore loaded-language: 修辭 -->\n", &[(UNUSED, "loaded-language")]);
    let text = "<!-- lunju-ignore-file unused-suppression: 範本 -->\n<!-- lunju-ignore loaded-language: 修辭 -->\n今天開會。\n";
    assert_found(text, &[]);
}

#[test]
fn a_lint_that_does_not_run_makes_no_suppression_unused() {
    let text = "<!-- lunju-ignore loaded-language: 修辭 -->\n今天開會。\n";
    let select = Some(vec![UNUSED.to_owned(), ABSOLUTE.to_owned()]);
    assert!(run("a.md", text, &Settings { select, ..Settings::default() }).diagnostics.is_empty());
    let ignore = vec!["loaded-language".to_owned()];
    assert!(
        !pairs(&run("a.md", text, &Settings { ignore, ..Settings::default() })).iter().any(|(lint, _)| lint == UNUSED)
    );
}

#[test]
fn messages_come_in_three_languages() {
    let text = "<!-- lunju-ignore loaded-language: 修辭 -->\n今天開會。\n";
    let message = |language: MessageLanguage| {
        let settings = Settings { language: Some(language), ..Settings::default() };
        let report = run("a.md", text, &settings);
        let found = report.diagnostics.iter().find(|found| found.lint == UNUSED).unwrap();
        (found.message.clone(), found.unit)
    };
    assert_eq!(message(MessageLanguage::ZhHant), ("「loaded-language」沒有略過任何問題".to_owned(), None));
    assert_eq!(message(MessageLanguage::ZhHans), ("「loaded-language」没有略过任何问题".to_owned(), None));
    assert_eq!(message(MessageLanguage::English), ("“loaded-language” suppresses nothing".to_owned(), None));
}

#[test]
fn entries_suppress_in_the_file_that_they_name() {
    let text = "圖書館\n\n每一次拖延都是錯的。每一次都是。\n";
    let entry = |file: &str, words: Option<&str>, reason: &str| Entry {
        file: file.to_owned(),
        lint: ABSOLUTE.to_owned(),
        words: words.map(str::to_owned),
        reason: reason.to_owned(),
        owner: None,
    };
    let found = |path: &str, entry: Entry| {
        let report = run(path, text, &Settings { entries: vec![entry], ..Settings::default() });
        let own = [ABSOLUTE, UNUSED, NO_REASON];
        pairs(&report).into_iter().map(|(lint, _)| lint).filter(|lint| own.contains(&&**lint)).collect::<Vec<_>>()
    };
    assert_eq!(found("d/a.txt", entry("d/a.txt", None, "修辭")), Vec::<String>::new());
    assert_eq!(found("./d/a.txt", entry("d/a.txt", Some("每一次"), "修辭")), [ABSOLUTE]);
    assert_eq!(found("d/a.txt", entry("a.txt", None, "修辭")), [ABSOLUTE, ABSOLUTE]);
    assert_eq!(found("a.txt", entry("a.txt", None, " ")), [NO_REASON]);
    assert_eq!(found("a.txt", entry("a.txt", Some("從不"), "修辭")), [UNUSED, ABSOLUTE, ABSOLUTE]);
}

#[test]
fn entries_of_an_owner_are_reported_by_the_owner() {
    let text = "圖書館\n\n每一次拖延都是錯的。每一次都是。\n";
    let entry = |words: Option<&str>, reason: &str, owner| Entry {
        file: "a.txt".to_owned(),
        lint: ABSOLUTE.to_owned(),
        words: words.map(str::to_owned),
        reason: reason.to_owned(),
        owner: Some((owner, 0)),
    };
    let run = |entries: Vec<Entry>, ignore: &[&str]| {
        let ignore = ignore.iter().map(|id| (*id).to_owned()).collect();
        let settings = Settings { entries, ignore, select: Some(vec![ABSOLUTE.to_owned()]), ..Settings::default() };
        let article = read_text("a.txt", text);
        let argument = parse(&article, &PACK.lexicons);
        let (report, uses) = lint_entries(&PACK, &settings, &article, &argument);
        (report.diagnostics.len(), report.summary.suppressed, uses)
    };
    assert_eq!(run(vec![entry(Some("每一次"), "", 1)], &[]), (0, 2, vec![((1, 0), true)]), "all that hold the words");
    let idle = vec![entry(Some("從不"), "", 1), entry(None, "修辭", 2)];
    assert_eq!(run(idle.clone(), &[]), (0, 2, vec![((1, 0), false), ((2, 0), true)]));
    assert_eq!(run(idle, &[ABSOLUTE]), (0, 0, Vec::new()), "a lint that does not run has nothing to be taken out");
    let fault = |entry: Entry, is_idle: bool, settings: &Settings| {
        entry
            .fault(is_idle, settings, Range::default(), MessageLanguage::English)
            .map(|found| (found.lint, found.message))
    };
    let on = Settings::default();
    let unused = "“[[ignore]] rhetorical-absolute[\"甲\"]” suppresses nothing".to_owned();
    assert_eq!(fault(entry(Some("甲"), "修辭", 1), true, &on), Some((UNUSED.to_owned(), unused)));
    let without = "“[[ignore]] rhetorical-absolute” is suppressed without a reason".to_owned();
    assert_eq!(fault(entry(None, " ", 1), false, &on), Some((NO_REASON.to_owned(), without)));
    assert_eq!(fault(entry(None, "修辭", 1), false, &on), None);
    let off = Settings { ignore: vec![UNUSED.to_owned()], ..Settings::default() };
    assert_eq!(fault(entry(None, "修辭", 1), true, &off), None);
}

/// Paragraphs of sentences, most of which some lint has something to say of.
fn draft() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    let sentences = [
        "每一次拖延都是錯的。",
        "去年，全港有二十七間自修室關閉，座位減少了四成。",
        "有專家認為，夜間巴士可以更準時。",
        "任何人都不會同意這個計劃，每一次投票都證明這一點。",
        "這無疑是最好的辦法。",
        "社區圖書館的處境每況愈下。",
        "市政府應當保留夜班車。",
        "不是成功，就是失敗。",
        "會議昨天結束。",
    ];
    let paragraph = prop::collection::vec(prop::sample::select(sentences.to_vec()), 1..5);
    prop::collection::vec(paragraph, 1..4)
}

/// The draft as Markdown, `comment` before the given sentence.
fn markdown(draft: &[Vec<&str>], place: (usize, usize), comment: &str) -> String {
    let mut text = String::new();
    for (number, paragraph) in draft.iter().enumerate() {
        for (index, sentence) in paragraph.iter().enumerate() {
            if (number, index) == place {
                text.push_str(comment);
                // At the head of a line the rest of it would be HTML too.
                text.push_str(if index == 0 { "\n" } else { "" });
            }
            text.push_str(sentence);
        }
        text.push_str("\n\n");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn suppressing_one_finding_removes_exactly_it(draft in draft(), pick in any::<prop::sample::Index>()) {
        let settings = Settings::default();
        let before = run("a.md", &markdown(&draft, (usize::MAX, 0), ""), &settings);
        prop_assume!(!before.diagnostics.is_empty());
        let picked = &before.diagnostics[pick.index(before.diagnostics.len())];
        let words = picked.range.byte.of(&before.source);
        // The sentence that holds the finding.
        let mut at = 0;
        let mut place = (0, 0);
        for (number, paragraph) in draft.iter().enumerate() {
            for (index, sentence) in paragraph.iter().enumerate() {
                if at <= picked.range.byte.start {
                    place = (number, index);
                }
                at += sentence.len();
            }
            at += 2;
        }
        let comment = format!("<!-- lunju-ignore-next {}[\"{words}\"]: 理由 -->", picked.lint);
        let after = run("a.md", &markdown(&draft, place, &comment), &settings);
        let mut expected = pairs(&before);
        let gone = expected.iter().position(|pair| *pair == (picked.lint.clone(), words.to_owned())).unwrap();
        expected.remove(gone);
        let mut found = pairs(&after);
        expected.sort();
        found.sort();
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(after.summary.suppressed, 1);
        prop_assert_eq!(after.summary.diagnostics, expected.len());
    }

    #[test]
    fn any_comment_is_read_without_harm(text in "(<!-- ?lunju-ignore(-next|-file|)[a-z \\[\\]\"「」:,，、]{0,20}(-->)?|\n|每一次。|- |> ){0,12}") {
        let report = run("a.md", &text, &Settings::default());
        prop_assert!(report.diagnostics.iter().all(|found| found.range.byte.end <= text.len()));
    }
}
