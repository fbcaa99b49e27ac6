//! The shapes on the wire as a machine may describe them; `/openapi.json` is made from these types.
//!
//! They are a description and decide nothing: documents are read and written by the engine and the seal. Tests read what those write into
//! these types and write it again, and the bytes must be the same; so a shape that changes without its description is found.

mod assessment;
mod outcome;
mod receipt;
mod verification;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use assessment::{Assessment, Evidence, FactValue, Held, HeldElsewhere, Programme};
pub use outcome::{
    Award, Check, Earliest, Eligibility, Fee, Fragile, Levels, Lift, Outcome, ProgrammeOutcome, Reason, Route, Section,
    Tally, Validity,
};
pub use receipt::{
    Batch, DidDocument, Key, Keys, LineCounts, Manifest, Proof, Receipt, ReceiptFee, ReceiptSubject, VerificationMethod,
};
pub use verification::{Claim, Difference, FeeAmounts, Stated, Submission, Verification};

/// That all is well.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Health {
    /// `ok`.
    #[schema(example = "ok")]
    pub status: String,
}

/// Why a request was not answered as asked (RFC 9457).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// The kind of problem, and where it is explained.
    #[schema(example = "/docs#refused")]
    pub r#type: String,
    /// The kind in few words.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// What is wrong this time, and what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub detail: Option<String>,
    /// Every refusal of the document, where it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, min_items = 1, max_items = 1000)]
    pub errors: Option<Vec<Refusal>>,
}

/// Why one value was turned away.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// The stable code; `docs/refusals.md` explains each.
    #[schema(example = "unknown-criterion")]
    pub code: String,
    /// An RFC 6901 JSON pointer to the value; empty for the whole document.
    #[schema(example = "/ratings/aims.bronze.purpos")]
    pub pointer: String,
    /// A sentence for a person, which says what to do.
    pub message: String,
    /// The name that was most likely meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub did_you_mean: Option<String>,
}

/// A compiled scheme; `docs/scheme-format.md` explains every key.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CompiledScheme {
    /// The scheme's id.
    pub id: String,
    /// The edition's id.
    pub edition: String,
    /// Everything else.
    #[serde(flatten)]
    pub rest: BTreeMap<String, serde_json::Value>,
}

/// A description of the server: OpenAPI 3.1.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Description {
    /// The version of OpenAPI.
    #[schema(example = "3.1.0")]
    pub openapi: String,
    /// Everything else.
    #[serde(flatten)]
    pub rest: BTreeMap<String, serde_json::Value>,
}
