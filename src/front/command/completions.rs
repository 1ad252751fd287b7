//! `lunju completions`: what a shell needs to complete what is typed.

use super::{console, style};
use crate::front::cli::{CompletionsArgs, Speech, definition};
use crate::front::console::{Status, output};
use clap_complete::generate;
use std::io::Write as _;
use std::process::ExitCode;

/// Prints the script for the shell that was typed.
pub fn run(typed: &CompletionsArgs, speech: Speech) -> ExitCode {
    // Not straight to standard output, which may be closed.
    let mut script = Vec::new();
    generate(typed.shell, &mut definition(), "lunju", &mut script);
    let mut out = output();
    let written = out.write_all(&script).and_then(|()| out.flush());
    console(style(speech)).end(written, Status::Clean, &[])
}
