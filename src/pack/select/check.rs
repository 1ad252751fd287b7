//! Refuses selectors that can never match: unknown names and values, attributes and pseudo-classes on the wrong element,
//! elements where they never stand, and forms of CSS that mean something else than they seem to.
//!
//! The checker keeps, for each part of a selector, the set of elements that it may still match, and walks the parts in
//! the order of the text. The parser gives no positions for pseudo-classes, so their names are taken from the scan in the
//! same order.

use crate::model::span::Span;
use crate::pack::select::SelectError;
use crate::pack::select::near;
use crate::pack::select::parser::{Language, List, Name, Pseudo};
use crate::pack::select::room::{Room, Scene};
use crate::pack::select::scan::{self, Lexeme};
use crate::pack::select::schema::{self, ATTRIBUTES, Argument, Attribute, Test, Values};
use crate::pack::select::set::{HEADING, LIST, NOTE, PARAGRAPH, QUOTE, SECTION, SENTENCE, Set, TABLE, UNITS};
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, ParsedAttrSelectorOperation, ParsedCaseSensitivity};
use selectors::parser::{Combinator, Component, NthSelectorData, NthType, Selector};

/// The longest chain of combinators in one selector: the matcher recurses along it.
const MAX_STEPS: usize = 32;
/// What stands in a section behind its heading.
const BLOCKS: Set = PARAGRAPH.or(LIST).or(QUOTE).or(TABLE).or(NOTE);

type Part = Component<Language>;
type Operation<'p> = Option<AttrSelectorOperation<&'p Name>>;

/// Unknown pseudo-classes, and brackets that are missing or too much.
pub fn pseudo_names(text: &str, lexemes: &[Lexeme]) -> Vec<SelectError> {
    let message = |(span, brackets): (Span, bool)| {
        let name = span.of(text);
        let message = match schema::pseudo_class(name) {
            None => near::unknown_pseudo_class(name),
            Some(class) if (class.argument != Argument::None) == brackets => return None,
            Some(_) if brackets => format!("`:{name}` takes no brackets"),
            Some(class) => format!("`:{name}` takes brackets: `{}`", near::example(class)),
        };
        Some(SelectError { span, message })
    };
    scan::pseudo_names(text, lexemes).filter_map(message).collect()
}

/// Everything in `list`, parsed from `text`, that can never match or does not mean what it seems to.
pub fn check(text: &str, lexemes: &[Lexeme], list: &List) -> Vec<SelectError> {
    let pseudos = scan::pseudo_names(text, lexemes).map(|(span, _)| span).collect();
    let mut checker = Checker { text, pseudos, next: 0, errors: Vec::new() };
    checker.list(list.slice(), Room::FREE, Scene::ANYWHERE);
    checker.errors
}

struct Checker<'s> {
    text: &'s str,
    pseudos: Vec<Span>,
    next: usize,
    errors: Vec<SelectError>,
}

