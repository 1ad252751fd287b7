//! Word files for the tests of comments, also random ones.

use proptest::prelude::*;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A package with `body`, a note 2, and the part of comments `comments`.
pub fn draft(body: &str, comments: Option<&str>) -> Vec<u8> {
    let related = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{KIND}/{kind}\" Target=\"{target}\"/>")
    };
    let over =
        |name: &str, kind: &str| format!("<Override PartName=\"/word/{name}\" ContentType=\"{MAIN}.{kind}+xml\"/>");
    let mut types = over("document.xml", "document.main") + &over("footnotes.xml", "footnotes");
    let mut links = related("rId1", "footnotes", "footnotes.xml");
    if comments.is_some() {
        types += &over("comments.xml", "comments");
        links += &related("rId7", "comments", "comments.xml");
    }
    let note = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>註 &amp; 釋</w:t></w:r></w:p></w:footnote>";
    let base = "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>";
    let parts = [
        ("[Content_Types].xml", format!("{HEAD}<Types xmlns=\"{TYPES}\">{base}{types}</Types>")),
        (
            "_rels/.rels",
            format!(
                "{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">{}</Relationships>",
                related("rId1", "officeDocument", "word/document.xml")
            ),
        ),
        (
            "word/document.xml",
            format!(
                "{HEAD}<w:document xmlns:w=\"{WORD}\" \
                 xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>{body}</w:body></w:document>"
            ),
        ),
        ("word/media/picture.bin", "\u{1}\u{2}picture".repeat(40)),
        ("word/footnotes.xml", format!("{HEAD}<w:footnotes xmlns:w=\"{WORD}\">{note}</w:footnotes>")),
        (
            "word/_rels/document.xml.rels",
            format!("{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">{links}</Relationships>"),
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let comments = comments.map(|comments| ("word/comments.xml", comments.to_owned()));
    for (name, content) in parts.into_iter().chain(comments) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A random draft: the XML of its body, and whether it has comments of its own.
#[derive(Clone, Debug)]
pub struct Draft {
    body: String,
    has_comments: bool,
}

impl Draft {
    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let own = format!(
            "{HEAD}<w:comments xmlns:w=\"{WORD}\"><w:comment w:id=\"1\" w:author=\"Mei\"><w:p/></w:comment></w:comments>"
        );
        draft(&self.body, self.has_comments.then_some(&*own))
    }

    /// Paragraphs of all sorts of runs.
    pub fn any() -> impl Strategy<Value = Self> {
        let paragraph =
            || prop::collection::vec(inline(), 1..6).prop_map(|runs| format!("<w:p>{}</w:p>", runs.concat()));
        let block = prop_oneof![
            6 => paragraph(),
            1 => prop::collection::vec(paragraph(), 1..4).prop_map(|cells| {
                let cells = cells.join("</w:tc><w:tc>");
                format!("<w:tbl><w:tr><w:tc>{cells}</w:tc></w:tr></w:tbl><w:p/>")
            }),
        ];
        (prop::collection::vec(block, 1..4), any::<bool>())
            .prop_map(|(blocks, has_comments)| Self { body: blocks.concat(), has_comments })
    }
}

/// A `w:t`, with blanks that are kept or not.
fn text() -> impl Strategy<Value = String> {
    (any::<bool>(), "[中文😀A&<> 。，é]{1,5}").prop_map(|(keeps, text)| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('é', "&#233;");
        format!("<w:t{}>{text}</w:t>", if keeps { " xml:space=\"preserve\"" } else { "" })
    })
}

fn run() -> impl Strategy<Value = String> {
    let look = prop_oneof![Just(""), Just("<w:rPr><w:b/></w:rPr>"), Just("<w:rPr><w:i/><w:sz w:val=\"30\"/></w:rPr>")];
    let child = prop_oneof![
        5 => text(),
        1 => Just("<w:tab/>".to_owned()),
        1 => Just("<w:br/>".to_owned()),
        1 => Just("<w:lastRenderedPageBreak/>".to_owned()),
        1 => Just("<w:footnoteReference w:id=\"2\"/>".to_owned()),
        1 => Just("<w:noBreakHyphen></w:noBreakHyphen>".to_owned()),
    ];
    (look, prop::collection::vec(child, 1..4))
        .prop_map(|(look, children)| format!("<w:r>{look}{}</w:r>", children.concat()))
}

fn inline() -> impl Strategy<Value = String> {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let (begin, middle, end) = (field("begin"), field("separate"), field("end"));
    let address = "<w:r><w:instrText>HYPERLINK \"http://example.org\"</w:instrText></w:r>";
    let runs = || prop::collection::vec(run(), 1..3).prop_map(|runs| runs.concat());
    prop_oneof![
        6 => run(),
        1 => runs().prop_map(|runs| format!("<w:ins w:id=\"90\" w:author=\"Mei\">{runs}</w:ins>")),
        1 => runs().prop_map(|runs| format!("<w:hyperlink w:anchor=\"a\">{runs}</w:hyperlink>")),
        1 => runs().prop_map(|runs| format!("<w:hyperlink w:anchor=\"a\"><w:ins w:id=\"91\">{runs}</w:ins></w:hyperlink>")),
        1 => runs().prop_map(|runs| format!("<w:sdt><w:sdtPr/><w:sdtContent>{runs}</w:sdtContent></w:sdt>")),
        1 => runs().prop_map(|runs| format!("<w:fldSimple w:instr=\"AUTHOR\">{runs}</w:fldSimple>")),
        1 => runs().prop_map(move |runs| format!("{begin}{address}{middle}{runs}{end}")),
        1 => Just("<w:del w:id=\"92\"><w:r><w:delText>gone</w:delText></w:r></w:del>".to_owned()),
        1 => Just("<w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"3\" w:name=\"b\"/>".to_owned()),
    ]
}
