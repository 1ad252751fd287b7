//! A node as the `selectors` crate sees it while it matches.

use crate::model::span::Span;
use crate::pack::select::parser::{Language, List, Name, Nested, NoPseudoElement, Pseudo};
use crate::pack::select::relation;
use crate::pack::select::schema::ATTRIBUTES;
use crate::pack::select::set::Set;
use crate::pack::select::tree::{Node, NodeId, Tree};
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::{ElementSelectorFlags, matches_selector, matches_selector_list};
use selectors::{Element, OpaqueElement};
use std::cell::{Cell, OnceCell, RefCell};
use std::fmt;

/// What one run of a selector over one tree has found out about the lists in brackets. Without it, nested relations cost
/// the number of units to the power of their depth.
pub struct Memo {
    lists: Vec<ListMemo>,
}

/// What is known about one list.
#[derive(Default)]
struct ListMemo {
    /// Whether each node matches the list, as far as anybody asked.
    answers: OnceCell<Vec<Cell<Option<bool>>>>,
    /// What the pseudo-class that owns the list wants to know of the whole tree, a number a node.
    survey: OnceCell<Vec<usize>>,
    /// The crate's caches. They stay with the list: a list never stands inside itself.
    caches: RefCell<SelectorCaches>,
}

impl Memo {
    /// Nothing is known yet about `lists` lists.
    pub fn new(lists: usize) -> Self {
        let mut memo = Self { lists: Vec::new() };
        memo.lists.resize_with(lists, ListMemo::default);
        memo
    }
}

/// A node of a tree in one run of one selector.
#[derive(Clone, Copy)]
pub struct View<'t> {
    /// The tree.
    pub tree: &'t Tree<'t>,
    /// The node.
    pub id: NodeId,
    memo: &'t Memo,
}

impl<'t> View<'t> {
    /// The nodes of `tree` whose spans are `wanted` and that match `list`, in document order; `on` says which elements each
    /// selector of the list may match.
    pub fn find(
        list: &List,
        on: &[Set],
        tree: &'t Tree<'t>,
        memo: &'t Memo,
        mut wanted: impl FnMut(Span) -> bool,
    ) -> Vec<NodeId> {
        let mut caches = SelectorCaches::default();
        let mut context = context(&mut caches);
        let mut is_found = |id: NodeId| {
            let mut fitting = list.slice().iter().zip(on).filter(|(_, on)| on.intersects(tree.nodes[id].kind));
            let view = View { tree, id, memo };
            fitting.any(|(selector, _)| matches_selector(selector, 0, None, view, &mut context))
        };
        let any = on.iter().fold(Set::NONE, |any, on| any.or(*on));
        let nodes = tree.nodes.iter().enumerate().filter(|(_, node)| any.intersects(node.kind) && wanted(node.span));
        nodes.map(|(id, _)| id).filter(|&id| is_found(id)).collect()
    }

    /// Another node of the same run.
    pub fn at(self, id: NodeId) -> Self {
        Self { id, ..self }
    }

    /// Whether the node matches a list in brackets. It is matched in a context of its own: in the one at hand, `:has()`
    /// would still be anchored at the node that the outer selector looks at.
    pub fn matches(self, nested: &Nested) -> bool {
        let Some(memo) = self.memo.lists.get(nested.id) else { return false };
        let answers = memo.answers.get_or_init(|| vec![Cell::new(None); self.tree.nodes.len()]);
        if let Some(answer) = answers[self.id].get() {
            return answer;
        }
        let mut caches = memo.caches.take();
        let answer = matches_selector_list(&nested.list, self, &mut context(&mut caches));
        memo.caches.replace(caches);
        answers[self.id].set(Some(answer));
        answer
    }

    /// What `look` finds out about a list over the whole tree, a number a node; asked once a run. A list belongs to one
    /// pseudo-class, so one survey a list is enough.
    pub fn survey(self, nested: &Nested, look: impl FnOnce() -> Vec<usize>) -> usize {
        let Some(memo) = self.memo.lists.get(nested.id) else { return 0 };
        memo.survey.get_or_init(look).get(self.id).copied().unwrap_or_default()
    }

    /// The node.
    pub fn node(self) -> &'t Node {
        &self.tree.nodes[self.id]
    }
}

fn context(caches: &mut SelectorCaches) -> MatchingContext<'_, Language> {
    MatchingContext::new(
        MatchingMode::Normal,
        None,
        caches,
        QuirksMode::NoQuirks,
        NeedsSelectorFlags::No,
        MatchingForInvalidation::No,
    )
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.node().element, self.id)
    }
}

impl Element for View<'_> {
    type Impl = Language;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.node())
    }

    fn parent_element(&self) -> Option<Self> {
        self.node().parent.map(|id| self.at(id))
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.node().previous.map(|id| self.at(id))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.node().next.map(|id| self.at(id))
    }

    fn first_element_child(&self) -> Option<Self> {
        (self.id + 1 < self.node().end).then(|| self.at(self.id + 1))
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.node().element == &*name.text
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.node().kind == other.node().kind
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&Name>,
        name: &Name,
        operation: &AttrSelectorOperation<&Name>,
    ) -> bool {
        let node = self.node();
        let mut named = ATTRIBUTES.iter().filter(|attribute| attribute.name == &*name.text);
        let value = named.find(|attribute| attribute.on.intersects(node.kind));
        value.and_then(|attribute| (attribute.read)(self.tree, node)).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, class: &Pseudo, _: &mut MatchingContext<Language>) -> bool {
        relation::holds(*self, class)
    }

    fn is_empty(&self) -> bool {
        self.node().end == self.id + 1
    }

    fn is_root(&self) -> bool {
        self.id == 0
    }

    /// The filter costs more than it saves on trees of a few hundred nodes, so it gets nothing and never rejects.
    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn is_html_element_in_html_document(&self) -> bool {
        false
    }

    fn has_namespace(&self, _: &Name) -> bool {
        true
    }

    fn match_pseudo_element(&self, element: &NoPseudoElement, _: &mut MatchingContext<Language>) -> bool {
        match *element {}
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    /// Asks for links that may have been visited, which ours are not.
    fn is_link(&self) -> bool {
        false
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, _: &Name, _: CaseSensitivity) -> bool {
        false
    }

    fn has_class(&self, _: &Name, _: CaseSensitivity) -> bool {
        false
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }
}
