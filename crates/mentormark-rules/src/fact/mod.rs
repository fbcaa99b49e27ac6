//! Facts: what an applicant states of itself, worked out, compared, and told as far as it can be while some are blank.

mod any_day;
pub(crate) mod check;
pub(crate) mod comparison;
pub(crate) mod expression;
mod miss;
pub(crate) mod ratio;
mod scope;
#[cfg(test)]
mod trial;
mod truths;
mod value;
mod ways;

use crate::packed::packed;
use alloc::vec::Vec;

use comparison::{By, Compared, Comparison};
pub(crate) use expression::CompiledExpression;
use expression::Expression;
pub(crate) use miss::Miss;
pub(crate) use ratio::Ratio;
pub(crate) use scope::{Known, Scope};
pub(crate) use truths::Truths;
pub(crate) use ways::{Way, differing, needs};

use crate::{
    Date, Scheme,
    scheme::facts::{Derived, Fact},
};

/// A fact's value packed: a number as it is, a date as the number of its day, yes as 1 and no as 0, an option as its place, a list of
/// options as bits.
pub(crate) type Packed = i64;

/// The least and the greatest value of every fact, the same where it is known, and of the day judged on after the last fact.
pub(crate) type Limits = [(Packed, Packed)];

/// The facts of a checked scheme, and the comparisons that its rules make.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    stated: Vec<Fact>,
    derived: Vec<Derived>,
    comparisons: Vec<Compared>,
    /// The comparisons as rules state them, each once: judging looks them up here and compiles nothing.
    rules: Vec<Stated>,
}

packed!(struct Facts { stated, derived, comparisons, rules });

/// A comparison as a rule states it.
#[derive(Clone, Debug)]
struct Stated {
    comparison: Comparison,
    /// The index of what it was compiled to, which others may share.
    index: usize,
    /// Whether what is compared stands on the left alone; else an end names facts, and what is left without it is compared.
    is_left_alone: bool,
}

packed!(struct Stated { comparison, index, is_left_alone });

impl Facts {
    /// The facts of a checked scheme, before any comparison is registered.
    pub(crate) fn new(scheme: &Scheme) -> Self {
        Self {
            stated: scheme.facts.clone(),
            derived: scheme.derived.clone(),
            comparisons: Vec::new(),
            rules: Vec::new(),
        }
    }

