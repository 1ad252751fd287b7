//! What the parts are called and where links lead: the relationships of a package.

use super::archive::{Archive, Part};
use super::xml::{Step, walk};
use crate::read::ReadError;
use std::collections::BTreeMap;

/// The relationships of one part.
#[derive(Default)]
pub struct Related {
    /// The folder of the part, with its slash.
    folder: String,
    /// Targets of parts, by the last word of the relationship's type.
    parts: BTreeMap<String, String>,
    /// Addresses, by the id of the relationship.
    links: BTreeMap<String, String>,
}

impl Related {
    /// The relationships of the package itself.
    pub fn of_package(archive: &mut Archive) -> Result<Self, ReadError> {
        let part = Part::Relationships;
        let xml = archive.needed(part, part.usual_name())?;
        Self::read(&xml, String::new())
    }

    /// Those of the part called `name`; none where it has none.
    pub fn of_part(archive: &mut Archive, name: &str) -> Result<Self, ReadError> {
        let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        match archive.text(Part::Relationships, &format!("{folder}_rels/{file}.rels"))? {
            Some(xml) => Self::read(&xml, folder),
            None => Ok(Self { folder, ..Self::default() }),
        }
    }

    fn read(xml: &str, folder: String) -> Result<Self, ReadError> {
        let mut related = Self { folder, ..Self::default() };
        walk(Part::Relationships, xml, |step, _| {
            if let Step::Start(tag) = step
                && tag.name() == "Relationship"
                && let (Some(id), Some(kind), Some(target)) = (tag.value("Id"), tag.value("Type"), tag.value("Target"))
            {
                if tag.value("TargetMode").is_some_and(|mode| mode == "External") {
                    related.links.insert(id, target);
                } else {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    related.parts.entry(kind).or_insert(target);
                }
            }
            Ok(())
        })?;
        Ok(related)
    }

    /// The name in the archive of the part that stands in relation `kind`.
    pub fn part(&self, kind: &str) -> Option<String> {
        let target = self.parts.get(kind)?;
        Some(match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{}{target}", self.folder),
        })
    }

    /// The address that the relationship `id` leads to.
    pub fn link(&self, id: &str) -> Option<&str> {
        self.links.get(id).map(String::as_str)
    }
}
