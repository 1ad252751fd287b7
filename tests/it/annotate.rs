//! Findings as comments in a copy of a Word file: where they stand, and that nothing else changes.

pub mod draft;
mod programs;

use draft::{Draft, draft};
use lunju::emit::annotate;
use lunju::model::article::Article;
use lunju::model::diagnostic::{Diagnostic, MessageLanguage, Report, Severity, Summary};
use lunju::model::package::{Package, PackagePiece};
use lunju::model::span::Span;
use lunju::read::read;
use proptest::prelude::*;
use regex::Regex;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The parts of the archive `bytes`, by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().unwrap().into_owned(), content);
    }
    parts
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes).remove(name).unwrap_or_default()).unwrap()
}

/// A report with a finding for each of `spans`, bytes of the extracted text of `article`.
fn report(article: &Article, spans: &[Span]) -> Report {
    let finding = |(number, span): (usize, &Span)| Diagnostic {
        lint: "missing-source".to_owned(),
        severity: Severity::Warning,
        message: format!("finding {number} & <more>"),
        help: "a help".to_owned(),
        query: "a query".to_owned(),
        range: article.source.range(*span),
        words: span.of(&article.source.text).to_owned(),
        sentence: String::new(),
        unit: None,
        related: Vec::new(),
        suggestions: Vec::new(),
        fingerprint: 0,
    };
    Report {
        path: article.source.path.clone(),
        language: lunju::model::argument::Language::ZhHant,
        source: article.source.text.clone(),
        diagnostics: spans.iter().enumerate().map(finding).collect(),
        summary: Summary::default(),
    }
}

fn package(article: &Article) -> &Package {
    article.source.package.as_ref().unwrap()
}

/// The pieces of the document.
fn body(article: &Article) -> Vec<PackagePiece> {
    let paragraphs = package(article).paragraphs.iter().filter(|paragraph| paragraph.part == 0);
    paragraphs.flat_map(|paragraph| paragraph.pieces.clone()).collect()
}

/// For every byte of the body's text the properties of its run.
fn looks(bytes: &[u8], article: &Article) -> Vec<(usize, String)> {
    let xml = part(bytes, "word/document.xml");
    let properties = |run: &str| {
        let end = run.find("</w:rPr>").unwrap_or(0);
        run.find("<w:rPr>").and_then(|start| run.get(start..end)).unwrap_or_default().to_owned()
    };
    let of_piece = |piece: PackagePiece| {
        let look = properties(piece.run.of(&xml));
        (piece.text.start..piece.text.end).map(move |at| (at, look.clone()))
    };
    body(article).into_iter().flat_map(of_piece).collect()
}

/// Where the comments of `xml` stand: of each the bytes between its marks.
fn marked(xml: &str) -> BTreeMap<u32, Span> {
    let mark = |name: &str| -> BTreeMap<u32, (usize, usize)> {
        let pattern = Regex::new(&format!("<w:{name}[^>]*? w:id=\"([0-9]+)\"/>")).unwrap();
        let found = pattern.captures_iter(xml).map(|found| {
            let all = found.get(0).unwrap();
            (found[1].parse().unwrap(), (all.start(), all.end()))
        });
        found.collect()
    };
    let (starts, ends, references) = (mark("commentRangeStart"), mark("commentRangeEnd"), mark("commentReference"));
    assert!(starts.keys().eq(ends.keys()) && starts.keys().eq(references.keys()), "{xml}");
    starts
        .into_iter()
        .map(|(id, (_, start))| {
            assert!(start <= ends[&id].0 && ends[&id].1 <= references[&id].0, "{id}: {xml}");
            (id, Span::new(start, ends[&id].0))
        })
        .collect()
}

