//! What nobody can come to, whatever the ratings, the facts and the awards held: levels, and eligibility itself.
//!
//! Where what is asked turns on the day judged on and on facts together, on which days it can hold is not worked out: it is taken to hold.

use alloc::{format, string::String, vec, vec::Vec};

use crate::{
    Case, Code, Date, Id, Plan, Rank, Refusal,
    fact::check::turning_days,
    rule::condition::Condition,
    scheme::{
        CheckAsks,
        check::each_rule,
        test::{Held, Test},
    },
};

impl Plan {
    /// What is wrong with levels that nobody can reach, and with checks that nobody can meet together.
    pub(super) fn unreachable(&self) -> Vec<Refusal> {
        let turning = self.turning();
        let reached = self.levels_reached(&turning);
        let checks = self.checks_to_meet(&turning);
        let meets = |checks: &[(String, &Condition)]| self.may_hold_together(checks, &turning, &|_| true);
        let is_open = meets(&checks);
        let given = self.levels_given(reached, if is_open { &checks } else { &[] }, &turning);
        let mut faults = Vec::new();
        for (i, level) in self.scheme.levels.iter().enumerate() {
            let refusal = |message| Refusal::new(Code::LevelUnreachable, format!("/levels/{i}/id"), message);
            if i >= reached {
                let message = format!("no ratings and no facts reach `{}`: correct the rules, or remove it", level.id);
                faults.push(refusal(message));
            } else if given.get(i) == Some(&false) {
                let message = format!(
                    "nobody can be given `{}`: correct its prerequisites, which exclude each other or the checks, or ask for awards that \
                     nobody can hold before",
                    level.id
                );
                faults.push(refusal(message));
            }
        }
        // With each check there are fewer who meet all.
        let met: Vec<usize> = (0..checks.len()).filter(|_| !is_open).collect();
        let shuts_out = met.partition_point(|&last| checks.get(..=last).is_none_or(meets));
        if let Some((pointer, _)) = checks.get(shuts_out).filter(|_| !is_open) {
            let message = if shuts_out == 0 {
                "nobody can meet this, whatever the facts: correct it"
            } else {
                "nobody can meet this beside the checks above it, whatever the facts: correct those that exclude each other"
            };
            faults.push(Refusal::new(Code::NobodyEligible, pointer.as_str(), message));
        }
        faults
    }

    /// How many levels ratings can earn, the lowest first.
    fn levels_reached(&self, turning: &[Turning]) -> usize {
        let all = self.scheme.levels.len();
        let of_rules = || turning.iter().filter(|at| at.decides_quality());
        // What an award held would open cannot be told without one.
        if of_rules().any(|at| at.asks_for_awards || at.days.is_none()) {
            return all;
        }
        let mut reached = 0;
        for as_of in self.days(of_rules()) {
            if reached < all {
                let ways = self.circumstances(&Case::blank(self, as_of));
                reached = reached.max(Rank::place(ways.each().map(|way| way.quality.could_reach).max().flatten()));
            }
        }
        reached
    }

    /// Whether what each level needs besides quality can be had, beside what the checks ask, by holding lower awards before where that is
    /// needed; not of those that ratings do not reach.
    ///
    /// How long awards have been held, and which of other schemes, is as it should be. An award of the level itself may be held: by an
    /// earlier edition, so that it can be had again and not anew.
    fn levels_given(&self, reached: usize, checks: &[(String, &Condition)], turning: &[Turning]) -> Vec<bool> {
        let mut given = vec![false; self.scheme.levels.len()];
        loop {
            let before = given.clone();
            for level in (0..reached).filter_map(Rank::from_index) {
                let is_given = |place: usize| place == level.index() || before.get(place) == Some(&true);
                let may_be = |id: &Id| self.scheme.level_index(id).is_some_and(is_given);
                let may_be_held = |held: &Held| held.scheme.is_some() || held.levels.iter().any(may_be);
                let prerequisites = self.conditions.prerequisites.iter().enumerate();
                let of_level = prerequisites.filter(|(_, (of, _))| *of == level);
                let of_level = of_level.map(|(i, (_, condition))| (format!("/prerequisites/{i}"), condition));
                let needed: Vec<(String, &Condition)> = of_level.chain(checks.iter().cloned()).collect();
                if let Some(slot) = given.get_mut(level.index()) {
                    *slot = self.may_hold_together(&needed, turning, &may_be_held);
                }
            }
            if given == before {
                return given;
            }
        }
    }

