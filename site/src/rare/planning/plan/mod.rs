//! The action plan: the route to a level as a list of things to do, each with who does it and by when.
//!
//! Which criteria stand on it, and whether one is met, is the engine's to say. What is written about them is kept in this browser.

mod actions;
mod calendar;
mod csv;
mod export;
mod kept;
mod listed;

use std::sync::LazyLock;

use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use mentormark_report::check_name;
use mentormark_rules::{
    Outcome,
    outcome::{CheckStatus, Earliest, EligibilityStatus, Route},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, StorageEvent};

use crate::deeds::guide;
use crate::html::{Html, html};
use crate::pages::{self, View};
use crate::parts::Choices;
use crate::route::{self, Page, Router};
use crate::sheet::Sheet;
use crate::state::{Session, download};
use crate::text::said::{date, level_name};
use crate::text::{self, planning as words};
use actions::{Action, ActionPlan, State};
use kept::Stored;

/// What draws the page.
pub(super) struct Planned;

/// How often something about an action changed: what is counted follows.
static WRITTEN: LazyLock<ArcRwSignal<u32>> = LazyLock::new(ArcRwSignal::default);

/// How often another level was chosen: the list follows, and nothing else draws it anew while somebody types in it.
static CHOSEN: LazyLock<ArcRwSignal<u32>> = LazyLock::new(|| {
    // Here, because it happens once: another tab may change the plan too.
    EventListener::new(&window(), "storage", |event| {
        let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
        if key.is_none_or(|key| key.ends_with(":plan")) {
            CHOSEN.update(|times| *times += 1);
            WRITTEN.update(|times| *times += 1);
        }
    })
    .forget();
    ArcRwSignal::default()
});

impl View for Planned {
    fn page(&self, _: Page, sheet: &mut Sheet, session: Session, router: Router) {
        page(sheet, session, router);
    }

    fn act(&self, session: Session, router: Router, deed: &str, _: &Element) -> bool {
        match deed {
            "plan-table" => export::table(session, router),
            "plan-calendar" => export::calendar(session, router),
            "plan-unreadable" => {
                if let Stored::Unreadable(entry) = kept::stored(session) {
                    download(text::UNREADABLE_FILE, &entry);
                }
            }
            "plan-set-aside" => {
                kept::set_aside(session);
                session.replaced.update(|times| *times += 1);
                focus_soon("h1");
            }
            _ => return false,
        }
        true
    }

    fn take(&self, session: Session, _: Router, field: &str, input: &HtmlInputElement) {
        let Stored::Plan(mut plan) = kept::stored(session) else { return };
        if field == "plan-level" {
            plan.level = input.value();
            kept::keep(session, &plan);
            CHOSEN.update(|times| *times += 1);
        } else {
            let Some(item) = input.closest("[data-action]").ok().flatten() else { return };
            let of = |name: &str| item.get_attribute(name).unwrap_or_default();
            let (criterion, programme) = (of("data-action"), of("data-programme"));
            let found = plan.actions.iter_mut().find(|action| action.is_about(&criterion, &programme));
            let Some(action) = found else { return };
            match field {
                "owner" => input.value().trim().clone_into(&mut action.owner),
                "by" => {
                    action.by = input.value();
                    listed::mark(input);
                }
                _ => action.is_done = input.checked(),
            }
            kept::keep(session, &plan);
        }
        WRITTEN.update(|times| *times += 1);
    }

    fn unfold(&self, session: Session, _: Router, details: Element) {
        guide::fill(session, details.get_attribute("data-unfold").unwrap_or_default(), details);
    }
}

/// Moves focus to what a selector finds, once the page has been drawn.
fn focus_soon(selector: &'static str) {
    request_animation_frame(move || {
        if let Some(found) = route::element(selector) {
            route::focus(&found);
        }
    });
}