/// The copy of `bytes` with a comment for each of `spans`, and for each comment the words that it stands on; the copy is otherwise
/// found to be as it was.
fn annotated(bytes: &[u8], spans: &[Span]) -> (Vec<u8>, Vec<(Span, String)>) {
    let article = read("a.docx", bytes).unwrap();
    let copy = annotate(bytes, package(&article), &report(&article, spans), Some(MessageLanguage::English)).unwrap();
    assert_eq!(
        copy,
        annotate(bytes, package(&article), &report(&article, spans), Some(MessageLanguage::English)).unwrap()
    );
    let (before, after) = (parts(bytes), parts(&copy));
    let may_change = ["[Content_Types].xml", "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"];
    assert!(after.keys().all(|name| before.contains_key(name) || may_change.contains(&&**name)));
    for (name, content) in &before {
        assert!(after[name] == *content || may_change.contains(&&**name), "{name}");
    }
    let again = read("a.docx", &copy).unwrap();
    assert_eq!(again.source.text, article.source.text);
    assert_eq!((&again.prose, &again.blocks, &again.links), (&article.prose, &article.blocks, &article.links));
    assert_eq!(looks(&copy, &again), looks(bytes, &article));
    let xml = part(&copy, "word/document.xml");
    let old = marked(&part(bytes, "word/document.xml"));
    let pieces = body(&again);
    let comments = part(&copy, "word/comments.xml");
    let stands = |(number, xml): (usize, (u32, Span))| {
        let (id, at) = xml;
        let head = format!("w:id=\"{id}\" w:author=\"lunju\"");
        let said = comments.split(&head).nth(1).unwrap_or_default();
        assert!(said.contains(&format!("finding {number} &amp; &lt;more&gt;")), "{number}: {comments}");
        let inside: Vec<_> = pieces.iter().filter(|piece| at.contains(piece.xml)).collect();
        let text = Span::new(
            inside.first().map_or(0, |piece| piece.text.start),
            inside.last().map_or(0, |piece| piece.text.end),
        );
        (text, text.of(&again.source.text).to_owned())
    };
    let new = marked(&xml).into_iter().filter(|(id, _)| !old.contains_key(id)).enumerate();
    (copy, new.map(stands).collect())
}

/// The words that a comment on the first place of each of `words` in `body` stands on.
fn on(body: &str, words: &[&str]) -> (String, Vec<String>) {
    let bytes = draft(&format!("<w:p>{body}</w:p>"), None);
    let text = read("a.docx", &bytes).unwrap().source.text;
    let spans: Vec<Span> =
        words.iter().map(|words| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap()).collect();
    let (copy, found) = annotated(&bytes, &spans);
    let xml = part(&copy, "word/document.xml");
    (xml.split("<w:body>").nth(1).unwrap().to_owned(), found.into_iter().map(|(_, words)| words).collect())
}

#[test]
fn a_run_is_split_in_two_of_the_same_look() {
    let (xml, words) = on("<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>種樹 是好事</w:t></w:r>", &["樹 "]);
    assert_eq!(words, ["樹 "]);
    let run = "<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">";
    let small = "<w:rPr><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/></w:rPr>";
    assert_eq!(
        xml,
        format!(
            "<w:p>{run}種</w:t></w:r><w:commentRangeStart w:id=\"0\"/>{run}樹 </w:t></w:r><w:commentRangeEnd w:id=\"0\"/>\
             <w:r>{small}<w:commentReference w:id=\"0\"/></w:r>{run}是好事</w:t></w:r></w:p></w:body></w:document>"
        )
    );
}

#[test]
fn a_whole_run_is_not_split() {
    let (xml, words) = on("<w:r><w:t>種樹</w:t></w:r><w:r><w:t>是好事</w:t></w:r>", &["種樹", "是好事", "種樹是好事"]);
    assert_eq!(words, ["種樹", "是好事", "種樹是好事"]);
    assert_eq!(xml.matches("<w:t").count(), 2);
}

#[test]
fn blanks_that_did_not_show_do_not_show_after_a_split() {
    let (_, words) = on("<w:r><w:t>\n  種 樹  </w:t></w:r><w:r><w:t>是</w:t></w:r>", &["種", " 樹", "樹是"]);
    assert_eq!(words, ["種", " 樹", "樹是"]);
}

