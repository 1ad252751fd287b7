//! The command line.

use std::process::ExitCode;

/// Runs the command line of the process.
#[must_use]
pub fn main() -> ExitCode {
    ExitCode::from(2)
}
