//! What came of a submission: its reference, what the verifier found, what happens next, and the documents to keep. The address names
//! the reference, so it can be opened again: from what this browser keeps, or from the verifier.

use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use mentormark_rules::verification::Status;
use web_sys::Element;

use super::sent::{self, Sent};
use super::submit::{VERIFICATIONS, confirmation, of_verifier, save, text_of};
use crate::html::{Html, html};
use crate::pages::{self, View};
use crate::route::{self, Page, Router};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::text::said::{caution_sentence, claim_table, verification_sentence};
use crate::text::{self, sending};
use crate::verifier::{self, Answer, Heard};

/// What draws the page.
pub(super) struct Confirmation;

thread_local! {
    static LISTENING: Cell<bool> = const { Cell::new(false) };
    /// The receipt that the page shows.
    static RECEIPT: RefCell<String> = const { RefCell::new(String::new()) };
    /// The submission that it is for, where this browser has it.
    static SUBMISSION: RefCell<Option<String>> = const { RefCell::new(None) };
}

impl View for Confirmation {
    fn page(&self, _: Page, sheet: &mut Sheet, session: Session, router: Router) {
        follow(session, router);
        untrack(move || page(sheet, session, router));
    }

    fn act(&self, session: Session, _: Router, deed: &str, _: &Element) -> bool {
        match deed {
            "save-receipt" => RECEIPT.with_borrow(|receipt| save(session, "receipt", receipt)),
            "save-submission" => SUBMISSION.with_borrow(|submission| {
                if let Some(submission) = submission {
                    save(session, "submission", submission);
                }
            }),
            "look-again" => session.replaced.update(|times| *times += 1),
            _ => return false,
        }
        true
    }
}

/// Draws the page anew when another reference is named without leaving it.
fn follow(session: Session, router: Router) {
    if !LISTENING.replace(true) {
        EventListener::new(&window(), "hashchange", move |_| {
            if router.page.get_untracked() == Page::Confirmation {
                session.replaced.update(|times| *times += 1);
                request_animation_frame(|| {
                    if let Some(heading) = route::element("h1") {
                        window().scroll_to_with_x_and_y(0.0, 0.0);
                        route::focus(&heading);
                    }
                });
            }
        })
        .forget();
    }
}

fn page(sheet: &mut Sheet, session: Session, router: Router) {
    let hash = window().location().hash().unwrap_or_default();
    let wanted = hash.strip_prefix('#').unwrap_or_default().to_owned();
    let answered: Vec<(Sent, Answer)> =
        sent::all(session).into_iter().filter_map(|sent| Some((sent.clone(), sent.answered()?))).collect();
    let found = answered.iter().find(|(_, answer)| wanted.is_empty() || answer.id == wanted);
    let title = found.map_or(sending::CONFIRMATION, |(_, answer)| sending::title(answer.checked.status));
    pages::heading(sheet, session, router, "", title);
    let to = sheet.html();
    html!(to, "<div id=\"confirmation\" class=\"stack\">");
    match found {
        Some((sent, answer)) => {
            show(to, answer, Some(&sent.submission), session);
            let is_kept = sent.is_kept(session);
            html!(to, "<p class=\"quiet\">", if is_kept { sending::KEPT_HERE } else { sending::NOT_KEPT_HERE }, "</p>");
        }
        None if wanted.is_empty() => {
            html!(to, "<p>", sending::NOTHING_SENT, "</p><p class=\"buttons\"><a class=\"button\" href=\"");
            html!(to, router.address(Page::Check), "\">", text::CHECK, "</a></p>");
        }
        None => {
            html!(to, "<p role=\"status\">", sending::LOOKING, "</p>");
            spawn_local(fetch(wanted, session));
        }
    }
    html!(to, "</div>");
    let shown = found.map(|(_, answer)| answer.id.clone()).unwrap_or_default();
    let others = answered.iter().filter(|(_, answer)| answer.id != shown);
    if others.clone().next().is_some() {
        html!(to, "<h2>", sending::OTHERS, "</h2><ul class=\"plain-list\">");
        for (_, answer) in others {
            html!(
                to,
                "<li><a href=\"",
                confirmation(router, &answer.id),
                "\">",
                sending::moment(&answer.at),
                "</a></li>"
            );
        }
        html!(to, "</ul>");
    }
}

