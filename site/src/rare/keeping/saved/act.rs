//! What the controls of the page of assessments do.

use std::cell::RefCell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::elsewhere::{self, Which};
use super::shelf::{self, Entry, Found};
use super::{link, resume};
use crate::html::{Html, html};
use crate::parts::{self, Fault};
use crate::rare::keeping::merge;
use crate::route::{self, Router};
use crate::state::store::{self, Refused};
use crate::state::{Kept, Session, hand};
use crate::text::{self, keeping as words};

/// What was removed last, until something else is.
#[derive(Clone)]
struct Removed {
    key: String,
    name: String,
    entry: Option<String>,
    plan: Option<String>,
    was_open: bool,
}

thread_local! {
    static REMOVED: RefCell<Option<Removed>> = const { RefCell::new(None) };
}

/// Adds the button that puts back what was removed last, if something was.
pub(super) fn offer_undo(to: &mut Html) {
    if let Some(removed) = REMOVED.with(|removed| removed.borrow().clone()) {
        html!(
            to,
            "<p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"put-back\">",
            words::put_back(&removed.name),
            "</button></p>"
        );
    }
}

/// Does what a button stands for; false if it is none of this page's.
pub(super) fn act(session: Session, router: Router, deed: &str, control: &Element) -> bool {
    let key = control.get_attribute("value").unwrap_or_default();
    match deed {
        "open-kept" => open(session, &key),
        "duplicate" => duplicate(session, &key),
        "remove-kept" => remove(session, &key),
        "put-back" => put_back(session),
        "raw" => {
            if let Some(entry) = store::entry(&key) {
                hand(text::UNREADABLE_FILE, "application/json", &entry);
            }
        }
        "resume" => resume::hand_out(session, router, &session.key.get_untracked()),
        "resume-kept" => resume::hand_out(session, router, &key),
        "make-link" => link::make(session, router),
        "copy-link" => link::copy(session),
        "carry" => carry(session, router, &key),
        "open-edition" => {
            if let Some(entry) = found(session, &key) {
                elsewhere::open(session, router, entry.edition, Which::Kept(key));
            }
        }
        _ => return false,
    }
    true
}

/// Takes a form with a name in it.
pub(super) fn submit(session: Session, form: &Element) {
    let typed = form.query_selector("input").ok().flatten();
    let Some(input) = typed.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else { return };
    let name = shelf::name(&input.value());
    if name.is_empty() {
        return parts::raise(session, vec![Fault::new(words::NAME_MISSING.to_owned()).of(&input.id())]);
    }
    match form.get_attribute("data-key").filter(|key| !key.is_empty()) {
        Some(key) => rename(session, &key, name),
        None => begin(session, &name),
    }
}

/// The assessment under a key, as it stands on screen where it is the open one.
pub(super) fn found(session: Session, key: &str) -> Option<Entry> {
    super::entries(session).into_iter().find(|entry| entry.key == key)
}

/// Whether the open assessment would be lost if another took its place; says so then.
fn would_lose(session: Session) -> bool {
    let unsaved = session.kept.with_untracked(|kept| *kept == Kept::Refused) && !untrack(move || session.is_blank());
    if unsaved {
        refuse(session, words::UNSAVED);
    }
    unsaved
}

fn open(session: Session, key: &str) {
    if would_lose(session) {
        return;
    }
    let Some(Entry { found: Found::Answers(name, _), .. }) = found(session, key) else { return redraw(session, "h1") };
    session.switch(key.to_owned());
    done(session, words::opened(called(&name)), key);
}

/// Starts an assessment without answers and opens it.
fn begin(session: Session, name: &str) {
    if would_lose(session) {
        return;
    }
    match shelf::add(session.catalogue.scheme(), name, session.catalogue.plan.rules_hash(), &session.blank()) {
        Ok(key) => {
            session.switch(key.clone());
            done(session, words::begun(name), &key);
        }
        Err(Refused) => refuse(session, words::NO_ROOM),
    }
}

