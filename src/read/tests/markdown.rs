//! Markdown, beyond what every format has: front matter, notes, references, tables, HTML, nesting, breaks.

use super::*;

#[test]
fn the_title_of_the_front_matter_is_that_of_the_article() {
    for (text, title, source) in [
        ("+++\ntitle = \"中文😀A\"\n+++\n內文。", "中文😀A", "中文😀A"),
        ("---\ndraft: true\ntitle: 中文😀A\n---\n內文。", "中文😀A", "中文😀A"),
        ("---\r\ntitle:  '中文😀A' \r\n---\r\n\r\n## 小題\r\n", "中文😀A", "中文😀A"),
        ("+++\ntitle = \"中\\\"文\\\\😀\\\"A\"\n+++\n- 內文", "中\"文\\😀\"A", "中\\\"文\\\\😀\\\"A"),
    ] {
        assert_eq!(leaves(&markdown(text))[0], (Heading(1), title, source), "{text}");
    }
    for text in [
        "+++\ntitle = \"甲\"\n+++\n# 乙\n",
        "---\ntitle: 甲\n---\n\n<!-- 註 -->\n\n乙\n===\n",
        "+++\n[seo]\ntitle = \"甲\"\n+++\n乙",
        "---\ntitle: >\n  甲\n---\n乙",
        "---\nsubtitle: 甲\ntitles: 丙\n---\n乙",
    ] {
        assert_eq!(markdown(text).prose, "乙\n", "{text}");
    }
    assert!(markdown("---\ntitle: 甲\n---\n").blocks.is_empty());
}

#[test]
fn notes_may_stand_anywhere_and_hold_blocks() {
    let text =
        "句[^註]又[^無]。\n\n> [^註]: 中文😀A\n>\n>     第二段，見[甲](u)。\n\n- 項[^2]\n\n[^2]:\n    - 一\n    - 二\n";
    let article = markdown(text);
    assert_eq!(article.prose, "句又[^無]。\n中文😀A\n第二段，見甲。\n項\n一\n二\n");
    let notes: Vec<_> =
        article.notes.iter().map(|note| (&*note.label, article.blocks[note.block].span.of(&article.prose))).collect();
    assert_eq!(notes, [("註", "中文😀A\n第二段，見甲。"), ("2", "一\n二")]);
    let targets: Vec<_> = article.links.iter().map(|link| (&*link.target, link.footnote)).collect();
    assert_eq!(targets, [("註", true), ("無", true), ("u", false), ("2", true)]);
}

#[test]
fn references_lead_where_they_are_defined() {
    let text = "[中文😀A][r]、[r][]、[R]、[無][x]、![圖][r]\n\n[r]: <https://a.example/a b> '題'\n";
    let article = markdown(text);
    assert_eq!(article.prose, "中文😀A、r、R、[無][x]、\n");
    let target = "https://a.example/a b";
    assert_eq!(links(&article), [("中文😀A", "中文😀A", target), ("r", "r", target), ("R", "R", target)]);
}

#[test]
fn tables_keep_their_cells() {
    let text = "| 甲 | `碼` |\n|:--|--:|\n|中文😀A|[二](u) \\| **三**|\n| 四 |\n";
    let article = markdown(text);
    assert_eq!(article.prose, "甲\t\n中文😀A\t二 | 三\n四\t\n");
    assert_eq!(leaves(&article)[1], (Row, "中文😀A\t二 | 三", "中文😀A|[二](u) \\| **三"));
    assert_eq!(links(&article), [("二", "二", "u")]);
}

#[test]
fn html_blocks_end_where_a_blank_line_does() {
    let text = "<details>\n<summary>隱</summary>\n\n中文😀A。\n\n</details>\n<figure>\n<img src=a>\n</figure>\n\n又。\n<script>\n\n碼\n</script>\n末<span class=\"x\">尾</span>。";
    let found: Vec<_> = leaves(&markdown(text)).iter().map(|leaf| leaf.1.to_owned()).collect();
    assert_eq!(found, ["中文😀A。", "又。", "末尾。"]);
}

#[test]
fn quotes_and_lists_nest() {
    let text = "> 一\n懶\n> > 中文😀A\n> >\n> > 1. 二\n> >    > 三\n\n* 四\n\n  五\n  + 六\n";
    let article = markdown(text);
    let shape: Vec<_> = article.blocks.iter().map(|block| (block.kind, block.parent)).collect();
    assert_eq!(article.prose, "一懶\n中文😀A\n二\n三\n四\n五\n六\n");
    assert_eq!(
        shape,
        [
            (Quote, None),
            (Paragraph, Some(0)),
            (Quote, Some(0)),
            (Paragraph, Some(2)),
            (List, Some(2)),
            (Item, Some(4)),
            (Paragraph, Some(5)),
            (Quote, Some(5)),
            (Paragraph, Some(7)),
            (List, None),
            (Item, Some(9)),
            (Paragraph, Some(10)),
            (Paragraph, Some(10)),
            (List, Some(10)),
            (Item, Some(13)),
            (Paragraph, Some(14)),
        ]
    );
}

#[test]
fn a_hard_break_parts_no_sentence() {
    let text = "中文  \n😀A\\\n的，word<br />\nnext<BR>又。";
    let article = markdown(text);
    assert_eq!(leaves(&article), [(Paragraph, "中文😀A的，word next又。", text)]);
    let at = article.prose.find("😀A的").unwrap();
    assert_eq!(article.map.map(Span::new(at, at + "😀A的".len())).of(text), "😀A\\\n的");
}
