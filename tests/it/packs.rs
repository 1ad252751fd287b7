//! Users' lints, word lists and packs: the pack to learn from, the words of a house, and packs that are broken.

use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// The pack to learn from, seen from the root.
const PACK: &str = "fixtures/packs/opinion-desk";
const PAGE: &str = "fixtures/packs/opinion-desk/lints/rhetoric/coloured-figure.md";
const MANIFEST: &str = "name = \"desk\"\nversion = \"1.0.0\"\nlicence = \"MIT\"\nlunju = \"0.1.0\"\n";

/// Exit status, standard output, standard error of lunju in `folder`.
fn lunju(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    let output = command.args(arguments).current_dir(folder).output().expect("the program was built with this test");
    let text = |bytes| String::from_utf8(bytes).expect("what the program prints is UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A fresh folder with `files` (path, text).
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packs").join(name);
    drop(std::fs::remove_dir_all(&folder));
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn page() -> String {
    std::fs::read_to_string(Path::new(ROOT).join(PAGE)).unwrap()
}

fn list(name: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(PACK).join(format!("lexicon/zh/{name}.tsv"))).unwrap()
}

/// Tests a pack that is the pack to learn from but for `changed` (path in the pack, text); it has to fail with exit status 2
/// and a message that begins with `expected`.
#[track_caller]
fn fails(name: &str, changed: &[(&str, &str)], expected: &str) {
    let (page, frames, bases) = (page(), list("figure-frames"), list("comparison-bases"));
    let mut files = vec![
        ("desk/pack.toml", MANIFEST),
        ("desk/lints/rhetoric/coloured-figure.md", &page),
        ("desk/lexicon/zh/figure-frames.tsv", &frames),
        ("desk/lexicon/zh/comparison-bases.tsv", &bases),
    ];
    files.retain(|(path, _)| changed.iter().all(|(other, _)| other != path));
    files.extend(changed.iter().filter(|(_, text)| !text.is_empty()));
    let (status, _, errors) = lunju(&folder(name, &files), &["test", "desk"]);
    assert_eq!(status, Some(2), "{errors}");
    assert!(errors.starts_with(expected), "expected {expected}\nfound    {errors}");
}

/// The same with one change in the page.
#[track_caller]
fn fails_with_page(name: &str, from: &str, to: &str, expected: &str) {
    let changed = page().replacen(from, to, 1);
    assert_ne!(changed, page());
    fails(name, &[("desk/lints/rhetoric/coloured-figure.md", &changed)], expected);
}

#[test]
fn the_pack_to_learn_from_holds() {
    let root = Path::new(ROOT);
    let (status, shown, errors) = lunju(root, &["test", PACK]);
    assert_eq!((status, errors.as_str()), (Some(0), ""), "{shown}");
    assert!(shown.contains("ok     coloured-figure ("), "{shown}");
    let (status, shown, errors) = lunju(root, &["test", PACK, "--mutate"]);
    assert_eq!((status, errors.as_str()), (Some(0), ""), "{shown}");
    let front = page().split("+++").nth(1).map(|front| front.trim().lines().count());
    assert!(front.is_some_and(|lines| lines < 10), "the front matter has {front:?} lines");
}

#[test]
fn its_lint_finds_what_no_built_in_lint_finds() {
    let draft = ("draft.txt", "管理費\n\n《屋苑年報》指出，管理費高達四千元。\n");
    let (page, frames, bases) = (page(), list("figure-frames"), list("comparison-bases"));
    let files = [
        draft,
        (".lunju/lints/rhetoric/coloured-figure.md", &*page),
        (".lunju/lexicon/zh/figure-frames.tsv", &frames),
        (".lunju/lexicon/zh/comparison-bases.tsv", &bases),
    ];
    let with = lunju(&folder("finds/with", &files), &["check", "--format", "json"]).1;
    assert!(with.contains("coloured-figure"), "{with}");
    assert!(with.contains("{\"byte\":[47,53]"), "{with}");
    let (status, without, _) = lunju(&folder("finds/without", &[draft]), &["check", "--fail-on", "info"]);
    assert_eq!(status, Some(0), "a built-in lint speaks about it: {without}");
}

#[test]
fn a_broken_pack_is_shown_where_it_is_broken() {
    const AT: &str = "desk/lints/rhetoric/coloured-figure.md";
    fails_with_page("key", "unless =", "unles =", &format!("{AT}:6:1: unknown key `unles`"));
    fails_with_page("selector", "\"claim, evidence, other\"", "\"claim, evidense\"", &format!("{AT}:4:18: "));
    fails_with_page(
        "regex",
        "{ lexicon = \"figure-frames\" }",
        "{ regex = '高達(' }",
        &format!("{AT}:5:23: broken regular expression: unclosed group"),
    );
    fails_with_page("list", "\"figure-frames\"", "\"figure-frame\"", &format!("{AT}:5:22: there is no word list"));
    fails("no-list", &[("desk/lexicon/zh/figure-frames.tsv", "")], &format!("{AT}:5:22: there is no word list"));
    fails_with_page("example", "⟦高達⟧", "高⟦達⟧", &format!("{AT}:35:1: the example fails in zh-Han"));
    fails_with_page("taken", "id = \"coloured-figure\"", "id = \"missing-source\"", &format!("{AT}:2:6: the id"));
    let big = page() + &"\n".repeat(10 << 20);
    fails("big", &[(AT, &big)], &format!("{AT}:1:1: the file is too big; at most 1048576 bytes are read"));
}

/// A mistake in a pack that a configuration names is told by `check` too, which does the rest of its work.
#[test]
fn a_broken_pack_stops_no_check() {
    const PATH: &str = "desk/lints/rhetoric/coloured-figure.md";
    let (frames, bases) = (list("figure-frames"), list("comparison-bases"));
    let circle = format!("{MANIFEST}packs = [\"../desk\"]\n");
    let big = page() + &" ".repeat(10 << 20);
    let at = |place: &str| format!("{PATH}:{place}");
    let changed = |from: &str, to: &str| page().replacen(from, to, 1);
    let option = "id = \"coloured-figure\"\noptions = { n = { type = \"integer\", default = 0, least = 1, zh = \"數\", en = \"n\" } }";
    let cases = [
        ("key", changed("unless =", "unles ="), "", at("6:1: unknown key `unles`")),
        ("selector", changed("other\"", "othr\""), "", at("4:28: there is no element `othr`")),
        (
            "regex",
            changed("{ lexicon = \"figure-frames\" }", "{ regex = '高達(' }"),
            "",
            at("5:23: broken regular expression"),
        ),
        ("list", changed("\"figure-frames\"", "\"figure-frame\""), "", at("5:22: there is no word list")),
        ("option", changed("id = \"coloured-figure\"", option), "", at("3:47: `default` must be at least 1, not 0")),
        (
            "related",
            changed("severity", "related = [{ first = \"clam\", zh = \"甲\", en = \"a\" }]\nseverity"),
            "",
            at("3:23: there is no element `clam`"),
        ),
        ("big", big, "", at("1:1: the file is too big")),
        ("circle", page(), &*circle, "names/pack.toml:5:10: `desk`: the packs name each other in a circle".to_owned()),
    ];
    for (name, page, names, expected) in cases {
        let draft = "管理費\n\n每一次加價都是錯的。\n";
        let manifest =
            if names.is_empty() { MANIFEST.to_owned() } else { format!("{MANIFEST}packs = [\"../names\"]\n") };
        let files = [
            ("lunju.toml", "packs = [\"desk\"]\n"),
            ("draft.txt", draft),
            ("desk/pack.toml", &manifest),
            (PATH, &page),
            ("desk/lexicon/zh/figure-frames.tsv", &frames),
            ("desk/lexicon/zh/comparison-bases.tsv", &bases),
            ("names/pack.toml", if names.is_empty() { MANIFEST } else { names }),
        ];
        let folder = folder(&format!("checked/{name}"), &files);
        let (status, found, errors) = lunju(&folder, &["check", "--lang", "en"]);
        assert_eq!(status, Some(2), "{name}: {errors}");
        assert!(errors.starts_with(&expected), "{name}: expected {expected}\nfound    {errors}");
        assert!(found.contains("[rhetorical-absolute]"), "{name}: the built-in lints go on: {found}");
    }
}

#[test]
fn a_broken_manifest_or_list_is_shown_where_it_is_broken() {
    let manifest = |name: &str, more: &str, expected: &str| {
        fails(name, &[("desk/pack.toml", &format!("{MANIFEST}{more}"))], expected);
    };
    manifest(
        "manifest-key",
        "license = \"MIT\"\n",
        "desk/pack.toml:5:1: unknown key `license` in the pack; did you mean",
    );
    manifest("gone", "packs = [\"../names\"]\n", "desk/pack.toml:5:10: `names`: no such file or folder");
    manifest("no-pack", "packs = [\"lints\"]\n", "desk/pack.toml:5:10: `desk/lints`: there is no pack.toml");
    let new = MANIFEST.replace("0.1.0", "99.1.0");
    fails("new", &[("desk/pack.toml", &new)], "desk/pack.toml:4:9: the pack needs lunju 99.1.0");
    let line = format!("# sources\n海角數據網\n{}\n", "長".repeat(65));
    fails(
        "word",
        &[("desk/lexicon/zh/trusted-sources.tsv", &line)],
        "desk/lexicon/zh/trusted-sources.tsv:3:1: a word has",
    );
    fails(
        "language",
        &[("desk/lexicon/xx/titles.tsv", "# x\n甲\n")],
        "desk/lexicon/xx/titles.tsv:1:1: word lists stand",
    );
    fails("near", &[("desk/lexicon/zh/title.tsv", "# x\n甲\n")], "desk/lexicon/zh/title.tsv:1:1: a list `title`");
}

#[test]
fn a_circle_of_packs_and_equal_ids_name_all_that_are_in_it() {
    let names = format!("{MANIFEST}packs = [\"../desk\"]\n");
    let circle = format!("{MANIFEST}packs = [\"../names\"]\n");
    fails(
        "circle",
        &[("desk/pack.toml", &circle), ("names/pack.toml", &names)],
        "names/pack.toml:5:10: `desk`: the packs name each other in a circle: desk → names → desk",
    );
    let changed =
        [("desk/pack.toml", &*circle), ("names/pack.toml", MANIFEST), ("names/lints/a/coloured-figure.md", &page())];
    fails(
        "equal",
        &changed,
        "names/lints/a/coloured-figure.md:2:6: the id `coloured-figure` is taken by desk/lints/rhetoric/coloured-figure.md",
    );
}

#[test]
fn a_pack_can_build_on_another_one() {
    let (page, frames, bases) = (page(), list("figure-frames"), list("comparison-bases"));
    let with_words = format!("{MANIFEST}packs = [\"../words\", \"../words/\"]\n");
    let files = [
        ("desk/pack.toml", &*with_words),
        ("desk/lints/rhetoric/coloured-figure.md", &page),
        ("words/pack.toml", MANIFEST),
        ("words/lexicon/zh/figure-frames.tsv", &frames),
        ("words/lexicon/zh/comparison-bases.tsv", &bases),
    ];
    let (status, shown, errors) = lunju(&folder("builds-on", &files), &["test", "desk"]);
    assert_eq!((status, errors.as_str()), (Some(0), ""), "{shown}");
    assert!(shown.starts_with("ok     coloured-figure"), "{shown}");
}

#[test]
fn a_page_may_replace_a_built_in_one() {
    let mine = page().replace("coloured-figure", "missing-source");
    let replaces = mine.replacen("severity", "replaces = true\nseverity", 1);
    let (frames, bases) = (list("figure-frames"), list("comparison-bases"));
    let lists = [(".lunju/lexicon/zh/figure-frames.tsv", &*frames), (".lunju/lexicon/zh/comparison-bases.tsv", &bases)];
    let with = |name: &str, page: &str| {
        let files = [&lists[..], &[(".lunju/lints/own/missing-source.md", page)]].concat();
        lunju(&folder(name, &files), &["lints", "--lang", "en"])
    };
    let (status, shown, errors) = with("replaces", &replaces);
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert!(shown.contains("Coloured figure"), "{shown}");
    let (status, shown, errors) = with("takes", &mine);
    assert_eq!(status, Some(2));
    assert!(errors.contains("or say `replaces = true`") && !shown.contains("Coloured figure"), "{errors}");
}

#[test]
fn the_words_of_a_house_count_for_parser_and_lints() {
    let draft = "數字\n\n海角數據網：去年共有三萬人次乘搭渡輪。\n\n這家店絕對是街坊的驕傲。\n";
    let plain = [("draft.txt", draft)];
    let house = [
        plain[0],
        (".lunju/lexicon/zh/trusted-sources.tsv", "# ours\n海角數據網\n"),
        (".lunju/lexicon/zh/exceptions.tsv", "# ours\n绝对\n"),
    ];
    let parse = |name: &str, files: &[(&str, &str)]| {
        let folder = folder(name, files);
        let parsed = lunju(&folder, &["parse", "draft.txt", "--format", "json"]).1;
        let found = lunju(&folder, &["check", "draft.txt", "--format", "json"]).1;
        (parsed, found)
    };
    let (parsed, found) = parse("house/with", &house);
    assert!(!found.contains("missing-source") && found.contains("\"sourced_evidence\":1"), "{found}");
    assert!(parsed.contains("\"source\":\"named\""), "{parsed}");
    let plain = parse("house/without", &plain).0;
    assert!(!plain.contains("\"source\":\"named\""), "{plain}");
    let strong = |parsed: &str| parsed.contains("\"certainty\":\"strong\"");
    assert!(!strong(&parsed), "an exception is no cue: {parsed}");
    assert!(strong(&plain), "without the exception it is one");
}

#[test]
fn a_new_lint_loads_and_fails_until_it_is_filled_in() {
    let folder = folder("new-lint", &[(".lunju/lexicon/zh/names.tsv", "# names\n")]);
    let (status, shown, errors) = lunju(&folder, &["new-lint", "tired-phrase"]);
    assert_eq!((status, shown.as_str(), errors.as_str()), (Some(0), ".lunju/lints/house/tired-phrase.md\n", ""));
    let (status, shown, errors) = lunju(&folder, &["test", ".lunju/lints"]);
    assert_eq!(status, Some(2), "{shown}");
    assert!(shown.starts_with("FAILED tired-phrase"), "{shown}");
    assert!(errors.contains("the example fails in zh-Hant: it should flag ⟦應該指出的字眼⟧"), "{errors}");
    assert_eq!(lunju(&folder, &["new-lint", "tired-phrase"]).0, Some(2), "it is there already");
    assert_eq!(lunju(&folder, &["new-lint", "Tired"]).0, Some(2));
    assert_eq!(lunju(&folder, &["new-lint", "missing-source"]).0, Some(2));
}

#[test]
fn a_configuration_names_packs() {
    let (page, frames, bases) = (page(), list("figure-frames"), list("comparison-bases"));
    let files = [
        ("desk/pack.toml", MANIFEST),
        ("desk/lints/rhetoric/coloured-figure.md", &page),
        ("desk/lexicon/zh/figure-frames.tsv", &frames),
        ("desk/lexicon/zh/comparison-bases.tsv", &bases),
        ("house/lunju.toml", "packs = [\"../desk\"]\nlints.coloured-figure = \"error\"\n"),
        ("house/.lunju/lexicon/zh/names.tsv", "專家日報\n"),
        ("wrong/lunju.toml", "packs = [\n    \"../nowhere\",\n]\n"),
    ];
    let folder = folder("configured", &files);
    let (status, lints, errors) = lunju(&folder.join("house"), &["lints"]);
    assert_eq!((status, &*errors), (Some(0), ""));
    assert!(lints.lines().any(|line| line.starts_with("coloured-figure") && line.contains(" error ")), "{lints}");
    for arguments in
        [&["explain", "coloured-figure"][..], &["lints", "--isolated", "--config", "packs = [\"../desk\"]"]]
    {
        let (status, shown, errors) = lunju(&folder.join("house"), arguments);
        assert_eq!(status, Some(0), "{errors}");
        assert!(shown.contains("coloured-figure"), "{shown}");
    }
    assert_eq!(lunju(&folder.join("house"), &["lints", "--isolated"]).1.matches("coloured-figure").count(), 0);
    let (status, _, errors) = lunju(&folder.join("wrong"), &["lints", "--lang", "en"]);
    assert_eq!(status, Some(2), "{errors}");
    assert!(errors.starts_with("lunju.toml:2:5: `../nowhere`: "), "{errors}");
}
