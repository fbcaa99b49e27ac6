//! Check your answers: all of them once more, each with a way to change it that leads straight back, and what is still missing. Nothing
//! is sent from here.

mod rows;

use std::cell::Cell;
use std::sync::atomic::Ordering;

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::html::{Html, html};
use crate::pages::{self, View, open_page};
use crate::route::{self, Page, Router};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::text::{self, sending};
use rows::Rows;

/// What draws the page.
pub(super) struct Check;

impl View for Check {
    fn page(&self, _: Page, sheet: &mut Sheet, session: Session, router: Router) {
        pages::CHANGING.store(false, Ordering::Relaxed);
        bring_back(router);
        untrack(move || page(sheet, session, router));
    }
}

fn page(sheet: &mut Sheet, session: Session, router: Router) {
    pages::heading(sheet, session, router, "", text::CHECK);
    let to = sheet.html();
    let answers = session.stated();
    let rows = Rows { session, router, answers: &answers };
    html!(to, "<p class=\"lead\">", sending::CHECK_LEAD, "</p>");
    html!(to, "<h2>", sending::BEFORE, "</h2>");
    missing(to, session, router, &rows);
    rows.all(to);
    html!(
        to,
        "<h2>",
        sending::NEXT,
        "</h2><p>",
        sending::NEXT_SUBMIT,
        "</p><p class=\"buttons\"><a class=\"button\" href=\""
    );
    html!(to, router.address(Page::Submit), "\">", sending::GO_ON_TO_SUBMIT, "</a><a class=\"button plain\" href=\"");
    html!(to, router.address(Page::Result), "\">", sending::BACK_TO_RESULT, "</a></p>");
}

/// Adds what is unfinished, not answered, or claimed without evidence.
fn missing(to: &mut Html, session: Session, router: Router, rows: &Rows<'_>) {
    if session.is_unfinished() {
        html!(to, "<p class=\"note grave\">", text::UNFINISHED, " <a data-change href=\"", router.address(Page::About));
        html!(to, "\">", text::FEE_ANSWER, "</a></p>");
    }
    rows.open_facts(to);
    let (answered, of) = session.answered_in_all();
    if answered < of {
        html!(to, "<p class=\"note\">", sending::not_answered(of - answered), " <a href=\"");
        html!(to, router.address(open_page(session)), "\">", text::GO_ON, "</a></p>");
    } else {
        html!(to, "<p>", sending::ALL_ANSWERED, "</p>");
    }
    if answered > 0 {
        rows.without_evidence(to);
    }
}

thread_local! {
    static LISTENING: Cell<bool> = const { Cell::new(false) };
}

/// From now on, whoever follows a link to a change is led back here from the page of that change; whoever goes elsewhere is not.
fn bring_back(router: Router) {
    if LISTENING.replace(true) {
        return;
    }
    // On its way down, because the page of the change is drawn as soon as the router has heard it.
    let options = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(&document(), "click", options, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(link) = target.and_then(|target| target.closest("a[href]").ok().flatten()) else { return };
        let changes = link.has_attribute("data-change");
        pages::CHANGING.store(changes, Ordering::Relaxed);
        if changes {
            // The page of the change is drawn by then, and the router has moved focus where it moves it.
            request_animation_frame(move || request_animation_frame(move || arrive(router)));
        }
    })
    .forget();
}

/// Puts a way back beside what is changed, and focus on it where it is one question of several.
fn arrive(router: Router) {
    let hash = window().location().hash().unwrap_or_default();
    let Some(id) = hash.strip_prefix('#') else { return };
    if let Some(more) = document().get_element_by_id(id).and_then(|found| found.query_selector(".more").ok().flatten())
    {
        let mut back = Html::default();
        html!(
            back,
            "<a class=\"button plain\" href=\"",
            router.address(Page::Check),
            "\">",
            sending::BACK_TO_CHECK,
            "</a>"
        );
        if let Ok(place) = document().create_element("p") {
            let _ = place.set_attribute("class", "back-to-check");
            place.set_inner_html(back.as_str());
            let _ = more.append_child(&place);
        }
        return;
    }
    let Some(field) = id.strip_prefix("field-") else { return };
    let Some(asked) = route::element(&format!("[data-field=\"{field}\"]")) else { return };
    asked.scroll_into_view();
    let first = asked.query_selector("input:checked").ok().flatten();
    let first = first.or_else(|| asked.query_selector("input, select").ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        route::focus(&first);
    }
}
