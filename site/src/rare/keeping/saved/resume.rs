//! The answers as one page to read, to print and to go on from: what they are worth, what was said, and the data from which this site
//! opens them again. Nothing in the page runs, and a policy in it lets nothing run.

use leptos::prelude::*;
use mentormark_report::section_name;
use mentormark_rules::{Assessment, Outcome, Refusals, json, scheme::Section};

use super::act::found;
use super::shelf::{Entry, Found};
use crate::deeds::resume::{BLOCK, END, escaped};
use crate::html::{Html, html};
use crate::rare::answers::{Answer, Item, answer, programmes};
use crate::rare::said;
use crate::route::{Page, Router};
use crate::state::{Session, hand, name_of};
use crate::text::said::{award_phrase, date, fee_sentence, level_name};
use crate::text::{self, keeping as words};

const STYLE: &str = include_str!("resume.css");

/// Downloads the assessment under a key as a page, judged on today's date for good.
pub(super) fn hand_out(session: Session, router: Router, key: &str) {
    let Some(Entry { found: Found::Answers(name, answers), .. }) = found(session, key) else { return };
    let answers = session.here(*answers);
    let scheme = session.catalogue.scheme();
    let file = format!("{}-{}-{}.html", scheme.id, scheme.edition, answers.as_of);
    hand(&file, "text/html", &page(session, router, &name, &answers));
}

/// The page. The data stands first, so that it is found however long the rest is.
fn page(session: Session, router: Router, name: &str, answers: &Assessment) -> String {
    let wording = &session.catalogue.wording;
    let plan = &session.catalogue.plan;
    let outcome = plan.read(answers).map(|case| plan.outline(&case));
    let day = date(answers.as_of);
    let title = words::resume_title(name, &wording.short_name, &day);
    let mut head = Html::default();
    html!(
        head,
        "<!doctype html>\n<html lang=\"",
        wording.language,
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
         'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>",
        title,
        "</title>\n"
    );
    let mut body = Html::default();
    let to = &mut body;
    html!(to, "</head>\n<body>\n<main>\n<h1>", wording.name, "</h1>\n<p><strong>");
    html!(to, words::resume_lead(name, &day), "</strong></p>\n<p>", wording.drafted, words::DRAFT, "</p>\n");
    let start = format!("{}{}", location().origin().unwrap_or_default(), router.address(Page::Start));
    html!(
        to,
        "<div class=\"box\">\n<h2>",
        words::GO_ON,
        "</h2>\n<p>",
        words::GO_ON_AT,
        " <a rel=\"noreferrer\" href=\""
    );
    html!(to, start, "\">", start, "</a></p>\n<p>", words::GO_ON_HOW, "</p>\n</div>\n");
    worth(to, session, outcome.as_ref());
    about(to, session, answers);
    for (place, programme) in programmes(answers).iter().enumerate() {
        let heading = programme.as_ref().map_or_else(|| words::ANSWERS.to_owned(), |id| name_of(id));
        html!(to, "<h2>", heading, "</h2>\n");
        for section in &session.catalogue.scheme().sections {
            let outcome = outcome.as_ref().ok();
            let sections = outcome.map(|outcome| crate::state::sections(outcome, place)).unwrap_or_default();
            let level = sections.iter().find(|other| other.id == section.id);
            let level = level.map(|of| level_name(of.bounds.level.as_deref(), wording));
            rated(to, session, answers, programme.as_ref(), section, level);
        }
    }
    html!(to, "</main>\n</body>\n</html>\n");
    let data = escaped(&json::canonical(answers));
    format!("{}<style>{STYLE}</style>\n{BLOCK}{data}{END}\n{}", head.as_str(), body.as_str())
}

