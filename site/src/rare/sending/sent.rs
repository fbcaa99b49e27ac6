//! What was handed to a verifier from this browser: each submission with the key that its requests bear, kept before it is sent, and
//! its answer once there is one. So a submission whose answer was lost can be asked after, and a confirmation can be found again.

use std::cell::RefCell;
use std::fmt::Write;

use js_sys::Uint8Array;
use leptos::prelude::window;
use mentormark_rules::json::{self, Tree};
use wasm_bindgen::JsValue;
use web_sys::Storage;

use crate::rare::foreign::{call, named};
use crate::state::Session;
use crate::verifier::{Answer, member, text};

/// The version of an entry. One of another version is left as it is.
const VERSION: i64 = 1;

/// Random bytes of an idempotency key.
const KEY_BYTES: u32 = 16;

/// A submission that was handed over, or is about to be.
#[derive(Clone)]
pub(super) struct Sent {
    /// The idempotency key: the same for the same submission, however often it is sent.
    pub(super) key: String,
    /// The document, as it is sent.
    pub(super) submission: String,
    /// The verification, as it was answered; none while no answer has come.
    pub(super) answer: Option<String>,
}

thread_local! {
    /// What this page has sent, also where the browser keeps nothing.
    static HERE: RefCell<Vec<Sent>> = const { RefCell::new(Vec::new()) };
}

impl Sent {
    /// The one with this submission: kept from before, so that it bears the same key, or new.
    pub(super) fn of(session: Session, submission: String) -> Self {
        let before = all(session).into_iter().find(|sent| sent.submission == submission);
        before.unwrap_or_else(|| Self { key: fresh_key(), submission, answer: None })
    }

    /// What was answered.
    pub(super) fn answered(&self) -> Option<Answer> {
        Answer::read(self.answer.as_deref()?)
    }

    /// Keeps it, in the browser if that lets itself be used; gives whether it does.
    pub(super) fn keep(&self, session: Session) -> bool {
        HERE.with_borrow_mut(|here| {
            here.retain(|other| other.key != self.key);
            here.push(self.clone());
        });
        let answer = self.answer.as_ref().map(|answer| format!(",\"verification\":{answer}")).unwrap_or_default();
        let entry =
            format!("{{\"version\":{VERSION},\"key\":\"{}\",\"submission\":{}{answer}}}", self.key, self.submission);
        storage().is_some_and(|storage| storage.set_item(&self.name(session), &entry).is_ok())
    }

    /// Whether the browser keeps it as it is.
    pub(super) fn is_kept(&self, session: Session) -> bool {
        let entry = storage().and_then(|storage| storage.get_item(&self.name(session)).ok().flatten());
        entry.and_then(|entry| read(&entry)).is_some_and(|kept| kept.answer.is_some() == self.answer.is_some())
    }

    /// Forgets it: nothing came of it.
    pub(super) fn forget(&self, session: Session) {
        HERE.with_borrow_mut(|here| here.retain(|other| other.key != self.key));
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.name(session));
        }
    }

    fn name(&self, session: Session) -> String {
        format!("{}{}", prefix(session), self.key)
    }
}

/// All that were sent for this standard, the last answered first; those without an answer before all others.
pub(super) fn all(session: Session) -> Vec<Sent> {
    let mut found = HERE.with_borrow(Clone::clone);
    let prefix = prefix(session);
    if let Some(storage) = storage() {
        for name in names(&storage).into_iter().filter(|name| name.starts_with(&prefix)) {
            let kept = storage.get_item(&name).ok().flatten().and_then(|entry| read(&entry));
            if let Some(kept) = kept.filter(|kept| found.iter().all(|other| other.key != kept.key)) {
                found.push(kept);
            }
        }
    }
    let when = |sent: &Sent| sent.answered().map(|answer| answer.at);
    let mut sorted: Vec<Sent> = Vec::new();
    for sent in found {
        // A sort of the library would be several times as much WebAssembly as this.
        let is_before = |other: &Sent| match (when(&sent), when(other)) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(at), Some(other)) => at >= other,
        };
        let place = sorted.iter().position(is_before).unwrap_or(sorted.len());
        sorted.insert(place, sent);
    }
    sorted
}

/// Forgets all that was sent for this standard: each holds the answers as they were then.
pub(crate) fn forget_all(session: Session) {
    for sent in all(session) {
        sent.forget(session);
    }
}

/// What the names of a standard's entries begin with.
fn prefix(session: Session) -> String {
    let scheme = session.catalogue.scheme();
    format!("mentormark-sent:{}@{}:", scheme.id, scheme.edition)
}

fn read(entry: &str) -> Option<Sent> {
    let tree = json::tree(entry).ok()?;
    if member(&tree, &["version"]) != Some(&Tree::Whole(VERSION)) {
        return None;
    }
    Some(Sent {
        key: text(&tree, &["key"])?.to_owned(),
        submission: json::canonical(member(&tree, &["submission"])?),
        answer: member(&tree, &["verification"]).map(json::canonical),
    })
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The names of all entries.
fn names(storage: &Storage) -> Vec<String> {
    let mut names = Vec::new();
    while let Some(name) = call(storage, "key", &JsValue::from(names.len())).ok().and_then(|name| name.as_string()) {
        names.push(name);
    }
    names
}

/// A key that nobody else has.
fn fresh_key() -> String {
    let bytes = Uint8Array::new(&JsValue::from(KEY_BYTES));
    if let Ok(source) = named(&window(), "crypto") {
        let _ = call(&source, "getRandomValues", &bytes);
    }
    bytes.to_vec().iter().fold(String::new(), |mut key, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(key, "{byte:02x}");
        key
    })
}
