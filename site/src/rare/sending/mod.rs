//! Handing answers over: every answer once more, what is sent, and what came of it.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

mod check;
mod confirmation;
pub(crate) mod sent;
mod submit;

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::pages::View;
use crate::route::Page;

/// What draws these pages.
#[wasm_split(sending, fallible)]
pub(super) fn view(page: Page) -> Result<&'static dyn View, SplitLoaderError> {
    super::dress();
    Ok(match page {
        Page::Submit => &submit::Submit,
        Page::Confirmation => &confirmation::Confirmation,
        _ => &check::Check,
    })
}
