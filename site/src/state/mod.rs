//! What the site knows: the standard, the answers, where they are kept and the day.

use std::collections::BTreeMap;

mod catalogue;
mod clock;
mod form;
mod outside;
mod programmes;
mod session;
pub(crate) mod store;

/// Removes an entry. `BTreeMap::remove` rebalances, which is three kilobytes of WebAssembly for each type of entry.
pub(crate) fn remove<T>(entries: &mut BTreeMap<String, T>, key: &str) {
    if entries.contains_key(key) {
        for (name, entry) in std::mem::take(entries) {
            if name != key {
                entries.insert(name, entry);
            }
        }
    }
}

pub(crate) use catalogue::{Catalogue, File, beside};
pub(crate) use form::{AWARDED, DateEntry, Form, PARTS, number};
pub(crate) use outside::{download, hand, read_text};
pub(crate) use programmes::{BadName, name_of, sections};
pub(crate) use session::{Kept, Refused, Session};
pub(crate) use store::{Stored, load};
