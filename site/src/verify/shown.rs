//! The page: where files are given, and what is said of them.

use std::cell::{Cell, RefCell};

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::{document, request_animation_frame};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, File, FileList, HtmlInputElement};

use super::given::{Given, read};
use super::together::reports;
use super::{Finding, Holds, Report};
use crate::html::{Html, html};
use crate::rare::foreign::named;
use crate::route;
use crate::text::{self, verify};

thread_local! {
    static GIVEN: RefCell<Vec<Given>> = const { RefCell::new(Vec::new()) };
    /// How often something was given or taken away, so that what was asked for last is what is shown.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// Fills the page and listens.
pub(super) fn open() {
    let Some(place) = route::element("#verify") else { return };
    let mut page = Html::default();
    let to = &mut page;
    html!(
        to,
        "<div class=\"drop field\" id=\"drop\"><label for=\"files\">",
        verify::CHOOSE,
        "</label><p class=\"hint\" id=\"files-hint\">"
    );
    html!(
        to,
        verify::CHOOSE_HELP,
        "</p><input class=\"file\" type=\"file\" id=\"files\" multiple aria-describedby=\"files-hint\""
    );
    html!(to, " accept=\".json,.html,.htm,.ndjson,application/json,text/html\"></div>");
    html!(to, "<p class=\"unseen\" role=\"status\" id=\"told\"></p><div id=\"found\" class=\"stack\"></div>");
    place.set_inner_html(page.as_str());
    EventListener::new(&place, "change", |event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let files = files_of(input.files());
        // So that choosing the same file again is a change too.
        input.set_value("");
        take(files);
    })
    .forget();
    EventListener::new(&place, "click", |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let pressed = target.and_then(|target| target.closest("[data-verify]").ok().flatten());
        match pressed.and_then(|button| button.get_attribute("data-verify")).as_deref() {
            Some("clear") => {
                GIVEN.take();
                show(&[]);
                focus("#files");
            }
            Some("again") => {
                // The button goes.
                focus("#files");
                look(Vec::new());
            }
            _ => {}
        }
    })
    .forget();
    // A file that is dropped beside its place would otherwise open in the place of the page.
    for heard in ["dragover", "drop"] {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&document(), heard, options, move |event| {
            event.prevent_default();
            if heard == "drop" {
                take(dropped(event));
            }
        })
        .forget();
    }
}

fn dropped(event: &Event) -> Vec<File> {
    let files = named(event, "dataTransfer").and_then(|dropped| named(&dropped, "files"));
    files_of(files.ok().and_then(|files| files.dyn_into::<FileList>().ok()))
}

fn files_of(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..).map_while(|at| list.get(at)).collect()
}

/// Takes more files and says what holds, of all of them together.
fn take(files: Vec<File>) {
    if !files.is_empty() {
        look(files);
    }
}

/// Says what holds of all files that were given before and of these.
fn look(files: Vec<File>) {
    let turn = TURN.get() + 1;
    TURN.set(turn);
    tell(verify::CHECKING);
    spawn_local(async move {
        for file in files {
            let given = read(file).await;
            GIVEN.with_borrow_mut(|all| {
                all.retain(|other| other.name != given.name);
                all.push(given);
            });
        }
        let reports = reports(GIVEN.with_borrow(Clone::clone), route::root(route::SITE)).await;
        if TURN.get() != turn {
            return;
        }
        let Ok(reports) = reports else { return fail() };
        show(&reports);
        tell(verify::verdict(overall(&reports)));
        request_animation_frame(|| {
            if let Some(heading) = route::element("#verdict") {
                heading.scroll_into_view();
                route::focus(&heading);
            }
        });
    });
}

/// Says that what checks files could not be loaded, and offers to try again with the files that were given.
fn fail() {
    let Some(place) = route::element("#found") else { return };
    let mut to = Html::default();
    html!(&mut to, "<p class=\"note grave\">", text::NOT_LOADED, "</p><p class=\"buttons\">");
    html!(&mut to, "<button type=\"button\" class=\"button\" data-verify=\"again\">", text::TRY_AGAIN, "</button></p>");
    place.set_inner_html(to.as_str());
    tell(text::NOT_LOADED);
}

fn focus(selector: &str) {
    if let Some(control) = route::element(selector) {
        route::focus(&control);
    }
}

/// Whether everything holds: no where anything does not, and not known where nothing was checked.
fn overall(reports: &[Report]) -> Holds {
    let mut all = reports.iter().flat_map(|report| &report.findings);
    if all.clone().any(|finding| finding.holds == Holds::No) {
        Holds::No
    } else if all.any(|finding| finding.holds == Holds::Yes) {
        Holds::Yes
    } else {
        Holds::Open
    }
}

fn show(reports: &[Report]) {
    let Some(place) = route::element("#found") else { return };
    let mut found = Html::default();
    let to = &mut found;
    if !reports.is_empty() {
        let holds = overall(reports);
        html!(
            to,
            "<h2 id=\"verdict\" tabindex=\"-1\" data-holds=\"",
            mark(holds),
            "\">",
            verify::verdict(holds),
            "</h2>"
        );
        for report in reports {
            self::report(to, report);
        }
        html!(to, "<p class=\"buttons\"><button type=\"button\" class=\"button plain\" data-verify=\"clear\">");
        html!(to, verify::CLEAR, "</button></p>");
    }
    place.set_inner_html(found.as_str());
}

fn report(to: &mut Html, report: &Report) {
    html!(to, "<section class=\"card stack\"><h3>", report.title, "</h3><ul class=\"checks\">");
    for Finding { holds, words, faults } in &report.findings {
        html!(to, "<li><p class=\"status\" data-status=\"", mark(*holds), "\"><span class=\"unseen\">");
        html!(to, verify::holds(*holds), "</span>", words, "</p>");
        for (fault, pointer) in faults {
            html!(to, "<p class=\"quiet\">", fault);
            if !pointer.is_empty() {
                html!(to, " <span class=\"pointer\">", text::at(pointer), "</span>");
            }
            html!(to, "</p>");
        }
        html!(to, "</li>");
    }
    html!(to, "</ul>");
    if !report.facts.is_empty() {
        html!(to, "<dl class=\"sums\">");
        for (name, value, is_hash) in &report.facts {
            html!(to, "<div><dt>", name, "</dt>");
            to.markup(if *is_hash { "<dd class=\"hash\">" } else { "<dd>" });
            html!(to, value, "</dd></div>");
        }
        html!(to, "</dl>");
    }
    html!(to, "</section>");
}

/// What the style sheet knows it by.
fn mark(holds: Holds) -> &'static str {
    match holds {
        Holds::Yes => "met",
        Holds::No => "not-met",
        Holds::Open => "open",
    }
}

fn tell(words: &str) {
    if let Some(place) = route::element("#told") {
        place.set_text_content(Some(words));
    }
}
