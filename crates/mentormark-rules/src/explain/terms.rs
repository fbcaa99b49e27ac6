//! What the award hangs on besides the levels of its sections: programmes, the level applied for, prerequisites, progression, the fee,
//! and cautions.

use alloc::vec::Vec;

use crate::{
    Case, Date, Plan, Rank, Reason,
    assess::{Told, Worked},
    fee::Price,
    progression::last_day,
    rule::condition::holds,
    scheme::{Combine, Lapsed},
};

impl Plan {
    /// How several programmes came together.
    pub(super) fn combined_reason(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let Some(rule) = self.scheme().programmes.as_ref().filter(|_| told.programmes.len() > 1) else {
            return;
        };
        let at = |worked: &&Worked<'_>| told.quality.is_none() || worked.quality.level >= told.quality;
        let count = told.programmes.iter().filter(at).count();
        let (Combine::Lowest | Combine::Quorum(_)) = rule.combine;
        reasons.push(Reason::ProgrammesCombined {
            level: told.quality.map(|level| self.level_id(level)),
            count: u32::try_from(count).unwrap_or(u32::MAX),
            source: rule.source.clone(),
        });
    }

    /// Whether the level applied for may be awarded.
    pub(super) fn target_reason(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let Some(target) = told.case.target else { return };
        let (id, source) = (self.level_id(target), self.scheme().award_rule.source.clone());
        reasons.push(if told.award >= Some(target) {
            Reason::TargetReached { target: id, source }
        } else {
            Reason::TargetMissed { target: id, award: told.award.map(|level| self.level_id(level)), source }
        });
    }

    /// What else the levels need that the ratings and the waiting time would allow.
    pub(super) fn prerequisite_reasons(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let top = told.quality.min(self.cap(told.case));
        let given = self.capped(told.case, told.way.truths, top);
        let stopped = (Rank::place(given)..Rank::place(top)).filter_map(Rank::from_index);
        for level in stopped {
            let id = self.level_id(level);
            for prerequisite in self.scheme().prerequisites.iter().filter(|prerequisite| prerequisite.level == id) {
                if !holds(&prerequisite.test, &self.facts, told.way.truths, &told.case.awards) {
                    reasons.push(Reason::PrerequisiteMissed {
                        prerequisite: prerequisite.id.clone(),
                        level: id.clone(),
                        source: prerequisite.source.clone(),
                    });
                }
            }
        }
        self.must_progress_reason(told, top, reasons);
    }

    /// What holds the award below the quality level, if anything does.
    pub(super) fn progression_reason(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let (Some(ladder), Some(progression)) = (&self.ladder, &self.scheme().progression) else {
            return;
        };
        let (held, as_of) = (told.case.awards.held, told.case.awards.as_of);
        let cap = ladder.cap(held, as_of);
        let Some(quality) = told.quality.filter(|&quality| cap < quality) else {
            return;
        };
        let source = progression.source.clone();
        let Some(held) = ladder.counting(held, as_of) else {
            let (level, quality) = (self.level_id(cap), self.level_id(quality));
            reasons.push(Reason::ProgressionEntry { level, quality, source });
            return;
        };
        let months = ladder.wait(held.level);
        let from = held.on.plus(months);
        let level = self.level_id(held.level);
        reasons.push(if as_of < from {
            let wait = progression.waits.iter().find(|wait| wait.at == level);
            Reason::ProgressionWait {
                held: level,
                awarded_on: held.on,
                months: months.get(),
                from,
                source: wait.map_or(source, |wait| wait.source.clone()),
            }
        } else {
            Reason::ProgressionStep { held: level, level: self.level_id(cap), source }
        });
    }

    pub(super) fn fee_reasons(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let (Some(fee), Some(tariff)) = (&self.scheme().fee, self.tariff()) else {
            return;
        };
        if !matches!(told.price, Price::None) {
            tariff.reasons(fee, self, told, reasons);
        }
    }

    /// The last day of the award held, if that is past.
    pub(crate) fn lapsed_on(&self, case: &Case) -> Option<Date> {
        let held = case.awards.held?;
        let last_day = last_day(held.on, self.term.as_ref()?.months(held.level));
        (case.awards.as_of > last_day).then_some(last_day)
    }

    /// Whether the edition is retired on the day judged on.
    pub(crate) fn is_retired(&self, case: &Case) -> bool {
        self.scheme().retired.as_ref().is_some_and(|retired| retired.from <= case.awards.as_of)
    }

    pub(super) fn cautions(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        if let Some(retired) = self.scheme().retired.as_ref().filter(|_| self.is_retired(told.case)) {
            reasons.push(Reason::EditionRetired { from: retired.from, source: retired.source.clone() });
        }
        let (Some(progression), Some(held)) = (&self.scheme().progression, told.case.awards.held) else {
            return;
        };
        let (Some(lapsed), Some(last_day)) = (progression.lapsed, self.lapsed_on(told.case)) else {
            return;
        };
        reasons.push(Reason::HeldLapsed {
            held: self.level_id(held.level),
            last_day,
            counts: lapsed == Lapsed::Allowed,
            source: progression.lapsed_source.clone().unwrap_or_else(|| progression.source.clone()),
        });
    }
}
