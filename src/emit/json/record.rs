//! JSON, version 1, for archives: the fields of an article's line as they came, and under `lunju` what `jsonl` would print for it.

use super::lines::Article;
use crate::model::diagnostic::{Failure, Report};
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::io::{self, Write};

/// The field that results stand under; one that came with the article is left out, as it is an older result.
const RESULT: &str = "lunju";

struct Record<'a> {
    fields: &'a [(Cow<'a, str>, &'a RawValue)],
    result: Article<'a>,
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for (name, value) in self.fields.iter().filter(|(name, _)| name != RESULT) {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry(RESULT, &self.result)?;
        map.end()
    }
}

/// Writes the line of an article: `fields` are those that came with it, but the text.
pub fn write(
    fields: &[(Cow<str>, &RawValue)],
    result: Result<&Report, &Failure>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let result = match result {
        Ok(report) => Article::of_report(report),
        Err(failure) => Article::of_failure(failure),
    };
    serde_json::to_writer(&mut *out, &Record { fields, result })?;
    out.write_all(b"\n")
}
