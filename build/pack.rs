//! The program's own loader of lint pages and word lists, with which the script makes the built-in ones. What the program has
//! from this script, and what no page needs while it is packed, is put in its place here.

pub mod builtin;
pub mod fold;
#[path = "../src/pack/lexicon/mod.rs"]
pub mod lexicon;
#[path = "../src/pack/machine/mod.rs"]
mod machine;
#[path = "../src/pack/page/mod.rs"]
pub mod page;
mod select;
mod table;
