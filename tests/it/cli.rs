//! The command line: cases are data under `cmd/` (arguments, input, output, status), what data cannot say is here.

use std::path::Path;
use std::process::Command;

const DRAFTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/cmd/drafts");

fn lunju(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(arguments).current_dir(Path::new(DRAFTS)).env_remove("NO_COLOR");
    command
}

fn stdout(command: &mut Command) -> String {
    let output = command.output().expect("the program was built with this test");
    String::from_utf8(output.stdout).expect("what it prints is UTF-8")
}

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/it/cmd/*.toml").case("tests/it/cmd/*.trycmd");
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let colored = |command: &mut Command| stdout(command).contains('\u{1B}');
    assert!(!colored(&mut lunju(&["parse", "trees.md"])));
    assert!(colored(&mut lunju(&["parse", "trees.md", "--color", "always"])));
    assert!(colored(lunju(&["parse", "trees.md", "--color", "always"]).env("NO_COLOR", "1")));
    assert!(!colored(&mut lunju(&["parse", "trees.md", "--color", "never"])));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let run = |threads: &str| stdout(lunju(&["check", "--format", "json"]).env("RAYON_NUM_THREADS", threads));
    assert_eq!(run("1"), run("7"));
}