/// Gets a verification that this browser does not keep from the verifier.
async fn fetch(id: String, session: Session) {
    let is_reference = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let heard = if is_reference {
        verifier::read(&of_verifier(&format!("{VERIFICATIONS}/{id}"))).await
    } else {
        Heard::Another(404)
    };
    let Some(place) = route::element("#confirmation") else { return };
    let mut html = Html::default();
    let answer = if let Heard::Document(document) = &heard { Answer::read(document) } else { None };
    let scheme = session.catalogue.scheme();
    match answer {
        Some(answer) if answer.of == [&*scheme.id, &*scheme.edition] => {
            show(&mut html, &answer, None, session);
            let title = sending::title(answer.checked.status);
            if let Some(heading) = route::element("h1") {
                heading.set_text_content(Some(title));
            }
            route::entitle(title, &session.catalogue.wording.name, false);
        }
        Some(_) => html!(html, "<p>", sending::OF_ANOTHER_STANDARD, "</p>"),
        None => {
            let [what, next] = match &heard {
                Heard::Problem(problem) if problem.status == 404 => sending::NO_SUCH.map(str::to_owned),
                Heard::Another(status) if *status < 500 => sending::NO_SUCH.map(str::to_owned),
                heard => text_of(heard),
            };
            html!(html, "<div class=\"note grave stack\" role=\"alert\"><p>", what, "</p><p>", next, "</p>");
            html!(html, "<p class=\"buttons\"><button type=\"button\" class=\"button plain\" data-do=\"look-again\">");
            html!(html, text::TRY_AGAIN, "</button></p></div>");
        }
    }
    place.set_inner_html(html.as_str());
}

/// Adds what was found and what to do with it.
fn show(to: &mut Html, answer: &Answer, submission: Option<&String>, session: Session) {
    RECEIPT.set(answer.receipt.clone());
    SUBMISSION.set(submission.cloned());
    let checked = &answer.checked;
    html!(to, "<div class=\"reference\" data-status=\"");
    to.markup(if checked.status == Status::Confirmed { "confirmed" } else { "differs" });
    html!(to, "\"><p>", sending::REFERENCE, "</p><p class=\"hash\" id=\"reference\">", answer.id, "</p><p>");
    html!(
        to,
        sending::received(&answer.at),
        "</p></div><p class=\"lead\">",
        verification_sentence(checked.status),
        "</p>"
    );
    if checked.status == Status::Differs {
        html!(to, "<p class=\"note grave\">", sending::DIFFERS_HELP, "</p>");
    }
    if checked.rules_hash != *session.catalogue.plan.rules_hash() {
        html!(to, "<p class=\"note\">", sending::OTHER_RULES, "</p>");
    }
    for caution in &checked.cautions {
        html!(to, "<p class=\"note\">", caution_sentence(*caution, answer.as_of), "</p>");
    }
    claims(to, answer, session);
    html!(to, "<h2>", sending::WHAT_NOW, "</h2><ul class=\"plain-list\">");
    for now in sending::now(&session.catalogue.wording.owner) {
        html!(to, "<li>", now, "</li>");
    }
    html!(to, "</ul><h2>", sending::RECORD, "</h2><p>", sending::RECORD_HELP, "</p><p class=\"buttons\">");
    html!(to, "<button type=\"button\" class=\"button\" data-do=\"save-receipt\">", sending::SAVE_RECEIPT, "</button>");
    if submission.is_some() {
        html!(
            to,
            "<button type=\"button\" class=\"button plain\" data-do=\"save-submission\">",
            sending::SAVE_SUBMISSION
        );
        html!(to, "</button>");
    }
    html!(
        to,
        "<button type=\"button\" class=\"button plain\" data-do=\"print\">",
        text::PRINT,
        "</button></p><p><a href=\""
    );
    html!(to, route::root(route::PAGES), "verify/\">", sending::VERIFY, "</a></p><dl class=\"sums\"><div><dt>");
    html!(
        to,
        sending::ASSESSMENT_HASH,
        "</dt><dd class=\"hash\">",
        checked.assessment_hash.as_str(),
        "</dd></div><div><dt>"
    );
    html!(to, sending::RULES_HASH, "</dt><dd class=\"hash\">", checked.rules_hash.as_str(), "</dd></div></dl>");
}

/// Adds what was claimed beside what was worked out.
fn claims(to: &mut Html, answer: &Answer, session: Session) {
    html!(
        to,
        "<div class=\"wide-table\" tabindex=\"0\" role=\"region\" aria-labelledby=\"claims\"><table class=\"claims\"><caption id=\"claims\">"
    );
    html!(to, sending::CLAIMS, "</caption><thead><tr><th scope=\"col\">", sending::CLAIM, "</th><th scope=\"col\">");
    html!(to, sending::CLAIMED, "</th><th scope=\"col\">", sending::COMPUTED, "</th><th scope=\"col\">", sending::SAME);
    html!(to, "</th></tr></thead><tbody>");
    for row in claim_table(&answer.claim, &answer.checked, session.catalogue.standard()) {
        html!(to, "<tr><th scope=\"row\">", row.name, "</th><td>", row.claimed, "</td><td>", row.computed, "</td><td>");
        html!(to, if row.differs { sending::IS_DIFFERENT } else { sending::IS_SAME }, "</td></tr>");
    }
    html!(to, "</tbody></table></div>");
}
