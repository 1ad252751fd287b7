//! The keys of a page's front matter: the table that the loader checks against and that its JSON Schema is made from.

use crate::pack::table::keys::{Key, Shape, Table};

/// The severities, by falling weight.
pub const SEVERITIES: [&str; 4] = ["error", "warning", "info", "off"];
/// The sets: the second one has the lints of the first too.
pub const SETS: [&str; 2] = ["recommended", "all"];
/// The most entries that `match` and `unless` may have.
pub const MOST_ENTRIES: usize = 200;
/// The furthest that `within` reaches, in scalar values.
pub const MOST_WITHIN: usize = 200;
/// The longest word, in scalar values.
pub const LONGEST_WORD: usize = 64;
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
        Key::optional("once", Shape::Boolean, "Whether the lint speaks once an article; false if not given."),
        Key::optional("suggest", Shape::Tables(&SUGGESTION), "Replacements to offer for the matched words."),
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
    ],
    one_of: &EXCUSES,
};

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
