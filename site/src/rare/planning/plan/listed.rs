//! The list of actions: what to do by section, what is done, and what is no longer needed.

use mentormark_report::{criterion_statement, section_name};
use mentormark_rules::Outcome;
use web_sys::HtmlInputElement;

use super::actions::{Action, ActionPlan, State};
use super::{states, taken};
use crate::html::{Html, html};
use crate::route::{Page, Router};
use crate::state::{Session, name_of};
use crate::text::said::{level_name, rating_name, route_notes};
use crate::text::{self, planning as words};

/// The most letters of who does it: enough for any role.
const LONGEST_OWNER: &str = "80";

/// What is shown of an action besides what is written about it.
pub(super) struct Shown<'a> {
    /// The section's name.
    pub(super) section: &'a str,
    /// The criterion's own level.
    pub(super) level: Option<&'a str>,
    /// What the criterion says.
    pub(super) statement: &'a str,
    /// The rating that it needs.
    pub(super) to: &'a str,
    /// The programme's name; empty where it has none.
    pub(super) programme: String,
    /// Where it is answered.
    pub(super) address: String,
    /// The page of its section.
    page: Page,
}

/// What is shown of an action; `None` where the standard or the programme is no longer there.
pub(super) fn shown(session: Session, router: Router, action: &Action) -> Option<Shown<'_>> {
    let (catalogue, id) = (session.catalogue, action.criterion.as_str());
    let wording = &catalogue.wording;
    let (place, criterion) = catalogue.criterion(id)?;
    let programme = if action.programme.is_empty() { 0 } else { session.place_of(&action.programme)? };
    Some(Shown {
        section: catalogue.scheme().sections.get(place).map_or("", |section| section_name(&section.id, wording)),
        level: criterion.level.as_ref().map(|level| level_name(Some(level), wording)),
        statement: criterion_statement(id, wording),
        to: rating_name(&action.to, wording),
        programme: name_of(&action.programme),
        address: router.criterion(programme, place, id),
        page: Page::Section(programme, place),
    })
}

/// Adds the list.
pub(super) fn write(to: &mut Html, session: Session, router: Router, outcome: &Outcome, plan: &ActionPlan) {
    let states = states(session, outcome, plan);
    let of = |wanted: &'static [State]| states.iter().filter(|(_, state)| wanted.contains(state));
    if let Some(route) = taken(session, outcome, plan) {
        let level = level_name(Some(&route.to), &session.catalogue.wording);
        html!(to, "<h2>", text::lift_to(level, route.count), "</h2>");
        for note in route_notes(route, &session.catalogue.wording) {
            html!(to, "<p class=\"quiet\">", note, "</p>");
        }
        if route.lift.as_ref().is_some_and(Vec::is_empty) {
            html!(to, "<p>", words::PLAN_NOTHING, "</p>");
        } else if route.lift.is_some() {
            html!(to, "<p class=\"quiet on-screen\">", words::PLAN_PRIVATE, "</p>");
        }
    }
    let mut section = None;
    for (action, state) in of(&[State::Open, State::Marked]) {
        let Some(shown) = shown(session, router, action) else { continue };
        if section != Some(shown.page) {
            to.markup(if section.is_some() { "</ul><h3>" } else { "<h3>" });
            section = Some(shown.page);
            html!(to, "<a href=\"", router.address(shown.page), "\">");
            if !shown.programme.is_empty() {
                html!(to, shown.programme, ": ");
            }
            html!(to, shown.section, "</a></h3><ul class=\"actions\">");
        }
        item(to, action, *state, &shown, session.catalogue.standard().scheme.scale.len() > 2);
    }
    if section.is_some() {
        html!(to, "</ul>");
    }
    for (state, title, help) in
        [(State::Met, words::PLAN_DONE, words::PLAN_DONE_HELP), (State::Off, words::PLAN_OFF, words::PLAN_OFF_HELP)]
    {
        let those: Vec<_> = states.iter().filter(|(_, of)| *of == state).collect();
        if those.is_empty() {
            continue;
        }
        html!(to, "<h2>", title, "</h2><p class=\"quiet\">", help, "</p><ul class=\"lift settled\" data-state=\"");
        to.markup(if state == State::Met { "met\">" } else { "off\">" });
        for (action, _) in those {
            if let Some(shown) = shown(session, router, action) {
                settled(to, action, &shown);
            }
        }
        html!(to, "</ul>");
    }
}

/// An action that is to be done.
fn item(to: &mut Html, action: &Action, state: State, shown: &Shown, has_marks: bool) {
    html!(to, "<li class=\"card action\" data-action=\"", action.criterion, "\" data-programme=\"", action.programme);
    html!(to, "\"><p class=\"what\"><a href=\"", shown.address, "\">", shown.statement, "</a></p><p class=\"quiet\">");
    html!(to, shown.level.unwrap_or_default());
    if has_marks {
        to.markup(if shown.level.is_some() { ". " } else { "" });
        html!(to, words::RATING, shown.to);
    }
    html!(to, "</p><div class=\"who\"><label><span>", words::OWNER);
    of(to, shown);
    html!(
        to,
        "</span><input class=\"entry owner\" type=\"text\" autocomplete=\"off\" data-take=\"owner\" maxlength=\""
    );
    html!(to, LONGEST_OWNER, "\" value=\"", action.owner, "\"></label><label><span>", words::BY);
    of(to, shown);
    html!(to, "</span><input class=\"entry by\" type=\"date\" data-take=\"by\" value=\"", action.by, "\"");
    to.markup(if action.by.is_empty() { " data-empty" } else { "" });
    html!(to, "></label><label class=\"choice\"><input type=\"checkbox\" data-take=\"is-done\"");
    to.markup(if state == State::Marked { " checked>" } else { ">" });
    html!(to, "<span>", words::IS_DONE);
    of(to, shown);
    html!(to, "</span></label></div><p class=\"marked\">", words::RATE_IT, " <a href=\"", shown.address, "\">");
    html!(to, words::ANSWER_IT);
    of(to, shown);
    html!(to, "</a></p><details data-unfold=\"", action.criterion, "\"><summary><span>", text::GUIDE);
    of(to, shown);
    html!(to, "</span></summary><div class=\"guide\"><p>", text::WAIT, "</p></div></details></li>");
}

/// Adds which criterion a control is of, for those who hear it alone.
fn of(to: &mut Html, shown: &Shown) {
    html!(to, "<span class=\"unseen\">: ", shown.statement, "</span>");
}

/// An action that is done or no longer needed.
fn settled(to: &mut Html, action: &Action, shown: &Shown) {
    html!(to, "<li><a href=\"", shown.address, "\">", shown.statement, "</a><span class=\"quiet\">", shown.section);
    if !shown.programme.is_empty() {
        html!(to, ", ", shown.programme);
    }
    for (name, written) in [(words::OWNER, action.owner.clone()), (words::BY, super::day(&action.by))] {
        if !written.is_empty() {
            html!(to, ". ", name, ": ", written);
        }
    }
    html!(to, "</span></li>");
}

/// Notes whether a date is given, so that paper has a blank in place of the browser's words for none.
pub(super) fn mark(input: &HtmlInputElement) {
    let _ = input.toggle_attribute_with_force("data-empty", input.value().is_empty());
}
