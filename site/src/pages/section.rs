//! One section: its criteria, level by level, each to be rated.

use leptos::prelude::*;
use mentormark_report::{criterion_statement, rating_name};
use mentormark_rules::wording::Guidance;

use super::{heading, onward};
use crate::html::{Html, html};
use crate::parts::{about, level, reasons};
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::text;

pub(super) fn page(sheet: &mut Sheet, session: Session, router: Router, place: usize) {
    let catalogue = session.catalogue;
    let wording = &catalogue.wording;
    let sections = &catalogue.scheme().sections;
    let Some(section) = sections.get(place) else { return super::unknown::page(sheet, router) };
    let here = Page::Section(place);
    heading(sheet, session, router, &text::section_of(place + 1, sections.len()), super::title(here, catalogue));
    let summary = wording.sections.get(&*section.id).map_or("", |words| &words.summary);
    html!(
        sheet.html(),
        "<p class=\"lead\">",
        summary,
        "</p><p class=\"quiet\">",
        text::RATE,
        " ",
        wording.drafted,
        "</p>"
    );
    for (at, rung) in catalogue.scheme().levels.iter().enumerate() {
        html!(sheet.html(), "<div class=\"rung\"><h2>");
        level(sheet.html(), catalogue, Some(&rung.id));
        html!(sheet.html(), "<span class=\"unseen\">", text::CRITERIA, "</span></h2><p class=\"quiet\">");
        sheet.show(session.words(move |outcome, _| {
            let section = outcome.sections.get(place);
            section.and_then(|section| section.tallies.get(at)).map(text::tally).unwrap_or_default()
        }));
        let stands_for = wording.levels.get(&*rung.id).map_or("", |words| &words.summary);
        html!(sheet.html(), "</p></div><p class=\"quiet\">", stands_for, "</p><div class=\"criteria\">");
        for of in section.criteria.iter().filter(|criterion| criterion.level == rung.id) {
            criterion(sheet.html(), session, &of.id);
        }
        html!(sheet.html(), "</div>");
    }
    html!(sheet.html(), "<h2>", text::SECTION_STANDING, "</h2><div class=\"section-standing\">");
    let id = &section.id;
    sheet.show(
        session.markup(move |to, outcome| reasons(to, &outcome.reasons, wording, &|reason| about(reason) == Some(id))),
    );
    html!(sheet.html(), "</div>");
    onward(sheet, session, router, here);
}

/// Adds one criterion to be rated. The browser keeps which choice is checked from here on.
fn criterion(to: &mut Html, session: Session, id: &str) {
    let wording = &session.catalogue.wording;
    let statement = criterion_statement(id, wording);
    let rating = session.answers.with_untracked(|answers| answers.ratings.get(id).cloned());
    html!(
        to,
        "<fieldset class=\"card criterion\" id=\"",
        id,
        "\" tabindex=\"-1\"><legend>",
        statement,
        "</legend><div class=\"answers\">"
    );
    // Best first: it is what most people look for.
    for rated in session.catalogue.scheme().scale.iter().rev() {
        html!(
            to,
            "<label class=\"choice\"><input type=\"radio\" data-take=\"rating\" name=\"",
            id,
            "\" value=\"",
            rated.id.as_str(),
            "\""
        );
        to.markup(if rating.as_deref() == Some(&*rated.id) { " checked>" } else { ">" });
        html!(to, "<span>", rating_name(&rated.id, wording), "</span></label>");
    }
    html!(to, "</div><div class=\"more\">");
    html!(
        to,
        "<details data-guide=\"",
        id,
        "\"><summary>",
        text::GUIDE,
        "<span class=\"unseen\">: ",
        statement,
        "</span></summary><div class=\"guide\"><p>",
        text::WAIT,
        "</p></div></details>"
    );
    html!(
        to,
        "<button type=\"button\" class=\"text-button undo\" data-do=\"unrate\" value=\"",
        id,
        "\">",
        text::CLEAR_ANSWER,
        "<span class=\"unseen\">: ",
        statement,
        "</span></button></div></fieldset>"
    );
}

/// What helps to judge a criterion, or that it could not be had.
pub(crate) fn guide(guidance: Option<&Guidance>) -> Html {
    let mut html = Html::default();
    let to = &mut html;
    let Some(guidance) = guidance else {
        html!(to, "<p class=\"fault\">", text::GUIDE_MISSING, "</p>");
        return html;
    };
    html!(
        to,
        "<h3>",
        text::WHY_IT_MATTERS,
        "</h3><p>",
        guidance.why,
        "</p><h3>",
        text::IN_PRACTICE,
        "</h3><p>",
        guidance.practice,
        "</p><h3>",
        text::EVIDENCE,
        "</h3><ul class=\"plain-list\">"
    );
    for example in &guidance.evidence {
        html!(to, "<li>", example, "</li>");
    }
    html!(to, "</ul>");
    html
}
