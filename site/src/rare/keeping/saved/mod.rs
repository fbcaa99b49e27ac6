//! The assessments that this browser keeps: opening, naming, duplicating and removing them, and handing the open one on as a page, a
//! file or a link.

mod act;
pub(crate) mod elsewhere;
mod link;
mod resume;
pub(crate) mod shelf;

use std::cell::Cell;

use gloo::events::EventListener;
use leptos::prelude::*;
use mentormark_rules::Assessment;
use web_sys::Element;

use crate::html::{Html, html};
use crate::pages::{self, View};
use crate::parts;
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::text::said::{award_phrase, date};
use crate::text::{self, keeping as words};
use shelf::{Entry, Found};

/// What draws the page.
pub(super) struct Saved;

impl View for Saved {
    fn page(&self, _: Page, sheet: &mut Sheet, session: Session, router: Router) {
        listen(session, router);
        untrack(move || page(sheet, session, router));
    }

    fn act(&self, session: Session, router: Router, deed: &str, control: &Element) -> bool {
        act::act(session, router, deed, control)
    }

    fn submit(&self, session: Session, _: Router, form: &Element) {
        act::submit(session, form);
    }
}

thread_local! {
    static LISTENING: Cell<bool> = const { Cell::new(false) };
}

/// Draws the page anew when another tab keeps or removes something.
fn listen(session: Session, router: Router) {
    if !LISTENING.replace(true) {
        EventListener::new(&window(), "storage", move |_| {
            if router.page.get_untracked() == Page::Saved {
                session.replaced.update(|times| *times += 1);
            }
        })
        .forget();
    }
}

fn page(sheet: &mut Sheet, session: Session, router: Router) {
    parts::problem(sheet, session, words::NOTHING_CHANGED);
    pages::heading(sheet, session, router, "", words::SAVED);
    let to = sheet.html();
    html!(to, "<p class=\"lead\">", words::SAVED_LEAD, "</p><p class=\"done\">");
    sheet.show(move |to| session.done.with(|done| to.words(done)));
    let to = sheet.html();
    html!(to, "</p>");
    act::offer_undo(to);

    let (here, elsewhere): (Vec<Entry>, Vec<Entry>) =
        entries(session).into_iter().partition(|entry| *entry.edition == *session.catalogue.scheme().edition);
    html!(to, "<h2>", words::KEPT_HERE, "</h2><ul class=\"shelf\">");
    for entry in &here {
        card(to, session, entry);
    }
    html!(to, "</ul><h2>", words::NEW, "</h2>");
    naming(to, "new", "", words::NEW_NAME, "", words::NEW_ADD, "");

    html!(
        to,
        "<h2>",
        words::HAND_ON,
        "</h2><p>",
        words::RESUME_HELP,
        "</p><p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"resume\">",
        words::RESUME_DOWNLOAD,
        "</button><button type=\"button\" class=\"button plain\" data-do=\"export\">",
        words::JSON_DOWNLOAD,
        "</button></p>"
    );
    link::write(to);
    html!(
        to,
        "<h2>",
        words::MERGE_OTHER,
        "</h2><p>",
        words::MERGE_OTHER_HELP,
        "</p><p><a href=\"",
        router.address(Page::Merge),
        "\">",
        words::MERGE_GO,
        "</a></p>"
    );
    if !elsewhere.is_empty() {
        html!(to, "<h2>", words::OTHER_EDITIONS, "</h2><p>", words::OTHER_EDITIONS_HELP, "</p><ul class=\"shelf\">");
        for entry in &elsewhere {
            card(to, session, entry);
        }
        html!(to, "</ul>");
    }
}

/// What is kept, and the open one where that is not kept yet. What stands on screen counts, and not what was saved a moment before.
fn entries(session: Session) -> Vec<Entry> {
    let scheme = session.catalogue.scheme();
    let mut entries = shelf::entries(scheme);
    let open = session.key.get_untracked();
    let answers = || Box::new(session.answers.get_untracked());
    match entries.iter_mut().find(|entry| entry.key == open) {
        Some(Entry { found: Found::Answers(_, kept), rules, .. }) => {
            *kept = answers();
            *rules = session.rules.get_untracked();
        }
        Some(_) => {}
        None => entries.insert(
            0,
            Entry {
                key: open,
                edition: scheme.edition.to_string(),
                rules: session.rules.get_untracked(),
                found: Found::Answers(session.name.get_untracked(), answers()),
            },
        ),
    }
    entries
}

