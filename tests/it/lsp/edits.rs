//! An edit is checked anew as if nobody had looked before: what is remembered of a draft changes no result.

use lunju::lint::{self, Settings, lint, lint_again};
use lunju::model::argument::Argument;
use lunju::model::diagnostic::Report;
use lunju::pack::page::Pack;
use lunju::parse::{self, parse, parse_again};
use lunju::read::read_text;
use proptest::prelude::*;
use std::sync::LazyLock;

static PACK: LazyLock<Pack> = LazyLock::new(Pack::builtin);

/// What is typed: words that lints look for, and signs that change how a text is cut, quoted or headed.
const TYPED: [&str; 26] = [
    "。",
    "，",
    "\n",
    "\n\n",
    "「",
    "」",
    "『",
    "《",
    "》",
    "：",
    "每一次",
    "必須",
    "專家認為",
    "據統計，有三成",
    "但是",
    "\n\n## 小題\n\n",
    "\n\n編輯評論：\n\n",
    "[連結](https://example.org/a)",
    "[^1]",
    "\n\n[^1]: 註\n",
    "<b>",
    "\n- ",
    "Latin words",
    "😀",
    "\n\n這篇文章\r\n",
    "\t",
];

/// One change of a draft, by fractions of its length.
#[derive(Clone, Debug)]
enum Edit {
    Type(usize, usize),
    Delete(usize, usize),
    /// Copies a line to another place.
    Copy(usize, usize),
    /// The whole draft in the other script, or in words of another language.
    Script,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (0..1000_usize, 0..TYPED.len()).prop_map(|(at, what)| Edit::Type(at, what)),
        3 => (0..1000_usize, 1..60_usize).prop_map(|(at, count)| Edit::Delete(at, count)),
        2 => (0..1000_usize, 0..1000_usize).prop_map(|(from, to)| Edit::Copy(from, to)),
        1 => Just(Edit::Script),
    ]
}

fn place(text: &str, thousandth: usize) -> usize {
    text.floor_char_boundary(text.len() * thousandth / 1000)
}

fn apply(text: &mut String, edit: &Edit) {
    match *edit {
        Edit::Type(at, what) => text.insert_str(place(text, at), TYPED[what]),
        Edit::Delete(at, count) => {
            let start = place(text, at);
            let end = text[start..].char_indices().nth(count).map_or(text.len(), |(length, _)| start + length);
            text.replace_range(start..end, "");
        }
        Edit::Copy(from, to) => {
            let from = place(text, from);
            let line = text[from..].lines().next().unwrap_or_default().to_owned();
            text.insert_str(place(text, to), &format!("\n\n{line}\n\n"));
        }
        Edit::Script => *text = lunju::pack::fold::simplify(text),
    }
}

/// What is remembered of a draft.
#[derive(Default)]
struct Memories(parse::Memory, lint::Memory);

/// Everything that is known of an article, one line a thing, so that a difference can be seen.
fn shown(argument: &Argument, report: &Report) -> String {
    format!("{argument:#?}\n{report:#?}")
}

fn settings() -> Settings {
    Settings { set: lint::Set::All, ..Settings::default() }
}

/// What is found in a draft of which something is remembered.
fn again(name: &str, text: &str, Memories(parsed, linted): &mut Memories) -> String {
    let article = read_text(name, text);
    let argument = parse_again(&article, &PACK.lexicons, parsed);
    shown(&argument, &lint_again(&PACK, &settings(), &article, &argument, linted).0)
}

/// What is found in it by somebody who sees it for the first time.
fn anew(name: &str, text: &str) -> String {
    let article = read_text(name, text);
    let argument = parse(&article, &PACK.lexicons);
    shown(&argument, &lint(&PACK, &settings(), &article, &argument))
}

/// A draft to begin with, not too long for many rounds: a third of the fixture, with links and a list.
fn draft() -> String {
    let fixture = include_str!("../../../fixtures/ai-leadership.txt");
    let paragraphs: Vec<&str> = fixture.lines().filter(|line| !line.is_empty()).take(14).collect();
    format!("# {}\n\n- 一項[報告](https://example.org)。\n- 又一項。\n", paragraphs.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_are_checked_as_if_nobody_had_looked_before(
        edits in prop::collection::vec(edit(), 1..8),
        ending in prop::sample::select(vec!["md", "txt", "html"]),
    ) {
        let name = format!("draft.{ending}");
        let mut text = draft();
        let mut memories = Memories::default();
        again(&name, &text, &mut memories);
        for edit in &edits {
            apply(&mut text, edit);
            let (again, anew) = (again(&name, &text, &mut memories), anew(&name, &text));
            if again != anew {
                let differs = again.lines().zip(anew.lines()).find(|(left, right)| left != right);
                prop_assert!(false, "after {edit:?}: {differs:?}");
            }
        }
    }
}

#[test]
fn a_memory_is_of_use_for_other_drafts_too() {
    let mut memories = Memories::default();
    let twice = format!("{0}\n\n{0}", draft());
    for text in [&*draft(), "", "\n", "每一次", &twice, "English words only.", &draft()] {
        assert_eq!(again("a.md", text, &mut memories), anew("a.md", text));
    }
}
