//! What the controls of the page of answers from elsewhere do.

use leptos::prelude::*;
use mentormark_rules::Assessment;
use web_sys::Element;

use super::combine::{Choice, Unfit, combine};
use super::incoming::fault;
use super::{Merging, STAGE, Stage, redraw, set};
use crate::parts::{self, Fault};
use crate::rare::keeping::saved::elsewhere::{self, Which};
use crate::rare::keeping::saved::shelf;
use crate::route::{self, Page, Router, SHARED};
use crate::state::Session;
use crate::text::{keeping as words, merging};

/// Does what a button stands for; false if it is none of this page's.
pub(super) fn act(session: Session, router: Router, deed: &str, control: &Element) -> bool {
    match deed {
        "take" => take(session, router),
        "keep-new" => keep(session, router),
        "own-edition" => own_edition(session, router),
        "combine" => begin(session, router),
        "mine-all" => rest(session, Choice::Mine),
        "theirs-all" => rest(session, Choice::Theirs),
        "back" => back(session, None),
        "change" => back(session, control.get_attribute("value").and_then(|at| at.parse().ok())),
        "apply" => apply(session, router),
        "undo-merge" => undo(session, router),
        "drop" => {
            set(Stage::Nothing);
            session.tell(String::new());
            leave(session, router);
        }
        _ => return false,
    }
    true
}

/// Without what came in by link the address of this page is its own.
fn leave(session: Session, router: Router) {
    if route::hash().starts_with(SHARED) {
        router.go(Page::Merge);
    }
    redraw(session);
}

/// Puts what came in into the place of what is here.
fn take(session: Session, router: Router) {
    match set(Stage::Nothing) {
        Stage::Held(incoming) => {
            let said = if incoming.is_own { merging::OWN_TAKEN.to_owned() } else { merging::taken(&incoming.from) };
            let rules = session.rules.get_untracked();
            session.given_by(String::new());
            finish(session, router, incoming.answers, Some(rules), said);
        }
        other => drop(set(other)),
    }
}

fn finish(session: Session, router: Router, after: Assessment, rules: Option<String>, said: String) {
    let before = Box::new(session.answers.get_untracked());
    set(Stage::Done { before, rules, after: after.clone() });
    session.replace(after);
    leave(session, router);
    session.tell(said);
}

/// Keeps what came in as an assessment of its own and opens it.
fn keep(session: Session, router: Router) {
    let Stage::Held(incoming) = set(Stage::Nothing) else { return };
    let (scheme, name) = (session.catalogue.scheme(), shelf::name(&merging::from_elsewhere(&incoming.from)));
    if let Ok(key) = shelf::add(scheme, &name, session.catalogue.plan.rules_hash(), &incoming.answers) {
        session.switch(key);
        router.go(Page::Start);
        session.tell(merging::kept_as(&name));
    } else {
        set(Stage::Held(incoming));
        parts::raise(session, vec![fault(words::NO_ROOM)]);
    }
}

/// Opens what came in under its own edition.
fn own_edition(session: Session, router: Router) {
    STAGE.with(|stage| {
        if let Stage::Held(incoming) = &*stage.borrow()
            && let Some((old, _)) = incoming.carried.as_deref()
        {
            let edition = old.edition.clone().unwrap_or_default();
            elsewhere::open(session, router, edition, Which::New(Box::new(old.clone())));
        }
    });
}

fn begin(session: Session, router: Router) {
    let Stage::Held(incoming) = set(Stage::Nothing) else { return };
    let mine = session.answers.get_untracked();
    match combine(session.catalogue.scheme(), &mine, &incoming.answers) {
        Ok(combined) => {
            let choices = vec![None; combined.conflicts.len()];
            session.faults.set(Vec::new());
            set(Stage::Choosing(Box::new(Merging { incoming, mine, combined, choices, at: 0 })));
            leave(session, router);
        }
        Err(unfit) => {
            set(Stage::Held(incoming));
            let words = match unfit {
                Unfit::Programmes => merging::UNFIT_PROGRAMMES,
                Unfit::TooMany => merging::UNFIT_TOO_MANY,
            };
            parts::raise(session, vec![fault(words)]);
        }
    }
}

/// Changes what is being put together.
fn merging(change: impl FnOnce(&mut Merging)) {
    STAGE.with(|stage| {
        if let Stage::Choosing(merging) = &mut *stage.borrow_mut() {
            change(merging);
        }
    });
}

/// Notes what is chosen for the conflict that is shown.
pub(super) fn choose(value: &str) {
    let choice = match value {
        "mine" => Choice::Mine,
        "theirs" => Choice::Theirs,
        "both" => Choice::Both,
        _ => return,
    };
    merging(|merging| {
        if let Some(place) = merging.choices.get_mut(merging.at) {
            *place = Some(choice);
        }
    });
}

/// Goes to the next conflict, once this one is decided.
pub(super) fn go_on(session: Session) {
    let mut is_decided = false;
    merging(|merging| {
        is_decided = merging.choices.get(merging.at).is_some_and(Option::is_some);
        if is_decided {
            merging.at += 1;
        }
    });
    if is_decided {
        session.faults.set(Vec::new());
        redraw(session);
    } else {
        let fault = Fault::new(merging::CHOOSE.to_owned()).of("first-choice");
        parts::raise(session, vec![fault]);
    }
}

/// Settles every conflict from here on alike.
fn rest(session: Session, choice: Choice) {
    merging(|merging| {
        for place in merging.choices.iter_mut().skip(merging.at) {
            place.get_or_insert(choice);
        }
        merging.at = merging.choices.len();
    });
    session.faults.set(Vec::new());
    redraw(session);
}

/// Goes back to a conflict, or to the one before; before the first, to what came in.
fn back(session: Session, to: Option<usize>) {
    session.faults.set(Vec::new());
    let mut is_first = false;
    merging(|merging| match (to, merging.at.checked_sub(1)) {
        (Some(at), _) | (None, Some(at)) => merging.at = at,
        (None, None) => is_first = true,
    });
    if is_first && let Stage::Choosing(merging) = set(Stage::Nothing) {
        set(Stage::Held(merging.incoming));
    }
    redraw(session);
}

/// Changes the answers as agreed. Where they changed since, it begins again, because the summary is no longer what would happen.
fn apply(session: Session, router: Router) {
    let Stage::Choosing(merging) = set(Stage::Nothing) else { return };
    let mine = session.answers.get_untracked();
    if mine != (Assessment { as_of: mine.as_of, ..merging.mine.clone() }) {
        set(Stage::Held(merging.incoming));
        session.replaced.update(|times| *times += 1);
        return parts::raise(session, vec![fault(merging::CHANGED_MEANWHILE)]);
    }
    let after = merging.combined.settled(&merging.choices);
    finish(session, router, after, None, merging::merged(&merging.incoming.from));
}

/// Puts back what stood before, unless something changed since.
fn undo(session: Session, router: Router) {
    let Stage::Done { before, rules, after } = set(Stage::Nothing) else { return };
    let now = session.answers.get_untracked();
    if now != (Assessment { as_of: now.as_of, ..after }) {
        session.replaced.update(|times| *times += 1);
        return parts::raise(session, vec![fault(merging::UNDO_TOO_LATE)]);
    }
    if let Some(rules) = rules {
        session.given_by(rules);
    }
    session.replace(*before);
    leave(session, router);
    session.tell(merging::UNDONE.to_owned());
}
