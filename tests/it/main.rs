//! The integration tests, in one binary.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod annotate;
mod cli;
mod fixtures;
mod formats;
mod gold;
mod history;
mod hostile;
mod lsp;
mod maps;
mod options;
mod packs;
mod pages;
mod precision;
mod readers;
mod readme;
mod schema;
mod tidy;
mod twins;
