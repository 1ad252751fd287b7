//! The configuration: `lunju.toml`, found upwards from each file, and what the command line says over it.
//!
//! `keys` is the table of its keys, `layer` reads one configuration, `find` finds those of the files,
//! `origin` says where a level comes from, `ignored` what became of `[[ignore]]`. A file that has a broken
//! configuration is not checked: findings by other settings than the ones meant would mislead.

mod find;
mod ignored;
mod keys;
mod layer;
mod origin;
#[cfg(test)]
mod tests;

pub use find::Configurations;
pub use ignored::Judged;
pub use keys::CONFIGURATION;
pub use origin::Level;

use crate::front::cli::FailOn;
use crate::front::limits::Limits;
use crate::lint::Settings;
use crate::model::argument::Language;

/// The name of a configuration file.
pub const FILE: &str = "lunju.toml";

/// What a file is checked with.
#[derive(Clone, Debug)]
pub struct Configured {
    /// What the lints need to know.
    pub settings: Settings,
    /// The languages of articles to check; none: every one that has a pack.
    pub languages: Option<Vec<Language>>,
    /// The least severity that fails a run.
    pub fail_on: FailOn,
    /// How much is read and shown of an article.
    pub limits: Limits,
}
