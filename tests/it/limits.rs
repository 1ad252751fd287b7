//! Limits: what is more than lunju takes is said in three languages, with its place and what to do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A sentence with a finding.
const ABSOLUTE: &str = "每一次翻新都忘了長者。";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("limits").join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn lunju(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lunju")).args(arguments).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Holds what `lunju check` says of `text`, called `name`, to one message in each language.
#[track_caller]
fn says(name: &str, text: &str, arguments: &[&str], status: i32, expected: [&str; 3]) {
    let folder = folder(name);
    fs::write(folder.join(name), text).unwrap();
    for (language, expected) in ["zh-Hant", "zh-Hans", "en"].into_iter().zip(expected) {
        let all = [&["check", "--isolated", "--lang", language, "--format", "json", name], arguments].concat();
        let output = lunju(&folder, &all);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(status), "{said}");
        assert!(said.contains(expected) && said.lines().count() == 1, "{said}");
    }
}

#[test]
fn an_article_that_is_too_big_is_not_read() {
    let text = ABSOLUTE.repeat((1 << 20) / ABSOLUTE.len() + 1);
    let expected = [
        "big.txt: 文章大於 1 MB，沒有讀",
        "big.txt: 文章大于 1 MB，没有读",
        "more than 1 MB and was not read; split it",
    ];
    says("big.txt", &text, &["--max-size", "1"], 2, expected);
    let folder = folder("size");
    fs::write(folder.join("big.txt"), &text).unwrap();
    fs::write(folder.join("lunju.toml"), "max-size = 1\nlang = \"en\"\n").unwrap();
    for command in ["check", "parse", "map"] {
        let refused = lunju(&folder, &[command, "big.txt", "--lang", "en"]);
        assert_eq!(refused.status.code(), Some(2), "{command}");
        assert!(said(&refused).contains("--max-size"), "{command}: {}", said(&refused));
        // The command line wins.
        let read = lunju(&folder, &[command, "big.txt", "--lang", "en", "--max-size", "2"]);
        assert_eq!(read.status.code(), Some(0), "{command}: {}", said(&read));
    }
    let none = lunju(&folder, &["check", "big.txt", "--max-size", "0"]);
    assert!(said(&none).contains("1..=1024"), "{}", said(&none));
    let line = format!("{{\"text\":\"{text}\"}}\n{{\"text\":\"{ABSOLUTE}\"}}\n");
    fs::write(folder.join("a.jsonl"), line).unwrap();
    let archive = lunju(&folder, &["check", "--input", "jsonl", "a.jsonl"]);
    let out = String::from_utf8_lossy(&archive.stdout).into_owned();
    let [long, short] = out.lines().collect::<Vec<_>>()[..] else { panic!("{out}") };
    assert!(long.contains("more than 1 MB") && short.contains("rhetorical-absolute"), "{out}");
}

#[test]
fn only_the_first_findings_of_an_article_are_shown() {
    let text = format!("圖書館的長椅\n\n{}", format!("{ABSOLUTE}\n\n").repeat(5));
    let expected = [
        "只列出首 2 處問題，另有 3 處沒有列出",
        "只列出前 2 处问题，另有 3 处没有列出",
        "the first 2 findings are shown, 3 more are not; mend those first",
    ];
    says(
        "many.txt",
        &text,
        &["--max-findings", "2", "--select", "rhetorical-absolute", "--fail-on", "never"],
        0,
        expected,
    );
    // What is not shown counts for how the run ends.
    let folder = folder("findings");
    fs::write(folder.join("many.txt"), &text).unwrap();
    fs::write(folder.join("lunju.toml"), "max-findings = 0\n").unwrap();
    let output = lunju(
        &folder,
        &["check", "many.txt", "--select", "rhetorical-absolute", "--fail-on", "info", "--format", "json"],
    );
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (report["diagnostics"].as_array().map(Vec::len), &report["summary"]["diagnostics"]),
        (Some(0), &5.into())
    );
    let all = lunju(&folder, &["baseline", "many.txt", "--select", "rhetorical-absolute", "--lang", "en"]);
    assert!(String::from_utf8_lossy(&all.stdout).contains("5 findings recorded"), "a baseline knows them all");
}

#[test]
fn deep_nesting_is_said_where_it_begins() {
    let text = format!("渡輪停航了。\n\n{}渡輪停航之後，居民多花兩小時。\n", "> ".repeat(40));
    let expected = [
        "deep.md:3:81: 從這裏起，引文和清單多於 32 層",
        "deep.md:3:81: 从这里起",
        "deep.md:3:81: quotations and lists nest more than 32 deep",
    ];
    says("deep.md", &text, &[], 0, expected);
}

#[test]
fn a_flood_of_markup_is_read_as_text() {
    let text = format!("渡輪停航之後，居民多花兩小時。\n\n{}", format!("{}停航。\n\n", "*".repeat(100)).repeat(16_000));
    says(
        "flood.md",
        &text,
        &[],
        0,
        [
            "flood.md:1:1: 可作 Markdown 標記的符號多於 1500000 個",
            "flood.md:1:1: 可作 Markdown 标记的符号",
            "flood.md:1:1: more than 1500000 signs",
        ],
    );
}

#[test]
fn a_line_without_end_is_said_where_it_begins() {
    let text = format!("渡輪停航\n\n前一句。{}\n", "渡輪停航之後，".repeat(3000));
    says(
        "line.txt",
        &text,
        &[],
        0,
        [
            "line.txt:3:5: 這裏有一句長過 3000 字",
            "line.txt:3:5: 这里有一句长过 3000 字",
            "line.txt:3:5: a sentence of more than 3000 characters",
        ],
    );
}
