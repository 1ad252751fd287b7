//! The keys of `lunju.toml`: the table that it is checked against and that its JSON Schema is made from.

use crate::front::limits::{MOST_FINDINGS, MOST_MEGABYTES};
use crate::pack::page::{SETS, SEVERITIES};
use crate::pack::table::keys::{Key, Shape, Table};

/// Languages of messages, and of articles.
pub const LANGUAGES: [&str; 3] = ["zh-Hant", "zh-Hans", "en"];
/// The key of a lint's level, beside which its options stand.
pub const LEVEL: &str = "level";
/// The severities that can fail a run, and none.
pub const FAIL_ON: [&str; 4] = ["error", "warning", "info", "never"];

const SET: Key =
    Key::optional("set", Shape::Choice(&SETS), "The set of lints that run: recommended (if not given), or all.");
const SELECT: Key = Key::optional("select", Shape::Texts, "Run these lints and no others.");
const IGNORE: Key = Key::optional("ignore", Shape::Texts, "Leave these lints out.");
const IGNORE_OR_ENTRIES: Key = Key::optional(
    "ignore",
    Shape::TextsOrTables(&IGNORED),
    "Leave these lints out; or, as [[ignore]], leave out findings of a lint in some files.",
);
const LINTS: Key = Key::optional(
    "lints",
    Shape::PerLint(&SEVERITIES, &LINT),
    "The level of a lint: error, warning, info or off, or a table with the key level and the lint's options. A lint that is \
     given a level runs.",
);

/// The configuration.
pub static CONFIGURATION: Table = Table::new(
    "lunju.toml",
    &[
        SET,
        LINTS,
        SELECT,
        IGNORE_OR_ENTRIES,
        Key::optional(
            "languages",
            Shape::Choices(&LANGUAGES),
            "The languages of the articles to check; an article in another one is left out with a note.",
        ),
        Key::optional("lang", Shape::Choice(&LANGUAGES), "The language of messages; the article's own if not given."),
        Key::optional(
            "fail-on",
            Shape::Choice(&FAIL_ON),
            "The least severity that makes lunju check exit with 1; warning if not given.",
        ),
        Key::optional(
            "max-size",
            Shape::Number(MOST_MEGABYTES),
            "The most megabytes of an article; bigger ones are not read. 20 if not given.",
        ),
        Key::optional(
            "max-findings",
            Shape::Number(MOST_FINDINGS),
            "The most findings of an article that lunju check shows; 1000 if not given.",
        ),
        Key::optional(
            "cache",
            Shape::Boolean,
            "Whether lunju check keeps what it finds, and does not check again what has not changed; false if not given.",
        ),
        Key::optional("packs", Shape::Texts, "Folders of packs of lints, seen from the folder of this file."),
        Key::optional(
            "overrides",
            Shape::Tables(&OVERRIDE),
            "Other settings for some of the files; a later entry wins.",
        ),
    ],
);

/// An entry of `overrides`.
static OVERRIDE: Table = Table::new(
    "[[overrides]]",
    &[
        Key {
            name: "files",
            shape: Shape::Texts,
            needed: true,
            doc: "Patterns for files, seen from the folder of this file: columns/**; without a slash, *.md, in any folder.",
        },
        SET,
        LINTS,
        SELECT,
        IGNORE,
    ],
);

/// An entry of `ignore`.
pub static IGNORED: Table = Table::new(
    "[[ignore]]",
    &[
        Key::needed("lint", Shape::Text, "The id of the lint."),
        Key { name: "files", shape: Shape::Texts, needed: true, doc: "Patterns for files, as in overrides." },
        Key::optional("match", Shape::Text, "Only findings that hold these words; all of the lint's if not given."),
        Key::optional("reason", Shape::Text, "Why; an entry without one is a finding itself."),
    ],
);

/// A lint in full.
pub static LINT: Table = Table::new(
    "[lints]",
    &[Key::optional(LEVEL, Shape::Choice(&SEVERITIES), "The level: error, warning, info or off.")],
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front::cli::{FailOn, Lang};
    use clap::ValueEnum;

    fn names<T: ValueEnum>() -> Vec<String> {
        let values = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        values.map(|value| value.get_name().to_owned()).collect()
    }

    #[test]
    fn the_file_and_the_command_line_have_the_same_words() {
        assert_eq!(names::<Lang>(), LANGUAGES);
        assert_eq!(names::<FailOn>(), FAIL_ON);
    }
}
