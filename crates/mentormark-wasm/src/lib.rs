//! The engine for JavaScript: convert and call. Nothing is decided here.
//!
//! Values come in through `JSON.stringify`, because reading them directly would let unknown and repeated fields pass, and
//! go out as plain objects. Nothing throws: what is turned away comes back as `{ refused: [...] }`.

use js_sys::JSON;
use mentormark_rules::{Code, Refusal, Refusals, json};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A scheme checked and compiled, ready to assess.
#[wasm_bindgen]
pub struct Plan(mentormark_rules::Plan);

/// A plan, or why there is none.
#[wasm_bindgen]
pub struct Loaded {
    plan: Option<Plan>,
    refused: Option<Refusals>,
}

#[wasm_bindgen]
impl Loaded {
    /// Takes the plan out; `undefined` where the scheme was refused.
    pub fn plan(&mut self) -> Option<Plan> {
        self.plan.take()
    }

    /// The refusals as a list of objects; `undefined` where there are none.
    pub fn refused(&self) -> JsValue {
        self.refused.as_ref().map_or(JsValue::UNDEFINED, to_js)
    }
}

/// Compiles a scheme from the text of its compiled JSON.
#[wasm_bindgen]
#[must_use]
pub fn load(compiled: &str) -> Loaded {
    match mentormark_rules::Plan::from_json(compiled) {
        Ok(plan) => Loaded { plan: Some(Plan(plan)), refused: None },
        Err(refused) => Loaded { plan: None, refused: Some(refused) },
    }
}

#[wasm_bindgen]
impl Plan {
    /// `sha256:` and the hash of the compiled rules.
    #[wasm_bindgen(getter, js_name = rulesHash)]
    #[must_use]
    pub fn rules_hash(&self) -> String {
        self.0.rules_hash().into()
    }

    /// An assessment object to an outcome object, or `{ refused: [...] }`.
    #[must_use]
    pub fn assess(&self, assessment: &JsValue) -> JsValue {
        // `stringify` gives undefined for what JSON cannot say, and throws for what refers to itself.
        let text = JSON::stringify(assessment).ok().and_then(|text| text.as_string());
        let outcome = text
            .ok_or_else(|| Refusal::new(Code::Syntax, "", "this cannot be written as JSON").into())
            .and_then(|text| mentormark_rules::assess_text(&text, |_| Ok(&self.0)));
        match outcome {
            Ok(outcome) => to_js(&outcome),
            Err(refused) => to_js(&Refused { refused }),
        }
    }

    /// The text of an assessment to the canonical text of its outcome, or of `{"refused":[...]}`.
    #[wasm_bindgen(js_name = assessText)]
    #[must_use]
    pub fn assess_text(&self, text: &str) -> String {
        self.0.assess_json(text).unwrap_or_else(|refused| json::refused(&refused))
    }
}

#[derive(Serialize)]
struct Refused {
    refused: Refusals,
}

fn to_js<T: Serialize>(value: &T) -> JsValue {
    let written = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    // INVARIANT: outcomes and refusals hold texts, small whole numbers and lists, so writing them cannot fail.
    written.unwrap_or(JsValue::UNDEFINED)
}
