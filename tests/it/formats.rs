//! Every format of findings over the same two drafts and one file that cannot be checked: snapshots that a person
//! can read, the schemas of those who read the formats, and what becomes of files when writing fails.

use crate::clients::left_out;
use lunju::emit::{CheckFormat, MapFormat};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const DRAFTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/formats");
const SCHEMAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/schemas");
pub const MARKET: &str = "夜市,a%b.md";
const INPUTS: [&str; 3] = [MARKET, "清晨.txt", "english.md"];

pub fn lunju(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(arguments).current_dir(DRAFTS).env("NO_COLOR", "1");
    command.output().expect("the program was built with this test")
}

pub fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("what the program prints is UTF-8")
}

/// The findings in all drafts in `format`. One of them cannot be checked, which every run says.
fn check(format: &str) -> String {
    let mut arguments = vec!["check", "--isolated", "--config", "set=\"all\"", "--format", format];
    arguments.extend(INPUTS);
    let output = lunju(&arguments);
    assert_eq!(output.status.code(), Some(2), "{}", text(output.stderr));
    text(output.stdout)
}

/// A fresh folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn validator(schema: &str) -> jsonschema::Validator {
    let schema = std::fs::read_to_string(Path::new(SCHEMAS).join(schema)).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).expect("the schema can be used")
}

pub fn fits(validator: &jsonschema::Validator, value: &Value) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// The diagnostics that the format `json` gives.
fn diagnostics() -> Vec<Value> {
    let value: Value = serde_json::from_str(&check("json")).unwrap();
    value["diagnostics"].as_array().unwrap().clone()
}

#[test]
fn snapshots() {
    for format in ["concise", "queries", "jsonl", "rdjsonl", "github", "gitlab", "checkstyle", "junit"] {
        insta::assert_snapshot!(format!("check_{format}"), check(format));
    }
}

#[test]
fn every_format_writes_the_same_bytes_twice() {
    for format in ["sarif", "queries", "junit", "jsonl"] {
        assert_eq!(check(format), check(format), "{format}");
    }
}

#[test]
fn sarif_fits_its_schema_and_cuts_the_right_words() {
    let log: Value = serde_json::from_str(&check("sarif")).unwrap();
    fits(&validator("sarif-2.1.0.json"), &log);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), diagnostics().len());
    let mut fingerprints = Vec::new();
    for (result, diagnostic) in results.iter().zip(diagnostics()) {
        let place = &result["locations"][0]["physicalLocation"];
        let path = diagnostic["path"].as_str().unwrap();
        let source = std::fs::read_to_string(Path::new(DRAFTS).join(path)).unwrap();
        let region = &place["region"];
        let number = |name: &str| region[name].as_u64().unwrap() as usize;
        if number("startLine") == number("endLine") {
            let line = source.lines().nth(number("startLine") - 1).unwrap();
            let columns = number("startColumn") - 1..number("endColumn") - 1;
            let words: String = line.chars().skip(columns.start).take(columns.len()).collect();
            assert_eq!(region["snippet"]["text"], words);
        }
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!((&rule["id"], &result["ruleId"]), (&result["ruleId"], &diagnostic["lint"]));
        assert!(rule["help"]["markdown"].as_str().unwrap().starts_with("# "));
        fingerprints.push((path.to_owned(), result["partialFingerprints"].to_string()));
    }
    assert_eq!(
        results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "%E5%A4%9C%E5%B8%82%2Ca%25b.md"
    );
    let count = fingerprints.len();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), count, "a fingerprint is given twice in one file");
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "english.md");
    assert!(results.iter().any(|result| !result["relatedLocations"].is_null()), "no finding has a related place");
}

