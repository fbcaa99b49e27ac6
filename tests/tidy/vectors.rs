//! The vectors meet every code that an assessment can meet, and are named and explained alike.

use std::collections::{BTreeMap, BTreeSet};

use mentormark_rules::{Code, Id};
use serde_json::Value;
use toml::Table;

use crate::{at, below, name, text, tidy};

/// What a vector cites whose rule is not the standard's, but that of the shape of documents.
pub(crate) const CONTRACT: &str = "contract";

/// What is looked at of a vector.
pub(crate) struct Vector {
    /// `<scheme>-<edition>-`, with which its id starts.
    prefix: String,
    pub(crate) id: String,
    pub(crate) source: String,
    why: String,
    expect: Value,
}

/// Every vector, by file.
pub(crate) fn all() -> Vec<Vector> {
    let mut vectors = Vec::new();
    for file in below(&at("tests/vectors"), "json") {
        let edition = file.parent().expect("a folder");
        let scheme = edition.parent().expect("a folder");
        let listed: Vec<Value> =
            serde_json::from_str(&text(&file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        vectors.extend(listed.into_iter().map(|mut vector| {
            let field = |field: &str| vector[field].as_str().unwrap_or_default().to_owned();
            Vector {
                prefix: format!("{}-{}-", name(scheme), name(edition)),
                id: field("id"),
                source: field("source"),
                why: field("why"),
                expect: vector["expect"].take(),
            }
        }));
    }
    vectors
}

/// Every text under the key `code` or in the list `reason_codes`.
fn codes(expect: &Value, found: &mut BTreeSet<String>) {
    match expect {
        Value::Array(list) => list.iter().for_each(|value| codes(value, found)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("code", Value::String(code)) => drop(found.insert(code.clone())),
                    ("reason_codes", Value::Array(list)) => {
                        found.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => codes(value, found),
                }
            }
        }
        _ => {}
    }
}

/// The vectors of submissions; what they expect speaks of the contract alone.
fn submissions() -> Vec<Vector> {
    let mut vectors = Vec::new();
    for file in below(&at("tests/submissions"), "json") {
        let listed: Vec<Value> =
            serde_json::from_str(&text(&file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let topic = name(&file);
        let prefix = format!("{}-", topic.trim_end_matches(".json"));
        vectors.extend(listed.into_iter().map(|mut vector| {
            let field = |field: &str| vector[field].as_str().unwrap_or_default().to_owned();
            Vector {
                prefix: prefix.clone(),
                id: field("id"),
                source: CONTRACT.to_owned(),
                why: field("why"),
                expect: vector["expect"].take(),
            }
        }));
    }
    vectors
}

fn met(refused: bool) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let vectors = all().into_iter().chain(submissions());
    for vector in vectors.filter(|vector| vector.expect.get("refused").is_some() == refused) {
        codes(&vector.expect, &mut found);
    }
    found
}

/// What `excused.toml` excuses under `list`: a name and its reason.
fn excused(list: &str) -> BTreeMap<String, String> {
    let table: Table = toml::from_str(&text(&at("tests/tidy/excused.toml"))).expect("TOML");
    let Some(toml::Value::Table(listed)) = table.get(list) else { panic!("excused.toml has no `[{list}]`") };
    let reason = |value: &toml::Value| value.as_str().expect("a reason").to_owned();
    listed.iter().map(|(name, value)| (name.clone(), reason(value))).collect()
}

/// What is neither `done` nor excused, and what is excused for nothing.
fn unexcused(
    all: &BTreeSet<String>,
    done: &BTreeSet<String>,
    excused: &BTreeMap<String, String>,
    what: &str,
) -> Vec<String> {
    let missing = all.iter().filter(|name| !done.contains(*name) && !excused.contains_key(*name));
    let missing = missing.map(|name| format!("`{name}` is not {what}: do so, or excuse it with a reason"));
    let idle = excused.iter().filter_map(|(name, reason)| {
        if !all.contains(name) {
            return Some(format!("`{name}` is excused and does not exist"));
        }
        if done.contains(name) {
            return Some(format!("`{name}` is excused and {what} all the same: drop the excuse"));
        }
        (!reason.ends_with('.')).then(|| format!("`{name}` is excused without a sentence that says why"))
    });
    missing.chain(idle).collect()
}

#[test]
fn every_refusal_of_an_assessment_has_a_vector() {
    let all = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    tidy(&unexcused(&all, &met(true), &excused("unmet_refusals"), "met by a vector"));
}

#[test]
fn every_reason_has_a_vector() {
    let documented = text(&at("docs/reasons.md"));
    let all: BTreeSet<String> =
        documented.lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_owned).collect();
    assert!(all.len() > 10, "{all:?}");
    tidy(&unexcused(&all, &met(false), &excused("unmet_reasons"), "met by a vector"));
}

#[test]
fn vectors_are_named_and_explained() {
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for Vector { prefix, id, why, .. } in all().into_iter().chain(submissions()) {
        let is_well_formed = Id::is_well_formed(&id) && id.len() > prefix.len() && id.starts_with(&prefix);
        let is_sentence =
            why.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()) && why.ends_with('.');
        if !is_well_formed {
            wrong.push(format!("`{id}` is no kebab-case id that starts with `{prefix}`"));
        }
        if !is_sentence {
            wrong.push(format!("{id}: `{why}` is no sentence"));
        }
        if !seen.insert(id.clone()) {
            wrong.push(format!("{id} stands twice"));
        }
    }
    tidy(&wrong);
}

#[test]
fn what_is_missing_and_what_is_excused_for_nothing_are_found() {
    let set = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<_>>();
    let excused = BTreeMap::from([("b".to_owned(), "It cannot be.".to_owned())]);
    let check = |all: &[&str], done: &[&str]| unexcused(&set(all), &set(done), &excused, "done");
    assert_eq!(check(&["a", "b"], &["a"]), Vec::<String>::new());
    assert_eq!(check(&["a", "b"], &[]), ["`a` is not done: do so, or excuse it with a reason"]);
    assert_eq!(check(&["b"], &["b"]), ["`b` is excused and done all the same: drop the excuse"]);
    assert_eq!(check(&[], &[]), ["`b` is excused and does not exist"]);
}
