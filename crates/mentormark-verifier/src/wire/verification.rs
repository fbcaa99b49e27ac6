//! A submission and its verification.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Assessment, Outcome, Receipt};

/// An assessment and the result claimed for it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// What the applicant states.
    pub assessment: Assessment,
    /// `sha256:` and the hash of the words that the applicant was shown.
    #[schema(pattern = "^sha256:[0-9a-f]{64}$")]
    pub wording_hash: String,
    /// What is claimed of it.
    pub claim: Claim,
}

/// The result that an applicant's own run of the rules gave. Every key is there.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// `sha256:` and the hash of the rules that were run; an older released edition is used as it was.
    #[schema(pattern = "^sha256:[0-9a-f]{64}$")]
    pub rules_hash: String,
    /// The quality level; `null` for none.
    #[schema(required = true)]
    pub quality: Option<String>,
    /// The award; `null` for none.
    #[schema(required = true)]
    pub award: Option<String>,
    /// The fee; `null` unless it is known.
    #[schema(required = true)]
    pub fee: Option<FeeAmounts>,
}

/// A fee in minor units.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeAmounts {
    /// Before VAT.
    #[schema(example = 80_000)]
    pub net: u64,
    /// The VAT.
    #[schema(example = 16_000)]
    pub vat: u64,
    /// With VAT.
    #[schema(example = 96_000)]
    pub gross: u64,
}

/// A submission held against the rules that its claim names, with a signed receipt.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// 128 random bits in hexadecimal. Whoever knows it may read the verification.
    pub id: String,
    /// `confirmed` where the claim is what the rules say, else `differs`.
    pub status: String,
    /// Where it is not.
    pub differences: Vec<Difference>,
    /// What else to look at: `as-of-not-today`, `held-unverified`. It changes no result.
    pub cautions: Vec<String>,
    /// `sha256:` and the hash of the assessment in the form of RFC 8785.
    pub assessment_hash: String,
    /// `sha256:` and the hash of the rules.
    pub rules_hash: String,
    /// All that the rules say.
    pub outcome: Outcome,
    /// The same in short, signed.
    pub receipt: Receipt,
}

/// A part of a claim that is not what the rules say.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// An RFC 6901 JSON pointer into the submission.
    #[schema(example = "/claim/award")]
    pub pointer: String,
    /// What is claimed; `null` for none.
    pub claimed: Option<Stated>,
    /// What the rules say; `null` for none.
    pub computed: Option<Stated>,
}

/// A value that a claim states.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Stated {
    /// A level.
    Level(String),
    /// A part of a fee.
    Amount(u64),
    /// A whole fee.
    Fee(FeeAmounts),
}
