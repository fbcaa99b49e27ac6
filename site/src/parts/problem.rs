//! The summary of what is wrong: there when something is, takes focus, links to each field.

use leptos::prelude::*;

use crate::html::{Html, html};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::{route, text};

/// Something wrong.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The id of the field, if it is a field's.
    pub(crate) field: Option<String>,
    /// What is wrong and what to do, the same words as beside the field.
    pub(crate) words: String,
    /// Where it stands in a file; empty for a field.
    pub(crate) pointer: String,
}

/// Adds the summary, empty while nothing is wrong. `words` stands under its heading.
pub(crate) fn problem(sheet: &mut Sheet, session: Session, words: &'static str) {
    sheet.show(move |to| {
        session.faults.with(|faults| {
            if !faults.is_empty() {
                html!(
                    to,
                    "<div class=\"problem\" id=\"problem\" role=\"alert\" tabindex=\"-1\"><h2>",
                    text::PROBLEM,
                    "</h2><p>",
                    words,
                    "</p><ul class=\"problems\">"
                );
                for fault in faults {
                    line(to, fault);
                }
                html!(to, "</ul></div>");
            }
        });
    });
}

fn line(to: &mut Html, fault: &Fault) {
    match &fault.field {
        Some(field) => html!(to, "<li><a href=\"#", field, "\">", fault.words, "</a></li>"),
        None if fault.pointer.is_empty() => html!(to, "<li>", fault.words, "</li>"),
        None => html!(to, "<li>", fault.words, " <span class=\"pointer\">", text::at(&fault.pointer), "</span></li>"),
    }
}

/// Shows what is wrong, says so in the title of the window, and moves focus there.
pub(crate) fn raise(session: Session, faults: Vec<Fault>) {
    session.faults.set(faults);
    let title = document().title();
    if !title.starts_with(text::ERROR) {
        document().set_title(&format!("{}{title}", text::ERROR));
    }
    request_animation_frame(|| {
        if let Some(summary) = route::element("#problem") {
            summary.scroll_into_view();
            route::focus(&summary);
        }
    });
}
