//! What an applicant hands over: an assessment, and the result claimed for it.
//!
//! Fields stand in the order of their names, so that the canonical writer need not sort them.
//!
//! Limits: those of the [assessment](crate::assessment), on the whole document; [`FeeAmounts::MOST`].

use alloc::{format, string::String};

use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    Assessment, Code, Id, Pence, Refusal,
    assessment::{object, optional_object},
    json,
};

/// An assessment and what is claimed of it. [`json::submission`] reads it with all limits and faults; a
/// [plan](crate::Plan::file) holds it against the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// What the applicant states.
    #[serde(deserialize_with = "object")]
    pub assessment: Assessment,
    /// What is claimed of it.
    #[serde(deserialize_with = "object")]
    pub claim: Claim,
    /// `sha256:` and the hash of the words that the applicant was shown. They change no result.
    pub wording_hash: String,
}

/// The result that an applicant's own run of the rules gave. Every key is written, `null` where there is nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The award; `None` for none.
    #[serde(deserialize_with = "Option::deserialize")]
    pub award: Option<String>,
    /// The fee; `None` unless it is known.
    #[serde(deserialize_with = "optional_object")]
    pub fee: Option<FeeAmounts>,
    /// The quality level; `None` for none.
    #[serde(deserialize_with = "Option::deserialize")]
    pub quality: Option<String>,
    /// `sha256:` and the hash of the rules that were run.
    pub rules_hash: String,
}

/// A fee that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeAmounts {
    /// With VAT.
    #[serde(deserialize_with = "pence")]
    pub gross: Pence,
    /// Before VAT.
    #[serde(deserialize_with = "pence")]
    pub net: Pence,
    /// The VAT.
    #[serde(deserialize_with = "pence")]
    pub vat: Pence,
}

impl FeeAmounts {
    /// The most pence that may be claimed: the greatest net fee with as much VAT again.
    pub const MOST: u64 = Pence::MOST.saturating_mul(2);

    /// That many pence, or `None` above [`FeeAmounts::MOST`].
    pub(crate) fn pence(pence: u64) -> Option<Pence> {
        let over = Pence::new(pence.saturating_sub(Pence::MOST))?;
        Pence::new(pence.min(Pence::MOST)).map(|most| most.plus(over))
    }
}

fn pence<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pence, D::Error> {
    let pence = u64::deserialize(deserializer)?;
    FeeAmounts::pence(pence).ok_or_else(|| serde::de::Error::custom("too much"))
}

/// A submission as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What it says.
    pub submission: Submission,
    /// `sha256:` and the hash of the RFC 8785 form of its `assessment`, as it was written: an empty list stays an empty list.
    pub assessment_hash: Id,
}

/// One that was made here and not read.
impl From<Submission> for Received {
    fn from(submission: Submission) -> Self {
        let assessment_hash = (*json::sha256(json::canonical(&submission.assessment).as_bytes())).into();
        Self { submission, assessment_hash }
    }
}

impl Claim {
    /// Why a claim under rules that nobody here has is turned away.
    #[must_use]
    pub fn unknown_rules(&self) -> Refusal {
        let message = format!(
            "no rules here have the hash `{}`: claim under those of a released edition, or add the scheme it was made by",
            self.rules_hash
        );
        Refusal::new(Code::UnknownRules, "/claim/rules_hash", message)
    }
}
