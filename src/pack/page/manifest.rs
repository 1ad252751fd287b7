//! The `pack.toml` of a pack: what it is called, and which other packs it builds on.

use crate::model::diagnostic::Failure;
use crate::model::span::Span;
use crate::pack::table::fault::Faults;
use crate::pack::table::fields::{Fields, Text};
use toml::de::DeTable;

/// The keys, all needed but the last.
const KEYS: [&str; 5] = ["name", "version", "licence", "lunju", "packs"];
/// The version of this program.
const OWN: &str = env!("CARGO_PKG_VERSION");

/// What a `pack.toml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// `name`: what the pack is called.
    pub name: String,
    /// `version`: three numbers with dots between them.
    pub version: String,
    /// `licence`: under which its pages and lists may be used.
    pub licence: String,
    /// `lunju`: the least version of this program that it needs.
    pub lunju: String,
    /// `packs`: the packs that it builds on.
    pub packs: Vec<Other>,
}

/// Another pack that a `pack.toml` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its folder, seen from that of the `pack.toml`.
    pub path: String,
    /// Where it is named: line and column from 1.
    pub position: (usize, usize),
}

impl Manifest {
    /// Reads `text`, the `pack.toml` at `path`.
    ///
    /// # Errors
    /// Everything that is wrong with it, each at its place: a key that is not known or is missing, a version that is none,
    /// a program that is too old for the pack.
    pub fn read(path: &str, text: &str) -> Result<Self, Vec<Failure>> {
        let text = text.trim_start_matches('\u{FEFF}');
        let mut faults = Faults::new(path, text);
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let range = error.span().unwrap_or_default();
            faults.push(Span::new(range.start, range.end), error.message());
        }
        if !errors.is_empty() {
            return Err(faults.into_failures());
        }
        let table = table.into_inner();
        let fields = Fields::new(text, 0, &table, "the pack");
        fields.refuse_others(&KEYS, &mut faults);
        let mut string = |key: &str| fields.required(key, &mut faults);
        let (name, licence) = (string("name"), string("licence"));
        let (version, lunju) = (string("version"), string("lunju"));
        check_versions(version, lunju, &mut faults);
        let mut packs = Vec::new();
        for other in fields.strings("packs", &mut faults) {
            if other.value.trim().is_empty() {
                faults.push(other.at, "`packs` holds an empty path");
            }
            packs.push(Other { path: other.value.to_owned(), position: faults.place(other.at) });
        }
        let owned = |text: Option<Text>| text.map(|text| text.value.to_owned()).unwrap_or_default();
        let found =
            Self { name: owned(name), version: owned(version), licence: owned(licence), lunju: owned(lunju), packs };
        if faults.is_empty() { Ok(found) } else { Err(faults.into_failures()) }
    }
}

fn check_versions(version: Option<Text>, lunju: Option<Text>, faults: &mut Faults) {
    for (key, text) in [("version", version), ("lunju", lunju)] {
        if let Some(text) = text
            && numbers(text.value).is_none()
        {
            faults.push(
                text.at,
                format!("`{key}` must be three numbers with dots between them (`1.0.0`), not `{}`", text.value),
            );
        }
    }
    if let Some(text) = lunju
        && let (Some(wanted), Some(own)) = (numbers(text.value), numbers(OWN))
        && wanted > own
    {
        faults.push(text.at, format!("the pack needs lunju {}, and this is {OWN}; get a newer lunju", text.value));
    }
}

/// The numbers of a version like 1.0.0.
fn numbers(version: &str) -> Option<[u32; 3]> {
    let mut parts =
        version.split('.').map(|part| part.parse().ok().filter(|_| part.bytes().all(|c| c.is_ascii_digit())));
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "name = \"desk\"\nversion = \"1.2.0\"\nlicence = \"MIT\"\nlunju = \"0.1.0\"\n";

    fn wrong(text: &str) -> Vec<String> {
        let failures = Manifest::read("desk/pack.toml", text).err().unwrap_or_default();
        let show = |failure: Failure| {
            let (line, column) = failure.position.unwrap();
            format!("{line}:{column} {}", failure.message)
        };
        failures.into_iter().map(show).collect()
    }

    #[test]
    fn a_pack_has_a_name_a_version_and_others() {
        let text = format!("{WHOLE}packs = [\"../names\"]\n");
        let manifest = Manifest::read("desk/pack.toml", &text).unwrap();
        assert_eq!((manifest.name.as_str(), manifest.licence.as_str()), ("desk", "MIT"));
        assert_eq!(manifest.packs, [Other { path: "../names".to_owned(), position: (5, 10) }]);
    }

    #[test]
    fn mistakes_stand_at_their_place() {
        assert_eq!(
            wrong(&format!("{WHOLE}license = \"MIT\"\n")),
            ["5:1 unknown key `license` in the pack; did you mean `licence`?"]
        );
        assert_eq!(wrong("name = \"desk\"\nversion = \"1.0\"\n").len(), 3);
        assert!(wrong(&WHOLE.replace("1.2.0", "1.x.0"))[0].starts_with("2:11 `version` must be three numbers"));
        assert!(
            wrong(&WHOLE.replace("0.1.0", "99.0.0"))[0].starts_with("4:9 the pack needs lunju 99.0.0, and this is ")
        );
        assert!(wrong("name = \n")[0].starts_with("1:"));
    }
}
