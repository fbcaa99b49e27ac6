//! About the organisation: facts, the award held, the level aimed for. What the engine refuses is said beside its field.

use leptos::prelude::*;
use mentormark_report::{fact_name, level_name};
use mentormark_rules::{
    assessment::Held,
    scheme::{Fact, FactKind},
};

use super::heading;
use crate::html::{Html, html};
use crate::parts::{self, Fault};
use crate::route::{self, Page, Router};
use crate::sheet::Sheet;
use crate::state::{DateEntry, Refused, Session};
use crate::text;

/// The id of the field that asks for the day of the award held.
const DAY: &str = "day";

pub(super) fn page(sheet: &mut Sheet, session: Session, router: Router) {
    heading(sheet, session, router, "", text::ABOUT);
    html!(sheet.html(), "<p class=\"lead\">", text::ABOUT_LEAD, "</p>");
    parts::problem(sheet, session, "");
    html!(sheet.html(), "<form novalidate data-do=\"about\">");
    for fact in &session.catalogue.scheme().facts {
        count(sheet, session, fact);
    }
    let held = session.form.with_untracked(|form| form.held.clone());
    choices(sheet, session, "held", [text::HELD, text::HELD_HELP, text::HELD_NONE], &held);
    day(sheet, session);
    let target = session.answers.with_untracked(|answers| answers.target.clone()).unwrap_or_default();
    choices(sheet, session, "target", [text::TARGET, text::TARGET_HELP, text::TARGET_NONE], &target);
    html!(
        sheet.html(),
        "<p class=\"buttons\"><button type=\"submit\" class=\"button\">",
        text::SAVE_AND_GO_ON,
        "</button></p></form>"
    );
}

/// Adds a question for a whole number.
fn count(sheet: &mut Sheet, session: Session, fact: &'static Fact) {
    let id = &*fact.id;
    let words = session.catalogue.wording.facts.get(id);
    let typed = session.form.with_untracked(|form| form.facts.get(id).cloned()).unwrap_or_default();
    html!(
        sheet.html(),
        "<div class=\"field\"><label for=\"",
        id,
        "\">",
        words.map_or(id, |words| &words.question),
        "</label><p class=\"hint\" id=\"",
        id,
        "-hint\">",
        words.map_or("", |words| &words.help),
        "</p>"
    );
    beside(sheet, session, id);
    html!(
        sheet.html(),
        "<input class=\"entry number\" type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" data-take=\"fact\" id=\"",
        id,
        "\" name=\"",
        id,
        "\" aria-describedby=\"",
        id,
        "-hint ",
        id,
        "-fault\" value=\"",
        typed,
        "\"></div>"
    );
}

/// Adds a question with a level or none for an answer: its words are the question, a hint and what none is called.
fn choices(sheet: &mut Sheet, session: Session, name: &str, words: [&str; 3], chosen: &str) {
    let to = sheet.html();
    let [question, hint, none] = words;
    html!(
        to,
        "<fieldset class=\"field ",
        name,
        "\" aria-describedby=\"",
        name,
        "-hint\"><legend>",
        question,
        "</legend><p class=\"hint\" id=\"",
        name,
        "-hint\">",
        hint,
        "</p><div class=\"choices\">"
    );
    choice(to, name, "", none, chosen);
    for level in &session.catalogue.scheme().levels {
        choice(to, name, &level.id, level_name(Some(&level.id), &session.catalogue.wording), chosen);
    }
    html!(to, "</div></fieldset>");
}

fn choice(to: &mut Html, name: &str, value: &str, words: &str, chosen: &str) {
    html!(
        to,
        "<label class=\"choice\"><input type=\"radio\" data-take=\"",
        name,
        "\" name=\"",
        name,
        "\" value=\"",
        value,
        "\""
    );
    to.markup(if value == chosen { " checked>" } else { ">" });
    html!(to, "<span>", words, "</span></label>");
}

/// Adds the question for the day of the award held; the style sheet hides it while none is.
fn day(sheet: &mut Sheet, session: Session) {
    let entry = session.form.with_untracked(|form| form.awarded_on.clone());
    html!(
        sheet.html(),
        "<fieldset class=\"field within\" aria-describedby=\"day-hint day-fault\"><legend>",
        text::DAY,
        "</legend><p class=\"hint\" id=\"day-hint\">",
        text::DAY_HELP,
        "</p>"
    );
    beside(sheet, session, DAY);
    let to = sheet.html();
    html!(to, "<div class=\"date\">");
    for (name, words, typed) in [
        (DAY, text::DAY_DAY, &entry.day),
        ("month", text::DAY_MONTH, &entry.month),
        ("year", text::DAY_YEAR, &entry.year),
    ] {
        html!(
            to,
            "<label>",
            words,
            "<input class=\"entry ",
            name,
            "\" type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" data-take=\"day\" id=\"",
            name,
            "\" name=\"",
            name,
            "\" value=\"",
            typed,
            "\"></label>"
        );
    }
    html!(to, "</div></fieldset>");
}

