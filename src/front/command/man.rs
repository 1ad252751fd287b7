//! `lunju man`: the help as manual pages.

use super::{console, style};
use crate::front::cli::{ManArgs, Speech, definition};
use crate::front::console::{Status, output};
use crate::front::files::shown;
use crate::front::outputs::{Target, not_written};
use clap_mangen::Man;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Prints the page of the program, or writes all pages into the folder that was typed.
pub fn run(typed: &ManArgs, speech: Speech) -> ExitCode {
    let mut console = console(style(speech));
    let mut definition = definition();
    // Gives the commands their full names.
    definition.build();
    let mut out = output();
    let Some(folder) = &typed.into else {
        let written = page(definition).and_then(|page| out.write_all(&page)).and_then(|()| out.flush());
        return console.end(written, Status::Clean, &[]);
    };
    let commands = definition.get_subcommands().filter(|command| command.get_name() != "help").cloned();
    let commands: Vec<_> = commands.collect();
    let mut names = Vec::new();
    for command in std::iter::once(definition).chain(commands) {
        let path = folder.join(format!("{}.1", command.get_display_name().unwrap_or("lunju")));
        let written = page(command).and_then(|page| {
            let mut target = Target::open(Some(&path))?;
            target.write_all(&page)?;
            target.close()
        });
        match written {
            Ok(()) => names.push(shown(&path)),
            Err(error) => not_written(&shown(&path), &error, &mut console),
        }
    }
    let written = names.iter().try_for_each(|name| writeln!(out, "{name}")).and_then(|()| out.flush());
    console.end(written, Status::Clean, &[])
}

fn page(command: clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(page)
}