    fn scope(&self) -> Scope<'_> {
        Scope::new(&self.stated, &self.derived, self.derived.len())
    }

    /// The index of a comparison, which is registered unless one that does the same already is.
    pub(crate) fn comparison(&mut self, comparison: &Comparison) -> usize {
        if let Some(index) = self.find(comparison) {
            return index;
        }
        let Some((compared, _)) = comparison::compile(&mut self.scope(), comparison, "") else {
            // INVARIANT: not in a checked scheme. An index past the end never holds.
            return usize::MAX;
        };
        let is_left_alone = match (&compared.by, comparison) {
            (By::Ends(value, _), Comparison::Range { fact, .. }) => *value == self.expression(fact),
            _ => true,
        };
        let found = self.comparisons.iter().position(|known| *known == compared);
        let index = found.unwrap_or(self.comparisons.len());
        if found.is_none() {
            self.comparisons.push(compared);
        }
        self.rules.push(Stated { comparison: comparison.clone(), index, is_left_alone });
        index
    }

    fn as_stated(&self, comparison: &Comparison) -> Option<&Stated> {
        self.rules.iter().find(|stated| stated.comparison == *comparison)
    }

    /// The index of a comparison that a rule of the scheme states.
    pub(crate) fn find(&self, comparison: &Comparison) -> Option<usize> {
        self.as_stated(comparison).map(|stated| stated.index)
    }

    /// The facts that a comparison looks at, rising.
    pub(crate) fn facts_of(&self, comparison: usize) -> &[usize] {
        self.comparisons.get(comparison).map_or(&[], |compared| &compared.facts)
    }

    /// An expression of a checked scheme, to be worked out.
    pub(crate) fn expression(&self, expression: &Expression) -> CompiledExpression {
        let known = self.scope().compile(expression, "");
        known.map_or(CompiledExpression::Constant(Ratio::ZERO), |known| known.expression)
    }

    fn limits(&self, values: &[Option<Packed>], as_of: Date) -> Vec<(Packed, Packed)> {
        let mut limits = scope::limits(&self.stated);
        let as_of = Some(as_of.day_number());
        let values = values.iter().copied().chain(core::iter::repeat(None)).take(self.stated.len()).chain([as_of]);
        for (limits, value) in limits.iter_mut().zip(values) {
            if let Some(value) = value {
                *limits = (value, value);
            }
        }
        limits
    }

    /// Whether each comparison holds, in their order; `None` where it looks at a blank fact.
    pub(crate) fn told(&self, values: &[Option<Packed>], as_of: Date) -> Vec<Option<bool>> {
        let limits = self.limits(values, as_of);
        let is_known = |fact: &usize| limits.get(*fact).is_some_and(|(least, most)| least == most);
        let told = |compared: &Compared| compared.facts.iter().all(is_known).then(|| compared.holds(&limits));
        self.comparisons.iter().map(told).collect()
    }

    /// Every way in which the blank facts can make the comparisons `wanted` come out; one way where none that they look at is blank.
    pub(crate) fn ways(&self, values: &[Option<Packed>], as_of: Date, wanted: &[usize]) -> Vec<Way> {
        ways::ways(&self.comparisons, &mut self.limits(values, as_of), wanted)
    }

    /// The same, but one way for all that differ in the last facts alone where those make no difference: where `is_settled`, given the
    /// comparisons that hold and those that are open.
    pub(crate) fn ways_until(
        &self,
        values: &[Option<Packed>],
        as_of: Date,
        wanted: &[usize],
        is_settled: &dyn Fn(&Truths, &Truths) -> bool,
    ) -> Vec<Way> {
        ways::each_way(&self.comparisons, &mut self.limits(values, as_of), wanted, &mut |_, _| {}, is_settled)
    }

    /// Every way, calling `look` for each with the limits within which the facts lie there.
    pub(crate) fn each_way(
        &self,
        values: &[Option<Packed>],
        as_of: Date,
        wanted: &[usize],
        look: &mut dyn FnMut(&Truths, &Limits),
    ) -> Vec<Way> {
        ways::each_way(&self.comparisons, &mut self.limits(values, as_of), wanted, look, &|_, _| false)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use alloc::{format, vec};

    use super::*;
    use crate::{
        Code, Refusal,
        json::{self, Node},
        scheme::facts::COMPARISON_KEYS,
    };

    /// A scheme with these facts and derived facts, as lists in JSON.
    pub(crate) fn scheme(facts: &str, derived: &str) -> Scheme {
        let example = include_str!("../../examples/two-sections.json");
        let text = example.replacen(
            r#""sections": ["#,
            &format!(r#""facts": {facts}, "derived": {derived}, "sections": ["#),
            1,
        );
        let tree = json::tree(&text).unwrap();
        let faults = json::Reading::default();
        let read = crate::scheme::read(&Node::root(&tree, &faults));
        read.unwrap_or_else(|| panic!("{:?}", faults.take()))
    }

    /// What is read from JSON, and the faults of its shape.
    pub(crate) fn read<T>(text: &str, read: impl Fn(&Node<'_>) -> T) -> (T, Vec<Refusal>) {
        let tree = json::tree(text).unwrap();
        let faults = json::Reading::default();
        let read = read(&Node::root(&tree, &faults));
        (read, faults.take())
    }

    pub(crate) fn comparison(text: &str) -> Comparison {
        let (comparison, faults) = read(text, |node| comparison::read(&node.fields(COMPARISON_KEYS)));
        assert_eq!(faults, [], "{text}");
        comparison
    }

    pub(crate) fn expression(text: &str) -> Expression {
        let (expression, faults) = read(text, expression::read);
        assert_eq!(faults, [], "{text}");
        expression
    }

    /// Codes and pointers.
    pub(crate) fn codes(faults: &[Refusal]) -> Vec<(Code, &str)> {
        faults.iter().map(|fault| (fault.code, fault.pointer.as_str())).collect()
    }

    pub(crate) fn day(text: &str) -> Packed {
        text.parse::<Date>().unwrap().day_number()
    }

    const FACTS: &str = r#"[
        { "id": "a", "kind": "count", "least": 0, "most": 10, "source": "x#x" },
        { "id": "b", "kind": "count", "least": -5, "most": 5, "source": "x#x" },
        { "id": "d", "kind": "date", "source": "x#x" },
        { "id": "y", "kind": "yes-no", "source": "x#x" },
        { "id": "c", "kind": "choice", "options": ["p", "q", "r"], "source": "x#x" },
        { "id": "l", "kind": "choices", "options": ["s", "t", "u"], "source": "x#x" }
    ]"#;
    const DERIVED: &str = r#"[{ "id": "twice", "value": { "product": ["a", 2] }, "source": "x#x" }]"#;
    const AS_OF: &str = "2026-11-21";

    /// The outcomes of one comparison, least first, with these values in the order of the facts.
    fn outcomes(text: &str, values: &[Option<Packed>]) -> Vec<bool> {
        let mut facts = Facts::new(&scheme(FACTS, DERIVED));
        let index = facts.comparison(&comparison(text));
        let ways = facts.ways(values, AS_OF.parse().unwrap(), &[index]);
        let mut outcomes: Vec<bool> = ways.iter().map(|way| way.truths.holds(index)).collect();
        outcomes.sort_unstable();
        outcomes.dedup();
        outcomes
    }

    #[test]
    fn each_end_holds_on_its_own_side() {
        for (end, below, at, above) in [
            ("at_least", false, true, true),
            ("more_than", false, false, true),
            ("at_most", true, true, false),
            ("less_than", true, false, false),
        ] {
            for (value, holds) in [(4, below), (5, at), (6, above)] {
                let text = format!(r#"{{ "fact": "a", "{end}": 5 }}"#);
                assert_eq!(outcomes(&text, &[Some(value)]), [holds], "{value} {end} 5");
            }
            for (value, holds) in [("2024-02-28", below), ("2024-02-29", at), ("2024-03-01", above)] {
                let text = format!(r#"{{ "fact": "d", "{end}": "2024-02-29" }}"#);
                assert_eq!(outcomes(&text, &[None, None, Some(day(value))]), [holds], "{value} {end}");
            }
        }
    }

    #[test]
    fn within_is_inclusive_and_exact() {
        // 9 % of 5 more is 5.45, and of 5 less is 4.55; 20 % are 6 and 4.
        for (percent, least, most) in [(0, 5, 5), (9, 5, 5), (20, 4, 6), (39, 4, 6), (40, 3, 7), (100, 0, 10)] {
            let text = format!(r#"{{ "fact": "a", "within": {{ "of": 5, "percent": {percent} }} }}"#);
            for value in 0..=10 {
                assert_eq!(outcomes(&text, &[Some(value)]), [(least..=most).contains(&value)], "{value} {percent} %");
            }
        }
    }

    #[test]
    fn options_are_compared_by_what_they_are() {
        for (text, fact, holding) in [
            (r#"{ "fact": "y", "is": true }"#, 3, vec![1]),
            (r#"{ "fact": "y", "is": false }"#, 3, vec![0]),
            (r#"{ "fact": "c", "is": "q" }"#, 4, vec![1]),
            (r#"{ "fact": "c", "is_one_of": ["r", "p"] }"#, 4, vec![0, 2]),
            (r#"{ "fact": "l", "includes": "t" }"#, 5, vec![0b010, 0b011, 0b110, 0b111]),
        ] {
            let most = [10, 5, 0, 1, 2, 7][fact];
            for value in 0..=most {
                let mut values = vec![None; 6];
                values[fact] = Some(value);
                assert_eq!(outcomes(text, &values), [holding.contains(&value)], "{value}: {text}");
            }
            assert_eq!(outcomes(text, &[None; 6]), [false, true], "{text}");
        }
    }

    #[test]
    fn a_blank_leaves_open_only_what_its_limits_and_the_other_facts_leave_open() {
        let open = [false, true];
        for (text, a, b, expected) in [
            (r#"{ "fact": "a", "at_least": 10 }"#, None, None, &open[..]),
            (r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 15 }"#, None, None, &open),
            (r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 15 }"#, None, Some(4), &[false]),
            (r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 15 }"#, Some(10), Some(5), &[true]),
            (r#"{ "fact": { "sum": ["a", "b"] }, "more_than": 15 }"#, None, None, &[false]),
            (r#"{ "fact": "a", "at_least": "b" }"#, Some(5), None, &[true]),
            (r#"{ "fact": "a", "at_least": "b" }"#, Some(4), None, &open),
            (r#"{ "fact": "twice", "at_least": 5, "at_most": 5 }"#, None, None, &[false]),
        ] {
            assert_eq!(outcomes(text, &[a, b]), expected, "{text} {a:?} {b:?}");
        }
    }

    #[test]
    fn the_day_judged_on_is_known() {
        for (value, holds) in [("2025-11-21", true), ("2025-11-22", false)] {
            let text = r#"{ "fact": { "months_between": ["d", "as_of"] }, "at_least": 12 }"#;
            assert_eq!(outcomes(text, &[None, None, Some(day(value))]), [holds], "{value}");
            let text = r#"{ "fact": "as_of", "at_least": { "plus_months": ["d", 12] } }"#;
            assert_eq!(outcomes(text, &[None, None, Some(day(value))]), [holds], "{value}");
        }
    }

    #[test]
    fn comparisons_that_do_the_same_are_one() {
        let mut facts = Facts::new(&scheme(FACTS, DERIVED));
        let first = facts.comparison(&comparison(r#"{ "fact": "twice", "at_least": 5 }"#));
        let same = facts.comparison(&comparison(r#"{ "fact": { "product": ["a", 2] }, "at_least": 5 }"#));
        let other = facts.comparison(&comparison(r#"{ "fact": "twice", "more_than": 5 }"#));
        assert_eq!((first, same, other), (0, 0, 1));
        assert_eq!(facts.find(&comparison(r#"{ "fact": "twice", "more_than": 5 }"#)), Some(1));
        assert_eq!(facts.find(&comparison(r#"{ "fact": "a", "more_than": 5 }"#)), None);
        assert_eq!(facts.facts_of(0), [0]);
    }

    #[test]
    fn a_range_is_what_the_blanks_leave() {
        let facts = Facts::new(&scheme(FACTS, DERIVED));
        let check = |text: &str, values: &[Option<Packed>], least: (i64, i64), most: (i64, i64)| {
            let compiled = facts.expression(&expression(text));
            let ratio = |(numerator, denominator)| Ratio::new(numerator, denominator).unwrap();
            let range = compiled.range(&facts.limits(values, AS_OF.parse().unwrap()));
            assert_eq!(range, Some((ratio(least), ratio(most))), "{text} {values:?}");
        };
        check(r#""twice""#, &[None], (0, 1), (20, 1));
        check(r#""twice""#, &[Some(3)], (6, 1), (6, 1));
        check(r#"{ "product": ["a", "b"] }"#, &[None, None], (-50, 1), (50, 1));
        check(r#"{ "ratio": ["b", 3] }"#, &[None, None], (-5, 3), (5, 3));
        check(r#"{ "ratio": [1, { "sum": ["a", 1] }] }"#, &[None], (1, 11), (1, 1));
        check(r#"{ "greatest": ["a", "b"] }"#, &[None, Some(2)], (2, 1), (10, 1));
        check(r#"{ "round": { "ratio": ["b", 2] }, "to": "nearest" }"#, &[None, Some(-3)], (-1, 1), (-1, 1));
        let today = day(AS_OF);
        check(r#""as_of""#, &[], (today, 1), (today, 1));
        check(r#"{ "days_between": ["as_of", "2026-11-30"] }"#, &[], (9, 1), (9, 1));
    }
}
