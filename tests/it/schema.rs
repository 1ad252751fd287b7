//! The schemas that `lunju schema` prints, and what they are for: they accept what the program accepts.

use crate::tidy::source::{ROOT, files, read};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TEMPLATES: [&str; 2] = ["src/front/command/init/lunju.en.toml", "src/front/command/init/lunju.zh.toml"];

fn lunju(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(arguments).current_dir(folder).output().expect("the program was built with this test")
}

fn shown(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A fresh folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn validator(what: &str) -> jsonschema::Validator {
    let output = lunju(Path::new(ROOT), &["schema", what]);
    let schema: Value = serde_json::from_slice(&output.stdout).expect("a schema is JSON");
    assert!(jsonschema::meta::is_valid(&schema), "the schema of {what} is none");
    jsonschema::validator_for(&schema).expect("the schema can be used")
}

/// What `schema` has against the TOML `text`.
fn objections(schema: &jsonschema::Validator, text: &str) -> Vec<String> {
    let value: Value = toml::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// A template with every setting in it switched on.
fn switched_on(template: &str) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(setting) if setting.starts_with(|c: char| c.is_ascii_lowercase() || c == '[') => format!("{setting}\n"),
        _ => format!("{line}\n"),
    };
    // A pack must be there to be named.
    template.lines().filter(|line| !line.starts_with("#packs")).map(line).collect()
}

#[test]
fn front_matter_of_every_page_fits_the_schema() {
    let schema = validator("lint");
    let mut pages = files(&["lints"], "md");
    pages.retain(|path| !path.ends_with("README.md"));
    pages.push("src/front/command/init/example.md".to_owned());
    for path in pages {
        let text = read(&path);
        let front = text.split("+++").nth(1).unwrap_or_default();
        assert_eq!(objections(&schema, front), [""; 0], "{path}");
    }
    assert!(!objections(&schema, "id = \"a\"\n").is_empty());
}

#[test]
fn templates_of_the_configuration_fit_the_schema_and_the_program() {
    let schema = validator("config");
    for (number, template) in TEMPLATES.into_iter().enumerate() {
        let text = read(template);
        assert_eq!(objections(&schema, &text), [""; 0], "{template}");
        let on = switched_on(&text);
        assert!(on.contains("\n[[overrides]]\n") && on.contains("\nlang = "), "{template}");
        assert_eq!(objections(&schema, &on), [""; 0], "{template} with every setting");
        let folder = folder(&format!("schema-{number}"));
        std::fs::write(folder.join("lunju.toml"), on).unwrap();
        let output = lunju(&folder, &["lints"]);
        assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    }
    for right in [
        "lints.our-own = { level = \"info\", limit = 3 }",
        "lints.claim-heavy-section.claims = 9",
        "ignore = [\"missing-thesis\", { lint = \"missing-source\", files = \"a.txt\", reason = \"gone\" }]",
    ] {
        assert_eq!(objections(&schema, right), [""; 0], "{right}");
    }
    let wrong = [
        "sett = \"all\"",
        "set = \"some\"",
        "lints.a = 3",
        "overrides = [{ set = \"all\" }]",
        "lints.claim-heavy-section.claims = 0",
        "lints.claim-heavy-section.claim = 9",
        "lints.rhetorical-absolute.allow = 3",
        "ignore = [{ lint = \"missing-source\" }]",
    ];
    for wrong in wrong {
        assert!(!objections(&schema, wrong).is_empty(), "{wrong}");
    }
}

#[test]
fn init_writes_what_works_and_overwrites_nothing() {
    let folder = folder("init");
    let first = lunju(&folder, &["init"]);
    assert_eq!((first.status.code(), &*shown(&first)), (Some(0), "lunju.toml\n.lunju/lints/example.md\n"));
    let tested = lunju(&folder, &["test", ".lunju/lints"]);
    assert_eq!(tested.status.code(), Some(0), "{}", shown(&tested));
    let lints = lunju(&folder, &["lints"]);
    assert_eq!(lints.status.code(), Some(0), "{}", shown(&lints));
    assert!(shown(&lints).contains("\nexample "));
    let again = lunju(&folder, &["init", "--lang", "en"]);
    assert_eq!(again.status.code(), Some(2));
    let expected = "lunju: .lunju/lints/example.md: exists already and is not overwritten; nothing was written\n\
                    lunju: lunju.toml: exists already and is not overwritten; nothing was written\n";
    assert_eq!(shown(&again), expected);
    std::fs::remove_file(folder.join("lunju.toml")).unwrap();
    assert_eq!(lunju(&folder, &["init"]).status.code(), Some(2));
    assert!(!folder.join("lunju.toml").exists(), "neither is written where one is there");
}
