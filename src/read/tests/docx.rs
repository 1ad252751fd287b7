//! Word files: what each element means, where each piece lies in its part, and what is refused.

use super::*;
use crate::model::package::Package;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const W: &str = r#"xmlns:w="http://w" xmlns:r="http://r""#;
const RELS: &str = r#"<Relationships xmlns="x"><Relationship Id="rId1" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>"#;
const DOCUMENT_RELS: &str = r#"<Relationships><Relationship Id="a" Type="http://x/styles" Target="styles.xml"/><Relationship Id="b" Type="http://x/footnotes" Target="/word/footnotes.xml"/><Relationship Id="l" Type="http://x/hyperlink" Target="https://a.example/?a=1&amp;b=2" TargetMode="External"/></Relationships>"#;
const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="mine"><w:name w:val="Own"/><w:basedOn w:val="Q"/></w:style><w:style w:styleId="Q"><w:name w:val="Intense Quote"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style><w:style w:styleId="C"><w:name w:val="caption"/></w:style><w:style w:styleId="toc"><w:name w:val="toc 2"/></w:style><w:style w:styleId="L"><w:name w:val="Mine"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style><w:style w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style></w:styles>"#;

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn package(body: &str, notes: &str) -> (Vec<u8>, String, String) {
    let document = format!("<?xml version=\"1.0\"?>\n<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>");
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote>{notes}</w:footnotes>"
    );
    let bytes = zipped(&[
        ("_rels/.rels", RELS.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELS.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ]);
    (bytes, document, notes)
}

/// The article of a document with that body and those notes; every piece of its text is found again in its part.
#[track_caller]
fn docx_with(body: &str, notes: &str) -> Article {
    let (bytes, document, notes) = package(body, notes);
    let article = read("a.docx", &bytes).unwrap();
    let package = article.source.package.as_ref().unwrap();
    for paragraph in &package.paragraphs {
        let part = if package.parts[paragraph.part].ends_with("document.xml") { &document } else { &notes };
        let element = paragraph.xml.of(part);
        assert!(element.starts_with("<w:p") && element.ends_with('>'), "{element}");
        for piece in &paragraph.pieces {
            assert!(paragraph.text.contains(piece.text) && paragraph.xml.contains(piece.run), "{element}");
            assert!(piece.run.contains(piece.xml) && piece.run.of(part).starts_with("<w:r"), "{}", piece.run.of(part));
            assert!(piece.run.of(part).ends_with("</w:r>"), "{}", piece.run.of(part));
            let (text, xml) = (piece.text.of(&article.source.text), piece.xml.of(part));
            assert!(text == xml || xml.starts_with(['&', '<']) || text.trim().is_empty(), "{text} {xml}");
        }
    }
    check(&article).unwrap();
    article
}

fn docx(body: &str) -> Article {
    docx_with(body, "")
}

#[track_caller]
fn assert_prose(body: &str, kind: BlockKind, prose: &str) {
    let article = docx(body);
    let found: Vec<_> = leaves(&article).into_iter().map(|(kind, prose, _)| (kind, prose)).collect();
    assert_eq!(found, [(kind, prose)], "{body}");
}

fn p(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn numbers(package: &Package, places: &[usize]) -> Vec<usize> {
    places.iter().map(|&at| package.paragraph_number(at)).collect()
}

#[test]
fn runs_references_breaks_and_blanks() {
    for (runs, prose) in [
        ("<w:r><w:t>中文</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>😀A</w:t></w:r>", "中文😀A"),
        ("<w:r><w:t>中&amp;&#x6587;</w:t><w:t xml:space='preserve'> 😀 </w:t><w:t> A </w:t></w:r>", "中&文 😀 A"),
        ("<w:r><w:t>中<![CDATA[文<]]>😀A</w:t></w:r>", "中文<😀A"),
        (
            "<w:r><w:t>中文</w:t><w:br/><w:t>😀</w:t><w:tab/><w:t>A</w:t><w:br w:type='page'/><w:cr/><w:t>b</w:t></w:r>",
            "中文😀\tA b",
        ),
        (
            "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:lastRenderedPageBreak/><w:t>c</w:t></w:r>",
            "a\u{2011}bc",
        ),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隱</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>刪</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>見</w:t></w:r>",
            "見",
        ),
        (
            "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:r><w:t>內</w:t></w:r></w:sdtContent></w:sdt>",
            "內",
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>ㄏㄢˋ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "漢",
        ),
    ] {
        assert_prose(&format!("<w:p>{runs}</w:p>"), Paragraph, prose);
    }
    let parts = docx("<w:p><w:r><w:t>一</w:t><w:br/><w:br/><w:t>二</w:t></w:r></w:p>");
    assert_eq!(leaves(&parts), [(Paragraph, "一", "一"), (Paragraph, "二", "二")]);
    assert_eq!(parts.source.text, "一\n\n二\n");
}

