//! The steps of the assessment: what is answered, each section's level, and whether answers are kept.

use leptos::prelude::*;
use mentormark_rules::Outcome;

use super::level;
use crate::html::html;
use crate::pages;
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::{Kept, Session};
use crate::text;

/// The list of steps, as seen from `current`.
pub(crate) fn steps(session: Session, router: Router, current: Page) -> AnyView {
    let mut sheet = Sheet::default();
    html!(
        sheet.html(),
        "<nav class=\"steps\" aria-labelledby=\"steps-title\"><h2 id=\"steps-title\">",
        text::STEPS,
        "</h2><ol class=\"step-list\">"
    );
    for page in pages::all(session.catalogue) {
        html!(sheet.html(), "<li><a href=\"", router.address(page));
        sheet.html().markup(if page == current { "\" aria-current=\"page\"><span>" } else { "\"><span>" });
        html!(sheet.html(), pages::title(page, session.catalogue), "</span>");
        state(&mut sheet, session, page, State::Short);
        html!(sheet.html(), "</a></li>");
    }
    html!(sheet.html(), "</ol><p class=\"kept\">");
    sheet.show(move |to| {
        session.kept.with(|kept| {
            let grave = matches!(kept, Kept::Refused | Kept::Blocked(_));
            to.markup(if grave { "<strong class=\"grave\">" } else { "<span>" });
            html!(to, text::kept(kept));
            to.markup(if grave { "</strong>" } else { "</span>" });
        });
    });
    html!(sheet.html(), "</p></nav>");
    sheet.view()
}

/// How much a state says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Numbers, the words for them unseen.
    Short,
    /// Words.
    Long,
}

/// Adds what is answered of a section, and its level; nothing for pages without criteria.
pub(crate) fn state(sheet: &mut Sheet, session: Session, page: Page, says: State) {
    let Page::Section(place) = page else { return };
    let catalogue = session.catalogue;
    html!(sheet.html(), "<span class=\"state\">");
    sheet.show(session.words(move |outcome, _| {
        let answered = answered(outcome, place);
        if says == State::Short { text::of(answered) } else { text::answered(answered) }
    }));
    if says == State::Short {
        html!(sheet.html(), "<span class=\"unseen\">", text::ANSWERED_AFTER, "</span> ");
    }
    sheet.show(session.markup(move |to, outcome| {
        level(to, catalogue, outcome.sections.get(place).and_then(|section| section.bounds.level.as_deref()));
    }));
    html!(sheet.html(), "</span>");
}

/// How many criteria of a section are answered, of how many.
pub(crate) fn answered(outcome: &Outcome, section: usize) -> (u32, u32) {
    let tallies = outcome.sections.get(section).map(|section| section.tallies.as_slice()).unwrap_or_default();
    tallies.iter().fold((0, 0), |(answered, of), tally| (answered + tally.of - tally.unanswered, of + tally.of))
}
