//! The plan as a table for spreadsheets and as days for calendars.

use leptos::prelude::*;
use mentormark_rules::{Date, Outcome};

use super::actions::{Action, ActionPlan, State};
use super::calendar::{self, Event};
use super::kept::{self, Stored};
use super::listed::{Shown, shown};
use super::{csv, states, taken, waits};
use crate::route::{Page, Router};
use crate::state::{Session, hand};
use crate::text::planning as words;
use crate::text::said::level_name;

/// What tells a plan from others: letters and digits by chance.
pub(super) fn new_id() -> String {
    let number = || js_sys::Math::random().to_string();
    format!("{}{}", number(), number()).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Downloads the plan as a table.
pub(super) fn table(session: Session, router: Router) {
    with(session, |outcome, plan| {
        let level =
            taken(session, outcome, plan).map_or("", |route| level_name(Some(&route.to), &session.catalogue.wording));
        let row = |(action, state): (&Action, State)| {
            let Shown { section, statement, to, programme, .. } = shown(session, router, action)?;
            let state = match state {
                State::Open => words::STATE_OPEN,
                State::Marked => words::STATE_MARKED,
                State::Met => words::STATE_MET,
                State::Off => words::STATE_OFF,
            };
            let cells =
                [level, &programme, section, &action.criterion, statement, to, &action.owner, &action.by, state];
            Some(cells.map(str::to_owned))
        };
        let mut rows = vec![words::COLUMNS.map(str::to_owned)];
        rows.extend(states(session, outcome, plan).into_iter().filter_map(row));
        hand(&name(session, "csv"), "text/csv;charset=utf-8", &csv::table(&rows));
    });
}

/// Downloads the days of the plan: of each action that has one and is not met, and the first on which one may apply.
pub(super) fn calendar(session: Session, router: Router) {
    with(session, |outcome, plan| {
        let wording = &session.catalogue.wording;
        let here = location().origin().unwrap_or_default();
        let route = taken(session, outcome, plan);
        let level = route.map_or("", |route| level_name(Some(&route.to), wording));
        let event = |(action, state): (&Action, State)| {
            let shown = shown(session, router, action).filter(|_| matches!(state, State::Open | State::Marked))?;
            Some(Event {
                uid: [&plan.id, &action.programme, &action.criterion].map(|part| part.replace('.', "-")).join("-"),
                day: action.by.parse::<Date>().ok()?,
                title: words::action_title(shown.statement, state == State::Marked),
                words: words::action_words(shown.section, level, &action.owner),
                address: format!("{here}{}", shown.address),
            })
        };
        let mut events: Vec<Event> = states(session, outcome, plan).into_iter().filter_map(event).collect();
        events.extend(waits(session, outcome).filter(|next| next.earliest > outcome.as_of).map(|next| Event {
            uid: format!("{}-apply-{}", plan.id, next.level),
            day: next.earliest,
            title: words::may_apply(level_name(Some(&next.level), wording)),
            words: words::may_apply_words(&wording.name),
            address: format!("{here}{}", router.address(Page::Result)),
        }));
        if events.is_empty() {
            return session.tell(words::NO_DATES.to_owned());
        }
        session.tell(String::new());
        let file = calendar::calendar(&words::plan_name(&wording.name), &now(), &events);
        hand(&name(session, "ics"), "text/calendar;charset=utf-8", &file);
    });
}

/// Does something with the outcome and the plan, where there are both.
fn with(session: Session, act: impl FnOnce(&Outcome, &ActionPlan)) {
    let Stored::Plan(plan) = kept::stored(session) else { return };
    session.standing.with_untracked(|standing| {
        if let Ok(judged) = &standing.0 {
            act(&judged.outcome, &plan);
        }
    });
}

/// The name of a file.
fn name(session: Session, kind: &str) -> String {
    let scheme = session.catalogue.scheme();
    let today = session.answers.with_untracked(|answers| answers.as_of);
    format!("{}-{}-plan-{today}.{kind}", scheme.id, scheme.edition)
}

/// The present moment as calendars write it.
fn now() -> String {
    let now: String = js_sys::Date::new_0().to_iso_string().into();
    let digits: String = now.chars().filter(|letter| !matches!(letter, '-' | ':')).collect();
    format!("{}Z", digits.split('.').next().unwrap_or_default())
}