#[test]
fn fingerprints_do_not_hang_on_lines() {
    let folder = folder("formats-fingerprints");
    let source = std::fs::read_to_string(Path::new(DRAFTS).join(MARKET)).unwrap();
    let run = |text: &str| {
        std::fs::write(folder.join("a.md"), text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
        let output = command.args(["check", "a.md", "--format", "sarif"]).current_dir(&folder).output().unwrap();
        let log: Value = serde_json::from_slice(&output.stdout).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        results.iter().map(|result| result["partialFingerprints"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(run(&source), run(&format!("---\ndesk: night\n---\n\n\n\n{source}")));
}

#[test]
fn rdjsonl_fits_its_schema_and_counts_bytes() {
    let validator = validator("rdf-diagnostic.json");
    let lines = check("rdjsonl");
    for (line, diagnostic) in lines.lines().zip(diagnostics()) {
        let value: Value = serde_json::from_str(line).unwrap();
        fits(&validator, &value);
        let source = std::fs::read_to_string(Path::new(DRAFTS).join(diagnostic["path"].as_str().unwrap())).unwrap();
        let start = &value["location"]["range"]["start"];
        let number = |name: &str| start[name].as_u64().unwrap() as usize;
        let begin: usize = source.split_inclusive('\n').take(number("line") - 1).map(str::len).sum();
        assert_eq!(diagnostic["range"]["byte"][0], begin + number("column") - 1);
    }
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    fits(&validator, &last);
    assert_eq!((&last["severity"], &last["location"]["path"]), (&"ERROR".into(), &"english.md".into()));
}

#[test]
fn gitlab_has_what_the_report_needs() {
    let issues: Vec<Value> = serde_json::from_str(&check("gitlab")).unwrap();
    assert_eq!(issues.len(), diagnostics().len() + 1);
    let mut seen = std::collections::BTreeSet::new();
    for issue in &issues {
        assert!(["description", "check_name", "fingerprint"].iter().all(|name| issue[*name].is_string()), "{issue}");
        assert!(["info", "minor", "major", "critical", "blocker"].iter().any(|known| issue["severity"] == *known));
        assert!(issue["location"]["path"].is_string() && issue["location"]["lines"]["begin"].is_u64());
        assert!(seen.insert(issue["fingerprint"].to_string()), "{issue}");
    }
}

#[test]
fn github_commands_are_one_line_each_and_escaped() {
    let commands = check("github");
    assert_eq!(commands.lines().count(), diagnostics().len() + 1);
    for line in commands.lines() {
        let (properties, _) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (command, properties) = properties.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        assert!(properties.split(',').all(|property| property.split_once('=').is_some()), "{line}");
    }
    assert!(commands.contains("file=夜市%2Ca%25b.md,line="));
}

#[test]
fn xml_can_be_read_and_says_what_json_says() {
    for (format, element) in [("checkstyle", "error"), ("junit", "testcase")] {
        let xml = check(format);
        let mut reader = quick_xml::Reader::from_str(&xml);
        let mut count = 0;
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{format}: {error}")) {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    count += usize::from(tag.name().as_ref() == element);
                    assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{format}");
                }
                _ => {}
            }
        }
        // The file that cannot be checked is one more.
        assert!(count > diagnostics().len(), "{format}: {count}");
    }
}

#[test]
fn junit_fits_the_schema_of_jenkins() {
    let folder = folder("formats-junit");
    std::fs::write(folder.join("lunju.xml"), check("junit")).unwrap();
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--noout", "--schema"]).arg(Path::new(SCHEMAS).join("junit-10.xsd")).arg(folder.join("lunju.xml"));
    let Ok(output) = xmllint.output() else { return left_out("xmllint") };
    assert!(output.status.success(), "{}", text(output.stderr));
}

#[test]
fn several_formats_at_once() {
    let folder = folder("formats-several");
    let (sarif, lines) = (folder.join("out.sarif"), folder.join("out.jsonl"));
    let formats = [format!("sarif:{}", sarif.display()), format!("jsonl:{}", lines.display())];
    let output = lunju(&[
        "check",
        MARKET,
        "--format",
        &formats[0],
        "--format",
        "concise",
        "--format",
        &formats[1],
        "--color",
        "always",
    ]);
    assert_eq!(output.status.code(), Some(1), "{}", text(output.stderr));
    assert_eq!(names_in(&folder), ["out.jsonl", "out.sarif"]);
    assert_eq!(text(output.stdout), text(lunju(&["check", MARKET, "--format", "concise"]).stdout));
    assert_eq!(std::fs::read(&sarif).unwrap(), lunju(&["check", MARKET, "--format", "sarif"]).stdout);
}

#[test]
fn queries_speak_three_languages() {
    let ask = |language| text(lunju(&["check", MARKET, "--format", "queries", "--lang", language]).stdout);
    assert!(ask("zh-Hant").contains("# 請教作者"));
    assert!(ask("zh-Hans").contains("# 请教作者"));
    assert!(ask("en").contains("# Questions for the author"));
}

#[test]
fn two_formats_cannot_share_a_place() {
    let error = |formats: [&str; 2]| {
        let output = lunju(&["check", MARKET, "--format", formats[0], "--format", formats[1]]);
        assert_eq!(output.status.code(), Some(2));
        text(output.stderr)
    };
    assert!(error(["json", "concise"]).contains("only one format can go to standard output"));
    let path = folder("formats-share").join("out");
    let [json, junit] = ["json", "junit"].map(|format| format!("{format}:{}", path.display()));
    assert!(error([&json, &junit]).contains("two formats cannot go to the same file"));
    assert!(error(["sarfi", "concise"]).contains("did you mean “sarif”?"));
}

/// Runs `lunju` with standard output closed, or on `device`.
fn with_stdout(arguments: &[&str], device: Option<&str>) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(arguments).current_dir(DRAFTS).stderr(Stdio::piped());
    let device = device.map(|path| std::fs::File::options().write(true).open(path).unwrap());
    let is_pipe = device.is_none();
    let mut child = command.stdout(device.map_or_else(Stdio::piped, Stdio::from)).spawn().unwrap();
    if is_pipe {
        drop(child.stdout.take());
    }
    let output = child.wait_with_output().unwrap();
    (output.status.code(), text(output.stderr))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_a_closed_pipe_is_none() {
    for arguments in [&["check", MARKET, "--format", "json"][..], &["map", MARKET], &["parse", MARKET]] {
        let (status, said) = with_stdout(arguments, Some("/dev/full"));
        assert_eq!(status, Some(2), "{arguments:?}: {said}");
        assert!(said.contains("stdout: cannot be written"), "{arguments:?}: {said}");
        // Whoever does not read on has seen enough.
        let (status, said) = with_stdout(arguments, None);
        assert_eq!((status, &*said), (Some(i32::from(arguments[0] == "check")), ""), "{arguments:?}");
    }
    // What goes into a file is whole, whatever becomes of standard output.
    let folder = folder("formats-full");
    let json = format!("json:{}", folder.join("out.json").display());
    let (status, _) = with_stdout(&["check", MARKET, "--format", "concise", "--format", &json], Some("/dev/full"));
    assert_eq!(status, Some(2));
    let written = std::fs::read_to_string(folder.join("out.json")).unwrap();
    assert!(serde_json::from_str::<Value>(&written).is_ok());
    let output = lunju(&["check", MARKET, "--format", "sarif:/dev/full"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(output.stderr).contains("/dev/full: cannot be written"));
    assert!(!std::fs::metadata("/dev/full").unwrap().is_file(), "a device is never replaced");
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let folder = folder("formats-nowhere");
    std::fs::write(folder.join("kept.json"), "before").unwrap();
    std::fs::create_dir(folder.join("inner")).unwrap();
    let mut permissions = std::fs::metadata(folder.join("kept.json")).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(folder.join("kept.json"), permissions).unwrap();
    for (path, said) in
        [("nowhere/out.json", "there is no such folder"), ("inner", "directory"), ("kept.json", "permission denied")]
    {
        let path = folder.join(path).display().to_string();
        for arguments in [
            ["check", MARKET, "--format", &format!("json:{path}")],
            ["map", MARKET, "--format", &format!("svg:{path}")],
        ] {
            let output = lunju(&arguments);
            let stderr = text(output.stderr);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
            assert!(stderr.contains(said), "{arguments:?}: {stderr}");
        }
    }
    assert_eq!(names_in(&folder), ["inner", "kept.json"]);
    assert_eq!(std::fs::read_to_string(folder.join("kept.json")).unwrap(), "before");
}

/// `/proc` takes no new file from anybody, not even from root.
#[cfg(target_os = "linux")]
#[test]
fn a_read_only_folder_is_an_error() {
    let output = lunju(&["check", MARKET, "--format", "json:/proc/lunju.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(output.stderr).starts_with("lunju: /proc/lunju.json: cannot be written"));
}

#[test]
fn the_readme_has_a_row_for_every_format() {
    let readme = crate::tidy::source::read("README.md");
    let names = CheckFormat::ALL.map(CheckFormat::name).into_iter().chain(MapFormat::ALL.map(MapFormat::name));
    for name in names {
        assert!(readme.contains(&format!("\n| `{name}` | ")), "README.md has no row for the format {name}");
    }
}

/// No built-in lint offers a replacement, a house's may.
const PAGE: &str = "+++
id = \"always\"
severity = \"error\"
select = \"sentence\"
match = [{ words = \"總是\" }]
suggest = [{ replace = \"常常\" }]
[message]
zh = \"「{match}」說得太滿\"
en = \"“{match}” says too much\"
[help]
zh = \"改得有餘地\"
en = \"Leave room\"
[query]
zh = \"「{match}」有例外嗎？\"
en = \"Is there an exception to “{match}”?\"
+++

# 總是 / Always

## What it flags

A word.

## Why it matters

It does.

## When to ignore it

Never.

## Examples

```flag zh-Hant
市府⟦總是⟧遲到。
```

```pass zh-Hant
市府今天遲到。
```
";

#[test]
fn suggestions_are_fixes() {
    let folder = folder("formats-fixes");
    std::fs::create_dir_all(folder.join(".lunju/lints/rhetoric")).unwrap();
    std::fs::write(folder.join(".lunju/lints/rhetoric/always.md"), PAGE).unwrap();
    std::fs::write(folder.join("a.txt"), "路燈\n\n「中文😀A」路口的路燈總是不亮。\n").unwrap();
    let run = |format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
        command.args(["check", "a.txt", "--select", "always", "--format", format]).current_dir(&folder);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", text(output.stderr));
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let log = run("sarif");
    fits(&validator("sarif-2.1.0.json"), &log);
    let change = &log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "a.txt");
    let replaced = serde_json::json!({ "startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 14 });
    assert_eq!(change["replacements"][0]["deletedRegion"], replaced);
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "常常");
    let line = run("rdjsonl");
    fits(&validator("rdf-diagnostic.json"), &line);
    let replaced = serde_json::json!({ "start": { "line": 3, "column": 33 }, "end": { "line": 3, "column": 39 } });
    assert_eq!(line["suggestions"][0], serde_json::json!({ "range": replaced, "text": "常常" }));
}