impl Checker<'_> {
    /// Checks every selector of a list; `room` is what its last part may match. Gives what the list may match.
    fn list(&mut self, selectors: &[Selector<Language>], room: Room, scene: Scene) -> Set {
        selectors.iter().fold(Set::NONE, |all, selector| all.or(self.selector(selector, room, Set::ALL, scene)))
    }

    /// Checks one selector; `anchor` is what a relative one starts from.
    fn selector(&mut self, selector: &Selector<Language>, room: Room, anchor: Set, mut scene: Scene) -> Set {
        // The crate keeps the last compound first; within a compound the parts stand as in the text.
        let raw = selector.iter_raw_match_order().as_slice();
        let compounds: Vec<&[Part]> = raw.split(Component::is_combinator).rev().collect();
        let mut combinators = raw.iter().rev().filter_map(Component::as_combinator);
        if compounds.len() > MAX_STEPS {
            let span = self.span_of(compounds[0]);
            self.report(span, format!("the selector takes more than {MAX_STEPS} steps"));
        }
        let mut left: Option<Set> = None;
        for (index, parts) in compounds.iter().enumerate() {
            let mut rooms = vec![];
            let (span, errors) = (self.span_of(parts), self.errors.len());
            let mut is_trap = false;
            if let Some(left) = left
                && let Some(combinator) = combinators.next()
            {
                scene.in_sentence |= left.is_within(SENTENCE);
                scene.parents = if combinator == Combinator::Child { left } else { Set::ALL };
                is_trap = combinator.is_sibling() && left.is_within(UNITS) && !scene.in_sentence;
                rooms.push(Room::step(left, combinator));
            }
            if index + 1 == compounds.len() {
                rooms.push(room);
            }
            let anchored = matches!(parts, [Component::RelativeSelectorAnchor]);
            left = Some(if anchored { anchor } else { self.compound(parts, &rooms, scene) });
            if is_trap && self.errors.len() == errors {
                self.report_siblings(span);
            }
        }
        left.unwrap_or(Set::ALL)
    }

    /// Checks the parts between two combinators. Gives what they may match together, never nothing.
    fn compound(&mut self, parts: &[Part], rooms: &[Room], scene: Scene) -> Set {
        let mut set = rooms.iter().fold(Set::ALL, |set, room| set.and(room.set));
        if set.is_empty() {
            let span = self.span_of(parts);
            let room = rooms.iter().find(|room| room.set.is_empty()).or(rooms.first());
            self.report(span, room.unwrap_or(&Room::FREE).refusal("a node as this"));
            set = Set::ALL;
        }
        for part in parts {
            let before = self.errors.len();
            let (what, span, allowed) = self.part(part, set, scene);
            if set.intersects(allowed) {
                set = set.and(allowed);
            } else if self.errors.len() == before {
                let wall = rooms.iter().find(|room| !room.set.intersects(allowed));
                let belongs = || format!("{what} belongs to {}, not to {}", allowed.names(), set.names());
                self.report(span, wall.map_or_else(belongs, |room| room.refusal(&what)));
            }
        }
        set
    }

    /// Checks one part of a compound whose parts so far may match `set`. Gives its name, place and what it may match.
    fn part(&mut self, part: &Part, set: Set, scene: Scene) -> (String, Span, Set) {
        match part {
            Component::LocalName(name) => {
                let span = name.name.span(self.text);
                let element = schema::ELEMENTS.iter().find(|element| element.name == &*name.name.text);
                if element.is_none() {
                    self.report(span, near::unknown_element(&name.name.text));
                }
                (format!("`{}`", name.name.text), span, element.map_or(Set::ALL, |element| element.set))
            }
            Component::AttributeInNoNamespaceExists { local_name, .. } => self.attribute(local_name, None, set),
            Component::AttributeInNoNamespace { local_name, operator, value, case_sensitivity } => {
                let case_sensitivity = exact(*case_sensitivity);
                let operation = AttrSelectorOperation::WithValue { operator: *operator, case_sensitivity, value };
                self.attribute(local_name, Some(operation), set)
            }
            Component::AttributeOther(attribute) => {
                let operation = match &attribute.operation {
                    ParsedAttrSelectorOperation::Exists => None,
                    ParsedAttrSelectorOperation::WithValue { operator, case_sensitivity, value } => {
                        let case_sensitivity = exact(*case_sensitivity);
                        Some(AttrSelectorOperation::WithValue { operator: *operator, case_sensitivity, value })
                    }
                };
                self.attribute(&attribute.local_name, operation, set)
            }
            Component::ExplicitUniversalType => (String::new(), Span::default(), Set::ALL),
            _ => self.pseudo_class(part, set, scene),
        }
    }

    fn pseudo_class(&mut self, part: &Part, set: Set, scene: Scene) -> (String, Span, Set) {
        let whole = Span::new(0, self.text.len());
        let span = self.pseudos.get(self.next).copied().unwrap_or(whole);
        self.next += 1;
        let name = span.of(self.text);
        let mut allowed = schema::pseudo_class(name).map_or(Set::ALL, |class| class.on);
        let own = if set.intersects(allowed) { set.and(allowed) } else { set };
        match part {
            Component::Is(list) | Component::Where(list) => {
                allowed = self.list(list.slice(), Room::same(own), scene);
            }
            Component::Negation(list) => drop(self.list(list.slice(), Room::same(own), scene)),
            Component::Has(list) => {
                for relative in list {
                    self.selector(&relative.selector, Room::FREE, own, scene);
                }
            }
            Component::Nth(series) => self.series(span, series, own, scene),
            Component::NthOf(series) => {
                if own.is_within(UNITS) && !scene.in_sentence {
                    self.report_place(span, name);
                }
                self.list(series.selectors(), Room::same(own.siblings()), Scene::ANYWHERE);
            }
            Component::NonTSPseudoClass(class) => self.relation(span, class, own),
            Component::Host(Some(selector)) => drop(self.selector(selector, Room::FREE, Set::ALL, scene)),
            _ => {}
        }
        (format!("`:{name}`"), span, allowed)
    }

    /// Checks what stands in the brackets of a pseudo-class of ours.
    fn relation(&mut self, span: Span, class: &Pseudo, set: Set) {
        let Some(nested) = &class.list else { return };
        let room = match class.test {
            Test::Unknown => Room::FREE,
            Test::Without | Test::MoreThan | Test::FewerThan => Room::inside(set),
            Test::InSectionWith => Room::inside(SECTION),
            _ => Room::RELATED,
        };
        if class.test == Test::FewerThan && class.count == 0 {
            self.report(span, "nothing is fewer than 0".to_owned());
        }
        self.list(nested.list.slice(), room, Scene::ANYWHERE);
    }

    /// Refuses places in a series where they do not mean what they seem to.
    fn series(&mut self, span: Span, series: &NthSelectorData, set: Set, scene: Scene) {
        let name = span.of(self.text);
        if set.is_within(UNITS) && !scene.in_sentence {
            self.report_place(span, name);
        } else if matches!(series.ty, NthType::Child | NthType::OnlyChild)
            && set.is_within(BLOCKS)
            && scene.parents.intersects(SECTION)
        {
            let of_type = name.replace("child", "of-type");
            self.report(span, format!("`:{name}` counts the section's {} too: write `:{of_type}`", HEADING.names()));
        }
    }

    fn report_place(&mut self, span: Span, name: &str) {
        self.report(
            span,
            format!(
                "`:{name}` counts units inside one sentence only: put `sentence >` in front if that is meant; \
                 for the first of a paragraph write `sentence:first-child > :first-child`"
            ),
        );
    }

    fn report_siblings(&mut self, span: Span) {
        self.report(
            span,
            "`+` and `~` look at units inside one sentence only: write `:previous(S)` or `:next(S)` for neighbours in \
             the text, or put `sentence >` in front if the same sentence is meant"
                .to_owned(),
        );
    }

    /// Checks an attribute with its value, on a node that may be one of `set`.
    fn attribute(&mut self, name: &Name, operation: Operation, set: Set) -> (String, Span, Set) {
        let span = name.span(self.text);
        let what = format!("`[{}]`", name.text);
        let named = || ATTRIBUTES.iter().filter(|attribute| attribute.name == &*name.text);
        let all = named().fold(Set::NONE, |all, attribute| all.or(attribute.on));
        if all.is_empty() {
            self.report(span, near::unknown_attribute(&name.text));
            return (what, span, Set::ALL);
        }
        let Some(operation) = operation.filter(|_| set.intersects(all)) else { return (what, span, all) };
        let AttrSelectorOperation::WithValue { value, .. } = &operation else { return (what, span, all) };
        let here = named().filter(|attribute| attribute.on.intersects(set));
        let admits = |attribute: &&Attribute| match attribute.values {
            Values::Flag => false,
            Values::Text => true,
            Values::Of(list) => list().into_iter().any(|known| operation.eval_str(known)),
        };
        let fitting = here.clone().filter(admits).fold(Set::NONE, |all, attribute| all.or(attribute.on));
        if fitting.is_empty() {
            let elsewhere = named().find(admits).map(|attribute| attribute.on);
            let message = value_message(&name.text, &value.text, &here.collect::<Vec<_>>(), elsewhere);
            self.report(value.span(self.text), message);
            return (what, span, all);
        }
        (what, span, fitting)
    }

    /// Where a compound begins.
    fn span_of(&self, parts: &[Part]) -> Span {
        let named = parts.iter().find(|part| !matches!(part, Component::ExplicitUniversalType));
        let whole = Span::new(0, self.text.len());
        match named {
            Some(Component::LocalName(name)) => name.name.span(self.text),
            Some(
                Component::AttributeInNoNamespaceExists { local_name, .. }
                | Component::AttributeInNoNamespace { local_name, .. },
            ) => local_name.span(self.text),
            Some(_) => self.pseudos.get(self.next).copied().unwrap_or(whole),
            None => whole,
        }
    }

    fn report(&mut self, span: Span, message: String) {
        self.errors.push(SelectError { span, message });
    }
}

