//! Opening an assessment under the edition that it was made for, where this site has that edition.

use leptos::prelude::*;
use leptos::task::spawn_local;
use mentormark_rules::Assessment;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlAnchorElement, RequestInit, Response};

use crate::parts::{self, Fault};
use crate::route::{Page, Router};
use crate::state::{Session, store};
use crate::text::keeping as words;

/// Where the assessment to open stands.
pub(crate) enum Which {
    /// It is kept under this key.
    Kept(String),
    /// It is not kept yet.
    New(Box<Assessment>),
}

/// Opens an assessment on the page of its own edition, or says that this site does not have that.
pub(crate) fn open(session: Session, router: Router, edition: String, which: Which) {
    let scheme = session.catalogue.scheme();
    // The address of this edition ends in its name and `/`.
    let start = router.address(Page::Start);
    let Some(above) = start.strip_suffix(&format!("{}/", scheme.edition)) else { return };
    let address = format!("{above}{edition}/");
    let first = format!("mentormark:{}@{edition}", scheme.id);
    spawn_local(async move {
        if !is_there(&address).await {
            return refuse(session, words::edition_missing(&edition));
        }
        let kept = match which {
            Which::Kept(key) => Ok(key),
            Which::New(answers) => super::shelf::add_under(&first, "", "", &answers),
        };
        let pointed = kept.and_then(|key| store::put(&store::pointer(&first), &key));
        if pointed.is_err() {
            return refuse(session, words::NO_ROOM.to_owned());
        }
        let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
        if let Some(link) = link {
            link.set_href(&address);
            link.click();
        }
    });
}

async fn is_there(address: &str) -> bool {
    let asked = JsFuture::from(window().fetch_with_str_and_init(address, &RequestInit::new())).await;
    asked.ok().and_then(|answer| answer.dyn_into::<Response>().ok()).is_some_and(|answer| answer.ok())
}

fn refuse(session: Session, words: String) {
    parts::raise(session, vec![Fault::new(words)]);
}
