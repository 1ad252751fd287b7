//! A table as JSON Schema (draft 2020-12), for editors that complete and check what people write.

use crate::pack::table::keys::{Key, Shape, Table};
use crate::pack::table::value::{Domain, Kind, Value as Setting};
use serde_json::{Map, Value, json};

/// A lint that is offered where ids of lints are keys.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its options.
    pub options: Vec<OfferedOption>,
}

/// An option of a lint.
#[derive(Clone, Debug)]
pub struct OfferedOption {
    /// Its name.
    pub name: String,
    /// What it may be.
    pub domain: Domain,
    /// What it is where nobody says.
    pub default: Setting,
    /// What it does.
    pub about: String,
}

/// The schema of `table`, called `title`; `lints` are offered where ids of lints are keys.
#[must_use]
pub fn schema(table: &Table, title: &str, lints: &[Offered]) -> Value {
    let mut schema = of_table(table, lints);
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(title));
    Value::Object(schema)
}

// As deep as the definition is nested, which is written in this program.
fn of_table(table: &Table, lints: &[Offered]) -> Map<String, Value> {
    let properties: Map<String, Value> =
        table.keys.iter().map(|key| (key.name.to_owned(), Value::Object(of_key(key, lints)))).collect();
    let needed: Vec<&str> = table.keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema.insert("additionalProperties".to_owned(), json!(false));
    if !needed.is_empty() {
        schema.insert("required".to_owned(), json!(needed));
    }
    if !table.one_of.is_empty() {
        let one: Vec<Value> = table.one_of.iter().map(|name| json!({ "required": [name] })).collect();
        schema.insert("oneOf".to_owned(), json!(one));
    }
    schema
}

fn of_key(key: &Key, lints: &[Offered]) -> Map<String, Value> {
    let mut schema = match key.shape {
        Shape::Text if key.needed => object(json!({ "type": "string", "pattern": "\\S" })),
        Shape::Text => object(json!({ "type": "string" })),
        Shape::Choice(names) => object(json!({ "enum": names })),
        Shape::Boolean => object(json!({ "type": "boolean" })),
        Shape::Number(most) => object(json!({ "type": "integer", "minimum": 0, "maximum": most })),
        Shape::Texts => one_or_more(&json!({ "type": "string" })),
        Shape::TextsOrTables(table) => {
            let item = json!({ "anyOf": [{ "type": "string" }, of_table(table, lints)] });
            object(json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": item }] }))
        }
        Shape::Choices(names) => one_or_more(&json!({ "enum": names })),
        Shape::Table(table) => of_table(table, lints),
        Shape::Tables(table) => object(json!({ "type": "array", "items": of_table(table, lints) })),
        Shape::PerLint(names, table) => {
            let either = |options: &[OfferedOption], others: bool| {
                let mut full = of_table(table, lints);
                full.insert("additionalProperties".to_owned(), json!(others));
                let keys = full.get_mut("properties").and_then(Value::as_object_mut);
                if let Some(keys) = keys {
                    keys.extend(options.iter().map(of_option));
                }
                json!({ "anyOf": [{ "enum": names }, full] })
            };
            let offered = lints.iter().map(|lint| {
                let mut one = object(either(&lint.options, false));
                one.insert("description".to_owned(), json!(lint.title));
                (lint.id.clone(), Value::Object(one))
            });
            let offered: Map<String, Value> = offered.collect();
            // The options of users' own lints are not known here.
            object(json!({ "type": "object", "properties": offered, "additionalProperties": either(&[], true) }))
        }
        Shape::Value => {
            object(json!({ "type": ["number", "boolean", "string", "array"], "items": { "type": "string" } }))
        }
        Shape::Real => object(json!({ "type": "number" })),
        Shape::Named(table) => object(json!({ "type": "object", "additionalProperties": of_table(table, lints) })),
    };
    schema.insert("description".to_owned(), json!(key.doc));
    schema
}

fn of_option(option: &OfferedOption) -> (String, Value) {
    let mut schema = match option.domain.kind {
        Kind::Integer => object(json!({ "type": "integer" })),
        Kind::Number => object(json!({ "type": "number" })),
        Kind::Boolean => object(json!({ "type": "boolean" })),
        Kind::Text => object(json!({ "type": "string", "pattern": "\\S" })),
        Kind::Words => one_or_more(&json!({ "type": "string" })),
    };
    let bounds = [("minimum", &option.domain.least), ("maximum", &option.domain.most)];
    for (key, bound) in bounds {
        schema.extend(bound.as_ref().map(|bound| (key.to_owned(), json_of(bound))));
    }
    schema.insert("default".to_owned(), json_of(&option.default));
    schema.insert("description".to_owned(), json!(option.about));
    (option.name.clone(), Value::Object(schema))
}

fn json_of(value: &Setting) -> Value {
    match value {
        Setting::Integer(number) => json!(number),
        Setting::Number(number) => number.parse::<f64>().map_or(Value::Null, |number| json!(number)),
        Setting::Boolean(truth) => json!(truth),
        Setting::Text(text) => json!(text),
        Setting::Words(words) => json!(words),
    }
}

fn one_or_more(one: &Value) -> Map<String, Value> {
    object(json!({ "anyOf": [one, { "type": "array", "items": one }] }))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
