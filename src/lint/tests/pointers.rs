//! The other places that pages point at.

use super::{pack, read, settings};
use crate::lint::{Report, lint};
use crate::model::argument::{Attribution, Kind, Relation, RelationKind, Role};
use crate::parse::parse;

/// Six units in two sections: claim, evidence, claim | heading, claim, evidence, claim. The third restates the first, the fifth
/// the third; the second supports the first.
fn run(pages: &[(&str, &str)]) -> Report {
    let pack = pack(pages);
    let article = read("一句。二句。\n三句。\n#題目\n四句。五句。六句。");
    let mut argument = parse(&article, &pack.lexicons);
    let roles = [Role::Claim, Role::Evidence, Role::Claim, Role::Other, Role::Claim, Role::Evidence, Role::Claim];
    assert_eq!(argument.units.len(), roles.len());
    for (unit, role) in argument.units.iter_mut().zip(roles) {
        unit.role = role;
        unit.kind = match role {
            Role::Claim => Kind::Fact,
            Role::Evidence => Kind::Event,
            _ => unit.kind,
        };
        unit.source = (role == Role::Evidence).then_some(Attribution::Named);
    }
    let relation = |from, to, kind| Relation { from, to, kind };
    argument.relations = vec![
        relation(1, 0, RelationKind::Supports),
        relation(2, 0, RelationKind::Restates),
        relation(4, 2, RelationKind::Restates),
    ];
    lint(&pack, &settings(pages), &article, &argument)
}

/// What `related` shows with each claim: (words of the finding, words of the place, message).
fn shows(related: &str) -> Vec<(String, String, String)> {
    let report = run(&[("lint-a", &format!("select = \"claim\"\nrelated = [{related}]\n"))]);
    let words = |span: crate::model::span::Span| span.of(&report.source).trim_end_matches('。').to_owned();
    let shown = report.diagnostics.iter().flat_map(|found| {
        found.related.iter().map(move |place| (found.range.byte, place.range.byte, place.message.clone()))
    });
    shown.map(|(found, place, message)| (words(found), words(place), message)).collect()
}

#[track_caller]
fn points(related: &str, expected: &[(&str, &str)]) {
    let found = shows(&format!("{{ {related}, zh = \"看這裏\", en = \"look\" }}"));
    let found: Vec<(&str, &str)> = found.iter().map(|(from, to, _)| (from.as_str(), to.as_str())).collect();
    assert_eq!(found, expected, "{related}");
}

#[test]
fn each_way_leads_to_its_unit() {
    points("nearest = \"evidence\"", &[("一句", "二句"), ("三句", "二句"), ("四句", "五句"), ("六句", "五句")]);
    points("first = \"claim\"", &[("一句", "三句"), ("三句", "一句"), ("四句", "一句"), ("六句", "一句")]);
    points("previous = \"claim\"", &[("三句", "一句"), ("四句", "三句"), ("六句", "四句")]);
    points("next = \"claim, evidence\"", &[("一句", "二句"), ("三句", "四句"), ("四句", "五句")]);
}

#[test]
fn a_place_may_be_sought_near_by_only() {
    points(
        "first = \"claim\", within = \"section\"",
        &[("一句", "三句"), ("三句", "一句"), ("四句", "六句"), ("六句", "四句")],
    );
    points("nearest = \"evidence\", within = \"paragraph\"", &[("一句", "二句"), ("四句", "五句"), ("六句", "五句")]);
}

#[test]
fn a_place_may_be_linked_with_the_finding() {
    points("first = \"claim\", by = \"restates\"", &[("三句", "一句"), ("四句", "一句")]);
    points("nearest = \"claim\", by = \"restates\"", &[("三句", "一句"), ("四句", "三句")]);
    points("first = \"*\", by = \"restated-by\"", &[("一句", "三句"), ("三句", "四句")]);
    points("nearest = \"evidence\", by = \"supported-by\"", &[("一句", "二句")]);
    points("nearest = \"claim\", by = \"attacks\"", &[]);
}

#[test]
fn a_place_has_the_words_of_the_page_and_of_the_finding() {
    let found = shows("{ previous = \"evidence\", within = \"article\", zh = \"「{match}」之前\", en = \"before\" }");
    assert_eq!(found[0].2, "「三句。」之前");
    let report = run(&[("lint-a", "select = \"claim:not(:supported)\"\nrelated = []\n")]);
    assert!(report.diagnostics.iter().all(|found| found.related.is_empty()), "an empty list shows nothing");
}
