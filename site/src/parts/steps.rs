//! The steps of the assessment: what is answered, each section's level, and whether answers are kept.

use leptos::prelude::*;

use super::level;
use crate::html::html;
use crate::pages;
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::{Kept, Session, name_of, sections};
use crate::text;

/// The list of steps, as seen from `current`.
pub(crate) fn steps(session: Session, router: Router, current: Page) -> Sheet {
    let mut sheet = Sheet::default();
    html!(
        sheet.html(),
        "<nav class=\"steps\" aria-labelledby=\"steps-title\"><h2 id=\"steps-title\">",
        text::STEPS,
        "</h2><ol class=\"step-list\">"
    );
    let here = match current {
        Page::Section(programme, _) => programme,
        _ => 0,
    };
    for page in pages::all(session) {
        // Of other programmes only the first section stands, under the programme's name.
        let closed = matches!(page, Page::Section(programme, _) if programme != here);
        match page {
            Page::Section(_, place) if closed && place > 0 => continue,
            Page::Section(programme, 0) if !closed => {
                if let Some(id) = session.programme(programme) {
                    html!(sheet.html(), "<li class=\"programme\">", name_of(&id), "</li>");
                }
            }
            _ => {}
        }
        html!(sheet.html(), "<li><a href=\"", router.address(page));
        sheet.html().markup(if page == current { "\" aria-current=\"page\"><span>" } else { "\"><span>" });
        if let (Page::Section(programme, _), true) = (page, closed) {
            html!(
                sheet.html(),
                session.programme(programme).map(|id| name_of(&id)).unwrap_or_default(),
                "</span></a></li>"
            );
        } else {
            html!(sheet.html(), pages::title(page, session.catalogue), "</span>");
            state(&mut sheet, session, page, State::Short);
            html!(sheet.html(), "</a></li>");
        }
    }
    html!(sheet.html(), "</ol><p class=\"kept\">");
    sheet.show(move |to| {
        to.words(&text::of_named(&session.name.get()));
        session.kept.with(|kept| {
            let grave = matches!(kept, Kept::Refused | Kept::Blocked(_));
            to.markup(if grave { "<strong class=\"grave\">" } else { "<span>" });
            html!(to, text::kept(kept));
            to.markup(if grave { "</strong>" } else { "</span>" });
        });
    });
    html!(sheet.html(), "</p></nav>");
    sheet
}

/// How much a state says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Numbers, the words for them unseen.
    Short,
    /// Words.
    Long,
}

/// Adds what is answered of a section, and its level, or that it does not apply; nothing for pages without criteria.
pub(crate) fn state(sheet: &mut Sheet, session: Session, page: Page, says: State) {
    let Page::Section(programme, place) = page else { return };
    let catalogue = session.catalogue;
    html!(sheet.html(), "<span class=\"state\">");
    sheet.show(session.words(move |_, _| {
        let answered = session.answered(programme, place);
        match says {
            _ if !session.applies(place) => text::DOES_NOT_APPLY.to_owned(),
            State::Short => text::of(answered),
            State::Long => text::answered(answered),
        }
    }));
    sheet.show(session.markup(move |to, outcome| {
        if session.applies(place) {
            if says == State::Short {
                html!(to, "<span class=\"unseen\">", text::ANSWERED_AFTER, "</span> ");
            }
            level(
                to,
                catalogue,
                sections(outcome, programme).get(place).and_then(|section| section.bounds.level.as_deref()),
            );
        }
    }));
    html!(sheet.html(), "</span>");
}
