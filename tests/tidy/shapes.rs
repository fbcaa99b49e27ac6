//! The 34 shapes of rule that were met in real standards: each has a row that says how to write it, in `docs/scheme-format.md`, and one
//! that says where it is proved, in `tests/schemes/README.md`. The schemes named are there, with vectors, and have the keys named.

use std::{collections::BTreeMap, path::PathBuf};

use toml::{Table, Value};

use crate::{at, below, entries, name, text, tidy};

/// How many shapes there are.
const SHAPES: usize = 34;

/// What a row says in place of names where every scheme will do.
const ANY_FILE: [&str; 2] = ["all", "every file"];

/// Each scheme that is data, with its editions.
fn schemes() -> BTreeMap<String, Vec<Table>> {
    let mut schemes = BTreeMap::new();
    for root in ["crates/mentormark-schemes/data", "tests/schemes"] {
        for folder in entries(&at(root)).into_iter().filter(|path| path.is_dir()) {
            let files = entries(&folder).into_iter().filter(|file| name(file) != "sources.toml" && file.is_file());
            let editions = files.filter(|file| file.extension().is_some_and(|extension| extension == "toml"));
            let read = |file: PathBuf| {
                toml::from_str(&text(&file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
            };
            schemes.insert(name(&folder), editions.map(read).collect());
        }
    }
    schemes
}

/// The rows of a table in Markdown whose first cell is a number.
fn rows(markdown: &str) -> Vec<(usize, Vec<String>)> {
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()
    };
    let rows = markdown.lines().filter(|line| line.starts_with('|')).map(cells);
    rows.filter_map(|cells| Some((cells.first()?.parse().ok()?, cells))).collect()
}

/// The words of a cell that name a scheme, and those that look like it and name none.
fn named(cell: &str, schemes: &BTreeMap<String, Vec<Table>>) -> (Vec<String>, Vec<String>) {
    let aside = cell.split(['(', ')']).step_by(2).collect::<String>();
    let words = aside.split([',', ';', '`', '*', ' ']).filter(|word| !word.is_empty() && *word != "and");
    words.map(str::to_owned).partition(|word| schemes.contains_key(word))
}

/// What stands between backticks.
fn spans(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// Whether a value is somewhere below the keys of `path`, in that order; between two of them there may be others.
fn has(value: &Value, path: &[&str], wanted: Option<&Value>) -> bool {
    match value {
        Value::Table(table) => table.iter().any(|(key, below)| match path {
            [last] if key == last => wanted.is_none_or(|wanted| says(below, wanted)) || has(below, path, wanted),
            [first, rest @ ..] if key == first && !rest.is_empty() => {
                has(below, rest, wanted) || has(below, path, wanted)
            }
            _ => has(below, path, wanted),
        }),
        Value::Array(list) => list.iter().any(|value| has(value, path, wanted)),
        _ => false,
    }
}

/// Whether a value is the one wanted; a table may say more.
fn says(value: &Value, wanted: &Value) -> bool {
    match (value, wanted) {
        (Value::Table(value), Value::Table(wanted)) => {
            wanted.iter().all(|(key, wanted)| value.get(key).is_some_and(|value| says(value, wanted)))
        }
        _ => value == wanted,
    }
}

/// A span as the path of keys that it names, and the value that it gives; `None` where it is no key.
fn key(span: &str) -> Option<(Vec<&str>, Option<Value>)> {
    let (path, value) = span.split_once(" = ").map_or((span, None), |(path, value)| (path, Some(value)));
    let is_key = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '-');
    let path: Vec<&str> = path.split('.').collect();
    let value = match value {
        Some(value) => Some(toml::from_str::<Table>(&format!("v = {value}")).ok()?.remove("v")?),
        None => None,
    };
    path.iter().all(|part| is_key(part)).then_some((path, value))
}

fn numbers(rows: &[(usize, Vec<String>)]) -> Vec<usize> {
    rows.iter().map(|(number, _)| *number).collect()
}

#[test]
fn every_shape_is_written_down_with_a_scheme_that_shows_it() {
    let schemes = schemes();
    let manual = text(&at("docs/scheme-format.md"));
    let rows = rows(&manual);
    assert_eq!(numbers(&rows), (1..=SHAPES).collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for (number, cells) in rows {
        let shown_by = cells.last().expect("a cell");
        let (found, lost) = named(shown_by, &schemes);
        if cells.len() != 4 || (found.is_empty() && !ANY_FILE.contains(&shown_by.as_str())) {
            wrong.push(format!("shape {number} is shown by nothing: `{}`", cells.join(" | ")));
        }
        if !ANY_FILE.contains(&shown_by.as_str()) {
            wrong.extend(lost.iter().map(|word| format!("shape {number} is shown by `{word}`, which is no scheme")));
        }
        let vectorless =
            found.iter().filter(|scheme| below(&at(&format!("tests/vectors/{scheme}")), "json").is_empty());
        wrong.extend(vectorless.map(|scheme| format!("shape {number} is shown by `{scheme}`, which has no vector")));
    }
    tidy(&wrong);
}

#[test]
fn every_shape_is_proved_by_keys_that_a_scheme_has() {
    let schemes = schemes();
    let rows = rows(&text(&at("tests/schemes/README.md")));
    assert_eq!(numbers(&rows), (1..=SHAPES).collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for (number, cells) in rows {
        let [_, _, files, keys] = cells.as_slice() else {
            wrong.push(format!("shape {number} has {} cells", cells.len()));
            continue;
        };
        if ANY_FILE.contains(&files.as_str()) {
            continue;
        }
        let (files, lost) = named(files, &schemes);
        wrong.extend(lost.iter().map(|word| format!("shape {number} names `{word}`, which is no scheme")));
        let spans = spans(keys).filter(|span| !schemes.contains_key(*span));
        let mut keys = spans.filter_map(|span| key(span).map(|key| (span, key))).peekable();
        if keys.peek().is_none() {
            wrong.push(format!("shape {number} names no key"));
        }
        for (span, (path, value)) in keys {
            let all = files.iter().chain(schemes.keys().filter(|scheme| cells[3].contains(&format!("`{scheme}`"))));
            let mut editions = all.filter_map(|file| schemes.get(file)).flatten();
            if !editions.any(|edition| has(&Value::Table(edition.clone()), &path, value.as_ref())) {
                wrong.push(format!("shape {number}: no scheme of its row has `{span}`"));
            }
        }
    }
    tidy(&wrong);
}

#[test]
fn a_key_is_found_by_its_path_and_value_and_not_by_another() {
    let scheme: Value =
        toml::from_str::<Table>("[[a]]\nb.c = 1\n[[a]]\nb.d = { e = 'x', g = 1 }").map(Value::Table).expect("TOML");
    let found = |span: &str| key(span).map(|(path, value)| has(&scheme, &path, value.as_ref()));
    assert_eq!(found("a.c"), Some(true));
    assert_eq!(found("c = 1"), Some(true));
    assert_eq!(found("a.c = 2"), Some(false));
    assert_eq!(found("c.a"), Some(false));
    assert_eq!(found("d = { e = \"x\" }"), Some(true));
    assert_eq!(found("d = { f = \"x\" }"), Some(false));
    assert_eq!(found("as written"), None);
}