fn duplicate(session: Session, key: &str) {
    let Some(Entry { found: Found::Answers(name, answers), rules, .. }) = found(session, key) else { return };
    let name = shelf::name(&words::copy_of(called(&name)));
    match shelf::add(session.catalogue.scheme(), &name, &rules, &answers) {
        Ok(copy) => {
            if let Some(plan) = store::entry(&store::plan_key(key)) {
                // The answers are what counts: without room for the plan as well, the copy has none.
                let _ = store::put(&store::plan_key(&copy), &plan);
            }
            done(session, words::duplicated(&name), &copy);
        }
        Err(Refused) => refuse(session, words::NO_ROOM),
    }
}

fn rename(session: Session, key: &str, name: String) {
    let words = words::renamed(&name);
    if key == session.key.get_untracked() {
        session.rename(name);
        if session.kept.with_untracked(|kept| *kept == Kept::Refused) {
            return refuse(session, words::NO_ROOM);
        }
    } else {
        let Some(Entry { found: Found::Answers(_, answers), rules, .. }) = found(session, key) else { return };
        if store::save(key, &name, &rules, &answers).is_err() {
            return refuse(session, words::NO_ROOM);
        }
    }
    done(session, words, key);
}

/// Removes an assessment. Where it is the open one, another is opened, or an empty one.
fn remove(session: Session, key: &str) {
    let Some(entry) = found(session, key) else { return redraw(session, "h1") };
    let scheme = session.catalogue.scheme();
    let was_open = key == session.key.get_untracked();
    // Whatever is about to be saved belongs to what is removed.
    if was_open {
        session.save_now();
    }
    let removed = Removed {
        key: key.to_owned(),
        name: super::shown(&entry),
        entry: store::entry(key),
        plan: store::entry(&store::plan_key(key)),
        was_open,
    };
    if store::remove(key).and_then(|()| store::remove(&store::plan_key(key))).is_err() {
        return refuse(session, words::NO_ROOM);
    }
    if was_open {
        let other = shelf::entries(scheme)
            .into_iter()
            .find(|entry| *entry.edition == *scheme.edition && matches!(entry.found, Found::Answers(..)));
        session.switch(other.map_or_else(|| store::key(scheme), |entry| entry.key));
    }
    session.tell(words::removed(&removed.name));
    REMOVED.with(|place| place.borrow_mut().replace(removed));
    redraw(session, "[data-do=put-back]");
}

fn put_back(session: Session) {
    let Some(removed) = REMOVED.with(|place| place.borrow_mut().take()) else { return };
    let first = store::key(session.catalogue.scheme());
    // Something else may stand under its key by now: the empty one that took its place, once it has answers.
    let key = if store::entry(&removed.key).is_some() { shelf::free(&first) } else { removed.key.clone() };
    let put = removed.entry.as_ref().map_or(Ok(()), |entry| store::put(&key, entry));
    let put = put.and_then(|()| removed.plan.as_ref().map_or(Ok(()), |plan| store::put(&store::plan_key(&key), plan)));
    if put.is_err() {
        REMOVED.with(|place| place.borrow_mut().replace(removed));
        return refuse(session, words::NO_ROOM);
    }
    if removed.was_open {
        session.switch(key.clone());
    }
    done(session, words::is_back(&removed.name), &key);
}

/// Holds an assessment of another edition on the page that carries answers over.
fn carry(session: Session, router: Router, key: &str) {
    if let Some(Entry { found: Found::Answers(name, answers), .. }) = found(session, key) {
        merge::hold(session, router, called(&name).to_owned(), &answers);
    }
}

fn called(name: &str) -> &str {
    if name.is_empty() { words::UNNAMED } else { name }
}

/// Says what was done and moves focus to the assessment that it was done to.
fn done(session: Session, words: String, key: &str) {
    session.faults.set(Vec::new());
    session.tell(words);
    redraw(session, &format!("h3[data-key=\"{key}\"]"));
}

fn refuse(session: Session, words: &str) {
    session.tell(String::new());
    parts::raise(session, vec![Fault::new(words.to_owned())]);
}

/// Draws the page anew and moves focus.
fn redraw(session: Session, focus: &str) {
    link::forget();
    let focus = focus.to_owned();
    session.replaced.update(|times| *times += 1);
    request_animation_frame(move || {
        if let Some(found) = route::element(&focus) {
            route::focus(&found);
            found.scroll_into_view();
        }
    });
}