/// Adds an assessment with what can be done with it.
fn card(to: &mut Html, session: Session, entry: &Entry) {
    let is_open = entry.key == session.key.get_untracked();
    let is_here = *entry.edition == *session.catalogue.scheme().edition;
    let name = shown(entry);
    html!(to, "<li class=\"card stack\"><h3 tabindex=\"-1\" data-key=\"", entry.key, "\">", name, "</h3>");
    if is_open {
        html!(to, "<p class=\"tag\">", words::OPEN_HERE, "</p>");
    }
    if !is_here {
        html!(to, "<p class=\"tag\">", words::edition(&entry.edition), "</p>");
    }
    let mut deeds: Vec<(&str, &str)> = Vec::new();
    match &entry.found {
        Found::Answers(_, answers) => {
            html!(to, "<p>", words::holds(rated(answers), &date(answers.as_of)), "</p>");
            if is_here {
                award(to, session, answers);
            }
            match (is_here, is_open) {
                (true, true) => {}
                (true, false) => deeds.push(("open-kept", words::OPEN)),
                (false, _) => deeds.extend([("carry", words::CARRY), ("open-edition", words::OPEN_EDITION)]),
            }
            if is_here {
                deeds.push(("duplicate", words::DUPLICATE));
                deeds.push(("resume-kept", words::DOWNLOAD));
            } else {
                deeds.push(("raw", words::DOWNLOAD));
            }
            deeds.push(("remove-kept", words::REMOVE));
        }
        Found::Newer => {
            html!(to, "<p>", words::NEWER, "</p>");
            deeds.push(("raw", words::DOWNLOAD));
        }
        Found::Damaged => {
            html!(to, "<p>", words::DAMAGED, "</p>");
            deeds.push(("raw", words::DOWNLOAD));
            if !is_open {
                deeds.push(("remove-kept", words::REMOVE));
            }
        }
    }
    html!(to, "<p class=\"buttons\">");
    for (deed, said) in deeds {
        let look = match deed {
            "open-kept" | "carry" => "",
            "remove-kept" => " grave",
            _ => " plain",
        };
        html!(
            to,
            "<button type=\"button\" class=\"button",
            look,
            "\" data-do=\"",
            deed,
            "\" value=\"",
            entry.key,
            "\">",
            said,
            " <span class=\"unseen\">",
            name,
            "</span></button>"
        );
    }
    html!(to, "</p>");
    if let (Found::Answers(given, _), true) = (&entry.found, is_here) {
        html!(to, "<details><summary>", words::RENAME, " <span class=\"unseen\">", name, "</span></summary>");
        naming(to, "rename", &entry.key, &words::new_name(&name), given, words::RENAME_SAVE, &name);
        html!(to, "</details>");
    }
    html!(to, "</li>");
}

/// What an assessment is called: its name, or what stands for one.
fn shown(entry: &Entry) -> String {
    match &entry.found {
        Found::Answers(name, _) if !name.is_empty() => name.clone(),
        Found::Answers(..) => words::UNNAMED.to_owned(),
        Found::Newer => words::NEWER_NAME.to_owned(),
        Found::Damaged => words::DAMAGED_NAME.to_owned(),
    }
}

/// How many criteria are rated, in all programmes.
pub(super) fn rated(answers: &Assessment) -> usize {
    answers.ratings.len() + answers.programmes.iter().map(|programme| programme.ratings.len()).sum::<usize>()
}

/// Adds what the answers would be awarded today.
pub(super) fn award(to: &mut Html, session: Session, answers: &Assessment) {
    let plan = &session.catalogue.plan;
    match plan.read(&session.here(answers.clone())) {
        Ok(case) => {
            let outcome = plan.outline(&case);
            html!(to, "<p>", words::would_get(&award_phrase(&outcome.award, &session.catalogue.wording)), "</p>");
        }
        Err(refusals) => {
            for refusal in refusals.as_slice().iter().take(1) {
                html!(to, "<p class=\"fault\">", text::sentence(refusal), "</p>");
            }
        }
    }
}

/// Adds a form with a name in it; `of` is whose name that is now, unseen beside the button.
fn naming(to: &mut Html, deed: &str, key: &str, label: &str, name: &str, button: &str, of: &str) {
    let id = format!("name-{key}");
    html!(
        to,
        "<form novalidate data-do=\"",
        deed,
        "\" data-key=\"",
        key,
        "\"><div class=\"field\"><label for=\"",
        id,
        "\">",
        label,
        "</label><input class=\"entry name\" type=\"text\" autocomplete=\"off\" maxlength=\"",
        shelf::LONGEST.to_string(),
        "\" id=\"",
        id,
        "\" value=\"",
        name,
        "\"></div><p class=\"buttons\"><button type=\"submit\" class=\"button plain\">",
        button
    );
    if !of.is_empty() {
        html!(to, " <span class=\"unseen\">", words::of_it(of), "</span>");
    }
    html!(to, "</button></p></form>");
}
