//! Eligibility and prerequisites: what is asked of facts and awards, over every way in which blank facts can come out.

use alloc::{vec, vec::Vec};

use crate::{
    Bounds, Case, Plan, Rank,
    case::Awards,
    fact::{Facts, Truths, Way},
    outcome::CheckStatus,
    rule::condition::Condition,
    scheme::Scheme,
};

/// The conditions of a scheme that are no part of its rules over ratings.
#[derive(Clone, Debug)]
pub(crate) struct Conditions {
    /// What each eligibility check asks.
    checks: Vec<Condition>,
    /// The comparisons that each check looks at.
    comparisons: Vec<Vec<usize>>,
    /// What levels need besides quality.
    pub(crate) prerequisites: Vec<(Rank, Condition)>,
    /// The comparisons that decide quality and prerequisites.
    quality: Vec<usize>,
}

/// The ways in which blank facts can come out, as far as anything depends on them.
#[derive(Clone, Debug)]
pub(crate) struct Circumstances {
    /// The ways that matter to quality, prerequisites and the checks that share a blank fact with them; never without one,
    /// except that a scheme which compares no facts needs none.
    ways: Vec<Way>,
    /// What holds where there are no ways: nothing is compared.
    nothing: Truths,
    /// Whether those checks hold, in each way.
    hold: Vec<bool>,
    /// Whether the other checks hold for certain, and whether they can.
    others: Bounds<bool>,
    /// Each check.
    pub(crate) checks: Vec<CheckStatus>,
}

/// One way in which the blank facts can come out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Circumstance<'a> {
    pub(crate) truths: &'a Truths,
    /// Whether every check holds for certain, and whether every check can hold.
    pub(crate) eligible: Bounds<bool>,
}

impl Conditions {
    /// Compiles the conditions of a checked scheme; `quality` are the comparisons that its rules over ratings look at.
    pub(crate) fn new(scheme: &Scheme, mut quality: Vec<usize>, facts: &mut Facts) -> Self {
        let mut checks = Vec::with_capacity(scheme.eligibility.len());
        let mut comparisons = Vec::with_capacity(scheme.eligibility.len());
        for check in &scheme.eligibility {
            let condition = Condition::of_check(check, facts);
            let mut of_check = Vec::new();
            condition.comparisons(&mut of_check);
            comparisons.push(of_check);
            checks.push(condition);
        }
        let mut prerequisites = Vec::with_capacity(scheme.prerequisites.len());
        for prerequisite in &scheme.prerequisites {
            let condition = Condition::compile(&prerequisite.test, facts);
            condition.comparisons(&mut quality);
            let level = scheme.level_index(&prerequisite.level).and_then(Rank::from_index);
            prerequisites.extend(level.map(|level| (level, condition)));
        }
        Self { checks, comparisons, prerequisites, quality }
    }

    /// Whether there is no check and no fact that quality or prerequisites depend on.
    pub(crate) fn are_none(&self) -> bool {
        self.checks.is_empty() && self.quality.is_empty()
    }

    /// The comparisons that a check looks at.
    pub(crate) fn comparisons_of_check(&self, check: usize) -> &[usize] {
        self.comparisons.get(check).map_or(&[], Vec::as_slice)
    }

    /// Whether a check holds.
    pub(crate) fn check_holds(&self, check: usize, way: &Truths, awards: &Awards) -> bool {
        self.checks.get(check).is_none_or(|condition| condition.holds(way, awards))
    }

    /// Whether everything that a level needs besides quality holds.
    pub(crate) fn prerequisites_hold(&self, level: Rank, way: &Truths, awards: &Awards) -> bool {
        let mut of_level = self.prerequisites.iter().filter(|(of, _)| *of == level);
        of_level.all(|(_, condition)| condition.holds(way, awards))
    }
}

impl Circumstances {
    /// Each way that matters; at least one.
    pub(crate) fn each(&self) -> impl Iterator<Item = Circumstance<'_>> {
        let alone = self.ways.is_empty().then_some(&self.nothing);
        let truths = self.ways.iter().map(|way| &way.truths).chain(alone);
        truths.enumerate().map(|(place, truths)| {
            let here = self.hold.get(place).is_none_or(|&holds| holds);
            Circumstance { truths, eligible: self.others.map(|others| others && here) }
        })
    }

    /// The first way.
    pub(crate) fn first(&self) -> Circumstance<'_> {
        self.each().next().unwrap_or(Circumstance { truths: &self.nothing, eligible: self.others })
    }

    /// The ways that matter, with what they were made from.
    pub(crate) fn ways(&self) -> &[Way] {
        &self.ways
    }

    /// All checks together.
    pub(crate) fn status(&self) -> CheckStatus {
        status(Bounds {
            level: self.others.level && self.hold.iter().all(|&holds| holds),
            could_reach: self.others.could_reach && (self.hold.is_empty() || self.hold.contains(&true)),
        })
    }
}

