//! Lists in JSON, an item a line, written as they go.

use serde::Serialize;
use std::io::{self, Write};

/// Writes `value` on a line of its own; `written` says whether the list has an item already.
pub fn item(out: &mut dyn Write, written: &mut bool, value: &impl Serialize) -> io::Result<()> {
    out.write_all(if *written { b",\n" } else { b"\n" })?;
    *written = true;
    Ok(serde_json::to_writer(&mut *out, value)?)
}

/// Writes `piece`, several items as [`item`] writes the first ones of a list, into a list that may have items already.
pub fn items(out: &mut dyn Write, written: &mut bool, piece: &[u8]) -> io::Result<()> {
    if *written && !piece.is_empty() {
        out.write_all(b",")?;
    }
    *written |= !piece.is_empty();
    out.write_all(piece)
}

/// Ends a list.
pub fn close(out: &mut dyn Write, written: bool) -> io::Result<()> {
    out.write_all(if written { b"\n]" } else { b"]" })
}
