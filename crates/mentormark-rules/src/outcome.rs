//! What the rules say of an assessment.
//!
//! Serialised, every key is present and `null` where empty; lists stand in scheme order. [`crate::json::canonical`] gives
//! the bytes that are the same on every surface.

use alloc::vec::Vec;

use serde::Serialize;

use crate::{BasisPoints, Bounds, Date, Id, Pence, Reason};

/// What the rules say of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The scheme.
    pub scheme: Id,
    /// The edition.
    pub edition: Id,
    /// `sha256:` and the hash of the compiled rules.
    pub rules_hash: Id,
    /// The day judged on.
    pub as_of: Date,
    /// The level applied for.
    pub target: Option<Id>,
    /// Whether a blank could still change anything.
    pub status: Status,
    /// Whether the applicant may apply at all.
    pub eligibility: Eligibility,
    /// Each section's level.
    pub sections: Vec<SectionOutcome>,
    /// Each programme's levels, for schemes that combine several.
    pub programmes: Vec<ProgrammeOutcome>,
    /// What the ratings earn.
    pub quality: Bounds<Option<Id>>,
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
    pub assumptions: Vec<Id>,
}

/// Whether a blank could still change eligibility, any level or the fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// No blank could change anything.
    Complete,
    /// Some blank could.
    Incomplete,
}

/// Whether the applicant may apply at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Eligibility {
    /// All checks together.
    pub status: EligibilityStatus,
    /// Each check; none where the scheme declares none.
    pub checks: Vec<Check>,
}

/// All eligibility checks together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EligibilityStatus {
    /// Every check is met, or there is none.
    Eligible,
    /// Some check is not met.
    NotEligible,
    /// It depends on facts not given.
    Undetermined,
}

/// One eligibility check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The check.
    pub id: Id,
    /// Whether it is met.
    pub status: CheckStatus,
    /// The clause.
    pub source: Id,
}

/// Whether an eligibility check is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckStatus {
    /// In every way of filling the blanks.
    Met,
    /// In none.
    NotMet,
    /// In some.
    Undetermined,
}

/// A section's level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionOutcome {
    /// The section.
    pub id: Id,
    /// The level with every blank at its worst and at its best.
    #[serde(flatten)]
    pub bounds: Bounds<Option<Id>>,
    /// The counts at each level, lowest first.
    pub tallies: Vec<Tally>,
}

/// The levels of one of several programmes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgrammeOutcome {
    /// The programme.
    pub id: Id,
    /// Each section's level.
    pub sections: Vec<SectionOutcome>,
    /// What the ratings earn.
    pub quality: Bounds<Option<Id>>,
}

/// How many of a section's criteria at one level are met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The level.
    pub level: Id,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Award {
    /// The level with every blank at its worst and at its best.
    #[serde(flatten)]
    pub bounds: Bounds<Option<Id>>,
    /// What holds the award below the quality level.
    pub limited_by: Vec<Limit>,
    /// The outcome's name: the level, or what the scheme calls the place below its ladder.
    pub label: Option<Id>,
}

/// What may hold an award below the quality level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Some check is not met, or not known to be met.
    Eligibility,
    /// The entry level, the steps or the waiting time.
    Progression,
    /// Something else that a level needs.
    Prerequisite,
}

/// The first day on which a level may be awarded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Earliest {
    /// The level.
    pub level: Id,
    /// The day, never before `as_of`; each level's day assumes that the one before was awarded on its own.
    pub earliest: Date,
}

/// How long an award made on `as_of` would be valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Validity {
    /// The term, in calendar months.
    pub months: u16,
    /// The last valid day.
    pub last_day: Date,
    /// The first day on which renewal may be asked for, where the scheme has a window.
    pub renew_from: Option<Date>,
}

/// What it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum Fee {
    /// The same in every way of filling the blanks.
    Known(KnownFee),
    /// It depends on facts not given.
    Unknown {
        /// Those facts.
        needs: Vec<Id>,
    },
    /// The scheme charges, and does not say how much.
    NotPublished,
    /// The scheme charges nothing.
    None,
}

/// A fee that no blank can change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KnownFee {
    /// The ISO 4217 code of the currency.
    pub currency: Id,
    /// The band.
    pub band: Id,
    /// Before VAT.
    pub net: Pence,
    /// The VAT.
    pub vat: Pence,
    /// With VAT.
    pub gross: Pence,
    /// The VAT rate; 0 where none is charged.
    pub vat_rate_bp: BasisPoints,
}

/// The smallest set of criteria to lift for a higher quality level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Route {
    /// The level.
    pub to: Id,
    /// The criteria, in scheme order, each with the rating it needs; none where no ratings reach the level.
    pub lift: Option<Vec<Lift>>,
    /// How many criteria.
    pub count: Option<u32>,
    /// Whether no smaller set exists for certain.
    pub exact: bool,
    /// Facts not given that the route relies on.
    pub needs: Vec<Id>,
    /// What stands in the way where there is no such set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked_by: Vec<Blocked>,
}

/// What stands in the way of a level that no ratings reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Blocked {
    /// What the applicant is, or holds.
    Facts,
    /// What was rated not applicable.
    NotApplicable,
}

/// A criterion to lift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lift {
    /// Its programme, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<Id>,
    /// The criterion.
    pub criterion: Id,
    /// The rating it needs.
    pub to: Id,
}

/// An answer whose loss by one step would lower the award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fragile {
    /// Its programme, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<Id>,
    /// The criterion.
    pub criterion: Id,
    /// What the award would become.
    pub would_be: Option<Id>,
}
