//! What selectors find.

use super::{Draft, cycling};
use crate::model::argument::{RelationKind, Voice};
use crate::model::article::BlockKind;
use crate::pack::select::compile;
use crate::pack::select::schema::{ATTRIBUTES, PSEUDO_CLASSES, Values};
use crate::pack::select::tree::Tree;

fn finds(selector: &str, expected: &str) {
    assert_eq!(cycling().hits(selector), expected, "{selector}");
}

#[test]
fn the_ten_selectors_of_the_design() {
    finds("claim[kind=fact]:not([certainty=hedged]):not(:supported):not(:quoted)", "");
    finds("claim:not([certainty=hedged]):not(:supported):not(:quoted)", "u12");
    finds("section:has(claim):not(:has(evidence))", "section1");
    finds("evidence[kind=statistic]:not([source=named], [source=linked])", "");
    finds("evidence:not([source=named], [source=linked])", "u3");
    finds("evidence:not(:supports(claim, call-to-action))", "u14");
    finds("call-to-action:not(:rests-on(evidence))", "u9");
    finds("call-to-action:only-supported-by(claim:not(:supported-by(evidence)))", "");
    finds("call-to-action:only-supported-by(claim:supported-by(evidence))", "u8");
    finds("claim:only-supported-by(question)", "");
    finds("claim:supported-by(question)", "u6");
    finds("claim:attacks(claim):not(:attacked-by(*))", "u6");
    finds("section:more-than(2, claim):fewer-than(1, evidence)", "section1");
    finds("claim[certainty=strong]:not(:rests-on(evidence:is([source=named], [source=linked])))", "u12");
}

#[test]
fn elements_and_their_nesting() {
    finds("article", "article");
    finds("article > section", "section0 section1 section2");
    finds("heading", "u0 u4 u11");
    finds("section > paragraph", "paragraph1 paragraph3 paragraph4 paragraph13");
    finds("list > item > paragraph", "paragraph7 paragraph9");
    finds("quote claim", "u10");
    finds("note evidence", "u14");
    finds("sentence > claim", "u1 u5 u6 u10 u12");
    finds("claim, question", "u1 u5 u6 u7 u10 u12");
    finds("evidence > link, evidence > footnote", "link footnote");
    finds("heading ~ list > item:last-child", "item8");
    finds("evidence:has(> footnote)", "u2");
}

#[test]
fn attributes() {
    finds("[kind=thesis]", "u1");
    finds("[certainty=strong]", "u1 u12");
    finds("[certainty]", "u1 u5 u6 u10 u12");
    finds("[thesis]", "u1");
    finds("evidence[source=vague]", "u3");
    finds("evidence[dated]", "u2");
    finds("call-to-action[actor=none]", "u9");
    finds("call-to-action[kind=policy]", "u8");
    finds("other[kind=background]", "u13");
    finds("heading[level=\"2\"]", "u4 u11");
    finds("section[voice=editor] claim", "u12");
    finds("article[language|=zh]", "article");
    finds("[language=zh-Hant]", "");
    finds("link[href^=\"https://\"]", "link");
    finds("footnote[label='1']", "footnote");
    finds("[source~=named]", "u2");
}

#[test]
fn every_attribute_of_the_table_is_found() {
    let draft = cycling();
    for attribute in &ATTRIBUTES {
        let selector = format!("[{}]", attribute.name);
        assert!(!draft.hits(&selector).is_empty(), "{selector}");
        for value in attribute.list() {
            let selector = format!("{}[{}=\"{value}\"]", attribute.on.elements().next().unwrap().name, attribute.name);
            assert!(compile(&selector).is_ok(), "{selector}");
        }
        assert!(matches!(attribute.values, Values::Of(_)) != attribute.list().is_empty());
    }
}

#[test]
fn every_pseudo_class_of_the_table_compiles() {
    for class in &PSEUDO_CLASSES {
        let selector = super::super::near::example(class).replace('S', "*");
        assert!(compile(&selector).is_ok(), "{selector}");
        assert!(crate::pack::select::reference().contains(&format!("| `:{}", class.name)));
    }
}

