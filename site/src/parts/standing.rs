//! Where one stands, always in view: the award now, what could still be reached, the fee and the next date.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use mentormark_report::{bounds_phrase, date, level_name, money};
use mentormark_rules::{
    Id, Outcome, Refusals,
    outcome::{Earliest, Fee},
};

use super::level;
use crate::html::{Html, html};
use crate::sheet::Sheet;
use crate::state::{Catalogue, Kept, Session};
use crate::text;

/// Milliseconds without a change after which the new standing is read out.
const PAUSE: u32 = 1_000;

/// The standing. Each value changes on its own and only when its words do.
pub(crate) fn standing(session: Session) -> AnyView {
    let mut sheet = Sheet::default();
    html!(
        sheet.html(),
        "<section class=\"standing\" aria-labelledby=\"standing-title\"><h2 id=\"standing-title\">",
        text::STANDING,
        "</h2>"
    );
    sheet.show(move |to| refused(to, session));
    html!(sheet.html(), "<dl><div class=\"pair\"><dt>");
    sheet.show(session.words(|outcome, _| text::award_now(!outcome.award.bounds.is_settled()).to_owned()));
    shown_level(&mut sheet, session, |outcome| &outcome.award.bounds.level);
    pair(&mut sheet, "</div><div class=\"pair\"><dt>", text::COULD_REACH);
    shown_level(&mut sheet, session, |outcome| &outcome.award.bounds.could_reach);
    pair(&mut sheet, "</div><div class=\"pair wide\"><dt>", text::ANSWERS_EARN);
    html!(sheet.html(), "</dt><dd>");
    sheet.show(session.words(|outcome, wording| text::earned(&outcome.quality, wording)));
    pair(&mut sheet, "</dd></div><div class=\"pair\"><dt>", text::FEE_WITH_VAT);
    html!(sheet.html(), "</dt><dd>");
    sheet.show(session.words(|outcome, _| fee_words(&outcome.fee)));
    html!(sheet.html(), "</dd></div><div class=\"pair\"><dt>");
    let catalogue = session.catalogue;
    sheet.show(session.words(move |outcome, wording| {
        text::next_date(next(catalogue, outcome).map(|next| level_name(Some(&next.level), wording)))
    }));
    html!(sheet.html(), "</dt><dd>");
    sheet.show(session.words(move |outcome, _| {
        next(catalogue, outcome).map_or_else(|| text::TOP_LEVEL.to_owned(), |next| date(next.earliest))
    }));
    pair(&mut sheet, "</dd></div><div class=\"pair wide\"><dt>", text::ANSWERED);
    html!(sheet.html(), "</dt><dd>");
    sheet.show(session.words(|outcome, _| {
        let tallies = || outcome.sections.iter().flat_map(|section| &section.tallies);
        text::of((tallies().map(|tally| tally.of - tally.unanswered).sum(), tallies().map(|tally| tally.of).sum()))
    }));
    html!(sheet.html(), "</dd></div></dl><p class=\"unseen\" role=\"status\">");
    announce(session);
    sheet.show(move |to| session.said.with(|said| to.words(said)));
    html!(sheet.html(), "</p></section>");
    sheet.view()
}

fn pair(sheet: &mut Sheet, markup: &'static str, name: &str) {
    sheet.html().markup(markup);
    sheet.html().words(name);
}

fn shown_level(sheet: &mut Sheet, session: Session, of: fn(&Outcome) -> &Option<Id>) {
    html!(sheet.html(), "</dt><dd>");
    let catalogue = session.catalogue;
    sheet.show(session.markup(move |to, outcome| level(to, catalogue, of(outcome).as_deref())));
    html!(sheet.html(), "</dd>");
}

/// The first level above the award now, with its day; the award itself where it is the top, and none where that is held.
fn next<'a>(catalogue: &Catalogue, outcome: &'a Outcome) -> Option<&'a Earliest> {
    let rank = catalogue.rank(outcome.award.bounds.level.as_deref());
    let above = outcome.progression.iter().find(|next| catalogue.rank(Some(&next.level)) > rank);
    above.or_else(|| outcome.progression.last())
}

fn fee_words(fee: &Fee) -> String {
    match fee {
        Fee::Known(fee) => money(fee.gross, &fee.currency),
        Fee::Unknown { .. } => text::FEE_OPEN.to_owned(),
        Fee::None => text::NO_FEE.to_owned(),
    }
}

/// Why there is no standing, where there is none.
fn refused(to: &mut Html, session: Session) {
    session.standing.with(|standing| {
        for refusal in standing.as_ref().err().into_iter().flat_map(Refusals::as_slice) {
            html!(to, "<p class=\"refused\">", text::sentence(refusal), "</p>");
        }
    });
}

/// Fills the one live region: with the standing after a pause, and with the news that answers cannot be kept.
fn announce(session: Session) {
    let wording = &session.catalogue.wording;
    let words = move || {
        let say = |outcome: &Outcome| {
            text::announced(&bounds_phrase(&outcome.award.bounds, wording), &fee_words(&outcome.fee))
        };
        session.standing.with(|standing| standing.as_ref().map(say).unwrap_or_default())
    };
    let timer = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |before: Option<(String, bool)>| {
        let now = (words(), session.kept.with(|kept| *kept == Kept::Refused));
        if before.is_some_and(|before| before != now) {
            let words = if now.1 { text::not_kept_and(&now.0) } else { now.0.clone() };
            timer.set_value(Some(Timeout::new(PAUSE, move || session.said.set(words))));
        }
        now
    });
}
