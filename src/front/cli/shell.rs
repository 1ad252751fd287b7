//! What can be typed to get what belongs beside the program: completions for a shell, and manual pages.

use clap::Args;
use clap_complete::Shell;
use std::path::PathBuf;

/// Print what a shell needs to complete commands and options.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju completions bash > ~/.local/share/bash-completion/completions/lunju
  lunju completions zsh > ~/.zfunc/_lunju")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

/// Print the manual page of lunju, or write those of all commands into a folder.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju man | man -l -
  lunju man --into ~/.local/share/man/man1")]
pub struct ManArgs {
    /// Write the page of every command into this folder, as lunju.1, lunju-check.1 ...
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
}
