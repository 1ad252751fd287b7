//! The hooks of `.pre-commit-hooks.yaml` in a git repository of drafts, run by pre-commit itself.

use crate::clients::{installed, left_out};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CLEAN: &str = "渡輪應該保留\n\n運輸署去年的報告說，渡輪全年載客三萬人次。政府應該在三月前重開航線。\n";
const BAD: &str = "圖書館應該開到深夜\n\n每一次縮短開放時間，都是把學生趕到街上。\n";

/// A fresh folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hooks").join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A git repository, with pre-commit and lunju on the path of what git runs there.
struct Repository {
    folder: PathBuf,
    pre_commit: PathBuf,
}

impl Repository {
    fn new(name: &str, pre_commit: &Path) -> Self {
        let made = Self { folder: folder(name), pre_commit: pre_commit.to_owned() };
        made.git(&["init", "--quiet"]);
        made
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let lunju = Path::new(env!("CARGO_BIN_EXE_lunju")).parent().unwrap().to_owned();
        let paths = std::env::split_paths(&std::env::var_os("PATH").unwrap()).collect::<Vec<_>>();
        let paths = [lunju, self.pre_commit.parent().unwrap().to_owned()].into_iter().chain(paths);
        command.current_dir(&self.folder).env("PATH", std::env::join_paths(paths).unwrap());
        // Nothing of whoever runs the tests, nor of the hook of theirs that may run them.
        let git = std::env::vars_os().map(|(name, _)| name).filter(|name| name.to_string_lossy().starts_with("GIT_"));
        for name in git {
            command.env_remove(name);
        }
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("PRE_COMMIT_HOME", self.folder.with_extension("cache"));
        command
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = self.try_git(arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", said(&output));
        said(&output)
    }

    fn try_git(&self, arguments: &[&str]) -> Output {
        let named = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        self.command("git").args(named).args(arguments).output().unwrap()
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// Commits everything, and gives what was said, or what stopped it.
    fn commit(&self) -> Result<String, String> {
        self.git(&["add", "--all"]);
        let output = self.try_git(&["commit", "--message", "Draft"]);
        if output.status.success() { Ok(said(&output)) } else { Err(said(&output)) }
    }

    fn use_hook(&self, from: &Self, id: &str, arguments: &str) {
        let revision = from.git(&["rev-parse", "HEAD"]);
        let (from, revision) = (from.folder.display(), revision.trim());
        let hook = format!("{{id: {id}, args: [{arguments}]}}");
        self.write(".pre-commit-config.yaml", format!("repos: [{{repo: {from}, rev: {revision}, hooks: [{hook}]}}]\n"));
    }
}

/// Where pre-commit is, if it is.
fn pre_commit() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let own = installed("venv/bin");
    let found = std::iter::once(own).chain(std::env::split_paths(&paths)).map(|folder| folder.join("pre-commit"));
    let found = found.into_iter().find(|path| path.is_file());
    if found.is_none() {
        left_out("python");
    }
    found
}

/// A repository of drafts that uses the hook `id` of `hooks`.
fn drafts(name: &str, pre_commit: &Path, hooks: &Repository, id: &str) -> Repository {
    let drafts = Repository::new(name, pre_commit);
    drafts.use_hook(hooks, id, "");
    drafts.write("lunju.toml", "lang = \"en\"\nlints.rhetorical-absolute = \"warning\"\n");
    let installed = drafts.command("pre-commit").arg("install").output().unwrap();
    assert!(installed.status.success(), "{}", said(&installed));
    drafts
}

#[test]
fn pre_commit_runs_the_installed_program() {
    let Some(pre_commit) = pre_commit() else { return };
    let hooks = Repository::new("hooks", &pre_commit);
    hooks.write(".pre-commit-hooks.yaml", std::fs::read(Path::new(ROOT).join(".pre-commit-hooks.yaml")).unwrap());
    hooks.commit().unwrap();
    let drafts = drafts("drafts", &pre_commit, &hooks, "lunju-system");
    drafts.write("clean.txt", CLEAN);
    let passed = drafts.commit().unwrap();
    assert!(passed.contains("Passed") && passed.contains("1 article:"), "{passed}");
    drafts.write("bad.md", BAD);
    let stopped = drafts.commit().unwrap_err();
    assert!(stopped.contains("Failed") && stopped.contains("bad.md:3:1: warning[rhetorical-absolute]"), "{stopped}");
    // What the configuration says counts, and what only advises is shown though it stops nothing.
    drafts.write("lunju.toml", "lang = \"en\"\n");
    let passed = drafts.commit().unwrap();
    assert!(passed.contains("Passed") && passed.contains("bad.md:3:1: info[rhetorical-absolute]"), "{passed}");
    // Findings that the baseline has stop nothing, others do.
    drafts.write("lunju.toml", "lang = \"en\"\nlints.rhetorical-absolute = \"warning\"\n");
    drafts.use_hook(&hooks, "lunju-system", "--baseline, lunju-baseline.json");
    let recorded = drafts.command("lunju").args(["baseline", "bad.md"]).output().unwrap();
    assert!(recorded.status.success(), "{}", said(&recorded));
    drafts.write("bad.md", format!("{BAD}\n會議昨天結束。\n"));
    let passed = drafts.commit().unwrap();
    assert!(passed.contains("0 findings, 1 not new"), "{passed}");
    drafts.write("bad.md", format!("{BAD}\n每一次加價都是錯的。\n"));
    let stopped = drafts.commit().unwrap_err();
    assert!(stopped.contains("bad.md:5:1: warning[rhetorical-absolute]"), "{stopped}");
    assert!(!stopped.contains("bad.md:3:1"), "{stopped}");
    // Without a baseline: only what has changed since the last commit.
    drafts.use_hook(&hooks, "lunju-system", "--only-changed, HEAD");
    drafts.write("bad.md", format!("{BAD}\n會議在早上結束。\n"));
    let passed = drafts.commit().unwrap();
    assert!(!passed.contains("bad.md:3:1"), "{passed}");
    // Word files too; pictures are none of its business.
    drafts.write("photo.png", b"\x89PNG\r\n\x1a\n");
    drafts.write("ferry.docx", std::fs::read(Path::new(ROOT).join("fixtures/formats/ferry.docx")).unwrap());
    drafts.use_hook(&hooks, "lunju-system", "--fail-on, info");
    let stopped = drafts.commit().unwrap_err();
    assert!(stopped.contains("ferry.docx:2:28: info[missing-source]") && !stopped.contains("photo.png"), "{stopped}");
}

/// Builds lunju as pre-commit does, which takes minutes: only for `.ci/run --full` (`LUNJU_FULL`).
#[test]
fn pre_commit_builds_the_program() {
    if std::env::var_os("LUNJU_FULL").is_none() {
        return;
    }
    let Some(pre_commit) = pre_commit() else { return };
    let hooks = Repository::new("source", &pre_commit);
    // The files as they are, committed or not.
    let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let listed = Command::new("git").args(arguments).current_dir(ROOT).output().unwrap();
    for name in String::from_utf8(listed.stdout).unwrap().split('\0').filter(|name| !name.is_empty()) {
        if let Ok(content) = std::fs::read(Path::new(ROOT).join(name)) {
            hooks.write(name, content);
        }
    }
    hooks.commit().unwrap();
    let drafts = drafts("built", &pre_commit, &hooks, "lunju");
    drafts.write("clean.txt", CLEAN);
    let passed = drafts.commit().unwrap();
    assert!(passed.contains("Passed"), "{passed}");
    drafts.write("bad.md", BAD);
    let stopped = drafts.commit().unwrap_err();
    assert!(stopped.contains("bad.md:3:1: warning[rhetorical-absolute]"), "{stopped}");
}
