//! Pages: the article out of them, and every construct back to its place.

use super::*;

fn html(text: &str) -> Article {
    read("a.html", text.as_bytes()).unwrap()
}

#[track_caller]
fn assert_leaves(text: &str, expected: &[Found]) {
    assert_eq!(leaves(&html(text)), expected, "{text}");
}

#[test]
fn headings_paragraphs_and_inline_tags() {
    for (text, kind, prose, source) in [
        ("<h1>中文😀A</h1>", Heading(1), "中文😀A", "中文😀A"),
        ("<H3 class=x>中<em>文</em>😀A", Heading(3), "中文😀A", "中<em>文</em>😀A"),
        ("<h2><div>中文😀A</div></h2>", Heading(2), "中文😀A", "中文😀A"),
        ("<p>中文😀A。", Paragraph, "中文😀A。", "中文😀A。"),
        ("中文<b>😀</b>A", Paragraph, "中文😀A", "中文<b>😀</b>A"),
        ("<div>\n\t中文😀A\n</div>", Paragraph, "中文😀A", "中文😀A"),
        ("<p>\r\n  中文\r\n  😀A\r\n  b  c</p>", Paragraph, "中文😀A b c", "中文\r\n  😀A\r\n  b  c"),
        ("<p>中文<br>😀A<br/>b", Paragraph, "中文😀A b", "中文<br>😀A<br/>b"),
        ("<p>他說<q>中文😀A</q>。", Paragraph, "他說“中文😀A”。", "他說<q>中文😀A</q>。"),
        ("<p>中文 <b> 😀</b> A", Paragraph, "中文 😀 A", "中文 <b> 😀</b> A"),
        ("<p>a < b & c <3", Paragraph, "a < b & c <3", "a < b & c <3"),
        ("<p>《<cite>中文😀A</cite>》", Paragraph, "《中文😀A》", "《<cite>中文😀A</cite>》"),
    ] {
        assert_leaves(text, &[(kind, prose, source)]);
    }
    assert_leaves(
        "一<br><br>二<p>三<div>四</div>五<br>\u{3000}\u{3000}六<pre>七\n\n八</pre>",
        &["一", "二", "三", "四", "五", "六", "七", "八"].map(|text| (Paragraph, text, text)),
    );
}

#[test]
fn character_references_map_as_a_whole() {
    let text = "<p>中&amp;文&hellip;😀&#x41;&notit;&lt&unknown;&#128512;</p>";
    let article = html(text);
    assert_eq!(article.prose, "中&文…😀A¬it;<&unknown;😀\n");
    let source = |piece: &str| {
        let at = article.prose.find(piece).unwrap();
        article.map.map(Span::new(at, at + piece.len())).of(text)
    };
    assert_eq!(
        ["中", "&文", "…", "😀A", "<", "unknown"].map(source),
        ["中", "&amp;文", "&hellip;", "😀&#x41;", "&lt", "unknown"]
    );
}

#[test]
fn what_stands_beside_the_article_is_left_out() {
    let text = "<!DOCTYPE html><html><head><title>題目 - 某報</title><style>p{}</style></head><body>\
                <header><h1>某報</h1>頁首</header><nav><p>導航</nav>\
                <main><article class='post comments'><header><h1>中文😀A</h1><p>作者</header>\
                <p>一。<script>if (a < b) { '</p>' }</script>二。<!-- 註 --></p>\
                <figure><img alt=圖><figcaption>圖說</figcaption></figure>\
                <p>三<del>刪去</del>四<code>x</code>。</p><p hidden>隱</p><div aria-hidden=true>藏</div>\
                <p class='wp-caption-text'>圖說<p>五。<form>表<input>格</form>\
                <aside><p>旁欄</p></aside><div id=comments><div>留言</div>留言</div><svg><title>圖</title></svg>\
                <ruby>漢<rp>(</rp><rt>ㄏㄢˋ</rt></ruby>字<footer>頁尾</footer></article></main><p>頁外</p></body></html>";
    assert_leaves(
        text,
        &[
            (Heading(1), "中文😀A", "中文😀A"),
            (Paragraph, "一。二。", "一。<script>if (a < b) { '</p>' }</script>二。"),
            (Paragraph, "三四。", "三<del>刪去</del>四<code>x</code>。"),
            (Paragraph, "五。", "五。"),
            (Paragraph, "漢字", "漢<rp>(</rp><rt>ㄏㄢˋ</rt></ruby>字"),
        ],
    );
}