/// What the answers are worth on the day.
fn worth(to: &mut Html, session: Session, outcome: Result<&Outcome, &Refusals>) {
    let wording = &session.catalogue.wording;
    html!(to, "<h2>", words::WORTH, "</h2>\n");
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(refusals) => {
            for refusal in refusals.as_slice() {
                html!(to, "<p>", text::sentence(refusal), "</p>\n");
            }
            return;
        }
    };
    html!(to, "<table class=\"facts\"><tbody>\n");
    row(to, text::award_now(!outcome.award.bounds.is_settled()), &award_phrase(&outcome.award, wording));
    row(to, text::ANSWERS_EARN, &text::earned(&outcome.quality, wording));
    if session.catalogue.scheme().fee.is_some() {
        row(to, text::FEE, &fee_sentence(&outcome.fee, wording));
    }
    for next in &outcome.progression {
        row(to, &text::next_date(Some(level_name(Some(&next.level), wording))), &date(next.earliest));
    }
    row(to, words::JUDGED_ON, &date(outcome.as_of));
    html!(to, "</tbody></table>\n<p>", words::PROVISIONAL, "</p>\n<p>", text::HASH, " <span class=\"hash\">");
    html!(to, outcome.rules_hash.as_str(), "</span></p>\n");
}

fn row(to: &mut Html, name: &str, value: &str) {
    html!(to, "<tr><th scope=\"row\">", name, "</th><td class=\"note\">", value, "</td></tr>\n");
}

/// What is said about the applicant.
fn about(to: &mut Html, session: Session, answers: &Assessment) {
    let wording = &session.catalogue.wording;
    let facts = session.catalogue.scheme().facts.iter().map(|fact| Item::Fact(fact.id.to_string()));
    let mut items = vec![Item::Held, Item::Target, Item::TaxPoint];
    items.extend(answers.held_elsewhere.iter().map(|held| Item::Elsewhere(held.scheme.clone())));
    let stated: Vec<Item> = items.into_iter().filter(|item| answer(answers, item).is_some()).chain(facts).collect();
    if stated.is_empty() {
        return;
    }
    html!(to, "<h2>", text::ABOUT, "</h2>\n<table class=\"facts\"><tbody>\n");
    for item in &stated {
        let value = answer(answers, item)
            .map_or_else(|| text::NOT_ANSWERED.to_owned(), |answer| said::answer(item, &answer, session.catalogue));
        row(to, &said::place(item, wording), &value);
    }
    html!(to, "</tbody></table>\n");
}

/// The answers of a section.
fn rated(
    to: &mut Html,
    session: Session,
    answers: &Assessment,
    programme: Option<&String>,
    section: &Section,
    level: Option<&str>,
) {
    let wording = &session.catalogue.wording;
    let name = section_name(&section.id, wording);
    html!(to, "<h3>", name, "</h3>\n");
    if let Some(level) = level {
        html!(to, "<p>", words::section_level(level), "</p>\n");
    }
    html!(to, "<table><thead><tr><th scope=\"col\">", words::CRITERION, "</th><th scope=\"col\">", words::ANSWER);
    html!(to, "</th><th scope=\"col\">", words::EVIDENCE, "</th></tr></thead><tbody>\n");
    for criterion in &section.criteria {
        let of = |make: fn(Option<String>, String) -> Item| make(programme.cloned(), criterion.id.to_string());
        let rating = of(Item::Rating);
        let level = criterion.level.as_ref().map(|level| level_name(Some(level), wording));
        let value = answer(answers, &rating)
            .map_or_else(|| text::NOT_ANSWERED.to_owned(), |answer| said::answer(&rating, &answer, session.catalogue));
        html!(to, "<tr><th scope=\"row\">", mentormark_report::criterion_statement(&criterion.id, wording));
        if let Some(level) = level {
            html!(to, " (", level, ")");
        }
        html!(to, "</th><td>", value, "</td><td class=\"note\">");
        if let Some(Answer::Note(note)) = answer(answers, &of(Item::Note)) {
            html!(to, note);
        }
        if let Some(Answer::Links(links)) = answer(answers, &of(Item::Links)) {
            for link in links {
                html!(to, "\n<a rel=\"noreferrer\" href=\"", link, "\">", link, "</a>");
            }
        }
        html!(to, "</td></tr>\n");
    }
    html!(to, "</tbody></table>\n");
}
