//! Conditions: what is asked of facts and awards held, whatever the ratings.

use crate::packed::packed;
use alloc::{boxed::Box, vec::Vec};

use crate::{
    Date, Id,
    case::Awards,
    fact::{Facts, Truths},
    scheme::{
        Check, CheckAsks, Version,
        facts::{Comparison, Expression},
        test::{Case, Held, Quorum, Test},
    },
};

/// A condition compiled.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    /// This comparison of facts holds.
    Compare(usize),
    /// An award like this is held.
    Held(Box<Held>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Quorum(u32, Vec<Condition>),
    Not(Box<Condition>),
}

packed!(enum Condition { 0 => Compare(a), 1 => Held(a), 2 => All(a), 3 => Any(a), 4 => Quorum(a, b), 5 => Not(a) });

impl Condition {
    /// Compiles a test that asks nothing of ratings; the checks have seen to that.
    pub(crate) fn compile(test: &Test, facts: &mut Facts) -> Self {
        let mut each = |tests: &[Test]| tests.iter().map(|test| Self::compile(test, facts)).collect();
        match test {
            Test::Fact(test) => Self::Compare(facts.comparison(&test.comparison)),
            Test::Held(held) => Self::Held(Box::new(held.clone())),
            Test::All(tests) => Self::All(each(tests)),
            Test::Any(tests) => Self::Any(each(tests)),
            Test::Quorum(quorum) => Self::Quorum(quorum.needed, each(&quorum.of)),
            Test::Not(test) => Self::Not(Box::new(Self::compile(test, facts))),
            Test::Cases(cases) => {
                let compiled = |case: &Case| {
                    let when = case.when.as_ref().map(|when| Self::compile(when, facts));
                    (when, Self::compile(&case.then, facts))
                };
                Self::of_cases(&cases.iter().map(compiled).collect::<Vec<_>>())
            }
            // INVARIANT: not in a checked scheme.
            Test::Share(_) | Test::Points(_) | Test::NoneBelow(_) | Test::Sections(_) | Test::Table(_) => {
                Self::Any(Vec::new())
            }
        }
    }

    /// The first case that is so decides: one of the first half, or where none of those is so, one of the second. By halves, a condition of
    /// many cases is little longer than they are, and not deep.
    fn of_cases(cases: &[(Option<Self>, Self)]) -> Self {
        match cases {
            [] => Self::Any(Vec::new()),
            [(None, then)] => then.clone(),
            [(Some(when), then)] => Self::All([when.clone(), then.clone()].into()),
            _ => {
                let (first, second) = cases.split_at(cases.len() / 2);
                let whens = first.iter().filter_map(|(when, _)| when.clone());
                let none_of_first = whens.map(|when| Self::Not(Box::new(when)));
                let in_second = none_of_first.chain([Self::of_cases(second)]).collect();
                Self::Any([Self::of_cases(first), Self::All(in_second)].into())
            }
        }
    }

    /// Compiles an eligibility check: met where it does not apply, or where its version asks nothing.
    pub(crate) fn of_check(check: &Check, facts: &mut Facts) -> Self {
        let asked = match &check.asks {
            CheckAsks::Always(test) => Self::compile(test, facts),
            CheckAsks::Dated { dated_by, versions } => Self::of_versions(dated_by, versions, facts),
        };
        match &check.applies_when {
            Some(test) => {
                let applies = Self::compile(test, facts);
                Self::Any([Self::Not(Box::new(applies)), asked].into())
            }
            None => asked,
        }
    }

    /// Of versions by date, the one in force holds.
    fn of_versions(dated_by: &Id, versions: &[Version], facts: &mut Facts) -> Self {
        let mut on_or_after = |day: Date| {
            Self::Compare(facts.comparison(&Comparison::on_or_after(Expression::Name(dated_by.clone()), day)))
        };
        let started: Vec<Option<Self>> = versions.iter().map(|version| version.from.map(&mut on_or_after)).collect();
        let mut ways = Vec::with_capacity(versions.len());
        for (i, version) in versions.iter().enumerate() {
            let begins = started.get(i).cloned().flatten();
            let ends = started.get(i.saturating_add(1)).cloned().flatten().map(|next| Self::Not(Box::new(next)));
            let asks = version.test.as_ref().map(|test| Self::compile(test, facts));
            ways.push(Self::All(begins.into_iter().chain(ends).chain(asks).collect()));
        }
        Self::Any(ways)
    }

    /// Whether the condition holds.
    pub(crate) fn holds(&self, truths: &Truths, awards: &Awards) -> bool {
        self.holds_where(truths, &|held| awards.has(held))
    }

    /// Whether the condition holds where `has` says which awards are held. More awards never make a test that is compiled fail: none stands under
    /// `not`. They may where a check concerns those who hold none.
    pub(crate) fn holds_where(&self, truths: &Truths, has: &dyn Fn(&Held) -> bool) -> bool {
        let holds = |condition: &Self| condition.holds_where(truths, has);
        match self {
            Self::Compare(comparison) => truths.holds(*comparison),
            Self::Held(held) => has(held),
            Self::All(conditions) => conditions.iter().all(holds),
            Self::Any(conditions) => conditions.iter().any(holds),
            Self::Quorum(needed, conditions) => {
                let count = conditions.iter().filter(|condition| holds(condition)).count();
                u32::try_from(count).is_ok_and(|count| count >= *needed)
            }
            Self::Not(condition) => !condition.holds_where(truths, has),
        }
    }

