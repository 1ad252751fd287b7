//! The same article in every format and encoding: what is read of it, and how files are found.

use lunju::model::article::{Article, Encoding};
use lunju::pack::page::Pack;
use lunju::parse::parse;
use lunju::read::{read, read_as, read_text};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FILES: [&str; 7] = [
    "ferry.md",
    "ferry.html",
    "ferry.docx",
    "ferry.libreoffice.docx",
    "ferry.utf16.txt",
    "ferry.big5.txt",
    "ferry.gb18030.txt",
];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats").join(name)
}

fn article(name: &str) -> Article {
    read(name, &fs::read(fixture(name)).unwrap()).unwrap()
}

fn lunju(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lunju")).args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// An empty folder of this test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("lunju-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A text without blanks, and without what parts the cells of a row in Markdown.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '|').collect()
}

#[test]
fn the_range_of_every_unit_gives_its_text_again() {
    let pack = Pack::builtin();
    for name in FILES.iter().copied().chain(["../ai-leadership.txt"]) {
        let article = article(name);
        let argument = parse(&article, &pack.lexicons);
        assert!(argument.units.len() >= 8, "{name}");
        for unit in &argument.units {
            let prose = argument.prose_span(unit.span);
            let cut = article.map.map(prose).of(&article.source.text);
            // The extracted text of a package is text and no markup.
            let again = read_text(if article.source.package.is_some() { "-" } else { name }, cut);
            assert_eq!(bare(&again.prose), bare(prose.of(&article.prose)), "{name}: {cut}");
        }
    }
}

#[test]
fn every_format_says_the_same() {
    let sentences = |name: &str| {
        let prose = article(name).prose;
        [
            "渡輪不是包袱",
            "31,200 人次乘搭南灣渡輪，比 2019 年多 18%",
            "因為島上",
            "居民沒有別的路可走。",
            "「沒有船，我們就沒有醫生。」",
        ]
        .map(|sentence| prose.contains(sentence))
    };
    for name in FILES {
        assert_eq!(sentences(name), [true; 5], "{name}");
    }
    let encodings = FILES.map(|name| (article(name).source.encoding, article(name).source.is_guess));
    let expected = [Encoding::Utf8; 4].into_iter().chain([Encoding::Utf16Le, Encoding::Big5, Encoding::Gb18030]);
    assert_eq!(encodings.to_vec(), expected.map(|encoding| (encoding, false)).collect::<Vec<_>>());
}

#[test]
fn every_format_as_json() {
    for name in FILES {
        let done = lunju(&fixture(""), &["parse", "--format", "json", name]);
        assert_eq!((done.status.code(), &*said(&done)), (Some(0), ""), "{name}");
        insta::assert_snapshot!(name.replace('.', "_"), String::from_utf8(done.stdout).unwrap());
    }
}

#[test]
fn word_ranges_count_in_the_extracted_text() {
    let article = article("ferry.docx");
    let done = lunju(&fixture(""), &["parse", "--format", "json", "ferry.docx"]);
    let value: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(value["offsets"], "extracted-text");
    let package = article.source.package.as_ref().unwrap();
    for unit in value["units"].as_array().unwrap() {
        let number = usize::try_from(unit["paragraph"].as_u64().unwrap()).unwrap();
        let start = usize::try_from(unit["range"]["byte"][0].as_u64().unwrap()).unwrap();
        let text = package.paragraphs[number - 1].text;
        assert!(text.start <= start && start < text.end, "{unit}");
    }
    let plain = lunju(&fixture(""), &["parse", "--format", "json", "ferry.md"]);
    assert!(!String::from_utf8(plain.stdout).unwrap().contains("offsets"));
}

