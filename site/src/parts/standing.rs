//! Where one stands, always in view: the award now, what could still be reached, the fee and the next date.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use mentormark_report::money;
use mentormark_rules::{
    Outcome,
    outcome::{Earliest, Fee},
};

use super::{award, could_reach};
use crate::html::{Html, html};
use crate::sheet::{Sheet, watch};
use crate::state::{Catalogue, Kept, Session};
use crate::text;
use crate::text::said::{award_phrase, date, level_name};

/// Milliseconds without a change after which the new standing is read out.
const PAUSE: u32 = 1_000;

/// The standing. Each value changes on its own and only when its words do. What the standard does not have has no place in it.
pub(crate) fn standing(session: Session) -> Sheet {
    let catalogue = session.catalogue;
    let scheme = catalogue.scheme();
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
    html!(sheet.html(), "</dt><dd>");
    sheet.show(session.markup(move |to, outcome| award(to, catalogue, &outcome.award)));
    pair(&mut sheet, "", text::COULD_REACH);
    sheet.show(session.markup(move |to, outcome| could_reach(to, catalogue, &outcome.award)));
    if !scheme.eligibility.is_empty() {
        pair(&mut sheet, "", text::MAY_APPLY);
        sheet.show(session.words(|outcome, _| text::eligible(outcome.eligibility.status).to_owned()));
    }
    pair(&mut sheet, " wide", text::ANSWERS_EARN);
    sheet.show(session.words(|outcome, wording| text::earned(&outcome.quality, wording)));
    if let Some(fee) = &scheme.fee {
        let has_vat = fee.published().is_some_and(|fee| fee.vat.is_some());
        pair(&mut sheet, "", if has_vat { text::FEE_WITH_VAT } else { text::FEE_SHORT });
        sheet.show(session.words(|outcome, _| fee_words(&outcome.fee)));
    }
    if scheme.progression.is_some() {
        html!(sheet.html(), "</dd></div><div class=\"pair\"><dt>");
        sheet.show(session.words(move |outcome, wording| {
            text::next_date(next(catalogue, outcome).map(|next| level_name(Some(&next.level), wording)))
        }));
        html!(sheet.html(), "</dt><dd>");
        sheet.show(session.words(move |outcome, _| {
            next(catalogue, outcome).map_or_else(|| text::TOP_LEVEL.to_owned(), |next| date(next.earliest))
        }));
    }
    pair(&mut sheet, " wide", text::ANSWERED);
    sheet.show(session.words(move |_, _| text::of(session.answered_in_all())));
    html!(sheet.html(), "</dd></div></dl><p class=\"unseen\" role=\"status\">");
    announce(session);
    sheet.show(move |to| session.said.with(|said| to.words(said)));
    html!(sheet.html(), "</p></section>");
    sheet
}

/// Ends one pair and starts the next.
fn pair(sheet: &mut Sheet, class: &str, name: &str) {
    html!(sheet.html(), "</dd></div><div class=\"pair", class, "\"><dt>", name, "</dt><dd>");
}

/// The first level above the award now, with its day; the award itself where it is the top, and none where that is held.
fn next<'a>(catalogue: &Catalogue, outcome: &'a Outcome) -> Option<&'a Earliest> {
    let rank = catalogue.rank(outcome.award.bounds.level.as_deref());
    let above = outcome.progression.iter().find(|next| catalogue.rank(Some(&next.level)) > rank);
    above.or_else(|| outcome.progression.last())
}

/// What a fee comes to, short.
pub(crate) fn fee_words(fee: &Fee) -> String {
    match fee {
        Fee::Known(fee) => money(fee.gross, &fee.currency),
        Fee::Unknown { .. } => text::FEE_OPEN.to_owned(),
        Fee::NotPublished => text::NOT_PUBLISHED.to_owned(),
        Fee::None => text::NO_FEE.to_owned(),
    }
}

/// That there is no standing, where there is none. What to do about it is told above the page.
fn refused(to: &mut Html, session: Session) {
    if session.standing.with(|standing| standing.0.is_err()) {
        html!(to, "<p class=\"refused\">", text::NO_STANDING, "</p>");
    }
}

/// Fills the one live region: with the standing after a pause, and with the news that answers cannot be kept.
fn announce(session: Session) {
    let wording = &session.catalogue.wording;
    let has_fee = session.catalogue.scheme().fee.is_some();
    let words = move || {
        let say = |outcome: &Outcome| {
            let fee = has_fee.then(|| fee_words(&outcome.fee));
            text::announced(&award_phrase(&outcome.award, wording), fee.as_deref())
        };
        session.standing.with(|standing| standing.0.as_ref().map(|judged| say(&judged.outcome)).unwrap_or_default())
    };
    let timer = StoredValue::new_local(None::<Timeout>);
    let mut before = None;
    watch(Box::new(move || {
        let now = Some((words(), session.kept.with(|kept| *kept == Kept::Refused)));
        if let (Some((standing, is_lost)), true) = (&now, before.is_some() && before != now) {
            let words = if *is_lost { text::not_kept_and(standing) } else { standing.clone() };
            timer.set_value(Some(Timeout::new(PAUSE, move || session.said.set(words))));
        }
        before = now;
    }));
}
