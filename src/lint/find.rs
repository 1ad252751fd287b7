//! What one page finds in one text.

use crate::lint::excuse::Excuses;
use crate::lint::matching::{Ready, matches};
use crate::lint::scene::{Scene, union};
use crate::model::span::Span;
use crate::pack::page::Page;
use crate::pack::select::tree::{Node, Tree};

/// Something that a page found. Spans count bytes of the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it stands; never wider than a unit.
    pub span: Span,
    /// Its unit; none where it is about a node that is more than a unit.
    pub unit: Option<usize>,
    /// The selected node; for a match, its unit.
    pub node: Span,
    /// Whether words were matched; else the node itself is the finding.
    pub is_match: bool,
    /// The number of the page's variant that says what is wrong; none: the page's own messages.
    pub variant: Option<usize>,
}

/// The findings of `page`, sorted by place.
pub fn findings(page: &Page, tree: &Tree, scene: &Scene) -> Vec<Finding> {
    let ready: Vec<Ready> = page.patterns.iter().map(Ready::new).collect();
    // Most pages have no word in a text: then nothing needs to be selected.
    let mut places = Vec::new();
    for pattern in &ready {
        pattern.places(scene, &mut places);
    }
    let nodes = match (ready.is_empty(), places.is_empty()) {
        (true, _) => page.select.find(tree),
        (false, true) => return Vec::new(),
        (false, false) => page.select.find_at(tree, &union(places)),
    };
    let nodes = nodes.into_iter().filter_map(|id| tree.nodes.get(id));
    let mut found: Vec<Finding> = if ready.is_empty() {
        nodes.filter_map(|node| place(node, scene)).collect()
    } else {
        let spans = matches(&ready, scene, nodes.map(|node| node.span)).into_iter();
        // Lists know of guards already, and a page may look for the words of a guarding list itself.
        let by_lists = ready.iter().all(|pattern| matches!(pattern, Ready::List(_)));
        spans
            .filter(|span| by_lists || !scene.is_guarded(*span))
            .filter(|span| page.quoted || !scene.is_hidden(span.start))
            .filter_map(|span| in_unit(span, scene))
            .collect()
    };
    found.sort_by_key(|finding| (finding.span, finding.unit, finding.node));
    found.dedup_by_key(|finding| (finding.span, finding.unit));
    let mut excuses = Excuses::new(page);
    found.retain(|finding| !excuses.excuse(scene, finding));
    vary(page, tree, scene, &mut found);
    found
}

/// Gives each finding the first variant of `page` that fits it.
fn vary(page: &Page, tree: &Tree, scene: &Scene, found: &mut [Finding]) {
    if found.is_empty() {
        return;
    }
    for (index, variant) in page.variants.iter().enumerate() {
        let selected = variant.select.as_ref().map(|select| Cover::new(select.find(tree), tree));
        let patterns: Vec<Ready> = variant.patterns.iter().map(Ready::new).collect();
        for finding in found.iter_mut().filter(|finding| finding.variant.is_none()) {
            let stands = selected.as_ref().is_none_or(|cover| cover.holds(finding.node));
            let mut words = Vec::new();
            if stands {
                for pattern in &patterns {
                    pattern.find(scene, finding.span, &mut words);
                }
            }
            let fits = stands && (patterns.is_empty() || !words.is_empty());
            finding.variant = fits.then_some(index);
        }
    }
}

/// Nodes in document order, each with the furthest end up to there, so that one look tells whether a place lies in a node.
struct Cover(Vec<Span>);

impl Cover {
    fn new(nodes: Vec<usize>, tree: &Tree) -> Self {
        let mut spans: Vec<Span> =
            nodes.into_iter().filter_map(|id| tree.nodes.get(id)).map(|node| node.span).collect();
        spans.sort_unstable();
        let mut furthest = 0;
        for span in &mut spans {
            furthest = furthest.max(span.end);
            span.end = furthest;
        }
        Self(spans)
    }

    /// Whether `place` lies in one of the nodes.
    fn holds(&self, place: Span) -> bool {
        let upto = self.0.partition_point(|span| span.start <= place.start);
        upto.checked_sub(1).is_some_and(|last| self.0[last].end >= place.end)
    }
}

/// Matched words, cut at the end of the unit in which they begin.
fn in_unit(span: Span, scene: &Scene) -> Option<Finding> {
    let id = scene.unit_at(span.start)?;
    let unit = scene.argument.units[id].span;
    let span = Span::new(span.start, span.end.min(unit.end));
    Some(Finding { span, unit: Some(id), node: unit, is_match: true, variant: None })
}

/// Where a finding about `node` itself stands: a unit or heading at its unit; a link, footnote or slip at its own bytes within
/// its unit; a section at its heading; anything else, and a section without one, at the first unit in it (an article's is
/// its title, if it has one). Nothing is found in a node without units.
fn place(node: &Node, scene: &Scene) -> Option<Finding> {
    let units = &scene.argument.units;
    if let Some(id) = node.unit.filter(|&id| id < units.len()) {
        return Some(Finding { span: units[id].span, unit: Some(id), node: node.span, is_match: false, variant: None });
    }
    if matches!(node.element, "link" | "footnote" | "slip") {
        let id = scene.unit_at(node.span.start).or_else(|| scene.unit_at(node.span.start.saturating_sub(1)))?;
        let span = Span::new(node.span.start, node.span.end.min(units[id].span.end));
        let span = if span.is_empty() { units[id].span } else { span };
        return Some(Finding { span, unit: Some(id), node: node.span, is_match: false, variant: None });
    }
    let heading = node.section.filter(|_| node.element == "section").and_then(|id| scene.heading_unit(id));
    let id = heading.or_else(|| scene.first_unit(node.span))?;
    Some(Finding { span: units[id].span, unit: None, node: node.span, is_match: false, variant: None })
}
