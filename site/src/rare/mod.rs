//! Pages that a visit comes to late or never. Two WebAssembly modules of their own, each loaded when the first of its pages is opened:
//! planning and comparing, and the rest.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

mod answers;
mod compare;
#[cfg(test)]
mod fixture;
mod fragment;
mod merge;
mod plan;

mod check;
mod confirmation;
pub(crate) mod foreign;
mod said;
mod saved;
mod sent;
mod submit;

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::deeds;
use crate::pages::{Plain, View};
use crate::route::{self, Page};

/// What draws a page.
///
/// # Errors
/// When the module could not be had; asking again tries again.
pub(crate) async fn view(page: Page) -> Result<&'static dyn View, SplitLoaderError> {
    match page {
        Page::Programmes => deeds::programmes().await,
        Page::Plan | Page::Compare => planning(page).await,
        _ => late(page).await,
    }
}

/// What draws the pages that are about getting further.
#[wasm_split(planning, fallible)]
fn planning(page: Page) -> Result<&'static dyn View, SplitLoaderError> {
    dress();
    Ok(if page == Page::Plan { &plan::Planned } else { &compare::Compared })
}

/// What draws the others.
#[wasm_split(rare, fallible)]
fn late(page: Page) -> Result<&'static dyn View, SplitLoaderError> {
    dress();
    Ok(match page {
        Page::Check => &check::Check,
        Page::Submit => &submit::Submit,
        Page::Confirmation => &confirmation::Confirmation,
        Page::Saved => &saved::Saved,
        Page::Merge => &merge::Merge,
        _ => &Plain,
    })
}

/// Makes the link to the style sheet of these pages one that the browser follows.
fn dress() {
    if let Some(link) = route::element("#file-style") {
        let _ = link.set_attribute("rel", "stylesheet");
    }
}
