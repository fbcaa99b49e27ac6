//! What is refused of facts, derived facts and comparisons, and what is not.

use alloc::{string::ToString, vec};

use super::*;
use crate::fact::tests::{codes, comparison, scheme};

const FACTS: &str = r#"[
    { "id": "a", "kind": "count", "least": 0, "most": 10, "source": "x#x" },
    { "id": "b", "kind": "amount", "least": 1, "most": 1000000000000, "source": "x#x" },
    { "id": "d", "kind": "date", "least": "2020-01-01", "most": "2029-12-31", "source": "x#x" },
    { "id": "e", "kind": "date", "source": "x#x" },
    { "id": "y", "kind": "yes-no", "source": "x#x" },
    { "id": "c", "kind": "choice", "options": ["p", "q", "r"], "source": "x#x" },
    { "id": "l", "kind": "choices", "options": ["s", "t"], "source": "x#x" }
]"#;

fn facts(facts: &str, expected: &[(Code, &str)]) {
    let mut faults = Vec::new();
    check_facts(&scheme(facts, "[]"), &mut faults);
    assert_eq!(codes(&faults), expected, "{facts}");
}

#[test]
fn facts_have_values_to_choose_from() {
    facts(FACTS, &[]);
    facts(r#"[{ "id": "a", "kind": "count", "least": 1, "most": 1, "source": "x#x" }]"#, &[]);
    facts(
        r#"[{ "id": "a", "kind": "duration", "least": 2, "most": 1, "source": "x#x" }]"#,
        &[(Code::LimitsReversed, "/facts/0/least")],
    );
    facts(
        r#"[{ "id": "a", "kind": "date", "least": "2020-01-02", "most": "2020-01-01", "source": "x#x" }]"#,
        &[(Code::LimitsReversed, "/facts/0/least")],
    );
    facts(r#"[{ "id": "2020-01-01", "kind": "yes-no", "source": "x#x" }]"#, &[(Code::ReservedId, "/facts/0/id")]);
    let options = |kind: &str, count: usize| {
        let options: Vec<String> = (0..count).map(|i| format!(r#""o{i}""#)).collect();
        format!(r#"[{{ "id": "a", "kind": "{kind}", "options": [{}], "source": "x#x" }}]"#, options.join(","))
    };
    let at = "/facts/0/options";
    facts(&options("choice", 1), &[(Code::TooFewOptions, at)]);
    facts(&options("choice", 2), &[]);
    facts(&options("choice", 32), &[]);
    facts(&options("choice", 33), &[(Code::TooManyEntries, at)]);
    facts(&options("choices", 1), &[]);
    facts(&options("choices", 16), &[]);
    facts(&options("choices", 17), &[(Code::TooManyEntries, at)]);
    facts(
        r#"[{ "id": "a", "kind": "choice", "options": ["p", "q", "p"], "source": "x#x" }]"#,
        &[(Code::DuplicateOption, "/facts/0/options/2")],
    );
}

/// What is wrong with derived facts `d0`, `d1` and so on.
fn derived_from(values: &[&str]) -> Vec<Refusal> {
    let entry = |(i, value): (usize, &&str)| format!(r#"{{ "id": "d{i}", "value": {value}, "source": "x#x" }}"#);
    let list: Vec<String> = values.iter().enumerate().map(entry).collect();
    let mut faults = Vec::new();
    check_facts(&scheme(FACTS, &format!("[{}]", list.join(","))), &mut faults);
    faults
}

fn derived(values: &[&str], expected: &[(Code, &str)]) {
    assert_eq!(codes(&derived_from(values)), expected, "{values:?}");
}

#[test]
fn a_derived_fact_names_what_stands_before_it() {
    derived(&["\"a\"", "\"d0\""], &[]);
    derived(&["\"d1\"", "\"a\""], &[(Code::DerivedTooLate, "/derived/0/value")]);
    derived(&["\"d0\""], &[(Code::DerivedTooLate, "/derived/0/value")]);
    derived(&[r#"{ "sum": [1, "z"] }"#], &[(Code::UnknownFact, "/derived/0/value/sum/1")]);
    // Only where it stands.
    derived(&["\"z\"", "\"d0\""], &[(Code::UnknownFact, "/derived/0/value")]);
}

#[test]
fn a_number_in_quotes_is_told_from_a_name() {
    for (name, is_number) in [("12", true), ("z", false), ("z12", false), ("12z", false)] {
        let faults = derived_from(&[&format!("\"{name}\"")]);
        assert_eq!(codes(&faults), [(Code::UnknownFact, "/derived/0/value")], "{name}");
        assert_eq!(faults[0].message.contains("without quotes"), is_number, "{name}");
    }
}

#[test]
fn a_derived_fact_has_a_name_of_its_own() {
    let check = |derived: &str, expected: &[(Code, &str)]| {
        let mut faults = Vec::new();
        check_facts(&scheme(FACTS, derived), &mut faults);
        assert_eq!(codes(&faults), expected);
    };
    check(r#"[{ "id": "a", "value": 1, "source": "x#x" }]"#, &[(Code::DuplicateId, "/derived/0/id")]);
    check(
        r#"[{ "id": "n", "value": 1, "source": "x#x" }, { "id": "n", "value": 2, "source": "x#x" }]"#,
        &[(Code::DuplicateId, "/derived/1/id")],
    );
    check(r#"[{ "id": "2020-01-01", "value": 1, "source": "x#x" }]"#, &[(Code::ReservedId, "/derived/0/id")]);
}

#[test]
fn numbers_and_dates_are_not_mixed() {
    let wrong = |at| [(Code::WrongFactKind, at)];
    derived(&[r#"{ "sum": ["a", "d"] }"#], &wrong("/derived/0/value/sum/1"));
    derived(&[r#"{ "least": ["a", "d"] }"#], &wrong("/derived/0/value/least/1"));
    derived(&[r#"{ "least": ["d", "e"] }"#], &[]);
    derived(&[r#"{ "days_between": ["d", 3] }"#], &wrong("/derived/0/value/days_between/1"));
    derived(&[r#"{ "plus_months": ["a", 3] }"#], &wrong("/derived/0/value/plus_months/0"));
    derived(&[r#"{ "round": "as_of", "to": "up" }"#], &wrong("/derived/0/value/round"));
    derived(&[r#"{ "sum": [{ "plus_months": ["d", 3] }] }"#], &wrong("/derived/0/value/sum/0"));
    derived(&[r#"{ "sum": [{ "months_between": ["d", "e"] }, 1] }"#], &[]);
    derived(&["\"y\""], &wrong("/derived/0/value"));
}

#[test]
fn a_fact_stands_once_derived_facts_written_out() {
    derived(&[r#"{ "sum": ["a", "a"] }"#], &[(Code::FactUsedTwice, "/derived/0/value")]);
    derived(&["\"a\"", r#"{ "sum": ["a", "d0"] }"#], &[(Code::FactUsedTwice, "/derived/1/value")]);
    derived(&[r#"{ "days_between": ["as_of", "as_of"] }"#], &[]);
}

#[test]
fn a_ratio_never_divides_by_nought() {
    let zero = [(Code::RatioByZero, "/derived/0/value")];
    derived(&[r#"{ "ratio": [1, "b"] }"#], &[]);
    derived(&[r#"{ "ratio": [1, "a"] }"#], &zero);
    derived(&[r#"{ "ratio": [1, 0] }"#], &zero);
    derived(&[r#"{ "ratio": [1, { "sum": ["a", 1] }] }"#], &[]);
    derived(&[r#"{ "ratio": [1, { "difference": ["a", 11] }] }"#], &[]);
    derived(&[r#"{ "ratio": [1, { "difference": ["a", 10] }] }"#], &zero);
}

#[test]
fn nothing_is_worked_out_that_could_leave_64_bits() {
    let large = [(Code::NumberTooLarge, "/derived/0/value")];
    derived(&[r#"{ "product": ["b", 1000000] }"#], &[]);
    derived(&[r#"{ "product": ["b", 10000000] }"#], &large);
    derived(&[r#"{ "product": ["b", 1000000, 5] }"#], &large);
    derived(&[r#"{ "ratio": ["a", { "ratio": [1, "b"] }] }"#], &[]);
    derived(&[r#"{ "sum": [{ "ratio": [1, "b"] }, { "ratio": ["a", 3000000] }] }"#], &large);
    // The lesser of two is no greater than either, but has the denominators of both.
    let both = |operation: &str| {
        let four = r#"{ "product": [1000000000000, 4000000] }"#;
        format!(r#"{{ "{operation}": [{{ "product": ["b", 4000000] }}, {four}] }}"#)
    };
    derived(&[&both("least")], &[]);
    derived(&[&both("greatest")], &[]);
    derived(&[&both("sum")], &large);
    derived(&[r#"{ "least": [{ "ratio": ["b", 3000000] }, { "ratio": ["a", 5000000] }] }"#], &large);
    derived(&[r#"{ "least": [{ "ratio": ["a", 5000000] }, { "ratio": ["b", 3000000] }] }"#], &large);
    let moved = |times: usize| {
        let open = r#"{ "plus_months": ["#.repeat(times);
        format!(r#"{open}"e"{}"#, ", 1200] }".repeat(times))
    };
    let moved_on = |times: usize| moved(times).replace("\"e\"", "\"d0\"");
    derived(&[&moved(14), &moved_on(11)], &[]);
    // The twenty-sixth century leads beyond what is worked out.
    derived(&[&moved(14), &moved_on(12)], &[(Code::NumberTooLarge, "/derived/1/value")]);
}

#[test]
fn an_expression_has_256_parts_derived_facts_written_out() {
    let ones = |count: usize| format!(r#"{{ "sum": [{}] }}"#, vec!["1"; count].join(","));
    derived(&[&ones(255)], &[]);
    derived(&[&ones(256)], &[(Code::TooManyEntries, "/derived/0/value")]);
    let mut doubling = vec![ones(7)];
    for i in 0..40 {
        doubling.push(format!(r#"{{ "least": ["d{i}", "d{i}"] }}"#));
    }
    let faults = derived_from(&doubling.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(faults.iter().all(|fault| fault.code == Code::TooManyEntries), "{faults:?}");
    assert_eq!(faults.first().map(|fault| fault.pointer.as_str()), Some("/derived/5/value"));
}

#[test]
fn a_comparison_has_256_parts_its_ends_counted() {
    let most = |count: usize| format!(r#"{{ "fact": {{ "sum": ["a"{}] }}, "at_least": 1000 }}"#, ", 1".repeat(count));
    compared(&most(253), &[(Code::ComparisonNever, "/at")]);
    compared(&most(254), &[(Code::TooManyEntries, "/at")]);
}

#[test]
fn there_are_a_thousand_derived_facts() {
    let numbers = |count: usize| derived_from(&vec!["1"; count]);
    assert_eq!(numbers(1_000), []);
    for more in [1_001, 1_002] {
        assert_eq!(codes(&numbers(more)), [(Code::TooManyEntries, "/derived")]);
    }
}

#[test]
fn no_date_is_a_million_days_away() {
    let moved = |from: &str, times: usize, months: &str| {
        let open = r#"{ "plus_months": ["#.repeat(times);
        format!(r#"{open}"{from}"{}"#, format!(", {months}] }}").repeat(times))
    };
    // The millionth day is 29 November 4707; the millionth before, 4 February of the year -768.
    let check = |from: &str, months: &str, expected: &[(Code, &str)]| {
        derived(&[&moved(from, 13, months), &moved("d0", 13, months), &moved("d1", 1, months)], expected);
    };
    let large = [(Code::NumberTooLarge, "/derived/2/value")];
    check("2007-11-29", "1200", &[]);
    check("2007-11-30", "1200", &large);
    check("1932-02-04", "-1200", &[]);
    check("1932-02-03", "-1200", &large);
}

fn compared(text: &str, expected: &[(Code, &str)]) {
    let scheme = scheme(FACTS, r#"[{ "id": "twice", "value": { "product": ["a", 2] }, "source": "x#x" }]"#);
    let mut faults = Vec::new();
    check_comparison(&scheme, &comparison(text), "/at", &mut faults);
    assert_eq!(codes(&faults), expected, "{text}");
}

#[test]
fn a_comparison_suits_the_kind_of_its_fact() {
    compared(r#"{ "fact": "z", "at_least": 1 }"#, &[(Code::UnknownFact, "/at/fact")]);
    compared(r#"{ "fact": "z", "is": true }"#, &[(Code::UnknownFact, "/at/fact")]);
    compared(r#"{ "fact": "y", "at_least": 1 }"#, &[(Code::WrongFactKind, "/at/fact")]);
    compared(r#"{ "fact": "a", "is": true }"#, &[(Code::WrongFactKind, "/at/fact")]);
    compared(r#"{ "fact": "y", "is": "p" }"#, &[(Code::WrongFactKind, "/at/fact")]);
    compared(r#"{ "fact": "c", "is": true }"#, &[(Code::WrongFactKind, "/at/fact")]);
    compared(r#"{ "fact": "l", "is_one_of": ["s"] }"#, &[(Code::WrongFactKind, "/at/fact")]);
    compared(r#"{ "fact": "c", "includes": "p" }"#, &[(Code::WrongFactKind, "/at/fact")]);
    compared(r#"{ "fact": "d", "at_least": 1 }"#, &[(Code::WrongFactKind, "/at/at_least")]);
    compared(r#"{ "fact": "a", "at_least": "d" }"#, &[(Code::WrongFactKind, "/at/at_least")]);
    compared(r#"{ "fact": "d", "within": { "of": 5, "percent": 1 } }"#, &[(Code::WrongFactKind, "/at/fact")]);
    compared(r#"{ "fact": "c", "is": "pp" }"#, &[(Code::UnknownOption, "/at/is")]);
    compared(
        r#"{ "fact": "c", "is_one_of": ["p", "s", "p"] }"#,
        &[(Code::UnknownOption, "/at/is_one_of/1"), (Code::DuplicateOption, "/at/is_one_of/2")],
    );
    compared(r#"{ "fact": "l", "includes": "p" }"#, &[(Code::UnknownOption, "/at/includes")]);
}

#[test]
fn what_was_meant_is_suggested() {
    let suggested = |text: &str| {
        let mut faults = Vec::new();
        check_comparison(&scheme(FACTS, "[]"), &comparison(text), "", &mut faults);
        faults.first().and_then(|fault| fault.did_you_mean.clone())
    };
    let facts = r#"[{ "id": "employees", "kind": "choice", "options": ["some", "many"], "source": "x#x" }]"#;
    let mut faults = Vec::new();
    check_comparison(&scheme(facts, "[]"), &comparison(r#"{ "fact": "employes", "is": "some" }"#), "", &mut faults);
    check_comparison(&scheme(facts, "[]"), &comparison(r#"{ "fact": "employees", "is": "mny" }"#), "", &mut faults);
    let meant: Vec<Option<&str>> = faults.iter().map(|fault| fault.did_you_mean.as_deref()).collect();
    assert_eq!(meant, [Some("employees"), Some("many")]);
    assert_eq!(suggested(r#"{ "fact": "zzzzzz", "is": true }"#), None);
}

#[test]
fn a_comparison_can_come_out_both_ways() {
    let always = [(Code::ComparisonAlways, "/at")];
    let never = [(Code::ComparisonNever, "/at")];
    compared(r#"{ "fact": "a", "at_least": 0 }"#, &always);
    compared(r#"{ "fact": "a", "at_least": 1 }"#, &[]);
    compared(r#"{ "fact": "a", "at_least": 10 }"#, &[]);
    compared(r#"{ "fact": "a", "at_least": 11 }"#, &never);
    compared(r#"{ "fact": "a", "more_than": 10 }"#, &never);
    compared(r#"{ "fact": "a", "less_than": 11 }"#, &always);
    compared(r#"{ "fact": "a", "at_least": 5, "at_most": 4 }"#, &never);
    compared(r#"{ "fact": "a", "at_least": 5, "at_most": 5 }"#, &[]);
    compared(r#"{ "fact": "twice", "at_least": 5, "at_most": 5 }"#, &never);
    compared(r#"{ "fact": "d", "at_least": "2019-12-31" }"#, &always);
    compared(r#"{ "fact": "d", "at_least": "2030-01-01" }"#, &never);
    compared(r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 1 }"#, &always);
    compared(r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 2 }"#, &[]);
    compared(r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 7, "at_most": 6 }"#, &never);
    compared(r#"{ "fact": { "sum": ["a", "b"] }, "more_than": 7, "less_than": 9 }"#, &[]);
    compared(r#"{ "fact": "c", "is_one_of": ["p", "q", "r"] }"#, &always);
    compared(r#"{ "fact": "c", "is_one_of": ["p", "q"] }"#, &[]);
    compared(r#"{ "fact": 3, "at_least": 2 }"#, &always);
    compared(r#"{ "fact": "d", "at_least": "as_of" }"#, &[]);
    compared(r#"{ "fact": "as_of", "at_least": "1900-01-01" }"#, &[]);
    // A fact that has one value has it whatever is asked.
    let one = scheme(r#"[{ "id": "one", "kind": "count", "least": 5, "most": 5, "source": "x#x" }]"#, "[]");
    let mut faults = Vec::new();
    check_comparison(&one, &comparison(r#"{ "fact": "one", "at_least": 5 }"#), "", &mut faults);
    assert_eq!(codes(&faults), [(Code::ComparisonAlways, "")]);
}

#[test]
fn a_value_of_several_facts_that_moves_in_leaps_takes_one_end() {
    let product = r#""fact": { "product": ["a", "twice-b"] }"#;
    let scheme = scheme(FACTS, r#"[{ "id": "twice-b", "value": { "least": ["b", 3] }, "source": "x#x" }]"#);
    let check = |ends: &str, expected: &[(Code, &str)]| {
        let mut faults = Vec::new();
        check_comparison(&scheme, &comparison(&format!("{{ {product}, {ends} }}")), "", &mut faults);
        assert_eq!(codes(&faults), expected, "{ends}");
    };
    check(r#""at_least": 5"#, &[]);
    check(r#""at_least": 5, "at_most": 6"#, &[(Code::FactsEntangled, "")]);
    compared(r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 5, "at_most": 6 }"#, &[]);
    compared(
        r#"{ "fact": { "round": { "ratio": [{ "sum": ["a", "b"] }, 3] }, "to": "down" }, "at_least": 5, "at_most": 6 }"#,
        &[],
    );
    compared(
        r#"{ "fact": { "ratio": [{ "sum": ["a", "b"] }, 3] }, "at_least": 5, "at_most": 6 }"#,
        &[(Code::FactsEntangled, "/at")],
    );
    // Divided by one nothing leaps; by three it does, and by a fact even where it is rounded.
    compared(r#"{ "fact": { "ratio": [{ "sum": ["a", "b"] }, 1] }, "at_least": 5, "at_most": 6 }"#, &[]);
    compared(
        r#"{ "fact": { "least": ["a", { "ratio": ["b", 3] }] }, "at_least": 5, "at_most": 6 }"#,
        &[(Code::FactsEntangled, "/at")],
    );
    compared(
        r#"{ "fact": { "round": { "ratio": ["b", { "sum": ["a", 1] }] }, "to": "down" }, "at_least": 5, "at_most": 6 }"#,
        &[(Code::FactsEntangled, "/at")],
    );
    let days =
        |from: &str| format!(r#"{{ "fact": {{ "days_between": [{from}, "e"] }}, "at_least": 5, "at_most": 6 }}"#);
    // A month later is a leap of up to four days; the last day of a month keeps its place.
    compared(&days(r#"{ "plus_months": ["d", 1] }"#), &[(Code::FactsEntangled, "/at")]);
    compared(&days(r#"{ "greatest": ["d", { "plus_months": ["2024-01-31", 1] }] }"#), &[]);
    compared(r#"{ "fact": "a", "at_least": "b", "at_most": 6 }"#, &[(Code::FactsEntangled, "/at")]);
    compared(r#"{ "fact": "a", "at_least": "a" }"#, &[(Code::FactUsedTwice, "/at")]);
}

fn entangled(texts: &[&str], expected: &[(Code, &str)]) {
    let comparisons: Vec<Comparison> = texts.iter().map(|text| comparison(text)).collect();
    let list: Vec<(String, &Comparison)> =
        comparisons.iter().enumerate().map(|(i, comparison)| (i.to_string(), comparison)).collect();
    let mut faults = Vec::new();
    check_entangled(&scheme(FACTS, "[]"), &list, &mut faults);
    assert_eq!(codes(&faults), expected, "{texts:?}");
}

#[test]
fn comparisons_of_several_facts_share_none() {
    let sum = r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 3 }"#;
    entangled(&[sum, r#"{ "fact": "a", "at_least": 3 }"#, sum], &[]);
    entangled(&[sum, r#"{ "fact": { "days_between": ["d", "e"] }, "at_least": 3 }"#], &[]);
    entangled(&[sum, r#"{ "fact": { "sum": ["a", "b"] }, "at_most": 7 }"#], &[]);
    entangled(&[sum, r#"{ "fact": "a", "at_least": "b" }"#], &[(Code::FactsEntangled, "1")]);
    let product = |end: &str| format!(r#"{{ "fact": {{ "product": ["a", "b"] }}, {end} }}"#);
    entangled(&[&product(r#""at_least": 3"#), &product(r#""less_than": 3"#)], &[]);
    entangled(&[&product(r#""at_least": 3"#), &product(r#""less_than": 4"#)], &[(Code::FactsEntangled, "1")]);
}

#[test]
fn what_different_cases_and_versions_ask_may_share_facts() {
    let sum = comparison(r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 3 }"#);
    let of_both = comparison(r#"{ "fact": "a", "at_least": "b" }"#);
    let asked = |asked: &[(String, &Comparison)]| {
        let mut faults = Vec::new();
        check_entangled(&scheme(FACTS, "[]"), asked, &mut faults);
        !faults.is_empty()
    };
    let entangled = |one: &str, other: &str| asked(&[(one.into(), &sum), (other.into(), &of_both)]);
    let (check, other) = ("/eligibility/0", "/eligibility/1");
    let at = |below: &str| format!("{check}{below}");
    assert!(entangled(&at("/all/0"), &at("/all/1")));
    assert!(entangled(&at("/versions/0/all/0"), &at("/versions/0/all/1")));
    assert!(!entangled(&at("/versions/0"), &at("/versions/1")));
    assert!(!entangled(&at("/versions/0/any/1"), &at("/versions/1/all/0")));
    assert!(entangled(&at("/versions/0"), other));
    assert!(!entangled(&at("/cases/0/then"), &at("/cases/1/then")));
    assert!(!entangled(&at("/cases/0/then/any/0"), &at("/cases/1/then/not")));
    assert!(entangled(&at("/cases/0/then/any/0"), &at("/cases/0/then/any/1")));
    // Whether the first case is so is asked beside all that follows.
    assert!(entangled(&at("/cases/0/when"), &at("/cases/0/then")));
    assert!(entangled(&at("/cases/0/when"), &at("/cases/1/then")));
    assert!(entangled(&at("/cases/0/when"), &at("/cases/1/when")));
    // What the first asks is not asked where it matters whether a later one is so, wherever it is written.
    assert!(!entangled(&at("/cases/0/then"), &at("/cases/1/when")));
    assert!(!entangled(&at("/cases/10/when"), &at("/cases/9/then")));
    assert!(entangled(&at("/cases/9/when"), &at("/cases/10/then")));
    // What is asked in two places is in both.
    let [first, when, then] = ["/cases/0/then", "/cases/1/when", "/cases/1/then"].map(at);
    assert!(asked(&[(first, &sum), (when, &sum), (then, &of_both)]));
}

#[test]
fn a_fraction_is_compared_with_one_end_even_where_only_one_comparison_is_asked() {
    let asked = |value: &str, ends: [&str; 2]| {
        let comparisons = ends.map(|end| comparison(&format!(r#"{{ "fact": {value}, "at_most": {end} }}"#)));
        let at = [0, 1].map(|case| format!("/eligibility/0/cases/{case}/then"));
        let mut faults = Vec::new();
        let asked: Vec<(String, &Comparison)> = at.into_iter().zip(&comparisons).collect();
        check_entangled(&scheme(FACTS, "[]"), &asked, &mut faults);
        faults.len()
    };
    let (ratio, product) = (r#"{ "ratio": ["a", "b"] }"#, r#"{ "product": ["a", "b"] }"#);
    let [half, more] = ["1", "3"].map(|of| format!(r#"{{ "ratio": [{of}, 4] }}"#));
    assert_eq!(asked(ratio, [&half, &more]), 1);
    assert_eq!(asked(ratio, [&half, &half]), 0);
    assert_eq!(asked(product, ["5", "7"]), 0);
}

fn cells(rules: &[&[&str]], expected: usize) {
    let mut facts = Facts::new(&scheme(FACTS, "[]"));
    let group: Vec<usize> =
        rules.iter().flat_map(|texts| *texts).map(|text| facts.comparison(&comparison(text))).collect();
    let mut group_once: Vec<usize> = Vec::new();
    for index in group {
        if !group_once.contains(&index) {
            group_once.push(index);
        }
    }
    assert_eq!(facts.cells(&group_once), expected, "{rules:?}");
}

#[test]
fn cells_are_counted_by_what_can_be_told_apart() {
    cells(&[&[]], 1);
    cells(&[&[r#"{ "fact": "a", "at_least": 3 }"#]], 2);
    cells(&[&[r#"{ "fact": "a", "at_least": 3 }"#, r#"{ "fact": "a", "less_than": 3 }"#]], 2);
    cells(&[&[r#"{ "fact": "a", "at_least": 3, "at_most": 4 }"#]], 3);
    cells(&[&[r#"{ "fact": "y", "is": true }"#, r#"{ "fact": "y", "is": false }"#]], 2);
    cells(&[&[r#"{ "fact": "c", "is": "p" }"#]], 2);
    cells(&[&[r#"{ "fact": "c", "is": "p" }"#, r#"{ "fact": "c", "is": "q" }"#]], 3);
    cells(&[&[r#"{ "fact": "l", "includes": "s" }"#, r#"{ "fact": "l", "includes": "t" }"#]], 4);
    cells(&[&[r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 3 }"#, r#"{ "fact": "a", "at_least": 3 }"#]], 4);
    // A fact alone is told by its value, in whatever way it is written.
    let twice = r#"{ "fact": { "product": ["a", 2] }, "at_least": 6 }"#;
    cells(&[&[r#"{ "fact": "a", "at_least": 3 }"#, twice]], 3);
}

#[test]
fn facts_asked_about_together_have_4_096_cells() {
    let fact = |i: usize| format!(r#"{{ "id": "f{i}", "kind": "yes-no", "source": "x#x" }}"#);
    let list: Vec<String> = (0..26).map(fact).collect();
    let scheme = scheme(&format!("[{}]", list.join(",")), "[]");
    let comparisons: Vec<Comparison> =
        (0..26).map(|i| comparison(&format!(r#"{{ "fact": "f{i}", "is": true }}"#))).collect();
    let check = |rules: &[&[usize]], expected: &[(Code, &str)]| {
        let rule =
            |(i, facts): (usize, &&[usize])| (i.to_string(), facts.iter().map(|&fact| &comparisons[fact]).collect());
        let asked: Vec<(String, Vec<&Comparison>)> = rules.iter().enumerate().map(rule).collect();
        let mut faults = Vec::new();
        check_cells(&scheme, &asked, &mut faults);
        assert_eq!(codes(&faults), expected, "{rules:?}");
    };
    let all: Vec<usize> = (0..26).collect();
    check(&[&all[..12]], &[]);
    check(&[&all[..13]], &[(Code::TooManyFactCells, "0")]);
    check(&[&all[..12], &all[12..24]], &[]);
    check(&[&all[..7], &all[6..12], &all[12..24]], &[]);
    check(&[&all[..7], &all[6..13]], &[(Code::TooManyFactCells, "1")]);
    check(&[&all[..6], &all[7..14], &[0, 7]], &[(Code::TooManyFactCells, "2")]);
    // One comparison of two facts, of which one is asked elsewhere as well, brings both together.
    let sum = comparison(r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 3 }"#);
    let counts = r#"{ "id": "a", "kind": "count", "least": 0, "most": 5, "source": "x#x" },
        { "id": "b", "kind": "count", "least": 0, "most": 5, "source": "x#x" }"#;
    let scheme = super::super::tests::scheme(&format!("[{}, {counts}]", list.join(",")), "[]");
    let alone = comparison(r#"{ "fact": "b", "at_least": 3 }"#);
    let first: Vec<&Comparison> = comparisons.iter().take(10).chain([&sum]).collect();
    let second = vec![&comparisons[10], &comparisons[11], &alone];
    let mut faults = Vec::new();
    check_cells(&scheme, &[("0".to_string(), first), ("1".to_string(), second)], &mut faults);
    assert_eq!(codes(&faults), [(Code::TooManyFactCells, "1")]);
}

#[test]
fn rules_are_dated_by_a_date_fact_or_the_day_judged_on() {
    let check = |name: &str, expected: Option<Code>| {
        let mut faults = Vec::new();
        check_date(&scheme(FACTS, "[]"), &name.into(), "/at", &mut faults);
        assert_eq!(faults.first().map(|fault| fault.code), expected, "{name}");
    };
    check("as_of", None);
    check("d", None);
    check("a", Some(Code::WrongFactKind));
    check("z", Some(Code::UnknownFact));
}
