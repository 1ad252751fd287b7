//! The same article in every format and encoding: what is read of it, and how files are found.

use crate::annotate::draft::draft;
use lunju::model::article::{Article, Encoding};
use lunju::model::span::Span;
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

/// Where a probe may stand in Markdown.
const MARKDOWN: &[&str] = &[
    "# {}",
    "{}\n===",
    "## {} ##",
    "---\ntitle: \"{}\"\n---\n\n文",
    "文{}。",
    "文**{}**。",
    "文_{}_。",
    "文~~x~~{}。",
    "[{}](u)",
    "[{}][r]\n\n[r]: u",
    "[{}]\n\n[{}]: u",
    "甲  \n{}\\\n乙",
    "> {}",
    "> > {}\n懶",
    "- {}\n  - 乙",
    "1. 甲\n   1. {}",
    "- 甲\n\n  {}",
    "| {} | 乙 |\n|--|--|\n| 甲 | 丙 |",
    "| 甲 | 乙 |\n|--|--|\n| \\| | {} |",
    "文[^1]。\n\n[^1]: 見{}。",
    "<div>\n\n{}\n\n</div>",
    "文<b>{}</b>",
    "<!-- 註 -->\n{}",
    "&amp;{}&#x4E2D;",
    "\\*{}\\*",
    "- [x] {}",
    "\u{3000}\u{3000}{}",
];
/// Where a probe may stand in a page.
const HTML: &[&str] = &[
    "<h1>{}</h1>",
    "<h3><b>{}</b></h3>",
    "<p>文{}",
    "<div>{}</div>",
    "<ul><li>甲<ul><li>{}</ul></ul>",
    "<ol><li><p>{}</ol>",
    "<blockquote><blockquote>{}",
    "<p>他說<q>{}</q>",
    "<p><cite>{}</cite>",
    "<p><a href=u>{}</a>",
    "<p>&amp;&nbsp;{}&#20013;&#x1F600;",
    "<p>甲<br>{}",
    "<table><tr><th>{}<td>乙</table>",
    "<table><tr><td>甲<td>{}</table>",
    "<dl><dt>{}<dd>乙</dl>",
    "<dl><dt>甲<dd>{}</dl>",
    "<script>「中</script><nav>「文</nav><main><p>{}</main>",
    "<p hidden>「</p><p>{}",
    "<p>文<sup><a href='#n'>1</a></sup>{}",
    "<section><article><p>{}</article></section>",
    "<title>「</title><p>{}",
];
/// Where a probe may stand in plain text.
const PLAIN: &[&str] = &[
    "{}",
    "甲。\n\n{}\n\n乙。",
    "{}\r\n一二三四五六七八九十。\r\n",
    "\u{3000}\u{3000}{}。",
    "文{}[1]。\n[1] https://a.example",
    "見 https://a.example/{}。{}",
];
/// Where a probe may stand in a Word file.
const WORD: &[&str] = &[
    "<w:p>{}</w:p>",
    "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>{}</w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>{}</w:p>",
    "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
    "<w:p><w:ins w:id=\"1\">{}</w:ins><w:del w:id=\"2\"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>",
    "<w:p><w:moveTo w:id=\"1\">{}</w:moveTo></w:p>",
    "<w:p><w:hyperlink w:anchor=\"x\">{}</w:hyperlink></w:p>",
    "<w:p><w:r><w:t>文</w:t><w:br/></w:r>{}</w:p>",
    "<w:p><w:r><w:tab/></w:r>{}</w:p>",
    "<w:sdt><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>",
    "<w:p><w:fldSimple w:instr=\"DATE\">{}</w:fldSimple></w:p>",
    "<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
    "<w:p><w:smartTag>{}</w:smartTag></w:p>",
    "<w:p><w:r><w:t>&amp;&#x4E2D;</w:t></w:r>{}</w:p>",
    "<w:p><w:commentRangeStart w:id=\"1\"/>{}<w:commentRangeEnd w:id=\"1\"/></w:p>",
];

/// Wherever `PROBE` may stand in a file, it is read, and its place in the prose leads to its place in the source.
#[test]
fn every_construct_keeps_its_place() {
    const PROBE: &str = "「中文😀A」";
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let text = |name: &'static str, constructs: &[&str]| {
        constructs.iter().map(|construct| read_text(name, &construct.replace("{}", PROBE))).collect::<Vec<_>>()
    };
    let word = WORD.iter().map(|body| read("a.docx", &draft(&body.replace("{}", &run(PROBE)), None)).unwrap());
    for article in [text("a.md", MARKDOWN), text("a.html", HTML), text("a.txt", PLAIN), word.collect()].concat() {
        let at = article.prose.find(PROBE).unwrap_or_else(|| panic!("{}: {}", article.source.text, article.prose));
        let source = article.map.map(Span::new(at, at + PROBE.len()));
        assert_eq!(source.of(&article.source.text), PROBE, "{}", article.source.text);
        let at = article.prose.find('😀').unwrap();
        let source = article.map.map(Span::new(at, at + 4));
        assert_eq!(source.of(&article.source.text), "😀", "{}", article.source.text);
    }
}

/// The two Word files are not the same draft: what one of them says without a source has a note in the other.
#[test]
fn the_notes_of_a_word_file_are_sources() {
    let findings = |name: &str| {
        let article = article(name);
        let report = lunju::Checker::default().check_article(&article);
        report.diagnostics.iter().filter(|found| found.lint == "missing-source").count()
    };
    assert_eq!(findings("ferry.docx"), 2);
    assert_eq!(findings("ferry.libreoffice.docx"), 0);
    let notes = |name: &str| article(name).links.iter().filter(|link| link.footnote).count();
    assert_eq!((notes("ferry.docx"), notes("ferry.libreoffice.docx")), (0, 2));
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
