//! How a package knows its comments: the relationship of the document to them, and their type of content.

use super::AnnotateError;
use super::comments::Dialect;
use super::parcel::Parcel;
use super::xml::{Step, append, walk};
use std::collections::BTreeSet;

const TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// Where comments stand, and the parts that have to say so.
pub struct Related {
    /// The name of the part of comments, which need not be there.
    pub comments: String,
    /// Parts that change, by name.
    pub changed: Vec<(String, String)>,
}

impl Related {
    /// Looks for the comments of the document called `main` in `parcel`, and gives them a place where there are none.
    pub fn read(parcel: &mut Parcel, main: &str, dialect: &Dialect) -> Result<Self, AnnotateError> {
        let (folder, file) = main.rsplit_once('/').map_or((String::new(), main), |(at, file)| (format!("{at}/"), file));
        let name = format!("{folder}_rels/{file}.rels");
        let empty = || {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELATIONSHIPS}\"/>"
            )
        };
        let xml = parcel.text(&name)?.unwrap_or_else(empty);
        let (mut target, mut ids) = (None, BTreeSet::new());
        walk(&name, &xml, |step, _| {
            if let Step::Start(tag) = step
                && tag.name() == "Relationship"
            {
                ids.extend(tag.value("Id"));
                if target.is_none() && tag.value("Type").is_some_and(|kind| kind.rsplit('/').next() == Some("comments"))
                {
                    target = tag.value("Target");
                }
            }
        })?;
        let mut changed = Vec::new();
        let comments = if let Some(target) = target {
            target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned)
        } else {
            let numbers = std::iter::once(String::new()).chain((1..usize::MAX).map(|number| number.to_string()));
            let mut names = numbers.map(|number| format!("comments{number}.xml"));
            let file = names.find(|file| !parcel.has(&format!("{folder}{file}"))).unwrap_or_default();
            let mut free = (1..usize::MAX).map(|number| format!("rId{number}"));
            let id = free.find(|id| !ids.contains(id)).unwrap_or_default();
            let kind = dialect.relationship();
            let child = |prefix: &str| format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{file}\"/>");
            changed.push((name.clone(), append(&name, &xml, child)?));
            format!("{folder}{file}")
        };
        changed.extend(typed(parcel, &comments)?.map(|xml| (TYPES.to_owned(), xml)));
        Ok(Self { comments, changed })
    }
}

/// The types of content with that of the part `comments`; none where they say it already.
fn typed(parcel: &mut Parcel, comments: &str) -> Result<Option<String>, AnnotateError> {
    let xml = parcel.needed(TYPES)?;
    let part = format!("/{comments}");
    let mut is_known = false;
    walk(TYPES, &xml, |step, _| {
        if let Step::Start(tag) = step
            && tag.name() == "Override"
        {
            is_known |= tag.value("PartName").is_some_and(|name| name.eq_ignore_ascii_case(&part));
        }
    })?;
    let child = |prefix: &str| format!("<{prefix}Override PartName=\"{part}\" ContentType=\"{COMMENTS_TYPE}\"/>");
    if is_known { Ok(None) } else { append(TYPES, &xml, child).map(Some) }
}
