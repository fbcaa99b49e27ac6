//! The engine for JavaScript: convert and call. Nothing is decided here.
//!
//! Assessments and outcomes cross as JSON text, read by the engine's own strict reader and written by its canonical writer, so the
//! answers are those of every other surface to the byte. `pkg/index.js` turns objects into text and back. Nothing throws: what is turned
//! away comes back as `{"refused":[...]}`. `docs/decisions/0007-text-across-the-boundary.md` says why it is text, and why it comes as bytes.
//!
//! A plan comes packed: the build packs those of the shipped schemes, and `mentormark-wasm-schemes` those of others.

use mentormark_rules::{Code, Date, Refusal, Refusals, json, read_submission_once};
use wasm_bindgen::prelude::*;

/// The heap, in half the code of the library's.
#[cfg(target_family = "wasm")]
#[global_allocator]
static HEAP: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A scheme checked and compiled, ready to assess.
#[wasm_bindgen]
pub struct Plan(mentormark_rules::Plan);

#[wasm_bindgen]
impl Plan {
    /// The plan in these bytes; `undefined` where another version of the engine packed them, or they are not whole.
    #[must_use]
    pub fn unpack(packed: &[u8]) -> Option<Self> {
        mentormark_rules::Plan::unpack(packed).map(Self)
    }

    /// The scheme's id.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn scheme(&self) -> String {
        self.0.scheme().id.as_str().into()
    }

    /// The edition's id.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn edition(&self) -> String {
        self.0.scheme().edition.as_str().into()
    }

    /// `sha256:` and the hash of the compiled rules.
    #[wasm_bindgen(getter, js_name = rulesHash)]
    #[must_use]
    pub fn rules_hash(&self) -> String {
        self.0.rules_hash().into()
    }

    /// The text of an assessment, as UTF-8, to the canonical text of its outcome, or of `{"refused":[...]}`.
    #[must_use]
    pub fn assess(&self, assessment: &[u8]) -> String {
        self.0.assess_json(text(assessment)).unwrap_or_else(|refused| json::refused(&refused))
    }

    /// The text of a submission, as UTF-8, to the canonical text of what came of checking it, or of `{"refused":[...]}`. `received` is the
    /// day it came in, `YYYY-MM-DD`; without it nobody is cautioned about another day judged on.
    #[must_use]
    pub fn verify(&self, submission: &[u8], received: Option<String>) -> String {
        let checked = day(received).and_then(|received| {
            let filed =
                read_submission_once(text(submission), |hash| (hash == self.0.rules_hash()).then_some(&self.0))?;
            Ok(json::canonical(&filed.verified(received)))
        });
        checked.unwrap_or_else(|refused| json::refused(&refused))
    }
}

/// The text in these bytes. They come from a `TextEncoder`, which writes nothing but text; of anything else, none, which is refused.
fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or_default()
}

fn day(written: Option<String>) -> Result<Option<Date>, Refusals> {
    let day = written.map(|written| {
        written.parse().map_err(|_| {
            let message =
                format!("`{written}` is not a day to be received on: write it as `YYYY-MM-DD`, a day that exists");
            Refusal::new(Code::BadDate, "", message)
        })
    });
    day.transpose().map_err(Into::into)
}
