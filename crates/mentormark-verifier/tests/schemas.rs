//! The schema of a verification in `docs/schema` is written from the types that describe the wire, and is fresh. The tests of HTTP hold
//! those types to what is really written.

use std::{collections::BTreeSet, env, fs, path::Path};

use serde_json::{Map, Value, json};

const HOW: &str = "Written by `BLESS=1 cargo test -p mentormark-verifier --test schemas` from \
                   crates/mentormark-verifier/src/wire. Do not edit.";

#[test]
fn the_schema_of_a_verification_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/verification.schema.json");
    let written = format!("{:#}\n", schema("verification", "Verification", "Mentormark verification"));
    if env::var_os("BLESS").is_some() {
        fs::write(&path, &written).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == written,
        "docs/schema/verification.schema.json is not fresh: write it again as its `$comment` says"
    );
}

/// The schema of a type, with those that it refers to under `$defs`.
fn schema(file: &str, of: &str, title: &str) -> Value {
    let described = &mentormark_verifier::openapi::described()["components"]["schemas"];
    let mut needed = BTreeSet::new();
    let root = local(&described[of], &mut needed);
    let mut defs = Map::new();
    while let Some(name) = needed.iter().find(|name| !defs.contains_key(*name)).cloned() {
        assert!(described[&name].is_object(), "`{name}` is not described");
        let definition = local(&described[&name], &mut needed);
        defs.insert(name, definition);
    }
    let mut schema = Map::from_iter([
        ("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema")),
        ("$id".to_owned(), json!(format!("{file}.schema.json"))),
        ("$comment".to_owned(), json!(HOW)),
        ("title".to_owned(), json!(title)),
    ]);
    schema.extend(root.as_object().expect("a schema is an object").clone());
    schema.insert("$defs".to_owned(), Value::Object(defs));
    Value::Object(schema)
}

/// The same with references into `$defs`; notes which.
fn local(schema: &Value, needed: &mut BTreeSet<String>) -> Value {
    match schema {
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| {
                let name = value.as_str().and_then(|text| text.strip_prefix("#/components/schemas/"));
                let value = match name.filter(|_| key == "$ref") {
                    Some(name) => {
                        needed.insert(name.to_owned());
                        json!(format!("#/$defs/{name}"))
                    }
                    None => local(value, needed),
                };
                (key.clone(), value)
            };
            Value::Object(fields.iter().map(field).collect())
        }
        Value::Array(entries) => entries.iter().map(|entry| local(entry, needed)).collect(),
        other => other.clone(),
    }
}
