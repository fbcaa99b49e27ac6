//! Checks that every condition can both hold and fail: one that never holds shuts everybody out, and one that always holds asks
//! nothing.

use alloc::{collections::BTreeSet, format, string::String, vec::Vec};

use super::{asked::looks_at_ratings, each_rule, fault};
use crate::{
    Code, Refusal,
    fact::{
        Facts,
        check::{MOST_CELLS, is_dated},
    },
    rule::condition::Condition,
    scheme::{
        Scheme,
        test::{Case, Test},
    },
};

#[cfg(test)]
mod tests;

/// Notes conditions put together from others that come out in one way only, whatever the facts and the awards held.
///
/// Comparisons by themselves are looked at where they are checked, but for those that look at the day judged on. What stands within a
/// condition that is noted is not noted again.
pub(super) fn conditions_hold_and_fail(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let mut facts = Facts::new(scheme);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    each_rule(scheme, &mut |pointer, _, test| {
        // The scheme's section rule is asked of every section.
        if !seen.insert(pointer.into()) {
            return;
        }
        let mut noted: Option<String> = None;
        test.visit(pointer, &mut |pointer, test| {
            let is_within = |noted: &String| pointer.strip_prefix(&**noted).is_some_and(|rest| rest.starts_with('/'));
            if !noted.as_ref().is_some_and(is_within) && holds_and_fails(scheme, &mut facts, pointer, test, faults) {
                noted = Some(pointer.into());
            }
        });
    });
}

/// Notes it where a condition comes out in one way only, or a case of it is never come to; says whether it did.
fn holds_and_fails(scheme: &Scheme, facts: &mut Facts, pointer: &str, test: &Test, faults: &mut Vec<Refusal>) -> bool {
    let (mut is_condition, mut is_timeless) = (true, true);
    test.visit("", &mut |_, test| {
        is_condition &= !looks_at_ratings(test);
        is_timeless &= !matches!(test, Test::Fact(fact) if is_dated(scheme, &fact.comparison));
    });
    if !is_condition || (is_timeless && matches!(test, Test::Fact(_))) || matches!(test, Test::Held(_)) {
        return false;
    }
    let before = faults.len();
    // What is put in the place of the day is looked up among the comparisons: those of this condition are enough.
    let mut own = if is_timeless { None } else { Some(Facts::new(scheme)) };
    let facts = own.as_mut().unwrap_or(facts);
    let condition = Condition::compile(test, facts);
    let on_any_day = (!is_timeless).then(|| facts.on_any_day());
    match outcomes(scheme, on_any_day.as_ref().unwrap_or(facts), &condition) {
        Some((false, _)) if matches!(test, Test::Fact(_)) => {
            let message = "this never holds, on any day: its ends leave nothing between them, so correct one";
            fault(faults, Code::ComparisonNever, pointer, message);
        }
        Some((false, _)) => {
            let message = "this never holds, whatever the facts: its parts exclude each other, so correct or remove it";
            fault(faults, Code::ConditionNever, pointer, message);
        }
        Some((_, false)) => {
            let message = "this holds whatever the facts: ask for something that can be missed, or remove it";
            fault(faults, Code::ConditionAlways, pointer, message);
        }
        Some((true, true)) => {
            if let Test::Cases(cases) = test {
                cases_are_come_to(scheme, (facts, on_any_day.as_ref()), pointer, cases, faults);
            }
        }
        None => {}
    }
    faults.len() > before
}

/// Notes cases that no facts come to.
fn cases_are_come_to(
    scheme: &Scheme,
    (facts, on_any_day): (&mut Facts, Option<&Facts>),
    pointer: &str,
    cases: &[Case],
    faults: &mut Vec<Refusal>,
) {
    let mut looked_at = Vec::new();
    let mut whens = Vec::with_capacity(cases.len());
    for case in cases {
        let when = case.when.as_ref().map(|when| Condition::compile(when, facts));
        if let Some(when) = &when {
            when.comparisons(&mut looked_at);
        }
        whens.push(when);
    }
    let last = cases.len().saturating_sub(1);
    // Of one before the last whose `when` is missing there is no telling.
    let mut is_come_to: Vec<bool> = whens.iter().enumerate().map(|(i, when)| when.is_none() && i != last).collect();
    for way in on_any_day.unwrap_or(facts).ways(&[], scheme.starts_on, &looked_at) {
        let holds =
            |when: &Option<Condition>| when.as_ref().is_some_and(|when| when.holds_where(&way.truths, &|_| false));
        let first = whens.iter().position(holds).unwrap_or(last);
        if let Some(first) = is_come_to.get_mut(first) {
            *first = true;
        }
    }
    for (i, _) in is_come_to.iter().enumerate().filter(|(_, is_come_to)| !**is_come_to) {
        let what = if i == last { "remove it, and the `when` of the one above" } else { "correct them, or remove it" };
        let message = format!("no facts come to this case, since those above take them all: {what}");
        fault(faults, Code::ConditionNever, format!("{pointer}/cases/{i}"), message);
    }
}

/// Whether a condition can hold and whether it can fail; `None` where that is too much to work out.
fn outcomes(scheme: &Scheme, facts: &Facts, condition: &Condition) -> Option<(bool, bool)> {
    let mut looked_at = Vec::new();
    condition.comparisons(&mut looked_at);
    if facts.cells(&looked_at) > MOST_CELLS {
        return None;
    }
    let (mut holds, mut fails) = (false, false);
    for way in facts.ways(&[], scheme.starts_on, &looked_at) {
        holds = holds || condition.holds_where(&way.truths, &|_| true);
        fails = fails || !condition.holds_where(&way.truths, &|_| false);
    }
    Some((holds, fails))
}
