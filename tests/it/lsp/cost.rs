//! What an edit costs: instructions, counted by callgrind, of a check that remembers the draft beside one that does not.

use lunju::lint::{self, Settings, lint_again};
use lunju::model::argument::Language;
use lunju::pack::page::Pack;
use lunju::parse::{self, parse_again};
use lunju::read::read_text;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;

/// Says to the test that it is being counted.
const COUNTED: &str = "LUNJU_COUNT";
/// How many edits are counted.
const EDITS: usize = 3;

#[derive(Default)]
struct Memories {
    parsed: parse::Memory,
    linted: lint::Memory,
}

fn check(pack: &Pack, text: &str, memories: &mut Memories) {
    let article = read_text("draft.md", text);
    let argument = parse_again(&article, &pack.lexicons, &mut memories.parsed);
    black_box(lint_again(pack, &Settings::default(), &article, &argument, &mut memories.linted));
}

#[inline(never)]
fn check_of_all(pack: &Pack, text: &str) -> Memories {
    let mut memories = Memories::default();
    check(pack, text, &mut memories);
    memories
}

#[inline(never)]
fn check_of_an_edit(pack: &Pack, text: &str, memories: &mut Memories) {
    check(pack, text, memories);
}

/// A draft of about 10,000 characters: the fixture, and every third example of the lint pages behind it, four a paragraph.
fn draft(pack: &Pack) -> String {
    let fixture = include_str!("../../../fixtures/ai-leadership.txt");
    let mut paragraphs: Vec<String> = fixture.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let written = |page: &lunju::pack::page::Page| {
        let texts = page.examples().into_iter().filter(|example| example.script == Language::ZhHant).step_by(3);
        texts.flat_map(|example| example.text.lines().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let lines: Vec<String> = pack.pages.iter().flat_map(written).filter(|line| !line.is_empty()).collect();
    for chunk in lines.chunks(4) {
        if paragraphs.iter().map(|paragraph| paragraph.chars().count() + 2).sum::<usize>() >= 10_000 {
            break;
        }
        paragraphs.push(chunk.concat());
    }
    paragraphs.join("\n\n")
}

/// Checks a draft and edits of it, for callgrind to look at. Expressions are compiled and tables built before.
fn be_counted() {
    let pack = Pack::builtin();
    let mut text = draft(&pack);
    check(&pack, &text, &mut Memories::default());
    let mut memories = check_of_all(&pack, &text);
    let at = text.char_indices().nth(text.chars().count() / 2).unwrap().0;
    for typed in ['這', '不', '是'].into_iter().take(EDITS) {
        text.insert(at, typed);
        check_of_an_edit(&pack, &text, &mut memories);
    }
}

/// The instructions inside the functions called `name`.
fn instructions(name: &str) -> u64 {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("callgrind.{name}"));
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", &format!("--toggle-collect=*::cost::{name}"), "--collect-atstart=no"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "lsp::cost::an_edit_costs_far_less_than_a_check", "--nocapture"])
        .env(COUNTED, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find_map(|line| line.split_once("Collected :")).unwrap_or_else(|| panic!("{said}"));
    line.1.trim().parse().unwrap()
}

#[test]
fn an_edit_costs_far_less_than_a_check() {
    if std::env::var_os(COUNTED).is_some() {
        return be_counted();
    }
    if !Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success()) {
        println!("skipped: there is no valgrind; .ci/run installs it");
        return;
    }
    let (all, edit) = (instructions("check_of_all"), instructions("check_of_an_edit") / EDITS as u64);
    println!("a check: {all} instructions, an edit: {edit}, {:.1} %", edit as f64 * 100.0 / all as f64);
    // The aim is a fifth. An edit came down to 20 % of a check, and to 19 % of what a check took then; since checks became twice
    // as fast, it is 41 %.
    assert!(edit > 0 && edit * 100 < all * 45, "an edit costs {edit} instructions, a check {all}");
}
