//! What is done now and then: opening files, programmes, clearing, guidance, evidence, reading what this browser keeps, and telling of the
//! rules. A
//! WebAssembly module of its own, loaded once the page can be used or when the first of these is done, so that a first visit does not wait for it.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

mod evidence;
mod file;
pub(crate) mod guide;
mod programmes;
pub(crate) mod resume;

pub(crate) use file::{assessment_in, chosen_in, faults};

use leptos::prelude::{Set, request_animation_frame};
use leptos::task::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::{Element, File, HtmlInputElement};

use crate::pages::{self, View};
use crate::parts::dialog;
use crate::rare::{sending::sent, told};
use crate::route::{self, Router};
use crate::sheet::watch;
use crate::state::{Session, Stored, load};
use crate::text;

/// Something that is done now and then.
pub(crate) enum Deed {
    /// What the button stands for that bears this name.
    Press(String, Element),
    /// Opening the file that was chosen.
    Open(File),
    /// Filling what was unfolded below a criterion of the programme at this place.
    Unfold(usize, Element),
    /// Taking what is typed as evidence of a criterion of the programme at this place.
    Back(usize, HtmlInputElement),
}

/// Does it, once what does it is loaded, or says that it could not be loaded.
pub(crate) fn later(session: Session, deed: Deed) {
    session.not_loaded.set(false);
    spawn_local(async move {
        if act(session, deed).await.is_err() {
            fail(session);
        }
    });
}

/// Says that what was asked for could not be loaded.
pub(crate) fn fail(session: Session) {
    session.not_loaded.set(true);
    session.said.set(text::NOT_LOADED.to_owned());
}

/// Does it.
///
/// # Errors
/// When the module could not be had; asking again tries again.
#[wasm_split(deeds, fallible)]
pub(crate) fn act(session: Session, deed: Deed) -> Result<(), SplitLoaderError> {
    match deed {
        Deed::Press(name, control) => press(session, &name, &control),
        Deed::Open(file) => file::open(session, file),
        Deed::Unfold(programme, details) => unfold(session, programme, details),
        Deed::Back(programme, input) => evidence::take(session, programme, &input),
    }
    Ok(())
}

/// Has what there is to know of the rules said above every page, as soon as there is something.
///
/// # Errors
/// When the module could not be had.
#[wasm_split(deeds, fallible)]
pub(crate) fn tell(session: Session, router: Router) -> Result<(), SplitLoaderError> {
    let mut is_told = false;
    watch(Box::new(move || {
        if !is_told && told::is_due(session) {
            is_told = true;
            spawn_local(async move {
                if told::tell(session, router).await.is_err() {
                    fail(session);
                }
            });
        }
    }));
    Ok(())
}

/// What the browser keeps under `key`, as it is when the module is there.
///
/// # Errors
/// When the module could not be had; asking again tries again.
#[wasm_split(deeds, fallible)]
pub(crate) fn stored(key: String) -> Result<Stored, SplitLoaderError> {
    Ok(load(&key))
}

/// What draws the page of the programmes.
///
/// # Errors
/// When the module could not be had; asking again tries again.
#[wasm_split(deeds, fallible)]
pub(crate) fn programmes() -> Result<&'static dyn View, SplitLoaderError> {
    Ok(&programmes::Programmes)
}

fn press(session: Session, name: &str, control: &Element) {
    match name {
        "export-unreadable" => session.export_unreadable(),
        "set-aside" => session.set_aside(),
        "rules-read" => {
            session.take_rules();
            // The button goes.
            if let Some(heading) = route::element("h1") {
                route::focus(&heading);
            }
        }
        "ask-clear" => {
            dialog::pose("clear", text::CLEAR, text::CLEAR_LOSES, text::CLEAR_YES);
            dialog::ask("#clear");
        }
        "clear" => {
            dialog::close(control);
            session.clear();
            sent::forget_all(session);
            session.tell(text::CLEARED.to_owned());
            show_done();
        }
        "replace" => {
            dialog::close(control);
            session.take_pending();
            show_done();
        }
        "cancel" => dialog::close(control),
        _ => {}
    }
}

/// Shows what was said to be done, which stands where nobody may be looking, and moves focus to it: the dialog that had it is gone.
fn show_done() {
    request_animation_frame(|| {
        if let Some(done) = route::element(".done") {
            let _ = done.set_attribute("tabindex", "-1");
            done.scroll_into_view_with_bool(false);
            route::focus(&done);
        }
    });
}

/// Fills what was unfolded below a criterion: what helps to judge it, or its evidence.
fn unfold(session: Session, programme: usize, details: Element) {
    let criterion = details.closest(".criterion").ok().flatten().map(|criterion| criterion.id()).unwrap_or_default();
    if details.get_attribute("data-unfold").as_deref() == Some(pages::EVIDENCE) {
        evidence::ask(session, programme, &criterion, &details);
    } else {
        guide::fill(session, criterion, details);
    }
}
