//! The summary of what is wrong: there when something is, takes focus, links to each field.

use leptos::prelude::*;

use crate::html::{Html, html};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::{route, text};

/// Something wrong.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The id of the field, if it is a field's or that of a file that was chosen there.
    pub(crate) field: Option<String>,
    /// What is wrong and what to do, the same words as beside the field.
    pub(crate) words: String,
    /// Where it stands in a file; empty for a field.
    pub(crate) pointer: String,
}

impl Fault {
    /// Something wrong as a whole.
    pub(crate) fn new(words: String) -> Self {
        Self { field: None, words, pointer: String::new() }
    }

    /// The same as a fault of a field.
    pub(crate) fn of(self, field: &str) -> Self {
        Self { field: Some(field.to_owned()), ..self }
    }
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
    html!(to, "<li>");
    match &fault.field {
        Some(field) => html!(to, "<a href=\"#", field, "\">", fault.words, "</a>"),
        None => html!(to, fault.words),
    }
    if !fault.pointer.is_empty() {
        html!(to, " <span class=\"pointer\">", text::at(&fault.pointer), "</span>");
    }
    html!(to, "</li>");
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
