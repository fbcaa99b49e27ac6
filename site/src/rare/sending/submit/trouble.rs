//! Why a submission was not answered as asked, in words, and what to do next.

use leptos::prelude::*;
use mentormark_rules::json::{self, Tree};

use crate::html::{Html, html};
use crate::route::{Page, Router};
use crate::state::Session;
use crate::text::{self, sending};
use crate::verifier::{Heard, Problem, member, text as text_at};

/// The most faults that are listed.
const MOST_SHOWN: usize = 20;

/// Whether it is certain that nothing came of it and the same would be turned away again, so that the next try is a new one.
pub(crate) fn settle(heard: &Heard) -> bool {
    match heard {
        Heard::Problem(problem) => matches!(problem.status, 400 | 413 | 415 | 422),
        Heard::Another(status) => matches!(status, 400..=499 | 501),
        Heard::Document(_) | Heard::TooSlow | Heard::Unreached => false,
    }
}

/// What went wrong and what to do, as a box that takes focus.
pub(crate) fn failure(heard: &Heard, session: Session, router: Router) -> Html {
    let mut html = Html::default();
    let to = &mut html;
    html!(to, "<div class=\"problem\" id=\"problem\" role=\"alert\" tabindex=\"-1\"><h2>", text::PROBLEM, "</h2>");
    let [what, next] = text_of(heard);
    html!(to, "<p>", what, "</p>");
    if let Heard::Problem(problem) = heard {
        faults(to, problem, session, router);
    }
    html!(to, "<p>", next, "</p><p>", sending::NOTHING_LOST, "</p></div>");
    html
}

/// What went wrong, and what to do.
pub(crate) fn text_of(heard: &Heard) -> [String; 2] {
    match heard {
        Heard::Problem(problem) => {
            let tree = json::tree(&problem.text).unwrap_or(Tree::Null);
            let kind = text_at(&tree, &["type"]).and_then(|kind| kind.split('#').nth(1)).unwrap_or_default();
            sending::problem(problem.status, kind, problem.retry_after)
        }
        Heard::Another(status) => sending::another(*status),
        Heard::Document(_) => sending::GARBLED.map(str::to_owned),
        Heard::TooSlow => sending::TOO_SLOW.map(str::to_owned),
        Heard::Unreached => sending::UNREACHED.map(str::to_owned),
    }
}

/// Adds what was refused, each with its place and, where that is an answer, the way to it.
fn faults(to: &mut Html, problem: &Problem, session: Session, router: Router) {
    let Ok(tree) = json::tree(&problem.text) else { return };
    let Some(Tree::List(errors)) = member(&tree, &["errors"]) else { return };
    html!(to, "<ul class=\"problems\">");
    for error in errors.iter().take(MOST_SHOWN) {
        let [code, message, pointer, meant] =
            ["code", "message", "pointer", "did_you_mean"].map(|key| text_at(error, &[key]));
        let words = text::spoken(code.unwrap_or_default(), message.unwrap_or_default(), meant);
        let pointer = pointer.unwrap_or_default();
        match place(pointer, session, router) {
            Some(address) => html!(to, "<li><a href=\"", address, "\">", words, "</a> "),
            None => html!(to, "<li>", words, " "),
        }
        html!(to, "<span class=\"pointer\">", text::at(pointer), "</span></li>");
    }
    html!(to, "</ul>");
    if let Some(more) = errors.len().checked_sub(MOST_SHOWN).filter(|&more| more > 0) {
        html!(to, "<p>", text::and_more(more), "</p>");
    }
}

/// The page of the answer at a pointer into the submission.
fn place(pointer: &str, session: Session, router: Router) -> Option<String> {
    let parts: Vec<&str> = pointer.strip_prefix("/assessment/")?.split('/').collect();
    let (programme, parts) = match parts.as_slice() {
        ["programmes", at, rest @ ..] => (at.parse().ok()?, rest),
        all => (0, all),
    };
    match parts {
        ["ratings" | "evidence", criterion, ..] => {
            let (section, criterion) = session.catalogue.criterion(criterion)?;
            Some(untrack(move || router.criterion(programme, section, &criterion.id)))
        }
        ["facts", fact, ..] => Some(format!("{}#field-{fact}", router.address(Page::About))),
        ["held" | "target", ..] => Some(router.address(Page::About)),
        _ => None,
    }
}
