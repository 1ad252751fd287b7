//! How many instructions the program takes as a fresh process, held to `benches/floors.tsv`: more than 3 % above a floor fails.
//!
//! `benches/README.md` tells how it is run. Valgrind counts; the counts are those of the program that is built beside this one,
//! loading and all.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// The floors, below the folder of the crate.
const FLOORS: &str = "benches/floors.tsv";
/// How far a count may lie above its floor, in hundredths.
const TOLERANCE: u64 = 3;
/// What is run: a name, and what is typed.
const CASES: [(&str, &[&str]); 7] = [
    ("hello", &["--version"]),
    ("article", &["check", "fixtures/ai-leadership.txt"]),
    ("article-simplified", &["check", "fixtures/ai-leadership.hans.txt"]),
    ("article-json", &["check", "--format", "json", "fixtures/ai-leadership.txt"]),
    ("one-lint", &["check", "--select", "missing-thesis", "fixtures/ai-leadership.txt"]),
    ("parse", &["parse", "fixtures/ai-leadership.txt"]),
    ("explain", &["explain", "missing-thesis"]),
];

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("cold: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Measures every case; whether none lies too far above its floor.
fn run() -> Result<bool, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join(FLOORS);
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let floors = floors(&written)?;
    let is_update = std::env::var_os("UPDATE_FLOORS").is_some();
    let mut counts =
        String::from("# Instructions of a fresh process; `UPDATE_FLOORS=1 cargo bench --bench cold` writes them.\n");
    let mut is_sound = true;
    for (name, typed) in CASES {
        let count = count(root, typed)?;
        counts.extend([name, "\t", &count.to_string(), "\n"]);
        let floor = floors.get(name).copied();
        let verdict = match floor {
            None => "no floor",
            Some(floor) if count * 100 > floor * (100 + TOLERANCE) => {
                is_sound = false;
                "TOO MANY"
            }
            Some(floor) if count * 100 < floor * (100 - TOLERANCE) => "fewer: lower the floor",
            Some(_) => "",
        };
        println!("{name:20} {count:>12} floor {:>12} {verdict}", floor.unwrap_or_default());
    }
    if is_update {
        std::fs::write(&path, counts).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(is_sound || is_update)
}

/// The floors of a file: a name and a count a line.
fn floors(text: &str) -> Result<BTreeMap<&str, u64>, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let floor = |line| {
        let (name, count) = str::split_once(line, '\t').ok_or_else(|| format!("{FLOORS}: no tab in `{line}`"))?;
        Ok((name, count.parse().map_err(|error| format!("{FLOORS}: {name}: {error}"))?))
    };
    lines.map(floor).collect()
}

/// The instructions of one run.
fn count(root: &Path, typed: &[&str]) -> Result<u64, String> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", env!("CARGO_BIN_EXE_lunju")]);
    let ran = valgrind.args(typed).current_dir(root).stdin(Stdio::null()).stdout(Stdio::null()).output();
    let ran =
        ran.map_err(|error| format!("valgrind cannot be run ({error}); install it with your system's packages"))?;
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    let count =
        said.lines().find_map(|line| line.split_once("Collected :")).and_then(|(_, count)| count.trim().parse().ok());
    count.ok_or_else(|| format!("valgrind did not count `lunju {}`:\n{said}", typed.join(" ")))
}
