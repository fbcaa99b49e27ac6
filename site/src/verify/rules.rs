//! The rules that a document names and the words for them, fetched from what the site publishes. The page has a link to each, with its
//! hash: every revision that was ever released.

use std::cell::RefCell;

use leptos::prelude::document;
use mentormark_rules::{Plan, Wording};
use wasm_bindgen::JsCast;
use web_sys::HtmlLinkElement;

use crate::state::File;

thread_local! {
    static PLANS: RefCell<Vec<(String, &'static Plan)>> = const { RefCell::new(Vec::new()) };
    static WORDS: RefCell<Vec<(String, &'static Wording)>> = const { RefCell::new(Vec::new()) };
}

/// Why there are no rules.
pub(crate) enum Missing {
    /// No revision that was released has this hash, or this standard is not known.
    Unknown,
    /// They could not be loaded.
    Unloaded,
}

/// The rules with this hash.
pub(crate) async fn by_hash(rules_hash: &str) -> Result<&'static Plan, Missing> {
    let known = PLANS.with_borrow(|plans| plans.iter().find(|(hash, _)| hash == rules_hash).map(|(_, plan)| *plan));
    if let Some(plan) = known {
        return Ok(plan);
    }
    let link = links("data-rules").into_iter().find(|(hash, _)| hash == rules_hash).ok_or(Missing::Unknown)?;
    let bytes = File::of(&link.1).bytes().await.map_err(|_| Missing::Unloaded)?;
    let plan: &'static Plan = Box::leak(Box::new(Plan::unpack(&bytes).ok_or(Missing::Unloaded)?));
    // The file has the hash that the page says, and the page is trusted; but whoever shows a hash has looked.
    if plan.rules_hash() != rules_hash {
        return Err(Missing::Unknown);
    }
    PLANS.with_borrow_mut(|plans| plans.push((rules_hash.to_owned(), plan)));
    Ok(plan)
}

/// The newest rules of an edition, or of any edition where none is named.
pub(super) async fn of(scheme: &str, edition: Option<&str>) -> Result<&'static Plan, Missing> {
    let is_of = |of: &str| match edition {
        Some(edition) => of.split_once('@') == Some((scheme, edition)),
        None => of.split_once('@').is_some_and(|(other, _)| other == scheme),
    };
    let newest = links("data-rules").into_iter().rfind(|(_, link)| is_of(&attribute(link, "data-of")));
    by_hash(&newest.ok_or(Missing::Unknown)?.0).await
}

/// The words for an edition; empty ones where they cannot be had, so that ids stand for names.
pub(super) async fn words(scheme: &str, edition: &str) -> &'static Wording {
    let of = format!("{scheme}@{edition}");
    let known = WORDS.with_borrow(|words| words.iter().find(|(known, _)| *known == of).map(|(_, words)| *words));
    if let Some(words) = known {
        return words;
    }
    let link = links("data-words").into_iter().find(|(_, link)| attribute(link, "data-of") == of);
    let bytes = match link {
        Some((_, link)) => File::of(&link).bytes().await.ok(),
        None => None,
    };
    let Some(words) = bytes.and_then(|bytes| Wording::unpack(&bytes)) else {
        return Box::leak(Box::default());
    };
    let words: &'static Wording = Box::leak(Box::new(words));
    WORDS.with_borrow_mut(|all| all.push((of, words)));
    words
}

/// Whether these are words that the site shows.
pub(super) fn knows_words(wording_hash: &str) -> bool {
    links("data-words").iter().any(|(hash, _)| hash == wording_hash)
}

/// The links of the page with an attribute, and its value.
fn links(name: &str) -> Vec<(String, HtmlLinkElement)> {
    let Ok(found) = document().query_selector_all(&format!("link[{name}]")) else { return Vec::new() };
    let link = |at| found.get(at)?.dyn_into::<HtmlLinkElement>().ok();
    (0..found.length()).filter_map(link).map(|link| (attribute(&link, name), link)).collect()
}

fn attribute(link: &HtmlLinkElement, name: &str) -> String {
    link.get_attribute(name).unwrap_or_default()
}