    /// The eligibility checks, with their pointers, but for those that do not concern whoever holds some award: they are met by holding it.
    fn checks_to_meet(&self, turning: &[Turning]) -> Vec<(String, &Condition)> {
        let checks = self.conditions.checks().iter().enumerate();
        let checks = checks.map(|(i, condition)| (format!("/eligibility/{i}"), condition));
        let by_awards = |check: &str| {
            let applies_when = format!("{check}/applies_when");
            turning.iter().any(|at| at.asks_for_awards && at.is_within(&applies_when))
        };
        checks.filter(|(check, _)| !by_awards(check)).collect()
    }

    /// Whether conditions, each with its pointer, can all hold on one day.
    fn may_hold_together(
        &self,
        conditions: &[(String, &Condition)],
        turning: &[Turning],
        may_be_held: &dyn Fn(&Held) -> bool,
    ) -> bool {
        let is_told =
            |(pointer, _): &&(String, &Condition)| turning.iter().all(|at| at.days.is_some() || !at.is_within(pointer));
        let told: Vec<&(String, &Condition)> = conditions.iter().filter(is_told).collect();
        let of_told = |at: &&Turning| told.iter().any(|(pointer, _)| at.is_within(pointer));
        let groups = self.that_share_facts(told.iter().map(|(_, condition)| *condition));
        self.days(turning.iter().filter(of_told)).into_iter().any(|as_of| {
            groups.iter().all(|(looked_at, conditions)| {
                let ways = self.facts.ways(&[], as_of, looked_at);
                let holds = |condition: &&Condition, way| Condition::holds_where(condition, way, may_be_held);
                ways.iter().any(|way| conditions.iter().all(|condition| holds(condition, &way.truths)))
            })
        })
    }

    /// Conditions put together where they look at the same facts, with the comparisons that they make. The checks have seen to it that
    /// each group comes out in few ways.
    fn that_share_facts<'c>(
        &self,
        conditions: impl Iterator<Item = &'c Condition>,
    ) -> Vec<(Vec<usize>, Vec<&'c Condition>)> {
        let mut groups: Vec<(Vec<usize>, Vec<&Condition>)> = Vec::new();
        for condition in conditions {
            let mut group = (Vec::new(), vec![condition]);
            condition.comparisons(&mut group.0);
            let shares = |other: &[usize], own: &[usize]| {
                let looks_at = |fact: &usize| other.iter().any(|&index| self.facts.facts_of(index).contains(fact));
                own.iter().any(|&index| self.facts.facts_of(index).iter().any(looks_at))
            };
            let (sharing, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(other, _)| shares(other, &group.0));
            groups = apart;
            for (looked_at, conditions) in sharing {
                group.0.extend(looked_at.into_iter().filter(|index| !group.0.contains(index)).collect::<Vec<usize>>());
                group.1.extend(conditions);
            }
            groups.push(group);
        }
        groups
    }

    /// The first day of the edition, and each later one on which something turns.
    fn days<'t>(&self, turning: impl Iterator<Item = &'t Turning>) -> Vec<Date> {
        let mut days = vec![self.scheme.starts_on];
        for &day in turning.flat_map(|at| at.days.iter().flatten()) {
            if day > self.scheme.starts_on && !days.contains(&day) {
                days.push(day);
            }
        }
        days
    }

    /// What turns on the day judged on, of everything that is asked.
    fn turning(&self) -> Vec<Turning> {
        let mut all = Vec::new();
        each_rule(&self.scheme, &mut |pointer, _, test| {
            let mut at = Turning { pointer: pointer.into(), days: Some(Vec::new()), asks_for_awards: false };
            test.visit(pointer, &mut |_, test| match test {
                Test::Held(_) => at.asks_for_awards = true,
                Test::Fact(fact) => {
                    let days = turning_days(&self.scheme, &fact.comparison);
                    at.days = at.days.take().zip(days).map(|(days, more)| [days, more].concat());
                }
                _ => {}
            });
            all.push(at);
        });
        for (i, check) in self.scheme.eligibility.iter().enumerate() {
            if let CheckAsks::Dated { versions, .. } = &check.asks {
                let days = versions.iter().filter_map(|version| version.from).collect();
                all.push(Turning { pointer: format!("/eligibility/{i}"), days: Some(days), asks_for_awards: false });
            }
        }
        all
    }
}

/// What of a test turns on the day judged on.
struct Turning {
    pointer: String,
    /// The days from which on it may come out otherwise; `None` where that hangs on facts.
    days: Option<Vec<Date>>,
    asks_for_awards: bool,
}

impl Turning {
    fn is_within(&self, pointer: &str) -> bool {
        self.pointer.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether it is part of what decides the levels that ratings earn.
    fn decides_quality(&self) -> bool {
        !["/eligibility", "/prerequisites", "/fee", "/facts"].iter().any(|apart| self.is_within(apart))
    }
}
