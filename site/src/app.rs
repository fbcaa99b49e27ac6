//! The start of the app and the frame of every page: the page itself, the standing beside it, the steps.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::html::{Html, html};
use crate::route::{self, Page, Router};
use crate::sheet::Sheet;
use crate::state::{Catalogue, Session};
use crate::{act, pages, parts, text};

/// What is shown: a page of the app, or that the standard is not there.
#[derive(Clone)]
enum Shown {
    Nothing,
    Missing,
    Desk(Box<(Session, Router)>),
}

/// Puts the app into the page. What the page says meanwhile goes once the standard is there, or is known to be missing.
pub(crate) fn start() {
    let Some(place) = route::element("#app") else { return };
    let shown = RwSignal::new(Shown::Nothing);
    mount_to(place, move || app(shown)).forget();
    load(shown);
}

fn load(shown: RwSignal<Shown>) {
    spawn_local(async move {
        let next = match Catalogue::fetch().await {
            Ok(catalogue) => {
                let session = Session::open(catalogue);
                let router = Router::start(session);
                act::listen(session, router);
                Shown::Desk(Box::new((session, router)))
            }
            Err(_) => Shown::Missing,
        };
        if let Some(waiting) = route::element("#waiting") {
            waiting.remove();
        }
        shown.set(next);
        Router::open();
    });
}

fn app(shown: RwSignal<Shown>) -> impl IntoView {
    move || match shown.get() {
        Shown::Nothing => ().into_any(),
        Shown::Missing => missing(shown),
        Shown::Desk(desk) => self::desk(desk.0, desk.1),
    }
}

fn missing(shown: RwSignal<Shown>) -> AnyView {
    view! {
        <main id="main" class="page stack" tabindex="-1">
            <h1 tabindex="-1">{text::MISSING}</h1>
            <p role="alert">{text::MISSING_WHY}</p>
            <p class="buttons">
                <button type="button" class="button" on:click=move |_| load(shown)>{text::TRY_AGAIN}</button>
            </p>
        </main>
    }
    .into_any()
}

fn desk(session: Session, router: Router) -> AnyView {
    let wording = &session.catalogue.wording;
    Effect::new(move || match router.page.get() {
        Page::Start => document().set_title(&text::start_title(&wording.name)),
        page => route::entitle(&pages::window_title(page, session), &wording.name, false),
    });
    view! {
        <div class="page desk">
            <main id="main" tabindex="-1">
                {parts::trouble(session)}
                {move || {
                    session.replaced.track();
                    pages::page(router.page.get(), session, router)
                }}
            </main>
            <div class="side">
                {parts::standing(session)}
                {move || parts::steps(session, router, router.page.get())}
            </div>
        </div>
        {questions()}
    }
    .into_any()
}

/// The questions that are asked before something is lost.
fn questions() -> AnyView {
    let mut sheet = Sheet::default();
    question(sheet.html(), "clear", text::CLEAR, text::CLEAR_LOSES, text::CLEAR_YES);
    question(sheet.html(), "remove", "", text::REMOVE_LOSES, text::REMOVE_YES);
    question(sheet.html(), "replace", text::REPLACE, text::REPLACE_LOSES, text::REPLACE_YES);
    sheet.view()
}

/// Adds a dialog. What yes does bears the name of the dialog.
fn question(to: &mut Html, name: &str, title: &str, loses: &str, yes: &str) {
    html!(
        to,
        "<dialog id=\"",
        name,
        "\" aria-labelledby=\"",
        name,
        "-title\" aria-describedby=\"",
        name,
        "-words\"><div class=\"stack\"><h2 id=\"",
        name,
        "-title\">",
        title,
        "</h2><p id=\"",
        name,
        "-words\">",
        loses,
        "</p><p class=\"buttons\"><button type=\"button\" class=\"button grave\" data-do=\"",
        name,
        "\">",
        yes,
        "</button><button type=\"button\" class=\"button plain\" data-do=\"cancel\" autofocus>",
        text::CANCEL,
        "</button></p></div></dialog>"
    );
}
