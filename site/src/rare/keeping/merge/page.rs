//! The page of answers from elsewhere, at each of its stages.

use leptos::prelude::*;
use mentormark_report::criterion_statement;

use super::combine::{Choice, Conflict};
use super::incoming::Incoming;
use super::{Merging, Stage};
use crate::html::{Html, html};
use crate::pages;
use crate::parts::{self, Choices};
use crate::rare::answers::{Item, answer};
use crate::rare::keeping::saved;
use crate::rare::said;
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::text::said::{award_phrase, date};
use crate::text::{self, keeping as words, merging};

/// Draws the page.
pub(super) fn page(sheet: &mut Sheet, session: Session, router: Router, stage: &Stage) {
    parts::problem(sheet, session, words::NOTHING_CHANGED);
    let title = match stage {
        Stage::Nothing | Stage::Done { .. } => merging::MERGE,
        Stage::Held(Incoming { is_own: true, .. }) => merging::OWN,
        Stage::Reading | Stage::Held(_) => merging::CAME_IN,
        Stage::Choosing(merging) if merging.at < merging.choices.len() => merging::DIFFERENCES,
        Stage::Choosing(_) => merging::SUMMARY,
    };
    pages::heading(sheet, session, router, "", title);
    html!(sheet.html(), "<p class=\"done\">");
    sheet.show(move |to| session.done.with(|done| to.words(done)));
    html!(sheet.html(), "</p>");
    let to = sheet.html();
    match stage {
        Stage::Nothing => nothing(to, router),
        Stage::Reading => html!(to, "<p>", text::WAIT, "</p>"),
        Stage::Held(incoming) => held(to, session, incoming),
        Stage::Choosing(merging) => match merging.combined.conflicts.get(merging.at) {
            Some(conflict) => difference(to, session, merging, conflict),
            None => summary(to, session, merging),
        },
        Stage::Done { .. } => done(to, router),
    }
}

fn nothing(to: &mut Html, router: Router) {
    html!(to, "<p class=\"lead\">", merging::MERGE_LEAD, "</p>");
    field(to);
    html!(to, "<p><a href=\"", router.address(Page::Saved), "\">", words::SAVED_GO, "</a></p>");
}

fn field(to: &mut Html) {
    html!(
        to,
        "<div class=\"field\"><label for=\"their-file\">",
        merging::THEIR_FILE,
        "</label><p class=\"hint\" id=\"their-file-hint\">",
        merging::THEIR_FILE_HELP,
        "</p><input class=\"file\" id=\"their-file\" type=\"file\" accept=\".json,.html\" aria-describedby=\"their-file-hint\" data-take=\"their-file\"></div>"
    );
}

/// What came in, and what can be done with it.
fn held(to: &mut Html, session: Session, incoming: &Incoming) {
    html!(to, "<p class=\"lead\">", merging::nothing_yet(&incoming.from), "</p>");
    html!(to, "<section class=\"card stack\"><h2>", merging::WHAT_IT_HOLDS, "</h2><p>");
    html!(to, merging::holds_from(saved::rated(&incoming.answers), &date(incoming.judged_on)), "</p>");
    saved::award(to, session, &incoming.answers);
    html!(to, "</section>");
    carried(to, session, incoming);
    let is_blank = untrack(move || session.is_blank());
    html!(to, "<h2>", merging::WHAT_NOW, "</h2><ul class=\"options\">");
    if incoming.is_own {
        option(to, "", "take", merging::OWN_TAKE, merging::OWN_TAKE_HELP);
        option(to, " plain", "keep-new", merging::KEEP_NEW, merging::KEEP_NEW_HELP);
        return html!(to, "</ul>");
    }
    if is_blank {
        option(to, "", "take", merging::TAKE_BLANK, merging::TAKE_BLANK_HELP);
        option(to, " plain", "keep-new", merging::KEEP_NEW, merging::KEEP_NEW_BLANK_HELP);
    } else {
        option(to, "", "keep-new", merging::KEEP_NEW, merging::KEEP_NEW_HELP);
        option(to, "", "combine", merging::COMBINE, merging::COMBINE_HELP);
        option(to, " grave", "take", merging::TAKE, merging::TAKE_HELP);
    }
    if incoming.carried.is_some() {
        option(to, " plain", "own-edition", words::OPEN_EDITION, merging::OPEN_EDITION_HELP);
    }
    option(to, " plain", "drop", merging::DROP, merging::DROP_HELP);
    html!(to, "</ul>");
}

