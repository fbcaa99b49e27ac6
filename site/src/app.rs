//! The start of the app and the frame of every page: the page itself, the standing beside it, the steps.

use gloo::events::EventListener;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Element, HtmlElement};

use crate::html::{Html, html};
use crate::route::{self, Page, Router};
use crate::sheet::{Sheet, watch};
use crate::state::{Catalogue, Session};
use crate::{act, deeds, pages, parts, text, verify};

/// What the page holds: a place for each part, and the questions that are asked before something is lost.
const FRAME: &str = "<div class=\"page desk\"><main id=\"main\" tabindex=\"-1\"><div class=\"sheet stack\"></div>\
    <div class=\"stack\" id=\"told\"></div><div class=\"sheet stack\"></div></main><div class=\"side\"><div class=\"sheet stack\"></div>\
    <div class=\"sheet stack\"></div></div></div><div id=\"asked\"></div>";

/// Puts the app into the page. What the page says meanwhile goes once the standard is there, or is known to be missing.
pub(crate) fn start() {
    let Some(place) = route::element("#app") else { return };
    // The parts are put in place by hand; this starts what runs their effects.
    mount_to(place.clone(), || ()).forget();
    if place.has_attribute("data-app") {
        return verify::start();
    }
    load(place);
}

fn load(place: HtmlElement) {
    spawn_local(async move {
        if let Some(session) = open().await {
            let router = Router::start(session);
            if router.open().await.is_err() {
                return missing(place);
            }
            act::listen(session, router);
            desk(&place, session, router);
            Router::find();
            session.explain();
            // Where this fails, it is said when the first of them is asked for.
            let _ = deeds::tell(session, router).await;
        } else {
            missing(place);
        }
    });
}

async fn open() -> Option<Session> {
    let catalogue = Catalogue::fetch().await.ok()?;
    Session::open(catalogue).await.ok()
}

fn missing(place: HtmlElement) {
    let mut to = Html::default();
    html!(to, "<main id=\"main\" class=\"page stack\" tabindex=\"-1\"><h1 tabindex=\"-1\">", text::MISSING, "</h1>");
    html!(
        to,
        "<p role=\"alert\">",
        text::MISSING_WHY,
        "</p><p class=\"buttons\"><button type=\"button\" class=\"button\">"
    );
    html!(to, text::TRY_AGAIN, "</button></p></main>");
    place.set_inner_html(to.as_str());
    if let Some(button) = place.query_selector("button").ok().flatten() {
        EventListener::once(&button, "click", move |_| load(place)).forget();
    }
}

/// Puts every part in its place. The page, and the steps as seen from it, are drawn anew as it changes.
fn desk(place: &HtmlElement, session: Session, router: Router) {
    place.set_inner_html(FRAME);
    let Ok([trouble, page, standing, steps]) = <[Element; 4]>::try_from(route::elements("#app .sheet")) else {
        return;
    };
    parts::trouble(session).put(&trouble);
    watch(Box::new(move || {
        session.replaced.track();
        let here = router.page.get();
        let mut sheet = Sheet::default();
        router.view().page(here, &mut sheet, session, router);
        sheet.put(&page);
        entitle(here, session);
    }));
    parts::standing(session).put(&standing);
    watch(Box::new(move || parts::steps(session, router, router.page.get()).put(&steps)));
}

/// Names the window after the page. Where the heading alone says it, the heading is the name.
fn entitle(page: Page, session: Session) {
    let wording = &session.catalogue.wording;
    match page {
        Page::Start => document().set_title(&text::start_title(&wording.name)),
        Page::Section(..) => route::entitle(&pages::window_title(page, session), &wording.name, false),
        _ => {
            let heading = route::element("h1").and_then(|heading| heading.text_content());
            route::entitle(&heading.unwrap_or_default(), &wording.name, false);
        }
    }
}