fn page(sheet: &mut Sheet, session: Session, router: Router) {
    session.done.set(String::new());
    pages::heading(sheet, session, router, "", words::PLAN);
    html!(sheet.html(), "<p class=\"lead\">", words::PLAN_LEAD, "</p>");
    html!(sheet.html(), "<div class=\"slot\">");
    sheet.show(move |to| trouble(to, session));
    html!(sheet.html(), "</div><div class=\"slot\">");
    sheet.show(session.explained(move |to, _, outcome| {
        if let Stored::Plan(plan) = stored(session, outcome) {
            levels(to, session, outcome, &plan);
        }
    }));
    html!(sheet.html(), "</div><div class=\"slot\">");
    sheet.show(session.markup(move |to, outcome| {
        CHOSEN.track();
        if let Stored::Plan(plan) = kept::stored(session) {
            dates(to, session, router, outcome, &plan);
        }
    }));
    html!(sheet.html(), "</div><div class=\"slot progress\">");
    sheet.show(session.explained(move |to, _, outcome| {
        WRITTEN.track();
        if let Stored::Plan(plan) = stored(session, outcome) {
            let count = |wanted: State| {
                let states = states(session, outcome, &plan);
                states.iter().filter(|(_, state)| *state == wanted).count()
            };
            if !outcome.routes.is_empty() && !plan.actions.is_empty() {
                let progress = words::progress(count(State::Open), count(State::Marked), count(State::Met));
                html!(to, "<p>", progress, "</p>");
            }
        }
    }));
    html!(sheet.html(), "</div><div class=\"slot\">");
    sheet.show(session.explained(move |to, _, outcome| {
        CHOSEN.track();
        if let Stored::Plan(plan) = stored(session, outcome) {
            html!(to, "<div class=\"stack\">");
            listed::write(to, session, router, outcome, &plan);
            html!(to, "</div>");
        }
    }));
    html!(
        sheet.html(),
        "</div><h2 class=\"on-screen\">",
        words::KEEP_PLAN,
        "</h2><p class=\"on-screen\">",
        words::KEEP_PLAN_HELP,
        "</p><p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"print\">",
        text::PRINT,
        "</button><button type=\"button\" class=\"button plain\" data-do=\"plan-table\">",
        words::AS_TABLE,
        "</button><button type=\"button\" class=\"button plain\" data-do=\"plan-calendar\">",
        words::AS_CALENDAR,
        "</button></p><p class=\"done\">"
    );
    sheet.show(move |to| session.done.with(|done| to.words(done)));
    html!(sheet.html(), "</p><p class=\"quiet on-screen\">", words::PLAN_WHERE, "</p>");
    beside(sheet);
    html!(
        sheet.html(),
        "<nav class=\"onward\" aria-label=\"",
        text::ONWARD,
        "\"><a class=\"button plain\" href=\"",
        router.address(Page::Result),
        "\">",
        text::back_to(text::RESULT),
        "</a></nav>"
    );
}

/// Adds the place for what belongs to the standard's own plan, where it has one, and fills it.
fn beside(sheet: &mut Sheet) {
    if route::element("#file-beside").is_none() {
        return;
    }
    html!(sheet.html(), "<div class=\"beside stack\" id=\"beside\"><p class=\"quiet\">", text::WAIT, "</p></div>");
    spawn_local(async {
        let found = crate::state::beside().await;
        let Some(place) = route::element("#beside") else { return };
        let mut to = Html::default();
        match &found {
            // Made by the build and held against its hash, as the app itself is.
            Ok(markup) => to.picture(markup),
            Err(_) => html!(to, "<p class=\"fault\">", words::NOT_READ, "</p>"),
        }
        place.set_inner_html(to.as_str());
    });
}

/// Says that the plan is not being kept, and what to do.
fn trouble(to: &mut Html, session: Session) {
    WRITTEN.track();
    if kept::is_refused(session) {
        html!(to, "<p class=\"note grave\">", words::PLAN_REFUSED, "</p>");
    }
    if matches!(kept::stored(session), Stored::Unreadable(_)) {
        html!(
            to,
            "<div class=\"note grave stack\"><p>",
            words::PLAN_UNREADABLE,
            "</p><p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"plan-unreadable\">",
            text::UNREADABLE_KEEP,
            "</button><button type=\"button\" class=\"button plain\" data-do=\"plan-set-aside\">",
            text::UNREADABLE_GO_ON,
            "</button></p></div>"
        );
    }
}

/// What is kept, with the criteria of the present route taken up into it.
fn stored(session: Session, outcome: &Outcome) -> Stored {
    let mut stored = kept::stored(session);
    if let Stored::Plan(plan) = &mut stored {
        let route = taken(session, outcome, plan);
        let has_more = plan.take_up(route.and_then(|route| route.lift.as_deref()).unwrap_or_default());
        // A calendar tells the days of one plan from those of another by its name, even where nothing is left to do but wait.
        let is_new = plan.id.is_empty();
        if is_new {
            plan.id = export::new_id();
        }
        if has_more || is_new {
            kept::keep(session, plan);
        }
    }
    stored
}

