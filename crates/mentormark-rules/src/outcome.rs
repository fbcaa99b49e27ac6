//! What the rules say of an assessment.
//!
//! Serialised, every key is present and `null` where empty; lists stand in scheme order. [`crate::json::canonical`] gives
//! the bytes that are the same on every surface. Fields stand in the order of their names, so that it need not sort them.

use alloc::vec::Vec;

use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::{BasisPoints, Bounds, Date, Id, Pence, Reason};

/// What the rules say of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The day judged on.
    pub as_of: Date,
    /// The anchors of the assumptions relied on.
    pub assumptions: Vec<Id>,
    /// What may be given now.
    pub award: Award,
    /// The edition.
    pub edition: Id,
    /// Whether the applicant may apply at all.
    pub eligibility: Eligibility,
    /// What it costs.
    pub fee: Fee,
    /// The answers whose loss by one step would lower the award.
    pub fragile: Vec<Fragile>,
    /// Each programme's levels, for schemes that combine several.
    pub programmes: Vec<ProgrammeOutcome>,
    /// For each level above the award held, the first day on which it may be awarded.
    pub progression: Vec<Earliest>,
    /// What the ratings earn.
    pub quality: Bounds<Option<Id>>,
    /// The deciding clauses.
    pub reasons: Vec<Reason>,
    /// For each level above the quality level, the smallest set of criteria to lift.
    pub routes: Vec<Route>,
    /// `sha256:` and the hash of the compiled rules.
    pub rules_hash: Id,
    /// The scheme.
    pub scheme: Id,
    /// Each section's level.
    pub sections: Vec<SectionOutcome>,
    /// Whether a blank could still change anything.
    pub status: Status,
    /// The level applied for.
    pub target: Option<Id>,
    /// How long an award made on `as_of` would be valid.
    pub validity: Option<Validity>,
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
    /// Each check; none where the scheme declares none.
    pub checks: Vec<Check>,
    /// All checks together.
    pub status: EligibilityStatus,
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
    /// The clause.
    pub source: Id,
    /// Whether it is met.
    pub status: CheckStatus,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionOutcome {
    /// The level with every blank at its worst and at its best, written among the other fields.
    pub bounds: Bounds<Option<Id>>,
    /// The section.
    pub id: Id,
    /// The counts at each level, lowest first.
    pub tallies: Vec<Tally>,
}

impl Serialize for SectionOutcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("SectionOutcome", 4)?;
        fields.serialize_field("could_reach", &self.bounds.could_reach)?;
        fields.serialize_field("id", &self.id)?;
        fields.serialize_field("level", &self.bounds.level)?;
        fields.serialize_field("tallies", &self.tallies)?;
        fields.end()
    }
}

/// The levels of one of several programmes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgrammeOutcome {
    /// The programme.
    pub id: Id,
    /// What the ratings earn.
    pub quality: Bounds<Option<Id>>,
    /// Each section's level.
    pub sections: Vec<SectionOutcome>,
}

/// How many of a section's criteria at one level are met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The level.
    pub level: Id,
    /// Criteria rated as the rule asks, or higher.
    pub met: u32,
    /// Criteria rated not applicable.
    pub not_applicable: u32,
    /// Criteria in all.
    pub of: u32,
    /// Criteria without a rating.
    pub unanswered: u32,
}

/// What may be given now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// The level with every blank at its worst and at its best, written among the other fields.
    pub bounds: Bounds<Option<Id>>,
    /// The outcome's name: the level, or what the scheme calls the place below its ladder.
    pub label: Option<Id>,
    /// What holds the award below the quality level.
    pub limited_by: Vec<Limit>,
}

impl Serialize for Award {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Award", 4)?;
        fields.serialize_field("could_reach", &self.bounds.could_reach)?;
        fields.serialize_field("label", &self.label)?;
        fields.serialize_field("level", &self.bounds.level)?;
        fields.serialize_field("limited_by", &self.limited_by)?;
        fields.end()
    }
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
    /// The day, never before `as_of`; each level's day assumes that the one before was awarded on its own.
    pub earliest: Date,
    /// The level.
    pub level: Id,
}

/// How long an award made on `as_of` would be valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Validity {
    /// The last valid day.
    pub last_day: Date,
    /// The term, in calendar months.
    pub months: u16,
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
    /// The band.
    pub band: Id,
    /// The ISO 4217 code of the currency.
    pub currency: Id,
    /// With VAT.
    pub gross: Pence,
    /// Before VAT.
    pub net: Pence,
    /// The VAT.
    pub vat: Pence,
    /// The VAT rate; 0 where none is charged.
    pub vat_rate_bp: BasisPoints,
}

/// The smallest set of criteria to lift for a higher quality level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Route {
    /// What stands in the way where there is no such set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked_by: Vec<Blocked>,
    /// How many criteria.
    pub count: Option<u32>,
    /// Whether no smaller set exists for certain.
    pub exact: bool,
    /// The criteria, in scheme order, each with the rating it needs; none where no ratings reach the level.
    pub lift: Option<Vec<Lift>>,
    /// Facts not given that the route relies on.
    pub needs: Vec<Id>,
    /// The level.
    pub to: Id,
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
    /// The criterion.
    pub criterion: Id,
    /// Its programme, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<Id>,
    /// The rating it needs.
    pub to: Id,
}

/// An answer whose loss by one step would lower the award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fragile {
    /// The criterion.
    pub criterion: Id,
    /// Its programme, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<Id>,
    /// What the award would become.
    pub would_be: Option<Id>,
}
