//! Pages that a visit comes to late or never, and what is told now and then above every page. WebAssembly modules of their own, each
//! loaded when the first of its pages is opened, or when there is something to tell, and what several of them share.

mod answers;
#[cfg(test)]
mod fixture;
pub(crate) mod foreign;
mod keeping;
mod planning;
mod said;
pub(crate) mod sending;
pub(crate) mod told;
mod unknown;

use wasm_split_helpers::SplitLoaderError;

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
        Page::Plan | Page::Compare => planning::view(page).await,
        Page::Check | Page::Submit | Page::Confirmation => sending::view(page).await,
        Page::Saved | Page::Merge => keeping::view(page).await,
        Page::Unknown => told::unknown().await,
        Page::Start | Page::About | Page::Section(..) | Page::Result => Ok(&Plain),
    }
}

/// Makes the link to the style sheet of these pages one that the browser follows.
fn dress() {
    if let Some(link) = route::element("#file-style") {
        let _ = link.set_attribute("rel", "stylesheet");
    }
}
