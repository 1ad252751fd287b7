//! Floor 5: the command line, the only room that touches files.

pub mod cli;
