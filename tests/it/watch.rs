//! What happens while the program runs: checks after every save, a bar on a terminal, Ctrl-C.
#![cfg(unix)]

use crate::clients::left_out;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const DRAFT: &str = "圖書館應該開到深夜\n\n每一次縮短開放時間，都是把學生趕到街上。\n";

/// A fresh folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch").join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What has come out of a pipe so far.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<String>>);

impl Heard {
    fn listen(mut pipe: impl Read + Send + 'static) -> Self {
        let heard = Self::default();
        let to = heard.clone();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = pipe.read(&mut bytes) {
                to.0.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
        });
        heard
    }

    /// Waits until `wanted` is heard, and forgets all that was.
    #[track_caller]
    fn wait_for(&self, wanted: &str) {
        until(|| self.0.lock().unwrap().contains(wanted), || format!("{wanted}: {}", self.0.lock().unwrap()));
        self.0.lock().unwrap().clear();
    }
}

#[track_caller]
fn until(mut is_so: impl FnMut() -> bool, what: impl Fn() -> String) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_mins(1), "{}", what());
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Sends `signal`: INT is what Ctrl-C does. A program that was started in the background may have been told to ignore that, so it
/// ends only what listens.
fn send(signal: &str, child: &Child) {
    assert!(Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn every_save_is_checked_and_a_file_that_disappears_stops_nothing() {
    let folder = folder("saves");
    fs::write(folder.join("lunju.toml"), "lang = \"en\"\n").unwrap();
    fs::write(folder.join("a.md"), DRAFT).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(["check", "a.md", "--watch", "--format", "concise"]).current_dir(&folder);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (out, errors) = (Heard::listen(child.stdout.take().unwrap()), Heard::listen(child.stderr.take().unwrap()));
    out.wait_for("a.md:3:1: info[rhetorical-absolute]");
    errors.wait_for("waiting for the next save");
    fs::write(folder.join("a.md"), format!("{DRAFT}\n每一次加價都是錯的。\n")).unwrap();
    out.wait_for("a.md:5:1: info[rhetorical-absolute]");
    fs::remove_file(folder.join("a.md")).unwrap();
    errors.wait_for("a.md: no such file or folder");
    fs::write(folder.join("a.md"), DRAFT).unwrap();
    out.wait_for("a.md:3:1: info[rhetorical-absolute]");
    // A new configuration is a reason too.
    fs::write(folder.join("lunju.toml"), "lang = \"en\"\nlints.rhetorical-absolute = \"error\"\n").unwrap();
    out.wait_for("a.md:3:1: error[rhetorical-absolute]");
    child.kill().unwrap();
    child.wait().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    let refused = command.args(["check", "-", "--watch"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("not standard input"));
}

#[test]
fn what_is_written_into_the_folder_is_no_draft() {
    let folder = folder("outputs");
    fs::write(folder.join("a.md"), DRAFT).unwrap();
    let arguments = ["check", ".", "--lang", "en", "--format", "html:page.html", "--format", "json:page.json"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(arguments).arg("--watch").current_dir(&folder);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let errors = Heard::listen(child.stderr.take().unwrap());
    errors.wait_for("waiting for the next save");
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(*errors.0.lock().unwrap(), "");
    child.kill().unwrap();
    child.wait().unwrap();
    let again = Command::new(env!("CARGO_BIN_EXE_lunju")).args(arguments).current_dir(&folder).output().unwrap();
    assert_eq!(again.status.code(), Some(0), "{again:?}");
    let found: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("page.json")).unwrap()).unwrap();
    assert_eq!(found["summary"]["articles"], 1);
}

#[test]
fn watching_ends_when_nobody_reads() {
    let folder = folder("closed");
    fs::write(folder.join("a.md"), DRAFT).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(["check", "a.md", "--watch"]).current_dir(&folder);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    // Whoever does not read on has seen enough.
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn an_interrupted_run_leaves_nothing_half_written() {
    let folder = folder("interrupted");
    for signal in ["INT", "TERM"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
        command.args(["check", "-", "--format", "json:out.json", "--format", "html:out.html"]).current_dir(&folder);
        // It waits for a draft that does not come.
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let count = || fs::read_dir(&folder).unwrap().count();
        until(|| count() == 2, || format!("{signal}: {} files", count()));
        // Whoever waits for a child closes its input first; it must not end by that.
        let input = child.stdin.take();
        send(signal, &child);
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        assert_eq!(count(), 0, "{signal}");
        drop(input);
    }
}

#[test]
fn a_bar_is_seen_on_a_terminal_only() {
    let folder = folder("bar");
    for number in 0..40 {
        fs::write(folder.join(format!("{number}.md")), DRAFT).unwrap();
    }
    let arguments = ["check", ".", "--format", "json:out.json", "--fail-on", "never"];
    let piped = Command::new(env!("CARGO_BIN_EXE_lunju")).args(arguments).current_dir(&folder).output().unwrap();
    assert_eq!((piped.status.code(), &*piped.stderr), (Some(0), &b""[..]));
    let plain = fs::read(folder.join("out.json")).unwrap();
    let line = format!("{} {}", env!("CARGO_BIN_EXE_lunju"), arguments.join(" "));
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--command", &line, "/dev/null"]).current_dir(&folder).env("TERM", "xterm");
    let Ok(shown) = script.stdin(Stdio::null()).output() else { return left_out("script") };
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("/40"), "{shown:?}");
    assert_eq!(fs::read(folder.join("out.json")).unwrap(), plain);
}
