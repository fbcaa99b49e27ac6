//! Keeps answers in this browser: an entry for each assessment, with a name and a version of its own.
//!
//! The first assessment of a scheme's edition stands under `mentormark:nms@2022`, each further one under that with `/` and letters of
//! its own after it. So no two tabs write over each other, whichever of them either has open. `mentormark:nms@2022:open` names the
//! one that opens by itself.
//!
//! gloo's storage panics where a browser refuses storage altogether, so this talks to the browser itself.

use mentormark_rules::{Assessment, Scheme, json};
use web_sys::Storage;

/// The version of an entry. An older one is brought up to it when it is read; a newer one is left as it is.
pub(crate) const VERSION: i64 = 2;

/// What stands under a key.
pub(crate) enum Stored {
    /// Nothing.
    Nothing,
    /// An assessment.
    Kept(Box<Named>),
    /// Something that is no entry of this version or an older one, as it was found.
    Unreadable(String),
}

/// An assessment with the name that it was given.
pub(crate) struct Named {
    /// The name; empty where it has none.
    pub(crate) name: String,
    /// The hash of the rules by which the answers were given; empty where that was not kept.
    pub(crate) rules: String,
    /// The answers.
    pub(crate) answers: Assessment,
}

/// The browser did not keep it: storage is switched off or full.
pub(crate) struct Refused;

/// The key of the first assessment of a scheme's edition, with which those of the others begin.
pub(crate) fn key(scheme: &Scheme) -> String {
    format!("mentormark:{}@{}", scheme.id, scheme.edition)
}

/// The key of the assessment that opens by itself: the one opened last, if it is still there.
pub(crate) fn open(scheme: &Scheme) -> String {
    let first = key(scheme);
    entry(&pointer(&first)).filter(|open| open.starts_with(&first) && entry(open).is_some()).unwrap_or(first)
}

/// From now on the assessment under `key` opens by itself.
pub(crate) fn point(scheme: &Scheme, key: &str) -> Result<(), Refused> {
    put(&pointer(&self::key(scheme)), key)
}

/// The key under which the key of the assessment stands that opens by itself.
pub(crate) fn pointer(first: &str) -> String {
    format!("{first}:open")
}

/// The key of the action plan beside the assessment under `key`.
pub(crate) fn plan_key(key: &str) -> String {
    format!("{key}:plan")
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
pub(crate) fn read(entry: &str) -> Stored {
    opened(entry).map_or_else(|| Stored::Unreadable(entry.to_owned()), |named| Stored::Kept(Box::new(named)))
}

/// The version that an entry says it is of.
pub(crate) fn version(entry: &str) -> Option<i64> {
    let tree = json::tree(entry).ok()?;
    match field(&tree, "version")? {
        json::Tree::Whole(version) => Some(*version),
        _ => None,
    }
}

fn opened(entry: &str) -> Option<Named> {
    let tree = json::tree(entry).ok()?;
    let name = match (field(&tree, "version")?, field(&tree, "name")) {
        // The first version knew one assessment of each edition, which had no name.
        (json::Tree::Whole(1), _) => String::new(),
        (json::Tree::Whole(VERSION), Some(json::Tree::Text(name))) => name.clone(),
        _ => return None,
    };
    let rules = match field(&tree, "rules_hash") {
        Some(json::Tree::Text(hash)) => hash.clone(),
        _ => String::new(),
    };
    let answers = json::thorough_assessment(&json::canonical(field(&tree, "assessment")?)).ok()?;
    Some(Named { name, rules, answers })
}

fn field<'t>(tree: &'t json::Tree, name: &str) -> Option<&'t json::Tree> {
    let json::Tree::Object(fields) = tree else { return None };
    fields.iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// Keeps an assessment under `key`, with the hash of the rules by which it was given.
pub(crate) fn save(key: &str, name: &str, rules: &str, answers: &Assessment) -> Result<(), Refused> {
    put(
        key,
        &format!(
            "{{\"version\":{VERSION},\"name\":{},\"rules_hash\":{},\"assessment\":{}}}",
            json::canonical(name),
            json::canonical(rules),
            json::canonical(answers)
        ),
    )
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

/// Puts an entry under `key` as it is.
pub(crate) fn put(key: &str, entry: &str) -> Result<(), Refused> {
    storage()?.set_item(key, entry).map_err(|_| Refused)
}

/// What the browser keeps.
pub(crate) fn storage() -> Result<Storage, Refused> {
    leptos::prelude::window().local_storage().ok().flatten().ok_or(Refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWERS: &str = r#"{"as_of":"2026-11-21","facts":{},"ratings":{"a":"met"},"scheme":"nms"}"#;

    fn kept(entry: &str) -> Named {
        let Stored::Kept(named) = read(entry) else { panic!("not read: {entry}") };
        *named
    }

    #[test]
    fn an_entry_of_this_version_is_read() {
        let named = kept(&format!("{{\"version\":2,\"name\":\"Spring \\\"27\\\"\",\"assessment\":{ANSWERS}}}"));
        assert_eq!((named.name.as_str(), named.answers.ratings.get("a").unwrap().as_str()), ("Spring \"27\"", "met"));
    }

    #[test]
    fn an_entry_says_by_which_rules_it_was_given_or_does_not() {
        let of = |more: &str| kept(&format!("{{\"version\":2,\"name\":\"\",{more}\"assessment\":{ANSWERS}}}")).rules;
        assert_eq!([of("\"rules_hash\":\"sha256:1\","), of(""), of("\"rules_hash\":1,")], ["sha256:1", "", ""]);
    }

    #[test]
    fn an_entry_of_the_version_before_has_no_name_yet() {
        let named = kept(&format!("{{\"version\":1,\"assessment\":{ANSWERS}}}"));
        assert_eq!((named.name.as_str(), named.answers.ratings.get("a").unwrap().as_str()), ("", "met"));
    }

    #[test]
    fn anything_else_comes_back_as_it_was_found() {
        for entry in [
            "",
            "{}",
            ANSWERS,
            &format!("{{\"version\":3,\"name\":\"\",\"assessment\":{ANSWERS}}}"),
            &format!("{{\"version\":2,\"assessment\":{ANSWERS}}}"),
            &format!("{{\"version\":\"2\",\"name\":\"\",\"assessment\":{ANSWERS}}}"),
            "{\"version\":1,\"assessment\":{}}",
        ] {
            assert!(matches!(read(entry), Stored::Unreadable(found) if found == entry), "{entry}");
        }
    }

    #[test]
    fn a_newer_entry_is_told_from_a_damaged_one() {
        assert_eq!(version(&format!("{{\"version\":3,\"assessment\":{ANSWERS}}}")), Some(3));
        assert_eq!([version("{\"version\":3,"), version("{\"version\":\"3\"}"), version("[3]")], [None; 3]);
    }
}
