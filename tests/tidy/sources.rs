//! Every source anchor is named by a value and cited by a vector, or `excused.toml` says why not.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::{at, below, entries, name, text, tidy, vectors};

/// Every anchor, and those that values name. A subject is a scheme or a policy: its folder holds both.
fn anchors() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut anchors, mut named) = (BTreeSet::new(), BTreeSet::new());
    for root in ["crates/mentormark-schemes/data", "crates/mentormark-schemes/policy", "tests/schemes"] {
        for folder in entries(&at(root)).into_iter().filter(|path| path.is_dir()) {
            let subject = name(&folder);
            for file in below(&folder, "toml") {
                let table: Table =
                    toml::from_str(&text(&file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
                if name(&file) != "sources.toml" {
                    strings(&Value::Table(table), &mut named);
                } else if let Some(Value::Table(listed)) = table.get("anchors") {
                    anchors.extend(listed.keys().map(|anchor| format!("{subject}#{anchor}")));
                }
            }
        }
    }
    assert!(!anchors.is_empty());
    (anchors, named)
}

fn strings(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(found.insert(text.clone())),
        Value::Array(list) => list.iter().for_each(|value| strings(value, found)),
        Value::Table(table) => table.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

/// What `excused.toml` excuses under `list`: a name and its reason.
pub(crate) fn excused(list: &str) -> BTreeMap<String, String> {
    let table: Table = toml::from_str(&text(&at("tests/tidy/excused.toml"))).expect("TOML");
    let Some(Value::Table(listed)) = table.get(list) else { panic!("excused.toml has no `[{list}]`") };
    let reason = |value: &Value| value.as_str().expect("a reason").to_owned();
    listed.iter().map(|(name, value)| (name.clone(), reason(value))).collect()
}

/// What is neither `done` nor excused, and what is excused for nothing.
pub(crate) fn unexcused(
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
fn every_anchor_is_named_by_a_value() {
    let (anchors, named) = anchors();
    tidy(&unexcused(&anchors, &named, &excused("unnamed_anchors"), "named by a value"));
}

#[test]
fn every_anchor_is_cited_by_a_vector() {
    let (anchors, _) = anchors();
    let cited = vectors::all().into_iter().map(|vector| vector.source).collect();
    tidy(&unexcused(&anchors, &cited, &excused("untested_anchors"), "cited by a vector"));
}

#[test]
fn what_a_value_names_has_a_vector_without_excuse() {
    let (_, named) = anchors();
    let untested = excused("untested_anchors");
    let rules = untested.keys().filter(|anchor| named.contains(*anchor));
    tidy(&rules.map(|anchor| format!("`{anchor}` is named by a value: cite it by a vector")).collect::<Vec<_>>());
}

#[test]
fn vectors_cite_anchors_that_exist() {
    let (anchors, _) = anchors();
    let dangling =
        vectors::all().into_iter().filter(|it| it.source != vectors::CONTRACT && !anchors.contains(&it.source));
    tidy(
        &dangling.map(|it| format!("{} cites `{}`, which is in no sources.toml", it.id, it.source)).collect::<Vec<_>>(),
    );
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
