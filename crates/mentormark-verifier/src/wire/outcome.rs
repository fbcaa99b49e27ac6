//! What the rules say of an assessment.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the rules say of an assessment. Every key is there, `null` where empty.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The scheme.
    pub scheme: String,
    /// The edition.
    pub edition: String,
    /// `sha256:` and the hash of the compiled rules.
    pub rules_hash: String,
    /// The day judged on.
    #[schema(format = Date)]
    pub as_of: String,
    /// The level applied for.
    pub target: Option<String>,
    /// `complete` where no blank could change eligibility, any level or the fee, else `incomplete`.
    pub status: String,
    /// Whether the applicant may apply at all.
    pub eligibility: Eligibility,
    /// Each section's level; empty where there are several programmes.
    pub sections: Vec<Section>,
    /// Each programme's levels, for schemes that combine several.
    pub programmes: Vec<ProgrammeOutcome>,
    /// What the ratings earn.
    pub quality: Levels,
    /// What may be given now.
    pub award: Award,
    /// For each level above the award held, the first day on which it may be awarded.
    pub progression: Vec<Earliest>,
    /// How long an award made on `as_of` would be valid.
    pub validity: Option<Validity>,
    /// What it costs.
    pub fee: Fee,
    /// For each level above the quality level, the smallest set of criteria to lift.
    pub routes: Vec<Route>,
    /// The answers whose loss by one step would lower the award.
    pub fragile: Vec<Fragile>,
    /// The deciding clauses.
    pub reasons: Vec<Reason>,
    /// The anchors of the assumptions relied on.
    pub assumptions: Vec<String>,
}

/// A level with every blank at its worst and at its best; `null` for none.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// The level, whatever the blanks turn out to be.
    pub level: Option<String>,
    /// The level with every blank at its best.
    pub could_reach: Option<String>,
}

/// Whether the applicant may apply at all.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    /// `eligible`, `not-eligible` or `undetermined`.
    pub status: String,
    /// Each check.
    pub checks: Vec<Check>,
}

/// One eligibility check.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The check.
    pub id: String,
    /// `met`, `not-met` or `undetermined`.
    pub status: String,
    /// The anchor of the clause.
    pub source: String,
}

/// A section's level.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The section.
    pub id: String,
    /// The level, whatever the blanks turn out to be.
    pub level: Option<String>,
    /// The level with every blank at its best.
    pub could_reach: Option<String>,
    /// The counts at each level, lowest first.
    pub tallies: Vec<Tally>,
}

/// The levels of one of several programmes.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeOutcome {
    /// The programme.
    pub id: String,
    /// Each section's level.
    pub sections: Vec<Section>,
    /// What the ratings earn.
    pub quality: Levels,
}

/// How many of a section's criteria at one level are met.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// The level.
    pub level: String,
    /// Criteria rated as the rule asks, or higher.
    pub met: u32,
    /// Criteria without a rating.
    pub unanswered: u32,
    /// Criteria rated not applicable.
    pub not_applicable: u32,
    /// Criteria in all.
    pub of: u32,
}

/// What may be given now.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// The level, whatever the blanks turn out to be.
    pub level: Option<String>,
    /// The level with every blank at its best.
    pub could_reach: Option<String>,
    /// What holds the award below the quality level: any of `eligibility`, `progression`, `prerequisite`.
    pub limited_by: Vec<String>,
    /// The outcome's name: the level, or what the scheme calls the place below its ladder.
    pub label: Option<String>,
}

/// The first day on which a level may be awarded.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Earliest {
    /// The level.
    pub level: String,
    /// The day.
    #[schema(format = Date)]
    pub earliest: String,
}

/// How long an award made on `as_of` would be valid.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// The term, in calendar months.
    pub months: u16,
    /// The last valid day.
    #[schema(format = Date)]
    pub last_day: String,
    /// The first day on which renewal may be asked for, where the scheme has a window.
    #[schema(format = Date)]
    pub renew_from: Option<String>,
}

/// What it costs.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "status", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fee {
    /// The same in every way of filling the blanks; amounts in minor units of the currency.
    Known {
        /// The ISO 4217 code of the currency.
        currency: String,
        /// The band.
        band: String,
        /// Before VAT.
        net: u64,
        /// The VAT.
        vat: u64,
        /// With VAT.
        gross: u64,
        /// The VAT rate in hundredths of a per cent.
        vat_rate_bp: u32,
    },
    /// It depends on facts not given.
    Unknown {
        /// Those facts.
        needs: Vec<String>,
    },
    /// The scheme charges, and does not say how much.
    NotPublished {},
    /// The scheme charges nothing.
    None {},
}

/// The smallest set of criteria to lift for a higher quality level.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The level.
    pub to: String,
    /// The criteria, in scheme order; `null` where no ratings reach the level.
    pub lift: Option<Vec<Lift>>,
    /// How many criteria.
    pub count: Option<u32>,
    /// Whether no smaller set exists for certain.
    pub exact: bool,
    /// Facts not given that the route relies on.
    pub needs: Vec<String>,
    /// What stands in the way where there is no such set: `facts`, `not-applicable`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub blocked_by: Option<Vec<String>>,
}

/// A criterion to lift.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Lift {
    /// Its programme, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub programme: Option<String>,
    /// The criterion.
    pub criterion: String,
    /// The rating it needs.
    pub to: String,
}

/// An answer whose loss by one step would lower the award.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fragile {
    /// Its programme, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub programme: Option<String>,
    /// The criterion.
    pub criterion: String,
    /// What the award would become.
    pub would_be: Option<String>,
}

/// A deciding clause. Which members it has besides hangs on its code; `docs/reasons.md` explains each.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    /// The stable code.
    #[schema(example = "quorum-reached")]
    pub code: String,
    /// The anchor of the clause.
    #[schema(example = "nms#overall-award")]
    pub source: String,
    /// Its numbers and names.
    #[serde(flatten)]
    pub with: BTreeMap<String, serde_json::Value>,
}
