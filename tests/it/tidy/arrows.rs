//! Which room may know which, and which file its sisters.

use super::source::{Source, sources};
use std::collections::BTreeSet;

/// Every room, with the rooms that its shipped code may name beside itself. Tests may name any.
const ROOMS: [(&str, &[&str]); 7] = [
    ("model", &[]),
    ("pack", &["model"]),
    ("read", &["model"]),
    ("emit", &["model"]),
    ("parse", &["model", "pack"]),
    ("lint", &["model", "pack", "parse"]),
    ("front", &["model", "pack", "read", "emit", "parse", "lint"]),
];

/// The rooms in which a file (or a folder with what is in it) knows its room's `mod.rs` and no sister.
const SISTERLESS: [&str; 3] = ["read", "emit", "parse"];

/// The exceptions: room, who, the sister that it knows, why.
const KNOWN_SISTERS: &[(&str, &str, &str, &str)] = &[
    ("read", "docx", "prose", "every format writes its article through one builder"),
    ("read", "html", "prose", "every format writes its article through one builder"),
    ("read", "markdown", "prose", "every format writes its article through one builder"),
    ("read", "plain", "prose", "every format writes its article through one builder"),
    ("parse", "outline", "language", "the outline is what the cutting steps give together"),
    ("parse", "outline", "words", "the outline is what the cutting steps give together"),
    ("parse", "outline", "sentence", "the outline is what the cutting steps give together"),
    ("parse", "outline", "unit", "the outline is what the cutting steps give together"),
    ("parse", "outline", "section", "the outline is what the cutting steps give together"),
    ("parse", "outline", "role", "it fills the view of a text that roles are decided on"),
    ("parse", "attribute", "role", "attributes are read off the same view of the text"),
    ("parse", "relation", "role", "relations are read off the same view of the text"),
    ("parse", "consistency", "role", "what does not agree is read off the same view of the text"),
];

#[test]
fn rooms_know_only_the_rooms_below_them() {
    let mut wrong = Vec::new();
    for source in sources(&["src"]) {
        let room = source.modules().first().copied();
        let allowed: &[&str] = match (source.path.as_str(), room) {
            ("src/lib.rs", _) => continue,
            ("src/main.rs", _) => &["front"],
            (_, Some(room)) => match ROOMS.iter().find(|(name, _)| *name == room) {
                Some((_, allowed)) => allowed,
                None => panic!("src/{room} is no room of the house; add it to ROOMS in tests/it/tidy/arrows.rs"),
            },
            (path, None) => panic!("{path} stands in no room; src holds lib.rs, main.rs and the rooms"),
        };
        for (line, path) in source.crate_paths() {
            let target = path.first().map_or("", String::as_str);
            if Some(target) != room && !allowed.contains(&target) {
                wrong.push(format!("{}:{line} names {}", source.path, path.join("::")));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "a room knows a room that it must not know; move the thing down to a floor that both may see:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn sisters_know_each_other_only_through_their_room() {
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    let sources = sources(&["src"]);
    for (source, room) in sources.iter().filter_map(|source| Some((source, sisterless(source)?))) {
        let modules = source.modules();
        let Some(&own) = modules.get(1) else { continue };
        for (line, path) in source.crate_paths() {
            let [first, sister, ..] = &path[..] else { continue };
            if first != room || sister == own || !is_module(&sources, room, sister) {
                continue;
            }
            match KNOWN_SISTERS.iter().find(|(at, who, whom, _)| (*at, *who, *whom) == (room, own, sister.as_str())) {
                Some(known) => drop(used.insert(known)),
                None => wrong.push(format!("{}:{line} names {}", source.path, path.join("::"))),
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "a file knows a sister; let src/<room>/mod.rs hand over what it needs, or name the exception with its reason in \
         KNOWN_SISTERS of tests/it/tidy/arrows.rs:\n{}",
        wrong.join("\n")
    );
    let idle: Vec<_> = KNOWN_SISTERS.iter().filter(|known| !used.contains(known)).collect();
    assert!(idle.is_empty(), "exceptions that nothing needs any more; delete them from KNOWN_SISTERS: {idle:?}");
}

/// The room of `source`, if its files are not to know each other.
fn sisterless(source: &Source) -> Option<&'static str> {
    let room = *source.modules().first()?;
    SISTERLESS.into_iter().find(|name| *name == room)
}

fn is_module(sources: &[Source], room: &str, name: &str) -> bool {
    sources.iter().any(|source| source.modules().get(..2).is_some_and(|modules| modules == [room, name]))
}
