//! Relations between units: what supports, attacks and restates what; and which unit is the thesis.

mod content;
mod restate;
mod support;
mod thesis;

pub use content::contents;
pub use restate::restates;
pub use support::{attacks, supports};
pub use thesis::thesis;
