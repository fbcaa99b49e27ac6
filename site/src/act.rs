//! What controls do: one place that hears every click, choice and form, and knows each by the name it bears in the markup.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

use crate::route::{self, Page, Router};
use crate::state::Session;
use crate::{deeds, pages};

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
        if let Some(details) = named(event, "[data-guide][open]") {
            spawn_local(guide(session, details));
        }
    })
    .forget();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "submit", options, move |event| {
        let Some(form) = named(event, "form[data-do]") else { return };
        event.prevent_default();
        match form.get_attribute("data-do").as_deref() {
            Some("about") => pages::about::submit(session, router),
            _ => deeds::later(session, deeds::name_programme(session, form)),
        }
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
        "undo" => undo(session, router, control),
        deed => deeds::later(session, deeds::act(session, deed.to_owned(), control.clone())),
    }
}

fn take(session: Session, router: Router, input: &HtmlInputElement) {
    let field = input.get_attribute("data-take").unwrap_or_default();
    match field.as_str() {
        "rating" => session.rate(programme(router), &input.name(), Some(input.value())),
        "note" => session.note(programme(router), &input.name(), input.value()),
        "file" => {
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            // So that choosing the same file again is a change too.
            input.set_value("");
            deeds::later(session, deeds::open(session, file));
        }
        field => pages::about::take(session, field, input),
    }
}

/// The place of the programme that is being rated.
fn programme(router: Router) -> usize {
    if let Page::Section(programme, _) = router.page.get_untracked() { programme } else { 0 }
}

/// Fills in what helps to judge a criterion.
async fn guide(session: Session, details: Element) {
    let criterion = details.get_attribute("data-guide").unwrap_or_default();
    let guidance = session.catalogue.guidance(&criterion).await.ok();
    if let Some(place) = details.query_selector(".guide").ok().flatten() {
        place.set_inner_html(pages::section::guide(guidance).as_str());
    }
}

/// Takes back the answer that the button stands beside, and moves focus to where the next one is given.
fn undo(session: Session, router: Router, button: &Element) {
    let Some(asked) = button.closest(".criterion, [data-field]").ok().flatten() else { return };
    while let Some(chosen) = asked
        .query_selector("input:checked")
        .ok()
        .flatten()
        .and_then(|chosen| chosen.dyn_into::<HtmlInputElement>().ok())
    {
        chosen.set_checked(false);
    }
    if let Some(first) = asked.query_selector("input").ok().flatten().and_then(|first| first.dyn_into().ok()) {
        route::focus(&first);
    }
    match asked.get_attribute("data-field") {
        Some(fact) => pages::about::take_back(session, &fact),
        None => session.rate(programme(router), &asked.id(), None),
    }
}