    /// Whether the condition holds, where the comparisons that `known` tells of decide it; else those that are left to decide it are
    /// added to `open`, each once.
    pub(crate) fn decided(
        &self,
        known: &dyn Fn(usize) -> Option<bool>,
        awards: &Awards,
        open: &mut Vec<usize>,
    ) -> Option<bool> {
        match self {
            Self::Compare(comparison) => {
                let holds = known(*comparison);
                if holds.is_none() && !open.contains(comparison) {
                    open.push(*comparison);
                }
                holds
            }
            Self::Held(held) => Some(awards.has(held)),
            Self::All(conditions) => Self::at_least(conditions.len(), conditions, known, awards, open),
            Self::Any(conditions) => Self::at_least(1, conditions, known, awards, open),
            Self::Quorum(needed, conditions) => {
                Self::at_least(usize::try_from(*needed).unwrap_or(usize::MAX), conditions, known, awards, open)
            }
            Self::Not(condition) => condition.decided(known, awards, open).map(|holds| !holds),
        }
    }

    fn at_least(
        needed: usize,
        conditions: &[Self],
        known: &dyn Fn(usize) -> Option<bool>,
        awards: &Awards,
        open: &mut Vec<usize>,
    ) -> Option<bool> {
        let open_before = open.len();
        let (mut hold, mut may_hold) = (0usize, 0usize);
        for condition in conditions {
            let decided = condition.decided(known, awards, open);
            hold = hold.saturating_add(usize::from(decided == Some(true)));
            may_hold = may_hold.saturating_add(usize::from(decided != Some(false)));
        }
        let decided = if hold >= needed { Some(true) } else { (may_hold < needed).then_some(false) };
        if decided.is_some() {
            open.truncate(open_before);
        }
        decided
    }

    /// Adds the comparisons that the condition looks at to `into`, each once.
    pub(crate) fn comparisons(&self, into: &mut Vec<usize>) {
        match self {
            Self::Compare(comparison) => {
                if !into.contains(comparison) {
                    into.push(*comparison);
                }
            }
            Self::Held(_) => {}
            Self::All(conditions) | Self::Any(conditions) | Self::Quorum(_, conditions) => {
                for condition in conditions {
                    condition.comparisons(into);
                }
            }
            Self::Not(condition) => condition.comparisons(into),
        }
    }
}

/// Whether a condition that is not compiled holds.
pub(crate) fn holds(test: &Test, facts: &Facts, truths: &Truths, awards: &Awards) -> bool {
    let is_so = |test: &Test| holds(test, facts, truths, awards);
    match test {
        Test::Fact(fact) => facts.find(&fact.comparison).is_some_and(|comparison| truths.holds(comparison)),
        Test::Held(held) => awards.has(held),
        Test::All(tests) => tests.iter().all(is_so),
        Test::Any(tests) => tests.iter().any(is_so),
        Test::Quorum(quorum) => {
            u32::try_from(quorum.of.iter().filter(|test| is_so(test)).count()).is_ok_and(|count| count >= quorum.needed)
        }
        Test::Not(test) => !is_so(test),
        Test::Cases(_) => decided(test, is_so).is_some_and(is_so),
        Test::Share(_) | Test::Points(_) | Test::NoneBelow(_) | Test::Sections(_) | Test::Table(_) => false,
    }
}

/// What the first case that is so asks; `None` for any other shape.
fn decided(test: &Test, is_so: impl Fn(&Test) -> bool) -> Option<&Test> {
    let Test::Cases(cases) = test else { return None };
    cases.iter().find(|case| case.when.as_ref().is_none_or(&is_so)).map(|case| &case.then)
}

/// Adds to `found` what decides that a condition comes out as it does not `expected` to: of facts and awards held, in their order.
/// Where it comes out as expected there is nothing, and neither is there of what was not asked.
pub(crate) fn deciding<'t>(
    test: &'t Test,
    expected: bool,
    facts: &Facts,
    truths: &Truths,
    awards: &Awards,
    found: &mut Vec<&'t Test>,
) {
    if holds(test, facts, truths, awards) == expected {
        return;
    }
    match test {
        Test::All(tests) | Test::Any(tests) | Test::Quorum(Quorum { of: tests, .. }) => {
            for test in tests {
                deciding(test, expected, facts, truths, awards, found);
            }
        }
        Test::Not(test) => deciding(test, !expected, facts, truths, awards, found),
        Test::Cases(_) => {
            if let Some(test) = decided(test, |test| holds(test, facts, truths, awards)) {
                deciding(test, expected, facts, truths, awards, found);
            }
        }
        _ => found.push(test),
    }
}

#[cfg(test)]
mod tests;
