//! Getting further: the action plan, and trying changes on a copy.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

mod compare;
mod plan;

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::pages::View;
use crate::route::Page;

/// What draws these pages.
#[wasm_split(planning, fallible)]
pub(super) fn view(page: Page) -> Result<&'static dyn View, SplitLoaderError> {
    super::dress();
    Ok(if page == Page::Plan { &plan::Planned } else { &compare::Compared })
}
