//! What configurations say, what is wrong with them, and which of their words wins.

use super::layer::{Layer, Said};
use crate::front::cli::FailOn;
use crate::lint::{Set, Settings};
use crate::model::argument::Language;
use crate::model::diagnostic::{MessageLanguage, Severity};
use crate::pack::page::Pack;
use crate::pack::table::value::Value;
use std::path::{Path, PathBuf};

fn read(text: &str) -> (Layer, Vec<String>) {
    let (layer, failures) = Layer::read("lunju.toml".to_owned(), text.to_owned(), PathBuf::from("/desk"), None);
    let show = |failure: &crate::model::diagnostic::Failure| {
        let (line, column) = failure.position.unwrap();
        format!("{line}:{column} {}", failure.message)
    };
    assert_eq!(layer.broken, !failures.is_empty());
    (layer, failures.iter().map(show).collect())
}

#[track_caller]
fn refuses(text: &str, expected: &[&str]) {
    let found = read(text).1;
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "expected {expected}\nfound    {found}");
    }
}

#[test]
fn every_key_arrives() {
    let (layer, wrong) = read(
        "set = \"all\"\nselect = [\"a\"]\nignore = \"b\"\nlanguages = [\"zh-Hans\"]\nlang = \"en\"\nfail-on = \"never\"\n\
         packs = [\"packs/one\"]\n[lints]\na = \"error\"\nb = { level = \"off\" }\n\
         [[overrides]]\nfiles = [\"columns/**\"]\nset = \"recommended\"\nlints.c = \"info\"\n",
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(layer.said.wishes.set, Some(Set::All));
    assert_eq!(layer.said.wishes.select, Some(vec!["a".to_owned()]));
    assert_eq!(layer.said.wishes.ignore, ["b"]);
    assert_eq!(layer.said.wishes.levels.get("a"), Some(&Severity::Error));
    assert_eq!(layer.said.wishes.levels.get("b"), Some(&Severity::Off));
    assert_eq!(layer.languages, Some(vec![Language::ZhHans]));
    assert_eq!(
        (layer.lang.map(MessageLanguage::from), layer.fail_on),
        (Some(MessageLanguage::English), Some(FailOn::Never))
    );
    assert_eq!(layer.packs.iter().map(|pack| &*pack.0).collect::<Vec<_>>(), [Path::new("/desk/packs/one")]);
    let [Said { wishes, .. }] = layer.overrides_of(Path::new("/desk/columns/x.md")).collect::<Vec<_>>()[..] else {
        panic!("one")
    };
    assert_eq!((wishes.set, wishes.levels.get("c")), (Some(Set::Recommended), Some(&Severity::Info)));
}

#[test]
fn an_empty_configuration_says_nothing() {
    let (layer, wrong) = read("");
    assert!(wrong.is_empty());
    let mut settings = Settings::default();
    settings.add(&layer.said.wishes);
    assert_eq!(settings, Settings::default());
}

#[test]
fn each_mistake_stands_at_its_place() {
    refuses("sett = \"all\"\n", &["1:1 unknown key `sett` in lunju.toml; did you mean `set`?"]);
    refuses("zzzzzz = 1\n", &["1:1 unknown key `zzzzzz` in lunju.toml; known keys: `set`, `lints`"]);
    refuses("set = \"al\"\n", &["1:7 `set` must be recommended or all, not `al`; did you mean `all`?"]);
    refuses("set = true\n", &["1:7 `set` must be a string, not true or false"]);
    refuses("select = 3\n", &["1:10 `select` must be a string or an array of strings, not a number"]);
    refuses("languages = [\"zh\"]\n", &["1:14 `languages` must be zh-Hant, zh-Hans or en, not `zh`"]);
    refuses("lints = 3\n", &["1:9 `lints` must be a table, not a number"]);
    refuses("[lints]\na = \"warn\"\n", &["2:5 `a` must be error, warning, info or off, not `warn`"]);
    refuses("[lints]\na = 1\n", &["2:5 `a` must be a string or a table, not a number"]);
    refuses("[[overrides]]\nset = \"all\"\n", &["1:1 [[overrides]] lacks the key `files`"]);
    refuses("[[overrides]]\nfiles = [\"a\"]\nlang = \"en\"\n", &["3:1 unknown key `lang` in [[overrides]]"]);
    refuses("[[overrides]]\nfiles = [\"x\", \"a/[b\"]\n", &["2:15 “a/[b” is no pattern for files: "]);
    refuses("set = \n", &["1:7 "]);
    refuses("set = \"all\"\nset = \"all\"\n", &["2:1 duplicate key"]);
    refuses(&"#".repeat((1 << 20) + 1), &["1:1 the file is too big; at most 1048576 bytes are read"]);
}

#[test]
fn mistakes_are_in_the_language_that_the_file_asks_for() {
    refuses("lang = \"zh-Hant\"\nsett = 1\n", &["2:1 lunju.toml裏沒有「sett」這個鍵；是「set」嗎？"]);
    refuses("lang = \"zh-Hans\"\nset = 1\n", &["2:7 “set”应该是字符串，不是数字"]);
}

#[test]
fn unknown_lints_name_the_nearest() {
    let (mut layer, wrong) = read("select = [\"missing-sauce\"]\n[lints]\nqqqq = \"off\"\nvague-source = \"off\"\n");
    assert!(wrong.is_empty(), "{wrong:#?}");
    let pack = Pack::builtin();
    let failures = layer.check_lints(&pack, &["missing-source", "vague-source"], MessageLanguage::English);
    let shown: Vec<_> = failures.iter().map(|failure| (failure.position.unwrap(), failure.message.as_str())).collect();
    let expected = [
        ((1, 11), "there is no lint “missing-sauce”; did you mean “missing-source”?"),
        ((3, 1), "there is no lint “qqqq”; `lunju lints` lists them all"),
    ];
    assert_eq!(shown, expected);
    assert!(layer.broken);
}

#[test]
fn patterns_are_seen_from_the_folder_of_the_file() {
    let matches = |pattern: &str, path: &str| {
        let (layer, wrong) = read(&format!("[[overrides]]\nfiles = '{pattern}'\nset = \"all\"\n"));
        assert!(wrong.is_empty(), "{wrong:#?}");
        layer.overrides_of(Path::new(path)).count() == 1
    };
    assert!(matches("columns/**", "/desk/columns/2026/x.md"));
    assert!(!matches("columns/**", "/desk/news/columns/x.md"));
    assert!(!matches("columns/**", "/other/columns/x.md"));
    assert!(matches("columns/", "/desk/columns/2026/x.md"));
    assert!(matches("./columns/*.md", "/desk/columns/x.md"));
    assert!(!matches("columns/*.md", "/desk/columns/2026/x.md"));
    assert!(matches("*.md", "/desk/columns/2026/x.md"));
    assert!(matches("{a,b}.md", "/desk/b.md"));
}

#[test]
fn options_of_lints_are_checked_once_the_lints_are_known() {
    let wrong = |text: &str| {
        let (mut layer, wrong) = read(text);
        assert!(wrong.is_empty(), "{wrong:#?}");
        let pack = Pack::builtin();
        let known: Vec<&str> = pack.pages.iter().map(|page| &*page.id).chain(["unused-suppression"]).collect();
        let failures = layer.check_lints(&pack, &known, MessageLanguage::English);
        let show = |failure: &crate::model::diagnostic::Failure| {
            let (line, column) = failure.position.unwrap();
            format!("{line}:{column} {}", failure.message)
        };
        failures.iter().map(show).collect::<Vec<_>>()
    };
    assert_eq!(wrong("[lints.claim-heavy-section]\nclaims = 6\nlevel = \"info\"\n"), [""; 0]);
    assert_eq!(wrong("lints.claim-heavy-section = { claims = 6 }\n"), [""; 0]);
    assert_eq!(
        wrong("[lints.claim-heavy-section]\nclaim = 6\n"),
        ["2:1 unknown key `claim` in [lints.claim-heavy-section]; did you mean `claims`?"]
    );
    assert_eq!(
        wrong("[lints]\nmissing-source = { levle = \"off\" }\n"),
        ["2:20 unknown key `levle` in [lints.missing-source]; did you mean `level`?"]
    );
    assert_eq!(
        wrong("lints.claim-heavy-section.claims = \"six\"\n"),
        ["1:36 `claims` must be a whole number, not a string"]
    );
    assert_eq!(wrong("lints.claim-heavy-section.claims = 0\n"), ["1:36 `claims` must lie between 1 and 100, not 0"]);
    assert_eq!(
        wrong("[[overrides]]\nfiles = \"x\"\nlints.claim-heavy-section.claims = 2.5\n"),
        ["3:36 `claims` must be a whole number, not a number"]
    );
    assert_eq!(
        wrong("lints.unused-suppression = { zzzzzz = 1 }\n"),
        ["1:30 unknown key `zzzzzz` in [lints.unused-suppression]; known keys: `level`"]
    );
    assert_eq!(
        wrong("[lints.rhetorical-absolute]\nallow = [\"甲\", \"@hedges\"]\n"),
        ["2:9 each word of `allow` has at most 64 characters and none of @, …, {, } and control characters"]
    );
    refuses(
        "lints.a = { limit = 2026-11-26 }\n",
        &["1:21 `limit` must be a number, true or false, a string or an array of strings, not a date"],
    );
}

#[test]
fn options_arrive_file_by_file() {
    let (layer, wrong) =
        read("[lints.a]\nlimit = 3\nwords = \"x|y\"\n[[overrides]]\nfiles = \"columns/\"\nlints.a.limit = 5\n");
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut settings = Settings::default();
    settings.add(&layer.said.wishes);
    assert!(settings.levels.is_empty());
    assert_eq!(settings.options["a"]["limit"], Value::Integer(3));
    for said in layer.overrides_of(Path::new("/desk/columns/x.md")) {
        settings.add(&said.wishes);
    }
    assert_eq!(settings.options["a"]["limit"], Value::Integer(5));
    assert_eq!(settings.options["a"]["words"], Value::Text("x|y".to_owned()));
}
