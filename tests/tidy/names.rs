//! The engine knows no scheme and no section by name.

use crate::{at, below, text, tidy};

/// The ids of every shipped scheme and of its sections.
fn ids() -> Vec<String> {
    let mut ids = Vec::new();
    for shipped in mentormark_schemes::all() {
        let scheme: serde_json::Value = serde_json::from_str(shipped.compiled).expect("JSON");
        let sections = scheme["sections"].as_array().expect("a list").iter();
        ids.push(shipped.id.to_owned());
        ids.extend(sections.map(|section| section["id"].as_str().expect("a text").to_owned()));
    }
    ids
}

/// The lines of `source` that name one of `ids`. Examples in documentation and tests may: they have to name something.
fn naming(source: &str, ids: &[String]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    // The tests are the last thing in a module.
    for (number, line) in source.lines().enumerate().take_while(|(_, line)| *line != "mod tests {") {
        if line.trim_start().starts_with("///") || line.trim_start().starts_with("//!") {
            continue;
        }
        let words = line.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_lowercase);
        found.extend(words.filter(|word| ids.contains(word)).map(|word| (number + 1, word)));
    }
    found
}

#[test]
fn the_engine_names_no_scheme_and_no_section() {
    let ids = ids();
    assert!(ids.len() > 7, "{ids:?}");
    let engine = at("crates/mentormark-rules/src");
    let mut files = below(&engine, "rs");
    files.retain(|file| !file.ends_with("tests.rs"));
    assert!(files.len() > 10, "{files:?}");
    let found = files.iter().flat_map(|file| {
        let found = naming(&text(file), &ids);
        found.into_iter().map(|(line, word)| format!("{}:{line} names `{word}`", file.display()))
    });
    tidy(&found.collect::<Vec<_>>());
}

#[test]
fn a_name_is_found_in_code_and_comments_and_not_in_examples() {
    let ids = ["nms".to_owned(), "aims".to_owned()];
    let source = "/// Such as `nms`.\nfn f(id: &str) -> bool {\n    // As nms has it.\n    id == \"aims.bronze\" || AIMS_FIRST\n}\nmod tests {\n    nms\n";
    assert_eq!(naming(source, &ids), [(3, "nms".into()), (4, "aims".into()), (4, "aims".into())]);
    assert_eq!(naming("let claims = \"nms-university\";", &ids), []);
}
