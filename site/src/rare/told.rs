//! What to know of the rules before going on: that they do not take these answers any more, that another revision of them gave these,
//! that this edition has a newer one, or that this browser keeps answers for another; and that there is no such page. A WebAssembly module
//! of its own, loaded when there is something to tell.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

use leptos::prelude::*;
use leptos::task::spawn_local;
use mentormark_report::criterion_statement;
use mentormark_rules::{Assessment, Outcome, Plan};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::{keeping::shelf, unknown::Unknown};
use crate::html::{Html, html};
use crate::pages::View;
use crate::route::{self, OWN, Page, Router};
use crate::sheet::{Sheet, watch};
use crate::state::Session;
use crate::text::said::award_phrase;
use crate::text::told as words;
use crate::verify::rules;
use web_sys::Element;

/// The page of the newest edition, on those of an older one.
const NEWER: &str = "#newer";

/// The rules by which the answers were given.
#[derive(Clone, Copy)]
enum Then {
    /// They are being loaded.
    Awaited,
    /// They are not to be had.
    Missing,
    Here(&'static Plan),
}

/// Whether there is something to tell.
pub(crate) fn is_due(session: Session) -> bool {
    session.rules.with(|given_by| is_another(session, given_by))
        || session.standing.with(|standing| standing.0.is_err())
        || route::element(NEWER).is_some()
        || session.is_blank() && shelf::has_other_editions(session.catalogue.scheme())
}

/// Puts it above the page, where it follows the answers.
///
/// # Errors
/// When the module could not be had; asking again tries again.
#[wasm_split(told, fallible)]
pub(crate) fn tell(session: Session, router: Router) -> Result<(), SplitLoaderError> {
    if let Some(place) = route::element("#told") {
        put(session, router, &place);
    }
    Ok(())
}

/// What draws the page that says that there is no such page.
///
/// # Errors
/// When the module could not be had; asking again tries again.
#[wasm_split(told, fallible)]
pub(crate) fn unknown() -> Result<&'static dyn View, SplitLoaderError> {
    Ok(&Unknown)
}

fn put(session: Session, router: Router, place: &Element) {
    let then = RwSignal::new(Then::Awaited);
    let place = place.clone();
    // All of it is made anew with other rules. What follows the answers stands in slots of its own, so that what was unfolded beside it
    // stays so.
    watch(Box::new(move || {
        let given_by = session.rules.get();
        let is_another = is_another(session, &given_by);
        let mut sheet = Sheet::default();
        sheet.show(move |to| refused(to, session, router));
        if is_another {
            then.set(Then::Awaited);
            revised(&mut sheet, session, then);
        }
        sheet.show(move |to| newer(to, session));
        sheet.show(move |to| elsewhere(to, session, router));
        sheet.put(&place);
        if is_another {
            session.said.set(words::REVISED.to_owned());
            // After the sheet was put, so that its slots follow by then.
            spawn_local(async move {
                let found = rules::by_hash(&given_by).await;
                // Another assessment may have been opened meanwhile.
                if session.rules.get_untracked() == given_by {
                    then.set(found.map_or(Then::Missing, Then::Here));
                }
            });
        }
    }));
}

/// The answers were given by another revision of the rules.
fn revised(sheet: &mut Sheet, session: Session, then: RwSignal<Then>) {
    html!(sheet.html(), "<div class=\"note stack\"><p>", words::REVISED, "</p>");
    sheet.show(move |to| match then.get() {
        Then::Awaited => {}
        Then::Missing => html!(to, "<p>", words::REVISED_UNKNOWN, "</p>"),
        Then::Here(then) => awards(to, session, then),
    });
    sheet.show(move |to| {
        if let Then::Here(then) = then.get() {
            differences(to, session, then);
        }
    });
    html!(
        sheet.html(),
        "<p class=\"buttons\"><button type=\"button\" class=\"button plain\" data-do=\"rules-read\">",
        words::REVISED_READ,
        "</button></p></div>"
    );
}

