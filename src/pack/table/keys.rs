//! Which keys a table has, what stands in each, and what it is for: the one definition behind checks and JSON Schemas.

use crate::pack::table::fault::Faults;
use crate::pack::table::fields::{Fields, TextOrTable, one_of};
use crate::pack::table::value::{Domain, Kind};

/// Any number.
const REAL: Domain = Domain { kind: Kind::Number, least: None, most: None };

/// A table whose keys are known.
#[derive(Debug)]
pub struct Table {
    /// What messages call it, as it stands in an English sentence.
    pub name: &'static str,
    /// Its keys, in the order in which people are told about them.
    pub keys: &'static [Key],
    /// Keys of which exactly one must be there; empty: there is no such condition.
    pub one_of: &'static [&'static str],
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What stands there.
    pub shape: Shape,
    /// Whether the table must have it.
    pub needed: bool,
    /// What it says, for people.
    pub doc: &'static str,
}

/// What stands in a key.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// One of these texts.
    Choice(&'static [&'static str]),
    /// True or false.
    Boolean,
    /// A whole number from 0 to this one.
    Number(usize),
    /// A text, or an array of texts.
    Texts,
    /// A text, or an array of texts and of tables.
    TextsOrTables(&'static Table),
    /// One of these texts, or an array of such.
    Choices(&'static [&'static str]),
    /// A table.
    Table(&'static Table),
    /// An array of tables.
    Tables(&'static Table),
    /// A value of any type that options have.
    Value,
    /// A number, whole or not, also below 0.
    Real,
    /// A table with any keys: each holds the table.
    Named(&'static Table),
    /// A table with any keys, ids of lints: each holds one of the texts, or the table. The options of lints stand in that
    /// table too; they are for the reader of the table to check, who knows the lints.
    PerLint(&'static [&'static str], &'static Table),
}

impl Key {
    /// A key that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, shape, needed: false, doc }
    }

    /// A key that must be there.
    #[must_use]
    pub const fn needed(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, shape, needed: true, doc }
    }

    fn check(&self, fields: &Fields, faults: &mut Faults) {
        let there = !fields.present(&[self.name]).is_empty();
        if self.needed && !there {
            fields.miss(self.name, faults);
        }
        match self.shape {
            _ if !there => {}
            Shape::Text if self.needed => {
                fields.required(self.name, faults);
            }
            Shape::Text => {
                fields.string(self.name, faults);
            }
            Shape::Choice(names) => {
                fields.choice(self.name, names, faults);
            }
            Shape::Boolean => {
                fields.boolean(self.name, false, faults);
            }
            Shape::Number(most) => {
                fields.number(self.name, most, faults);
            }
            Shape::Texts => {
                fields.strings(self.name, faults);
            }
            Shape::TextsOrTables(table) => {
                for inner in fields.strings_and_tables(self.name, table.name, faults).1 {
                    table.check(&inner, faults);
                }
            }
            Shape::Choices(names) => {
                fields.choices(self.name, names, faults);
            }
            Shape::Table(table) => {
                if let Some(inner) = fields.table(self.name, table.name, faults) {
                    table.check(&inner, faults);
                }
            }
            Shape::Tables(table) => {
                for inner in fields.tables(self.name, table.name, faults) {
                    table.check(&inner, faults);
                }
            }
            Shape::Value => {
                fields.any(self.name, faults);
            }
            Shape::Real => {
                if let Some((value, at)) = fields.any(self.name, faults) {
                    REAL.take(self.name, &value, at, faults);
                }
            }
            Shape::Named(table) => {
                let Some(named) = fields.table(self.name, table.name, faults) else { return };
                for key in named.keys() {
                    if let Some(inner) = named.table(key.value, table.name, faults) {
                        table.check(&inner, faults);
                    }
                }
            }
            Shape::PerLint(names, table) => {
                let Some(lints) = fields.table(self.name, table.name, faults) else { return };
                for lint in lints.keys() {
                    match lints.text_or_table(lint.value, table.name, faults) {
                        Some(TextOrTable::Text(text)) => {
                            one_of(lint.value, text, names, faults);
                        }
                        Some(TextOrTable::Table(inner)) => table.check_known(&inner, faults),
                        None => {}
                    }
                }
            }
        }
    }
}

impl Table {
    /// A table of these keys.
    #[must_use]
    pub const fn new(name: &'static str, keys: &'static [Key]) -> Self {
        Self { name, keys, one_of: &[] }
    }

    /// Reports unknown keys, missing keys and values of the wrong type, here and in the tables below. Which of [`Table::one_of`]
    /// stands there is for the reader of the table to check.
    pub fn check(&self, fields: &Fields, faults: &mut Faults) {
        let names: Vec<&'static str> = self.keys.iter().map(|key| key.name).collect();
        fields.refuse_others(&names, faults);
        self.check_known(fields, faults);
    }

    /// The same, but for keys that are not known.
    fn check_known(&self, fields: &Fields, faults: &mut Faults) {
        for key in self.keys {
            key.check(fields, faults);
        }
    }
}
