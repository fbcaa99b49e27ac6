//! The fields of the questions about the applicant: one control for each kind of answer.

use leptos::prelude::*;
use mentormark_report::option_name;
use mentormark_rules::{
    Id,
    assessment::FactValue,
    scheme::facts::{Fact, FactKind},
};

use crate::html::{Html, html};
use crate::parts::{Choices, Fault, undo};
use crate::sheet::Sheet;
use crate::state::{PARTS, Session};
use crate::text;

/// More options than this stand in a list that opens.
const MOST_SHOWN: usize = 7;

/// What is asked.
#[derive(Clone, Copy)]
pub(super) struct Field {
    /// The name of the field.
    pub(super) name: &'static str,
    /// The question.
    pub(super) question: &'static str,
    /// What helps to answer it.
    pub(super) hint: &'static str,
}

/// The id of the element that a field's name is that of.
pub(crate) fn id(name: &str) -> String {
    format!("field-{name}")
}

/// Adds the question for a fact; the style sheet hides it while it is not asked.
pub(super) fn fact(sheet: &mut Sheet, session: Session, place: usize, fact: &'static Fact) {
    let name: &'static str = &fact.id;
    let words = session.catalogue.wording.facts.get(name);
    let (question, hint) = words.map_or((name, ""), |words| (&words.question, &words.help));
    let field = Field { name, question, hint };
    let stated = session.answers.with_untracked(|answers| answers.facts.get(name).cloned());
    match &fact.kind {
        FactKind::Count { .. } | FactKind::Amount { .. } | FactKind::Duration { .. } => {
            number(sheet, session, field, text::unit(&fact.kind));
        }
        FactKind::Date { .. } => day(sheet, session, field, ""),
        FactKind::YesNo => {
            let chosen = match stated {
                Some(FactValue::Flag(true)) => text::YES_VALUE,
                Some(FactValue::Flag(false)) => text::NO_VALUE,
                _ => "",
            };
            group(sheet, field, "");
            let options = [(text::YES_VALUE, text::YES), (text::NO_VALUE, text::NO)];
            chosen_of(sheet.html(), field, "yes-no", &mut options.into_iter(), chosen);
        }
        FactKind::Choice { options } => {
            let chosen = if let Some(FactValue::Text(option)) = &stated { option } else { "" };
            let mut named = named(session, fact, options);
            if options.len() > MOST_SHOWN {
                select(sheet.html(), field, &mut named, chosen);
            } else {
                group(sheet, field, "");
                chosen_of(sheet.html(), field, "choice", &mut named, chosen);
            }
        }
        FactKind::Choices { options } => {
            let chosen = if let Some(FactValue::Texts(chosen)) = stated { Some(chosen) } else { None };
            group(sheet, field, "");
            let to = sheet.html();
            html!(to, "<div class=\"choices\">");
            let choices = Choices { take: "choices", name, many: true };
            for (option, words) in named(session, fact, options) {
                choices.add(to, option, words, chosen.iter().flatten().any(|chosen| chosen == option));
            }
            choices.add(to, "", text::NONE_OF_THESE, chosen.is_some_and(|chosen| chosen.is_empty()));
            html!(to, "</div>");
        }
    }
    if fact.asked_when.is_some() {
        sheet.show(move |to| {
            if !session.asked.with(|(asked, _)| asked.facts.get(place).copied().unwrap_or(true)) {
                html!(to, "<i class=\"unasked\"></i>");
            }
        });
    }
    let in_group = !matches!(&fact.kind, FactKind::Choice { options } if options.len() > MOST_SHOWN)
        && text::unit(&fact.kind).is_none();
    sheet.html().markup(if in_group { "</fieldset>" } else { "</div>" });
}

fn named(
    session: Session,
    fact: &'static Fact,
    options: &'static [Id],
) -> impl Iterator<Item = (&'static str, &'static str)> {
    options.iter().map(move |option| (&**option, option_name(&fact.id, option, &session.catalogue.wording)))
}

/// Starts a question with several controls; the caller ends the fieldset.
pub(super) fn group(sheet: &mut Sheet, field: Field, class: &str) {
    let Field { name, question, hint } = field;
    html!(sheet.html(), "<fieldset class=\"field ", class, "\" data-field=\"", name, "\" aria-describedby=\"");
    html!(sheet.html(), id(name), "-hint\"><legend>", question, "</legend>");
    html!(sheet.html(), "<p class=\"hint\" id=\"", id(name), "-hint\">", hint, "</p>");
}

