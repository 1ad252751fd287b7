//! The one table of what a selector may say: elements, attributes with their values, pseudo-classes. The checker, the
//! matcher and the manual's reference all read it.

use crate::model::argument::{Actor, Attribution, Certainty, Kind, Language, Role, SlipKind, Unit, Voice};
use crate::pack::select::set::{
    ARTICLE, CALL_TO_ACTION, CLAIM, EVIDENCE, FLOW, FOOTNOTE, HEADING, ITEM, LINK, LIST, NOTE, OTHER, PARAGRAPH,
    QUESTION, QUOTE, READING, ROW, SECTION, SENTENCE, SLIP, Set, TABLE,
};
use crate::pack::select::tree::{Node, Tree};
use std::fmt::Write as _;

/// A kind of node.
#[derive(Debug)]
pub struct Element {
    /// Its name in selectors.
    pub name: &'static str,
    /// Itself as a set.
    pub set: Set,
    /// What it stands in.
    pub parents: Set,
    /// What it is, for the manual.
    pub doc: &'static str,
}

const fn element(name: &'static str, set: Set, parents: Set, doc: &'static str) -> Element {
    Element { name, set, parents, doc }
}

/// Every element, in the order of their sets.
pub const ELEMENTS: [Element; 19] = [
    element("article", ARTICLE, Set::NONE, "the whole article"),
    element("section", SECTION, ARTICLE, "what stands under one heading, or before the first one"),
    element("heading", HEADING, FLOW, "a title or heading; it has no sentences"),
    element("paragraph", PARAGRAPH, FLOW.or(TABLE), "a paragraph"),
    element("row", ROW, TABLE, "a row of a table"),
    element("quote", QUOTE, FLOW, "a block quotation"),
    element("list", LIST, FLOW, "a list"),
    element("item", ITEM, LIST, "an item of a list"),
    element("table", TABLE, FLOW, "a table"),
    element("note", NOTE, FLOW, "the text of a footnote"),
    element("sentence", SENTENCE, PARAGRAPH.or(ROW), "a sentence"),
    element("claim", CLAIM, SENTENCE, "the writer's own assertion"),
    element("evidence", EVIDENCE, SENTENCE, "a reported particular that a reader could check"),
    element("call-to-action", CALL_TO_ACTION, SENTENCE, "what the writer demands or recommends"),
    element("question", QUESTION, SENTENCE, "a question"),
    element("other", OTHER, SENTENCE, "background, or talk about the text itself"),
    element("link", LINK, READING, "a link"),
    element("footnote", FOOTNOTE, READING, "the mark of a footnote"),
    element("slip", SLIP, READING, "a place that does not agree with the rest of the article"),
];

/// The name of the one element of `set`.
#[must_use]
pub fn name(set: Set) -> &'static str {
    set.elements().next().map_or("", |element| element.name)
}

/// The values that an attribute may have.
pub enum Values {
    /// None: it is there or not.
    Flag,
    /// Any text.
    Text,
    /// One of a list.
    Of(fn() -> Vec<&'static str>),
}

/// Reads an attribute off a node of a tree.
pub type Read = for<'t> fn(&'t Tree<'_>, &'t Node) -> Option<&'t str>;

/// An attribute of some elements. One that has other values on other elements stands in the table once for each.
pub struct Attribute {
    /// Its name in selectors.
    pub name: &'static str,
    /// The elements that may have it.
    pub on: Set,
    /// Its values.
    pub values: Values,
    /// What it says, for the manual.
    pub doc: &'static str,
    /// Its value on a node of `on`.
    pub read: Read,
}

impl Attribute {
    /// The values in order; none for flags and texts.
    #[must_use]
    pub fn list(&self) -> Vec<&'static str> {
        if let Values::Of(list) = self.values { list() } else { Vec::new() }
    }
}

const fn attribute(name: &'static str, on: Set, values: Values, doc: &'static str, read: Read) -> Attribute {
    Attribute { name, on, values, doc, read }
}

/// The names of a model's enum, in the order of its definition.
macro_rules! names {
    ($name:ident) => {
        Values::Of(|| $name::ALL.iter().map(|value| value.name()).collect())
    };
}

/// The kinds of a role that are no elements of their own.
fn kinds(role: Role) -> Vec<&'static str> {
    let own = [Kind::Heading, Kind::Question];
    let kinds = Kind::ALL.iter().filter(|kind| kind.role() == role && !own.contains(kind));
    kinds.map(|kind| kind.name()).collect()
}

fn unit<'t>(tree: &'t Tree, node: &Node) -> Option<&'t Unit> {
    tree.argument.units.get(node.unit?)
}

