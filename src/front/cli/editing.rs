//! What can be typed for editors.

use super::ConfigArgs;
use clap::Args;

/// Serve an editor: findings while you type, over the Language Server Protocol.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju lsp
  lunju lsp --lang zh-Hant    with messages in Chinese, whatever the article

README.md shows how to set up VS Code, Neovim, Helix, Zed and Emacs.")]
pub struct LspArgs {
    /// Speak over standard input and output; there is no other way, but some editors say so
    #[arg(long)]
    pub stdio: bool,
    /// Where settings come from
    #[command(flatten)]
    pub config: ConfigArgs,
}
