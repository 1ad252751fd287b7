//! Archives: one article a line in, one result a line out.

use serde_json::Value;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Output, Stdio};

/// 「每一次」 draws a finding.
const ABSOLUTE: &str = "圖書館的長椅\\n\\n每一次翻新都忘了長者。長椅是為他們而設的。";

fn lunju(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(["check", "--isolated", "--lang", "en", "--input", "jsonl"]).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(command: &mut Command, archive: &[u8]) -> Output {
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let archive = archive.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&archive));
    let output = child.wait_with_output().unwrap();
    // The program may end before it has read everything.
    let _ = writer.join().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    std::str::from_utf8(&output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn errors(line: &Value) -> &str {
    line["lunju"]["errors"][0]["message"].as_str().unwrap_or_default()
}

#[test]
fn results_stand_in_order_with_the_fields_that_came() {
    let archive = format!(
        "{{\"id\":\"a\",\"n\":1.50e3,\"text\":\"{ABSOLUTE}\",\"tags\":[\"一\", {{\"b\":null}}]}}\n\n\
         {{\"text\":\"\",\"lunju\":\"an older result\"}}\n"
    );
    let output = run(&mut lunju(&["-"]), archive.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(
        text.starts_with("{\"id\":\"a\",\"n\":1.50e3,\"tags\":[\"一\", {\"b\":null}],\"lunju\":{\"version\":1,"),
        "{text}"
    );
    let lines = lines(&output);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["lunju"]["path"], "a");
    assert_eq!(lines[0]["lunju"]["diagnostics"][0]["lint"], "rhetorical-absolute");
    assert_eq!(lines[0]["lunju"]["diagnostics"][0]["range"]["char"], serde_json::json!([8, 11]));
    assert!(lines[0].get("text").is_none());
    assert_eq!(lines[1]["lunju"]["path"], "line 3");
    assert_eq!(lines[1]["lunju"]["diagnostics"], serde_json::json!([]));
}

#[test]
fn a_bad_line_is_an_error_and_the_run_goes_on() {
    let archive = [
        b"{\"id\":1,\"text\":\"\\u6a39\"".as_slice(),
        b"[]",
        b"{\"id\":3,\"date\":\"2026-01-02\"}",
        b"{\"id\":4,\"text\":7}",
        b"\xFF\xFE",
        b"{\"id\":6,\"text\":\"The library closes at seven and nobody asked the readers.\"}",
        format!("{{\"id\":7,\"text\":\"{ABSOLUTE}\"}}").as_bytes(),
    ]
    .join(&b'\n');
    let output = run(&mut lunju(&[]), &archive);
    assert_eq!(output.status.code(), Some(2));
    let lines = lines(&output);
    assert_eq!(lines.len(), 7);
    assert!(errors(&lines[0]).contains("EOF"), "{}", lines[0]);
    assert!(errors(&lines[1]).contains("an object with a `text`"), "{}", lines[1]);
    assert!(errors(&lines[2]).contains("no `text`") && lines[2]["date"] == "2026-01-02", "{}", lines[2]);
    assert!(errors(&lines[3]).contains("`text` is no string"), "{}", lines[3]);
    assert!(!errors(&lines[4]).is_empty(), "{}", lines[4]);
    assert!(errors(&lines[5]).contains("English") && lines[5]["id"] == 6, "{}", lines[5]);
    assert_eq!(lines[6]["lunju"]["diagnostics"][0]["lint"], "rhetorical-absolute");
    assert_eq!(lines[3]["lunju"]["errors"][0]["line"], 4);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("6 of the lines were not checked"), "{said}");
}

#[test]
fn findings_fail_the_run_when_they_are_to() {
    let archive = format!("{{\"text\":\"{ABSOLUTE}\"}}");
    assert_eq!(run(&mut lunju(&["--fail-on", "info"]), archive.as_bytes()).status.code(), Some(1));
    let output = run(&mut lunju(&["--format", "sarif"]), archive.as_bytes());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("jsonl"));
}

/// An engine that asks article by article waits for each answer.
#[test]
fn a_line_is_answered_before_the_next_one_comes() {
    let mut child = lunju(&[]).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(input, "{{\"id\":{id},\"text\":\"{ABSOLUTE}\"}}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let archive: Vec<String> = (0..700).map(|id| format!("{{\"id\":{id},\"text\":\"{ABSOLUTE}\"}}")).collect();
    let archive = archive.join("\n");
    let [one, eight] =
        ["1", "8"].map(|threads| run(lunju(&[]).env("RAYON_NUM_THREADS", threads), archive.as_bytes()).stdout);
    assert!(one == eight);
    assert_eq!(std::str::from_utf8(&one).unwrap().lines().count(), 700);
}
