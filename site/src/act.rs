//! What controls do: one place that hears every click, choice and form, and knows each by the name it bears in the markup.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use leptos::task::spawn_local;
use mentormark_report::date;
use mentormark_rules::{Refusal, json};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement, HtmlInputElement};

use crate::parts::{self, Fault};
use crate::route::{self, Page, Router};
use crate::state::{Session, read_text};
use crate::{pages, text};

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
            _ => pages::programmes::submit(session, &form),
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
        "export-unreadable" => session.export_unreadable(),
        "set-aside" => session.set_aside(),
        "print" => drop(window().print()),
        "undo" => undo(session, router, control),
        "ask-remove" if pages::programmes::name(session, control).is_some() => ask("#remove"),
        "remove" => {
            close(control);
            pages::programmes::remove(session, control);
        }
        "ask-clear" => ask("#clear"),
        "clear" => {
            close(control);
            session.clear();
            session.tell(text::CLEARED.to_owned());
        }
        "replace" => {
            close(control);
            session.take_pending();
        }
        "cancel" => close(control),
        _ => {}
    }
}

fn take(session: Session, router: Router, input: &HtmlInputElement) {
    let field = input.get_attribute("data-take").unwrap_or_default();
    match field.as_str() {
        "rating" => session.rate(programme(router), &input.name(), Some(input.value())),
        "note" => session.note(programme(router), &input.name(), input.value()),
        "file" => open(session, input),
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

/// Opens the chosen file: says what is wrong with it, or takes its answers, asking first if there are others.
fn open(session: Session, input: &HtmlInputElement) {
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    let name = file.name();
    read_text(file, move |file| opened(session, &name, file.as_deref()));
    // So that choosing the same file again is a change too.
    input.set_value("");
}

fn opened(session: Session, name: &str, file: Option<&str>) {
    session.tell(String::new());
    let Some(file) = file else {
        return parts::raise(
            session,
            vec![Fault { field: Some("file".to_owned()), words: text::FILE_UNREAD.to_owned(), pointer: String::new() }],
        );
    };
    match session.read_file(file) {
        Err(refused) => parts::raise(session, faults(&refused.0)),
        Ok(answers) => {
            session.faults.set(Vec::new());
            let judged_on = json::thorough_assessment(file).map(|read| date(read.as_of)).unwrap_or_default();
            session.pend(answers, text::opened(name, &judged_on));
            if untrack(move || session.is_blank()) {
                session.take_pending();
            } else {
                ask("#replace");
            }
        }
    }
}

/// The most faults of a file that are shown.
const MOST_SHOWN: usize = 10;

/// What is wrong with a file: that it is the wrong one, or else its first faults.
fn faults(refusals: &[Refusal]) -> Vec<Fault> {
    if let Some(words) = refusals.iter().find_map(text::wrong_file) {
        return vec![Fault { field: None, words: words.to_owned(), pointer: String::new() }];
    }
    let mut faults: Vec<Fault> = refusals.iter().take(MOST_SHOWN).map(fault).collect();
    if let Some(more) = refusals.len().checked_sub(MOST_SHOWN).filter(|&more| more > 0) {
        faults.push(Fault { field: None, words: text::and_more(more), pointer: String::new() });
    }
    faults
}

fn fault(refusal: &Refusal) -> Fault {
    Fault { field: None, words: text::sentence(refusal), pointer: refusal.pointer.clone() }
}
