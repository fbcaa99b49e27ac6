//! About the applicant: facts, the award held, the level aimed for, and whether one may apply. What the engine refuses is said
//! beside its field.

mod field;
mod take;

use leptos::prelude::*;
use mentormark_report::check_name;
use mentormark_rules::Reason;
use web_sys::{Element, HtmlInputElement};

use super::{View, heading};
use crate::act;
use crate::html::html;
use crate::parts::{self, Choices, Fault};
use crate::route::{self, Page, Router};
use crate::sheet::Sheet;
use crate::state::{AWARDED, Session};
use crate::text;
use crate::text::said::level_name;
use field::Field;

pub(crate) use field::{beside, id};

/// What draws the page.
pub(super) struct About;

impl View for About {
    fn page(&self, _: Page, sheet: &mut Sheet, session: Session, router: Router) {
        page(sheet, session, router);
    }

    fn act(&self, session: Session, _: Router, deed: &str, control: &Element) -> bool {
        if deed != "undo" {
            return false;
        }
        if let Some(fact) = act::empty(control).and_then(|asked| asked.get_attribute("data-field")) {
            take::take_back(session, &fact);
        }
        true
    }

    fn take(&self, session: Session, _: Router, field: &str, input: &HtmlInputElement) {
        take::take(session, field, input);
    }

    fn submit(&self, session: Session, router: Router, _: &Element) {
        submit(session, router);
    }
}

fn page(sheet: &mut Sheet, session: Session, router: Router) {
    let catalogue = session.catalogue;
    heading(sheet, session, router, "", text::ABOUT);
    html!(sheet.html(), "<p class=\"lead\">");
    sheet.html().words(if catalogue.asks() { text::ABOUT_LEAD } else { text::ABOUT_NOTHING });
    html!(sheet.html(), "</p>");
    parts::problem(sheet, session, "");
    html!(sheet.html(), "<form novalidate data-do=\"about\">");
    questions(sheet, session);
    checks(sheet, session);
    html!(
        sheet.html(),
        "<p class=\"buttons\"><button type=\"submit\" class=\"button\">",
        text::SAVE_AND_GO_ON,
        "</button></p></form>"
    );
}

/// Adds the questions: facts, the award held, the level aimed for.
pub(crate) fn questions(sheet: &mut Sheet, session: Session) {
    let catalogue = session.catalogue;
    for (place, fact) in catalogue.scheme().facts.iter().enumerate() {
        field::fact(sheet, session, place, fact);
    }
    if catalogue.plan.looks_at_held() {
        let held = session.form.with_untracked(|form| form.held.clone());
        level(sheet, session, ["held", "_level"], [text::HELD, text::HELD_HELP, text::HELD_NONE], &held);
        let asked = Field { name: AWARDED, question: text::DAY, hint: text::DAY_HELP };
        field::day(sheet, session, asked, " within");
        html!(sheet.html(), "</fieldset>");
    }
    if catalogue.scheme().levels.len() > 1 {
        let target = session.answers.with_untracked(|answers| answers.target.clone()).unwrap_or_default();
        level(sheet, session, ["target", "_target"], [text::TARGET, text::TARGET_HELP, text::TARGET_NONE], &target);
    }
}

/// Adds a question with a level or none for an answer: its words are the question, a hint and what none is called.
fn level(
    sheet: &mut Sheet,
    session: Session,
    [take, name]: [&'static str; 2],
    [question, hint, none]: [&'static str; 3],
    chosen: &str,
) {
    field::group(sheet, Field { name, question, hint }, take);
    let to = sheet.html();
    html!(to, "<div class=\"choices\">");
    let choices = Choices { take, name, many: false };
    choices.add(to, "", none, chosen.is_empty());
    for level in &session.catalogue.scheme().levels {
        choices.add(to, &level.id, level_name(Some(&level.id), &session.catalogue.wording), level.id == *chosen);
    }
    html!(to, "</div></fieldset>");
}

/// Adds the list of who may apply, where the standard says so; each line follows the answers.
fn checks(sheet: &mut Sheet, session: Session) {
    let catalogue = session.catalogue;
    let checks = &catalogue.scheme().eligibility;
    if checks.is_empty() {
        return;
    }
    html!(
        sheet.html(),
        "<h2 class=\"rung\">",
        text::WHO_MAY_APPLY,
        "</h2><p class=\"quiet\">",
        text::CHECKS_HELP,
        "</p><ul class=\"checks\">"
    );
    for (place, check) in checks.iter().enumerate() {
        let summary = catalogue.wording.checks.get(&*check.id).map_or("", |words| &words.summary);
        html!(sheet.html(), "<li><h3>", check_name(&check.id, &catalogue.wording), "</h3>");
        sheet.show(session.markup(move |to, outcome| {
            let Some(found) = outcome.eligibility.checks.get(place) else { return };
            let asks_nothing =
                |reason: &Reason| matches!(reason, Reason::CheckNotRequired { check, .. } if *check == found.id);
            let waived = outcome.reasons.iter().any(asks_nothing);
            html!(to, "<p class=\"status\" data-status=\"", text::status_mark(found.status), "\">");
            html!(to, text::check_status(found.status, waived), "</p>");
        }));
        html!(sheet.html(), "<p class=\"quiet\">", summary, "</p></li>");
    }
    html!(sheet.html(), "</ul>");
}

/// Goes on to the next page, unless something is wrong: then says all of it.
fn submit(session: Session, router: Router) {
    let (asked, _) = session.asked.get_untracked();
    for (fact, _) in session.catalogue.scheme().facts.iter().zip(asked.facts).filter(|(_, is_asked)| *is_asked) {
        note(session, &fact.id, take::take_fact(session, fact));
    }
    note(session, AWARDED, take::take_held(session));
    let faults = session.beside.get_untracked();
    if faults.is_empty() {
        session.faults.set(faults);
        let next = untrack(move || super::after(session, Page::About));
        return router.go(next.unwrap_or(Page::Result));
    }
    parts::raise(session, faults);
}

/// Notes whether a field is wrong, for the eye and for assistive technology.
fn note(session: Session, field: &str, taken: Result<(), String>) {
    for input in route::elements(&format!("[data-field=\"{field}\"] .entry")) {
        let _ = input.set_attribute("aria-invalid", if taken.is_err() { "true" } else { "false" });
    }
    let field = id(field);
    session.beside.update(|faults| {
        faults.retain(|fault| fault.field.as_ref() != Some(&field));
        faults.extend(taken.err().map(|words| Fault::new(words).of(&field)));
    });
}
