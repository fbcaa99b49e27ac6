//! The assessments that this browser keeps of a scheme: what there is, and adding, naming and removing them.

use mentormark_rules::{Assessment, Scheme};
use wasm_bindgen::JsValue;

use crate::rare::foreign::call;
use crate::state::store::{self, Refused, Stored};

/// The longest name.
pub(crate) const LONGEST: usize = 60;

/// An assessment that is kept.
pub(crate) struct Entry {
    /// The key under which it is kept.
    pub(crate) key: String,
    /// The edition that the key names.
    pub(crate) edition: String,
    /// The hash of the rules by which the answers were given; empty where that was not kept.
    pub(crate) rules: String,
    /// What is there.
    pub(crate) found: Found,
}

/// What is kept under a key.
pub(crate) enum Found {
    /// An assessment with its name.
    Answers(String, Box<Assessment>),
    /// One that a newer version of this site keeps.
    Newer,
    /// Something else.
    Damaged,
}

/// Every assessment of the scheme that is kept, of any edition, by key.
pub(crate) fn entries(scheme: &Scheme) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for key in keys() {
        let Some(edition) = edition(&scheme.id, &key) else { continue };
        let mut rules = String::new();
        let found = match store::entry(&key).map(|entry| (store::read(&entry), entry)) {
            None | Some((Stored::Nothing, _)) => continue,
            Some((Stored::Kept(named), _)) => {
                rules = named.rules;
                Found::Answers(named.name, Box::new(named.answers))
            }
            Some((Stored::Unreadable(_), entry)) if store::version(&entry) > Some(store::VERSION) => Found::Newer,
            Some((Stored::Unreadable(_), _)) => Found::Damaged,
        };
        let place = entries.iter().position(|other| other.key > key).unwrap_or(entries.len());
        entries.insert(place, Entry { edition: edition.to_owned(), key, rules, found });
    }
    entries
}

/// Whether an assessment of another edition of the scheme is kept.
pub(crate) fn has_other_editions(scheme: &Scheme) -> bool {
    keys().iter().any(|key| edition(&scheme.id, key).is_some_and(|edition| *edition != *scheme.edition))
}

/// The keys of all that is kept; none where the browser refuses storage.
fn keys() -> Vec<String> {
    let Ok(storage) = store::storage() else { return Vec::new() };
    let mut keys = Vec::new();
    // Counted up to the first that is not there, so that no more of the browser is called than that.
    for at in 0u32.. {
        match call(&storage, "key", &JsValue::from(at)).ok().and_then(|key| key.as_string()) {
            Some(key) => keys.push(key),
            None => break,
        }
    }
    keys
}

/// The edition whose assessment stands under a key; `None` where it is no key of an assessment of the scheme.
fn edition<'k>(scheme: &str, key: &'k str) -> Option<&'k str> {
    let rest = key.strip_prefix("mentormark:")?.strip_prefix(scheme)?.strip_prefix('@')?;
    if rest.contains(':') {
        return None;
    }
    Some(rest.split_once('/').map_or(rest, |(edition, _)| edition)).filter(|edition| !edition.is_empty())
}

/// Adds an assessment, given by the rules with this hash, under a key of its own, which it gives.
pub(crate) fn add(scheme: &Scheme, name: &str, rules: &str, answers: &Assessment) -> Result<String, Refused> {
    add_under(&store::key(scheme), name, rules, answers)
}

/// Adds an assessment of the edition whose first one has the key `first`.
pub(crate) fn add_under(first: &str, name: &str, rules: &str, answers: &Assessment) -> Result<String, Refused> {
    let key = free(first);
    store::save(&key, name, rules, answers)?;
    Ok(key)
}

/// A key that nothing stands under: by chance, so that two tabs do not take the same.
pub(crate) fn free(first: &str) -> String {
    loop {
        let chance = js_sys::Math::random().to_bits() >> 12;
        let key = format!("{first}/{chance:x}");
        if store::entry(&key).is_none() {
            return key;
        }
    }
}

/// A name as it is kept: no space around it, and not too long.
pub(crate) fn name(typed: &str) -> String {
    typed.trim().chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_keys_of_assessments_name_an_edition() {
        for (key, expected) in [
            ("mentormark:nms@2022", Some("2022")),
            ("mentormark:nms@2022/1a2b", Some("2022")),
            ("mentormark:nms@2019", Some("2019")),
            ("mentormark:nms@2022:open", None),
            ("mentormark:nms@2022/1a2b:plan", None),
            ("mentormark:nms@2022:set-aside", None),
            ("mentormark:nms-university@2022", None),
            ("mentormark:nms@", None),
            ("other", None),
        ] {
            assert_eq!(edition("nms", key), expected, "{key}");
        }
    }

    #[test]
    fn a_name_is_trimmed_and_cut_at_a_letter() {
        assert_eq!(name("  Spring 2027 "), "Spring 2027");
        assert_eq!(name(&"é".repeat(LONGEST + 5)).chars().count(), LONGEST);
    }
}
