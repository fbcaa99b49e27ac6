//! Keeps the answers in this browser: one entry a scheme and edition, with a version of its own.
//!
//! gloo's storage panics where a browser refuses storage altogether, so this talks to the browser itself.

use mentormark_rules::{Assessment, Scheme, json};
use web_sys::Storage;

/// The version of an entry. One of another version is left as it is.
const VERSION: i64 = 1;

/// What stands under a scheme's key.
pub(crate) enum Stored {
    /// Nothing.
    Nothing,
    /// Answers.
    Kept(Box<Assessment>),
    /// Something that is no entry of this version, as it was found.
    Unreadable(String),
}

/// The browser did not keep it: storage is switched off or full.
pub(crate) struct Refused;

/// The key of a scheme's entry.
pub(crate) fn key(scheme: &Scheme) -> String {
    format!("mentormark:{}@{}", scheme.id, scheme.edition)
}

/// The entry under `key`, unread; none where storage is refused, which saving then tells.
pub(crate) fn entry(key: &str) -> Option<String> {
    storage().ok().and_then(|storage| storage.get_item(key).ok().flatten())
}

/// What is kept under `key`.
pub(crate) fn load(key: &str) -> Stored {
    entry(key).map_or(Stored::Nothing, |entry| read(&entry))
}

/// What an entry holds.
fn read(entry: &str) -> Stored {
    opened(entry).map_or_else(|| Stored::Unreadable(entry.to_owned()), |answers| Stored::Kept(Box::new(answers)))
}

fn opened(entry: &str) -> Option<Assessment> {
    let json::Tree::Object(fields) = json::tree(entry).ok()? else { return None };
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    if field("version") != Some(&json::Tree::Whole(VERSION)) {
        return None;
    }
    json::thorough_assessment(&json::canonical(field("assessment")?)).ok()
}

/// Keeps the answers under `key`.
pub(crate) fn save(key: &str, answers: &Assessment) -> Result<(), Refused> {
    put(key, &format!("{{\"version\":{VERSION},\"assessment\":{}}}", json::canonical(answers)))
}

/// Moves an entry that cannot be read out of the way, to a key beside its own, so that nothing is lost.
pub(crate) fn set_aside(key: &str, entry: &str) -> Result<(), Refused> {
    put(&format!("{key}:set-aside"), entry)?;
    remove(key)
}

/// Removes what is kept under `key`.
pub(crate) fn remove(key: &str) -> Result<(), Refused> {
    storage()?.remove_item(key).map_err(|_| Refused)
}

fn put(key: &str, entry: &str) -> Result<(), Refused> {
    storage()?.set_item(key, entry).map_err(|_| Refused)
}

fn storage() -> Result<Storage, Refused> {
    leptos::prelude::window().local_storage().ok().flatten().ok_or(Refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWERS: &str = r#"{"as_of":"2026-11-21","facts":{},"ratings":{"a":"met"},"scheme":"nms"}"#;

    #[test]
    fn an_entry_of_this_version_is_read() {
        let entry = format!("{{\"version\":1,\"assessment\":{ANSWERS}}}");
        let Stored::Kept(answers) = read(&entry) else { panic!("not read") };
        assert_eq!(answers.ratings["a"], "met");
    }

    #[test]
    fn anything_else_comes_back_as_it_was_found() {
        for entry in [
            "",
            "{}",
            ANSWERS,
            &format!("{{\"version\":2,\"assessment\":{ANSWERS}}}"),
            "{\"version\":1,\"assessment\":{}}",
        ] {
            assert!(matches!(read(entry), Stored::Unreadable(found) if found == entry), "{entry}");
        }
    }
}