const KIND: Read = |tree, node| Some(unit(tree, node)?.kind.name());
const TARGET: Read = |_, node| node.target.as_deref();
const DEAD: &str = "a mark without a note, a note without a mark, an address that is empty or malformed";
const LEVELS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// Every attribute.
pub static ATTRIBUTES: [Attribute; 16] = [
    attribute("kind", CLAIM, Values::Of(|| kinds(Role::Claim)), "what sort of claim", KIND),
    attribute("kind", EVIDENCE, Values::Of(|| kinds(Role::Evidence)), "what sort of evidence", KIND),
    attribute("kind", CALL_TO_ACTION, Values::Of(|| kinds(Role::CallToAction)), "who is called upon", KIND),
    attribute("kind", OTHER, Values::Of(|| kinds(Role::Other)), "what sort of other unit", KIND),
    attribute("kind", SLIP, names!(SlipKind), "what does not agree, or is left open", TARGET),
    attribute("certainty", CLAIM, names!(Certainty), "how firmly it is put", |tree, node| {
        unit(tree, node)?.certainty.map(Certainty::name)
    }),
    attribute("thesis", CLAIM.or(CALL_TO_ACTION), Values::Flag, "it is what the article argues", |tree, node| {
        unit(tree, node)?.thesis.then_some("")
    }),
    attribute("source", EVIDENCE, names!(Attribution), "who answers for it", |tree, node| {
        unit(tree, node)?.source.map(Attribution::name)
    }),
    attribute("dated", EVIDENCE, Values::Flag, "it names a date", |tree, node| unit(tree, node)?.dated.then_some("")),
    attribute("actor", CALL_TO_ACTION, names!(Actor), "who is to act", |tree, node| {
        unit(tree, node)?.actor.map(Actor::name)
    }),
    attribute("level", HEADING, Values::Of(|| LEVELS.to_vec()), "1 is the highest", |_, node| {
        LEVELS.get(usize::from(node.level?.checked_sub(1)?)).copied()
    }),
    attribute("voice", SECTION, names!(Voice), "who speaks in it", |tree, node| {
        Some(tree.argument.sections.get(node.section?)?.voice.name())
    }),
    attribute("href", LINK, Values::Text, "where it leads", TARGET),
    attribute("label", FOOTNOTE.or(NOTE), Values::Text, "the label of the note", TARGET),
    attribute("dead", LINK.or(FOOTNOTE).or(NOTE), Values::Flag, DEAD, |_, node| node.dead.then_some("")),
    attribute("language", ARTICLE, names!(Language), "language and script", |tree, _| {
        Some(tree.argument.language.name())
    }),
];

/// What stands in the brackets of a pseudo-class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// There are no brackets.
    None,
    /// A place in a series: `2`, `odd`, `2n+1`.
    Formula,
    /// One selector or several.
    Selector,
    /// A number, then one selector or several.
    Count,
}

/// What a pseudo-class asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// What CSS says: the `selectors` crate answers.
    Css,
    /// Evidence supports it.
    Supported,
    /// Its source is named or linked.
    Sourced,
    /// It stands in quotation marks.
    Quoted,
    /// Another unit restates it.
    Restated,
    /// It is said three times, or twice in a row.
    Refrain,
    /// Its role is certain.
    Sure,
    /// It supports one of S.
    Supports,
    /// One of S supports it.
    SupportedBy,
    /// Something supports it, and all that does is of S.
    OnlySupportedBy,
    /// One of S supports it, or supports what supports it, and so on.
    RestsOn,
    /// It attacks one of S.
    Attacks,
    /// One of S attacks it.
    AttackedBy,
    /// It restates one of S.
    Restates,
    /// One of S restates it.
    RestatedBy,
    /// The next unit is of S.
    Next,
    /// The previous unit is of S.
    Previous,
    /// It holds none of S.
    Without,
    /// It holds more than that many of S.
    MoreThan,
    /// It holds fewer than that many of S.
    FewerThan,
    /// Another node of its section is of S.
    InSectionWith,
    /// A name that the table does not have; the checker has refused it.
    Unknown,
}

/// A pseudo-class.
#[derive(Debug)]
pub struct PseudoClass {
    /// Its name in selectors.
    pub name: &'static str,
    /// What stands in its brackets.
    pub argument: Argument,
    /// The elements on which it can be true.
    pub on: Set,
    /// What it asks.
    pub test: Test,
    /// When it is true, for the manual.
    pub doc: &'static str,
}

const fn plain(name: &'static str, on: Set, test: Test, doc: &'static str) -> PseudoClass {
    PseudoClass { name, argument: Argument::None, on, test, doc }
}

const fn function(name: &'static str, on: Set, test: Test, doc: &'static str) -> PseudoClass {
    PseudoClass { name, argument: Argument::Selector, on, test, doc }
}

const fn count(name: &'static str, test: Test, doc: &'static str) -> PseudoClass {
    PseudoClass { name, argument: Argument::Count, on: Set::ALL, test, doc }
}

const fn series(name: &'static str, doc: &'static str) -> PseudoClass {
    PseudoClass { name, argument: Argument::Formula, on: Set::ALL, test: Test::Css, doc }
}

