//! The check of receipts for JavaScript: convert and call. Nothing is decided here.
//!
//! A module of its own, so that only who checks a receipt loads the cryptography. Everything crosses as text, as with the rules.

use mentormark_seal::{PublicKeys, check, refused, report};
#[cfg(target_family = "wasm")]
use talc::{
    cell::TalcSyncCell,
    wasm::{WasmBinning, WasmGrowAndClaim},
};
use wasm_bindgen::prelude::*;

/// The heap, in the least code there is: it never joins what it gets, which a few receipts do not need.
#[cfg(target_family = "wasm")]
#[global_allocator]
static HEAP: TalcSyncCell<WasmGrowAndClaim, WasmBinning> = TalcSyncCell::new_wasm(WasmGrowAndClaim);

/// What came of checking the text of a receipt or of a manifest against the text of the keys that the reader trusts: the same text that
/// `mentormark receipt verify --json` prints. `{"refused":[...]}` where the keys are none.
#[wasm_bindgen]
#[must_use]
pub fn verify(document: &str, keys: &str) -> String {
    match PublicKeys::from_json(keys) {
        Ok(keys) => report(&check(document, &keys), None),
        Err(faults) => refused(&faults),
    }
}
