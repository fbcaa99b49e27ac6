//! Submit: shows what is sent and to whom, sends it, and says what to do where that fails. Nothing is lost whatever happens: what is
//! sent is kept in this browser before it goes, and can be saved as a file at any time.

mod claim;
mod document;
mod trouble;

use std::cell::{Cell, RefCell};

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use mentormark_report::money;
use mentormark_rules::{Assessment, Refusals, Submission, json, scheme::fee::Fee};
use web_sys::Element;

use super::sent::{self, Sent};
use crate::html::{Html, html};
use crate::pages::{self, View};
use crate::parts::fee_words;
use crate::rare::foreign::named;
use crate::route::{self, Page, Router};
use crate::sheet::Sheet;
use crate::state::{Session, download};
use crate::text::said::{date, level_name};
use crate::text::{self, sending};
use crate::verifier::{self, Answer, Heard, Parcel};
use document::indented;
pub(super) use trouble::{failure, settle, text_of};

/// Milliseconds after which somebody who waits is told that it is still at work.
const LONG: u32 = 6_000;

/// How often a submission that is still at work is asked after, and the most seconds in between.
const ASKED_AFTER: u8 = 6;
const LONGEST_PAUSE: u32 = 5;

/// What draws the page.
pub(super) struct Submit;

thread_local! {
    /// Whether something is being sent.
    static SENDING: Cell<bool> = const { Cell::new(false) };
    /// The submission as the page shows it.
    static SHOWN: RefCell<String> = const { RefCell::new(String::new()) };
}

impl View for Submit {
    fn page(&self, _: Page, sheet: &mut Sheet, session: Session, router: Router) {
        untrack(move || page(sheet, session, router));
        spawn_local(look());
    }

    fn act(&self, session: Session, router: Router, deed: &str, control: &Element) -> bool {
        match deed {
            "send" => send(session, router),
            "ask-again" => {
                let key = control.get_attribute("data-key").unwrap_or_default();
                if let Some(sent) = sent::all(session).into_iter().find(|sent| sent.key == key) {
                    hand_over(session, router, sent);
                }
            }
            "save-submission" => SHOWN.with_borrow(|shown| save(session, "submission", shown)),
            _ => return false,
        }
        true
    }
}

/// The address of something of the verifier's.
pub(super) fn of_verifier(path: &str) -> String {
    route::root(route::SITE) + path
}

/// The address at which a verifier takes submissions.
pub(super) const VERIFICATIONS: &str = "v1/verifications";

/// Saves a document of this standard as a file.
pub(super) fn save(session: Session, what: &str, document: &str) {
    let scheme = session.catalogue.scheme();
    download(&format!("{}-{}-{what}.json", scheme.id, scheme.edition), document);
}

fn page(sheet: &mut Sheet, session: Session, router: Router) {
    pages::heading(sheet, session, router, "", sending::SUBMIT);
    let to = sheet.html();
    html!(to, "<p class=\"lead\">", sending::SUBMIT_LEAD, "</p>");
    let submission = match claim::submission(session) {
        Ok(submission) => submission,
        Err(refusals) => return refused(to, &refusals, router),
    };
    let document = json::canonical(&submission);
    html!(to, "<div id=\"receiver\" role=\"status\"></div>");
    earlier(to, session, router, &document);
    html!(to, "<h2>", sending::WHAT_IS_SENT, "</h2>");
    facts(to, session, &submission);
    html!(to, "<details><summary>", sending::EVERY_WORD, "</summary><p class=\"quiet\">", sending::EVERY_WORD_HELP);
    html!(
        to,
        "</p><pre class=\"document\" tabindex=\"0\" aria-label=\"",
        sending::EVERY_WORD,
        "\">",
        indented(&document)
    );
    html!(
        to,
        "</pre></details><h2>",
        sending::PERSONAL,
        "</h2><p>",
        sending::PERSONAL_WHY,
        "</p><ul class=\"plain-list\">"
    );
    for never in sending::PERSONAL_NEVER {
        html!(to, "<li>", never, "</li>");
    }
    html!(to, "</ul><p>", notes(&submission.assessment), "</p><h2>", sending::THEN, "</h2><ul class=\"plain-list\">");
    for then in sending::THEN_STEPS {
        html!(to, "<li>", then, "</li>");
    }
    html!(to, "</ul><div id=\"sending\" role=\"status\">");
    if SENDING.get() {
        html!(to, "<p class=\"note\">", sending::SENDING, "</p>");
    }
    html!(to, "</div><div id=\"trouble\"></div><p class=\"buttons\">");
    html!(to, "<button type=\"button\" class=\"button\" data-do=\"send\" id=\"send\" aria-disabled=\"");
    to.markup(if SENDING.get() { "true\">" } else { "false\">" });
    html!(to, sending::SEND, "</button><button type=\"button\" class=\"button plain\" data-do=\"save-submission\">");
    html!(
        to,
        sending::SAVE_SUBMISSION,
        "</button><a class=\"button plain\" href=\"",
        router.address(Page::Check),
        "\">"
    );
    html!(to, sending::BACK_TO_CHECK, "</a></p>");
    SHOWN.set(document);
}