#[test]
fn pseudo_classes_without_brackets() {
    finds(":supported", "u1 u5");
    finds(":sourced", "u2 u14");
    finds(":quoted", "u10");
    finds(":restated", "u1");
    finds("claim:not(:sure)", "u6");
    finds(":root", "article");
    finds("evidence:empty", "u3 u14");
}

#[test]
fn relations() {
    finds("*:supports(claim)", "u2 u3 u6 u7 u12");
    finds(":supported-by(evidence[source=named])", "u1");
    finds(":only-supported-by(evidence)", "u1 u5");
    finds(":rests-on(evidence)", "u1 u5 u8");
    finds(":rests-on(question)", "u6 u12");
    finds(":attacks(claim[kind=value])", "u6");
    finds(":attacked-by(:quoted)", "u1");
    finds(":restates([thesis])", "u12");
    finds(":restated-by(claim[certainty=strong])", "u1");
    finds(":next(evidence)", "u1 u2 u13");
    finds(":previous(heading)", "u1 u5 u12");
}

#[test]
fn what_stands_inside_and_beside() {
    finds("section:without(question)", "section0 section2");
    finds("section:more-than(1, claim)", "section1");
    finds("section:fewer-than(2, claim)", "section0 section2");
    finds("paragraph:more-than(0, link)", "paragraph1");
    finds("claim:in-section-with(evidence[source=linked])", "u12");
    finds("claim:in-section-with(claim)", "u5 u6 u10");
    finds("section:in-section-with(question)", "section1");
    finds("claim:not(:in-section-with(claim))", "u1 u12");
}

#[test]
fn places_in_a_series() {
    finds("section > paragraph:first-of-type", "paragraph1 paragraph3 paragraph13");
    finds("section > paragraph:last-of-type", "paragraph1 paragraph4 paragraph13");
    finds("sentence > claim:first-child", "u1 u5 u10 u12");
    finds("sentence > claim:nth-of-type(2)", "u6");
    finds("section:last-of-type > heading:first-child", "u11");
    finds("item:nth-child(odd)", "item6");
    finds("section > paragraph:nth-child(1 of paragraph)", "paragraph1 paragraph3 paragraph13");
    finds("section:nth-last-child(2)", "section1");
}

#[test]
fn has_may_stand_inside_relations_inside_has() {
    finds("section:has(call-to-action:supported-by(claim:not(:has(link))))", "section1");
    finds("section:has(claim:supported-by(:has(link)))", "section0");
    // The link is the evidence's, not the claim's: an anchor that leaked would find it.
    finds("sentence:has(claim:supported-by(claim:has(> link)))", "");
    finds("section:has(sentence:more-than(0, evidence:has(footnote)))", "section0");
}

#[test]
fn siblings_in_a_named_sentence() {
    finds("sentence > claim + claim", "u6");
    finds("sentence > evidence ~ evidence", "u3");
    finds("sentence:has(> claim + claim)", "sentence4");
}

#[test]
fn deep_relations_over_many_units_stay_quick() {
    let mut draft = Draft::new();
    draft.section(Voice::Writer);
    let count = 126;
    for _ in 0..count {
        draft.leaf(BlockKind::Paragraph, None, &[&[("claim fact plain", "桥很旧。")]]);
    }
    let pairs: Vec<(usize, usize)> =
        (0..count).flat_map(|from| (0..count).map(move |to| (from, to))).filter(|(from, to)| from != to).collect();
    draft.relate(RelationKind::Supports, &pairs);
    let draft = draft.finish();
    let nested = (0..8).fold("evidence".to_owned(), |inner, _| format!("claim:supported-by({inner})"));
    // Without remembered answers this would take 126^8 steps.
    assert_eq!(draft.hits(&nested), "");
}

#[test]
fn selectors_are_shared_between_threads() {
    fn is_shared<T: Send + Sync + Clone>() {}
    is_shared::<crate::pack::select::Select>();
    let select = compile("claim").unwrap();
    assert_eq!(format!("{select:?}"), "Select(\"claim\")");
    let draft = cycling();
    let tree = Tree::new(&draft.article, &draft.argument);
    let counts: Vec<usize> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| select.find(&tree).len())).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert_eq!(counts, [5; 4]);
}
