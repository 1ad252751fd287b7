//! Every construct leads back to its source; strange input does no harm.

mod docx;
mod html;
mod markdown;

use proptest::prelude::*;

use super::*;
use crate::model::article::{BlockKind, Link, NoteLabel};
use crate::model::span::Span;

/// A block's kind, its prose and the source it came from.
type Found<'a> = (BlockKind, &'a str, &'a str);

fn leaves(article: &Article) -> Vec<Found<'_>> {
    let leaves = article.blocks.iter().filter(|block| block.kind.is_leaf());
    let found = |span: Span| (span.of(&article.prose), article.map.map(span).of(&article.source.text));
    leaves.map(|block| (block.kind, found(block.span).0, found(block.span).1)).collect()
}

fn markdown(text: &str) -> Article {
    read("a.md", text.as_bytes()).unwrap()
}

/// The one leaf of a Markdown text.
#[track_caller]
fn assert_leaf(text: &str, kind: BlockKind, prose: &str, source: &str) {
    assert_eq!(leaves(&markdown(text)), [(kind, prose, source)], "{text:?}");
}

/// The links of an article: the prose that carries each, its place in the source, its target.
fn links(article: &Article) -> Vec<(&str, &str, &str)> {
    let found = |link: &Link| (link.span, article.map.map(link.span));
    let text = &article.source.text;
    article.links.iter().map(|l| (found(l).0.of(&article.prose), found(l).1.of(text), l.target.as_str())).collect()
}

use BlockKind::{Heading, Item, List, Note, Paragraph, Quote, Row, Table};

#[test]
fn the_path_tells_the_format() {
    for path in ["a.md", "d/a.MD", "a.b.Markdown", "a.mdown", ".md"] {
        assert_eq!(Format::of_path(path), Format::Markdown, "{path}");
    }
    for path in ["-", "", "a", "a.txt", "md", "a.md/b", "a.md.txt"] {
        assert_eq!(Format::of_path(path), Format::Plain, "{path}");
    }
}

#[test]
fn plain_lines_keep_their_places_behind_marks_and_line_ends() {
    let text = "\u{feff}中文😀A題\r\n\r\n\u{3000}\u{3000}中文😀A。 \r第二段。\n\u{3000}\n";
    let article = read("-", text.as_bytes()).unwrap();
    assert_eq!(
        leaves(&article),
        [
            (Heading(1), "中文😀A題", "中文😀A題"),
            (Paragraph, "中文😀A。", "中文😀A。"),
            (Paragraph, "第二段。", "第二段。")
        ]
    );
    assert_eq!(article.prose, "中文😀A題\n中文😀A。\n第二段。\n");
    let third = article.source.range(article.map.map(article.blocks[2].span));
    assert_eq!((third.start.line, third.start.column, third.byte.start), (4, 1, 40));
}

