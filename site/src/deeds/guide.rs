//! What helps to judge a criterion, fetched when it is first asked for.

use leptos::task::spawn_local;
use mentormark_rules::wording::Guidance;
use web_sys::Element;

use crate::html::{Html, html};
use crate::state::Session;
use crate::text;

/// Fills the unfolded `details` with what helps to judge a criterion.
pub(crate) fn fill(session: Session, criterion: String, details: Element) {
    spawn_local(async move {
        let guidance = session.catalogue.guidance(&criterion).await.ok();
        if let Some(place) = details.query_selector(".guide").ok().flatten() {
            place.set_inner_html(guide(guidance).as_str());
        }
    });
}

/// What helps to judge a criterion, or that it could not be had.
fn guide(guidance: Option<&Guidance>) -> Html {
    let mut html = Html::default();
    let to = &mut html;
    let Some(guidance) = guidance else {
        html!(to, "<p class=\"fault\">", text::GUIDE_MISSING, "</p>");
        return html;
    };
    html!(
        to,
        "<h3>",
        text::WHY_IT_MATTERS,
        "</h3><p>",
        guidance.why,
        "</p><h3>",
        text::IN_PRACTICE,
        "</h3><p>",
        guidance.practice,
        "</p><h3>",
        text::EVIDENCE,
        "</h3><ul class=\"plain-list\">"
    );
    for example in &guidance.evidence {
        html!(to, "<li>", example, "</li>");
    }
    html!(to, "</ul>");
    html
}