/// Adds what was sent from here before: these very answers, or others that no answer came for.
fn earlier(to: &mut Html, session: Session, router: Router, document: &str) {
    for sent in sent::all(session) {
        match sent.answered() {
            None if !SENDING.get() => {
                html!(
                    to,
                    "<div class=\"note grave stack\"><p>",
                    sending::unanswered(sent.submission == document),
                    "</p>"
                );
                html!(
                    to,
                    "<p class=\"buttons\"><button type=\"button\" class=\"button plain\" data-do=\"ask-again\" data-key=\""
                );
                html!(to, sent.key, "\">", sending::ASK_AGAIN, "</button></p></div>");
            }
            Some(answer) if sent.submission == document => {
                html!(to, "<p class=\"note\">", sending::sent_before(&answer.at), " <a href=\"");
                html!(to, confirmation(router, &answer.id), "\">", sending::SEE_CONFIRMATION, "</a></p>");
            }
            _ => {}
        }
    }
}

/// Adds why these answers cannot be sent.
fn refused(to: &mut Html, refusals: &Refusals, router: Router) {
    html!(
        to,
        "<div class=\"problem\"><h2>",
        text::PROBLEM,
        "</h2><p>",
        sending::NOT_READY,
        "</p><ul class=\"problems\">"
    );
    for refusal in refusals.as_slice() {
        html!(to, "<li>", text::sentence(refusal), "</li>");
    }
    html!(to, "</ul></div><p class=\"buttons\"><a class=\"button\" href=\"", router.address(Page::Check), "\">");
    html!(to, sending::BACK_TO_CHECK, "</a></p>");
}

/// Adds what is sent, in short.
fn facts(to: &mut Html, session: Session, submission: &Submission) {
    let Submission { assessment, claim, wording_hash } = submission;
    let catalogue = session.catalogue;
    let (scheme, wording) = (catalogue.scheme(), &catalogue.wording);
    let level = |level: &Option<String>| {
        level.as_deref().map_or(text::NO_LEVEL, |level| level_name(Some(level), wording)).to_owned()
    };
    let currency = scheme.fee.as_ref().map(Fee::currency).unwrap_or_default();
    let unclaimed = || {
        session.standing.with_untracked(|standing| {
            standing.0.as_ref().map(|judged| fee_words(&judged.outcome.fee)).unwrap_or_default()
        })
    };
    let fee = claim.fee.map_or_else(unclaimed, |fee| money(fee.gross, &currency));
    let rows = [
        (sending::TO_WHOM, host()),
        (sending::STANDARD, sending::standard(&wording.name, &scheme.edition)),
        (sending::JUDGED_ON, date(assessment.as_of)),
        (text::ANSWERED, text::of(session.answered_in_all())),
        (sending::EVIDENCE, evidence(assessment)),
        (sending::CLAIMED_QUALITY, level(&claim.quality)),
        (sending::CLAIMED_AWARD, level(&claim.award)),
        (sending::CLAIMED_FEE, fee),
    ];
    html!(to, "<dl class=\"sums\">");
    for (name, value) in rows {
        html!(to, "<div><dt>", name, "</dt><dd>", value, "</dd></div>");
    }
    for (name, hash) in [(sending::RULES_HASH, &claim.rules_hash), (sending::WORDING_HASH, wording_hash)] {
        html!(to, "<div><dt>", name, "</dt><dd class=\"hash\">", hash, "</dd></div>");
    }
    html!(to, "</dl>");
}

/// Who is sent to: the host of this page.
fn host() -> String {
    named(&window().location(), "host").ok().and_then(|host| host.as_string()).unwrap_or_default()
}

/// How many notes and links there are.
fn evidence(assessment: &Assessment) -> String {
    let programmes = assessment.programmes.iter().map(|programme| &programme.evidence);
    let all = programmes.chain([&assessment.evidence]).flat_map(mentormark_rules::Entries::values);
    let (notes, links) =
        all.fold((0, 0), |(notes, links), of| (notes + usize::from(!of.note.is_empty()), links + of.links.len()));
    sending::notes_and_links(notes, links)
}

