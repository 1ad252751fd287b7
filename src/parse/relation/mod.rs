//! Relations between units: what supports, attacks and restates what; and which unit is the thesis.

mod content;
mod grounds;
mod marked;
mod restate;
mod support;
mod thesis;

pub use content::contents;
pub use grounds::{Grounds, settle};
pub use restate::{inherited, restates};
pub use support::{attacks, supports};
pub use thesis::thesis;
