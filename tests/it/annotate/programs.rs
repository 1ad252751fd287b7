//! The copies in other people's programs, python-docx and `LibreOffice`, where they are installed; and the command line.

use super::{annotated, parts};
use crate::clients::{left_out, python};
use lunju::model::span::Span;
use lunju::pack::page::Pack;
use lunju::parse::parse;
use lunju::read::read;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Made by python-docx and by `LibreOffice`.
const FILES: [&str; 2] = ["ferry.docx", "ferry.libreoffice.docx"];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats").join(name)
}

/// An empty folder of this test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("lunju-annotate-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes the fixture `name` into `folder` with a comment on every unit, and gives how many there are.
fn every_unit(name: &str, folder: &Path) -> usize {
    let bytes = fs::read(fixture(name)).unwrap();
    let article = read("a.docx", &bytes).unwrap();
    let argument = parse(&article, &Pack::builtin().lexicons);
    let spans: Vec<Span> = argument.units.iter().map(|unit| article.map.map(argument.prose_span(unit.span))).collect();
    assert!(spans.len() > 8);
    let (copy, found) = annotated(&bytes, &spans);
    assert_eq!(found.len(), spans.len());
    let notes = spans.iter().zip(&found).filter(|(span, (stands, _))| *span != stands).count();
    assert!(notes <= 3, "{name}: {spans:?} {found:?}");
    fs::write(folder.join(name), copy).unwrap();
    spans.len()
}

#[test]
fn python_docx_reads_the_comments() {
    let folder = folder("python");
    let counts = FILES.map(|name| every_unit(name, &folder));
    let script = "import docx, docx.comments\nfor f in sys.argv[1:]:\n d = docx.Document(f)\n \
                  print(len([c for c in d.comments if c.author == 'lunju' and 'a query' in c.text]))";
    if let Some(said) = python(script, &FILES, &folder) {
        assert_eq!(String::from_utf8_lossy(&said), format!("{}\n{}\n", counts[0], counts[1]));
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn libreoffice_reads_the_comments() {
    let folder = folder("office");
    let counts = FILES.map(|name| every_unit(name, &folder));
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let done = Command::new("soffice")
        .args([&*profile, "--headless", "--convert-to", "fodt", "--outdir", "."])
        .args(FILES)
        .current_dir(&folder)
        .output();
    if !done.is_ok_and(|done| done.status.success()) {
        return left_out("LibreOffice");
    }
    for (name, count) in FILES.into_iter().zip(counts) {
        let text = fs::read_to_string(folder.join(name).with_extension("fodt")).unwrap();
        assert_eq!(text.matches("<dc:creator>lunju</dc:creator>").count(), count, "{name}");
        assert_eq!(text.matches("<office:annotation-end ").count(), count, "{name}");
    }
    fs::remove_dir_all(folder).unwrap();
}

fn lunju(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lunju")).args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap()
}

#[test]
fn check_writes_every_finding_into_the_copy() {
    let folder = folder("check");
    fs::copy(fixture("ferry.docx"), folder.join("ferry.docx")).unwrap();
    let done = lunju(&folder, &["check", "ferry.docx", "--annotate", "reviewed.docx", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let findings = value["diagnostics"].as_array().unwrap();
    assert!(!findings.is_empty());
    let comments = parts(&fs::read(folder.join("reviewed.docx")).unwrap()).remove("word/comments.xml").unwrap();
    let comments = String::from_utf8(comments).unwrap();
    assert_eq!(comments.matches("w:author=\"lunju\"").count(), findings.len());
    for finding in findings {
        for key in ["message", "help", "query"] {
            assert!(comments.contains(finding[key].as_str().unwrap()), "{finding}");
        }
    }
    assert_eq!(fs::read(folder.join("ferry.docx")).unwrap(), fs::read(fixture("ferry.docx")).unwrap());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_cannot_be_annotated_is_said_and_nothing_is_written() {
    let folder = folder("refused");
    for name in ["ferry.docx", "ferry.md"] {
        fs::copy(fixture(name), folder.join(name)).unwrap();
    }
    for (arguments, said) in [
        (&["ferry.md", "--annotate", "out.docx"][..], "only a Word file"),
        (&[".", "--annotate", "out.docx"], "name one .docx file"),
        (&["ferry.docx", "--annotate", "./ferry.docx"], "this is the article itself"),
        (&["ferry.docx", "--annotate", "-"], "not to standard output"),
        (&["ferry.docx", "--annotate", "no/out.docx"], "no such folder"),
        (&["ferry.docx", "--annotate", "out.docx", "--format", "json:out.docx"], "cannot go to the same file"),
    ] {
        let done = lunju(&folder, &[&["check", "--lang", "en"], arguments].concat());
        let error = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {error}");
        assert!(error.contains(said), "{arguments:?}: {error}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
    assert_eq!(fs::read(folder.join("ferry.docx")).unwrap(), fs::read(fixture("ferry.docx")).unwrap());
    fs::remove_dir_all(folder).unwrap();
}
