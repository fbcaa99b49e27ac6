//! One section of a programme: its criteria, level by level or by what they are about, each to be rated.

use leptos::prelude::*;
use mentormark_report::{criterion_statement, tag_name};
use mentormark_rules::{
    Id,
    assessment::{MOST_NOTE_CHARACTERS, NOT_APPLICABLE},
    scheme::{Applicability, Criterion, Force, Section},
};
use web_sys::{Element, HtmlInputElement};

use super::{View, heading, onward};
use crate::act;
use crate::deeds::{self, Deed};
use crate::html::{Html, html};
use crate::parts::{Choices, level, undo};
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::{Session, name_of, sections};
use crate::text;
use crate::text::said::{rating_name, section_noun};

/// What is unfolded below a criterion: what helps to judge it, and where its evidence is.
const GUIDE: &str = "guide";
pub(crate) const EVIDENCE: &str = "evidence";

/// What draws the page.
pub(super) struct Rated;

impl View for Rated {
    fn page(&self, here: Page, sheet: &mut Sheet, session: Session, router: Router) {
        if let Page::Section(programme, place) = here {
            page(sheet, session, router, programme, place);
        }
    }

    fn act(&self, session: Session, router: Router, deed: &str, control: &Element) -> bool {
        if deed != "undo" {
            return false;
        }
        if let Some(criterion) = act::empty(control) {
            session.rate(programme(router), &criterion.id(), None);
        }
        true
    }

    fn take(&self, session: Session, router: Router, field: &str, input: &HtmlInputElement) {
        match field {
            "rating" => session.rate(programme(router), &input.name(), Some(input.value())),
            "note" => session.note(programme(router), &input.name(), input.value()),
            _ => deeds::later(session, Deed::Back(programme(router), input.clone())),
        }
    }

    fn unfold(&self, session: Session, router: Router, details: Element) {
        deeds::later(session, Deed::Unfold(programme(router), details));
    }
}

/// The place of the programme that is being rated.
fn programme(router: Router) -> usize {
    if let Page::Section(programme, _) = router.page.get_untracked() { programme } else { 0 }
}

fn page(sheet: &mut Sheet, session: Session, router: Router, programme: usize, place: usize) {
    let catalogue = session.catalogue;
    let wording = &catalogue.wording;
    let Some(section) = catalogue.scheme().sections.get(place) else { return };
    let here = Page::Section(programme, place);
    let of = session.programme(programme);
    heading(sheet, session, router, &over(session, of.as_deref(), place), super::title(here, catalogue));
    let summary = wording.sections.get(&*section.id).map_or("", |words| &words.summary);
    html!(sheet.html(), "<p class=\"lead\">", summary, "</p>");
    if untrack(move || session.applies(place)) {
        html!(sheet.html(), "<p class=\"quiet\">", rate(session), " ", wording.drafted, "</p>");
        criteria(sheet, session, programme, place, section);
    } else {
        html!(sheet.html(), "<p class=\"note\">", text::not_concerned(section_noun(1, wording)));
        html!(sheet.html(), " <a href=\"", router.address(Page::About), "\">", text::SEE_ANSWERS, "</a></p>");
    }
    html!(
        sheet.html(),
        "<h2>",
        text::section_standing(section_noun(1, wording)),
        "</h2><div class=\"section-standing\">"
    );
    sheet.show(
        session.explained(move |to, explains, outcome| explains.section(to, catalogue, outcome, programme, section)),
    );
    html!(sheet.html(), "</div>");
    onward(sheet, session, router, here);
}

/// The programme, and which of the sections that apply this is.
fn over(session: Session, programme: Option<&str>, place: usize) -> String {
    let wording = &session.catalogue.wording;
    let all = 0..session.catalogue.scheme().sections.len();
    let applying: Vec<usize> = untrack(move || all.filter(|&place| session.applies(place)).collect());
    let mut over = programme.map(|id| format!(", {}", name_of(id))).unwrap_or_default();
    if let Some(at) = applying.iter().position(|&other| other == place) {
        over.push_str(&text::section_of(section_noun(1, wording), at + 1, applying.len()));
    }
    over
}

fn rate(session: Session) -> String {
    let scale = &session.catalogue.scheme().scale;
    match scale.as_slice() {
        [_, top] => text::rate(rating_name(&top.id, &session.catalogue.wording)),
        _ => text::RATE_MARKS.to_owned(),
    }
}

