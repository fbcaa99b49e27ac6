//! The pages, one a file.

pub(crate) mod about;
pub(crate) mod programmes;
mod result;
pub(crate) mod section;
mod start;
mod unknown;

pub(crate) use start::open_page;

use leptos::prelude::*;
use mentormark_report::section_name;

use crate::html::html;
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::{Catalogue, Session, name_of};
use crate::text;

/// The pages in the order of a visit.
pub(crate) fn all(session: Session) -> Vec<Page> {
    let scheme = session.catalogue.scheme();
    let mut pages = vec![Page::Start];
    if session.catalogue.asks() {
        pages.push(Page::About);
    }
    if scheme.programmes.is_some() {
        pages.push(Page::Programmes);
    }
    for programme in 0..session.asked.with(|(_, programmes)| programmes.len()).max(1) {
        pages.extend((0..scheme.sections.len()).map(|place| Page::Section(programme, place)));
    }
    pages.push(Page::Result);
    pages
}

/// The page before another and the one after it, without sections that do not apply.
fn around(session: Session, here: Page) -> [Option<Page>; 2] {
    let pages = all(session);
    let at = pages.iter().position(|&page| page == here).unwrap_or_default();
    let counts = |page: &Page| !matches!(*page, Page::Section(_, place) if !session.applies(place));
    let (before, after) = pages.split_at(at);
    [before.iter().rev().copied().find(counts), after.iter().skip(1).copied().find(counts)]
}

/// The page after another.
fn after(session: Session, here: Page) -> Option<Page> {
    let [_, after] = around(session, here);
    after
}

/// The name of a page: its heading, its step and the first part of its window's title.
pub(crate) fn title(page: Page, catalogue: &Catalogue) -> &str {
    match page {
        Page::Start => text::OVERVIEW,
        Page::About => text::ABOUT,
        Page::Programmes => text::PROGRAMMES,
        Page::Section(_, place) => {
            catalogue.scheme().sections.get(place).map_or("", |section| section_name(&section.id, &catalogue.wording))
        }
        Page::Result => text::RESULT,
        Page::Unknown => text::UNKNOWN,
    }
}

/// A page.
pub(crate) fn page(page: Page, session: Session, router: Router) -> Sheet {
    let mut sheet = Sheet::default();
    match page {
        Page::Start => start::page(&mut sheet, session, router),
        Page::About => about::page(&mut sheet, session, router),
        Page::Programmes => programmes::page(&mut sheet, session, router),
        Page::Section(programme, place) => section::page(&mut sheet, session, router, programme, place),
        Page::Result => result::page(&mut sheet, session, router),
        Page::Unknown => unknown::page(&mut sheet, router),
    }
    sheet
}

/// Adds the line that says which standard this is, and the heading, which takes focus when the page is arrived at.
fn heading(sheet: &mut Sheet, session: Session, router: Router, place: &str, title: &str) {
    let name = &session.catalogue.wording.name;
    html!(
        sheet.html(),
        "<p class=\"over\"><a href=\"",
        router.address(Page::Start),
        "\">",
        name,
        "</a>",
        place,
        "</p><h1 tabindex=\"-1\">",
        title,
        "</h1>"
    );
}

/// Adds the links to the pages before and after.
fn onward(sheet: &mut Sheet, session: Session, router: Router, here: Page) {
    let [back, next] = untrack(move || around(session, here));
    html!(sheet.html(), "<nav class=\"onward\" aria-label=\"", text::ONWARD, "\">");
    if let Some(back) = back {
        html!(
            sheet.html(),
            "<a class=\"button plain\" href=\"",
            router.address(back),
            "\">",
            text::back_to(&named(back, here, session)),
            "</a>"
        );
    }
    if let Some(next) = next {
        html!(
            sheet.html(),
            "<a class=\"button\" href=\"",
            router.address(next),
            "\">",
            text::on_to(&named(next, here, session)),
            "</a>"
        );
    }
    html!(sheet.html(), "</nav>");
}

/// The name of a page as seen from another: with its programme where that is not the same.
fn named(page: Page, from: Page, session: Session) -> String {
    let title = title(page, session.catalogue);
    let of = |page: Page| if let Page::Section(programme, _) = page { session.programme(programme) } else { None };
    match of(page).filter(|id| of(from).as_ref() != Some(id)) {
        Some(id) => text::of_programme(title, &name_of(&id)),
        None => title.to_owned(),
    }
}

/// The title of the window of a page.
pub(crate) fn window_title(page: Page, session: Session) -> String {
    named(page, Page::Start, session)
}
