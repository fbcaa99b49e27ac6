//! What controls do: one place that hears every click, choice and form, and knows each by the name it bears in the markup.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

use crate::deeds::{self, Deed};
use crate::route::{self, Router};
use crate::state::Session;

/// Hears everything from now on.
pub(crate) fn listen(session: Session, router: Router) {
    EventListener::new(&document(), "click", move |event| {
        if let Some(control) = named(event, "button[data-do]") {
            act(session, router, &control.get_attribute("data-do").unwrap_or_default(), &control);
        }
    })
    .forget();
    // What is typed counts with every letter, what is chosen when it is.
    for (heard, of) in [("change", "[data-take]"), ("input", ".entry[data-take]")] {
        EventListener::new(&document(), heard, move |event| {
            if let Some(input) = named(event, of) {
                // A list or a box of several lines has a name and a value just so.
                take(session, router, input.unchecked_ref());
            }
        })
        .forget();
    }
    let options = EventListenerOptions::run_in_capture_phase();
    // A toggle does not rise, so it is heard on its way down.
    EventListener::new_with_options(&document(), "toggle", options, move |event| {
        if let Some(details) = named(event, "[data-unfold][open]") {
            router.view().unfold(session, router, details);
        }
    })
    .forget();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "submit", options, move |event| {
        let Some(form) = named(event, "form[data-do]") else { return };
        event.prevent_default();
        router.view().submit(session, router, &form);
    })
    .forget();
}

/// The control that an event is about.
fn named(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

fn act(session: Session, router: Router, deed: &str, control: &Element) {
    match deed {
        "export" => session.export(),
        "explain" => {
            session.explain();
            // The button goes.
            if let Some(heading) = route::element("h1") {
                route::focus(&heading);
            }
        }
        "print" => drop(window().print()),
        deed => {
            if !router.view().act(session, router, deed, control) {
                deeds::later(session, Deed::Press(deed.to_owned(), control.clone()));
            }
        }
    }
}

fn take(session: Session, router: Router, input: &HtmlInputElement) {
    let field = input.get_attribute("data-take").unwrap_or_default();
    if field == "file" {
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // So that choosing the same file again is a change too.
        input.set_value("");
        deeds::later(session, Deed::Open(file));
    } else {
        router.view().take(session, router, &field, input);
    }
}

/// Empties the answer that the button stands beside, and moves focus to where the next one is given. Gives what was asked.
pub(crate) fn empty(button: &Element) -> Option<Element> {
    let asked = button.closest(".criterion, [data-field]").ok().flatten()?;
    let inputs = |of: &str| asked.query_selector(of).ok().flatten()?.dyn_into::<HtmlInputElement>().ok();
    while let Some(chosen) = inputs("input:checked") {
        chosen.set_checked(false);
    }
    if let Some(first) = inputs("input") {
        route::focus(&first);
    }
    Some(asked)
}