/// Adds the criteria in their groups: by level where that differs, else by tag where they have some, else as one list.
fn criteria(sheet: &mut Sheet, session: Session, programme: usize, place: usize, section: &'static Section) {
    let catalogue = session.catalogue;
    let (all, first) = (section.criteria.as_slice(), section.criteria.first());
    let one_level = all.iter().all(|other| first.is_some_and(|first| first.level == other.level));
    if !one_level || all.iter().all(|criterion| criterion.tags.is_empty()) {
        for (at, rung) in catalogue.scheme().levels.iter().enumerate() {
            let of_level = |criterion: &&Criterion| criterion.level.as_ref() == Some(&rung.id);
            if !all.iter().any(|criterion| of_level(&criterion)) {
                continue;
            }
            html!(sheet.html(), "<div class=\"rung\"><h2>");
            level(sheet.html(), catalogue, Some(&rung.id));
            html!(sheet.html(), "<span class=\"unseen\">", text::CRITERIA, "</span></h2><p class=\"quiet\">");
            tally(sheet, session, programme, place, at);
            let stands_for = catalogue.wording.levels.get(&*rung.id).map_or("", |words| &words.summary);
            html!(sheet.html(), "</p></div><p class=\"quiet\">", stands_for, "</p>");
            list(sheet, session, programme, &mut all.iter().filter(of_level));
        }
        let of_none = |criterion: &Criterion| criterion.level.is_none();
        if all.iter().any(of_none) {
            part(
                sheet,
                session,
                programme,
                place,
                if one_level { text::EVERY_CRITERION } else { text::EVERY_LEVEL },
                of_none,
            );
            list(sheet, session, programme, &mut all.iter().filter(|criterion| of_none(criterion)));
        }
        return;
    }
    let mut tags: Vec<Option<&'static Id>> = Vec::new();
    for criterion in all {
        if !tags.contains(&criterion.tags.first()) {
            tags.push(criterion.tags.first());
        }
    }
    for tag in tags {
        let name = tag.map_or(text::EVERY_CRITERION, |tag| tag_name(tag, &catalogue.wording));
        let is_tagged = move |criterion: &Criterion| criterion.tags.first() == tag;
        part(sheet, session, programme, place, name, is_tagged);
        list(sheet, session, programme, &mut all.iter().filter(|criterion| is_tagged(criterion)));
    }
}

/// Starts a group that is no level's, with how much of it is answered.
fn part(
    sheet: &mut Sheet,
    session: Session,
    programme: usize,
    place: usize,
    name: &str,
    is_meant: impl Fn(&Criterion) -> bool + Send + Sync + 'static,
) {
    html!(sheet.html(), "<div class=\"rung\"><h2>", name, "</h2><p class=\"quiet\">");
    sheet.show(session.words(move |_, _| text::answered(session.answered_among(programme, place, &is_meant))));
    html!(sheet.html(), "</p></div>");
}

fn tally(sheet: &mut Sheet, session: Session, programme: usize, place: usize, level: usize) {
    sheet.show(session.words(move |outcome, _| {
        let section = sections(outcome, programme).get(place);
        section.and_then(|section| section.tallies.get(level)).map(text::tally).unwrap_or_default()
    }));
}

fn list(sheet: &mut Sheet, session: Session, programme: usize, shown: &mut dyn Iterator<Item = &'static Criterion>) {
    html!(sheet.html(), "<div class=\"criteria\">");
    for criterion in shown {
        self::criterion(sheet.html(), session, programme, criterion);
    }
    html!(sheet.html(), "</div>");
}

/// Adds one criterion to be rated. The browser keeps which choice is checked from here on.
pub(crate) fn criterion(to: &mut Html, session: Session, programme: usize, criterion: &Criterion) {
    let (wording, id) = (&session.catalogue.wording, &*criterion.id);
    let statement = criterion_statement(id, wording);
    let (rating, note, links) = session.rated(programme, id);
    let backed = links + usize::from(!note.is_empty());
    html!(to, "<fieldset class=\"card criterion\" id=\"", id, "\" tabindex=\"-1\"><legend>", statement);
    match criterion.force {
        Force::Must => {}
        Force::Should => html!(to, " <span class=\"force\">", text::SHOULD, "</span>"),
        Force::Suggested => html!(to, " <span class=\"force\">", text::SUGGESTED, "</span>"),
    }
    html!(to, "</legend><div class=\"answers\">");
    let choices = Choices { take: "rating", name: id, many: false };
    let mut choice =
        |value: &str| choices.add(to, value, rating_name(value, wording), rating.as_deref() == Some(value));
    // Best first: it is what most people look for.
    for rated in session.catalogue.scheme().scale.iter().rev() {
        choice(&rated.id);
    }
    if criterion.not_applicable != Applicability::Forbidden {
        choice(NOT_APPLICABLE);
    }
    html!(to, "</div>");
    reason(to, criterion, &note);
    html!(to, "<div class=\"more\">");
    for (what, title) in [(GUIDE, text::GUIDE.to_owned()), (EVIDENCE, text::your_evidence(backed))] {
        html!(
            to,
            "<details data-unfold=\"",
            what,
            "\"><summary><span>",
            title,
            "</span><span class=\"unseen\">: ",
            statement
        );
        html!(to, "</span></summary><div class=\"guide\"><p>", text::WAIT, "</p></div></details>");
    }
    undo(to, text::CLEAR_ANSWER, statement);
    html!(to, "</div></fieldset>");
}

/// Adds the place for a reason where one may be needed; the style sheet shows it when it is.
fn reason(to: &mut Html, criterion: &Criterion, note: &str) {
    let (class, label) = match (criterion.force, criterion.not_applicable) {
        (_, Applicability::WithReason) => ("reason", text::REASON),
        (Force::Should, _) => ("reason always", text::REASON_SHOULD),
        _ => return,
    };
    html!(
        to,
        "<label class=\"",
        class,
        "\">",
        label,
        "<textarea class=\"entry\" rows=\"3\" data-take=\"note\" name=\"",
        criterion.id.as_str()
    );
    html!(to, "\" maxlength=\"", MOST_NOTE_CHARACTERS.to_string(), "\"");
    to.markup(if class == "reason" { " required>" } else { ">" });
    html!(to, note, "</textarea></label>");
}
