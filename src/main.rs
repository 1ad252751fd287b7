//! The `lunju` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    lunju::front::cli::main()
}