fn option(to: &mut Html, look: &'static str, deed: &str, name: &str, help: &str) {
    html!(
        to,
        "<li><button type=\"button\" class=\"button",
        look,
        "\" data-do=\"",
        deed,
        "\" aria-describedby=\"help-",
        deed
    );
    html!(to, "\">", name, "</button><p id=\"help-", deed, "\">", help, "</p></li>");
}

/// What changed on the way from another edition.
fn carried(to: &mut Html, session: Session, incoming: &Incoming) {
    let Some((old, carried)) = incoming.carried.as_deref() else { return };
    let wording = &session.catalogue.wording;
    let edition = old.edition.as_deref().unwrap_or_default();
    html!(
        to,
        "<section class=\"note stack\"><h2>",
        if incoming.is_own { merging::OWN_CARRIED.to_owned() } else { merging::carried_from(edition) },
        "</h2><p>",
        merging::carried_over(carried.stayed, &session.catalogue.scheme().edition),
        "</p>"
    );
    if !carried.left_out.is_empty() {
        html!(to, "<h3>", merging::LEFT_OUT, "</h3><ul class=\"plain-list\">");
        for (item, answer, why) in &carried.left_out {
            html!(to, "<li><strong>", said::place(item, wording), "</strong>: <span class=\"text\">");
            html!(to, said::answer(item, answer, session.catalogue), "</span><br>", text::sentence(why), "</li>");
        }
        html!(to, "</ul>");
    }
    if !carried.open.is_empty() {
        html!(to, "<details><summary>", merging::open_now(carried.open.len()), "</summary><ul class=\"plain-list\">");
        for criterion in &carried.open {
            html!(to, "<li>", criterion_statement(criterion, wording), "</li>");
        }
        html!(to, "</ul></details>");
    }
    html!(to, "</section>");
}

/// One difference, to be decided.
fn difference(to: &mut Html, session: Session, merging: &Merging, conflict: &Conflict) {
    let (at, of) = (merging.at + 1, merging.choices.len());
    let catalogue = session.catalogue;
    if merging.at == 0 {
        html!(to, "<p>", merging::differences(of, merging.combined.filled.len(), merging.combined.same), "</p>");
    }
    html!(
        to,
        "<form novalidate data-do=\"go-on\"><fieldset class=\"field\"><legend id=\"step\" tabindex=\"-1\"><span class=\"count\">",
        merging::difference(at, of),
        "</span> ",
        said::place(&conflict.item, &catalogue.wording),
        "</legend><div class=\"choices sides\" id=\"first-choice\" tabindex=\"-1\">"
    );
    let choices = Choices { take: "choice", name: "choice", many: false };
    let chosen = merging.choices.get(merging.at).copied().flatten();
    let mine = said::answer(&conflict.item, &conflict.mine, catalogue);
    let theirs = said::answer(&conflict.item, &conflict.theirs, catalogue);
    choices.add(to, "mine", &merging::mine(&mine), chosen == Some(Choice::Mine));
    choices.add(to, "theirs", &merging::theirs(&theirs), chosen == Some(Choice::Theirs));
    if conflict.both().is_some() {
        choices.add(to, "both", merging::BOTH, chosen == Some(Choice::Both));
    }
    html!(
        to,
        "</div></fieldset><p class=\"buttons\"><button type=\"submit\" class=\"button\">",
        merging::CONTINUE,
        "</button><button type=\"button\" class=\"button plain\" data-do=\"back\">",
        merging::BACK,
        "</button></p></form>"
    );
    if of - merging.at > 1 {
        html!(
            to,
            "<p class=\"buttons\"><button type=\"button\" class=\"button plain\" data-do=\"mine-all\">",
            merging::MINE_ALL,
            "</button><button type=\"button\" class=\"button plain\" data-do=\"theirs-all\">",
            merging::THEIRS_ALL,
            "</button></p>"
        );
    }
}