fn is_another(session: Session, given_by: &str) -> bool {
    given_by != session.catalogue.plan.rules_hash()
}

/// The answers that are open are more than the rules take.
fn refused(to: &mut Html, session: Session, router: Router) {
    if session.standing.with(|standing| standing.0.is_err()) {
        html!(
            to,
            "<div class=\"note grave stack\"><p>",
            words::REFUSED,
            "</p><p><a href=\"",
            router.address(Page::Merge),
            "#",
            OWN,
            "\">",
            words::REFUSED_GO,
            "</a></p></div>"
        );
    }
}

/// The award by both rules, for the answers as they are.
fn awards(to: &mut Html, session: Session, then: &Plan) {
    let (now, wording) = (&session.catalogue.plan, &session.catalogue.wording);
    let [before, after] = session.answers.with(|answers| [then, now].map(|plan| outcome(plan, answers)));
    // Where the rules of the page refuse the answers, that is said apart.
    let Some(after) = after else { return };
    let is = award_phrase(&after.award, wording);
    let said = match before {
        None => words::award_here(&is),
        Some(before) if after == (Outcome { rules_hash: after.rules_hash.clone(), ..before.clone() }) => {
            words::same(&is)
        }
        Some(before) => words::award(&award_phrase(&before.award, wording), &is),
    };
    html!(to, "<p>", said, "</p>");
}

/// In what the rules differ, whatever is answered.
fn differences(to: &mut Html, session: Session, then: &Plan) {
    let (now, wording) = (&session.catalogue.plan, &session.catalogue.wording);
    let had = |id: &str| then.scheme().criteria().any(|criterion| criterion.id == *id);
    let new: Vec<&str> = now.scheme().criteria().map(|criterion| &*criterion.id).filter(|id| !had(id)).collect();
    if !new.is_empty() {
        html!(to, "<details><summary>", words::new(new.len()), "</summary><ul class=\"plain-list\">");
        for id in new {
            html!(to, "<li>", criterion_statement(id, wording), "</li>");
        }
        html!(to, "</ul></details>");
    }
    html!(to, "<details><summary>", words::RULES, "</summary>");
    for (name, plan) in [(words::RULES_THEN, then), (words::RULES_NOW, now)] {
        html!(to, "<p class=\"quiet\">", name, " <span class=\"hash\">", plan.rules_hash(), "</span></p>");
    }
    html!(to, "</details>");
}

/// What both rules are compared by: the outcome without what explains it.
fn outcome(plan: &Plan, answers: &Assessment) -> Option<Outcome> {
    plan.read(answers).ok().map(|case| plan.outline(&case))
}

/// There is a newer edition, which the page names.
fn newer(to: &mut Html, session: Session) {
    let Some(link) = route::element(NEWER) else { return };
    let [edition, start] = ["data-edition", "href"].map(|name| link.get_attribute(name).unwrap_or_default());
    let here = &session.catalogue.scheme().edition;
    html!(to, "<div class=\"note stack\"><p>", words::newer(here, &edition));
    let (page, go) = if session.is_blank() {
        ("", words::newer_go(&edition))
    } else {
        html!(to, " ", words::NEWER_YOURS);
        ("saved/", words::newer_carry(&edition))
    };
    html!(to, "</p><p><a href=\"", start, page, "\">", go, "</a></p></div>");
}

/// Nothing is answered here, and something is for another edition.
fn elsewhere(to: &mut Html, session: Session, router: Router) {
    let scheme = session.catalogue.scheme();
    if session.is_blank() && shelf::has_other_editions(scheme) {
        html!(
            to,
            "<div class=\"note stack\"><p>",
            words::ELSEWHERE,
            "</p><p><a href=\"",
            router.address(Page::Saved),
            "\">",
            words::ELSEWHERE_GO,
            "</a></p></div>"
        );
    }
}
