//! Floor 5: the command line, the only room that touches files.
//!
//! `cli` holds what can be typed; each file of `command` turns its part into what is to be done, and does it. `files` finds
//! the articles, `articles` reads and parses them, `config` reads `lunju.toml`, `pages` finds the user's lint pages, `known`
//! leaves out findings that are not new, `lsp` is the language server, `history` asks git for older versions, `console` is the way out: output,
//! failures, exit status; `outputs` are the formats and files that findings go to, `annotated` the copy of a Word file that has
//! them as comments. `messages` holds the words.

mod annotated;
mod articles;
pub mod cli;
mod command;
mod config;
mod console;
mod files;
mod history;
mod known;
mod lsp;
mod messages;
mod outputs;
mod pages;
