//! `related` of a page: which other places a finding shows.

use crate::pack::page::Message;
use crate::pack::page::front_matter::only;
use crate::pack::page::keys::{LINKS, REACHES, WAYS};
use crate::pack::page::option::Filling;
use crate::pack::select::{self, Select};
use crate::pack::table::fault::Faults;
use crate::pack::table::fields::Fields;
use serde::{Deserialize, Serialize};

/// Another place to show with a finding.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pointer {
    /// Which of the units.
    pub way: Way,
    /// The units that may be meant.
    pub select: Select,
    /// How the unit and that of the finding are linked, if they have to be.
    pub by: Option<Link>,
    /// How far away the unit may be.
    pub within: Reach,
    /// What is said of it.
    pub message: Message,
}

/// Which of several units, seen from the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// The one that is the fewest units away; of two the earlier one.
    Nearest,
    /// The first one.
    First,
    /// The last one before the finding.
    Previous,
    /// The first one behind the finding.
    Next,
}

/// What links a finding to another unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Link {
    /// The finding supports it.
    Supports,
    /// It supports the finding.
    SupportedBy,
    /// The finding attacks it.
    Attacks,
    /// It attacks the finding.
    AttackedBy,
    /// The finding restates it.
    Restates,
    /// It restates the finding.
    RestatedBy,
    /// The finding is a slip that does not agree with it.
    Slip,
}

/// How far away a unit may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// In the same paragraph.
    Paragraph,
    /// In the same section.
    Section,
    /// Anywhere.
    Article,
}

/// An entry of `related`.
pub fn read(fields: &Fields, filling: &Filling, faults: &mut Faults) -> Option<Pointer> {
    let key = only(fields, &WAYS, faults);
    let by = fields.choice("by", &LINKS, faults).and_then(link);
    let within = match fields.choice("within", &REACHES, faults) {
        Some("paragraph") => Reach::Paragraph,
        Some("section") => Reach::Section,
        _ => Reach::Article,
    };
    let mut text = |key| fields.string(key, faults).map(|text| filling.prose(text, faults)).unwrap_or_default();
    let message = Message { zh: text("zh"), en: text("en") };
    let written = fields.required(key?, faults)?;
    let filled = filling.selector(written, faults);
    if !filled.is_whole {
        return None;
    }
    let select = select::compile(&filled.text);
    for error in select.as_ref().err().into_iter().flatten() {
        faults.push(written.part(filled.written(error.span)), error.message.clone());
    }
    let way = match key? {
        "nearest" => Way::Nearest,
        "first" => Way::First,
        "previous" => Way::Previous,
        _ => Way::Next,
    };
    select.ok().map(|select| Pointer { way, select, by, within, message })
}

/// The link of that name, one of [`LINKS`].
fn link(name: &str) -> Option<Link> {
    const ALL: [Link; 7] = [
        Link::Supports,
        Link::SupportedBy,
        Link::Attacks,
        Link::AttackedBy,
        Link::Restates,
        Link::RestatedBy,
        Link::Slip,
    ];
    LINKS.iter().position(|known| *known == name).and_then(|index| ALL.get(index)).copied()
}
