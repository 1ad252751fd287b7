//! The page in a browser: what an editor does, step by step, in `browser.cjs`. It needs node, Chromium and `playwright-core`
//! (`NODE_PATH` says where); where one is missing, that is printed and nothing is tried.

use super::Server;
use crate::tidy::source::ROOT;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn an_editor_can_work_with_it() {
    // A desk with a lint of its own, whose findings have something to offer.
    let folder = super::folder("browser");
    let lints = folder.join(".lunju/lints/house");
    std::fs::create_dir_all(&lints).unwrap();
    std::fs::write(lints.join("mayor-title.md"), include_str!("house.md")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(["serve", "--port", "0"]).current_dir(&folder).stdout(Stdio::piped());
    let server = Server::of(command);
    let mut node = Command::new("node");
    node.arg(Path::new(ROOT).join("tests/it/serve/browser.cjs")).arg(format!("http://{}", server.address));
    node.arg(Path::new(ROOT).join("fixtures/formats")).arg(&folder);
    let Ok(output) = node.output() else {
        println!("skipped: there is no node to drive a browser with");
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(77) {
        println!("skipped: {said}");
        return;
    }
    let told: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"));
    println!("{told:#}");
    assert_eq!(told["problems"], Value::Array(Vec::new()));
    assert_eq!(told["steps"], 16, "every step was tried");
}
