//! Input that is made to hurt: an error or a result, within 3 seconds of CPU and 300 MB, and never a panic.
#![cfg(unix)]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Twice what is promised: the program that tests run is barely optimised, and on a machine with other work a second of CPU
/// does less. Measured: 1.8 s for a line of 1 MB.
const SECONDS: usize = 6;
const KILOBYTES: usize = 300 << 10;

/// An empty folder of this test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("lunju-hostile-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Checks `content` as a file called `name`; the kernel ends a run that takes too much.
#[track_caller]
fn survive(name: &str, content: &[u8]) -> String {
    let folder = folder(name);
    fs::write(folder.join(name), content).unwrap();
    let said = run(&folder, name);
    fs::remove_dir_all(folder).unwrap();
    said
}

#[track_caller]
fn run(folder: &Path, name: &str) -> String {
    let limits = format!("ulimit -t {SECONDS}; ulimit -v {KILOBYTES}; exec \"$0\" \"$@\"");
    let done = Command::new("bash")
        .args(["-c", &limits, env!("CARGO_BIN_EXE_lunju"), "check", "--format", "json", "--isolated", name])
        // The limit counts address space, of which the allocator reserves much for every thread.
        .env("MALLOC_ARENA_MAX", "1")
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(matches!(done.status.code(), Some(0..=2)), "{name}: {:?} {said}", done.status);
    assert!(!said.contains("panicked"), "{name}: {said}");
    said
}

/// A Word file with that document.
pub fn docx(document: &[u8]) -> Vec<u8> {
    let rels =
        br#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let types = &b"<Types></Types>"[..];
    for (name, content) in [("[Content_Types].xml", types), ("_rels/.rels", &rels[..]), ("word/document.xml", document)]
    {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn archives_that_grow() {
    let said = survive("bomb.docx", &docx(&vec![b' '; 200 << 20]));
    assert!(said.contains("too big, packed too densely"), "{said}");
    let entities = "<!DOCTYPE a [<!ENTITY a \"哈哈哈哈\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>\
                    <w:document><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>";
    let said = survive("entities.docx", &docx(entities.as_bytes()));
    assert!(said.contains("DOCTYPE"), "{said}");
    survive("entities.html", entities.as_bytes());
    for element in ["<w:p/>", "<w:tab/>", "<w:p><w:r><w:tab/></w:r></w:p>", "<w:tbl><w:tr><w:tc>", "<a b='c'/>"] {
        let body = element.repeat((15 << 20) / element.len());
        survive("dense.docx", &docx(format!("<w:document><w:body><w:p><w:r>{body}").as_bytes()));
    }
    let mut empty = ZipWriter::new(Cursor::new(Vec::new()));
    empty.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let said = survive("empty.docx", &empty.finish().unwrap().into_inner());
    assert!(said.contains("the Word file lacks"), "{said}");
    let texts = "<w:p><w:r><w:t>渡輪停航。</w:t></w:r></w:p>".repeat(20_000);
    survive("long.docx", &docx(format!("<w:document><w:body>{texts}</w:body></w:document>").as_bytes()));
}

#[test]
fn deep_nests() {
    let depth = 5000;
    survive("quotes.md", format!("{}渡輪停航。\n", "> ".repeat(depth)).as_bytes());
    survive("lists.md", format!("{}渡輪停航。\n", "- ".repeat(depth)).as_bytes());
    survive("quotes.html", format!("{}渡輪停航。\n", "<blockquote>".repeat(depth)).as_bytes());
    survive("divs.html", format!("{}渡輪停航。{}", "<div>".repeat(500_000), "</p>".repeat(500_000)).as_bytes());
    survive("quotes.txt", format!("{}渡輪停航。\n", "「".repeat(depth)).as_bytes());
}

#[test]
fn ten_megabytes_of_one_sign() {
    for name in ["brackets.md", "brackets.txt", "brackets.html"] {
        survive(name, &vec![b'['; 10 << 20]);
    }
    for sign in [b'<', b'&', b'*', b'\n', b'`'] {
        survive("sign.html", &vec![sign; 10 << 20]);
        survive("sign.md", &vec![sign; 10 << 20]);
    }
}

#[test]
fn one_long_line() {
    let sentence = "渡輪停航之後，居民每天多花兩小時上班；政府應該重開航線。";
    let line = sentence.repeat((1 << 20) / sentence.len());
    for name in ["line.txt", "line.md", "line.html"] {
        survive(name, line.as_bytes());
    }
    survive("word.txt", "渡".repeat(350_000).as_bytes());
}

#[test]
fn files_that_are_cut_short() {
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    let folder = folder("cut");
    for name in ["ferry.docx", "ferry.html", "ferry.md", "ferry.big5.txt", "ferry.utf16.txt"] {
        let whole = fs::read(formats.join(name)).unwrap();
        for part in 0..8 {
            fs::write(folder.join(format!("{part}.{name}")), &whole[..whole.len() * part / 8 + part % 2]).unwrap();
        }
    }
    run(&folder, ".");
    fs::remove_dir_all(folder).unwrap();
}
