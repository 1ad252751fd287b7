//! The keys of a page's front matter: the table that the loader checks against and that its JSON Schema is made from.

use crate::pack::table::keys::{Key, Shape, Table};
use crate::pack::table::value::KINDS;

/// The severities, by falling weight.
pub const SEVERITIES: [&str; 4] = ["error", "warning", "info", "off"];
/// The sets: the second one has the lints of the first too.
pub const SETS: [&str; 2] = ["recommended", "all"];
/// How often a lint may speak, if not wherever it finds something.
pub const ONCE: [&str; 2] = ["words", "article"];
/// The most entries that `match` and `unless` may have.
pub const MOST_ENTRIES: usize = 200;
/// The furthest that `within` reaches, in scalar values.
pub const MOST_WITHIN: usize = 200;
pub use crate::pack::table::value::LONGEST_WORD;
/// The keys of which an entry of `match` has one.
pub const PATTERNS: [&str; 3] = ["lexicon", "words", "regex"];
/// The keys of which an entry of `unless` has one.
pub const EXCUSES: [&str; 8] = ["before", "after", "inside", "unit", "sentence", "paragraph", "lexicon", "regex"];

/// The front matter.
pub static FRONT_MATTER: Table = Table::new(
    "the front matter",
    &[
        Key::needed("id", Shape::Text, "The name: kebab-case, the same as the file's; it names the fault."),
        Key::needed("severity", Shape::Choice(&SEVERITIES), "How much a finding matters; off: not reported."),
        Key::optional(
            "set",
            Shape::Choice(&SETS),
            "The smallest set that has the lint: recommended (if not given), which runs by default, or all.",
        ),
        Key::needed("select", Shape::Text, "Where to look: a selector over the argument tree."),
        Key::optional(
            "match",
            Shape::Tables(&PATTERN),
            "What to look for in there; without it the node is the finding.",
        ),
        Key::optional("unless", Shape::Tables(&EXCUSE), "What excuses a match, or the node."),
        Key::optional(
            "quoted",
            Shape::Boolean,
            "Whether words in quotation marks and titles count; false if not given.",
        ),
        Key::optional("yields_to", Shape::Texts, "Ids of lints that win where both find something on the same words."),
        Key::optional(
            "once",
            Shape::Choice(&ONCE),
            "At the first place alone: of the same words, or in the whole article; if not given, wherever something is found.",
        ),
        Key::optional("related", Shape::Tables(&RELATED), "Other places to show with a finding."),
        Key::optional("suggest", Shape::Tables(&SUGGESTION), "Replacements to offer for the matched words."),
        Key::optional(
            "options",
            Shape::Named(&OPTION),
            "What a user may set in lunju.toml, by name; {name} stands for it in select, match, unless and messages.",
        ),
        Key::needed(
            "message",
            Shape::Table(&MESSAGE),
            "What is wrong, in one sentence; {match} stands for the matched words.",
        ),
        Key::needed("help", Shape::Table(&HELP), "What the writer can do."),
        Key::needed("query", Shape::Table(&QUERY), "What an editor would ask the author."),
        Key::optional(
            "variant",
            Shape::Tables(&VARIANT),
            "Other words for some of the findings; of the entries that fit a finding the first counts.",
        ),
        Key::optional(
            "replaces",
            Shape::Boolean,
            "Whether the page stands in the place of the built-in one of its id; false if not given.",
        ),
    ],
);

const WHEN: Key =
    Key::optional("when", Shape::Text, "The name of a boolean option; where it is false the entry does not count.");
const GAP: Key =
    Key::optional("gap", Shape::Number(MOST_WITHIN), "How many characters each … of the words may stand for.");

static PATTERN: Table = Table {
    name: "the entry of `match`",
    keys: &[
        Key::optional("lexicon", Shape::Text, "The name of a word list."),
        Key::optional(
            "words",
            Shape::Texts,
            "Words with | between them; @name is the word list of that name, … a gap.",
        ),
        Key::optional("regex", Shape::Text, "A regular expression."),
        GAP,
        WHEN,
    ],
    one_of: &PATTERNS,
};

