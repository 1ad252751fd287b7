//! A table as JSON Schema (draft 2020-12), for editors that complete and check what people write.

use crate::pack::table::keys::{Key, Shape, Table};
use serde_json::{Map, Value, json};

/// The schema of `table`, called `title`; `lints` (id, title) are offered where ids of lints are keys.
#[must_use]
pub fn schema(table: &Table, title: &str, lints: &[(String, String)]) -> Value {
    let mut schema = of_table(table, lints);
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(title));
    Value::Object(schema)
}

// As deep as the definition is nested, which is written in this program.
fn of_table(table: &Table, lints: &[(String, String)]) -> Map<String, Value> {
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

fn of_key(key: &Key, lints: &[(String, String)]) -> Map<String, Value> {
    let mut schema = match key.shape {
        Shape::Text if key.needed => object(json!({ "type": "string", "pattern": "\\S" })),
        Shape::Text => object(json!({ "type": "string" })),
        Shape::Choice(names) => object(json!({ "enum": names })),
        Shape::Boolean => object(json!({ "type": "boolean" })),
        Shape::Number(most) => object(json!({ "type": "integer", "minimum": 0, "maximum": most })),
        Shape::Texts => one_or_more(&json!({ "type": "string" })),
        Shape::Choices(names) => one_or_more(&json!({ "enum": names })),
        Shape::Table(table) => of_table(table, lints),
        Shape::Tables(table) => object(json!({ "type": "array", "items": of_table(table, lints) })),
        Shape::PerLint(names, table) => {
            let either = json!({ "anyOf": [{ "enum": names }, of_table(table, lints)] });
            let offered = lints.iter().map(|(id, title)| {
                let mut one = object(either.clone());
                one.insert("description".to_owned(), json!(title));
                (id.clone(), Value::Object(one))
            });
            let offered: Map<String, Value> = offered.collect();
            object(json!({ "type": "object", "properties": offered, "additionalProperties": either }))
        }
    };
    schema.insert("description".to_owned(), json!(key.doc));
    schema
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