#[test]
fn the_article_is_the_fullest_and_brings_its_title() {
    let found = |text: &str| leaves(&html(text)).iter().map(|leaf| leaf.1.to_owned()).collect::<Vec<_>>();
    let long = "長".repeat(40);
    assert_eq!(found(&format!("<h1>題</h1><article>短</article><article>{long}</article>")), ["題", &long]);
    let teasers = format!("<body>外<main><p>{long}<article>短</article></main>外");
    assert_eq!(found(&teasers), [&long, "短"]);
    assert_eq!(found("<title>題目｜某報</title><body><p>內文"), ["題目", "內文"]);
    assert_eq!(found("<title>題目</title><p>內文"), ["題目", "內文"]);
    assert_eq!(found("<title>某報</title><body><p>內文<h1>題</h1>"), ["內文", "題"]);
    assert_eq!(found("<article><p>沒有結尾"), ["沒有結尾"]);
}

#[test]
fn containers_hold_their_leaves() {
    let text = "<blockquote cite='https://a.example/r'><p>中文😀A</blockquote><ul><li>一<ol><li>二</ol><li><p>三</ul>\
                <table><caption>表</caption><tr><th>甲<th>乙<tr><td>中文😀A<td> b\n c </table>\
                <table><tr><td><p>欄</p><p>目</p></table>尾<dl><dt>詞<dd>義</dl></li></td>末";
    let article = html(text);
    let shape: Vec<_> = article.blocks.iter().map(|block| (block.kind, block.parent)).collect();
    assert_eq!(article.prose, "中文😀A\n一\n二\n三\n甲\t乙\n中文😀A\tb c\n欄\n目\n尾\n詞\n義\n末\n");
    assert_eq!(
        shape,
        [
            (Quote, None),
            (Paragraph, Some(0)),
            (List, None),
            (Item, Some(2)),
            (Paragraph, Some(3)),
            (List, Some(3)),
            (Item, Some(5)),
            (Paragraph, Some(6)),
            (Item, Some(2)),
            (Paragraph, Some(8)),
            (Table, None),
            (Row, Some(10)),
            (Row, Some(10)),
            (Paragraph, None),
            (Paragraph, None),
            (Paragraph, None),
            (List, None),
            (Item, Some(16)),
            (Paragraph, Some(17)),
            (Item, Some(16)),
            (Paragraph, Some(19)),
            (Paragraph, None),
        ]
    );
    assert_eq!(links(&article), [("中文😀A", "中文😀A", "https://a.example/r")]);
}

#[test]
fn links_and_notes() {
    let text = "<p>見<a href='https://a.example/?a=1&amp;b=2'> 中<i>文</i>😀A </a>、<a href=#top>上</a><a name=x>無</a>。\
                句<sup><a id=r1 href='#fn1'>[1]</a></sup>又<sup><a href='#fn2'>2</a></sup>。\
                <section class=footnotes><ol><li id=fn1><p>註一。<a href='#r1'>↩︎</a></p>\
                <li id=fn2>註<b>二</b>。</ol></section><p>完[3]。";
    let article = html(text);
    assert_eq!(article.prose, "見 中文😀A 、上無。句又。\n註一。\n註二。\n完[3]。\n");
    assert_eq!(
        links(&article),
        [
            ("中文😀A", "中<i>文</i>😀A", "https://a.example/?a=1&b=2"),
            ("", "", "fn1"),
            ("", "", "fn2"),
            ("[3]", "[3]", "3")
        ]
    );
    let notes: Vec<_> =
        article.notes.iter().map(|note| (&*note.label, article.blocks[note.block].span.of(&article.prose))).collect();
    assert_eq!(notes, [("fn1", "註一。"), ("fn2", "註二。")]);
}

#[test]
fn comments_that_speak_to_lunju_are_kept() {
    let text = "<!-- lunju-ignore-file a: 甲 --><p>一。<!--lunju-ignore-next b: 乙-->二。</p>\r\n<!-- 註 -->\
                <!-- lunju-ignore c --><p>三<script><!-- lunju-ignore d --></script><nav><!-- lunju-ignore e --></nav>\
                <!-- lunju-ignore f";
    let article = html(text);
    let comments = article.comments.iter();
    let found: Vec<_> =
        comments.map(|comment| (comment.span.of(text), &article.prose[..comment.prose], comment.inside)).collect();
    assert_eq!(
        found,
        [
            (" lunju-ignore-file a: 甲 ", "", false),
            ("lunju-ignore-next b: 乙", "一。", true),
            (" lunju-ignore c ", "一。二。\n", false),
        ]
    );
}

#[test]
fn strange_pages_cost_neither_stack_nor_time() {
    for opener in
        ["<blockquote>", "<div>", "<ul><li>", "<table><tr><td>", "<b>", "<", "</", "&", "<article>", "<!--", "</p>"]
    {
        let article = html(&format!("{}<p>中文😀A。\n", opener.repeat(5000)));
        assert!(article.blocks.len() <= 5001, "{opener}");
    }
}
