//! What the `selectors` crate needs to parse our selectors: the types of names and pseudo-classes, and the hooks that read
//! the pseudo-classes which CSS does not have.

use crate::model::span::Span;
use crate::pack::select::schema::{self, Argument, Test};
use cssparser::{BasicParseError, ParseError, Parser as Input, ToCss};
use precomputed_hash::PrecomputedHash;
use selectors::parser::{NonTSPseudoClass, ParseRelative, Parser, PseudoElement, SelectorImpl, SelectorParseErrorKind};
use std::cell::Cell;
use std::fmt;

/// A list of selectors in our language.
pub type List = selectors::SelectorList<Language>;

/// Our dialect, as the `selectors` crate sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language;

impl SelectorImpl for Language {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Name;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Name;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Name;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = Pseudo;
    type PseudoElement = NoPseudoElement;
}

/// A name or value. The parser gives no positions, but the text of a name that has no escapes is a piece of the selector,
/// so its address tells where it stands.
#[derive(Clone, Debug, Default)]
pub struct Name {
    /// The name.
    pub text: Box<str>,
    address: usize,
}

impl Name {
    /// Where the name stands in `source`, the text that it was parsed from; the whole of `source` for a name that was
    /// made up on the way.
    pub fn span(&self, source: &str) -> Span {
        let start = self.address.wrapping_sub(source.as_ptr().addr());
        let span = Span { start, end: start.saturating_add(self.text.len()) };
        if span.end <= source.len() && span.of(source) == &*self.text { span } else { Span::new(0, source.len()) }
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Name {}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self { text: text.into(), address: text.as_ptr().addr() }
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        dest.write_str(&self.text)
    }
}

impl PrecomputedHash for Name {
    /// Hashes only feed filters that [`element`](crate::pack::select::element) leaves empty.
    fn precomputed_hash(&self) -> u32 {
        0
    }
}

/// The tree has no pseudo-elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPseudoElement {}

impl PseudoElement for NoPseudoElement {}

impl ToCss for NoPseudoElement {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

/// A pseudo-class that CSS does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pseudo {
    /// What it asks.
    pub test: Test,
    /// The number in its brackets; 0 where there is none.
    pub count: u32,
    /// The selectors in its brackets.
    pub list: Option<Nested>,
}

/// The selectors in the brackets of a pseudo-class of ours. They are matched afresh, so that `:has()` may stand in them
/// even where the pseudo-class itself stands in a `:has()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nested {
    /// The list's number within the whole selector, from 0; answers are remembered under it.
    pub id: usize,
    /// The selectors.
    pub list: List,
}

impl NonTSPseudoClass for Pseudo {
    fn is_active_or_hover(&self) -> bool {
        false
    }

    fn is_user_action_state(&self) -> bool {
        false
    }
}

impl ToCss for Pseudo {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        let name = schema::PSEUDO_CLASSES.iter().find(|class| class.test == self.test).map_or("?", |class| class.name);
        write!(dest, ":{name}")?;
        let Some(nested) = &self.list else { return Ok(()) };
        dest.write_char('(')?;
        if matches!(self.test, Test::MoreThan | Test::FewerThan) {
            write!(dest, "{}, ", self.count)?;
        }
        for (index, selector) in nested.list.slice().iter().enumerate() {
            dest.write_str(if index == 0 { "" } else { ", " })?;
            selector.to_css(dest)?;
        }
        dest.write_char(')')
    }
}

/// Why a selector could not be parsed.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The crate's own reason.
    Syntax(SelectorParseErrorKind),
    /// No number where a pseudo-class counts.
    Count,
}

impl From<SelectorParseErrorKind> for Fault {
    fn from(kind: SelectorParseErrorKind) -> Self {
        Self::Syntax(kind)
    }
}

/// The hooks of the parser. A name that the table does not have is read as [`Test::Unknown`], so that one misspelt name
/// does not hide the other mistakes.
#[derive(Default)]
pub struct Reader {
    lists: Cell<usize>,
}

impl Reader {
    /// Parses `text`; also gives how many lists stand in brackets of pseudo-classes of ours.
    ///
    /// # Errors
    /// The reason why it is no selector, without its place.
    pub fn parse(text: &str) -> Result<(List, usize), ParseError<Fault>> {
        let reader = Self::default();
        let list = Input::new(text).parse_entirely(|input| List::parse(&reader, input, ParseRelative::No))?;
        Ok((list, reader.lists.get()))
    }

    fn nested(&self, input: &mut Input<'_>) -> Result<Nested, ParseError<Fault>> {
        let list = List::parse(self, input, ParseRelative::No)?;
        let id = self.lists.replace(self.lists.get() + 1);
        Ok(Nested { id, list })
    }
}

impl<'i> Parser<'i> for Reader {
    type Impl = Language;
    type Error = Fault;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    /// A misspelt name inside `:is()` would match nothing and say nothing.
    fn allow_forgiving_selectors(&self) -> bool {
        false
    }

    fn parse_non_ts_pseudo_class(&self, name: &str) -> Result<Pseudo, ParseError<Fault>> {
        let known = schema::pseudo_class(name).filter(|class| class.argument == Argument::None);
        Ok(Pseudo { test: known.map_or(Test::Unknown, |class| class.test), count: 0, list: None })
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        input: &mut Input<'i>,
        _after_part: bool,
    ) -> Result<Pseudo, ParseError<Fault>> {
        let known = schema::pseudo_class(name).filter(|class| class.argument != Argument::None);
        let mut number = 0;
        if known.is_some_and(|class| class.argument == Argument::Count) {
            number = count(input).map_err(|_| ParseError::custom(Fault::Count))?;
        }
        let list = Some(self.nested(input)?);
        Ok(Pseudo { test: known.map_or(Test::Unknown, |class| class.test), count: number, list })
    }
}

/// A whole number, not below 0, and the comma behind it.
fn count(input: &mut Input<'_>) -> Result<u32, BasicParseError> {
    let number = input.expect_integer()?;
    input.expect_comma()?;
    u32::try_from(number).map_err(|_| BasicParseError::unexpected_token())
}
