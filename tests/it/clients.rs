//! Other people's programs that read what lunju writes: node and Python with their packages. `.ci/clients` installs the packages into
//! `target/clients`; those that are installed elsewhere (`NODE_PATH`) will do too.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a script of ours ends with where its package is not there.
const NOT_THERE: i32 = 77;

/// Where `.ci/clients` has put `path`.
pub fn installed(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/clients").join(path)
}

/// Says that a test of `client` is left out; where `.ci/run` has installed it (`LUNJU_CLIENTS` names it), that is a failure.
#[track_caller]
pub fn left_out(client: &str) {
    let needed = std::env::var("LUNJU_CLIENTS").unwrap_or_default();
    assert!(!needed.split_whitespace().any(|needed| needed == client), "{client} is not there");
    eprintln!("left out: there is no {client}");
}

/// What the script `tests/it/SCRIPT` for node says about `input`; none where node, or a package that the script needs, is not there.
#[track_caller]
pub fn node(script: &str, arguments: &[&str], input: &str) -> Option<Vec<u8>> {
    let mut command = Command::new("node");
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(script)).args(arguments);
    let paths = std::env::var_os("NODE_PATH").unwrap_or_default();
    let paths = std::env::split_paths(&paths).chain([installed("node_modules")]);
    command.env("NODE_PATH", std::env::join_paths(paths).unwrap());
    said("node", &mut command, input)
}

/// What Python says of the program `script`; none where Python, or a package that the script needs, is not there.
#[track_caller]
pub fn python(script: &str, arguments: &[&str], folder: &Path) -> Option<Vec<u8>> {
    let own = installed("venv/bin/python");
    let mut command = Command::new(if own.exists() { own.as_os_str() } else { "python3".as_ref() });
    let script = format!("import sys\ntry:\n{}\nexcept ImportError:\n sys.exit({NOT_THERE})\n", indented(script));
    command.args(["-c", &script]).args(arguments).current_dir(folder);
    said("python", &mut command, "")
}

fn indented(script: &str) -> String {
    format!(" {}", script.replace('\n', "\n "))
}

#[track_caller]
fn said(client: &str, command: &mut Command, input: &str) -> Option<Vec<u8>> {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let output = child.and_then(|mut child| {
        // A script that is not interested closes the pipe.
        drop(child.stdin.take().map(|mut pipe| pipe.write_all(input.as_bytes())));
        child.wait_with_output()
    });
    match output {
        Ok(Output { status, stdout, .. }) if status.success() => Some(stdout),
        Ok(Output { status, stderr, .. }) if status.code() != Some(NOT_THERE) => {
            panic!("{client}: {status}: {}", String::from_utf8_lossy(&stderr))
        }
        _ => {
            left_out(client);
            None
        }
    }
}