/// Starts a question with one control; the caller ends the `div`.
fn single(to: &mut Html, field: Field, more: &str) {
    let Field { name, question, hint } = field;
    html!(to, "<div class=\"field\" data-field=\"", name, "\"><label for=\"", id(name), "\">", question);
    html!(to, "</label><p class=\"hint\" id=\"", id(name), "-hint\">", hint, " ", more, "</p>");
}

/// Adds radio buttons, of which none need be chosen.
fn chosen_of(
    to: &mut Html,
    field: Field,
    take: &str,
    options: &mut dyn Iterator<Item = (&'static str, &'static str)>,
    chosen: &str,
) {
    html!(to, "<div class=\"choices\">");
    for (option, words) in options {
        Choices { take, name: field.name, many: false }.add(to, option, words, option == chosen);
    }
    html!(to, "</div><p>");
    undo(to, text::CLEAR_ANSWER, field.question);
    html!(to, "</p>");
}

fn select(to: &mut Html, field: Field, options: &mut dyn Iterator<Item = (&'static str, &'static str)>, chosen: &str) {
    single(to, field, "");
    html!(to, "<select class=\"entry\" data-take=\"choice\" id=\"", id(field.name), "\" name=\"", field.name);
    html!(to, "\" aria-describedby=\"", id(field.name), "-hint\"><option value=\"\">", text::NOT_ANSWERED, "</option>");
    for (option, words) in options {
        html!(to, "<option value=\"", option, "\"");
        to.markup(if option == chosen { " selected>" } else { ">" });
        html!(to, words, "</option>");
    }
    html!(to, "</select>");
}

fn number(sheet: &mut Sheet, session: Session, field: Field, unit: Option<&str>) {
    single(sheet.html(), field, unit.unwrap_or_default());
    beside(sheet, session.beside, field.name);
    // What has a unit may be written with it.
    let mode = if unit == Some("") { "numeric" } else { "text" };
    entry(sheet.html(), session, field.name, field, ("number", mode));
}

/// Adds the question for a date; the caller ends the fieldset.
pub(super) fn day(sheet: &mut Sheet, session: Session, field: Field, class: &str) {
    group(sheet, field, class);
    beside(sheet, session.beside, field.name);
    html!(sheet.html(), "<div class=\"date\">");
    let words = [(text::DAY_DAY, "day"), (text::DAY_MONTH, "month"), (text::DAY_YEAR, "year")];
    for (part, (words, class)) in PARTS.iter().zip(words) {
        html!(sheet.html(), "<label>", words);
        entry(sheet.html(), session, &format!("{}{part}", field.name), field, (class, "numeric"));
        html!(sheet.html(), "</label>");
    }
    html!(sheet.html(), "</div>");
}

/// Adds a place to type in, one of a field's.
fn entry(to: &mut Html, session: Session, name: &str, of: Field, (class, mode): (&str, &str)) {
    let typed = session.form.with_untracked(|form| form.text(name).to_owned());
    html!(
        to,
        "<input class=\"entry ",
        class,
        "\" type=\"text\" autocomplete=\"off\" data-take=\"typed\" id=\"",
        id(name)
    );
    html!(to, "\" name=\"", name, "\" value=\"", typed, "\" aria-describedby=\"");
    html!(to, id(of.name), "-hint ", id(of.name), "-fault\" inputmode=\"", mode, "\">");
}

/// Adds the place beside a field where it is said which of `faults` is its.
pub(crate) fn beside(sheet: &mut Sheet, faults: RwSignal<Vec<Fault>>, name: &str) {
    let field = id(name);
    html!(sheet.html(), "<p class=\"fault\" id=\"", field, "-fault\">");
    sheet.show(move |to| {
        faults.with(|faults| {
            if let Some(fault) = faults.iter().find(|fault| fault.field.as_ref() == Some(&field)) {
                html!(to, "<span class=\"unseen\">", text::ERROR, "</span>", fault.words);
            }
        });
    });
    html!(sheet.html(), "</p>");
}
