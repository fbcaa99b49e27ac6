//! What to know of the rules before going on: that they do not take these answers any more, that they were revised since these were given,
//! that this edition has a newer one, or that this browser keeps answers for another. A WebAssembly module of its own, loaded when there
//! is something to tell.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

use leptos::prelude::*;
use leptos::task::spawn_local;
use mentormark_report::criterion_statement;
use mentormark_rules::{Assessment, Outcome, Plan};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::keeping::shelf;
use crate::html::{Html, html};
use crate::route::{self, Page, Router};
use crate::sheet::{Sheet, watch};
use crate::state::Session;
use crate::text::said::award_phrase;
use crate::text::told as words;
use crate::verify::rules;
use web_sys::Element;

/// The page of the newest edition, on those of an older one.
const NEWER: &str = "#newer";

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

fn put(session: Session, router: Router, place: &Element) {
    let changes = RwSignal::new(Html::default());
    watch(Box::new(move || {
        let given_by = session.rules.get();
        changes.set(Html::default());
        if is_another(session, &given_by) {
            session.said.set(words::REVISED.to_owned());
            spawn_local(async move {
                let then = rules::by_hash(&given_by).await.ok();
                // Another assessment may have been opened meanwhile.
                if session.rules.get_untracked() == given_by {
                    changes.set(changed(session, then));
                }
            });
        }
    }));
    let mut sheet = Sheet::default();
    sheet.show(move |to| refused(to, session, router));
    sheet.show(move |to| {
        if is_another(session, &session.rules.get()) {
            html!(to, "<div class=\"note stack\"><p>", words::REVISED, "</p>");
            changes.with(|changes| to.add(changes));
            html!(
                to,
                "<p class=\"buttons\"><button type=\"button\" class=\"button plain\" data-do=\"rules-read\">",
                words::REVISED_READ,
                "</button></p></div>"
            );
        }
    });
    sheet.show(move |to| newer(to, session));
    sheet.show(move |to| elsewhere(to, session, router));
    sheet.put(place);
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
            "\">",
            words::REFUSED_GO,
            "</a></p></div>"
        );
    }
}

/// What came of the revision for these answers; `then` are the rules by which they were given.
fn changed(session: Session, then: Option<&Plan>) -> Html {
    let mut to = Html::default();
    let (now, wording) = (&session.catalogue.plan, &session.catalogue.wording);
    let Some(then) = then else {
        html!(to, "<p>", words::REVISED_UNKNOWN, "</p>");
        return to;
    };
    let outcomes = session.answers.with_untracked(|answers| [then, now].map(|plan| outcome(plan, answers)));
    if let [Some(before), Some(after)] = &outcomes {
        let [was, is] = [before, after].map(|outcome| award_phrase(&outcome.award, wording));
        let is_same = *after == Outcome { rules_hash: after.rules_hash.clone(), ..before.clone() };
        html!(to, "<p>", if is_same { words::same(&is) } else { words::award(&was, &is) }, "</p>");
    }
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
    to
}

fn outcome(plan: &Plan, answers: &Assessment) -> Option<Outcome> {
    plan.read(answers).ok().map(|case| plan.outline(&case))
}

/// There is a newer edition, which the page names.
fn newer(to: &mut Html, session: Session) {
    let Some(link) = route::element(NEWER) else { return };
    let [edition, start] = ["data-edition", "href"].map(|name| link.get_attribute(name).unwrap_or_default());
    let here = &session.catalogue.scheme().edition;
    html!(
        to,
        "<div class=\"note stack\"><p>",
        words::newer(here, &edition),
        "</p><p><a href=\"",
        start,
        "saved/\">",
        words::newer_go(&edition),
        "</a></p></div>"
    );
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
