//! Taking what is typed or chosen about the applicant into the answers. Nothing is lost: what cannot be read stays in its field,
//! and counts as unknown.

use leptos::prelude::*;
use mentormark_report::fact_name;
use mentormark_rules::{
    Date,
    assessment::{FactValue, Held},
    scheme::facts::{Fact, FactKind},
};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::route;
use crate::state::{AWARDED, DateEntry, Refused, Session, number};
use crate::text;

/// Takes what is typed or chosen in one field. What is wrong with it is said when the page is submitted: words that came or went now
/// would move the page under the finger that is on its way to the next field.
pub(crate) fn take(session: Session, field: &str, input: &HtmlInputElement) {
    let (name, value) = (input.name(), input.value());
    match field {
        "target" => session.change(|answers| answers.target = (!value.is_empty()).then_some(value)),
        "typed" => {
            session.form.update(|form| drop(form.typed.insert(name.clone(), value)));
            let fact = name.split('_').next().unwrap_or_default();
            match session.catalogue.scheme().facts.iter().find(|known| known.id == *fact) {
                Some(fact) => drop(take_fact(session, fact)),
                None => drop(take_held(session)),
            }
        }
        "held" => {
            session.form.update(|form| form.held = value);
            let waits = session.form.with_untracked(|form| !form.held.is_empty() && !form.day(AWARDED).is_whole());
            if waits {
                session.forget(|answers| answers.held = None);
            } else {
                let _ = take_held(session);
            }
        }
        "yes-no" => state(session, &name, Some(FactValue::Flag(value == text::YES_VALUE))),
        "choice" => state(session, &name, (!value.is_empty()).then_some(FactValue::Text(value))),
        _ => choices(session, &name, &value, input.checked()),
    }
}

/// Takes back what is chosen of a fact.
pub(crate) fn take_back(session: Session, fact: &str) {
    state(session, fact, None);
}

fn state(session: Session, fact: &str, value: Option<FactValue>) {
    session.change(|answers| match value {
        Some(value) => drop(answers.facts.insert(fact.to_owned(), value)),
        None => drop(answers.facts.remove(fact)),
    });
}

/// Takes the boxes that are ticked. None of them and any of them cannot both be; where nothing is ticked, nothing is stated.
fn choices(session: Session, name: &str, value: &str, is_ticked: bool) {
    let boxes = || {
        let found = route::elements(&format!("input[name=\"{name}\"]")).into_iter();
        found.map(JsCast::unchecked_into::<HtmlInputElement>)
    };
    if is_ticked {
        for other in boxes().filter(|other| other.value().is_empty() != value.is_empty()) {
            other.set_checked(false);
        }
    }
    let ticked: Vec<String> = boxes().filter(HtmlInputElement::checked).map(|ticked| ticked.value()).collect();
    let is_stated = !ticked.is_empty();
    let options = ticked.into_iter().filter(|option| !option.is_empty()).collect();
    state(session, name, is_stated.then_some(FactValue::Texts(options)));
}

/// Takes what is typed for a fact into the answers; nothing typed is unknown, and so is what cannot be read.
pub(super) fn take_fact(session: Session, fact: &Fact) -> Result<(), String> {
    let taken = offer_fact(session, fact);
    if taken.is_err() {
        session.forget(|answers| {
            answers.facts.remove(&*fact.id);
        });
    }
    taken
}

fn offer_fact(session: Session, fact: &Fact) -> Result<(), String> {
    let name = fact_name(&fact.id, &session.catalogue.wording);
    let mut offered = session.answers.get_untracked();
    let typed = session.form.with_untracked(|form| match &fact.kind {
        FactKind::YesNo | FactKind::Choice { .. } | FactKind::Choices { .. } => {
            Ok(offered.facts.get(&*fact.id).cloned())
        }
        FactKind::Date { .. } => {
            let entry = form.day(&fact.id);
            let day = entry.date().map(|day| FactValue::Text(day.to_string()));
            if entry.is_empty() { Ok(None) } else { day.map(Some).ok_or_else(|| text::not_a_date(name)) }
        }
        kind => {
            let typed = form.text(&fact.id);
            let value = number(kind, typed).map(FactValue::Whole);
            if typed.is_empty() { Ok(None) } else { value.map(Some).ok_or_else(|| text::not_a_number(name, kind)) }
        }
    })?;
    match typed {
        Some(value) => drop(offered.facts.insert(fact.id.to_string(), value)),
        None => drop(offered.facts.remove(&*fact.id)),
    }
    session.offer(offered, &format!("/facts/{}", fact.id)).map_err(|_| text::not_within(name, &fact.kind))
}

/// Takes the award held, with its day, into the answers; without a day that can be read there is none to take.
pub(super) fn take_held(session: Session) -> Result<(), String> {
    let taken = offer_held(session);
    if taken.is_err() {
        session.forget(|answers| answers.held = None);
    }
    taken
}

fn offer_held(session: Session) -> Result<(), String> {
    let (level, entry) = session.form.with_untracked(|form| (form.held.clone(), form.day(AWARDED)));
    let mut offered = session.answers.get_untracked();
    offered.held = if level.is_empty() { None } else { Some(Held { level, awarded_on: day_of(&entry)? }) };
    session.offer(offered, "/held").map_err(words)
}

fn day_of(entry: &DateEntry) -> Result<Date, String> {
    let missing = if entry.is_empty() { text::DAY_MISSING } else { text::DAY_WRONG };
    entry.date().ok_or_else(|| missing.to_owned())
}

fn words(Refused(refusals): Refused) -> String {
    refusals.iter().map(text::refusal).collect::<Vec<_>>().join(" ")
}
