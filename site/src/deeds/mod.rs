//! What controls do that are pressed now and then: files, programmes, clearing. A WebAssembly module of its own, loaded when the first of
//! them is, so that answering questions does not wait for it.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

mod file;

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::{Element, HtmlDialogElement, HtmlInputElement};

use crate::route;
use crate::state::{Session, Stored, read_entry};
use crate::{pages, text};

/// What was loaded does its deed, or says that it could not be loaded.
pub(crate) fn later(session: Session, deed: impl Future<Output = Result<(), SplitLoaderError>> + 'static) {
    spawn_local(async move {
        if deed.await.is_err() {
            session.tell(text::NOT_LOADED.to_owned());
        }
    });
}

/// Does what the control of this name stands for.
///
/// # Errors
/// When the module could not be had; asking again tries again.
#[wasm_split(deeds, fallible)]
pub(crate) fn act(session: Session, deed: String, control: Element) -> Result<(), SplitLoaderError> {
    match deed.as_str() {
        "export" => session.export(),
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
pub(crate) fn open(session: Session, input: HtmlInputElement) -> Result<(), SplitLoaderError> {
    file::open(session, &input);
    Ok(())
}

/// What an entry of the browser's storage holds.
///
/// # Errors
/// As [`act`].
#[wasm_split(deeds, fallible)]
pub(crate) fn stored(entry: String) -> Result<Stored, SplitLoaderError> {
    Ok(read_entry(&entry))
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
