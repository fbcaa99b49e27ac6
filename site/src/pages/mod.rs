//! The pages, one a file.

pub(crate) mod about;
mod result;
pub(crate) mod section;
mod start;
mod unknown;

use leptos::prelude::*;
use mentormark_report::section_name;

use crate::html::html;
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::{Catalogue, Session};
use crate::text;

/// The pages in the order of a visit.
pub(crate) fn all(catalogue: &Catalogue) -> impl Iterator<Item = Page> {
    let sections = (0..catalogue.scheme().sections.len()).map(Page::Section);
    [Page::Start, Page::About].into_iter().chain(sections).chain([Page::Result])
}

/// The name of a page: its heading, its step and the first part of its window's title.
pub(crate) fn title(page: Page, catalogue: &Catalogue) -> &str {
    match page {
        Page::Start => text::OVERVIEW,
        Page::About => text::ABOUT,
        Page::Section(place) => {
            catalogue.scheme().sections.get(place).map_or("", |section| section_name(&section.id, &catalogue.wording))
        }
        Page::Result => text::RESULT,
        Page::Unknown => text::UNKNOWN,
    }
}

/// A page.
pub(crate) fn page(page: Page, session: Session, router: Router) -> AnyView {
    let mut sheet = Sheet::default();
    match page {
        Page::Start => start::page(&mut sheet, session, router),
        Page::About => about::page(&mut sheet, session, router),
        Page::Section(place) => section::page(&mut sheet, session, router, place),
        Page::Result => result::page(&mut sheet, session, router),
        Page::Unknown => unknown::page(&mut sheet, router),
    }
    sheet.view()
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
    let pages: Vec<Page> = all(session.catalogue).collect();
    let at = pages.iter().position(|&page| page == here).unwrap_or_default();
    let (back, next) = (at.checked_sub(1).and_then(|at| pages.get(at)), pages.get(at + 1));
    html!(sheet.html(), "<nav class=\"onward\" aria-label=\"", text::ONWARD, "\">");
    if let Some(&back) = back {
        html!(
            sheet.html(),
            "<a class=\"button plain\" href=\"",
            router.address(back),
            "\">",
            text::back_to(title(back, session.catalogue)),
            "</a>"
        );
    }
    if let Some(&next) = next {
        html!(
            sheet.html(),
            "<a class=\"button\" href=\"",
            router.address(next),
            "\">",
            text::on_to(title(next, session.catalogue)),
            "</a>"
        );
    }
    html!(sheet.html(), "</nav>");
}
