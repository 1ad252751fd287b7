//! TOML that people write: tables whose keys are known, each mistake at its own line and column.
//!
//! `keys` says which keys a table has and checks one against that, `schema` prints the same as JSON Schema, `fields` reads
//! typed values, `value` holds those whose type is known later, `mistake` words what is wrong in every message language, `fault` collects it. Lint pages and the
//! configuration are both read this way.

pub mod fault;
pub mod fields;
pub mod keys;
mod mistake;
pub mod schema;
pub mod value;
