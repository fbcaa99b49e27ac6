//! Every source anchor is named by a value and cited by a vector. On background nothing rests, and each says why.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::{at, below, entries, name, text, tidy, vectors};

/// What the files of sources have, and what values name.
#[derive(Default)]
struct Sources {
    anchors: BTreeSet<String>,
    /// Each with its sentence that says why nothing rests on it.
    background: BTreeMap<String, String>,
    named: BTreeSet<String>,
}

/// Those of every scheme and policy: the folder of such a subject holds its sources and its values.
fn sources() -> Sources {
    let mut all = Sources::default();
    for root in ["crates/mentormark-schemes/data", "crates/mentormark-schemes/policy", "tests/schemes"] {
        for folder in entries(&at(root)).into_iter().filter(|path| path.is_dir()) {
            for file in below(&folder, "toml") {
                let table = toml::from_str(&text(&file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
                all.add(&name(&folder), &name(&file), table);
            }
        }
    }
    assert!(!all.anchors.is_empty() && !all.background.is_empty());
    all
}

impl Sources {
    /// Adds a file of a subject.
    fn add(&mut self, subject: &str, file: &str, table: Table) {
        if file != "sources.toml" {
            return strings(&Value::Table(table), &mut self.named);
        }
        let of_kind = |kind: &str| table.get(kind).and_then(Value::as_table).into_iter().flatten();
        let full = |name: &String| format!("{subject}#{name}");
        self.anchors.extend(of_kind("anchors").map(|(name, _)| full(name)));
        let because = |entry: &Value| entry.get("because").and_then(Value::as_str).unwrap_or_default().to_owned();
        self.background.extend(of_kind("background").map(|(name, entry)| (full(name), because(entry))));
    }

    /// Anchors that no value names, or that are not among those `cited`.
    fn idle_anchors(&self, cited: &BTreeSet<String>) -> Vec<String> {
        let no_value = self.anchors.difference(&self.named);
        let no_value = no_value.map(|anchor| format!("no value names `{anchor}`: let it be background, or remove it"));
        let no_vector = self.anchors.difference(cited).map(|anchor| format!("no vector cites `{anchor}`: write one"));
        no_value.chain(no_vector).collect()
    }

    /// Background that a value names, or that does not say why nothing rests on it.
    fn wrong_background(&self) -> Vec<String> {
        let wrong = self.background.iter().filter_map(|(name, because)| {
            let is_sentence = because.starts_with(char::is_uppercase) && because.ends_with('.');
            if self.named.contains(name) {
                return Some(format!("a value names `{name}`: let it be an anchor"));
            }
            (!is_sentence).then(|| format!("`{name}` does not say in a sentence why nothing rests on it"))
        });
        wrong.collect()
    }

    /// What is among those `cited`, and neither an anchor nor background.
    fn unknown(&self, cited: &BTreeSet<String>) -> Vec<String> {
        let is_known =
            |it: &str| it == vectors::CONTRACT || self.anchors.contains(it) || self.background.contains_key(it);
        let unknown = cited.iter().filter(|it| !is_known(it));
        unknown.map(|it| format!("a vector cites `{it}`, which is in no sources.toml")).collect()
    }
}

fn strings(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(found.insert(text.clone())),
        Value::Array(list) => list.iter().for_each(|value| strings(value, found)),
        Value::Table(table) => table.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

/// What vectors cite.
fn cited() -> BTreeSet<String> {
    vectors::all().into_iter().map(|vector| vector.source).collect()
}

#[test]
fn every_anchor_is_named_by_a_value_and_cited_by_a_vector() {
    tidy(&sources().idle_anchors(&cited()));
}

#[test]
fn background_is_named_by_no_value_and_says_why() {
    tidy(&sources().wrong_background());
}

#[test]
fn vectors_cite_what_exists() {
    tidy(&sources().unknown(&cited()));
}

#[test]
fn sources_that_are_not_what_they_should_be_are_found() {
    let faults = |anchors: &str, background: &str, value: &str, cited: &str| {
        let mut sources = Sources::default();
        let file = format!("[anchors.{anchors}]\n[background.past]\nbecause = \"{background}\"");
        sources.add("a", "sources.toml", toml::from_str(&file).expect("TOML"));
        sources.add("a", "1.toml", toml::from_str(&format!("[fee]\nassumes = [\"{value}\"]")).expect("TOML"));
        let cited = BTreeSet::from([cited.to_owned(), vectors::CONTRACT.to_owned()]);
        [sources.idle_anchors(&cited), sources.wrong_background(), sources.unknown(&cited)].concat()
    };
    assert_eq!(faults("fees", "It is history.", "a#fees", "a#fees"), Vec::<String>::new());
    assert_eq!(
        faults("fees", "It is history.", "a#other", "a#fees"),
        ["no value names `a#fees`: let it be background, or remove it"]
    );
    assert_eq!(faults("fees", "It is history.", "a#fees", "a#past"), ["no vector cites `a#fees`: write one"]);
    assert_eq!(
        faults("fees", "It is history.", "a#fees", "a#gone"),
        ["no vector cites `a#fees`: write one", "a vector cites `a#gone`, which is in no sources.toml"]
    );
    assert_eq!(
        faults("fees", "It is history.", "a#past", "a#fees"),
        ["no value names `a#fees`: let it be background, or remove it", "a value names `a#past`: let it be an anchor"]
    );
    for because in ["", "it is history.", "It is history"] {
        assert_eq!(
            faults("fees", because, "a#fees", "a#fees"),
            ["`a#past` does not say in a sentence why nothing rests on it"]
        );
    }
}
