//! The cache: nothing is different with it but the time.

use lunju::emit::CheckFormat;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DRAFT: &str = "圖書館的長椅\n\n每一次翻新都忘了長者。據報有人說，長椅是為他們而設的。\n";

/// A folder with drafts of all sorts, and what a run needs.
struct Desk {
    folder: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache").join(name);
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(folder.join("drafts")).unwrap();
        let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
        for name in ["ferry.docx", "ferry.html", "ferry.md", "ferry.big5.txt", "ferry.utf16.txt"] {
            fs::copy(formats.join(name), folder.join("drafts").join(name)).unwrap();
        }
        let desk = Self { folder };
        desk.write("drafts/a.txt", DRAFT);
        desk.write("drafts/bom.txt", &format!("\u{FEFF}{DRAFT}"));
        desk.write(
            "drafts/ignored.md",
            "長椅\n\n<!-- lunju-ignore rhetorical-absolute: 引語 -->\n\n每一次都忘了長者。\n",
        );
        desk.write("drafts/english.txt", "Nobody asked the readers when the library closed.\n");
        desk.write("drafts/empty.txt", "\n");
        desk.write("drafts/binary.txt", "\0\u{1}\u{2}\0");
        desk.write(
            "lunju.toml",
            "set = \"all\"\n[[ignore]]\nlint = \"vague-source\"\nfiles = [\"a.txt\"]\nreason = \"試\"\n\
             [[ignore]]\nlint = \"missing-source\"\nfiles = [\"bom.txt\"]\nreason = \"沒有用\"\n",
        );
        desk
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
        command.current_dir(&self.folder).env("LUNJU_CACHE_DIR", self.folder.join("kept"));
        command.args(["check", "drafts"]).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The file of the cache.
    fn file(&self) -> Option<PathBuf> {
        let entry = fs::read_dir(self.folder.join("kept")).ok()?.next()?;
        Some(entry.unwrap().path())
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.file().unwrap()).unwrap()
    }

    /// Holds a run with the cache to one without.
    #[track_caller]
    fn agrees(&self, arguments: &[&str]) {
        let [without, with] = ["--no-cache", "--cache"].map(|cache| self.run(&[arguments, &[cache]].concat()));
        assert_eq!(without, with, "{arguments:?}");
    }
}

#[test]
fn every_format_prints_the_same_bytes() {
    let desk = Desk::new("formats");
    for format in CheckFormat::ALL.map(CheckFormat::name) {
        let arguments = ["--format", format, "--color", "always"];
        let without = desk.run(&arguments);
        assert_eq!(without.status.code(), Some(2));
        for round in ["first", "second"] {
            assert_eq!(desk.run(&[&arguments[..], &["--cache"]].concat()), without, "{format}, {round}");
        }
    }
    // What needs the articles themselves goes past it.
    desk.run(&["--no-cache"]);
    let baseline = Command::new(env!("CARGO_BIN_EXE_lunju"))
        .args(["baseline", "drafts/a.txt", "--output", "known.json"])
        .current_dir(&desk.folder)
        .output()
        .unwrap();
    assert_eq!(baseline.status.code(), Some(0));
    desk.agrees(&["--baseline", "known.json", "--format", "json"]);
    desk.agrees(&["--max-findings", "1", "--format", "json"]);
    desk.agrees(&["--format", "concise", "--lang", "en"]);
}