#[test]
fn styles_tell_headings_quotations_and_what_is_left_out() {
    let outline = "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>";
    let parts = ["T", "1", "toc", "C", "loop", "Q", "mine", "none"].map(|style| p(style, style)).concat();
    let article = docx(&format!("{parts}{outline}"));
    let shape: Vec<_> = article.blocks.iter().map(|block| (block.kind, block.span.of(&article.prose))).collect();
    assert_eq!(
        shape,
        [
            (Heading(1), "T"),
            (Heading(2), "1"),
            (Paragraph, "loop"),
            (Quote, "Q\nmine"),
            (Paragraph, "Q"),
            (Paragraph, "mine"),
            (Paragraph, "none"),
            (Heading(3), "乙"),
        ]
    );
    let package = article.source.package.as_ref().unwrap();
    let at = |text: &str| article.source.text.find(text).unwrap();
    assert_eq!(numbers(package, &[at("T"), at("loop"), at("mine"), at("乙")]), [1, 5, 7, 9]);
}

#[test]
fn lists_nest_and_tables_have_rows() {
    let item = |list: u8, level: u8, text: &str| {
        let number = format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>");
        format!("<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{text}</w:tc>");
    let body = [
        item(3, 0, "一"),
        item(3, 1, "二"),
        item(3, 0, "三"),
        item(5, 0, "四"),
        item(0, 0, "五"),
        p("L", "六"),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del w:id='1'/></w:trPr>{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell(&p("", "甲")),
            cell(&p("", "乙")),
            cell(&p("", "刪")),
            cell(&(p("", "中文") + &p("", "😀A"))),
            cell(
                "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>內</w:t><w:tab/><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
            ),
        ),
        format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell(&(p("", "框") + &p("", "內")))),
    ];
    let article = docx(&body.concat());
    assert_eq!(article.prose, "一\n二\n三\n四\n五\n六\n甲\t乙\n中文😀A\t內 b\n框\n內\n");
    assert_eq!(article.source.text, "一\n二\n三\n四\n五\n六\n甲\t乙\n中文\n😀A\t內\tb\n框\n內\n");
    let shape: Vec<_> = article.blocks.iter().map(|block| (block.kind, block.parent)).collect();
    assert_eq!(
        shape,
        [
            (List, None),
            (Item, Some(0)),
            (Paragraph, Some(1)),
            (List, Some(1)),
            (Item, Some(3)),
            (Paragraph, Some(4)),
            (Item, Some(0)),
            (Paragraph, Some(6)),
            (List, None),
            (Item, Some(8)),
            (Paragraph, Some(9)),
            (Paragraph, None),
            (List, None),
            (Item, Some(12)),
            (Paragraph, Some(13)),
            (Table, None),
            (Row, Some(15)),
            (Row, Some(15)),
            (Paragraph, None),
            (Paragraph, None),
        ]
    );
}

#[test]
fn tracked_changes_count_as_accepted() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let deleted = "<w:r><w:delText>刪</w:delText></w:r>";
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val='none'/><w:pPrChange><w:pPr><w:pStyle w:val='1'/></w:pPr></w:pPrChange></w:pPr>{}<w:del>{deleted}{}</w:del>\
         <w:ins>{}<w:del>{deleted}</w:del></w:ins><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>",
        run("中文"),
        run("刪"),
        run("😀A"),
        run("移走"),
        run("移來"),
        run("前"),
        run("後"),
    );
    let article = docx(&body);
    assert_eq!(leaves(&article), [(Paragraph, "中文😀A移來", "中文😀A移來"), (Paragraph, "前後", "前後")]);
    let package = article.source.package.as_ref().unwrap();
    let at = |text: &str| article.source.text.find(text).unwrap();
    assert_eq!(numbers(package, &[at("中"), at("前"), at("後")]), [1, 2, 3]);
}

