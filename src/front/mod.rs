//! Floor 5: the command line and the web page, the only room that touches files and sockets.
//!
//! `cli` holds what can be typed; each file of `command` turns its part into what is to be done, and does it. `files` finds the
//! articles, `articles` reads and parses them, `cache` keeps what was found for the next run, `config` reads `lunju.toml`,
//! `pages` finds the user's lint pages, `known` leaves out findings that are not new, `history` asks git for older versions,
//! `records` reads the lines of archives, `limits` says how much is taken of an article, `progress` how far a run has come,
//! `console` is the way out: output, failures, exit status; `outputs` are the formats and files that findings go to
//! (`unfinished` are those that have no name yet), `annotated` the copy of a Word file that has them as comments. `serve` is
//! the web page, `lsp` the language server. `messages` holds the words. `doors` is for fuzzing alone.

mod annotated;
mod articles;
mod cache;
pub mod cli;
mod command;
mod config;
mod console;
#[cfg(any(test, fuzzing))]
pub mod doors;
mod files;
mod history;
mod known;
mod limits;
mod lsp;
mod messages;
mod outputs;
mod pages;
mod progress;
mod records;
#[cfg(feature = "serve")]
mod serve;
mod unfinished;
