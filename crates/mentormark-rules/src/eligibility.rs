//! Eligibility and prerequisites: what is asked of facts and awards, over every way in which blank facts can come out.

use crate::packed::packed;
use alloc::{vec, vec::Vec};

use crate::{
    Bounds, Case, Plan, Rank,
    case::Awards,
    fact::{Facts, Truths, Way},
    outcome::CheckStatus,
    rule::condition::Condition,
    scheme::Scheme,
    survey::Survey,
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
    /// Whom sections and criteria concern.
    concerns: Vec<Condition>,
    /// The comparisons that decide quality and prerequisites.
    quality: Vec<usize>,
    /// How many of those, the first ones, are not looked at by `concerns` alone.
    always: usize,
}

packed!(struct Conditions { checks, comparisons, prerequisites, concerns, quality, always });

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
    /// What the case comes to in each way.
    pub(crate) survey: Survey,
}

/// One way in which the blank facts can come out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Circumstance<'a> {
    pub(crate) truths: &'a Truths,
    /// What the ratings earn.
    pub(crate) quality: Bounds<Option<Rank>>,
    /// Whether every check holds for certain, and whether every check can hold.
    pub(crate) eligible: Bounds<bool>,
}

impl Conditions {
    /// Compiles the conditions of a checked scheme; `quality` are the comparisons that its rules over ratings look at, and `concerns`
    /// says whom its sections and criteria concern.
    pub(crate) fn new(scheme: &Scheme, mut quality: Vec<usize>, concerns: Vec<Condition>, facts: &mut Facts) -> Self {
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
        let always = quality.len();
        for condition in &concerns {
            condition.comparisons(&mut quality);
        }
        Self { checks, comparisons, prerequisites, concerns, quality, always }
    }

    /// Whether there is no check and no fact that quality or prerequisites depend on.
    pub(crate) fn are_none(&self) -> bool {
        self.checks.is_empty() && self.quality.is_empty()
    }

    /// What each eligibility check asks.
    pub(crate) fn checks(&self) -> &[Condition] {
        &self.checks
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
        (0..).map_while(|place| self.at(place))
    }