#[test]
fn text_boxes_pictures_and_fields_show_their_text_only() {
    let boxed = "<w:txbxContent><w:p><w:r><w:t>方塊</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>一</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>{boxed}</w:drawing></mc:Choice><mc:Fallback><w:pict>\
         {boxed}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE \
         </w:instrText><w:t>無</w:t></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar \
         w:fldCharType='end'/></w:r><w:fldSimple w:instr='DATE'><w:r><w:t>今天</w:t></w:r></w:fldSimple></w:p>"
    );
    assert_prose(&body, Paragraph, "一12今天");
}

#[test]
fn links_and_notes_are_kept() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let body = format!(
        "<w:p><w:r><w:t>見</w:t></w:r><w:hyperlink r:id='l'><w:r><w:t>中文😀A</w:t></w:r></w:hyperlink><w:hyperlink w:anchor='x'><w:r><w:t>上\
         </w:t></w:r></w:hyperlink>{}<w:r><w:instrText> HYPERLINK \"https://b.example\" \\o \"x\"</w:instrText></w:r>{}<w:r><w:t>乙</w:t></w:r>{}\
         <w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>。</w:t></w:r></w:p>",
        field("begin"),
        field("separate"),
        field("end"),
    );
    let note = |id: u8, text: &str| {
        format!(
            "<w:footnote w:id='{id}'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>"
        )
    };
    let article = docx_with(&body, &(note(1, "無人問") + &note(2, "註😀")));
    assert_eq!(article.prose, "見中文😀A上乙。\n註😀\n");
    assert_eq!(
        links(&article),
        [("中文😀A", "中文😀A", "https://a.example/?a=1&b=2"), ("乙", "乙", "https://b.example"), ("", "", "2")]
    );
    assert_eq!(article.notes, [NoteLabel { block: 1, label: "2".into() }]);
    let package = article.source.package.as_ref().unwrap();
    assert_eq!(package.parts, ["word/document.xml", "word/footnotes.xml"]);
    assert_eq!(numbers(package, &[article.source.text.find('註').unwrap()]), [2]);
}

#[test]
fn broken_packages_are_refused() {
    let (bytes, ..) = package("<w:p/>", "");
    let refused = |bytes: &[u8]| read("a.docx", bytes).unwrap_err();
    for cut in [0, 1, 30, bytes.len() / 2, bytes.len() - 1] {
        assert_eq!(refused(&bytes[..cut]), ReadError::NoArchive, "{cut}");
    }
    assert_eq!(refused("純文字".as_bytes()), ReadError::NoArchive);
    assert_eq!(refused(&zipped(&[("a", b"")])), ReadError::MissingPart("_rels/.rels"));
    let rels = ("_rels/.rels", RELS.as_bytes());
    assert_eq!(refused(&zipped(&[rels])), ReadError::MissingPart("word/document.xml"));
    let with = |document: &str| refused(&zipped(&[rels, ("word/document.xml", document.as_bytes())]));
    assert_eq!(with("<!DOCTYPE w [<!ENTITY a 'aa'>]><w><p>&a;</p></w>"), ReadError::DocumentType("word/document.xml"));
    for (document, at) in
        [("", 0), ("<w>", 3), ("<w>&a;</w>", 3), ("<w></v>", 3), ("<w>&#xD800;</w>", 3), ("<w a='></w>", 0)]
    {
        assert_eq!(with(document), ReadError::BadPart { part: "word/document.xml", at }, "{document}");
    }
    let deep = format!("{}{}", "<w>".repeat(5000), "</w>".repeat(5000));
    assert_eq!(with(&deep), ReadError::Bomb("word/document.xml"));
    assert_eq!(with(&format!("<w>{}</w>", " ".repeat(20 << 20))), ReadError::Bomb("word/document.xml"));
    let lacking = [rels, ("word/document.xml", b"<w/>"), ("word/_rels/document.xml.rels", DOCUMENT_RELS.as_bytes())];
    assert_eq!(refused(&zipped(&lacking)), ReadError::MissingPart("word/styles.xml"));
}

#[test]
fn broken_bytes_never_panic() {
    let (bytes, ..) = package(&p("1", "中文😀A"), "");
    for at in 0..bytes.len() {
        let mut broken = bytes.clone();
        broken[at] ^= 0x55;
        let _ = read("a.docx", &broken);
    }
}