fn notes(assessment: &Assessment) -> &'static str {
    let has = !assessment.evidence.is_empty() || assessment.programmes.iter().any(|it| !it.evidence.is_empty());
    if has { sending::NOTES_KEPT } else { sending::NOTES_NONE }
}

/// Looks whether there is somebody here to send to, and says so where there is nobody.
async fn look() {
    let heard = verifier::read(&of_verifier("v1/keys")).await;
    let words = match heard {
        Heard::Another(status) if status < 500 => sending::STATIC,
        Heard::Unreached | Heard::TooSlow => sending::OFFLINE,
        _ => return,
    };
    if let Some(place) = route::element("#receiver") {
        let mut note = Html::default();
        html!(note, "<div class=\"note grave stack\"><p>", words, "</p><p class=\"buttons\">");
        html!(
            note,
            "<button type=\"button\" class=\"button plain\" data-do=\"save-submission\">",
            sending::SAVE_SUBMISSION
        );
        html!(note, "</button></p></div>");
        place.set_inner_html(note.as_str());
    }
}

/// Sends what the page shows, unless it is no longer what would be sent.
fn send(session: Session, router: Router) {
    let made = untrack(move || claim::submission(session)).map(|made| json::canonical(&made)).unwrap_or_default();
    if SHOWN.with_borrow(|shown| *shown != made) {
        session.replaced.update(|times| *times += 1);
        session.tell(sending::CHANGED.to_owned());
        return request_animation_frame(|| say(sending::CHANGED));
    }
    hand_over(session, router, Sent::of(session, made));
}

/// Sends a submission once, however often this is asked for meanwhile.
fn hand_over(session: Session, router: Router, sent: Sent) {
    if SENDING.replace(true) {
        return;
    }
    // Kept before it goes, so that nobody can answer what this browser does not know of.
    let kept = sent.keep(session);
    busy(true);
    route::entitle(sending::SUBMIT, &session.catalogue.wording.name, false);
    if let Some(trouble) = route::element("#trouble") {
        trouble.set_inner_html("");
    }
    say(if kept { sending::SENDING } else { sending::SENDING_NOT_KEPT });
    let long = Timeout::new(LONG, || say(sending::STILL_SENDING));
    post(session, router, sent, ASKED_AFTER, long);
}

/// Sends it, and asks again a few times while the same, sent before, is still at work.
fn post(session: Session, router: Router, sent: Sent, again: u8, long: Timeout) {
    spawn_local(async move {
        let parcel = Parcel { key: &sent.key, body: &sent.submission };
        let heard = verifier::send(&of_verifier(VERIFICATIONS), &parcel).await;
        match &heard {
            Heard::Problem(problem) if problem.status == 409 && again > 0 => {
                let seconds = problem.retry_after.unwrap_or(1).clamp(1, LONGEST_PAUSE);
                Timeout::new(seconds * 1_000, move || post(session, router, sent, again - 1, long)).forget();
            }
            _ => {
                drop(long);
                SENDING.set(false);
                busy(false);
                answered(session, router, sent, &heard);
            }
        }
    });
}

fn answered(session: Session, router: Router, sent: Sent, heard: &Heard) {
    let is_here = router.page.get_untracked() == Page::Submit;
    if let Heard::Document(document) = heard
        && let Some(answer) = Answer::read(document)
    {
        Sent { answer: Some(document.clone()), ..sent }.keep(session);
        if is_here {
            router.push(&confirmation(router, &answer.id));
        }
        return;
    }
    // What was answered before stays, whatever is said of sending it once more.
    if settle(heard) && sent.answer.is_none() {
        sent.forget(session);
    }
    if is_here && let Some(place) = route::element("#trouble") {
        say("");
        place.set_inner_html(failure(heard, session, router).as_str());
        route::entitle(sending::SUBMIT, &session.catalogue.wording.name, true);
        if let Some(problem) = route::element("#problem") {
            problem.scroll_into_view();
            route::focus(&problem);
        }
    }
}

/// The address of a confirmation. The reference stands in the fragment, which no server is told.
pub(super) fn confirmation(router: Router, id: &str) -> String {
    format!("{}#{id}", router.address(Page::Confirmation))
}

/// Says where sending stands.
fn say(words: &str) {
    if let Some(place) = route::element("#sending") {
        let mut note = Html::default();
        if !words.is_empty() {
            html!(note, "<p class=\"note\">", words, "</p>");
        }
        place.set_inner_html(note.as_str());
    }
}

/// Shows whether the button can be pressed. It keeps its focus.
fn busy(is_busy: bool) {
    if let Some(button) = route::element("#send") {
        let _ = button.set_attribute("aria-disabled", if is_busy { "true" } else { "false" });
    }
}
