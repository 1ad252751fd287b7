//! The tables of keys, without their schemas.

#[path = "../../src/pack/table/fault.rs"]
pub mod fault;
#[path = "../../src/pack/table/fields.rs"]
pub mod fields;
#[path = "../../src/pack/table/keys.rs"]
pub mod keys;
#[path = "../../src/pack/table/mistake.rs"]
mod mistake;
#[path = "../../src/pack/table/value.rs"]
pub mod value;
