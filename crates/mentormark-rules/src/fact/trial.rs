//! Tries every value: what is told of blanks, of random comparisons over few values, against its definition.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};

use super::{
    Facts, Packed, Ratio, Truths,
    check::{check_cells, check_comparison, check_entangled, check_facts},
    comparison::{Answer, By, Compared, Comparison},
    expression::{Expression, Operation, RoundTo},
    needs,
    scope::Scope,
    tests::{day, scheme},
};
use crate::{Date, Scheme, scheme::facts::FactKind};

/// Numbers that look random, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn between(&mut self, least: i64, most: i64) -> i64 {
        let values = usize::try_from(most - least + 1).unwrap();
        least + i64::try_from(self.below(values)).unwrap()
    }

    fn one_of<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

const AS_OF: &str = "2024-02-29";

/// Facts of every kind with few values, as JSON.
fn facts(dice: &mut Dice) -> String {
    let facts: Vec<String> = (0..2 + dice.below(3))
        .map(|i| {
            let kind = match dice.below(8) {
                0..4 => {
                    let least = dice.between(-4, 3);
                    let kind = dice.one_of(&["count", "amount", "duration"]);
                    format!(r#""kind": "{kind}", "least": {least}, "most": {}"#, least + dice.between(0, 6))
                }
                4 | 5 => {
                    let least = day("2024-01-25") + dice.between(0, 60);
                    let most = Date::of_day_number(least + dice.between(0, 9));
                    let least = Date::of_day_number(least);
                    format!(r#""kind": "date", "least": "{least}", "most": "{most}""#)
                }
                6 => dice.one_of(&[r#""kind": "yes-no""#, r#""kind": "choices", "options": ["o", "p", "q"]"#]).into(),
                _ => r#""kind": "choice", "options": ["o", "p", "q"]"#.into(),
            };
            format!(r#"{{ "id": "f{i}", {kind}, "source": "x#x" }}"#)
        })
        .collect();
    format!("[{}]", facts.join(","))
}

fn number(dice: &mut Dice, names: &mut Vec<(String, bool)>, depth: usize) -> Expression {
    let place = names.iter().position(|(_, is_date)| !is_date);
    if depth == 0 || dice.below(3) == 0 {
        if let Some(place) = place.filter(|_| dice.below(4) > 0) {
            return Expression::Name(names.remove(place).0.as_str().into());
        }
        return Expression::Whole(dice.between(-4, 8));
    }
    let depth = depth - 1;
    let operation = dice.one_of(&[
        Operation::Sum,
        Operation::Sum,
        Operation::Difference,
        Operation::Product,
        Operation::Ratio,
        Operation::Least,
        Operation::Greatest,
        Operation::Round(RoundTo::Down),
        Operation::Round(RoundTo::Up),
        Operation::Round(RoundTo::Nearest),
        Operation::MonthsBetween,
        Operation::DaysBetween,
    ]);
    let parts = match operation {
        Operation::Round(_) => vec![number(dice, names, depth)],
        Operation::MonthsBetween | Operation::DaysBetween => {
            vec![date(dice, names, depth), date(dice, names, depth)]
        }
        Operation::Ratio if dice.below(2) == 0 => {
            vec![number(dice, names, depth), Expression::Whole(dice.between(1, 4))]
        }
        _ => vec![number(dice, names, depth), number(dice, names, depth)],
    };
    Expression::Of(operation, parts)
}

fn date(dice: &mut Dice, names: &mut Vec<(String, bool)>, depth: usize) -> Expression {
    let place = names.iter().position(|(_, is_date)| *is_date);
    match dice.below(if depth == 0 { 4 } else { 6 }) {
        0 => Expression::Name("as_of".into()),
        1..4 => match place {
            Some(place) => Expression::Name(names.remove(place).0.as_str().into()),
            None => Expression::Date(Date::of_day_number(day("2024-01-25") + dice.between(0, 60))),
        },
        4 => {
            let months = i32::try_from(dice.between(-2, 2)).unwrap();
            Expression::Of(Operation::PlusMonths(months), vec![date(dice, names, depth - 1)])
        }
        _ => {
            let operation = dice.one_of(&[Operation::Least, Operation::Greatest]);
            Expression::Of(operation, vec![date(dice, names, depth - 1), date(dice, names, depth - 1)])
        }
    }
}

/// Another comparison with constants of a value that was compared before.
fn compared_again(dice: &mut Dice, earlier: &[Comparison]) -> Option<Comparison> {
    let Comparison::Range { fact, .. } = earlier.get(dice.below(2 * earlier.len() + 1))? else { return None };
    let end = |dice: &mut Dice| {
        let parts = vec![Expression::Whole(dice.between(-12, 24)), Expression::Whole(dice.between(1, 3))];
        (dice.below(3) == 0).then_some(Expression::Of(Operation::Ratio, parts))
    };
    let (at_least, at_most, more_than, less_than) = (end(dice), end(dice), end(dice), end(dice));
    Some(Comparison::Range { fact: fact.clone(), at_least, at_most, more_than, less_than, within: None })
}

fn random_comparison(dice: &mut Dice, scheme: &Scheme) -> Comparison {
    let fact = dice.one_of(&scheme.facts);
    if dice.below(2) == 0 {
        match &fact.kind {
            FactKind::YesNo => return Comparison::Is { fact: fact.id, value: Answer::Flag(dice.below(2) == 0) },
            FactKind::Choice { options } => {
                let mut listed = options.clone();
                listed.remove(dice.below(listed.len()));
                return Comparison::IsOneOf { fact: fact.id, options: listed };
            }
            FactKind::Choices { options } => {
                return Comparison::Includes { fact: fact.id.clone(), option: dice.one_of(options) };
            }
            _ => {}
        }
    }
    let mut names: Vec<(String, bool)> = Vec::new();
    for fact in &scheme.facts {
        if let Some(is_date) = fact.kind.is_date()
            && dice.below(2) == 0
        {
            names.insert(dice.below(names.len() + 1), (fact.id.to_string(), is_date));
        }
    }
    let dates = dice.below(4) == 0;
    let mut value = |dice: &mut Dice, depth| {
        if dates { date(dice, &mut names, depth) } else { number(dice, &mut names, depth) }
    };
    let fact = value(dice, 2);
    let mut end = |dice: &mut Dice| (dice.below(3) == 0).then(|| value(dice, 1));
    let (at_least, at_most, more_than) = (end(dice), end(dice), end(dice));
    let none = at_least.is_none() && at_most.is_none() && more_than.is_none();
    let less_than = if none { Some(value(dice, 1)) } else { None };
    Comparison::Range { fact, at_least, at_most, more_than, less_than, within: None }
}

/// A number over a number above nought, worked out without bringing it to lowest terms.
type Plain = (i128, i128);

/// What an expression comes to, by its definition.
fn plain(expression: &Expression, values: &BTreeMap<String, i64>) -> Plain {
    let part = |parts: &[Expression], i: usize| plain(&parts[i], values);
    let day_of = |value: Plain| Date::of_day_number(value.0.try_into().unwrap());
    let parts = match expression {
        Expression::Whole(number) => return ((*number).into(), 1),
        Expression::Date(date) => return (date.day_number().into(), 1),
        Expression::Name(name) => return (values[&**name].into(), 1),
        Expression::Of(_, parts) => parts,
    };
    let Expression::Of(operation, _) = expression else { unreachable!() };
    let (one, other) = (part(parts, 0), if parts.len() > 1 { part(parts, 1) } else { (0, 1) });
    match operation {
        Operation::Sum => (one.0 * other.1 + other.0 * one.1, one.1 * other.1),
        Operation::Difference => (one.0 * other.1 - other.0 * one.1, one.1 * other.1),
        Operation::Product => (one.0 * other.0, one.1 * other.1),
        Operation::Ratio => {
            let sign = other.0.signum();
            (one.0 * other.1 * sign, one.1 * other.0 * sign)
        }
        Operation::Least => {
            if one.0 * other.1 <= other.0 * one.1 {
                one
            } else {
                other
            }
        }
        Operation::Greatest => {
            if one.0 * other.1 >= other.0 * one.1 {
                one
            } else {
                other
            }
        }
        Operation::MonthsBetween => (day_of(one).months_until(day_of(other)).into(), 1),
        Operation::DaysBetween => (other.0 - one.0, 1),
        Operation::PlusMonths(months) => (day_of(one).plus_months(*months).day_number().into(), 1),
        Operation::Round(RoundTo::Down) => (one.0.div_euclid(one.1), 1),
        Operation::Round(RoundTo::Up) => (-(-one.0).div_euclid(one.1), 1),
        Operation::Round(RoundTo::Nearest) => ((2 * one.0 + one.1).div_euclid(2 * one.1), 1),
    }
}

/// Whether a comparison holds, by its definition.
fn plainly(comparison: &Comparison, scheme: &Scheme, values: &BTreeMap<String, i64>) -> bool {
    let place = |fact: &str, option: &str| {
        let fact = scheme.facts.iter().find(|known| known.id == *fact).unwrap();
        i64::try_from(fact.kind.options().iter().position(|known| *known == *option).unwrap()).unwrap()
    };
    match comparison {
        Comparison::Range { fact, at_least, at_most, more_than, less_than, within } => {
            assert_eq!(*within, None);
            let value = plain(fact, values);
            let against = |end: &Option<Expression>, holds: fn(i128, i128) -> bool| {
                end.as_ref().is_none_or(|end| {
                    let end = plain(end, values);
                    holds(value.0 * end.1, end.0 * value.1)
                })
            };
            against(at_least, |value, end| value >= end)
                && against(at_most, |value, end| value <= end)
                && against(more_than, |value, end| value > end)
                && against(less_than, |value, end| value < end)
        }
        Comparison::Is { fact, value: Answer::Flag(flag) } => values[&**fact] == i64::from(*flag),
        Comparison::Is { fact, value: Answer::Option(option) } => values[&**fact] == place(fact, option),
        Comparison::IsOneOf { fact, options } => options.iter().any(|option| values[&**fact] == place(fact, option)),
        Comparison::Includes { fact, option } => values[&**fact] >> place(fact, option) & 1 == 1,
    }
}

/// Every way of filling the blanks, as values by fact and which comparisons hold.
fn completions(scheme: &Scheme, known: &[Option<Packed>], comparisons: &[Comparison]) -> Vec<(Vec<Packed>, Vec<bool>)> {
    let mut all: Vec<Vec<Packed>> = vec![vec![]];
    for (fact, known) in scheme.facts.iter().zip(known) {
        let (least, most) = fact.kind.limits();
        let range = known.map_or(least..=most, |value| value..=value);
        all = all.iter().flat_map(|values| range.clone().map(|value| [values.as_slice(), &[value]].concat())).collect();
    }
    all.into_iter()
        .map(|values| {
            let ids = scheme.facts.iter().map(|fact| fact.id.to_string());
            let mut named: BTreeMap<String, i64> = ids.zip(values.iter().copied()).collect();
            named.insert("as_of".into(), day(AS_OF));
            let holding = comparisons.iter().map(|comparison| plainly(comparison, scheme, &named)).collect();
            (values, holding)
        })
        .collect()
}

/// The facts that can change a result, by their definition.
fn plain_needs(
    completions: &[(Vec<Packed>, Vec<bool>)],
    facts: usize,
    result: impl Fn(&[bool]) -> usize,
) -> Vec<usize> {
    (0..facts)
        .filter(|&fact| {
            let mut first: BTreeMap<Vec<Packed>, usize> = BTreeMap::new();
            completions.iter().any(|(values, holding)| {
                let mut others = values.clone();
                others[fact] = 0;
                let result = result(holding);
                *first.entry(others).or_insert(result) != result
            })
        })
        .collect()
}

/// How often each thing was met.
#[derive(Debug, Default)]
struct Met {
    schemes: usize,
    blanks: usize,
    groups: usize,
    several_cuts: usize,
    needed: usize,
}

fn try_random(seed: u64, met: &mut Met) {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let scheme = scheme(&facts(&mut dice), "[]");
    let mut faults = Vec::new();
    check_facts(&scheme, &mut faults);
    assert_eq!(faults, []);
    let mut comparisons: Vec<Comparison> = Vec::new();
    for _ in 0..40 {
        let again = compared_again(&mut dice, &comparisons);
        let comparison = again.unwrap_or_else(|| random_comparison(&mut dice, &scheme));
        let mut faults = Vec::new();
        check_comparison(&scheme, &comparison, "", &mut faults);
        comparisons.push(comparison);
        let all: Vec<(String, &Comparison)> =
            comparisons.iter().map(|comparison| (String::new(), comparison)).collect();
        check_entangled(&scheme, &all, &mut faults);
        if !faults.is_empty() {
            comparisons.pop();
        } else if comparisons.len() == 4 {
            break;
        }
    }
    let mut faults = Vec::new();
    check_cells(&scheme, &[(String::new(), comparisons.iter().collect())], &mut faults);
    assert_eq!(faults, []);
    let mut compiled = Facts::new(&scheme);
    let wanted: Vec<usize> = comparisons.iter().map(|comparison| compiled.comparison(comparison)).collect();
    let counted = compiled.cells(&wanted.iter().copied().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>());
    for _ in 0..4 {
        let mut known: Vec<Option<Packed>> = Vec::new();
        for fact in &scheme.facts {
            let (least, most) = fact.kind.limits();
            known.push((dice.below(3) == 0).then(|| dice.between(least, most)));
        }
        let ways = compiled.ways(&known, AS_OF.parse().unwrap(), &wanted);
        assert!(ways.is_sorted_by(|one, other| one.place < other.place));
        assert!(ways.len() <= counted, "{} ways, {counted} cells: {comparisons:?}", ways.len());
        let completions = completions(&scheme, &known, &comparisons);
        let told = |truths: &Truths| wanted.iter().map(|&index| truths.holds(index)).collect::<Vec<bool>>();
        let found: BTreeSet<Vec<bool>> = ways.iter().map(|way| told(&way.truths)).collect();
        let expected: BTreeSet<Vec<bool>> = completions.iter().map(|(_, holding)| holding.clone()).collect();
        assert_eq!(found, expected, "{known:?} {:?} {comparisons:?}", scheme.facts);
        let blanks = |compared: &Compared| compared.facts.iter().filter(|&&fact| known[fact].is_none()).count();
        let most = wanted.iter().map(|&index| blanks(&compiled.comparisons[index])).max().unwrap_or(0);
        for _ in 0..4 {
            let results: Vec<usize> = (0..16).map(|_| dice.below(3)).collect();
            let result = |holding: &[bool]| {
                results[holding.iter().enumerate().map(|(i, &holds)| usize::from(holds) << i).sum::<usize>()]
            };
            let found = needs(&ways, |truths| result(&told(truths)));
            let expected = plain_needs(&completions, scheme.facts.len(), result);
            if most <= 2 {
                assert_eq!(found, expected, "{known:?} {:?} {comparisons:?} {results:?}", scheme.facts);
            } else {
                assert!(expected.iter().all(|fact| found.contains(fact)), "{found:?} {expected:?} {comparisons:?}");
            }
            met.needed += expected.len();
        }
        met.blanks += usize::from(completions.len() > 1);
        met.groups += usize::from(most == 2);
    }
    let several = wanted.iter().map(|&index| &compiled.comparisons[index]).filter(|compared| compared.takes_several());
    met.several_cuts += several.filter(|compared| matches!(&compared.by, By::Ends(_, ends) if ends.len() > 1)).count();
    met.schemes += 1;
}

#[test]
fn ways_and_needs_are_those_of_trying_every_value() {
    let mut met = Met::default();
    for seed in 1..=3_000 {
        try_random(seed, &mut met);
    }
    // The test would show nothing if these were rare.
    assert!(met.blanks > 6_000 && met.groups > 1_000 && met.several_cuts > 50 && met.needed > 10_000, "{met:?}");
}

#[test]
fn a_range_is_that_of_trying_every_value() {
    let mut told = 0;
    for seed in 1..=2_000u64 {
        let mut dice = Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) | 1);
        let scheme = scheme(&facts(&mut dice), "[]");
        let mut names: Vec<(String, bool)> =
            scheme.facts.iter().filter_map(|fact| Some((fact.id.to_string(), fact.kind.is_date()?))).collect();
        let expression = number(&mut dice, &mut names, 3);
        let mut scope = Scope::new(&scheme.facts, &[], 0);
        let known = scope.compile(&expression, "");
        scope.close("");
        if known.is_none() || !scope.faults.is_empty() {
            continue;
        }
        let compiled = Facts::new(&scheme);
        let known: Vec<Option<Packed>> = scheme
            .facts
            .iter()
            .map(|fact| {
                let (least, most) = fact.kind.limits();
                (dice.below(3) == 0).then(|| dice.between(least, most))
            })
            .collect();
        let limits = compiled.limits(&known, AS_OF.parse().unwrap());
        let range = compiled.expression(&expression).range(&limits).unwrap();
        let values = completions(&scheme, &known, &[]).into_iter().map(|(values, _)| {
            let ids = scheme.facts.iter().map(|fact| fact.id.to_string());
            let mut named: BTreeMap<String, i64> = ids.zip(values).collect();
            named.insert("as_of".into(), day(AS_OF));
            let (above, below) = plain(&expression, &named);
            Ratio::new(above.try_into().unwrap(), below.try_into().unwrap()).unwrap()
        });
        let values: BTreeSet<Ratio> = values.collect();
        assert_eq!(Some(&range.0), values.first(), "{expression:?} {known:?}");
        assert_eq!(Some(&range.1), values.last(), "{expression:?} {known:?}");
        told += usize::from(values.len() > 1);
    }
    assert!(told > 500, "{told}");
}
