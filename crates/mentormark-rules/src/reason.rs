//! Deciding clauses as data, from which the words are made. `docs/reasons.md` explains each code.

use alloc::vec::Vec;

use serde::Serialize;

use crate::{BasisPoints, Date, Id, Pence};

/// Why the outcome is what it is: one clause, its numbers and the anchor of its source.
///
/// Reasons come in the order eligibility, sections, award, progression, fee, cautions. All counts are of answers taken at
/// their worst: an unanswered criterion is not met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case", rename_all_fields = "snake_case")]
pub enum Reason {
    /// The section earns `level`: `met` of its `of` criteria there are met, `needed` would do.
    SectionReached {
        /// The section.
        section: Id,
        /// The highest level earned.
        level: Id,
        /// Criteria of that level met.
        met: u32,
        /// Criteria of that level that must be met.
        needed: u32,
        /// Criteria of that level.
        of: u32,
        /// The clause.
        source: Id,
    },
    /// The section does not earn `level`, the next one up.
    SectionMissed {
        /// The section.
        section: Id,
        /// The lowest level not earned.
        level: Id,
        /// Criteria of that level met.
        met: u32,
        /// Criteria of that level not answered yet.
        unanswered: u32,
        /// Criteria of that level that must be met.
        needed: u32,
        /// Criteria of that level.
        of: u32,
        /// The clause.
        source: Id,
    },
    /// The section meets the criteria of `level`, which does not count because the lower level `below` is missing.
    SectionHeldBack {
        /// The section.
        section: Id,
        /// The level whose own criteria are met.
        level: Id,
        /// The lowest level missing.
        below: Id,
        /// The clause.
        source: Id,
    },
    /// Enough sections are at `level` or higher.
    QuorumReached {
        /// The quality level.
        level: Id,
        /// Sections at the level or higher.
        count: u32,
        /// Sections needed.
        needed: u32,
        /// The clause.
        source: Id,
    },
    /// Too few sections are at `level` or higher.
    QuorumMissed {
        /// The next level up.
        level: Id,
        /// Sections at the level or higher.
        count: u32,
        /// Sections needed.
        needed: u32,
        /// The clause.
        source: Id,
    },
    /// Enough sections are at `level`, but `below` of the others are under `floor`.
    FloorMissed {
        /// The next level up.
        level: Id,
        /// The level that every section needs.
        floor: Id,
        /// Sections under the floor.
        below: u32,
        /// The clause.
        source: Id,
    },
    /// The level applied for may be awarded now.
    TargetReached {
        /// The level applied for.
        target: Id,
        /// The clause.
        source: Id,
    },
    /// The level applied for may not be awarded now.
    TargetMissed {
        /// The level applied for.
        target: Id,
        /// The level that may be awarded now, if any.
        award: Option<Id>,
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
        /// The level held.
        held: Id,
        /// The day of that award.
        awarded_on: Date,
        /// The waiting time, in calendar months.
        months: u16,
        /// The first day on which a higher level may be awarded.
        from: Date,
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
        /// The fact that decides it.
        fact: Id,
        /// Where the band starts, in the fact's unit.
        from: i64,
        /// The fee before VAT.
        net: Pence,
        /// The ISO 4217 code of its currency.
        currency: Id,
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
        /// The rate.
        vat_rate_bp: BasisPoints,
        /// The tax point.
        tax_point: Date,
        /// The first day of that rate.
        from: Date,
        /// The clause.
        source: Id,
    },
    /// A caution: the award held ended before the day judged on.
    HeldLapsed {
        /// The level held.
        held: Id,
        /// The last day on which it was valid.
        last_day: Date,
        /// Whether it counts all the same.
        counts: bool,
        /// The clause.
        source: Id,
    },
}

impl Reason {
    /// The anchor of the clause.
    #[must_use]
    pub fn source(&self) -> &Id {
        match self {
            Self::SectionReached { source, .. }
            | Self::SectionMissed { source, .. }
            | Self::SectionHeldBack { source, .. }
            | Self::QuorumReached { source, .. }
            | Self::QuorumMissed { source, .. }
            | Self::FloorMissed { source, .. }
            | Self::TargetReached { source, .. }
            | Self::TargetMissed { source, .. }
            | Self::ProgressionEntry { source, .. }
            | Self::ProgressionWait { source, .. }
            | Self::ProgressionStep { source, .. }
            | Self::FeeBand { source, .. }
            | Self::FeeUnknown { source, .. }
            | Self::VatRate { source, .. }
            | Self::HeldLapsed { source, .. } => source,
        }
    }

    /// Whether this is a caution, which never changes a level.
    #[must_use]
    pub fn is_caution(&self) -> bool {
        matches!(self, Self::HeldLapsed { .. })
    }
}
