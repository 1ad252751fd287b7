//! An edit is checked anew as if nobody had looked before: what is remembered of a draft changes no result.

use lunju::lint::{self, Settings, lint, lint_again};
use lunju::pack::page::Pack;
use lunju::parse::{self, parse, parse_again};
use lunju::read::read_text;
use proptest::prelude::*;
use std::fmt::Write as _;
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

/// Everything that is known of a draft, in words.
fn all(name: &str, text: &str, memory: Option<&mut (parse::Memory, lint::Memory)>) -> String {
    let article = read_text(name, text);
    let settings = Settings { set: lint::Set::All, ..Settings::default() };
    let (argument, report) = match memory {
        None => {
            let argument = parse(&article, &PACK.lexicons);
            let report = lint(&PACK, &settings, &article, &argument);
            (argument, report)
        }
        Some((parsed, linted)) => {
            let argument = parse_again(&article, &PACK.lexicons, parsed);
            let report = lint_again(&PACK, &settings, &article, &argument, linted).0;
            (argument, report)
        }
    };
    let mut all = String::new();
    // One line a thing, so that a difference can be seen.
    write!(all, "{argument:#?}\n{report:#?}").unwrap();
    all
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
        let mut memory = <(parse::Memory, lint::Memory)>::default();
        all(&name, &text, Some(&mut memory));
        for edit in &edits {
            apply(&mut text, edit);
            let (again, anew) = (all(&name, &text, Some(&mut memory)), all(&name, &text, None));
            if again != anew {
                let differs = again.lines().zip(anew.lines()).find(|(left, right)| left != right);
                prop_assert!(false, "after {edit:?}: {differs:?}");
            }
        }
    }
}

#[test]
fn a_memory_is_of_use_for_other_drafts_too() {
    let mut memory = <(parse::Memory, lint::Memory)>::default();
    let twice = format!("{0}\n\n{0}", draft());
    for text in [&*draft(), "", "\n", "每一次", &twice, "English words only.", &draft()] {
        assert_eq!(all("a.md", text, Some(&mut memory)), all("a.md", text, None));
    }
}
