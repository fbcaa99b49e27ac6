//! Answers from elsewhere beside these: what came in is shown, and opened, kept beside, or put together with what is here, each
//! difference decided by a person. Nothing changes before that is agreed to, and what changed can be undone.

mod act;
mod carry;
mod combine;
mod incoming;
mod page;

use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use mentormark_rules::Assessment;
use web_sys::{Element, HtmlInputElement};

use crate::deeds::chosen_in;
use crate::pages::View;
use crate::parts::{self, Fault};
use crate::route::{self, OWN, Page, Router, SHARED};
use crate::sheet::Sheet;
use crate::state::{Session, read_text};
use combine::{Choice, Combined};
use incoming::{Incoming, fault};

/// Where a file is chosen.
const THEIR_FILE: &str = "their-file";

/// What draws the page.
pub(super) struct Merge;

/// How far it has come.
#[derive(Debug, Default)]
enum Stage {
    /// Nothing came in yet.
    #[default]
    Nothing,
    /// A link is being read.
    Reading,
    /// Something came in.
    Held(Incoming),
    /// It is being put together with what is here.
    Choosing(Box<Merging>),
    /// Something was changed: what stood before, and what came of it; the hash of the rules by which the answers had been given, where they
    /// count as given by those of the page now.
    Done { before: Box<Assessment>, rules: Option<String>, after: Assessment },
}

/// Two assessments being put together.
#[derive(Debug)]
struct Merging {
    incoming: Incoming,
    /// Mine when it began.
    mine: Assessment,
    combined: Combined,
    choices: Vec<Option<Choice>>,
    /// The conflict that is shown; past the last, the summary.
    at: usize,
}

thread_local! {
    static STAGE: RefCell<Stage> = RefCell::default();
    /// The fragment that was read last, so that none is read twice.
    static READ: RefCell<String> = RefCell::default();
    static LISTENING: Cell<bool> = const { Cell::new(false) };
}

impl View for Merge {
    fn page(&self, _: Page, sheet: &mut Sheet, session: Session, router: Router) {
        listen(session, router);
        untrack(move || {
            look(session, router);
            STAGE.with(|stage| page::page(sheet, session, router, &stage.borrow()));
        });
    }

    fn act(&self, session: Session, router: Router, deed: &str, control: &Element) -> bool {
        act::act(session, router, deed, control)
    }

    fn take(&self, session: Session, router: Router, field: &str, input: &HtmlInputElement) {
        match field {
            THEIR_FILE => {
                let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
                input.set_value("");
                let name = file.name();
                // Whatever was wrong with a link is past, and its address is not this page's.
                if route::hash().starts_with(SHARED) {
                    router.go(Page::Merge);
                }
                read_text(file, move |text| {
                    let read = text.ok_or_else(|| vec![fault(crate::text::FILE_UNREAD)]);
                    let read = read.and_then(|text| incoming::file(session, &name, &text));
                    take_in(session, read.map_err(|faults| chosen_in(THEIR_FILE, faults)));
                });
            }
            "choice" => act::choose(&input.value()),
            _ => {}
        }
    }

    fn submit(&self, session: Session, _: Router, _: &Element) {
        act::go_on(session);
    }
}

/// Holds an assessment of another edition that this browser keeps, and goes to the page that carries it over.
pub(super) fn hold(session: Session, router: Router, name: String, answers: &Assessment) {
    match incoming::kept(session, name, answers) {
        Ok(incoming) => {
            session.tell(String::new());
            set(Stage::Held(incoming));
            router.go(Page::Merge);
        }
        Err(faults) => parts::raise(session, faults),
    }
}

/// Reads another link that is opened while this page is shown, and goes to the answers that are open here once they are asked for. A link
/// to a place on the page is the browser's.
fn listen(session: Session, router: Router) {
    if !LISTENING.replace(true) {
        EventListener::new(&window(), "hashchange", move |_| {
            if router.page.get_untracked() != Page::Merge {
                return;
            }
            let hash = route::hash();
            if hash == OWN {
                redraw(session);
            } else if document().get_element_by_id(&hash).is_none() {
                session.replaced.update(|times| *times += 1);
            }
        })
        .forget();
    }
}

/// Reads the link that was opened, if there is one that was not read yet.
fn look(session: Session, router: Router) {
    let hash = route::hash();
    let Some(letters) = hash.strip_prefix(SHARED) else {
        READ.with(|read| read.borrow_mut().clear());
        return look_at_own(session);
    };
    if READ.with(|read| read.replace(hash.clone())) == hash {
        return;
    }
    set(Stage::Reading);
    session.faults.set(Vec::new());
    let letters = letters.to_owned();
    spawn_local(async move {
        let read = incoming::link(session, &letters).await;
        // Somebody may have gone elsewhere meanwhile.
        if router.page.get_untracked() == Page::Merge && route::hash() == hash {
            take_in(session, read);
        }
    });
}

/// Holds the answers that are open here while the rules of this edition refuse something in them, and no longer. What came in stays before
/// them until they are asked for.
fn look_at_own(session: Session) {
    let is_refused = session.standing.with_untracked(|standing| standing.0.is_err());
    let is_asked = route::hash() == OWN;
    match set(Stage::Nothing) {
        stage
            if is_refused
                && (is_asked || matches!(stage, Stage::Nothing | Stage::Held(Incoming { is_own: true, .. }))) =>
        {
            match incoming::own(session) {
                Ok(incoming) => drop(set(Stage::Held(incoming))),
                Err(faults) => session.faults.set(faults),
            }
        }
        Stage::Held(Incoming { is_own: true, .. }) => {}
        other => drop(set(other)),
    }
}

fn take_in(session: Session, read: Result<Incoming, Vec<Fault>>) {
    session.tell(String::new());
    match read {
        Ok(incoming) => {
            session.faults.set(Vec::new());
            set(Stage::Held(incoming));
            redraw(session);
        }
        Err(faults) => {
            set(Stage::Nothing);
            session.replaced.update(|times| *times += 1);
            parts::raise(session, faults);
        }
    }
}

fn set(stage: Stage) -> Stage {
    STAGE.with(|place| place.replace(stage))
}

/// Draws the page anew and moves to its heading.
fn redraw(session: Session) {
    session.replaced.update(|times| *times += 1);
    request_animation_frame(|| {
        if let Some(found) = route::element("#step").or_else(|| route::element("h1")) {
            route::focus(&found);
            found.scroll_into_view();
        }
    });
}
