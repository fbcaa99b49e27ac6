//! Which answers of the copy differ from those given.

use leptos::prelude::*;
use mentormark_rules::Assessment;

use crate::html::{Html, html};
use crate::rare::answers::{Item, answer, items};
use crate::rare::said;
use crate::route::{Page, Router};
use crate::state::Session;
use crate::text::{self, planning as words};

/// Adds the list.
pub(super) fn write(to: &mut Html, session: Session, router: Router, copy: Session) {
    session.answers.with(|yours| {
        copy.answers.with(|copied| {
            let sides = [yours, copied];
            let (notes, found): (Vec<Item>, Vec<Item>) = differing(session, sides)
                .into_iter()
                .partition(|item| matches!(item, Item::Note(..) | Item::Links(..)));
            if found.is_empty() && notes.is_empty() {
                return html!(to, "<p>", words::DIFFERS_NONE, "</p>");
            }
            html!(to, "<p>", words::differ(found.len()), "</p><ul class=\"lift differences\">");
            for item in &found {
                let name = said::place(item, &session.catalogue.wording);
                let [yours, copied] = sides.map(|side| stated(session, side, item));
                html!(to, "<li><a href=\"", address(session, router, item), "\">", name, "</a><span class=\"quiet\">");
                html!(to, words::from_to(&yours, &copied), "</span></li>");
            }
            html!(to, "</ul>");
            if !notes.is_empty() {
                html!(to, "<p class=\"quiet\">", words::notes_differ(notes.len()), "</p>");
            }
        });
    });
}

/// Every place in which the sides do not say the same, in the order of the standard: those that have an answer of ours, and then those
/// that have one in the copy alone.
fn differing(session: Session, [yours, copied]: [&Assessment; 2]) -> Vec<Item> {
    let scheme = session.catalogue.scheme();
    let of = |side: &Assessment| {
        let facts = scheme.facts.iter().map(|fact| &*fact.id);
        let criteria: Vec<&str> = scheme.criteria().map(|criterion| &*criterion.id).collect();
        items(side, facts, &criteria)
    };
    let mut found = of(yours);
    for item in of(copied) {
        if answer(yours, &item).is_none() {
            found.push(item);
        }
    }
    found.retain(|item| answer(yours, item) != answer(copied, item));
    found
}

/// What a side says in a place.
fn stated(session: Session, side: &Assessment, item: &Item) -> String {
    match (answer(side, item), item) {
        (Some(answer), _) => said::answer(item, &answer, session.catalogue),
        (None, Item::Held) => words::NOTHING_HELD.to_owned(),
        (None, Item::Target) => text::TARGET_NONE.to_owned(),
        (None, _) => text::NOT_ANSWERED.to_owned(),
    }
}

/// Where an answer is given.
fn address(session: Session, router: Router, item: &Item) -> String {
    let Item::Rating(programme, criterion) = item else { return router.address(Page::About) };
    let programme = programme.as_deref().and_then(|id| session.place_of(id)).unwrap_or_default();
    let place = session.catalogue.criterion(criterion).map_or(0, |(place, _)| place);
    router.criterion(programme, place, criterion)
}
