//! Sets of elements, and what may stand where: the checker reckons with them.

use crate::pack::select::schema::{ELEMENTS, Element};

/// A set of elements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Set(u32);

impl Set {
    /// No element.
    pub const NONE: Self = Self(0);
    /// Every element.
    pub const ALL: Self = Self((1 << ELEMENTS.len()) - 1);

    pub(super) const fn only(number: u32) -> Self {
        Self(1 << number)
    }

    /// The elements of either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The elements that are not in the set.
    #[must_use]
    pub const fn not(self) -> Self {
        Self(Self::ALL.0 & !self.0)
    }

    /// The elements of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether the sets share an element.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set holds no element.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the set holds at least one element, and none that `other` lacks.
    #[must_use]
    pub const fn is_within(self, other: Self) -> bool {
        self.0 != 0 && self.0 & !other.0 == 0
    }

    /// The elements in the order of the table.
    pub fn elements(self) -> impl Iterator<Item = &'static Element> {
        ELEMENTS.iter().filter(move |element| self.intersects(element.set))
    }

    /// The elements that may stand directly in one of these.
    #[must_use]
    pub fn children(self) -> Self {
        let inside = ELEMENTS.iter().filter(|element| element.parents.intersects(self));
        inside.fold(Self::NONE, |all, element| all.or(element.set))
    }

    /// The elements that may stand inside one of these, at any depth.
    #[must_use]
    pub fn descendants(self) -> Self {
        let mut found = self.children();
        loop {
            let wider = found.or(found.children());
            if wider == found {
                return found;
            }
            found = wider;
        }
    }

    /// The elements that may stand beside one of these, under the same parent.
    #[must_use]
    pub fn siblings(self) -> Self {
        self.elements().fold(Self::NONE, |all, element| all.or(element.parents)).children()
    }

    /// The names as a list for a sentence: `claim, evidence or question`.
    #[must_use]
    pub fn names(self) -> String {
        let names: Vec<&str> = self.elements().map(|element| element.name).collect();
        match names.split_last() {
            None => "nothing".to_owned(),
            Some((last, [])) => (*last).to_owned(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        }
    }
}

/// `article`.
pub const ARTICLE: Set = Set::only(0);
/// `section`.
pub const SECTION: Set = Set::only(1);
/// `heading`.
pub const HEADING: Set = Set::only(2);
/// `paragraph`.
pub const PARAGRAPH: Set = Set::only(3);
/// `row`.
pub const ROW: Set = Set::only(4);
/// `quote`.
pub const QUOTE: Set = Set::only(5);
/// `list`.
pub const LIST: Set = Set::only(6);
/// `item`.
pub const ITEM: Set = Set::only(7);
/// `table`.
pub const TABLE: Set = Set::only(8);
/// `note`.
pub const NOTE: Set = Set::only(9);
/// `sentence`.
pub const SENTENCE: Set = Set::only(10);
/// `claim`.
pub const CLAIM: Set = Set::only(11);
/// `evidence`.
pub const EVIDENCE: Set = Set::only(12);
/// `call-to-action`.
pub const CALL_TO_ACTION: Set = Set::only(13);
/// `question`.
pub const QUESTION: Set = Set::only(14);
/// `other`.
pub const OTHER: Set = Set::only(15);
/// `link`.
pub const LINK: Set = Set::only(16);
/// `footnote`.
pub const FOOTNOTE: Set = Set::only(17);
/// `slip`.
pub const SLIP: Set = Set::only(18);
/// What holds blocks, below sections.
pub const CONTAINERS: Set = QUOTE.or(LIST).or(ITEM).or(TABLE).or(NOTE);
/// What stands in sentences and has a role.
pub const UNITS: Set = CLAIM.or(EVIDENCE).or(CALL_TO_ACTION).or(QUESTION).or(OTHER);
/// What relations may hold between.
pub const READING: Set = UNITS.or(HEADING);
/// What holds paragraphs.
pub const FLOW: Set = SECTION.or(QUOTE).or(ITEM).or(NOTE);
