//! What if, and compare: the answers beside a copy in which some are changed, or beside a file.
//!
//! The copy is a session of its own that keeps nothing. The engine judges both, on the same day.

mod differences;
mod parts;
mod sides;

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::{Element, File, HtmlInputElement};

use crate::act;
use crate::deeds::{self, Deed};
use crate::html::html;
use crate::pages::{self, View};
use crate::parts::{Fault, dialog, problem, raise};
use crate::route::{self, Page, Router};
use crate::sheet::{Sheet, watch};
use crate::state::{Session, read_text};
use crate::text::said::award_phrase;
use crate::text::{self, planning as words};

/// Where a file is chosen.
const OTHER_FILE: &str = "other-file";

/// What draws the page.
pub(super) struct Compared;

/// A copy of answers.
#[derive(Clone)]
struct Copy {
    /// The copy as a session that keeps nothing.
    session: Session,
    /// The name of the file that it came from; empty where it came from the answers.
    file: String,
}

thread_local! {
    /// The copy, as long as the page of the browser lives.
    static COPY: RefCell<Option<Copy>> = const { RefCell::new(None) };
}

fn copy() -> Option<Copy> {
    COPY.with_borrow(Clone::clone)
}

impl View for Compared {
    fn page(&self, _: Page, sheet: &mut Sheet, session: Session, router: Router) {
        page(sheet, session, router);
    }

    fn act(&self, session: Session, router: Router, deed: &str, control: &Element) -> bool {
        match (deed, copy()) {
            ("try", _) => begin(session, session.aside(session.answers.get_untracked()), String::new()),
            ("undo", Some(copy)) => undo(copy.session, router, control),
            ("ask-adopt", _) => dialog::ask("#adopt"),
            ("ask-discard", _) => dialog::ask("#discard"),
            ("adopt", Some(copy)) => {
                dialog::close(control);
                session.pend(copy.session.answers.get_untracked(), words::ADOPTED.to_owned());
                end();
                session.take_pending();
                focus_soon("h1");
            }
            ("discard", _) => {
                dialog::close(control);
                end();
                session.replaced.update(|times| *times += 1);
                session.tell(words::DISCARDED.to_owned());
                focus_soon("h1");
            }
            ("export-copy", Some(copy)) => copy.session.export(),
            _ => return false,
        }
        true
    }

    fn take(&self, session: Session, router: Router, field: &str, input: &HtmlInputElement) {
        if field == OTHER_FILE {
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            // So that choosing the same file again is a change too.
            input.set_value("");
            return open(session, file);
        }
        let Some(Copy { session: aside, .. }) = copy() else { return };
        match field {
            "rating" => aside.rate(programme(input), &input.name(), Some(input.value())),
            "note" => aside.note(programme(input), &input.name(), input.value()),
            "evidence" | "links" => {
                deeds::later(aside, Deed::Back(programme(input), input.clone()));
            }
            field => {
                if let Some(about) = pages::view(Page::About) {
                    about.take(aside, router, field, input);
                }
            }
        }
    }

    fn unfold(&self, _: Session, _: Router, details: Element) {
        let Some(Copy { session: aside, .. }) = copy() else { return };
        if details.has_attribute("data-part") {
            return parts::fill(aside, &details);
        }
        // What stands below a criterion is that of the copy.
        deeds::later(aside, Deed::Unfold(programme(&details), details));
    }
}

/// The place of the programme that a control is of.
fn programme(control: &Element) -> usize {
    let part = control.closest("[data-programme]").ok().flatten();
    part.and_then(|part| part.get_attribute("data-programme")?.parse().ok()).unwrap_or_default()
}

/// Takes back an answer of the copy.
fn undo(copy: Session, router: Router, control: &Element) {
    if control.closest(".criterion").ok().flatten().is_none() {
        if let Some(about) = pages::view(Page::About) {
            about.act(copy, router, "undo", control);
        }
        return;
    }
    let programme = programme(control);
    if let Some(criterion) = act::empty(control) {
        copy.rate(programme, &criterion.id(), None);
    }
}

/// Puts a copy beside the answers.
fn begin(session: Session, aside: Session, file: String) {
    COPY.set(Some(Copy { session: aside, file }));
    session.faults.set(Vec::new());
    session.done.set(String::new());
    session.replaced.update(|times| *times += 1);
    focus_soon("#sides");
}

/// Lets go of the copy.
fn end() {
    COPY.set(None);
}

/// Moves focus to what a selector finds, once the page has been drawn.
fn focus_soon(selector: &'static str) {
    request_animation_frame(move || {
        if let Some(found) = route::element(selector) {
            found.scroll_into_view();
            route::focus(&found);
        }
    });
}

