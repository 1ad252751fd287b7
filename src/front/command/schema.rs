//! `lunju schema`: the configuration, or the front matter of a page, as JSON Schema.

use super::{console, style};
use crate::front::cli::{SchemaArg, SchemaArgs, Speech};
use crate::front::config::CONFIGURATION;
use crate::front::console::{Status, output};
use crate::pack::page::{FRONT_MATTER, Message, Pack, Page, PageOption};
use crate::pack::table::schema::{Offered, OfferedOption, schema};
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints the schema that was typed.
pub fn run(typed: &SchemaArgs, speech: Speech) -> ExitCode {
    let schema = match typed.what {
        SchemaArg::Config => {
            let lints: Vec<Offered> = Pack::builtin().pages.iter().map(offered).collect();
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

fn offered(page: &Page) -> Offered {
    let both = |text: &Message| format!("{} / {}", text.zh, text.en);
    let option = |option: &PageOption| OfferedOption {
        name: option.name.clone(),
        domain: option.domain.clone(),
        default: option.default.clone(),
        about: both(&option.about),
    };
    let options = page.options.iter().map(option).collect();
    Offered { id: page.id.clone(), title: both(&page.title()), options }
}