/// What to say about a value that none of the attributes `here` has; those of `elsewhere` have it.
fn value_message(name: &str, value: &str, here: &[&Attribute], elsewhere: Option<Set>) -> String {
    let on = here.iter().fold(Set::NONE, |all, attribute| all.or(attribute.on)).names();
    let known: Vec<&str> = here.iter().flat_map(|attribute| attribute.list()).collect();
    let fault = format!("`{name}` of {on} is never `{value}`");
    if known.is_empty() {
        return format!("`{name}` has no value: write `[{name}]`");
    }
    if let Some(set) = elsewhere {
        return format!("{fault}, but that of {} may be", set.names());
    }
    if schema::ELEMENTS.iter().any(|element| element.name == value) {
        return format!("{fault}: `{value}` is an element");
    }
    if value.contains(' ') {
        let each: Vec<String> = value.split_whitespace().map(|one| format!("[{name}={one}]")).collect();
        return format!("{fault}, which has one value: for one of several write `:is({})`", each.join(", "));
    }
    match near::nearest(value, known.iter().copied()) {
        Some(near) => format!("{fault}: did you mean `{near}`?"),
        None => format!("{fault}: there are {}", known.join(", ")),
    }
}

fn exact(sensitivity: ParsedCaseSensitivity) -> CaseSensitivity {
    match sensitivity {
        ParsedCaseSensitivity::AsciiCaseInsensitive => CaseSensitivity::AsciiCaseInsensitive,
        _ => CaseSensitivity::CaseSensitive,
    }
}
