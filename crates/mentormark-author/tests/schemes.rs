//! Every scheme file of the repository compiles, and every surface could load it: those that are shipped, and those that the vectors
//! are about.

use std::{
    fs,
    path::{Path, PathBuf},
};

use mentormark_author::{Anchors, RateTables, SchemeFile, compile, render};
use mentormark_rules::Plan;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = listed.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn sources(folder: &Path) -> Anchors {
    let path = folder.join("sources.toml");
    Anchors::read(&SchemeFile { name: "sources.toml", text: &text(&path) })
        .unwrap_or_else(|faults| panic!("{}", render(&faults, &text(&path), false)))
}

fn rate_tables() -> RateTables {
    let mut tables = RateTables::default();
    for subject in entries(&root().join("crates/mentormark-schemes/policy")) {
        tables.add_sources(subject.file_name().unwrap().to_str().unwrap(), &sources(&subject));
        for table in entries(&subject).iter().filter(|path| !path.ends_with("sources.toml")) {
            tables.add(&SchemeFile { name: "table.toml", text: &text(table) }).unwrap();
        }
    }
    tables
}

#[test]
fn every_scheme_of_the_repository_compiles_and_loads() {
    let tables = rate_tables();
    let mut compiled = 0;
    for kept in ["crates/mentormark-schemes/data", "tests/schemes"] {
        for folder in entries(&root().join(kept)).into_iter().filter(|path| path.is_dir()) {
            let is_edition = |path: &&PathBuf| path.is_file() && !path.ends_with("sources.toml");
            for path in entries(&folder).iter().filter(is_edition) {
                let (name, text) = (path.display().to_string(), text(path));
                let scheme = compile(&SchemeFile { name: &name, text: &text }, &sources(&folder), &tables, &[])
                    .unwrap_or_else(|faults| panic!("{}", render(&faults, &text, false)));
                assert_eq!(Some(scheme.scheme.id.as_str()), folder.file_name().unwrap().to_str(), "{name}");
                let plan = Plan::from_json(&scheme.json).unwrap_or_else(|refusals| panic!("{name}: {refusals}"));
                assert_eq!(plan.rules_hash(), scheme.rules_hash, "{name}");
                compiled += 1;
            }
        }
    }
    assert!(compiled >= 17, "{compiled}");
}