/// Everything that would change, before it does.
fn summary(to: &mut Html, session: Session, merging: &Merging) {
    let catalogue = session.catalogue;
    let after = merging.combined.settled(&merging.choices);
    html!(to, "<p class=\"lead\">", merging::SUMMARY_LEAD, "</p>");
    let plan = &catalogue.plan;
    let award = |answers| plan.read(answers).map(|case| award_phrase(&plan.outline(&case).award, &catalogue.wording));
    if let (Ok(before), Ok(then)) = (award(&merging.mine), award(&after)) {
        html!(to, "<p>", merging::award_then(&before, &then), "</p>");
    }
    let conflicts = merging.combined.conflicts.iter();
    let decided: Vec<(usize, &Conflict)> = conflicts.enumerate().collect();
    if !decided.is_empty() {
        html!(to, "<h2>", merging::DECIDED, "</h2><dl class=\"answered\">");
        for (at, conflict) in &decided {
            let choice = merging.choices.get(*at).copied().flatten();
            let stands = answer(&after, &conflict.item).unwrap_or_else(|| conflict.mine.clone());
            let place = said::place(&conflict.item, &catalogue.wording);
            html!(to, "<div><dt>", place, "</dt><dd><p class=\"text\">");
            html!(to, said::answer(&conflict.item, &stands, catalogue), "</p><p class=\"quiet\">");
            let how = match choice {
                Some(Choice::Theirs) => merging::IS_THEIRS,
                Some(Choice::Both) => merging::IS_BOTH,
                Some(Choice::Mine) | None => merging::IS_MINE,
            };
            html!(to, how, "</p></dd><dd><button type=\"button\" class=\"text-button\" data-do=\"change\" value=\"");
            html!(
                to,
                at.to_string(),
                "\">",
                merging::CHANGE,
                " <span class=\"unseen\">",
                place,
                "</span></button></dd></div>"
            );
        }
        html!(to, "</dl>");
    }
    html!(to, "<h2>", merging::FILLED, "</h2>");
    if merging.combined.filled.is_empty() {
        html!(to, "<p>", merging::FILLED_NONE, "</p>");
    } else {
        html!(to, "<dl class=\"answered\">");
        for item in &merging.combined.filled {
            filled(to, session, merging, item);
        }
        html!(to, "</dl>");
    }
    html!(
        to,
        "<p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"apply\">",
        merging::APPLY,
        "</button><button type=\"button\" class=\"button plain\" data-do=\"back\">",
        merging::BACK,
        "</button></p>"
    );
}

fn filled(to: &mut Html, session: Session, merging: &Merging, item: &Item) {
    if let Some(said) = answer(&merging.combined.answers, item) {
        html!(to, "<div><dt>", said::place(item, &session.catalogue.wording), "</dt><dd><p class=\"text\">");
        html!(to, said::answer(item, &said, session.catalogue), "</p></dd></div>");
    }
}

fn done(to: &mut Html, router: Router) {
    html!(
        to,
        "<p class=\"buttons\"><a class=\"button\" href=\"",
        router.address(Page::Result),
        "\">",
        merging::SEE_RESULT,
        "</a><button type=\"button\" class=\"button plain\" data-do=\"undo-merge\">",
        merging::UNDO,
        "</button></p><h2>",
        merging::ANOTHER,
        "</h2>"
    );
    field(to);
}
