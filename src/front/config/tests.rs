//! What configurations say, what is wrong with them, and which of their words wins.

use super::layer::Layer;
use crate::front::cli::FailOn;
use crate::lint::{Set, Settings};
use crate::model::argument::Language;
use crate::model::diagnostic::{MessageLanguage, Severity};
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
    assert_eq!(layer.wishes.set, Some(Set::All));
    assert_eq!(layer.wishes.select, Some(vec!["a".to_owned()]));
    assert_eq!(layer.wishes.ignore, ["b"]);
    assert_eq!(layer.wishes.levels.get("a"), Some(&Severity::Error));
    assert_eq!(layer.wishes.levels.get("b"), Some(&Severity::Off));
    assert_eq!(layer.languages, Some(vec![Language::ZhHans]));
    assert_eq!(
        (layer.lang.map(MessageLanguage::from), layer.fail_on),
        (Some(MessageLanguage::English), Some(FailOn::Never))
    );
    assert_eq!(layer.packs.iter().map(|pack| &*pack.0).collect::<Vec<_>>(), [Path::new("/desk/packs/one")]);
    let [wishes] = layer.overrides_of(Path::new("/desk/columns/x.md")).collect::<Vec<_>>()[..] else { panic!("one") };
    assert_eq!((wishes.set, wishes.levels.get("c")), (Some(Set::Recommended), Some(&Severity::Info)));
}

#[test]
fn an_empty_configuration_says_nothing() {
    let (layer, wrong) = read("");
    assert!(wrong.is_empty());
    let mut settings = Settings::default();
    settings.add(&layer.wishes);
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
    refuses("[lints]\na = { levle = \"off\" }\n", &["2:7 unknown key `levle` in [lints]; did you mean `level`?"]);
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
    let failures = layer.check_lints(&["missing-source", "vague-source"], MessageLanguage::English);
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
