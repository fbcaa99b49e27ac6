//! The engine for JavaScript: convert and call. Nothing is decided here.
//!
//! Everything crosses as JSON text, read by the engine's own strict reader and written by its canonical writer, so the answers are
//! those of every other surface to the byte. `pkg/index.js` turns objects into text and back. Nothing throws: what is turned away
//! comes back as `{"refused":[...]}`. `docs/decisions/0007-text-across-the-boundary.md` says why it is text.

use mentormark_rules::{Code, Date, Refusal, Refusals, json, read_submission};
use wasm_bindgen::prelude::*;

/// A scheme checked and compiled, ready to assess.
#[wasm_bindgen]
pub struct Plan(mentormark_rules::Plan);

/// A plan, or why there is none.
#[wasm_bindgen]
pub struct Loaded(Result<mentormark_rules::Plan, Refusals>);

/// Compiles a scheme from the text of its compiled JSON.
#[wasm_bindgen]
#[must_use]
pub fn load(compiled: &str) -> Loaded {
    Loaded(mentormark_rules::Plan::from_json(compiled))
}

#[wasm_bindgen]
impl Loaded {
    /// `{"refused":[...]}` as text; `undefined` where there is a plan.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn refused(&self) -> Option<String> {
        self.0.as_ref().err().map(json::refused)
    }

    /// The plan, which takes the place of this; `undefined` where the scheme was refused.
    #[must_use]
    pub fn plan(self) -> Option<Plan> {
        self.0.ok().map(Plan)
    }
}

#[wasm_bindgen]
impl Plan {
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

    /// The text of an assessment to the canonical text of its outcome, or of `{"refused":[...]}`.
    #[must_use]
    pub fn assess(&self, assessment: &str) -> String {
        self.0.assess_json(assessment).unwrap_or_else(|refused| json::refused(&refused))
    }

    /// The text of a submission to the canonical text of what came of checking it, or of `{"refused":[...]}`. `received` is the
    /// day it came in, `YYYY-MM-DD`; without it nobody is cautioned about another day judged on.
    #[must_use]
    pub fn verify(&self, submission: &str, received: Option<String>) -> String {
        let checked = day(received).and_then(|received| {
            let filed = read_submission(submission, |hash| (hash == self.0.rules_hash()).then_some(&self.0))?;
            Ok(json::canonical(&filed.verified(received)))
        });
        checked.unwrap_or_else(|refused| json::refused(&refused))
    }
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
