//! The files that were given: their text, and what each of them is.

use mentormark_rules::json::{self, Tree};
use wasm_bindgen::JsValue;
use web_sys::File;

use crate::deeds::resume;
use crate::rare::foreign::promised;
use crate::text::{self, verify};
use crate::verifier::member;

/// More bytes than any document or page of answers has.
const MOST: f64 = 4_194_304.0;

/// A file.
#[derive(Clone)]
pub(super) struct Given {
    /// Its name.
    pub(super) name: String,
    /// What it is.
    pub(super) is: Kind,
}

/// What a file is, as JSON text or tree.
#[derive(Clone)]
pub(super) enum Kind {
    /// A receipt or the manifest of a batch, by its own text.
    Receipt(String),
    /// The whole answer of a verifier.
    Verification(Tree),
    /// What was submitted, by its own text.
    Submission(String, Tree),
    /// Answers.
    Assessment(Tree),
    /// A list of public keys, by its own text.
    Keys(String),
    /// None of these, and why.
    Other(String),
}

/// Reads a file that was chosen or dropped.
pub(super) async fn read(file: File) -> Given {
    let name = file.name();
    if file.size() > MOST {
        return Given { name, is: Kind::Other(verify::TOO_LONG.to_owned()) };
    }
    let text = promised(&file, "text", &JsValue::UNDEFINED).await.ok().and_then(|text| text.as_string());
    Given { name, is: text.map_or_else(|| Kind::Other(verify::UNREAD.to_owned()), |text| kind(&text)) }
}

/// What a text is.
fn kind(text: &str) -> Kind {
    let data = if resume::is_page(text) {
        let Some(data) = resume::data(text) else { return Kind::Other(verify::NO_DATA.to_owned()) };
        data
    } else {
        text
    };
    let tree = match json::tree(data) {
        Ok(tree) => tree,
        Err(refusal) => return Kind::Other(text::sentence(&refusal)),
    };
    if repeats(&tree) {
        return Kind::Other(verify::REPEATS.to_owned());
    }
    let has = |key: &str| member(&tree, &[key]).is_some();
    if has("credentialSubject") || has("proof") {
        Kind::Receipt(data.to_owned())
    } else if has("differences") && has("receipt") {
        Kind::Verification(tree)
    } else if has("assessment") && has("claim") {
        Kind::Submission(data.to_owned(), tree)
    } else if let Some(manifest) = member(&tree, &["manifest"]) {
        Kind::Receipt(json::canonical(manifest))
    } else if has("keys") || is_list_of_keys(&tree) {
        Kind::Keys(data.to_owned())
    } else if has("scheme") {
        Kind::Assessment(tree)
    } else if let Some(assessment) = member(&tree, &["assessment"]) {
        Kind::Assessment(assessment.clone())
    } else {
        Kind::Other(verify::UNKNOWN.to_owned())
    }
}

/// Whether a document is keys by themselves, as Multikeys.
fn is_list_of_keys(tree: &Tree) -> bool {
    let is_key = |entry: &Tree| matches!(entry, Tree::Text(text) if text.starts_with("z6Mk"));
    matches!(tree, Tree::List(entries) if !entries.is_empty() && entries.iter().all(is_key))
}

/// Whether an object somewhere has a member twice, of which one reader sees the first and another the last.
fn repeats(tree: &Tree) -> bool {
    match tree {
        Tree::List(entries) => entries.iter().any(repeats),
        Tree::Object(members) => members
            .iter()
            .enumerate()
            .any(|(at, (name, value))| repeats(value) || members.iter().take(at).any(|(other, _)| other == name)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> &'static str {
        match kind(text) {
            Kind::Receipt(_) => "receipt",
            Kind::Verification(_) => "verification",
            Kind::Submission(..) => "submission",
            Kind::Assessment(_) => "assessment",
            Kind::Keys(_) => "keys",
            Kind::Other(_) => "other",
        }
    }

    #[test]
    fn a_file_is_known_by_what_is_in_it() {
        for (text, expected) in [
            (r#"{"type":[],"credentialSubject":{},"proof":{}}"#, "receipt"),
            (r#"{"manifest":{"proof":{}}}"#, "receipt"),
            (r#"{"id":"a","differences":[],"receipt":{}}"#, "verification"),
            (r#"{"assessment":{},"claim":{},"wording_hash":""}"#, "submission"),
            (r#"{"scheme":"nms","ratings":{}}"#, "assessment"),
            (r#"{"version":1,"assessment":{"scheme":"nms"}}"#, "assessment"),
            (r#"{"keys":[]}"#, "keys"),
            (r#"["z6Mkr"]"#, "keys"),
            (r#"["other"]"#, "other"),
            ("{}", "other"),
            ("[]", "other"),
            ("", "other"),
            ("<!doctype html><p>", "other"),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
        let page = format!("<html>{}{{\"scheme\":\"nms\"}}{}", resume::BLOCK, resume::END);
        assert_eq!(name(&page), "assessment");
    }

    #[test]
    fn a_member_that_stands_twice_is_refused_wherever_it_is() {
        for text in [r#"{"scheme":"a","scheme":"b"}"#, r#"{"receipt":{"a":[{"b":1,"b":2}]},"differences":[]}"#] {
            assert_eq!(name(text), "other", "{text}");
        }
        assert_eq!(name(r#"{"scheme":"a","facts":{"scheme":1}}"#), "assessment");
    }
}
