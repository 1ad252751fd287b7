//! What the build script has made of `lints`: word lists, lint pages and the programs of their expressions, in forms that are
//! used where they lie. `build/pages.rs` writes them.

use crate::pack::lexicon::Table;
use std::borrow::Cow;

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));
