//! What is done now and then: opening files, programmes, clearing, and reading what this browser keeps. A WebAssembly module of its own,
//! loaded once the page can be used or when the first of these is done, so that a first visit does not wait for it.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

mod file;

use leptos::prelude::Set;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::{Element, File, HtmlDialogElement};

use crate::route;
use crate::state::{Session, Stored, load};
use crate::{pages, text};

/// What was loaded does its deed, or says that it could not be loaded.
pub(crate) fn later(session: Session, deed: impl Future<Output = Result<(), SplitLoaderError>> + 'static) {
    session.not_loaded.set(false);
    spawn_local(async move {
        if deed.await.is_err() {
            session.not_loaded.set(true);
            session.said.set(text::NOT_LOADED.to_owned());
        }
    });
}

/// Does what the control of this name stands for.
///
/// # Errors
/// When the module could not be had; asking again tries again.
#[wasm_split(deeds, fallible, preload(ready))]
pub(crate) fn act(session: Session, deed: String, control: Element) -> Result<(), SplitLoaderError> {
    match deed.as_str() {
        "export-unreadable" => session.export_unreadable(),
        "set-aside" => session.set_aside(),
        "ask-remove" if pages::programmes::name(session, &control).is_some() => ask("#remove"),
        "remove" => {
            close(&control);
            pages::programmes::remove(session, &control);
        }
        "ask-clear" => ask("#clear"),
        "clear" => {
            close(&control);
            session.clear();
            session.tell(text::CLEARED.to_owned());
        }
        "replace" => {
            close(&control);
            session.take_pending();
        }
        "cancel" => close(&control),
        _ => {}
    }
    Ok(())
}

/// Opens the file that was chosen.
///
/// # Errors
/// As [`act`].
#[wasm_split(deeds, fallible)]
pub(crate) fn open(session: Session, file: File) -> Result<(), SplitLoaderError> {
    file::open(session, file);
    Ok(())
}

/// What the browser keeps under `key`, as it is when the module is there.
///
/// # Errors
/// As [`act`].
#[wasm_split(deeds, fallible)]
pub(crate) fn stored(key: String) -> Result<Stored, SplitLoaderError> {
    Ok(load(&key))
}

/// Takes the name of a programme.
///
/// # Errors
/// As [`act`].
#[wasm_split(deeds, fallible)]
pub(crate) fn name_programme(session: Session, form: Element) -> Result<(), SplitLoaderError> {
    pages::programmes::submit(session, &form);
    Ok(())
}

/// Asks before something is lost. The browser gives focus back to where it was.
fn ask(dialog: &str) {
    if let Some(dialog) = route::element(dialog).and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        let _ = dialog.show_modal();
    }
}

fn close(within: &Element) {
    let dialog = within.closest("dialog").ok().flatten();
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}
