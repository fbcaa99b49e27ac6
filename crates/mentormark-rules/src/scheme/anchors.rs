//! Where a scheme names its sources.

use alloc::{format, string::String, vec::Vec};

use super::read::FIELDS;
use crate::json::{Tree, child};

/// A place in a scheme that names a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchored<'t> {
    /// Where the anchor stands.
    pub pointer: String,
    /// The anchor.
    pub anchor: &'t str,
    /// Whether it is named as an assumption.
    pub assumed: bool,
}

/// Every anchor that a scheme's tree names, with repeats, field by field in the order in which people read a scheme.
///
/// Anchors stand in `source`, in fields that end in `_source`, and in the lists `assumes`. They are not checked here.
#[must_use]
pub fn anchors(tree: &Tree) -> Vec<Anchored<'_>> {
    let mut found = Vec::new();
    if let Tree::Object(fields) = tree {
        for name in FIELDS {
            fields.iter().filter(|(key, _)| key == name).for_each(|(key, value)| field(key, value, "", &mut found));
        }
    }
    found
}

fn walk<'t>(tree: &'t Tree, pointer: &str, found: &mut Vec<Anchored<'t>>) {
    match tree {
        Tree::List(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                walk(entry, &format!("{pointer}/{i}"), found);
            }
        }
        Tree::Object(fields) => fields.iter().for_each(|(key, value)| field(key, value, pointer, found)),
        _ => {}
    }
}

fn field<'t>(key: &str, value: &'t Tree, pointer: &str, found: &mut Vec<Anchored<'t>>) {
    let pointer = child(pointer, key);
    match value {
        Tree::Text(anchor) if key == "source" || key.ends_with("_source") => {
            found.push(Anchored { pointer, anchor, assumed: false });
        }
        Tree::List(entries) if key == "assumes" => {
            for (i, entry) in entries.iter().enumerate() {
                if let Tree::Text(anchor) = entry {
                    found.push(Anchored { pointer: format!("{pointer}/{i}"), anchor, assumed: true });
                }
            }
        }
        _ => walk(value, &pointer, found),
    }
}
