//! `lunju serve`: the web page, with the configuration of the current folder.

use super::run::Run;
use super::{console, style};
use crate::front::cli::{ServeArgs, Speech};
use crate::front::console::{Status, output};
use crate::front::files::Input;
use crate::front::messages::Message;
use crate::front::serve::{Hosts, opened, serve};
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;

/// Serves until it is told to stop. A configuration with mistakes is not served: nobody would see them.
pub fn run(typed: &ServeArgs, speech: Speech) -> ExitCode {
    let style = style(speech);
    let mut console = console(style);
    let here = Input::stdin(None);
    let run = Run::new(&typed.lints.config, Path::new(""), std::slice::from_ref(&here), style, &mut console);
    let run = run.choosing(&typed.lints, &mut console);
    let sources = run.sources.clone();
    if !console.failures().is_empty() {
        return console.end(Ok(()), Status::Failed, &sources);
    }
    let address = SocketAddr::new(typed.bind, typed.port);
    let language = console.language;
    let tell = |address| {
        let mut out = output();
        // Whoever reads this may be gone; the page is there all the same.
        let _ = writeln!(out, "{}", opened(address, language)).and_then(|()| out.flush());
    };
    if let Err(error) = serve(run, address, Hosts::new(typed.bind, &typed.allow_host), tell) {
        console.fail(&address.to_string(), &Message::Unopened(error.kind().to_string()));
    }
    console.end(Ok(()), Status::Clean, &sources)
}
