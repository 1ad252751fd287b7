//! The page in a browser: what an editor does, step by step, in `browser.cjs`. It needs node, Chromium and the packages
//! `playwright-core` and `axe-core`.

use super::Server;
use crate::clients::{left_out, node};
use crate::pages::chromium;
use crate::tidy::source::ROOT;
use serde_json::Value;
use std::process::{Command, Stdio};

#[test]
fn an_editor_can_work_with_it() {
    if chromium().is_none() {
        return left_out("chromium");
    }
    // A desk with a lint of its own, whose findings have something to offer.
    let folder = super::folder("browser");
    let lints = folder.join(".lunju/lints/house");
    std::fs::create_dir_all(&lints).unwrap();
    std::fs::write(lints.join("mayor-title.md"), include_str!("house.md")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(["serve", "--port", "0"]).current_dir(&folder).stdout(Stdio::piped());
    let server = Server::of(command);
    let address = format!("http://{}", server.address);
    let formats = format!("{ROOT}/fixtures/formats");
    let arguments = [&*address, &*formats, folder.to_str().unwrap()];
    let Some(told) = node("serve/browser.cjs", &arguments, "") else { return };
    let told: Value = serde_json::from_slice(&told).unwrap();
    println!("{told:#}");
    assert_eq!(told["problems"], Value::Array(Vec::new()));
    assert_eq!(told["steps"], 16, "every step was tried");
}
