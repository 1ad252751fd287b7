//! What can be typed about the cache.

use clap::Args;

/// Whether findings are kept for the next run.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct CacheArgs {
    /// Keep what is found, and do not check again what has not changed since
    ///
    /// It is kept in the cache folder of the user (or in `LUNJU_CACHE_DIR`), which may be deleted at any time.
    #[arg(long, overrides_with = "no_cache")]
    pub cache: bool,
    /// Keep nothing, whatever lunju.toml says
    #[arg(long, overrides_with = "cache")]
    pub no_cache: bool,
}

impl CacheArgs {
    /// What was typed, if anything.
    #[must_use]
    pub fn wanted(self) -> Option<bool> {
        (self.cache || self.no_cache).then_some(self.cache)
    }
}
