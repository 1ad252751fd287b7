//! A comparison of two versions as one JSON object: the findings in the form of a check, and the counts before and after.

use super::{Counts, Error, Finding, close, item};
use crate::model::comparison::{Comparison, Found};
use crate::model::diagnostic::Failure;
use std::io::{self, Write};

/// Writes `comparison`.
pub fn write(comparison: &Comparison, failures: &[Failure], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"version\":1")?;
    let Comparison { resolved, new, stays, before, after } = comparison;
    for (name, found) in [("resolved", resolved), ("new", new), ("stays", stays)] {
        write!(out, ",\"{name}\":[")?;
        let mut written = false;
        for Found { path, diagnostic } in found {
            item(out, &mut written, &Finding::new(path, diagnostic))?;
        }
        close(out, written)?;
    }
    out.write_all(b",\"errors\":[")?;
    let mut written = false;
    for failure in failures {
        item(out, &mut written, &Error::new(failure))?;
    }
    close(out, written)?;
    out.write_all(b",\"before\":")?;
    serde_json::to_writer(&mut *out, &Counts::new(before))?;
    out.write_all(b",\"after\":")?;
    serde_json::to_writer(&mut *out, &Counts::new(after))?;
    out.write_all(b"}\n")
}
