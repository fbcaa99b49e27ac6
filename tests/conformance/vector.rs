//! The vectors of `tests/vectors`, read strictly.

use std::{
    fs,
    path::{Path, PathBuf},
};

use mentormark_tests::proofs;
use serde_json::{Map, Value};

/// One question and what must be answered.
pub(crate) struct Vector {
    /// Its name.
    pub(crate) id: String,
    /// The scheme and the edition of the folder it stands in.
    pub(crate) scheme: (String, String),
    /// Which surfaces it concerns.
    pub(crate) surface: Surface,
    /// The document to judge, to the byte.
    pub(crate) text: String,
    /// What must be found in the answer.
    pub(crate) expect: Map<String, Value>,
}

/// Which surfaces a vector concerns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Surface {
    /// All of them.
    Every,
    /// Those that choose among schemes and editions.
    Catalogue,
    /// Those that hold one edition of one scheme.
    Plan,
}

impl Vector {
    /// The file of the scheme, where it is not shipped.
    pub(crate) fn proof(&self) -> Option<PathBuf> {
        proofs::file(&self.scheme.0, &self.scheme.1)
    }

    /// Whether the document must be turned away.
    pub(crate) fn is_refused(&self) -> bool {
        self.expect.contains_key("refused")
    }
}

/// Every vector, by file and then in the order of the file; or those of the files that speak of `only`.
pub(crate) fn all(only: Option<&str>) -> Vec<Vector> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let mut vectors = Vec::new();
    for scheme in folders(&root) {
        for edition in folders(&scheme) {
            for file in entries(&edition) {
                let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
                if only.is_some_and(|only| !text.contains(only)) {
                    continue;
                }
                let listed: Vec<Map<String, Value>> =
                    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
                vectors.extend(listed.into_iter().map(|fields| vector(fields, &scheme, &edition)));
            }
        }
    }
    assert!(only.is_some() || !vectors.is_empty(), "{} holds no vectors", root.display());
    vectors
}

fn vector(mut fields: Map<String, Value>, scheme: &Path, edition: &Path) -> Vector {
    let id = text(fields.remove("id"), "id");
    let name = |folder: &Path| folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // What a person reads; tests/tidy holds them together with the sources.
    for read in ["source", "why"] {
        text(fields.remove(read), read);
    }
    let surface = match fields.remove("surface").as_ref().map(|surface| surface.as_str()) {
        None => Surface::Every,
        Some(Some("catalogue")) => Surface::Catalogue,
        Some(Some("plan")) => Surface::Plan,
        Some(other) => panic!("{id}: no surface {other:?}"),
    };
    let text = match (fields.remove("given"), fields.remove("given_text")) {
        (Some(given), None) => given.to_string(),
        (None, Some(given)) => spelt_out(&given, &id),
        _ => panic!("{id}: it has either `given` or `given_text`"),
    };
    let Some(Value::Object(expect)) = fields.remove("expect") else { panic!("{id}: it expects nothing") };
    assert!(fields.is_empty(), "{id}: unknown fields {:?}", fields.keys());
    Vector { id, scheme: (name(scheme), name(edition)), surface, text, expect }
}

/// A text, or a list of texts and `{"repeat", "times"}`, where `%` stands for the number of the turn.
pub(crate) fn spelt_out(given: &Value, id: &str) -> String {
    match given {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(|part| spelt_out(part, id)).collect(),
        Value::Object(part) => {
            let (Some(repeat), Some(times)) = (part["repeat"].as_str(), part["times"].as_u64()) else {
                panic!("{id}: a part is a text or has `repeat` and `times`")
            };
            (0..times).map(|turn| repeat.replace('%', &turn.to_string())).collect()
        }
        _ => panic!("{id}: `given_text` is a text or a list"),
    }
}

/// A field that is a text.
pub(crate) fn text(value: Option<Value>, field: &str) -> String {
    let Some(Value::String(text)) = value else { panic!("a vector has a text `{field}`, not {value:?}") };
    text
}

/// The paths in a folder, sorted.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = listed.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_dir()).collect()
}
