//! `lunju schema`: the configuration, or the front matter of a page, as JSON Schema.

use super::{console, style};
use crate::front::cli::{SchemaArg, SchemaArgs, Speech};
use crate::front::config::CONFIGURATION;
use crate::front::console::{Status, output};
use crate::pack::page::{FRONT_MATTER, Pack};
use crate::pack::table::schema::schema;
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints the schema that was typed.
pub fn run(typed: &SchemaArgs, speech: Speech) -> ExitCode {
    let schema = match typed.what {
        SchemaArg::Config => {
            let title = |page: &crate::pack::page::Page| {
                let title = page.title();
                (page.id.clone(), format!("{} / {}", title.zh, title.en))
            };
            let lints: Vec<_> = Pack::builtin().pages.iter().map(title).collect();
            schema(&CONFIGURATION, "The configuration of lunju", &lints)
        }
        SchemaArg::Lint => schema(&FRONT_MATTER, "The front matter of a lint page of lunju", &[]),
    };
    let write = |out: &mut dyn Write| -> io::Result<()> {
        writeln!(out, "{schema:#}")?;
        out.flush()
    };
    let written = write(&mut output());
    console(style(speech)).end(written, Status::Clean, &[])
}
