//! The comments themselves: what they say, and the part that holds them.

use super::AnnotateError;
use super::xml::{Step, append, walk};
use crate::emit::{shorten, xml as escapable};
use crate::model::diagnostic::{Diagnostic, MessageLanguage};
use quick_xml::escape::escape;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The most columns of a note's words that a comment on its mark repeats.
const MOST_COLUMNS: usize = 60;

/// How a part writes the language of Word files.
pub struct Dialect {
    /// The prefix of elements and attributes that are added, with its colon.
    pub prefix: String,
    /// What declares the prefix in an element that is added: nothing, unless the part has no prefix of its own. Attributes need one.
    pub declaration: String,
    /// Their namespace: one for transitional documents, another for strict ones.
    namespace: String,
}

impl Dialect {
    /// The dialect of `xml`, the part called `name`.
    pub fn of_root(name: &str, xml: &str) -> Result<Self, AnnotateError> {
        let mut found = None;
        walk(name, xml, |step, _| {
            if let Step::Start(tag) = step
                && found.is_none()
            {
                let (prefix, namespace) = (tag.prefix(), tag.namespace().unwrap_or_default());
                found = Some(Self { prefix, declaration: String::new(), namespace });
            }
        })?;
        let mut found = found.ok_or_else(|| AnnotateError::BadPart(name.to_owned(), 0))?;
        if found.namespace.is_empty() {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main".clone_into(&mut found.namespace);
        }
        if found.prefix.is_empty() {
            "w:".clone_into(&mut found.prefix);
            found.declaration = format!(" xmlns:w=\"{}\"", escape(&*found.namespace));
        }
        Ok(found)
    }

    /// The type of the relationship of such a document to its comments.
    pub fn relationship(&self) -> &'static str {
        if self.namespace.contains("purl.oclc.org") {
            "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        }
    }
}

/// A comment to write.
pub struct Comment<'a> {
    /// What marks in the document call it.
    pub id: u32,
    /// What it is about.
    pub found: &'a Diagnostic,
    /// Whether the words stand in a note.
    pub is_in_note: bool,
}

/// Numbers that no comment of the part `name` has, nor any mark of one in the document `main`, which may be broken.
pub fn free_ids(
    name: &str,
    existing: Option<&str>,
    main: &str,
    document: &str,
) -> Result<impl Iterator<Item = u32>, AnnotateError> {
    let mut used = BTreeSet::new();
    for (name, xml) in existing.map(|xml| (name, xml)).into_iter().chain([(main, document)]) {
        walk(name, xml, |step, _| {
            if let Step::Start(tag) = step
                && matches!(tag.name(), "comment" | "commentRangeStart" | "commentRangeEnd" | "commentReference")
                && let Some(id) = tag.value("id").and_then(|id| id.parse::<u32>().ok())
            {
                used.insert(id);
            }
        })?;
    }
    Ok((0..).filter(move |id| !used.contains(id)))
}

/// The part of comments called `name` with `written` behind those that `existing` holds; a new part where there is none.
pub fn part(
    name: &str,
    existing: Option<&str>,
    dialect: &Dialect,
    written: &[Comment],
    language: MessageLanguage,
) -> Result<String, AnnotateError> {
    let all = |dialect: &Dialect| written.iter().map(|comment| comment.xml(dialect, language)).collect::<String>();
    if let Some(existing) = existing {
        let dialect = Dialect::of_root(name, existing)?;
        return append(name, existing, |_| all(&dialect));
    }
    let Dialect { prefix, namespace, .. } = dialect;
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <{prefix}comments xmlns:{}=\"{}\">{}</{prefix}comments>",
        prefix.trim_end_matches(':'),
        escape(&**namespace),
        all(dialect)
    ))
}

impl Comment<'_> {
    /// The element in `dialect`.
    fn xml(&self, dialect: &Dialect, language: MessageLanguage) -> String {
        let Self { id, found, .. } = self;
        let Dialect { prefix: p, declaration, .. } = dialect;
        let mut xml = format!("<{p}comment{declaration} {p}id=\"{id}\" {p}author=\"lunju\" {p}initials=\"lunju\">");
        let mut lines = vec![(found.message.clone(), format!("<{p}b/>"))];
        if !found.help.is_empty() {
            lines.push((found.help.clone(), String::new()));
        }
        if !found.query.is_empty() {
            lines.push((query(language, &found.query), format!("<{p}i/>")));
        }
        if self.is_in_note {
            lines.push((in_note(language, &shorten(&found.words, MOST_COLUMNS)), String::new()));
        }
        lines.push((format!("{} · {}", found.severity.name(), found.lint), format!("<{p}color {p}val=\"808080\"/>")));
        let tongue = match language {
            MessageLanguage::ZhHant => "zh-HK",
            MessageLanguage::ZhHans => "zh-CN",
            MessageLanguage::English => "",
        };
        // The hint makes quotation marks as wide as the characters around them.
        let (hint, tongue) = match tongue {
            "" => (String::new(), format!("<{p}lang {p}val=\"en-GB\"/>")),
            tongue => (format!("<{p}rFonts {p}hint=\"eastAsia\"/>"), format!("<{p}lang {p}eastAsia=\"{tongue}\"/>")),
        };
        for (number, (line, look)) in lines.iter().enumerate() {
            let mark = if number == 0 { format!("<{p}r><{p}annotationRef/></{p}r>") } else { String::new() };
            let line = escapable(line);
            let line = escape(&*line);
            let _ = write!(
                xml,
                "<{p}p>{mark}<{p}r><{p}rPr>{hint}{look}{tongue}</{p}rPr><{p}t xml:space=\"preserve\">{line}</{p}t></{p}r></{p}p>"
            );
        }
        xml + &format!("</{p}comment>")
    }
}

fn query(language: MessageLanguage, query: &str) -> String {
    match language {
        MessageLanguage::ZhHant => format!("問作者：{query}"),
        MessageLanguage::ZhHans => format!("问作者：{query}"),
        MessageLanguage::English => format!("To the author: {query}"),
    }
}

fn in_note(language: MessageLanguage, words: &str) -> String {
    match language {
        MessageLanguage::ZhHant => {
            format!("所指的是註解裏的「{words}」；Word 不能在註解裏加批註，所以批註放在註號上。")
        }
        MessageLanguage::ZhHans => format!("所指的是注释里的“{words}”；Word 不能在注释里加批注，所以批注放在注号上。"),
        MessageLanguage::English => {
            format!(
                "This is about “{words}” in the note; Word allows no comments there, so it stands on the note's mark."
            )
        }
    }
}
