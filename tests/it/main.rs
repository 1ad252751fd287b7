//! The integration tests, in one binary.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod annotate;
mod archive;
mod cache;
mod cli;
mod clients;
#[path = "../../src/front/doors/tests/drafts.rs"]
mod drafts;
mod faults;
mod fixtures;
mod formats;
mod gold;
mod history;
mod hooks;
mod hostile;
mod limits;
mod linear;
mod lsp;
mod maps;
mod options;
mod packs;
mod pages;
mod precision;
mod properties;
mod readers;
mod readme;
mod schema;
mod serve;
mod shell;
mod tidy;
mod twins;
mod watch;
