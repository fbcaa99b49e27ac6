//! The start of a standard: what it is, how long it takes, where one stands in it, and one's answers as a file.

use leptos::prelude::*;

use crate::html::html;
use crate::parts::{self, State, level, state};
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::text;
use crate::text::said::section_noun;

pub(super) fn page(sheet: &mut Sheet, session: Session, router: Router) {
    let catalogue = session.catalogue;
    let wording = &catalogue.wording;
    parts::problem(sheet, session, text::FILE_REFUSED);
    let to = sheet.html();
    html!(
        to,
        "<p class=\"over\">",
        text::owned(&wording.owner, &catalogue.scheme().edition),
        "</p><h1 tabindex=\"-1\">",
        wording.name,
        "</h1><p class=\"lead\">",
        wording.summary,
        "</p><p class=\"note\">",
        wording.drafted,
        "</p>"
    );
    if catalogue.scheme().retired.is_some() {
        sheet.show(session.explained(move |to, explains, outcome| explains.cautions(to, catalogue, outcome)));
    }
    html!(sheet.html(), "<p class=\"buttons\">");
    sheet.show(move |to| {
        let begun = !session.is_blank();
        let next = if begun { open_page(session) } else { super::after(session, Page::Start).unwrap_or(Page::Result) };
        html!(to, "<a class=\"button\" href=\"", router.address(next), "\">", text::begin(begun), "</a>");
    });
    let to = sheet.html();
    let (criteria, sections) = (catalogue.scheme().criteria().count(), catalogue.scheme().sections.len());
    html!(
        to,
        "</p><h2>",
        text::HOW,
        "</h2><ul class=\"plain-list\"><li>",
        text::how_many(criteria, sections, section_noun(sections, wording)),
        "</li><li>",
        text::HOW_STOP,
        "</li><li>",
        text::HOW_PRIVATE,
        "</li><li>",
        text::HOW_FIRST,
        "</li></ul><h2>",
        text::LEVELS,
        "</h2><ul class=\"levels\">"
    );
    for rung in &catalogue.scheme().levels {
        html!(to, "<li>");
        level(to, catalogue, Some(&rung.id));
        html!(to, "<span>", wording.levels.get(&*rung.id).map_or("", |words| &words.summary), "</span></li>");
    }
    html!(to, "</ul><h2>", text::YOUR_STEPS, "</h2><ul class=\"tasks\">");
    for page in super::all(session).into_iter().skip(1) {
        task(sheet, session, router, page);
    }
    html!(sheet.html(), "</ul>");
    files(sheet, session, router);
}

fn task(sheet: &mut Sheet, session: Session, router: Router, page: Page) {
    let catalogue = session.catalogue;
    let summary = match page {
        Page::Section(_, place) => {
            let section =
                catalogue.scheme().sections.get(place).and_then(|section| catalogue.wording.sections.get(&*section.id));
            section.map_or("", |words| &words.summary).to_owned()
        }
        Page::About => text::about_summary(catalogue.questions()),
        Page::Programmes => text::PROGRAMMES_SUMMARY.to_owned(),
        _ => text::RESULT_SUMMARY.to_owned(),
    };
    html!(
        sheet.html(),
        "<li class=\"task\"><a href=\"",
        router.address(page),
        "\">",
        super::window_title(page, session),
        "</a>"
    );
    state(sheet, session, page, State::Long);
    html!(sheet.html(), "<p>", summary, "</p></li>");
}

/// Adds what one can do with files of answers.
fn files(sheet: &mut Sheet, session: Session, router: Router) {
    html!(
        sheet.html(),
        "<h2>",
        text::YOUR_FILE,
        "</h2><p>",
        text::FILE_HELP,
        "</p><p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"export\">",
        text::DOWNLOAD,
        "</button></p><p><a href=\"",
        router.address(Page::Saved),
        "\">",
        text::SEVERAL,
        "</a></p><div class=\"field\"><label for=\"file\">",
        text::OPEN,
        "</label><p class=\"hint\" id=\"file-hint\">",
        text::OPEN_HELP,
        "</p><input class=\"file\" id=\"file\" type=\"file\" accept=\".json,.html\" aria-describedby=\"file-hint\" data-take=\"file\">",
        "</div><p class=\"done\">"
    );
    sheet.show(move |to| session.done.with(|done| to.words(done)));
    html!(
        sheet.html(),
        "</p><p class=\"buttons\"><button type=\"button\" class=\"button grave\" data-do=\"ask-clear\">",
        text::CLEAR_ALL,
        "</button></p>"
    );
}

/// The first page with something left to answer, else the result.
pub(crate) fn open_page(session: Session) -> Page {
    let facts = &session.catalogue.scheme().facts;
    let is_open = session.asked.with(|(asked, _)| {
        let asked = facts.iter().zip(&asked.facts).filter(|(_, is_asked)| **is_asked);
        session.answers.with(|answers| asked.into_iter().any(|(fact, _)| !answers.facts.contains_key(&*fact.id)))
    });
    if is_open {
        return Page::About;
    }
    let is_open = |page: &Page| match *page {
        Page::Section(programme, place) => {
            let (answered, of) = session.answered(programme, place);
            answered < of
        }
        _ => false,
    };
    super::all(session).into_iter().find(is_open).unwrap_or(Page::Result)
}
