//! Which crate may depend on which, as ARCHITECTURE.md has it.

use std::{collections::BTreeSet, env, process::Command};

use serde_json::Value;

use crate::{at, tidy};

/// The crates of the workspace that each of them may need, and those it may need for its build script alone.
const ALLOWED: [(&str, &[&str], &[&str]); 13] = [
    ("mentormark-rules", &[], &[]),
    ("mentormark-author", &["mentormark-rules"], &[]),
    ("mentormark-schemes", &["mentormark-rules"], &["mentormark-author"]),
    ("mentormark-report", &["mentormark-rules"], &[]),
    ("mentormark-seal", &["mentormark-rules"], &[]),
    ("mentormark-wasm", &["mentormark-rules"], &[]),
    ("mentormark-wasm-compile", &["mentormark-rules"], &[]),
    ("mentormark-wasm-seal", &["mentormark-seal"], &[]),
    ("mentormark-site", &["mentormark-rules", "mentormark-report", "mentormark-seal"], &[]),
    ("mentormark-verifier", &["mentormark-rules", "mentormark-schemes", "mentormark-seal"], &[]),
    ("mentormark-cli", PROGRAMS, &[]),
    ("xtask", PROGRAMS, &[]),
    ("mentormark-tests", EVERYTHING, &[]),
];

const PROGRAMS: &[&str] = &[
    "mentormark-rules",
    "mentormark-author",
    "mentormark-schemes",
    "mentormark-report",
    "mentormark-seal",
    "mentormark-verifier",
];

const EVERYTHING: &[&str] = &[
    "mentormark-rules",
    "mentormark-author",
    "mentormark-schemes",
    "mentormark-report",
    "mentormark-seal",
    "mentormark-verifier",
    "mentormark-wasm",
    "mentormark-wasm-compile",
    "mentormark-wasm-seal",
    "mentormark-cli",
    "mentormark-site",
];

/// All that the engine may take from outside.
const ENGINE: [&str; 5] = ["jiff", "serde", "serde_json", "sha2", "thiserror"];

/// A crate that needs another, outside its tests.
struct Edge {
    from: String,
    to: String,
    for_building: bool,
    in_workspace: bool,
}

fn edges() -> (BTreeSet<String>, Vec<Edge>) {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let said = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(at(""))
        .output()
        .expect("cargo starts");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let metadata: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let packages = metadata["packages"].as_array().expect("a list");
    let crates = packages.iter().map(|package| text(&package["name"])).collect();
    let edges = packages.iter().flat_map(|package| {
        let needed = package["dependencies"].as_array().expect("a list").iter();
        needed.filter(|needed| needed["kind"] != "dev").map(|needed| Edge {
            from: text(&package["name"]),
            to: text(&needed["name"]),
            for_building: needed["kind"] == "build",
            in_workspace: needed["path"].is_string(),
        })
    });
    (crates, edges.collect())
}

fn wrong(crates: &BTreeSet<String>, edges: &[Edge]) -> Vec<String> {
    let allowed = |name: &str| ALLOWED.iter().find(|(from, ..)| *from == name);
    let unlisted = crates.iter().filter(|name| allowed(name).is_none());
    let mut wrong: Vec<String> =
        unlisted.map(|name| format!("{name} has no row in `ALLOWED`: say what it may need")).collect();
    for Edge { from, to, for_building, .. } in edges.iter().filter(|edge| edge.in_workspace) {
        let fits = allowed(from).is_some_and(|(_, always, building)| {
            always.contains(&to.as_str()) || (*for_building && building.contains(&to.as_str()))
        });
        if !fits {
            let how = if *for_building { " for building" } else { "" };
            wrong.push(format!("{from} must not need {to}{how}"));
        }
    }
    wrong
}

#[test]
fn crates_need_only_what_they_may() {
    let (crates, edges) = edges();
    tidy(&wrong(&crates, &edges));
}

#[test]
fn a_forbidden_edge_is_found() {
    let edge = |from: &str, to: &str, for_building| {
        let edge = Edge { from: from.into(), to: to.into(), for_building, in_workspace: true };
        wrong(&BTreeSet::from([from.to_owned()]), &[edge])
    };
    assert_eq!(edge("mentormark-schemes", "mentormark-author", true), Vec::<String>::new());
    assert_eq!(
        edge("mentormark-schemes", "mentormark-author", false),
        ["mentormark-schemes must not need mentormark-author"]
    );
    assert_eq!(edge("mentormark-rules", "mentormark-report", false).len(), 1);
    assert_eq!(edge("mentormark-cli", "mentormark-wasm", false).len(), 1);
    assert_eq!(edge("mentormark-seal", "mentormark-schemes", false).len(), 1);
    assert_eq!(edge("mentormark-site", "mentormark-author", true).len(), 1);
    assert_eq!(edge("a-new-crate", "mentormark-rules", false).len(), 2);
}

#[test]
fn the_engine_takes_five_crates_from_outside() {
    let (_, edges) = edges();
    let taken: BTreeSet<&str> =
        edges.iter().filter(|edge| edge.from == "mentormark-rules").map(|edge| edge.to.as_str()).collect();
    assert_eq!(taken, BTreeSet::from(ENGINE));
}