#[test]
fn what_has_changed_is_checked_again() {
    let desk = Desk::new("changes");
    assert_eq!(desk.file(), None);
    desk.run(&["--format", "json"]);
    assert_eq!(desk.file(), None, "nobody asked for it");
    desk.agrees(&["--format", "json"]);
    let first = desk.bytes();
    desk.agrees(&["--format", "json"]);
    assert_eq!(desk.bytes(), first, "nothing has changed");
    let mut last = first;
    let mut changed = |what: &str| {
        desk.agrees(&["--format", "json"]);
        let bytes = desk.bytes();
        assert_ne!(bytes, last, "{what}");
        last = bytes;
    };
    desk.write("drafts/a.txt", &format!("{DRAFT}\n每一次都是這樣。\n"));
    changed("a draft");
    fs::rename(desk.folder.join("drafts/a.txt"), desk.folder.join("drafts/c.txt")).unwrap();
    changed("a name");
    desk.write("lunju.toml", "set = \"all\"\ncache = true\nlints.rhetorical-absolute = \"error\"\n");
    changed("the configuration");
    desk.write(".lunju/lexicon/zh/brands.tsv", "每一次翻新\n");
    changed("a word list");
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("lints/rhetoric/loaded-language.md")).unwrap();
    desk.write(".lunju/lints/house/tired.md", &page);
    changed("a page");
    // The key of the configuration does it too, and the command line wins over it.
    fs::remove_file(desk.file().unwrap()).unwrap();
    desk.run(&["--no-cache"]);
    assert_eq!(desk.file(), None);
    desk.run(&["--format", "json"]);
    assert_eq!(desk.bytes(), last);
    desk.agrees(&["--format", "json", "--select", "rhetorical-absolute"]);
    desk.agrees(&["--format", "json", "--encoding", "gb18030"]);
}

#[test]
fn what_was_printed_in_several_formats_stays() {
    let desk = Desk::new("several");
    let formats = ["json", "concise", "terminal"];
    let grown: Vec<usize> = formats
        .iter()
        .map(|format| {
            desk.agrees(&["--format", format]);
            desk.bytes().len()
        })
        .collect();
    assert!(grown.is_sorted_by(|before, after| before < after), "{grown:?}");
    let whole = desk.bytes();
    for format in formats {
        desk.agrees(&["--format", format]);
        // What is shown in part is printed from the findings, and is not kept.
        desk.agrees(&["--format", format, "--max-findings", "1"]);
        assert_eq!(desk.bytes(), whole, "{format}");
    }
    // Colour is another print, and so is a language.
    desk.agrees(&["--format", "terminal", "--color", "always"]);
    desk.agrees(&["--format", "terminal", "--lang", "en"]);
    assert_ne!(desk.bytes(), whole);
}

#[test]
fn a_broken_cache_is_passed_over_and_written_anew() {
    let desk = Desk::new("broken");
    desk.agrees(&["--format", "json"]);
    let sound = desk.bytes();
    let path = desk.file().unwrap();
    let flipped = |at: usize| {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x15;
        bytes
    };
    let mut broken = vec![
        Vec::new(),
        b"no cache".to_vec(),
        vec![0xFF; 10_000],
        sound[..60].to_vec(),
        sound[..sound.len() / 2].to_vec(),
    ];
    broken.extend((0..sound.len()).step_by(sound.len() / 40 + 1).map(flipped));
    for bytes in broken {
        fs::write(&path, &bytes).unwrap();
        desk.agrees(&["--format", "json"]);
        // An entry whose key was hit is held beside the new one until there is no room for it.
        assert!(desk.bytes().len() >= sound.len());
        desk.agrees(&["--format", "json"]);
    }
    // Where nothing can be kept, nothing is said.
    fs::remove_dir_all(desk.folder.join("kept")).unwrap();
    fs::write(desk.folder.join("kept"), "a file").unwrap();
    desk.agrees(&["--format", "json"]);
}

#[test]
fn two_at_once_do_not_get_in_each_others_way() {
    let desk = Desk::new("two");
    let expected = desk.run(&["--format", "json"]);
    for _ in 0..4 {
        drop(fs::remove_dir_all(desk.folder.join("kept")));
        let started: Vec<_> = (0..4)
            .map(|_| {
                let mut command = desk.command(&["--format", "json", "--cache"]);
                command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for child in started {
            assert_eq!(child.wait_with_output().unwrap(), expected);
        }
        assert_eq!(fs::read_dir(desk.folder.join("kept")).unwrap().count(), 1, "nothing unfinished is left");
        let whole = desk.bytes();
        desk.agrees(&["--format", "json"]);
        assert_eq!(desk.bytes(), whole);
    }
}

#[test]
fn old_caches_go() {
    let desk = Desk::new("old");
    for number in 0..30 {
        desk.write(&format!("kept/check-{number:016x}.cache"), "old");
    }
    desk.write("kept/mine.txt", "not a cache");
    desk.agrees(&["--format", "json"]);
    assert_eq!(fs::read_dir(desk.folder.join("kept")).unwrap().count(), 17);
    assert!(desk.folder.join("kept/mine.txt").exists());
}
