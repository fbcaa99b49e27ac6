//! The result: what `explain` makes of the outcome, under the heading.

use super::{heading, onward};
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::text;

pub(super) fn page(sheet: &mut Sheet, session: Session, router: Router) {
    heading(sheet, session, router, "", text::RESULT);
    // One outcome as a whole: it changes here only when its explanations arrive, from another tab, or at midnight.
    sheet.show(session.explained(move |to, explains, outcome| explains.result(to, session, router, outcome)));
    onward(sheet, session, router, Page::Result);
}
