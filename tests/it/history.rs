//! Baselines, git revisions and comparisons, from the command line, in folders of their own.

use std::path::{Path, PathBuf};
use std::process::Command;

const DRAFT: &str = "圖書館應該開到深夜\n\n每一次縮短開放時間，都是把學生趕到街上。\n";
const LONGER: &str =
    "圖書館應該開到深夜\n\n會議昨天結束。\n\n每一次縮短開放時間，都是把學生趕到街上。\n\n每一次加價都是錯的。\n";
const SELECT: [&str; 4] = ["--select", "rhetorical-absolute", "--lang", "en"];

/// A fresh folder that holds nothing but a configuration by which every finding fails a run.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("lunju.toml"), "fail-on = \"info\"\n").unwrap();
    folder
}

/// Exit status, standard output, standard error.
fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn lunju(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    run(Command::new(env!("CARGO_BIN_EXE_lunju")).args(arguments).args(SELECT).current_dir(folder))
}

fn git(folder: &Path, arguments: &[&str]) {
    let named = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let (status, _, errors) = run(Command::new("git").args(named).args(arguments).current_dir(folder));
    assert_eq!(status, Some(0), "git {arguments:?}: {errors}");
}

#[test]
fn a_baseline_leaves_old_findings_out() {
    let folder = folder("history-baseline");
    std::fs::write(folder.join("a.md"), DRAFT).unwrap();
    let (status, shown, errors) = lunju(&folder, &["baseline"]);
    assert_eq!((status, &*shown, &*errors), (Some(0), "1 finding recorded in lunju-baseline.json\n", ""));
    let check = ["check", "a.md", "--baseline", "lunju-baseline.json"];
    let (status, shown, _) = lunju(&folder, &check);
    assert_eq!(status, Some(0), "{shown}");
    assert!(shown.ends_with("; 0 findings, 1 not new\n"), "{shown}");
    std::fs::write(folder.join("a.md"), LONGER).unwrap();
    let (status, shown, _) = lunju(&folder, &check);
    assert_eq!(status, Some(1), "{shown}");
    assert!(shown.starts_with("a.md:7:1: info[rhetorical-absolute]") && shown.contains("; 1 finding, 1 not new"));
    let (_, shown, _) = lunju(&folder, &["check", "a.md", "--baseline", "lunju-baseline.json", "--format", "json"]);
    assert!(shown.ends_with("\"diagnostics\":1,\"known\":1}}\n"), "{shown}");
    let (status, _, errors) = lunju(&folder, &["check", "a.md", "--baseline", "a.md"]);
    assert_eq!(status, Some(2));
    assert!(
        errors.starts_with("a.md:1:1: this is no baseline (expected value); `lunju baseline` writes one"),
        "{errors}"
    );
}

#[test]
fn only_changed_asks_git() {
    let folder = folder("history-git");
    let draft = folder.join("drafts/a.md");
    std::fs::create_dir_all(folder.join("drafts")).unwrap();
    std::fs::write(&draft, DRAFT).unwrap();
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "First"]);
    std::fs::write(&draft, LONGER).unwrap();
    let (status, shown, errors) = lunju(&folder, &["check", "drafts", "--only-changed", "HEAD"]);
    assert_eq!(status, Some(1), "{shown}{errors}");
    assert!(shown.starts_with("drafts/a.md:7:1:") && shown.ends_with("; 1 finding, 1 not new\n"), "{shown}");
    std::fs::write(folder.join("drafts/b.md"), DRAFT).unwrap();
    let (_, shown, _) = lunju(&folder, &["check", "drafts/b.md", "--only-changed", "HEAD"]);
    assert!(shown.ends_with("; 1 finding\n"), "{shown}");
    for revision in ["nowhere", "--output=x", ""] {
        let option = format!("--only-changed={revision}");
        let (status, _, errors) = lunju(&folder, &["check", "drafts/a.md", &option]);
        assert_eq!(status, Some(2));
        assert_eq!(errors, format!("lunju: drafts/a.md: git knows no revision “{revision}”\n"));
    }
}

#[test]
fn only_changed_needs_git_and_a_repository() {
    // Not below the project, which is a repository itself.
    let folder = std::env::temp_dir().join(format!("lunju-history-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("a.md"), DRAFT).unwrap();
    let mut check = Command::new(env!("CARGO_BIN_EXE_lunju"));
    check.args(["check", "a.md", "--only-changed", "HEAD"]).current_dir(&folder);
    let (status, _, errors) = run(check.env("GIT_CEILING_DIRECTORIES", std::env::temp_dir()));
    let (without, _, missing) = run(check.env("PATH", &folder));
    drop(std::fs::remove_dir_all(&folder));
    assert_eq!((status, without), (Some(2), Some(2)));
    assert!(errors.contains("not in a git repository"), "{errors}");
    assert!(missing.contains("needs git"), "{missing}");
}

#[test]
fn two_folders_are_compared() {
    let folder = folder("history-compare");
    for (path, text) in [("old/a.md", DRAFT), ("old/b.md", DRAFT), ("new/a.md", LONGER), ("c.md", DRAFT)] {
        std::fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        std::fs::write(folder.join(path), text).unwrap();
    }
    let (status, shown, errors) = lunju(&folder, &["compare", "old", "new"]);
    assert_eq!((status, &*errors), (Some(1), ""));
    let heads: Vec<_> = shown.lines().filter_map(|line| line.split(" “").next()).take(6).collect();
    assert_eq!(
        heads,
        [
            "resolved 1",
            "  old/b.md:3:1: info[rhetorical-absolute]",
            "new 1",
            "  new/a.md:7:1: info[rhetorical-absolute]",
            "stays 1",
            "  new/a.md:5:1: info[rhetorical-absolute]",
        ]
    );
    assert!(shown.ends_with("findings               2       2\n"), "{shown}");
    let (status, shown, _) = lunju(&folder, &["compare", "c.md", "old/a.md", "--format", "json"]);
    assert_eq!(status, Some(0));
    assert!(
        shown.starts_with("{\"version\":1,\"resolved\":[],\"new\":[],\"stays\":[\n{\"path\":\"old/a.md\""),
        "{shown}"
    );
    let (status, _, errors) = lunju(&folder, &["compare", "old", "c.md"]);
    assert_eq!(status, Some(2));
    assert!(errors.contains("one is a file and the other a folder"), "{errors}");
    let (status, _, errors) = lunju(&folder, &["compare", "gone.md", "c.md"]);
    assert_eq!((status, &*errors), (Some(2), "lunju: gone.md: no such file or folder\n"));
}
