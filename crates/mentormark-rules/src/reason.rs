//! Deciding clauses as data, from which the words are made. `docs/reasons.md` explains each code.

use alloc::vec::Vec;

use serde::Serialize;

use crate::{BasisPoints, Date, Id, Pence};

/// Why the outcome is what it is: one clause, its numbers and the anchor of its source.
///
/// Fields stand in the order of their names, as in [`outcome`](crate::outcome). Reasons come in the order eligibility, sections, award, progression, fee, cautions. All counts are of answers taken at
/// their worst: an unanswered criterion is not met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case", rename_all_fields = "snake_case")]
pub enum Reason {
    /// The eligibility check is met.
    CheckMet {
        /// The check.
        check: Id,
        /// The clause.
        source: Id,
    },
    /// The eligibility check asks nothing of this applicant.
    CheckNotRequired {
        /// The check.
        check: Id,
        /// The clause.
        source: Id,
    },
    /// The eligibility check is not met.
    CheckNotMet {
        /// The check.
        check: Id,
        /// The facts given that speak against it; none where it asks for an award held.
        facts: Vec<Id>,
        /// The clause.
        source: Id,
    },
    /// The eligibility check depends on facts not given.
    CheckUndetermined {
        /// The check.
        check: Id,
        /// Those facts.
        needs: Vec<Id>,
        /// The clause.
        source: Id,
    },
    /// A rating given counts for nothing.
    RatingIgnored {
        /// Why.
        because: Ignored,
        /// The criterion.
        criterion: Id,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// The section does not concern this applicant, or nothing of it is left.
    SectionNotApplicable {
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The section.
        section: Id,
        /// The clause.
        source: Id,
    },
    /// The section earns `level`: `met` of its `of` criteria there are met, `needed` would do.
    SectionReached {
        /// The highest level earned.
        level: Id,
        /// Criteria of that level met.
        met: u32,
        /// Criteria of that level that must be met.
        needed: u32,
        /// Criteria of that level.
        of: u32,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The section.
        section: Id,
        /// The clause.
        source: Id,
    },
    /// The section does not earn `level`, the next one up.
    SectionMissed {
        /// The lowest level not earned.
        level: Id,
        /// Criteria of that level met.
        met: u32,
        /// Criteria of that level that must be met.
        needed: u32,
        /// Criteria of that level.
        of: u32,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The section.
        section: Id,
        /// The clause.
        source: Id,
        /// Criteria of that level not answered yet.
        unanswered: u32,
    },
    /// The section meets the criteria of `level`, which does not count because the lower level `below` is missing.
    SectionHeldBack {
        /// The lowest level missing.
        below: Id,
        /// The level whose own criteria are met.
        level: Id,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The section.
        section: Id,
        /// The clause.
        source: Id,
    },
    /// Enough sections are at `level` or higher.
    QuorumReached {
        /// Sections at the level or higher.
        count: u32,
        /// The quality level.
        level: Id,
        /// Sections needed.
        needed: u32,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// Too few sections are at `level` or higher.
    QuorumMissed {
        /// Sections at the level or higher.
        count: u32,
        /// The next level up.
        level: Id,
        /// Sections needed.
        needed: u32,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// Enough sections are at `level`, but `below` of the others are under `floor`.
    FloorMissed {
        /// Sections under the floor.
        below: u32,
        /// The level that every section needs.
        floor: Id,
        /// The next level up.
        level: Id,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// Enough criteria of all sections together are rated high enough for `level`.
    ShareReached {
        /// The level.
        level: Id,
        /// Criteria that count.
        met: u32,
        /// Criteria needed.
        needed: u32,
        /// Criteria looked at.
        of: u32,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// Too few criteria of all sections together are rated high enough for `level`.
    ShareMissed {
        /// The level.
        level: Id,
        /// Criteria that count.
        met: u32,
        /// Criteria needed.
        needed: u32,
        /// Criteria looked at.
        of: u32,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The clause.
        source: Id,
        /// Criteria not answered yet.
        unanswered: u32,
    },
    /// The points are enough for `level`.
    PointsReached {
        /// The level asked for.
        level: Id,
        /// The most there could be.
        most: u64,
        /// Points needed.
        needed: u64,
        /// Points.
        points: u64,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The section; none where the award rule asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// The points are not enough for `level`.
    PointsMissed {
        /// The level asked for.
        level: Id,
        /// The most there could be.
        most: u64,
        /// Points needed.
        needed: u64,
        /// Points.
        points: u64,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The section; none where the award rule asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<Id>,
        /// The clause.
        source: Id,
        /// Criteria not answered yet.
        unanswered: u32,
    },
    /// No criterion is rated lower than `level` allows.
    NoneBelowReached {
        /// The level asked for.
        level: Id,
        /// Criteria looked at.
        of: u32,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The least rating that will do.
        rated: Id,
        /// The section; none where the award rule asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// Some criterion is rated lower than `level` allows, whatever else is earned.
    NoneBelowMissed {
        /// Criteria rated lower.
        below: u32,
        /// The level asked for.
        level: Id,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The least rating that will do.
        rated: Id,
        /// The section; none where the award rule asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<Id>,
        /// The clause.
        source: Id,
        /// Criteria not answered yet.
        unanswered: u32,
    },
    /// Nothing that the rule looks at is left, and empty is not all.
    NothingApplicable {
        /// The level asked for.
        level: Id,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The section; none where the award rule asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// Facts are not as the rule asks for `level`.
    FactMissed {
        /// The facts.
        facts: Vec<Id>,
        /// The level asked for.
        level: Id,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The section; none where the award rule asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// A duration is too short for `level`.
    DurationBelow {
        /// The facts that make it up.
        facts: Vec<Id>,
        /// The shortest that will do, in minutes.
        least: i64,
        /// The level asked for.
        level: Id,
        /// The duration, in minutes.
        minutes: i64,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The section; none where the award rule asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// A duration is too long for `level`.
    DurationAbove {
        /// The facts that make it up.
        facts: Vec<Id>,
        /// The level asked for.
        level: Id,
        /// The duration, in minutes.
        minutes: i64,
        /// The longest that will do, in minutes.
        most: i64,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The section; none where the award rule asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// No such award is held as `level` asks for.
    HeldMissed {
        /// The level asked for.
        level: Id,
        /// The levels that would do.
        levels: Vec<Id>,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The other scheme; this one where left out.
        #[serde(skip_serializing_if = "Option::is_none")]
        scheme: Option<Id>,
        /// The section; none where the award rule asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// The levels of the sections give a level by a table.
    TableResult {
        /// The level they give, if any.
        level: Option<Id>,
        /// The programme, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<Id>,
        /// The level of each section, if any.
        results: Vec<Option<Id>>,
        /// The clause.
        source: Id,
    },
    /// Several programmes make one level.
    ProgrammesCombined {
        /// Programmes at that level or higher, or all of them where there is no level.
        count: u32,
        /// The level, if any.
        level: Option<Id>,
        /// The clause.
        source: Id,
    },
    /// The level applied for may be awarded now.
    TargetReached {
        /// The clause.
        source: Id,
        /// The level applied for.
        target: Id,
    },
    /// The level applied for may not be awarded now.
    TargetMissed {
        /// The level that may be awarded now, if any.
        award: Option<Id>,
        /// The clause.
        source: Id,
        /// The level applied for.
        target: Id,
    },
    /// Something else that a level needs is missing.
    PrerequisiteMissed {
        /// The level that needs it.
        level: Id,
        /// The prerequisite.
        prerequisite: Id,
        /// The clause.
        source: Id,
    },
    /// No award is held, so the first one is at most the entry level.
    ProgressionEntry {
        /// The entry level.
        level: Id,
        /// The quality level.
        quality: Id,
        /// The clause.
        source: Id,
    },
    /// The award held has not been held for long enough to move up.
    ProgressionWait {
        /// The day of that award.
        awarded_on: Date,
        /// The first day on which a higher level may be awarded.
        from: Date,
        /// The level held.
        held: Id,
        /// The waiting time, in calendar months.
        months: u16,
        /// The clause.
        source: Id,
    },
    /// The award held allows `level` at most: levels are not skipped.
    ProgressionStep {
        /// The level held.
        held: Id,
        /// The highest level that may be awarded next.
        level: Id,
        /// The clause.
        source: Id,
    },
    /// The band in which the applicant's fact falls.
    FeeBand {
        /// The band.
        band: Id,
        /// The ISO 4217 code of its currency.
        currency: Id,
        /// The fact or derived fact that decides it; none where there is only one band.
        fact: Option<Id>,
        /// Where the band starts, in the fact's unit; none where it is the first and takes all that is below the next.
        from: Option<i64>,
        /// The band's fee before VAT, as it is before units and modifiers.
        net: Pence,
        /// The clause.
        source: Id,
    },
    /// What each unit above a number costs besides the band's fee.
    FeePerUnit {
        /// Units are counted above this, in the fact's unit.
        above: i64,
        /// The ISO 4217 code of its currency.
        currency: Id,
        /// The fact or derived fact that is counted.
        fact: Id,
        /// What a unit costs before VAT.
        net: Pence,
        /// The clause.
        source: Id,
        /// How much of the fact is one unit.
        unit: i64,
        /// How many units are charged for; none where it is no whole number, or changes nothing and is not known.
        units: Option<u64>,
    },
    /// Something that raises or lowers the fee. Just one of `percent`, `net`, and `fact` with `of`, is there.
    FeeModifier {
        /// The ISO 4217 code of the currency of `net`.
        currency: Id,
        /// To a fact's part of `of`.
        fact: Option<Id>,
        /// The modifier.
        modifier: Id,
        /// By so many pence, lower where below 0.
        net: Option<i64>,
        /// What the fact is a part of.
        of: Option<i64>,
        /// By so many in a hundred, lower where below 0.
        percent: Option<i64>,
        /// The clause.
        source: Id,
    },
    /// There is a fee, but its owner does not publish it.
    FeeNotPublished {
        /// The clause.
        source: Id,
    },
    /// The fee depends on the level, and there is neither one applied for nor one that may be awarded.
    FeeLevelUnknown {
        /// The clause.
        source: Id,
    },
    /// The fee cannot be told before these facts are known.
    FeeUnknown {
        /// The facts.
        needs: Vec<Id>,
        /// The clause.
        source: Id,
    },
    /// The VAT rate in force at the tax point.
    VatRate {
        /// The first day of that rate.
        from: Date,
        /// The clause.
        source: Id,
        /// The tax point.
        tax_point: Date,
        /// The rate.
        vat_rate_bp: BasisPoints,
    },
    /// When the award held may be renewed.
    RenewalWindow {
        /// The first day on which it may be renewed.
        from: Date,
        /// The level held.
        held: Id,
        /// Whether the new award starts when the one held ends, because it is renewed early.
        keeps_anniversary: bool,
        /// Its last valid day.
        last_day: Date,
        /// The clause.
        source: Id,
    },
    /// The level held must be risen from: neither it nor a lower one may be awarded.
    MustProgress {
        /// The level held.
        held: Id,
        /// The clause.
        source: Id,
    },
    /// A caution: the edition was retired before the day judged on, or on it.
    EditionRetired {
        /// The first day on which it was.
        from: Date,
        /// The clause.
        source: Id,
    },
    /// A caution: the award held ended before the day judged on.
    HeldLapsed {
        /// Whether it counts all the same.
        counts: bool,
        /// The level held.
        held: Id,
        /// The last day on which it was valid.
        last_day: Date,
        /// The clause.
        source: Id,
    },
}

/// Why a rating counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ignored {
    /// The criterion does not concern this applicant.
    DoesNotApply,
    /// It was rated not applicable, and the reason that this needs is missing.
    NoReason,
}

impl Reason {
    /// The anchor of the clause.
    #[must_use]
    pub fn source(&self) -> &Id {
        match self {
            Self::CheckMet { source, .. }
            | Self::CheckNotRequired { source, .. }
            | Self::CheckNotMet { source, .. }
            | Self::CheckUndetermined { source, .. }
            | Self::RatingIgnored { source, .. }
            | Self::SectionNotApplicable { source, .. }
            | Self::SectionReached { source, .. }
            | Self::SectionMissed { source, .. }
            | Self::SectionHeldBack { source, .. }
            | Self::QuorumReached { source, .. }
            | Self::QuorumMissed { source, .. }
            | Self::FloorMissed { source, .. }
            | Self::ShareReached { source, .. }
            | Self::ShareMissed { source, .. }
            | Self::PointsReached { source, .. }
            | Self::PointsMissed { source, .. }
            | Self::NoneBelowReached { source, .. }
            | Self::NoneBelowMissed { source, .. }
            | Self::NothingApplicable { source, .. }
            | Self::FactMissed { source, .. }
            | Self::DurationBelow { source, .. }
            | Self::DurationAbove { source, .. }
            | Self::HeldMissed { source, .. }
            | Self::TableResult { source, .. }
            | Self::ProgrammesCombined { source, .. }
            | Self::TargetReached { source, .. }
            | Self::TargetMissed { source, .. }
            | Self::PrerequisiteMissed { source, .. }
            | Self::ProgressionEntry { source, .. }
            | Self::ProgressionWait { source, .. }
            | Self::ProgressionStep { source, .. }
            | Self::FeeBand { source, .. }
            | Self::FeePerUnit { source, .. }
            | Self::FeeModifier { source, .. }
            | Self::FeeNotPublished { source }
            | Self::FeeLevelUnknown { source }
            | Self::FeeUnknown { source, .. }
            | Self::VatRate { source, .. }
            | Self::RenewalWindow { source, .. }
            | Self::MustProgress { source, .. }
            | Self::EditionRetired { source, .. }
            | Self::HeldLapsed { source, .. } => source,
        }
    }

    /// Whether this is a caution, which never changes a level.
    #[must_use]
    pub fn is_caution(&self) -> bool {
        matches!(self, Self::HeldLapsed { .. } | Self::EditionRetired { .. })
    }
}