/// Adds the place beside a field where its fault is said.
fn beside(sheet: &mut Sheet, session: Session, field: &'static str) {
    html!(sheet.html(), "<p class=\"fault\" id=\"", field, "-fault\">");
    sheet.show(move |to| {
        session.beside.with(|faults| {
            if let Some(fault) = faults.iter().find(|fault| fault.field.as_deref() == Some(field)) {
                html!(to, "<span class=\"unseen\">", text::ERROR, "</span>", fault.words);
            }
        });
    });
    html!(sheet.html(), "</p>");
}

/// Takes what is typed or chosen in one field. What is wrong with it is said when the page is submitted: words that came or went
/// now would move the page under the finger that is on its way to the next field.
pub(crate) fn take(session: Session, field: &str, name: &str, value: String) {
    match field {
        "target" => session.change(|answers| answers.target = (!value.is_empty()).then_some(value)),
        "fact" => {
            session.form.update(|form| drop(form.facts.insert(name.to_owned(), value)));
            if let Some(fact) = session.catalogue.scheme().facts.iter().find(|fact| fact.id == *name) {
                let _ = take_count(session, fact);
            }
        }
        "held" => {
            session.form.update(|form| form.held = value);
            let waits = session.form.with_untracked(|form| !form.held.is_empty() && !form.awarded_on.is_whole());
            if waits {
                session.forget(|answers| answers.held = None);
            } else {
                let _ = take_held(session);
            }
        }
        _ => {
            session.form.update(|form| match name {
                "month" => form.awarded_on.month = value,
                "year" => form.awarded_on.year = value,
                _ => form.awarded_on.day = value,
            });
            let _ = take_held(session);
        }
    }
}

/// Goes on to the first section, unless something is wrong: then says all of it.
pub(crate) fn submit(session: Session, router: Router) {
    for fact in &session.catalogue.scheme().facts {
        note(session, &fact.id, take_count(session, fact));
    }
    note(session, DAY, take_held(session));
    let faults = session.beside.get_untracked();
    if faults.is_empty() {
        session.faults.set(faults);
        return router.go(Page::Section(0));
    }
    route::entitle(text::ABOUT, &session.catalogue.wording.name, true);
    parts::raise(session, faults);
}

/// Notes whether a field is wrong, for the eye and for assistive technology.
fn note(session: Session, field: &str, taken: Result<(), String>) {
    for input in route::elements(&format!(".field:has(#{field}) .entry")) {
        let _ = input.set_attribute("aria-invalid", if taken.is_err() { "true" } else { "false" });
    }
    session.beside.update(|faults| {
        faults.retain(|fault| fault.field.as_deref() != Some(field));
        faults.extend(taken.err().map(|words| Fault { field: Some(field.to_owned()), words, pointer: String::new() }));
    });
}

/// Takes the number typed for a fact into the answers; nothing typed is unknown, and so is what cannot be read.
fn take_count(session: Session, fact: &Fact) -> Result<(), String> {
    let taken = offer_count(session, fact);
    if taken.is_err() {
        session.forget(|answers| {
            answers.facts.remove(&*fact.id);
        });
    }
    taken
}

fn offer_count(session: Session, fact: &Fact) -> Result<(), String> {
    let typed = session.form.with_untracked(|form| form.facts.get(&*fact.id).cloned()).unwrap_or_default();
    let name = fact_name(&fact.id, &session.catalogue.wording);
    // People part thousands with commas and spaces.
    let digits = typed.replace([',', ' '], "");
    let mut offered = session.answers.get_untracked();
    if digits.is_empty() {
        offered.facts.remove(&*fact.id);
    } else {
        let value = digits.parse().map_err(|_| text::not_whole(name))?;
        offered.facts.insert(fact.id.to_string(), value);
    }
    let FactKind::Count { least, most } = fact.kind;
    session.offer(offered, &format!("/facts/{}", fact.id)).map_err(|_| text::not_within(name, least, most))
}

/// Takes the award held, with its day, into the answers; without a day that can be read there is none to take.
fn take_held(session: Session) -> Result<(), String> {
    let taken = offer_held(session);
    if taken.is_err() {
        session.forget(|answers| answers.held = None);
    }
    taken
}

fn offer_held(session: Session) -> Result<(), String> {
    let (level, entry) = session.form.with_untracked(|form| (form.held.clone(), form.awarded_on.clone()));
    let mut offered = session.answers.get_untracked();
    offered.held = if level.is_empty() { None } else { Some(Held { level, awarded_on: day_of(&entry)? }) };
    session.offer(offered, "/held").map_err(words)
}

fn day_of(entry: &DateEntry) -> Result<mentormark_rules::Date, String> {
    let missing = if entry.is_empty() { text::DAY_MISSING } else { text::DAY_WRONG };
    entry.date().ok_or_else(|| missing.to_owned())
}

fn words(Refused(refusals): Refused) -> String {
    refusals.iter().map(text::refusal).collect::<Vec<_>>().join(" ")
}
