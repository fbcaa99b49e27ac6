//! The published schemas say what the types say: the same members, which of them may be missing, the same choices and constants.

use std::{collections::BTreeSet, fs, path::PathBuf};

use mentormark_seal::{Issuer, PublicKeys, check, report};
use serde_json::{Value, json};

use crate::made::{bare, keys, manifest, receipt, tree, trusted, verification, web};

struct Schema {
    whole: Value,
}

impl Schema {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema").join(name);
        Self { whole: serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap() }
    }

    /// A definition, or the whole schema for `""`.
    fn definition(&self, name: &str) -> &Value {
        if name.is_empty() { &self.whole } else { &self.whole["$defs"][name] }
    }

    /// What a part of the schema says for a value that is not `null`.
    fn followed<'a>(&'a self, part: &'a Value) -> &'a Value {
        let part = part["oneOf"].as_array().map_or(part, |ways| &ways[0]);
        match part["$ref"].as_str().and_then(|to| to.strip_prefix("#/$defs/")) {
            Some(name) => self.followed(self.definition(name)),
            None => part,
        }
    }

    /// What the schema and the samples of one value do not agree in.
    fn disagreements(&self, at: &str, part: &Value, samples: &[&Value]) -> Vec<String> {
        let part = self.followed(part);
        let present: Vec<&Value> = samples.iter().copied().filter(|sample| !sample.is_null()).collect();
        let mut wrong = Vec::new();
        let mut wants = |holds: bool, what: String| {
            if !holds {
                wrong.push(format!("{at}: {what}"));
            }
        };
        if let Some(constant) = part.get("const") {
            wants(present.iter().all(|sample| *sample == constant), "another constant".into());
        }
        if let Some(choices) = part["enum"].as_array() {
            wants(present.iter().all(|sample| choices.contains(sample)), "not among the choices".into());
        }
        if let Some(items) = part.get("items") {
            let entries: Vec<&Value> = present.iter().flat_map(|sample| sample.as_array().unwrap()).collect();
            wrong.extend(self.disagreements(&format!("{at}[]"), items, &entries));
        } else if let Some(Value::Object(properties)) = part.get("properties") {
            let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<String>>();
            let said: BTreeSet<String> = properties.keys().cloned().collect();
            let required: BTreeSet<String> =
                part["required"].as_array().unwrap().iter().map(|key| key.as_str().unwrap().to_owned()).collect();
            let found: Vec<BTreeSet<String>> = present.iter().map(|sample| keys(sample)).collect();
            let ever: BTreeSet<String> = found.iter().flatten().cloned().collect();
            let always = said.iter().filter(|key| found.iter().all(|found| found.contains(*key))).cloned().collect();
            wants(part["additionalProperties"] == false, "others are not forbidden".into());
            wants(ever == said, format!("members are {ever:?}, not {said:?}"));
            wants(required == always, format!("always there are {always:?}, not {required:?}"));
            for (key, property) in properties {
                let values: Vec<&Value> = present.iter().filter_map(|sample| sample.get(key)).collect();
                wrong.extend(self.disagreements(&format!("{at}/{key}"), property, &values));
            }
        } else {
            let is_plain = |sample: &&Value| !sample.is_object();
            wrong.extend((!present.iter().all(is_plain)).then(|| format!("{at}: an object of which nothing is said")));
        }
        wrong
    }

    fn agrees(&self, name: &str, samples: &[&Value]) {
        assert_eq!(self.disagreements("", self.definition(name), samples), Vec::<String>::new());
    }
}

fn receipts() -> [Value; 3] {
    let sealed = |stated: mentormark_seal::Verification| {
        tree(&keys().seal(&Issuer::Key, stated.clone(), stated.verified_at).unwrap())
    };
    let logged = mentormark_seal::Verification { log_index: Some(7), ..verification() };
    [tree(&receipt(&web())), sealed(bare()), sealed(logged)]
}

#[test]
fn the_schema_of_a_receipt_is_that_of_the_types() {
    let schema = Schema::new("receipt.schema.json");
    schema.agrees("receipt", &receipts().each_ref());
    let manifest: Value = serde_json::from_str(&manifest(&Issuer::Key).to_json()).unwrap();
    schema.agrees("manifest", &[&manifest]);
    assert_eq!(schema.whole["oneOf"], json!([{ "$ref": "#/$defs/receipt" }, { "$ref": "#/$defs/manifest" }]));
}

#[test]
fn the_schema_of_public_keys_is_that_of_the_types() {
    let lists = [web(), Issuer::Key].map(|issuer| serde_json::to_value(keys().public(&issuer)).unwrap());
    Schema::new("keys.schema.json").agrees("", &lists.each_ref());
}

#[test]
fn the_schema_of_a_check_is_that_of_the_types() {
    let receipt = receipt(&Issuer::Key).to_json();
    let reports = [(&receipt, trusted()), (&receipt, PublicKeys::none()), (&"{}".to_owned(), trusted())]
        .map(|(text, keys)| serde_json::from_str::<Value>(&report(&check(text, &keys), None)).unwrap());
    let with_lines = report(&check(&manifest(&Issuer::Key).to_json(), &trusted()), Some(false));
    let with_lines: Value = serde_json::from_str(&with_lines).unwrap();
    let mut schema = Schema::new("receipt-check.schema.json");
    // What stands under `document` has a schema of its own.
    assert_eq!(schema.whole["properties"]["document"]["oneOf"][0]["$ref"], "receipt.schema.json");
    schema.whole["properties"]["document"] = json!({});
    let [holds, untrusted, other] = reports;
    let without = [holds, untrusted, other, with_lines].map(|mut report| {
        report["document"] = Value::Null;
        report
    });
    schema.agrees("", &without.each_ref());
}

#[test]
fn a_schema_that_says_something_else_is_found() {
    let mut schema = Schema::new("receipt.schema.json");
    let receipts = receipts();
    let count = |schema: &Schema| schema.disagreements("", schema.definition("receipt"), &receipts.each_ref()).len();
    let whole = schema.whole.clone();
    for (pointer, value) in [
        ("/$defs/verification/required/0", json!("log_index")),
        ("/$defs/verification/additionalProperties", json!(true)),
        ("/$defs/verification/properties/status/enum/0", json!("fine")),
        ("/$defs/verification/properties/cautions/items/enum/0", json!("fine")),
        ("/$defs/fee/properties/net", Value::Null),
        ("/$defs/proof/properties/proofPurpose/const", json!("authentication")),
        ("/$defs/context/const/1", json!("ni:///sha-256;AAAA")),
    ] {
        schema.whole = whole.clone();
        let place = schema.whole.pointer_mut(pointer).unwrap();
        if value.is_null() {
            schema.whole["$defs"]["fee"]["properties"].as_object_mut().unwrap().remove("net");
        } else {
            *place = value;
        }
        assert!(count(&schema) > 0, "{pointer}");
    }
}
