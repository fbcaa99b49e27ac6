//! The result: what `explain` makes of the outcome, under the heading.

use super::{heading, onward};
use crate::html::html;
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::text;

pub(super) fn page(sheet: &mut Sheet, session: Session, router: Router) {
    heading(sheet, session, router, "", text::RESULT);
    // As high as the window while it is awaited, so that nothing in view moves when it comes.
    html!(sheet.html(), "<div class=\"whole\">");
    // One outcome as a whole: it changes here only when its explanations arrive, from another tab, or at midnight.
    sheet.show(session.explained(move |to, explains, outcome| explains.result(to, session, router, outcome)));
    html!(sheet.html(), "</div>");
    onward(sheet, session, router, Page::Result);
}