#[test]
fn an_empty_file_has_no_blocks() {
    for (path, text) in
        [("-", ""), ("a.md", ""), ("a.txt", " \r\n\u{3000}\n"), ("a.md", "---\na: b\n---\n"), ("a.md", "```\nx\n```")]
    {
        let article = read(path, text.as_bytes()).unwrap();
        assert!(article.blocks.is_empty() && article.prose.is_empty(), "{text:?}");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(
        read("a.md", b"\xEF\xBB\xBF\xE4\xB8\xAD\xFF").unwrap_err(),
        ReadError::Undecodable { encoding: Encoding::Utf8, at: 6 }
    );
    assert_eq!(read("a.txt", b"PK\x03\x04\0\0").unwrap_err(), ReadError::Binary);
}

#[test]
fn plain_marks_and_addresses_are_links() {
    let article = read("-", "中文😀A[1]，見 https://a.example/b 。（註2）".as_bytes()).unwrap();
    assert_eq!(
        links(&article),
        [
            ("[1]", "[1]", "1"),
            ("https://a.example/b", "https://a.example/b", "https://a.example/b"),
            ("（註2）", "（註2）", "2")
        ]
    );
}

#[test]
fn markdown_headings_and_paragraphs() {
    assert_leaf("# 中文😀A #\n", Heading(1), "中文😀A", "中文😀A");
    assert_leaf("中文😀A\n---\n", Heading(2), "中文😀A", "中文😀A");
    assert_leaf("### 中**文**😀A {#id}", Heading(3), "中文😀A", "中**文**😀A");
    assert_leaf("\u{3000}\u{3000}中文😀A。", Paragraph, "中文😀A。", "中文😀A。");
    assert_leaf("---\nauthor: 甲\n---\n\n中文😀A。", Paragraph, "中文😀A。", "中文😀A。");
    assert_leaf("+++\na = 1\n+++\n中文😀A。", Paragraph, "中文😀A。", "中文😀A。");
    assert_leaf("\u{feff}中文😀A。\r\n", Paragraph, "中文😀A。", "中文😀A。");
}

#[test]
fn markdown_breaks_part_latin_words_only() {
    assert_leaf("中文\n😀A\nb  \nc\\\r\nd。\n又", Paragraph, "中文😀A b c d。又", "中文\n😀A\nb  \nc\\\r\nd。\n又");
    assert_leaf("> a\n> b<br>c", Paragraph, "a b c", "a\n> b<br>c");
    let article = markdown("> word\n> next");
    assert_eq!(article.map.map(Span::new(4, 5)).of(&article.source.text), "\n> ");
}

#[test]
fn markdown_leaves_out_what_is_no_prose() {
    assert_leaf("中文![圖*一*](u)😀A", Paragraph, "中文😀A", "中文![圖*一*](u)😀A");
    assert_leaf("中文`code`😀A", Paragraph, "中文😀A", "中文`code`😀A");
    assert_leaf("中<b>文</b><!-- 註 -->😀A", Paragraph, "中文😀A", "中<b>文</b><!-- 註 -->😀A");
    assert_leaf("<!-- 註 -->\n\n<div>\n\n中文😀A\n\n</div>\n\n***\n\n    code\n", Paragraph, "中文😀A", "中文😀A");
    assert_leaf("中文~~刪去~~😀A，3~5成，7~9成", Paragraph, "中文😀A，3~5成，7~9成", "中文~~刪去~~😀A，3~5成，7~9成");
    assert_leaf("- [x] 中文😀A", Paragraph, "中文😀A", "中文😀A");
    assert_leaf("**「中文」**😀A", Paragraph, "「中文」😀A", "「中文」**😀A");
}

#[test]
fn markdown_entities_and_escapes_map_as_a_whole() {
    let text = "中&amp;文\\*😀&#x41;\\|";
    let article = markdown(text);
    assert_eq!(article.prose, "中&文*😀A|\n");
    let source = |piece: &str| {
        let at = article.prose.find(piece).unwrap();
        article.map.map(Span::new(at, at + piece.len())).of(text)
    };
    assert_eq!(["中", "&", "文", "*", "😀", "A", "|"].map(source), ["中", "&amp;", "文", "\\*", "😀", "&#x41;", "\\|"]);
}

#[test]
fn markdown_containers_hold_their_leaves() {
    let text = "> 中文😀A\n>\n> - 一\n>   - 二\n\n| 甲 | 乙 |\n|---|---|\n| 中文😀A | b\\|c |\n|  | d |\n\n句[^n]。\n\n[^n]: 註解\n";
    let article = markdown(text);
    let shape: Vec<_> = article.blocks.iter().map(|block| (block.kind, block.parent)).collect();
    assert_eq!(
        shape,
        [
            (Quote, None),
            (Paragraph, Some(0)),
            (List, Some(0)),
            (Item, Some(2)),
            (Paragraph, Some(3)),
            (List, Some(3)),
            (Item, Some(5)),
            (Paragraph, Some(6)),
            (Table, None),
            (Row, Some(8)),
            (Row, Some(8)),
            (Row, Some(8)),
            (Paragraph, None),
            (Note, None),
            (Paragraph, Some(13)),
        ]
    );
    assert_eq!(article.prose, "中文😀A\n一\n二\n甲\t乙\n中文😀A\tb|c\n\td\n句。\n註解\n");
    assert_eq!(article.blocks[0].span.of(&article.prose), "中文😀A\n一\n二");
    let rows: Vec<_> = leaves(&article).into_iter().filter(|leaf| leaf.0 == Row).map(|leaf| leaf.2).collect();
    assert_eq!(rows, ["甲 | 乙", "中文😀A | b\\|c", "d"]);
    assert!(article.is_inside(7, Quote) && !article.is_inside(12, Note));
    assert_eq!(links(&article), [("", "", "n")]);
    assert_eq!(article.notes, [NoteLabel { block: 13, label: "n".into() }]);
    assert_eq!(article.map.map(article.links[0].span).start, text.find("[^n]").unwrap() + 4);
}

#[test]
fn markdown_links_carry_their_prose() {
    let text = "見[中文😀*A*](https://a.example \"題\")、<https://b.example>、https://c.example/x。又\n[二][r]，[3]\n\n[r]: https://d.example\n";
    let article = markdown(text);
    assert_eq!(
        links(&article),
        [
            ("中文😀A", "中文😀*A", "https://a.example"),
            ("https://b.example", "https://b.example", "https://b.example"),
            ("https://c.example/x", "https://c.example/x", "https://c.example/x"),
            ("二", "二", "https://d.example"),
            ("[3]", "[3]", "3"),
        ]
    );
    assert!(markdown("[![圖](a.png)](https://a.example)").links.is_empty());
}

#[test]
fn markdown_comments_that_speak_to_lunju_are_kept() {
    let text = "<!-- lunju-ignore a: 甲 -->\n一。<!--lunju-ignore-next b: 乙-->二。\n<!-- 註 -->\n<!-- lunju-ignore-file\nc -->\n\n\
                ![<!-- lunju-ignore d -->](u) `<!-- lunju-ignore e -->` ~~<!-- lunju-ignore f -->~~\n\n<!-- lunju-ignore g";
    let article = markdown(text);
    let comments = article.comments.iter();
    let found: Vec<_> =
        comments.map(|comment| (comment.span.of(text), &article.prose[..comment.prose], comment.inside)).collect();
    assert_eq!(
        found,
        [
            (" lunju-ignore a: 甲 ", "", false),
            ("lunju-ignore-next b: 乙", "一。", true),
            (" lunju-ignore-file\nc ", "一。二。\n", false),
        ]
    );
    assert!(article.comments.iter().all(|comment| comment.text == comment.span.of(text)));
    assert!(read_text("a.txt", text).comments.is_empty());
}

#[test]
fn deep_nesting_costs_neither_stack_nor_time() {
    for opener in ["> ", "- ", ">", "*", "[", "![", "- > "] {
        let article = markdown(&format!("{}中文😀A。\n", opener.repeat(5000)));
        assert!(article.prose.contains("中文😀A。"), "{opener}");
        assert!(article.blocks.len() <= 33, "{opener}");
    }
}

/// What holds for every article.
fn check(article: &Article) -> Result<(), TestCaseError> {
    let (prose, source) = (&article.prose, &article.source.text);
    let mut reached = 0;
    for (index, block) in article.blocks.iter().enumerate() {
        let span = block.span;
        prop_assert!(span.end <= prose.len() && prose.is_char_boundary(span.start) && prose.is_char_boundary(span.end));
        if let Some(parent) = block.parent {
            prop_assert!(parent < index && article.blocks[parent].span.contains(span));
            prop_assert!(!article.blocks[parent].kind.is_leaf());
        }
        prop_assert!(!span.of(prose).trim().is_empty());
        if block.kind.is_leaf() {
            prop_assert!(span.start >= reached);
            reached = span.end;
            prop_assert!(!span.of(prose).contains(['\n', '\r']));
            prop_assert!(prose[span.end..].trim_start_matches(|c| c != '\n' && prose::is_blank(c)).starts_with('\n'));
            let place = article.map.map(span);
            prop_assert!(!place.is_empty() && !place.of(source).is_empty());
        }
    }
    for (at, c) in prose.char_indices() {
        let place = article.map.map(Span::new(at, at + c.len_utf8()));
        prop_assert!(place.end <= source.len());
        prop_assert!(source.is_char_boundary(place.start) && source.is_char_boundary(place.end));
    }
    for link in &article.links {
        prop_assert!(link.span.end <= prose.len() && prose.is_char_boundary(link.span.start));
    }
    prop_assert!(article.links.is_sorted_by_key(|link| link.span));
    for comment in &article.comments {
        prop_assert_eq!(comment.span.of(source), &*comment.text);
        prop_assert!(comment.prose <= prose.len() && prose.is_char_boundary(comment.prose));
    }
    Ok(())
}

/// What Markdown and plain text give a meaning to.
const SIGNS: &[&str] = &[
    "中文😀A",
    "。",
    "，",
    " ",
    "  ",
    "\u{3000}",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "*",
    "**",
    "~",
    "~~",
    "`",
    "```\n",
    "[",
    "]",
    "](u)",
    "![",
    "[^1]",
    "[^1]: ",
    "[r]: /u\n",
    "[1]",
    "（註2）",
    "> ",
    "- ",
    "1. ",
    "# ",
    "---\n",
    "+++\n",
    "|",
    "| a | b |\n|---|---|\n",
    "&amp;",
    "&#0;",
    "\\",
    "\\|",
    "<b>",
    "<br>",
    "<!--",
    "-->",
    "<!-- lunju-ignore a",
];

/// What HTML gives a meaning to.
const TAGS: &[&str] = &[
    "<!-- lunju-ignore b: c -->",
    "<p>",
    "</p>",
    "<li id=n>",
    "<ul>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<blockquote cite=http://a>",
    "</blockquote>",
    "<a href=#n>",
    "<a href=/u>",
    "</a>",
    "<h1>",
    "</h1>",
    "<header>",
    "</header>",
    "<article>",
    "</article>",
    "<title>",
    "</title>",
    "<q>",
    "<del>",
    "</del>",
    "<script>",
    "&",
    "&nbsp;",
    "&ampx",
    "<div>\n",
    "https://a.example/",
    "word",
    "\0",
    "\u{feff}",
];

/// Texts that are made of what the formats give a meaning to.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = [SIGNS, TAGS].concat();
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_article_keeps_its_promises(text in prop_oneof![3 => pieces(), 1 => "(?s).{0,80}"]) {
        for path in ["a.md", "a.txt", "a.html"] {
            check(&read_text(path, &text))?;
        }
    }
}
