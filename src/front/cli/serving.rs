//! What can be typed for the web page.

use super::LintArgs;
use clap::Args;
use std::net::IpAddr;

/// Open a web page on this machine that checks drafts as they are typed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lunju serve                  then open the address that it prints
  lunju serve --port 8000 --lang zh-Hant")]
pub struct ServeArgs {
    /// The port; 0 takes any that is free
    #[arg(long, default_value_t = 5865, value_name = "PORT")]
    pub port: u16,
    /// The address to listen on; any but this machine's own lets others on the network in
    ///
    /// There is no password and no encryption: for a whole desk, put a web server that has both before it, and name its host
    /// with --allow-host.
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub bind: IpAddr,
    /// Answer to this host name too, as a web server before this one may pass it on; may be given several times
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Which lints run
    #[command(flatten)]
    pub lints: LintArgs,
}