#[test]
fn the_encoding_that_is_asked_for_wins_and_a_doubtful_guess_is_said() {
    let folder = folder("encodings");
    let (text, _, _) = encoding_rs::BIG5.encode("政府應該重開渡輪。");
    fs::write(folder.join("a.txt"), &text).unwrap();
    fs::write(folder.join("b.txt"), &text[..6]).unwrap();
    fs::write(folder.join("broken.txt"), ["渡輪停航。".as_bytes(), b"\xFF"].concat()).unwrap();
    let read = lunju(&folder, &["parse", "--encoding", "BIG5", "a.txt", "--format", "json"]);
    assert!(String::from_utf8_lossy(&read.stdout).contains("政府應該重開渡輪。"), "{}", said(&read));
    assert_eq!(said(&read), "");
    let guess = lunju(&folder, &["check", "b.txt"]);
    assert!(said(&guess).contains("which is a guess") && said(&guess).contains("--encoding"), "{}", said(&guess));
    let forced = lunju(&folder, &["check", "--encoding", "utf-8"]);
    assert!(said(&forced).contains("lunju: a.txt: not UTF-8 text from byte 0 on"), "{}", said(&forced));
    let broken = lunju(&folder, &["check"]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(said(&broken).contains("lunju: broken.txt: not UTF-8 text from byte 15 on"), "{}", said(&broken));
    assert_eq!(read_as("a.txt", b"\xA4\xA4", Some(Encoding::Big5)).unwrap().source.text, "中");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn standard_input_goes_by_its_name() {
    for (name, file) in [("x.html", "ferry.html"), ("d/x.DOCX", "ferry.docx"), ("x.txt", "ferry.big5.txt")] {
        let done = Command::new(env!("CARGO_BIN_EXE_lunju"))
            .args(["parse", "-", "--stdin-filename", name, "--format", "json"])
            .stdin(fs::File::open(fixture(file)).unwrap())
            .output()
            .unwrap();
        let out = String::from_utf8(done.stdout).unwrap();
        assert!(out.contains(&format!("\"path\":\"{name}\"")) && out.contains("居民沒有別的路可走。"), "{out}");
    }
}

#[test]
fn folders_are_searched_for_every_format() {
    let folder = folder("search");
    for name in ["a.htm", "b.HTML", "c.docx", "d.md", "e.csv", "~$c.docx", "out/f.md", "g/h.txt", "g/i.txt"] {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::copy(fixture(if name.ends_with("docx") { "ferry.docx" } else { "ferry.md" }), folder.join(name)).unwrap();
    }
    fs::write(folder.join(".gitignore"), "/out/\n").unwrap();
    let found = |arguments: &[&str]| {
        let done = lunju(&folder, &[&["check", "--format", "json", "--select", "missing-source"], arguments].concat());
        let value: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
        (value["summary"]["articles"].as_u64().unwrap(), said(&done))
    };
    assert_eq!(found(&[]), (6, String::new()));
    assert_eq!(found(&["--include", "*.txt"]), (2, String::new()));
    assert_eq!(found(&["--include", "g/h.*", "--include", "*.csv"]), (2, String::new()));
    assert_eq!(found(&["--include", "*/*", "out", "."]).0, 2);
    assert!(found(&["--include", "[", "d.md"]).1.contains("--include"));
    assert!(found(&["--include", "*.rtf"]).1.contains("no article in this folder"));
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_to_nowhere_stop_nothing() {
    let folder = folder("links");
    fs::copy(fixture("ferry.md"), folder.join("a.md")).unwrap();
    std::os::unix::fs::symlink(".", folder.join("loop")).unwrap();
    std::os::unix::fs::symlink("self.md", folder.join("self.md")).unwrap();
    std::os::unix::fs::symlink("nowhere.md", folder.join("gone.md")).unwrap();
    let done = lunju(&folder, &["check", ".", "loop/loop", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!((done.status.code(), value["summary"]["articles"].as_u64()), (Some(2), Some(2)), "{value}");
    let failed: Vec<_> =
        value["errors"].as_array().unwrap().iter().map(|error| error["path"].as_str().unwrap()).collect();
    assert_eq!(failed, ["gone.md", "loop/loop/gone.md", "loop/loop/self.md", "self.md"]);
    fs::remove_dir_all(folder).unwrap();
}