    fn at(&self, place: usize) -> Option<Circumstance<'_>> {
        let (truths, &quality) = (self.truths_at(place)?, self.survey.qualities.get(place)?);
        let here = self.hold.get(place).is_none_or(|&holds| holds);
        Some(Circumstance { truths, quality, eligible: self.others.map(|others| others && here) })
    }

    /// What holds in each way that matters.
    pub(crate) fn truths(&self) -> impl Iterator<Item = &Truths> {
        (0..).map_while(|place| self.truths_at(place))
    }

    fn truths_at(&self, place: usize) -> Option<&Truths> {
        let alone = || Some(&self.nothing).filter(|_| self.ways.is_empty() && place == 0);
        self.ways.get(place).map(|way| &way.truths).or_else(alone)
    }

    /// The first way.
    pub(crate) fn first(&self) -> Circumstance<'_> {
        let nothing = Circumstance { truths: &self.nothing, quality: Bounds::default(), eligible: self.others };
        self.at(0).unwrap_or(nothing)
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
        let mut circumstances = self.ways_that_matter(case);
        let truths: Vec<&Truths> = circumstances.truths().collect();
        circumstances.survey = self.survey(case, &truths);
        circumstances
    }

    /// The same before anything is rated.
    fn ways_that_matter(&self, case: &Case) -> Circumstances {
        let conditions = &self.conditions;
        if conditions.are_none() {
            return Circumstances {
                ways: Vec::new(),
                nothing: Truths::default(),
                hold: Vec::new(),
                others: Bounds { level: true, could_reach: true },
                checks: Vec::new(),
                survey: Survey::default(),
            };
        }
        let mut wanted = self.deciding(case);
        let (joint, apart) = self.grouped(case, &wanted);
        let mut statuses = vec![CheckStatus::Met; conditions.checks.len()];
        let mut others = Bounds { level: true, could_reach: true };
        for group in apart {
            let ways = self.ways(case, &self.comparisons_of(&group));
            let together = self.ask(&ways, &group, case, &mut statuses);
            others.level &= together.iter().all(|&holds| holds);
            others.could_reach &= together.contains(&true);
        }
        let of_joint = self.comparisons_of(&joint);
        for &comparison in &of_joint {
            if !wanted.contains(&comparison) {
                wanted.push(comparison);
            }
        }
        let always = conditions.quality.iter().take(conditions.always);
        let asked: Vec<usize> = always.chain(&of_joint).copied().collect();
        let ways = self.facts.ways_until(&case.facts, case.awards.as_of, &wanted, &|holds, open| {
            let known = |comparison: usize| (!open.holds(comparison)).then(|| holds.holds(comparison));
            let decided = |condition: &Condition| condition.decided(&known, &case.awards, &mut Vec::new()).is_some();
            !asked.iter().any(|&comparison| open.holds(comparison)) && conditions.concerns.iter().all(decided)
        });
        let hold = if joint.is_empty() { Vec::new() } else { self.ask(&ways, &joint, case, &mut statuses) };
        let survey = Survey::default();
        Circumstances { ways, nothing: Truths::default(), hold, others, checks: statuses, survey }
    }

    fn ways(&self, case: &Case, wanted: &[usize]) -> Vec<Way> {
        self.facts.ways(&case.facts, case.awards.as_of, wanted)
    }

    /// The comparisons that can decide quality and prerequisites of this case. One of a blank fact is left out where the facts given
    /// decide without it whom sections and criteria concern: what need not be asked makes no ways.
    fn deciding(&self, case: &Case) -> Vec<usize> {
        let Conditions { concerns, quality, always, .. } = &self.conditions;
        let told = self.facts.told(&case.facts, case.awards.as_of);
        let known = |comparison: usize| told.get(comparison).copied().unwrap_or(Some(false));
        let mut open = Vec::new();
        for condition in concerns {
            condition.decided(&known, &case.awards, &mut open);
        }
        let decides = |comparison: &usize| known(*comparison).is_some() || open.contains(comparison);
        let (always, concerns) = quality.split_at_checked(*always).unwrap_or_default();
        always.iter().chain(concerns.iter().filter(|comparison| decides(comparison))).copied().collect()
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
    fn grouped(&self, case: &Case, quality: &[usize]) -> (Vec<usize>, Vec<Vec<usize>>) {
        let blanks = |comparisons: &[usize]| -> Vec<usize> {
            let looked_at = comparisons.iter().flat_map(|&comparison| self.facts.facts_of(comparison));
            looked_at.copied().filter(|&fact| case.facts.get(fact).copied().flatten().is_none()).collect()
        };
        // The first group stands for quality and prerequisites.
        let mut groups: Vec<(Vec<usize>, Vec<usize>)> = vec![(blanks(quality), Vec::new())];
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

#[cfg(test)]
mod tests {
    use alloc::{format, string::String, vec::Vec};

    use super::*;

    /// Two sections: the second concerns whoever is of its kind `b`, or of `c` and has chosen `two` in a list.
    fn plan() -> Plan {
        let concerns = r#"{ "id": "two", "applies_when": { "any": [
            { "fact": "kind", "is": "b" },
            { "all": [{ "fact": "kind", "is": "c" }, { "fact": "chosen", "includes": "two" }] }
        ] },"#;
        let facts = r#""facts": [
            { "id": "kind", "kind": "choice", "options": ["a", "b", "c"], "source": "example#all" },
            { "id": "chosen", "kind": "choices", "options": ["one", "two", "three"], "source": "example#all" }
        ], "sections": ["#;
        let scheme = include_str!("../examples/two-sections.json");
        let scheme = scheme.replace(r#"{ "id": "two","#, concerns).replace(r#""sections": ["#, facts);
        let scheme = scheme.replace(r#""floor": "none","#, r#""floor": "none", "without_not_applicable": true,"#);
        Plan::from_json(&scheme).unwrap()
    }

    /// How many ways there are with these facts, and the levels that are certain and possible.
    fn ways(facts: &str) -> (usize, Vec<Option<String>>) {
        let plan = plan();
        let text = format!(
            r#"{{ "scheme": "example", "as_of": "2026-11-21", "facts": {facts}, "ratings": {{ "one.pass.a": "met" }} }}"#
        );
        let (_, case) = crate::read_text(&text, |_| Ok(&plan)).unwrap();
        let quality = plan.outcome(&case).quality;
        let levels = [quality.level, quality.could_reach].map(|level| level.map(|id| id.as_str().into()));
        (plan.circumstances(&case).ways().len(), levels.into())
    }

    #[test]
    fn a_blank_fact_that_other_facts_make_idle_makes_no_ways() {
        let pass = || Some(String::from("pass"));
        // Section two is no concern of an `a`, whatever was chosen, and always one of a `b`.
        assert_eq!(ways(r#"{ "kind": "a" }"#), (1, [pass(), pass()].into()));
        assert_eq!(ways(r#"{ "kind": "b" }"#), (1, [None, pass()].into()));
        // For a `c` it depends.
        assert_eq!(ways(r#"{ "kind": "c" }"#), (2, [None, pass()].into()));
        assert_eq!(ways(r#"{ "kind": "c", "chosen": ["one"] }"#), (1, [pass(), pass()].into()));
        assert_eq!(ways("{}").1, [None, pass()]);
    }

    #[test]
    fn what_hangs_on_two_blank_facts_is_not_decided_by_one_of_two_that_are_added() {
        let concerns = r#"{ "id": "two", "applies_when": { "all": [
            { "fact": { "sum": ["a", "b"] }, "at_least": 10 }, { "fact": "open", "is": true }
        ] },"#;
        let facts = r#""facts": [
            { "id": "a", "kind": "count", "least": 0, "most": 100, "source": "example#all" },
            { "id": "b", "kind": "count", "least": 0, "most": 100, "source": "example#all" },
            { "id": "open", "kind": "yes-no", "source": "example#all" }
        ], "sections": ["#;
        let scheme = include_str!("../examples/two-sections.json");
        let scheme = scheme.replace(r#"{ "id": "two","#, concerns).replace(r#""sections": ["#, facts);
        let scheme = scheme.replace(r#""floor": "none","#, r#""floor": "none", "without_not_applicable": true,"#);
        let plan = Plan::from_json(&scheme).unwrap();
        let levels = |facts: &str| {
            let text = format!(
                r#"{{ "scheme": "example", "as_of": "2026-11-21", "facts": {facts}, "ratings": {{ "one.pass.a": "met" }} }}"#
            );
            let (_, case) = crate::read_text(&text, |_| Ok(&plan)).unwrap();
            let quality = plan.outcome(&case).quality;
            [quality.level, quality.could_reach].map(|level| level.is_some())
        };
        // Section two may concern them, and is blank.
        assert_eq!(levels(r#"{ "a": 3 }"#), [false, true]);
        assert_eq!(levels(r#"{ "b": 3 }"#), [false, true]);
        // It does not.
        assert_eq!(levels(r#"{ "a": 3, "b": 6 }"#), [true, true]);
        assert_eq!(levels(r#"{ "a": 3, "open": false }"#), [true, true]);
    }

    #[test]
    fn checks_that_share_one_of_their_blank_facts_are_told_together() {
        let facts = r#""facts": [
            { "id": "x", "kind": "yes-no", "source": "example#all" }, { "id": "y", "kind": "yes-no", "source": "example#all" },
            { "id": "z", "kind": "yes-no", "source": "example#all" }
        ], "eligibility": [
            { "id": "one", "fact": "x", "is": true, "source": "example#all" },
            { "id": "two", "source": "example#all",
              "any": [{ "all": [{ "fact": "x", "is": false }, { "fact": "y", "is": true }] }, { "fact": "z", "is": true }] }
        ], "sections": ["#;
        let scheme = include_str!("../examples/two-sections.json").replace(r#""sections": ["#, facts);
        let plan = Plan::from_json(&scheme).unwrap();
        let text = r#"{ "scheme": "example", "as_of": "2026-11-21", "facts": { "z": false }, "ratings": {} }"#;
        let (_, case) = crate::read_text(text, |_| Ok(&plan)).unwrap();
        let circumstances = plan.circumstances(&case);
        // Each can hold; both cannot.
        assert_eq!(circumstances.checks, [CheckStatus::Undetermined; 2]);
        assert_eq!(circumstances.status(), CheckStatus::NotMet);
    }

    #[test]
    fn what_is_decided_leaves_nothing_open() {
        let awards = crate::case::Case::blank(&plan(), "2026-11-21".parse().unwrap()).awards;
        let compare =
            |comparisons: &[usize]| comparisons.iter().map(|&comparison| Condition::Compare(comparison)).collect();
        // 0 holds, 1 does not, the others are blank.
        let known = |comparison: usize| [Some(true), Some(false)].get(comparison).copied().flatten();
        let check = |condition: Condition, decided: Option<bool>, left: &[usize]| {
            let mut open = Vec::from([9]);
            assert_eq!(condition.decided(&known, &awards, &mut open), decided);
            assert_eq!(open, [&[9], left].concat());
        };
        check(Condition::Any(compare(&[2, 0])), Some(true), &[]);
        check(Condition::Any(compare(&[2, 1, 3])), None, &[2, 3]);
        check(Condition::All(compare(&[2, 1])), Some(false), &[]);
        check(Condition::All(compare(&[2, 0, 9])), None, &[2]);
        check(Condition::All(Vec::new()), Some(true), &[]);
        check(Condition::Any(Vec::new()), Some(false), &[]);
        check(Condition::Quorum(2, compare(&[0, 2, 1])), None, &[2]);
        check(Condition::Quorum(2, compare(&[1, 2, 1])), Some(false), &[]);
        check(Condition::Not(Condition::All(compare(&[2, 1])).into()), Some(true), &[]);
        let inner = [Condition::All(compare(&[1, 3])), Condition::Compare(2)];
        check(Condition::Any(inner.into()), None, &[2]);
    }
}
