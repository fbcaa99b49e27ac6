//! A link that carries the answers in its fragment, which no server sees.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::task::spawn_local;
use mentormark_rules::{Assessment, json};
use wasm_bindgen::JsValue;
use web_sys::HtmlInputElement;

use crate::html::{Html, html};
use crate::rare::foreign::{named, promised};
use crate::rare::keeping::fragment;
use crate::route::{self, Page, Router, SHARED};
use crate::state::Session;
use crate::text::keeping as words;

/// The most characters of a link: longer ones are cut by programs that people send them with.
const LONGEST: usize = 8_000;

/// What came of making the link.
#[derive(Clone)]
enum Made {
    /// The link, and whether notes are in it.
    Link(String, bool),
    /// It would be so many characters long.
    TooLong(usize),
    /// This browser cannot make it.
    Cannot,
}

thread_local! {
    static MADE: RefCell<Option<Made>> = const { RefCell::new(None) };
}

/// Forgets the link, because the answers may have changed.
pub(super) fn forget() {
    MADE.with(|made| made.borrow_mut().take());
}

/// Adds the part of the page that makes the link.
pub(super) fn write(to: &mut Html) {
    html!(
        to,
        "<h2 id=\"link-title\" tabindex=\"-1\">",
        words::LINK,
        "</h2><p>",
        words::LINK_HELP,
        "</p><p>",
        words::LINK_WITHOUT,
        "</p><label class=\"choice\"><input type=\"checkbox\" id=\"with-notes\""
    );
    let made = MADE.with(|made| made.borrow().clone());
    to.markup(if matches!(made, Some(Made::Link(_, true))) { " checked>" } else { ">" });
    html!(
        to,
        "<span>",
        words::LINK_WITH,
        "</span></label><p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"make-link\">",
        words::LINK_MAKE,
        "</button></p>"
    );
    match made {
        None => {}
        Some(Made::Link(link, with_notes)) => {
            html!(
                to,
                "<div class=\"field\"><label for=\"link\">",
                words::LINK_IS,
                "</label><p class=\"hint\" id=\"link-hint\">",
                words::link_has(link.len(), with_notes),
                "</p><input class=\"entry link\" id=\"link\" readonly aria-describedby=\"link-hint\" value=\"",
                link,
                "\"></div><p class=\"buttons\"><button type=\"button\" class=\"button plain\" data-do=\"copy-link\">",
                words::LINK_COPY,
                "</button></p>"
            );
        }
        Some(Made::TooLong(length)) => refused(to, &words::link_too_long(length, LONGEST)),
        Some(Made::Cannot) => refused(to, words::LINK_CANNOT),
    }
}

fn refused(to: &mut Html, why: &str) {
    html!(
        to,
        "<div class=\"note grave stack\" id=\"no-link\" tabindex=\"-1\"><p>",
        why,
        "</p><p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"resume\">",
        words::RESUME_DOWNLOAD,
        "</button></p></div>"
    );
}

/// Makes the link, with notes where the box is ticked.
pub(super) fn make(session: Session, router: Router) {
    let ticked = route::element("#with-notes:checked").is_some();
    let mut answers = session.here(session.answers.get_untracked());
    if !ticked {
        without_notes(&mut answers);
    }
    let start = format!("{}{}", location().origin().unwrap_or_default(), router.address(Page::Start));
    spawn_local(async move {
        let made = match fragment::packed(&json::canonical(&answers)).await {
            None => Made::Cannot,
            Some(letters) => {
                let link = format!("{start}#{SHARED}{letters}");
                if link.len() > LONGEST { Made::TooLong(link.len()) } else { Made::Link(link, ticked) }
            }
        };
        let (said, focus) = match &made {
            Made::Link(..) => (words::LINK_MADE, "#link"),
            _ => ("", "#no-link"),
        };
        MADE.with(|place| place.borrow_mut().replace(made));
        session.tell(said.to_owned());
        session.replaced.update(|times| *times += 1);
        request_animation_frame(move || {
            if let Some(found) = route::element(focus) {
                route::focus(&found);
            }
        });
    });
}

fn without_notes(answers: &mut Assessment) {
    answers.evidence.clear();
    for programme in &mut answers.programmes {
        programme.evidence.clear();
    }
}

/// Copies the link; where the browser does not let it, the link is marked so that the person can.
pub(super) fn copy(session: Session) {
    let Some(Made::Link(link, _)) = MADE.with(|made| made.borrow().clone()) else { return };
    spawn_local(async move {
        let clipboard = named(&window(), "navigator").and_then(|navigator| named(&navigator, "clipboard"));
        let copied = match clipboard {
            Ok(clipboard) if !clipboard.is_undefined() => {
                promised(&clipboard, "writeText", &JsValue::from_str(&link)).await.is_ok()
            }
            _ => false,
        };
        if !copied && let Some(field) = route::element("#link") {
            let field: &HtmlInputElement = wasm_bindgen::JsCast::unchecked_ref(&field);
            route::focus(field);
            let _ = crate::rare::foreign::call(field, "select", &JsValue::UNDEFINED);
        }
        session.tell(if copied { words::LINK_COPIED } else { words::LINK_MARKED }.to_owned());
    });
}
