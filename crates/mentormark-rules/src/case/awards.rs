//! The awards held, and which of them a test asks for.

use alloc::{format, vec::Vec};

use super::level;
use crate::{Assessment, Code, Date, Id, Plan, Rank, Refusal, scheme::test};

/// The awards held on the day judged on.
#[derive(Clone, Debug)]
pub(crate) struct Awards {
    pub(crate) as_of: Date,
    pub(crate) held: Option<HeldAward>,
    /// The level held, as the scheme names it.
    pub(super) held_id: Id,
    /// Scheme, level and day of the awards of other schemes.
    pub(super) elsewhere: Vec<(Id, Id, Date)>,
}

/// An award of this scheme held now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeldAward {
    pub(crate) level: Rank,
    pub(crate) on: Date,
}

impl Awards {
    /// Whether an award like this is held.
    pub(crate) fn has(&self, asked: &test::Held) -> bool {
        let fits = |level: &Id, on: Date| {
            let months = |months: Option<u16>| months.and_then(crate::Months::new).map(|months| on.plus(months));
            on <= self.as_of
                && asked.levels.contains(level)
                && months(asked.for_months).is_none_or(|from| self.as_of >= from)
                && months(asked.in_date_months).is_none_or(|end| self.as_of < end)
                && asked
                    .within_days
                    .is_none_or(|days| self.as_of.day_number().saturating_sub(on.day_number()) <= i64::from(days))
        };
        match &asked.scheme {
            None => self.held.is_some_and(|held| fits(&self.held_id, held.on)),
            Some(scheme) => self.elsewhere.iter().any(|(of, level, on)| of == scheme && fits(level, *on)),
        }
    }
}

impl Plan {
    pub(crate) fn awards(&self, assessment: &Assessment, faults: &mut Vec<Refusal>) -> Awards {
        let held_elsewhere = assessment.held_elsewhere.iter();
        Awards {
            as_of: assessment.as_of,
            held: self.held(assessment, faults),
            held_id: assessment.held.as_ref().map(|held| (&*held.level).into()).unwrap_or_default(),
            elsewhere: held_elsewhere
                .map(|held| ((&*held.scheme).into(), (&*held.level).into(), held.awarded_on))
                .collect(),
        }
    }

    fn held(&self, assessment: &Assessment, faults: &mut Vec<Refusal>) -> Option<HeldAward> {
        let scheme = self.scheme();
        let held = assessment.held.as_ref()?;
        if !self.looks_at_held() {
            let message = format!("`{}` does not look at an award held: leave `held` out", scheme.id);
            faults.push(Refusal::new(Code::HeldNotUsed, "/held", message));
            return None;
        }
        if held.awarded_on > assessment.as_of {
            let message = format!(
                "{} is after the day judged on, {}: give a day that has come, or judge on a later one",
                held.awarded_on, assessment.as_of
            );
            faults.push(Refusal::new(Code::HeldInFuture, "/held/awarded_on", message));
        }
        let level = level(scheme, &held.level, "/held/level", faults)?;
        Some(HeldAward { level, on: held.awarded_on })
    }
}
