//! The integration tests, in one binary.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod cli;
mod fixtures;
mod gold;
mod history;
mod hostile;
mod packs;
mod readers;
mod readme;
mod schema;
mod tidy;
mod twins;