/// Opens the chosen file as the copy, or says what is wrong with it.
fn open(session: Session, file: File) {
    let name = file.name();
    read_text(file, move |text| {
        let read = text.ok_or_else(|| vec![Fault::new(text::FILE_UNREAD.to_owned())]);
        let read = read.and_then(|text| {
            session.read_file(&deeds::assessment_in(&text)).map_err(|refused| deeds::faults(&refused.0))
        });
        match read {
            Ok(answers) => begin(session, session.aside(answers), name),
            Err(wrong) => raise(session, deeds::chosen_in(OTHER_FILE, wrong)),
        }
    });
}

fn page(sheet: &mut Sheet, session: Session, router: Router) {
    pages::heading(sheet, session, router, "", words::COMPARE);
    html!(sheet.html(), "<p class=\"lead\">", words::COMPARE_LEAD, "</p>");
    problem(sheet, session, words::FILE_NOT_COMPARED);
    html!(sheet.html(), "<p class=\"done\">");
    sheet.show(move |to| session.done.with(|done| to.words(done)));
    html!(sheet.html(), "</p>");
    match copy() {
        None => start(sheet),
        Some(copy) => beside(sheet, session, router, &copy),
    }
    html!(
        sheet.html(),
        "<nav class=\"onward\" aria-label=\"",
        text::ONWARD,
        "\"><a class=\"button plain\" href=\"",
        router.address(Page::Result),
        "\">",
        text::back_to(text::RESULT),
        "</a></nav>"
    );
}

/// What one can begin with.
fn start(sheet: &mut Sheet) {
    html!(
        sheet.html(),
        "<h2>",
        words::TRY,
        "</h2><p>",
        words::TRY_HELP,
        "</p><p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"try\">",
        words::TRY,
        "</button></p><h2>",
        words::COMPARE_FILE,
        "</h2><div class=\"field\"><label for=\"other-file\">",
        words::OTHER_FILE,
        "</label><p class=\"hint\" id=\"other-file-hint\">",
        words::OTHER_FILE_HELP,
        "</p><input class=\"file\" id=\"other-file\" type=\"file\" accept=\".json,.html\" aria-describedby=\"other-file-hint\" data-take=\"other-file\"></div>"
    );
}

/// Reads out what the copy would get now, to those who cannot see the table change.
fn announce(session: Session, aside: Session) {
    let mut before = None;
    watch(Box::new(move || {
        let now = aside.standing.with(|standing| {
            let judged = standing.0.as_ref().ok()?;
            Some(award_phrase(&judged.outcome.award, &session.catalogue.wording))
        });
        if let (Some(award), true) = (&now, before.is_some() && before != now) {
            session.said.set(words::copy_gets(award));
        }
        before = now;
    }));
}

/// The answers and the copy side by side, what differs, and the copy to change.
fn beside(sheet: &mut Sheet, session: Session, router: Router, copy: &Copy) {
    let aside = copy.session;
    // Both are judged on the same day, and explained once explanations are there.
    watch(Box::new(move || aside.explainer.set(session.explainer.get())));
    watch(Box::new(move || {
        let today = session.answers.with(|answers| answers.as_of);
        if aside.answers.with_untracked(|answers| answers.as_of != today) {
            aside.answers.update(|answers| answers.as_of = today);
        }
    }));
    announce(session, aside);
    let name = words::other_side(&copy.file);
    html!(sheet.html(), "<h2 id=\"sides\" tabindex=\"-1\">", words::SIDE_BY_SIDE, "</h2><div class=\"slot\">");
    sheet.show(move |to| {
        if aside.is_unfinished() {
            html!(to, "<p class=\"note grave\">", text::UNFINISHED, "</p>");
        }
    });
    html!(sheet.html(), "</div><div>");
    sheet.show(move |to| sides::write(to, session, aside, &name));
    html!(sheet.html(), "</div><h2>", words::DIFFERS, "</h2><div class=\"slot\">");
    sheet.show(move |to| differences::write(to, session, router, aside));
    html!(sheet.html(), "</div><h2>", words::CHANGE, "</h2><p>", words::CHANGE_HELP, "</p><div class=\"try\">");
    parts::write(sheet, aside);
    html!(sheet.html(), "</div><p class=\"note\">", words::COPY_KEPT_NOWHERE, "</p><p class=\"buttons\">");
    for (class, deed, name) in [
        ("button", "ask-adopt", words::ADOPT),
        ("button plain", "export-copy", words::DOWNLOAD_COPY),
        ("button grave", "ask-discard", words::DISCARD),
    ] {
        html!(sheet.html(), "<button type=\"button\" class=\"", class, "\" data-do=\"", deed, "\">", name, "</button>");
    }
    html!(sheet.html(), "</p>");
    dialog::question(sheet.html(), "adopt", words::ADOPT_ASK, words::ADOPT_LOSES, words::ADOPT_YES);
    dialog::question(sheet.html(), "discard", words::DISCARD_ASK, words::DISCARD_LOSES, words::DISCARD);
}
