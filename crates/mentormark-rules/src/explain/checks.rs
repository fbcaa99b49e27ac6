//! Which checks of eligibility are met, and why not.

use alloc::vec::Vec;

use crate::{
    Date, Id, Plan, Reason,
    assess::Told,
    fact::{self, Truths, Way},
    outcome::CheckStatus,
    rule::condition::{deciding, holds},
    scheme::{Check, CheckAsks, test::Test},
};

impl Plan {
    pub(super) fn check_reason(&self, check: &Check, status: CheckStatus, told: &Told<'_>) -> Reason {
        let (id, awards) = (check.id.clone(), &told.case.awards);
        let (asked, source) = self.asked_now(check, told);
        let source = source.clone();
        let ways = self.ways_of_check(check, told);
        let applies =
            |way: &Way| check.applies_when.as_ref().is_none_or(|test| holds(test, &self.facts, &way.truths, awards));
        match status {
            CheckStatus::Met if asked.is_none() || !ways.iter().any(applies) => {
                Reason::CheckNotRequired { check: id, source }
            }
            CheckStatus::Met => Reason::CheckMet { check: id, source },
            CheckStatus::Undetermined => {
                Reason::CheckUndetermined { check: id, needs: self.needs_of_check(check, &ways, told), source }
            }
            CheckStatus::NotMet => {
                let mut decisive = Vec::new();
                if let (Some(test), Some(way)) = (asked, ways.first()) {
                    deciding(test, true, &self.facts, &way.truths, awards, &mut decisive);
                }
                let mut facts = self.facts_in(&decisive);
                facts.retain(|id| self.is_given(id, told));
                Reason::CheckNotMet { check: id, facts, source }
            }
        }
    }

    /// Whether a fact is given.
    fn is_given(&self, id: &Id, told: &Told<'_>) -> bool {
        let place = self.scheme().facts.iter().position(|fact| fact.id == *id);
        place.and_then(|place| told.case.facts.get(place).copied().flatten()).is_some()
    }

    /// What a check asks on the day that decides, and its anchor; nothing where its version asks nothing.
    fn asked_now<'a>(&self, check: &'a Check, told: &Told<'_>) -> (Option<&'a Test>, &'a Id) {
        match &check.asks {
            CheckAsks::Always(test) => (Some(test), &check.source),
            CheckAsks::Dated { dated_by, versions } => {
                let day = self.day_of(dated_by, told);
                let in_force = |from: Option<Date>| from.is_none_or(|from| day.is_some_and(|day| from <= day));
                match versions.iter().rfind(|version| in_force(version.from)) {
                    Some(version) if day.is_some() => (version.test.as_ref(), &version.source),
                    _ => (versions.iter().find_map(|version| version.test.as_ref()), &check.source),
                }
            }
        }
    }

    /// The day that a date fact or `as_of` stands for; `None` where it is blank.
    fn day_of(&self, dated_by: &Id, told: &Told<'_>) -> Option<Date> {
        if **dated_by == *"as_of" {
            return Some(told.case.awards.as_of);
        }
        let place = self.scheme().facts.iter().position(|fact| fact.id == *dated_by)?;
        told.case.facts.get(place).copied().flatten().map(Date::of_day_number)
    }

    /// The ways in which the blank facts that a check looks at can come out.
    fn ways_of_check(&self, check: &Check, told: &Told<'_>) -> Vec<Way> {
        let wanted = self.conditions.comparisons_of_check(self.place_of_check(check));
        self.facts.ways(&told.case.facts, told.case.awards.as_of, wanted)
    }

    fn place_of_check(&self, check: &Check) -> usize {
        self.scheme().eligibility.iter().position(|other| other.id == check.id).unwrap_or_default()
    }

    /// The blank facts that a check depends on.
    fn needs_of_check(&self, check: &Check, ways: &[Way], told: &Told<'_>) -> Vec<Id> {
        let place = self.place_of_check(check);
        let holds = |truths: &Truths| self.conditions.check_holds(place, truths, &told.case.awards);
        self.fact_ids(&fact::needs(ways, holds))
    }
}