#[test]
fn what_cannot_be_split_is_marked_whole() {
    let ruby = "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>種樹</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    let choice = "<mc:AlternateContent><mc:Choice><w:r><w:t>好事</w:t></w:r></mc:Choice></mc:AlternateContent>";
    let (_, words) = on(&format!("{ruby}<w:r><w:t>是</w:t></w:r>{choice}"), &["樹是", "是好"]);
    assert_eq!(words, ["種樹是", "是好事"]);
}

#[test]
fn the_comment_of_an_insertion_outlives_it() {
    let (xml, words) = on("<w:ins w:id=\"9\"><w:r><w:t>種樹</w:t></w:r></w:ins><w:r><w:t>好</w:t></w:r>", &["樹"]);
    assert_eq!(words, ["樹"]);
    assert!(xml.contains("<w:commentRangeEnd w:id=\"0\"/></w:ins><w:r><w:rPr>"), "{xml}");
}

#[test]
fn a_finding_in_a_note_stands_on_its_mark() {
    let bytes = draft("<w:p><w:r><w:t>種樹</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>", None);
    let text = read("a.docx", &bytes).unwrap().source.text;
    let at = text.find("註").unwrap();
    let (copy, _) = annotated(&bytes, &[Span::new(at, at + 3)]);
    let xml = part(&copy, "word/document.xml");
    let start = "<w:commentRangeStart w:id=\"0\"/>";
    assert!(xml.contains(&format!("{start}<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:commentRangeEnd")), "{xml}");
    assert!(part(&copy, "word/comments.xml").contains("Word allows no comments there"));
}

#[test]
fn comments_that_are_there_stay() {
    let own = "<w:comments xmlns:w=\"w\"><w:comment w:id=\"0\" w:author=\"Mei\"><w:p/></w:comment></w:comments>";
    let marks = "<w:commentRangeStart w:id=\"0\"/><w:r><w:t>種樹</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>\
                 <w:r><w:commentReference w:id=\"0\"/></w:r>";
    let bytes = draft(&format!("<w:p>{marks}</w:p>"), Some(own));
    let (copy, found) = annotated(&bytes, &[Span::new(0, 3), Span::new(3, 6)]);
    assert_eq!(found.iter().map(|(_, words)| &**words).collect::<Vec<_>>(), ["種", "樹"]);
    let comments = part(&copy, "word/comments.xml");
    assert!(comments.starts_with(own.strip_suffix("</w:comments>").unwrap()), "{comments}");
    // Nothing to say to the package that it does not know.
    assert_eq!(parts(&copy)["[Content_Types].xml"], parts(&bytes)["[Content_Types].xml"]);
}

#[test]
fn without_findings_the_copy_is_the_file() {
    let bytes = draft("<w:p><w:r><w:t>種樹</w:t></w:r></w:p>", None);
    assert_eq!(annotated(&bytes, &[]).0, bytes);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn comments_stand_where_they_are_asked_for_and_nothing_else_changes(
        draft in any_draft(),
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6),
    ) {
        let bytes = draft.bytes();
        let article = read("a.docx", &bytes).unwrap();
        let text = &article.source.text;
        let pieces = body(&article);
        let characters: Vec<Span> = pieces
            .iter()
            .flat_map(|piece| {
                let start = piece.text.start;
                piece.text.of(text).char_indices().map(move |(at, c)| Span::new(start + at, start + at + c.len_utf8()))
            })
            .collect();
        prop_assume!(!characters.is_empty());
        let span = |(one, other): &(prop::sample::Index, prop::sample::Index)| {
            let (one, other) = (one.index(characters.len()), other.index(characters.len()));
            Span::new(characters[one.min(other)].start, characters[one.max(other)].end)
        };
        let spans: Vec<Span> = picks.iter().map(span).collect();
        let found: Vec<Span> = annotated(&bytes, &spans).1.into_iter().map(|(span, _)| span).collect();
        prop_assert_eq!(found, spans);
    }
}

fn any_draft() -> impl Strategy<Value = Draft> {
    Draft::any()
}