static EXCUSE: Table = Table {
    name: "the entry of `unless`",
    keys: &[
        Key::optional("before", Shape::Texts, "Words before the match, in the same clause."),
        Key::optional("after", Shape::Texts, "Words behind the match, in the same clause."),
        Key::optional("inside", Shape::Texts, "Longer words that the match is a part of."),
        Key::optional("unit", Shape::Texts, "Words anywhere in the unit."),
        Key::optional("sentence", Shape::Texts, "Words anywhere in the sentence."),
        Key::optional("paragraph", Shape::Texts, "Words anywhere in the paragraph."),
        Key::optional("lexicon", Shape::Text, "The name of a list of longer words that the match is a part of."),
        Key::optional("regex", Shape::Text, "A regular expression for something that the match is a part of."),
        Key::optional(
            "within",
            Shape::Number(MOST_WITHIN),
            "How many characters may lie between; before and after only.",
        ),
        GAP,
        WHEN,
    ],
    one_of: &EXCUSES,
};

/// The keys of which an entry of `related` has one.
pub const WAYS: [&str; 4] = ["nearest", "first", "previous", "next"];
/// How a place and a finding may be linked.
pub const LINKS: [&str; 7] = ["supports", "supported-by", "attacks", "attacked-by", "restates", "restated-by", "slip"];
/// How far a place may be away.
pub const REACHES: [&str; 3] = ["paragraph", "section", "article"];

static RELATED: Table = Table {
    name: "the entry of `related`",
    keys: &[
        Key::optional(
            "nearest",
            Shape::Text,
            "A selector: the unit that is the fewest units away; of two the earlier one.",
        ),
        Key::optional("first", Shape::Text, "A selector: the first such unit."),
        Key::optional("previous", Shape::Text, "A selector: the last such unit before the finding."),
        Key::optional("next", Shape::Text, "A selector: the first such unit behind the finding."),
        Key::optional(
            "by",
            Shape::Choice(&LINKS),
            "Only units that the finding is linked with in this way, over any steps.",
        ),
        Key::optional("within", Shape::Choice(&REACHES), "How far it may be away; article if not given."),
        Key::needed("zh", Shape::Text, "What is said of the place, in Chinese, in Traditional characters."),
        Key::needed("en", Shape::Text, "What is said of the place, in English."),
    ],
    one_of: &WAYS,
};

/// An entry of `options`.
pub static OPTION: Table = Table::new(
    "the option",
    &[
        Key::needed(
            "type",
            Shape::Choice(&KINDS),
            "Its type: integer, number, boolean, string, or words: a list of them.",
        ),
        Key::needed("default", Shape::Value, "What it is where nobody sets it."),
        Key::optional("least", Shape::Real, "The least number that it may be."),
        Key::optional("most", Shape::Real, "The greatest number that it may be."),
        Key::needed("zh", Shape::Text, "What it does, in Chinese, in Traditional characters."),
        Key::needed("en", Shape::Text, "What it does, in English."),
    ],
);

static SUGGESTION: Table = Table {
    name: "the entry of `suggest`",
    keys: &[Key::optional("replace", Shape::Text, "What to write in place of the matched words.")],
    one_of: &["replace"],
};

/// The keys of which an entry of `variant` has one or both: which findings it is for.
pub const OCCASIONS: [&str; 2] = ["select", "match"];

static VARIANT: Table = Table::new(
    "the entry of `variant`",
    &[
        Key::optional("select", Shape::Text, "A selector: the finding stands in a node that it picks."),
        Key::optional("match", Shape::Tables(&PATTERN), "What stands in the finding."),
        Key::needed("message", Shape::Table(&MESSAGE), "What is wrong, in place of the page's message."),
        Key::optional("help", Shape::Table(&HELP), "What the writer can do; the page's help if not given."),
        Key::optional("query", Shape::Table(&QUERY), "What an editor would ask; the page's query if not given."),
    ],
);

const TEXTS: &[Key] = &[
    Key::needed("zh", Shape::Text, "Chinese, in Traditional characters; the Simplified text is made from it."),
    Key::needed("en", Shape::Text, "English."),
];
static MESSAGE: Table = Table::new("the message", TEXTS);
static HELP: Table = Table::new("the help", TEXTS);
static QUERY: Table = Table::new("the query", TEXTS);
