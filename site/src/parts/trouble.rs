//! Says that answers are not being kept, and what to do so that none are lost.

use leptos::prelude::*;

use crate::html::{Html, html};
use crate::sheet::Sheet;
use crate::state::{Kept, Session};
use crate::text;

/// Nothing while all is well.
pub(crate) fn trouble(session: Session) -> Sheet {
    let mut sheet = Sheet::default();
    sheet.show(move |to| session.kept.with(|kept| told(to, kept)));
    sheet.show(move |to| {
        if session.not_loaded.get() {
            html!(to, "<p class=\"note grave\">", text::NOT_LOADED, "</p>");
        }
    });
    sheet
}

fn told(to: &mut Html, kept: &Kept) {
    match kept {
        Kept::Refused => html!(
            to,
            "<div class=\"note grave stack\"><p>",
            text::CANNOT_KEEP,
            "</p><p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"export\">",
            text::DOWNLOAD,
            "</button></p></div>"
        ),
        Kept::Blocked(_) => html!(
            to,
            "<div class=\"note grave stack\"><p>",
            text::UNREADABLE,
            "</p><p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"export-unreadable\">",
            text::UNREADABLE_KEEP,
            "</button><button type=\"button\" class=\"button plain\" data-do=\"set-aside\">",
            text::UNREADABLE_GO_ON,
            "</button></p></div>"
        ),
        Kept::Nothing | Kept::Saving | Kept::Saved | Kept::Aside => {}
    }
}
