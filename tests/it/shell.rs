//! Completions and manual pages, in the programs that they are for.

use crate::clients::left_out;
use std::path::Path;
use std::process::{Command, Output};

fn lunju(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lunju")).args(arguments).output().unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_shell_gets_a_script() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let made = lunju(&["completions", shell]);
        assert_eq!(made.status.code(), Some(0), "{shell}");
        let made = text(made.stdout);
        assert!(["only-changed", "annotate", "new-lint"].iter().all(|word| made.contains(word)), "{shell}: {made}");
    }
    assert_eq!(lunju(&["completions", "cobra"]).status.code(), Some(2));
}

#[test]
fn bash_completes_commands_options_and_values() {
    let script = "source <(\"$0\" completions bash); complete -p lunju >/dev/null || exit 1
        ask() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _lunju lunju \"${@: -1}\" \"${@: -2:1}\"; echo \"${COMPREPLY[@]}\"; }
        ask lunju che; ask lunju check --only; ask lunju check --fail-on wa";
    let Ok(done) = Command::new("bash").args(["-c", script, env!("CARGO_BIN_EXE_lunju")]).output() else {
        return left_out("bash");
    };
    assert_eq!(text(done.stdout), "check\n--only-changed\nwarning\n", "{}", text(done.stderr));
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("man");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let made = lunju(&["man", "--into", folder.to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{}", text(made.stderr));
    let names = text(made.stdout);
    for page in ["lunju.1", "lunju-check.1", "lunju-new-lint.1", "lunju-man.1"] {
        assert!(names.contains(&format!("/{page}\n")), "{page}: {names}");
    }
    let main = std::fs::read(folder.join("lunju.1")).unwrap();
    assert_eq!(main, lunju(&["man"]).stdout);
    for name in names.lines() {
        let Ok(done) = Command::new("groff").args(["-K", "utf8", "-man", "-ww", "-z", "-Tutf8", name]).output() else {
            return left_out("groff");
        };
        assert!(done.status.success() && done.stderr.is_empty(), "{name}: {}", text(done.stderr));
    }
    assert_eq!(lunju(&["man", "--into", "/nowhere/at/all"]).status.code(), Some(2));
}