/// What holds for certain is met; what cannot hold is not.
fn status(holds: Bounds<bool>) -> CheckStatus {
    match (holds.level, holds.could_reach) {
        (true, _) => CheckStatus::Met,
        (false, true) => CheckStatus::Undetermined,
        (false, false) => CheckStatus::NotMet,
    }
}

impl Plan {
    /// The ways in which the blank facts of a case can come out.
    pub(crate) fn circumstances(&self, case: &Case) -> Circumstances {
        let conditions = &self.conditions;
        if conditions.are_none() {
            return Circumstances {
                ways: Vec::new(),
                nothing: Truths::default(),
                hold: Vec::new(),
                others: Bounds { level: true, could_reach: true },
                checks: Vec::new(),
            };
        }
        let (joint, apart) = self.grouped(case);
        let mut statuses = vec![CheckStatus::Met; conditions.checks.len()];
        let mut others = Bounds { level: true, could_reach: true };
        for group in apart {
            let ways = self.ways(case, &self.comparisons_of(&group));
            let together = self.ask(&ways, &group, case, &mut statuses);
            others.level &= together.iter().all(|&holds| holds);
            others.could_reach &= together.contains(&true);
        }
        let mut wanted = conditions.quality.clone();
        for comparison in self.comparisons_of(&joint) {
            if !wanted.contains(&comparison) {
                wanted.push(comparison);
            }
        }
        let ways = self.ways(case, &wanted);
        let hold = if joint.is_empty() { Vec::new() } else { self.ask(&ways, &joint, case, &mut statuses) };
        Circumstances { ways, nothing: Truths::default(), hold, others, checks: statuses }
    }

    fn ways(&self, case: &Case, wanted: &[usize]) -> Vec<Way> {
        self.facts.ways(&case.facts, case.awards.as_of, wanted)
    }

    fn comparisons_of(&self, checks: &[usize]) -> Vec<usize> {
        let mut wanted: Vec<usize> = Vec::new();
        for &comparison in checks.iter().filter_map(|&check| self.conditions.comparisons.get(check)).flatten() {
            if !wanted.contains(&comparison) {
                wanted.push(comparison);
            }
        }
        wanted
    }

    /// Whether a group of checks holds in each way; the status of each check goes to `statuses`.
    fn ask(&self, ways: &[Way], group: &[usize], case: &Case, statuses: &mut [CheckStatus]) -> Vec<bool> {
        let mut together = vec![true; ways.len()];
        for &check in group {
            let mut alone = Bounds { level: true, could_reach: false };
            for (way, together) in ways.iter().zip(&mut together) {
                let holds = self.conditions.check_holds(check, &way.truths, &case.awards);
                alone = Bounds { level: alone.level && holds, could_reach: alone.could_reach || holds };
                *together &= holds;
            }
            if let Some(slot) = statuses.get_mut(check) {
                *slot = status(alone);
            }
        }
        together
    }

    /// The checks that share a blank fact with the rules over ratings, and the others in groups that share none with another.
    fn grouped(&self, case: &Case) -> (Vec<usize>, Vec<Vec<usize>>) {
        let blanks = |comparisons: &[usize]| -> Vec<usize> {
            let looked_at = comparisons.iter().flat_map(|&comparison| self.facts.facts_of(comparison));
            looked_at.copied().filter(|&fact| case.facts.get(fact).copied().flatten().is_none()).collect()
        };
        // The first group stands for quality and prerequisites.
        let mut groups: Vec<(Vec<usize>, Vec<usize>)> = vec![(blanks(&self.conditions.quality), Vec::new())];
        for (check, comparisons) in self.conditions.comparisons.iter().enumerate() {
            let (mut facts, mut checks) = (blanks(comparisons), vec![check]);
            let mut to = None;
            let mut place = 0;
            while let Some((others, _)) = groups.get(place) {
                if facts.iter().any(|fact| others.contains(fact)) {
                    if place == 0 {
                        to = Some(());
                        place = 1;
                    } else {
                        let (more_facts, more_checks) = groups.remove(place);
                        facts.extend(more_facts);
                        checks.extend(more_checks);
                    }
                } else {
                    place = place.saturating_add(1);
                }
            }
            match groups.first_mut().filter(|_| to.is_some()) {
                Some((joint_facts, joint)) => {
                    joint_facts.extend(facts);
                    joint.extend(checks);
                }
                None => groups.push((facts, checks)),
            }
        }
        let mut groups = groups.into_iter().map(|(_, checks)| checks);
        (groups.next().unwrap_or_default(), groups.collect())
    }
}
