//! The shape of the tree.

use super::{Draft, cycling};
use crate::model::argument::{RelationKind, Voice};
use crate::model::article::BlockKind;
use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use crate::pack::select::schema::ELEMENTS;
use crate::pack::select::tree::Tree;

fn outline(draft: &Draft) -> String {
    let tree = Tree::new(&draft.article, &draft.argument);
    let mut out = String::new();
    for node in &tree.nodes {
        let mut depth = 0;
        let mut at = node.parent;
        while let Some(parent) = at {
            depth += 1;
            at = tree.nodes[parent].parent;
        }
        out.push_str(&" ".repeat(depth));
        out.push_str(node.element);
        out.push('\n');
    }
    out
}

/// What must hold of every tree.
fn check(draft: &Draft) {
    let tree = Tree::new(&draft.article, &draft.argument);
    for (id, node) in tree.nodes.iter().enumerate() {
        let element = ELEMENTS.iter().find(|element| element.name == node.element).unwrap();
        assert_eq!(node.parent.is_none(), id == 0);
        assert!(node.end > id && node.end <= tree.nodes.len());
        if let Some(parent) = node.parent {
            assert!(tree.inside(parent).contains(&id));
            assert!(
                element.parents.intersects(tree.nodes[parent].kind),
                "{} in {}",
                node.element,
                tree.nodes[parent].element
            );
            let first = node.previous.is_none();
            assert_eq!(first, id == parent + 1);
        }
        if let Some(next) = node.next {
            assert_eq!((tree.nodes[next].previous, tree.nodes[next].parent), (Some(id), node.parent));
            assert_eq!(next, node.end);
        }
        assert!(node.span.end <= draft.argument.text.len());
    }
    for unit in 0..draft.argument.units.len() {
        assert!(tree.node_of(unit).is_some());
    }
}

#[test]
fn blocks_sentences_units_and_links_in_document_order() {
    let draft = cycling();
    check(&draft);
    let outline = outline(&draft);
    let first = "article\n section\n  heading\n  paragraph\n   sentence\n    claim\n   sentence\n    evidence\n     link\n     footnote\n    evidence\n section\n";
    assert!(outline.starts_with(first), "{outline}");
    assert!(outline.ends_with("  note\n   paragraph\n    sentence\n     evidence\n"), "{outline}");
}

#[test]
fn neighbours_and_relations_of_nodes() {
    let draft = cycling();
    let tree = Tree::new(&draft.article, &draft.argument);
    let node = |unit: usize| tree.node_of(unit).unwrap();
    assert_eq!(tree.next_unit(node(3)), Some(node(4)));
    assert_eq!(tree.previous_unit(node(5)), Some(node(4)));
    assert_eq!((tree.previous_unit(node(0)), tree.next_unit(node(14))), (None, None));
    assert_eq!(tree.targets(RelationKind::Supports, node(2)).collect::<Vec<_>>(), [node(1)]);
    assert_eq!(tree.sources(RelationKind::Supports, node(6)).collect::<Vec<_>>(), [node(7), node(12)]);
    assert_eq!(tree.sources(RelationKind::Attacks, node(6)).count(), 0);
    assert_eq!(tree.reading().len(), draft.argument.units.len());
}

#[test]
fn a_heading_of_two_units_is_one_node() {
    let mut draft = Draft::new();
    draft.section(Voice::Writer);
    draft.leaf(BlockKind::Heading(1), None, &[&[("other heading", "一问，")], &[("other heading", "一<答>")]]);
    draft.leaf(BlockKind::Paragraph, None, &[&[("claim fact plain", "桥很旧。")]]);
    draft.relate(RelationKind::Restates, &[(2, 1), (0, 1)]);
    let draft = draft.finish();
    check(&draft);
    let tree = Tree::new(&draft.article, &draft.argument);
    assert_eq!(tree.node_of(0), tree.node_of(1));
    assert_eq!(outline(&draft), "article\n section\n  heading\n   link\n  paragraph\n   sentence\n    claim\n");
    assert_eq!(draft.hits("heading:restated-by(claim)"), "u0");
    assert_eq!(draft.hits(":restates(heading)"), "u2");
}

#[test]
fn a_section_cuts_the_container_that_it_begins_in() {
    let mut draft = Draft::new();
    draft.section(Voice::Writer);
    let quote = draft.container(BlockKind::Quote, None);
    draft.leaf(BlockKind::Paragraph, Some(quote), &[&[("claim fact plain", "桥很旧。")]]);
    draft.section(Voice::Editor);
    draft.leaf(BlockKind::Paragraph, Some(quote), &[&[("claim value plain", "编按：桥很美。")]]);
    draft.leaf(BlockKind::Paragraph, None, &[&[("claim value plain", "真的。")]]);
    let draft = draft.finish();
    check(&draft);
    assert_eq!(draft.hits("section[voice=editor] claim"), "u1 u2");
    assert_eq!(draft.hits("section > quote > paragraph"), "paragraph1 paragraph2");
}

#[test]
fn deep_containers_are_cut_off_but_lose_nothing() {
    let mut draft = Draft::new();
    draft.section(Voice::Writer);
    let mut parent = None;
    for _ in 0..5_000 {
        parent = Some(draft.container(BlockKind::Quote, parent));
    }
    draft.leaf(BlockKind::Paragraph, parent, &[&[("claim fact plain", "桥很旧。")]]);
    draft.leaf(BlockKind::Paragraph, None, &[&[("claim fact plain", "路很新。")]]);
    let draft = draft.finish();
    check(&draft);
    assert_eq!(draft.hits("quote claim"), "u0");
    assert_eq!(draft.hits("quote:has(claim)").split(' ').count(), 32);
    assert_eq!(draft.hits("section > paragraph > sentence > claim"), "u1");
}

#[test]
fn strange_arguments_give_a_poorer_tree() {
    let mut draft = cycling();
    draft.argument.sections.clear();
    draft.argument.relations.iter_mut().for_each(|relation| relation.to = 99);
    draft.article.blocks[3].parent = Some(3);
    draft.article.blocks[4].parent = Some(900);
    let hits = draft.hits("claim:not(:rests-on(*)):not(:in-section-with(*))");
    assert_eq!(hits, "u1 u5 u6 u10 u12");
    draft.argument.sentences.reverse();
    let _ = draft.hits("claim");
    draft.argument.units.clear();
    draft.argument.sentences.clear();
    assert_eq!(draft.hits("claim, link, footnote"), "");
    assert_eq!(Draft::new().finish().hits("*"), "article");
}

#[test]
fn spans_count_bytes_of_the_folded_text() {
    let mut draft = Draft::new();
    draft.section(Voice::Writer);
    draft.leaf(BlockKind::Heading(1), None, &[&[("other heading", "\u{2f800}")]]);
    draft.leaf(BlockKind::Paragraph, None, &[&[("claim fact plain", "桥旧。")]]);
    let mut draft = draft.finish();
    // The title's letter takes four bytes, its fold three.
    draft.argument.text = "丽\n桥旧。\n".to_owned();
    draft.argument.map = OffsetMap::default();
    draft.argument.map.push(Span::new(0, 3), Span::new(0, 4));
    draft.argument.map.push(Span::new(3, 14), Span::new(4, 15));
    let tree = Tree::new(&draft.article, &draft.argument);
    let spans: Vec<(&str, Span)> = tree.nodes.iter().map(|node| (node.element, node.span)).collect();
    assert_eq!(spans[1], ("section", Span::new(0, 13)));
    assert_eq!(spans[2], ("heading", Span::new(0, 3)));
    assert_eq!(spans[3], ("paragraph", Span::new(4, 13)));
}
