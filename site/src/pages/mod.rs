//! The pages of a visit, which are there from the start. Others are in `rare`.

mod about;
mod result;
mod section;
mod start;

pub(crate) use about::{beside, id, questions};
pub(crate) use section::{EVIDENCE, criterion};
pub(crate) use start::open_page;

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;
use mentormark_report::section_name;
use web_sys::{Element, HtmlInputElement};

use crate::html::html;
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::{Catalogue, Session, name_of};
use crate::text;

/// What draws pages and does what their controls stand for.
pub(crate) trait View: Send + Sync {
    /// Draws a page: its markup, its slots. The first `h1` names the window.
    fn page(&self, page: Page, sheet: &mut Sheet, session: Session, router: Router);

    /// Does what the button `control` stands for; false if `deed` is none of this page's.
    fn act(&self, _session: Session, _router: Router, _deed: &str, _control: &Element) -> bool {
        false
    }

    /// Takes what is chosen or typed in a control with this `data-take`.
    fn take(&self, _session: Session, _router: Router, _field: &str, _input: &HtmlInputElement) {}

    /// Takes a form.
    fn submit(&self, _session: Session, _router: Router, _form: &Element) {}

    /// Fills what was unfolded.
    fn unfold(&self, _session: Session, _router: Router, _details: Element) {}
}

/// What draws a page that is there from the start; none for the others.
pub(crate) fn view(page: Page) -> Option<&'static dyn View> {
    match page {
        Page::Start | Page::Result => Some(&Plain),
        Page::About => Some(&about::About),
        Page::Section(..) => Some(&section::Rated),
        _ => None,
    }
}

/// Pages that are little more than what every page has.
pub(crate) struct Plain;

impl View for Plain {
    fn page(&self, page: Page, sheet: &mut Sheet, session: Session, router: Router) {
        match page {
            Page::Start => start::page(sheet, session, router),
            _ => result::page(sheet, session, router),
        }
    }
}

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

/// Whether an answer is being changed from the check of all of them: then the way on leads back there.
pub(crate) static CHANGING: AtomicBool = AtomicBool::new(false);

/// The page before another and the one after it, without sections that do not apply.
fn around(session: Session, here: Page) -> [Option<Page>; 2] {
    if CHANGING.load(Ordering::Relaxed) {
        return [None, Some(Page::Check)];
    }
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
        Page::Check => text::CHECK,
        _ => text::RESULT,
    }
}

/// Adds the line that says which standard this is, and the heading, which takes focus when the page is arrived at.
pub(crate) fn heading(sheet: &mut Sheet, session: Session, router: Router, place: &str, title: &str) {
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
pub(crate) fn onward(sheet: &mut Sheet, session: Session, router: Router, here: Page) {
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
