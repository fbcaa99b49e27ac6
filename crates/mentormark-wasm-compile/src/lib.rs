//! Compiles schemes for JavaScript: convert and call. Nothing is decided here.
//!
//! A module of its own, because reading, checking and compiling a scheme weighs as much as half of the rules, and the schemes of the npm
//! package come compiled and packed. Only who brings another scheme loads this.

use mentormark_rules::{Plan, Refusals, json};
use wasm_bindgen::prelude::*;

/// The heap, in half the code of the library's.
#[cfg(target_family = "wasm")]
#[global_allocator]
static HEAP: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A plan, or why there is none.
#[wasm_bindgen]
pub struct Compiled(Result<Plan, Refusals>);

/// Compiles a scheme from the text of its compiled JSON, with every check that it would get anywhere else.
#[wasm_bindgen]
#[must_use]
pub fn compile(scheme: &str) -> Compiled {
    Compiled(Plan::from_json(scheme))
}

#[wasm_bindgen]
impl Compiled {
    /// `{"refused":[...]}` as text; `undefined` where there is a plan.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn refused(&self) -> Option<String> {
        self.0.as_ref().err().map(json::refused)
    }

    /// The plan as bytes for the rules module of the same build, which takes the place of this; `undefined` where the scheme was refused.
    #[must_use]
    pub fn packed(self) -> Option<Vec<u8>> {
        self.0.ok().map(|plan| plan.pack())
    }
}