/// The route that the plan follows: to the level chosen here, else to the one aimed for, else to the nearest; none where the answers earn
/// the highest level.
fn taken<'a>(session: Session, outcome: &'a Outcome, plan: &ActionPlan) -> Option<&'a Route> {
    let to = |level: &str| outcome.routes.iter().find(|route| route.to == *level);
    let target = session.answers.with_untracked(|answers| answers.target.clone()).unwrap_or_default();
    to(&plan.level).or_else(|| to(&target)).or_else(|| outcome.routes.first())
}

/// Where each action stands.
fn states<'a>(session: Session, outcome: &Outcome, plan: &'a ActionPlan) -> Vec<(&'a Action, State)> {
    let route = taken(session, outcome, plan);
    let lifts = route.and_then(|route| route.lift.as_deref()).unwrap_or_default();
    plan.states(lifts, &|action| is_met(session, action))
}

/// Whether the criterion of an action is rated as it needs to be.
fn is_met(session: Session, action: &Action) -> bool {
    let place = if action.programme.is_empty() { Some(0) } else { session.place_of(&action.programme) };
    let rated = place.and_then(|place| session.rated(place, &action.criterion).0);
    let step = |rating: &str| session.catalogue.scheme().rating_index(rating);
    rated.and_then(|rating| step(&rating)).is_some_and(|step_now| Some(step_now) >= step(&action.to))
}

/// Adds the choice of the level, where there are several, and what there is to say where there are none.
fn levels(to: &mut Html, session: Session, outcome: &Outcome, plan: &ActionPlan) {
    let name = |level: &str| level_name(Some(level), &session.catalogue.wording).to_owned();
    if !plan.level.is_empty() && !outcome.routes.iter().any(|route| route.to == *plan.level) {
        html!(to, "<p class=\"note\">", words::reached(&name(&plan.level)), "</p>");
    }
    if outcome.routes.is_empty() {
        return html!(to, "<p class=\"note top\">", words::PLAN_TOP, "</p>");
    }
    if outcome.routes.len() == 1 {
        return;
    }
    let taken = taken(session, outcome, plan).map(|route| &route.to);
    html!(to, "<fieldset class=\"field plan-level\"><legend>", words::PLAN_LEVEL, "</legend><div class=\"answers\">");
    let choices = Choices { take: "plan-level", name: "plan-level", many: false };
    for route in &outcome.routes {
        choices.add(to, &route.to, &name(&route.to), Some(&route.to) == taken);
    }
    html!(to, "</div></fieldset>");
}

/// Adds when one may apply for the level of the plan, where the standard makes anybody wait; where somebody may not apply at all, what else
/// there is to do.
fn dates(to: &mut Html, session: Session, router: Router, outcome: &Outcome, plan: &ActionPlan) {
    let Some(route) = taken(session, outcome, plan) else { return };
    let wording = &session.catalogue.wording;
    let mut missed = outcome.eligibility.checks.iter().filter(|check| check.status == CheckStatus::NotMet).peekable();
    if missed.peek().is_some() {
        html!(to, "<div class=\"note\"><p>", words::NOT_ELIGIBLE, "</p><ul class=\"plain-list\">");
        for check in missed {
            let name = check_name(&check.id, wording);
            html!(to, "<li><a href=\"", router.address(Page::About), "\">", name, "</a></li>");
        }
        return html!(to, "</ul></div>");
    }
    if let Some(next) = waits(session, outcome).find(|next| next.level == route.to) {
        let name = level_name(Some(&route.to), wording);
        html!(to, "<p>", words::may_apply_from(name, &date(next.earliest)), "</p>");
    }
}

/// The first day on which one may apply for each level above the one held; none where the standard makes nobody wait, or somebody may not
/// apply at all.
fn waits(session: Session, outcome: &Outcome) -> impl Iterator<Item = &Earliest> {
    let may_apply = outcome.eligibility.status != EligibilityStatus::NotEligible;
    let is_told = may_apply && session.catalogue.scheme().progression.is_some();
    outcome.progression.iter().filter(move |_| is_told)
}

/// A day in words; nothing where there is none.
fn day(written: &str) -> String {
    written.parse().map(date).unwrap_or_default()
}
