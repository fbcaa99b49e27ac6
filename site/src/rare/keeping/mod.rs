//! Keeping several assessments, handing them on, and putting those of others together with one's own.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

mod fragment;
mod merge;
mod saved;

pub(crate) use saved::shelf;

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::pages::View;
use crate::route::Page;

/// What draws these pages.
#[wasm_split(keeping, fallible)]
pub(super) fn view(page: Page) -> Result<&'static dyn View, SplitLoaderError> {
    super::dress();
    Ok(if page == Page::Saved { &saved::Saved } else { &merge::Merge })
}
