//! What can be typed about limits.

use crate::front::limits::{MOST_FINDINGS, MOST_MEGABYTES};
use clap::{Args, value_parser};

/// How big an article may be.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct SizeArgs {
    /// Read no article of more megabytes [default: 20]
    #[arg(long, value_parser = value_parser!(u16).range(1..=MOST_MEGABYTES as i64), value_name = "MB")]
    pub max_size: Option<u16>,
}

/// How much is shown of an article.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct FindingArgs {
    /// Show no more findings of an article than so many [default: 1000]
    #[arg(long, value_parser = value_parser!(u32).range(0..=MOST_FINDINGS as i64), value_name = "NUMBER")]
    pub max_findings: Option<u32>,
}