/// Every pseudo-class. None is named like the pseudo-elements of CSS (`before`, `after`, `first-line`, `first-letter`),
/// which the crate reads in its own way.
pub static PSEUDO_CLASSES: [PseudoClass; 36] = [
    plain("supported", CLAIM.or(CALL_TO_ACTION), Test::Supported, "evidence supports it; claims do not count"),
    plain("sourced", EVIDENCE, Test::Sourced, "its source is named or linked"),
    plain("quoted", READING, Test::Quoted, "it stands wholly in quotation marks or in a block quotation"),
    plain("restated", READING, Test::Restated, "another unit restates it"),
    plain(
        "refrain",
        READING,
        Test::Refrain,
        "it is one of three or more that say the same, or of two that stand side by side",
    ),
    plain("sure", READING, Test::Sure, "its role is certain (p >= 0.90)"),
    function("supports", READING, Test::Supports, "it supports one of S"),
    function("supported-by", READING, Test::SupportedBy, "one of S supports it"),
    function("only-supported-by", READING, Test::OnlySupportedBy, "something supports it, and all that does is of S"),
    function("rests-on", READING, Test::RestsOn, "one of S supports it, or supports what supports it, and so on"),
    function("attacks", READING, Test::Attacks, "it attacks one of S"),
    function("attacked-by", READING, Test::AttackedBy, "one of S attacks it"),
    function("restates", READING, Test::Restates, "it restates one of S"),
    function("restated-by", READING, Test::RestatedBy, "one of S restates it"),
    function("next", READING, Test::Next, "the unit or heading behind it, wherever that stands, is of S"),
    function("previous", READING, Test::Previous, "the unit or heading before it, wherever that stands, is of S"),
    function("without", Set::ALL, Test::Without, "nothing inside it is of S"),
    count("more-than", Test::MoreThan, "more than n nodes inside it are of S"),
    count("fewer-than", Test::FewerThan, "fewer than n nodes inside it are of S"),
    function("in-section-with", ARTICLE.not(), Test::InSectionWith, "another node in its section is of S"),
    function(
        "has",
        Set::ALL,
        Test::Css,
        "S, seen from it, matches something: `:has(claim)` inside, `:has(> item)` directly",
    ),
    function("not", Set::ALL, Test::Css, "it is none of S"),
    function("is", Set::ALL, Test::Css, "it is one of S"),
    function("where", Set::ALL, Test::Css, "the same as `:is`"),
    plain("root", ARTICLE, Test::Css, "it is the article"),
    plain("empty", Set::ALL, Test::Css, "no node stands in it, though it has text"),
    plain("first-child", Set::ALL, Test::Css, "it is the first in its parent"),
    plain("last-child", Set::ALL, Test::Css, "it is the last in its parent"),
    plain("only-child", Set::ALL, Test::Css, "it is alone in its parent"),
    plain("first-of-type", Set::ALL, Test::Css, "it is the first of its element in its parent"),
    plain("last-of-type", Set::ALL, Test::Css, "it is the last of its element in its parent"),
    plain("only-of-type", Set::ALL, Test::Css, "it is the only one of its element in its parent"),
    series("nth-child", "its place in its parent; `:nth-child(2 of S)` counts S alone"),
    series("nth-last-child", "the same, counted from the end"),
    series("nth-of-type", "its place among those of its element in its parent"),
    series("nth-last-of-type", "the same, counted from the end"),
];

/// The pseudo-class called `name`.
#[must_use]
pub fn pseudo_class(name: &str) -> Option<&'static PseudoClass> {
    PSEUDO_CLASSES.iter().find(|class| class.name == name)
}

/// What selectors may say, as Markdown tables for the manual.
#[must_use]
pub fn reference() -> String {
    let mut out = String::from("| element | stands in | what it is |\n|---|---|---|\n");
    for Element { name, parents, doc, .. } in &ELEMENTS {
        let parents = if parents.is_empty() { String::new() } else { parents.names() };
        let _ = writeln!(out, "| `{name}` | {parents} | {doc} |");
    }
    out.push_str("\n| attribute | on | values | what it says |\n|---|---|---|---|\n");
    for attribute in &ATTRIBUTES {
        let Attribute { name, on, doc, .. } = attribute;
        let values = match attribute.values {
            Values::Flag => format!("`[{name}]`: there or not"),
            Values::Text => "any text".to_owned(),
            Values::Of(list) => list().join(", "),
        };
        let _ = writeln!(out, "| `{name}` | {} | {values} | {doc} |", on.names());
    }
    out.push_str("\n| pseudo-class | on | true where |\n|---|---|---|\n");
    for PseudoClass { name, argument, on, doc, .. } in &PSEUDO_CLASSES {
        let brackets = match argument {
            Argument::None => "",
            Argument::Formula => "(2n+1)",
            Argument::Selector => "(S)",
            Argument::Count => "(n, S)",
        };
        let on = match *on {
            Set::ALL => "anything".to_owned(),
            READING => "units and headings".to_owned(),
            on if on == ARTICLE.not() => "anything but the article".to_owned(),
            on => on.names(),
        };
        let _ = writeln!(out, "| `:{name}{brackets}` | {on} | {doc} |");
    }
    out
}
