//! What happens when the world goes wrong: the table in ARCHITECTURE.md, line by line.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// An article with a finding.
const DRAFT: &str = "圖書館的長椅\n\n每一次翻新都忘了長者。長椅是為他們而設的。\n";
const FINDING: &str = "rhetorical-absolute";

/// A fresh folder that anybody may enter.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("lunju-faults-{name}-{}", std::process::id()));
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn lunju(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.current_dir(folder).args(["check", "--isolated", "--lang", "en"]).args(arguments);
    command.env("RAYON_NUM_THREADS", "1").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names_in(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// A pipe called `name`: whoever reads it as an article waits.
fn pipe(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

#[track_caller]
fn until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_mins(1), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn send(signal: &str, child: &Child) {
    assert!(Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap().success());
}

/// A run that has opened `out.json`, over an older one, and waits for its article.
fn caught_writing(name: &str) -> (PathBuf, Child) {
    let folder = folder(name);
    pipe(&folder, "wait.txt");
    fs::write(folder.join("out.json"), "before").unwrap();
    let child = lunju(&folder, &["wait.txt", "--format", "json:out.json"]).spawn().unwrap();
    until("a file without a name yet", || names_in(&folder).iter().any(|name| name.starts_with(".lunju-")));
    (folder, child)
}

#[test]
fn who_is_told_to_end_leaves_nothing_behind() {
    for signal in ["INT", "TERM"] {
        let (folder, mut child) = caught_writing(signal);
        send(signal, &child);
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        assert_eq!(names_in(&folder), ["out.json", "wait.txt"], "{signal}");
        assert_eq!(fs::read_to_string(folder.join("out.json")).unwrap(), "before");
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn who_is_killed_leaves_no_half_file_under_the_name() {
    let (folder, mut child) = caught_writing("killed");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::read_to_string(folder.join("out.json")).unwrap(), "before");
    // What is left is hidden, and no article for the next run.
    fs::remove_file(folder.join("wait.txt")).unwrap();
    fs::write(folder.join("a.txt"), DRAFT).unwrap();
    let again = lunju(&folder, &[".", "--format", "json:out.json"]).output().unwrap();
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert!(fs::read_to_string(folder.join("out.json")).unwrap().contains(FINDING));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn who_is_interrupted_before_anything_is_written_ends_at_once() {
    let folder = folder("interrupted");
    pipe(&folder, "wait.txt");
    for (signal, number) in [("INT", 2), ("TERM", 15)] {
        // A shell tells what it starts in the background to ignore Ctrl-C, and everything started by that ignores it too.
        let plain = lunju(&folder, &["wait.txt"]);
        let mut heeding = Command::new("env");
        heeding
            .args(["--default-signal=INT".as_ref(), plain.get_program()])
            .args(plain.get_args())
            .current_dir(&folder);
        let mut child = heeding.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(300));
        send(signal, &child);
        let status = child.wait().unwrap();
        assert_eq!(status.signal(), Some(number), "{signal}: {status}");
    }
    fs::remove_dir_all(folder).unwrap();
}

/// Runs lunju where a file system of 64 KB is mounted at `disk` with `options`; none where nobody may mount one.
fn on_small_disk(folder: &Path, options: &str, arguments: &str) -> Option<Output> {
    let mount = format!("mount -t tmpfs -o size=64k tmpfs disk && printf before >disk/out.json && {options}");
    let run = format!(
        "{mount} || exit 77; \"$0\" check --isolated --lang en {arguments}; status=$?; ls -A disk >&2; cat disk/out.json >&2; exit $status"
    );
    let ran = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", &run])
        .arg(env!("CARGO_BIN_EXE_lunju"))
        .current_dir(folder)
        .output();
    match ran {
        Ok(output) if !matches!(output.status.code(), Some(77 | 1)) || said(&output).contains("out.json") => {
            Some(output)
        }
        _ => {
            println!("skipped: nobody may mount a file system here");
            None
        }
    }
}

#[test]
fn a_full_disk_keeps_what_was_there() {
    let folder = folder("full");
    fs::create_dir(folder.join("disk")).unwrap();
    fs::write(folder.join("a.txt"), format!("題\n\n{}", "每一次翻新都忘了長者。\n\n".repeat(900))).unwrap();
    if let Some(output) =
        on_small_disk(&folder, "true", "a.txt --fail-on never --format json:disk/out.json --format concise")
    {
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("disk/out.json: cannot be written: no storage space"), "{said}");
        assert!(said.ends_with("out.json\nbefore"), "nothing else is left: {said}");
        assert!(String::from_utf8_lossy(&output.stdout).contains(FINDING), "the other output is whole");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_read_only_folder_is_said_to_be_one() {
    let folder = folder("read-only");
    fs::create_dir(folder.join("disk")).unwrap();
    fs::write(folder.join("a.txt"), DRAFT).unwrap();
    let read_only = "mount -o remount,ro disk";
    for arguments in ["a.txt --format json:disk/out.json", "a.txt --format json:disk/new.json"] {
        let Some(output) = on_small_disk(&folder, read_only, arguments) else { break };
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("cannot be written: read-only filesystem"), "{said}");
        assert!(said.ends_with("out.json\nbefore"), "{said}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_file_that_vanishes_after_it_was_found_is_one_failure() {
    let folder = folder("vanished");
    let waits = pipe(&folder, "a.txt");
    for name in ["b.txt", "c.txt"] {
        fs::write(folder.join(name), DRAFT).unwrap();
    }
    let child = lunju(&folder, &["a.txt", "b.txt", "c.txt", "--format", "concise"]).spawn().unwrap();
    // Opening the pipe waits for the reader: then all three have been found.
    let mut article = fs::File::options().write(true).open(waits).unwrap();
    fs::remove_file(folder.join("b.txt")).unwrap();
    article.write_all(DRAFT.as_bytes()).unwrap();
    drop(article);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output), "lunju: b.txt: no such file or folder\n");
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(out.contains("a.txt:3:1") && out.contains("c.txt:3:1"), "{out}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_may_not_be_read_is_said_and_passed_over() {
    let folder = folder("denied");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(folder.join("a.txt"), DRAFT).unwrap();
    fs::write(folder.join("b.txt"), DRAFT).unwrap();
    fs::create_dir(folder.join("shut")).unwrap();
    for name in ["b.txt", "shut"] {
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    let is_root = fs::read_dir(folder.join("shut")).is_ok();
    let own = lunju(&folder, &[".", "--format", "concise"]);
    let mut command = Command::new(if is_root { "setpriv" } else { env!("CARGO_BIN_EXE_lunju") });
    if is_root {
        // Root may read everything.
        command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", env!("CARGO_BIN_EXE_lunju")]);
    }
    let output = command.args(own.get_args()).current_dir(&folder).output().unwrap();
    fs::set_permissions(folder.join("shut"), fs::Permissions::from_mode(0o700)).unwrap();
    fs::remove_dir_all(folder).unwrap();
    if is_root && said(&output).contains("setpriv") || said(&output).contains("Permission denied") {
        return println!("skipped: this program is where nobody else may run it: {}", said(&output));
    }
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let denied = "lunju: ./shut: no permission to read this\nlunju: b.txt: no permission to read this\n";
    assert_eq!(said(&output), denied);
    assert!(String::from_utf8_lossy(&output.stdout).contains("a.txt:3:1"));
}

#[test]
fn a_thousand_unreadable_files_among_ten_thousand_hide_none_of_the_others() {
    let folder = folder("thousand");
    for number in 0..10_000 {
        let path = folder.join(format!("{number:04}.txt"));
        match number % 30 {
            0 => symlink(&path, &path).unwrap(),
            10 => symlink("nowhere", &path).unwrap(),
            20 => fs::write(&path, b"\0\x01\x02\xFF\xFE\0\0\x07").unwrap(),
            _ => fs::write(&path, DRAFT).unwrap(),
        }
    }
    let bad = (0..10_000).filter(|number| number % 10 == 0).count();
    let output = lunju(&folder, &[".", "--format", "jsonl"]).env_remove("RAYON_NUM_THREADS").output().unwrap();
    fs::remove_dir_all(folder).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output).lines().count(), bad);
    let out = String::from_utf8(output.stdout).unwrap();
    let paths: Vec<&str> = out
        .lines()
        .filter(|line| line.contains("\"errors\":[]"))
        .filter_map(|line| line.split("\"path\":\"").nth(1)?.get(..8))
        .collect();
    assert_eq!(paths.len(), 10_000 - bad, "{:?}", out.lines().next());
    assert!(paths.is_sorted(), "in the order of the inputs");
    assert_eq!(out.matches(FINDING).count(), 10_000 - bad);
}

#[test]
fn input_that_ends_early_is_checked_as_far_as_it_came() {
    let folder = folder("early");
    let mut child = lunju(&folder, &["--input", "jsonl"]).stdin(Stdio::piped()).spawn().unwrap();
    let archive = "{\"id\":1,\"text\":\"每一次都忘了長者。\"}\n{\"id\":2,\"text\":\"每一";
    child.stdin.take().unwrap().write_all(archive.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let [first, second] = out.lines().collect::<Vec<_>>()[..] else { panic!("{out}") };
    assert!(first.contains(FINDING) && second.contains("\"line\":2"), "{out}");
    // Closed before the start: there is nothing in it.
    let line = format!("exec '{}' check --isolated --lang en - <&-", env!("CARGO_BIN_EXE_lunju"));
    let output = Command::new("sh").args(["-c", &line]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("no prose"), "{}", said(&output));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let folder = folder("enough");
    for number in 0..2000 {
        fs::write(folder.join(format!("{number:04}.txt")), DRAFT).unwrap();
    }
    let archive = format!("{}\n", serde_json::json!({ "text": DRAFT })).repeat(3000);
    fs::write(folder.join("a.jsonl"), archive).unwrap();
    for arguments in [
        &["."][..],
        &[".", "--format", "json"],
        &[".", "--format", "jsonl", "--format", "sarif:out.sarif"],
        &["--input", "jsonl", "a.jsonl"],
    ] {
        let mut child = lunju(&folder, arguments).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        assert!(!line.is_empty());
        drop(out);
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()), "{arguments:?}");
    }
    // The other output is whole all the same.
    let sarif: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("out.sarif")).unwrap()).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(2000));
    fs::remove_dir_all(folder).unwrap();
}
