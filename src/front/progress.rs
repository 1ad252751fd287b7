//! How far a run over many files has come: a bar on standard error, where that is a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal as _};

/// As many files are checked before anybody asks how long it takes.
const FEW: usize = 16;

/// The bar of a run; nothing is seen of it where it would only be in the way.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar for so many files.
    #[must_use]
    pub fn of(files: usize) -> Self {
        if files <= FEW || !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr_with_hz(10));
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// One file more is done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Does `write`, which may write to the terminal, without the bar in its way.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.0.suspend(write)
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
