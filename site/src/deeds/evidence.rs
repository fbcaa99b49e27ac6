//! The evidence of a criterion: a note and links, which the engine reads as it reads a file's. A line that is no link stays where it was
//! typed, with what is wrong with it, until the page is left for good.

use leptos::prelude::{GetUntracked, Update, WithUntracked};
use mentormark_rules::{
    Assessment, Code, Entries, Refusal,
    assessment::{Evidence, MOST_LINKS, MOST_NOTE_CHARACTERS},
    json,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::html::{Html, html};
use crate::route;
use crate::state::Session;
use crate::text;

/// Fills the unfolded `details` with the evidence of a criterion.
pub(super) fn ask(session: Session, programme: usize, criterion: &str, details: &Element) {
    let Evidence { note, links } = session.backing(programme, criterion);
    let typed = session.form.with_untracked(|form| form.typed.get(&unread(session, programme, criterion)).cloned());
    // What was typed is shown again unless the links were changed since, elsewhere.
    let typed = typed.map(|typed| (refused(session, criterion, &links_of(&typed)), typed));
    let (refused, links) = typed
        .filter(|(refused, typed)| kept(links_of(typed), refused) == links)
        .unwrap_or_else(|| (Vec::new(), links.join("\n")));
    let mut to = Html::default();
    let id = |part: &str| format!("{criterion}_{part}");
    html!(
        to,
        "<p>",
        text::EVIDENCE_HELP,
        "</p><label>",
        text::EVIDENCE_NOTE,
        "<textarea class=\"entry\" rows=\"3\" data-take=\"evidence\" name=\"",
        criterion,
        "\" maxlength=\"",
        MOST_NOTE_CHARACTERS.to_string(),
        "\">",
        note
    );
    html!(
        to,
        "</textarea></label><label>",
        text::EVIDENCE_LINKS,
        "<textarea class=\"box\" rows=\"2\" data-take=\"links\" inputmode=\"url\" autocapitalize=\"none\" spellcheck=\"false\" name=\"",
        criterion,
        "\" aria-describedby=\"",
        id("links-hint"),
        " ",
        id("links-fault"),
        "\" aria-invalid=\"",
        is_invalid(&refused)
    );
    html!(
        to,
        "\">",
        &*links,
        "</textarea></label><p class=\"hint\" id=\"",
        id("links-hint"),
        "\">",
        text::evidence_links_help(MOST_LINKS),
        "</p><div class=\"fault\" role=\"status\" id=\"",
        id("links-fault"),
        "\">"
    );
    say(&mut to, &links, &refused);
    html!(to, "</div>");
    if let Some(place) = details.query_selector(".guide").ok().flatten() {
        place.set_inner_html(to.as_str());
    }
}

/// Takes the note or the links of a criterion.
pub(super) fn take(session: Session, programme: usize, input: &HtmlInputElement) {
    let criterion = input.name();
    let mut evidence = session.backing(programme, &criterion);
    if input.get_attribute("data-take").as_deref() == Some("links") {
        let typed = input.value();
        let all = links_of(&typed);
        let refused = refused(session, &criterion, &all);
        tell(input, &criterion, &typed, &refused);
        evidence.links = kept(all, &refused);
        let field = unread(session, programme, &criterion);
        session.form.update(|form| {
            if refused.is_empty() {
                form.typed.remove(&field);
            } else {
                form.typed.insert(field, typed);
            }
        });
    } else {
        evidence.note = input.value();
        // Where a reason may be needed, the note is the reason.
        let reason = format!("[id=\"{criterion}\"] [data-take=note]");
        if let Some(reason) = route::element(&reason) {
            reason.unchecked_ref::<HtmlInputElement>().set_value(&evidence.note);
        }
    }
    let backed = evidence.links.len() + usize::from(!evidence.note.is_empty());
    session.back(programme, &criterion, evidence);
    let title = input.closest("details").ok().flatten().and_then(|of| of.query_selector("summary span").ok().flatten());
    if let Some(title) = title {
        title.set_text_content(Some(&text::your_evidence(backed)));
    }
}

/// Where the form keeps what was typed as links while some of it is none. No fact's name begins like this.
fn unread(session: Session, programme: usize, criterion: &str) -> String {
    format!("_links {} {criterion}", session.programme(programme).unwrap_or_default())
}

/// What is typed on each line, without empty ones.
fn lines(typed: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(typed.lines().map(str::trim)).filter(|(_, line)| !line.is_empty())
}

fn links_of(typed: &str) -> Vec<String> {
    lines(typed).map(|(_, line)| line.to_owned()).collect()
}

/// What is refused of links: the place of one, or none where it is all of them, and why.
type Refused = (Option<usize>, Refusal);

/// What the engine refuses of links. Of too many it looks at none, so it is asked about as many at a time as there may be.
fn refused(session: Session, criterion: &str, links: &[String]) -> Vec<Refused> {
    let mut found = refused_of(session, criterion, links);
    if links.len() > MOST_LINKS {
        for (at, some) in links.chunks(MOST_LINKS).enumerate() {
            let refused = refused_of(session, criterion, some).into_iter();
            found.extend(refused.map(|(place, why)| (place.map(|place| at * MOST_LINKS + place), why)));
        }
    }
    found
}

fn refused_of(session: Session, criterion: &str, links: &[String]) -> Vec<Refused> {
    // The links alone: what else there is has been read before.
    let alone = Assessment {
        facts: Entries::new(),
        ratings: Entries::new(),
        evidence: [(criterion.to_owned(), Evidence { note: String::new(), links: links.to_vec() })].into(),
        programmes: Vec::new(),
        ..session.answers.get_untracked()
    };
    let read = json::thorough_assessment(&json::canonical(&alone));
    let refusals = read.map_or_else(|unread| unread.refusals.into_vec(), |_| Vec::new());
    let place = |refusal: &Refusal| refusal.pointer.rsplit('/').next().and_then(|place| place.parse().ok());
    refusals.into_iter().map(|refusal| (place(&refusal), refusal)).collect()
}

/// The links that are kept: as many as there may be of those that are not refused, none where something else is wrong with all.
fn kept(links: Vec<String>, refused: &[Refused]) -> Vec<String> {
    let is_refused = |place: usize| {
        refused.iter().any(|(at, why)| at.map_or(why.code != Code::TooManyLinks, |refused| refused == place))
    };
    let kept = links.into_iter().enumerate().filter(|(place, _)| !is_refused(*place)).map(|(_, link)| link);
    kept.take(MOST_LINKS).collect()
}

/// Says beside the links what is wrong with them.
fn tell(input: &HtmlInputElement, criterion: &str, typed: &str, refused: &[Refused]) {
    let _ = input.set_attribute("aria-invalid", is_invalid(refused));
    let mut to = Html::default();
    say(&mut to, typed, refused);
    if let Some(place) = route::element(&format!("[id=\"{criterion}_links-fault\"]")) {
        place.set_inner_html(to.as_str());
    }
}

fn is_invalid(refused: &[Refused]) -> &'static str {
    if refused.is_empty() { "false" } else { "true" }
}

/// Adds what is wrong with the links that are typed, each with its line.
fn say(to: &mut Html, typed: &str, refused: &[Refused]) {
    html!(to, "<span>");
    for (place, refusal) in refused {
        let line = place.and_then(|place| lines(typed).nth(place)).map(|(line, _)| line);
        let why = text::sentence(refusal);
        let told = match line {
            Some(line) => text::link_refused(line, &why),
            None if refusal.code == Code::TooManyLinks => text::links_too_many(MOST_LINKS, &why),
            None => why,
        };
        html!(to, told, "<br>");
    }
    html!(to, "</span>");
}
