//! Conditions that come out in one way only are noted, each once, and no others.

use alloc::{format, string::String, vec, vec::Vec};

use crate::{Code, json, scheme, scheme::check::check};

const FACTS: &str = r#"[
    { "id": "n", "kind": "count", "least": 0, "most": 9, "source": "x#x" },
    { "id": "m", "kind": "count", "least": 0, "most": 9, "source": "x#x" },
    { "id": "k", "kind": "count", "least": 0, "most": 9999, "source": "x#x" },
    { "id": "y", "kind": "yes-no", "source": "x#x" },
    { "id": "d", "kind": "date", "source": "x#x" },
    { "id": "c", "kind": "choice", "options": ["p", "q", "r"], "source": "x#x" }
]"#;

/// The faults of a scheme with one check that asks this.
fn faults(asked: &str) -> Vec<(Code, String)> {
    let example = include_str!("../../../../examples/two-sections.json");
    let check_of = format!(r#"{{ "id": "check", "source": "x#x", {asked} }}"#);
    let text = example.replacen(
        r#""sections": ["#,
        &format!(r#""facts": {FACTS}, "eligibility": [{check_of}], "sections": ["#),
        1,
    );
    let tree = json::tree(&text).unwrap();
    let read = json::Reading::default();
    let scheme = scheme::read(&json::Node::root(&tree, &read));
    let scheme = scheme.unwrap_or_else(|| panic!("{:?}", read.take()));
    check(&scheme).into_iter().map(|fault| (fault.code, fault.pointer)).collect()
}

fn noted(asked: &str, expected: &[(Code, &str)]) {
    let expected: Vec<(Code, String)> =
        expected.iter().map(|&(code, at)| (code, format!("/eligibility/0{at}"))).collect();
    assert_eq!(faults(asked), expected, "{asked}");
}

#[test]
fn what_shuts_out_each_other_never_holds() {
    let never = [(Code::ConditionNever, "")];
    for asked in [
        r#""all": [{ "fact": "n", "at_most": 4 }, { "fact": "n", "at_least": 5 }]"#,
        r#""all": [{ "fact": "c", "is": "p" }, { "not": { "fact": "c", "is_one_of": ["p", "q"] } }]"#,
        r#""not": { "any": [{ "fact": "y", "is": true }, { "fact": "y", "is": false }] }"#,
        r#""quorum": { "needed": 2, "of": [{ "fact": "c", "is": "p" }, { "fact": "c", "is": "q" }, { "fact": "c", "is": "r" }] }"#,
        r#""all": [{ "held": { "levels": ["pass"] } }, { "fact": "n", "less_than": 5 }, { "fact": "n", "more_than": 5 }]"#,
    ] {
        noted(asked, &never);
    }
    for asked in [
        r#""all": [{ "fact": "n", "at_most": 5 }, { "fact": "n", "at_least": 5 }]"#,
        r#""all": [{ "fact": "n", "at_most": 4 }, { "fact": "m", "at_least": 5 }]"#,
        r#""all": [{ "fact": "c", "is": "q" }, { "fact": "c", "is_one_of": ["p", "q"] }]"#,
        r#""quorum": { "needed": 1, "of": [{ "fact": "c", "is": "p" }, { "fact": "c", "is": "q" }] }"#,
    ] {
        noted(asked, &[]);
    }
}

#[test]
fn what_covers_everything_asks_nothing() {
    let always = [(Code::ConditionAlways, "")];
    for asked in [
        r#""any": [{ "fact": "n", "at_most": 5 }, { "fact": "n", "at_least": 6 }]"#,
        r#""any": [{ "fact": "y", "is": true }, { "not": { "fact": "y", "is": true } }]"#,
        r#""not": { "all": [{ "fact": "c", "is": "p" }, { "fact": "c", "is": "q" }] }"#,
        r#""any": [{ "held": { "levels": ["pass"] } }, { "fact": "n", "less_than": 5 }, { "fact": "n", "at_least": 5 }]"#,
    ] {
        noted(asked, &always);
    }
    noted(r#""any": [{ "fact": "n", "at_most": 5 }, { "fact": "n", "at_least": 7 }]"#, &[]);
    noted(r#""any": [{ "held": { "levels": ["pass"] } }, { "fact": "n", "less_than": 5 }]"#, &[]);
}

#[test]
fn what_stands_within_is_looked_at_unless_the_whole_is_noted() {
    let never = r#"{ "all": [{ "fact": "n", "at_most": 4 }, { "fact": "n", "at_least": 5 }] }"#;
    let always = r#"{ "any": [{ "fact": "n", "at_most": 4 }, { "fact": "n", "at_least": 5 }] }"#;
    noted(&format!(r#""any": [{{ "fact": "y", "is": true }}, {never}]"#), &[(Code::ConditionNever, "/any/1")]);
    noted(
        &format!(
            r#""any": [{{ "fact": "y", "is": true }}, {never}, {{ "all": [{{ "fact": "m", "at_least": 1 }}, {always}] }}]"#
        ),
        &[(Code::ConditionNever, "/any/1"), (Code::ConditionAlways, "/any/2/all/1")],
    );
    noted(&format!(r#""all": [{{ "fact": "y", "is": true }}, {never}]"#), &[(Code::ConditionNever, "")]);
    noted(&format!(r#""applies_when": {never}, "fact": "y", "is": true"#), &[(Code::ConditionNever, "/applies_when")]);
}

#[test]
fn a_case_that_those_above_leave_nothing_is_never_come_to() {
    let cases = |second: &str| {
        format!(
            r#""cases": [{{ "when": {{ "fact": "n", "at_least": 5 }}, "then": {{ "fact": "y", "is": true }} }},
                {{ "when": {{ "fact": "n", {second} }}, "then": {{ "fact": "y", "is": false }} }},
                {{ "then": {{ "fact": "m", "at_least": 3 }} }}]"#
        )
    };
    noted(&cases(r#""at_least": 4"#), &[]);
    noted(&cases(r#""at_least": 6"#), &[(Code::ConditionNever, "/cases/1")]);
    noted(&cases(r#""at_most": 4"#), &[(Code::ConditionNever, "/cases/2")]);
}

#[test]
fn hundreds_of_cases_are_looked_at() {
    let cases = |fact: &str, from: &dyn Fn(usize) -> usize| {
        let case = |i: usize| {
            let (most, is) = (from(i), i.is_multiple_of(2));
            format!(r#"{{ "when": {{ "fact": {fact}, "at_most": {most} }}, "then": {{ "fact": "y", "is": {is} }} }}"#)
        };
        let all: Vec<String> = (0..499).map(case).collect();
        format!(r#""cases": [{}, {{ "then": {{ "fact": "y", "is": true }} }}]"#, all.join(","))
    };
    for fact in [r#""k""#, r#"{ "sum": ["k", "n"] }"#] {
        noted(&cases(fact, &|i| 10 * i), &[]);
        noted(&cases(fact, &|i| 10 * i - i / 300), &[]);
        noted(&cases(fact, &|i| 10 * (i - i / 300)), &[(Code::ConditionNever, "/cases/300")]);
    }
}

#[test]
fn what_holds_on_no_day_is_noted() {
    let age = r#""fact": { "months_between": ["d", "as_of"] }"#;
    let days = r#""fact": { "days_between": ["d", "as_of"] }"#;
    let all = |one: &str, other: &str| format!(r#""all": [{{ {one} }}, {{ {other} }}]"#);
    let any = |one: &str, other: &str| format!(r#""any": [{{ {one} }}, {{ {other} }}]"#);
    let day = |end: &str| format!(r#""fact": "as_of", {end}"#);
    let opened = |end: &str, months: i64| format!(r#""fact": "d", "{end}": {{ "plus_months": ["as_of", {months}] }}"#);
    let year = |end: &str| format!(r#""fact": "as_of", "{end}": {{ "plus_months": ["d", 12] }}"#);
    let half = r#""fact": { "product": [{ "ratio": [1, 2] }, { "days_between": ["d", "as_of"] }] }"#;
    for (asked, code) in [
        (format!(r#"{age}, "at_least": 12, "less_than": 12"#), Code::ComparisonNever),
        (format!(r#"{days}, "more_than": 10, "less_than": 11"#), Code::ComparisonNever),
        (day(r#""at_least": "2030-01-01", "at_most": "2029-12-31""#), Code::ComparisonNever),
        (all(&day(r#""at_least": "2030-01-01""#), &day(r#""at_most": "2029-12-31""#)), Code::ConditionNever),
        (all(&format!(r#"{age}, "at_least": 12"#), &format!(r#"{age}, "less_than": 12"#)), Code::ConditionNever),
        (any(&format!(r#"{age}, "at_least": 12"#), &format!(r#"{age}, "less_than": 12"#)), Code::ConditionAlways),
        (all(&year("at_least"), &year("less_than")), Code::ConditionNever),
        (all(&opened("at_least", -12), &opened("at_most", -13)), Code::ConditionNever),
        (all(&opened("at_least", 0), &opened("less_than", 0)), Code::ConditionNever),
    ] {
        noted(&asked, &[(code, "")]);
    }
    for asked in [
        format!(r#"{age}, "at_least": 12, "at_most": 12"#),
        format!(r#"{half}, "more_than": 10, "less_than": 11"#),
        day(r#""at_least": "2030-01-01", "at_most": "2030-01-01""#),
        all(&day(r#""at_least": "2030-01-01""#), &day(r#""at_most": "2030-01-01""#)),
        all(&format!(r#"{age}, "at_least": 12"#), &format!(r#"{age}, "at_most": 12"#)),
        any(&format!(r#"{age}, "more_than": 12"#), &format!(r#"{age}, "less_than": 12"#)),
        // Values as great as can be.
        r#""fact": { "product": [{ "days_between": ["2000-01-01", "as_of"] }, 1000000000000] },
            "at_least": { "product": [1000000000000, 50000] }"#
            .into(),
        // The one is of months, the other of days, and how they go together is not worked out.
        all(&format!(r#"{age}, "at_least": 12"#), &format!(r#"{days}, "less_than": 12"#)),
        all(&year("at_least"), &year("at_most")),
        all(&opened("at_least", -13), &opened("at_most", -12)),
        all(&opened("at_least", 0), r#""fact": "d", "at_most": "2020-01-01""#),
        any(&opened("at_least", 0), r#""fact": "d", "less_than": "2020-01-01""#),
    ] {
        noted(&asked, &[]);
    }
    // A case that those above take.
    let young = format!(r#"{{ "when": {{ {age}, "less_than": 12 }}, "then": {{ "fact": "y", "is": true }} }}"#);
    let old = format!(r#"{{ "when": {{ {age}, "at_least": 12 }}, "then": {{ "fact": "n", "at_least": 2 }} }}"#);
    let cases = |all: &[&str]| format!(r#""cases": [{}, {{ "then": {{ "fact": "y", "is": false }} }}]"#, all.join(","));
    noted(&cases(&[&young]), &[]);
    noted(&cases(&[&young, &old]), &[(Code::ConditionNever, "/cases/2")]);
}

#[test]
fn an_award_is_not_held_for_longer_than_it_is_old() {
    let held = |months: u16, days: u32| {
        format!(r#""held": {{ "levels": ["pass"], "for_months": {months}, "within_days": {days} }}"#)
    };
    // The fewest days of so many months: February, February and March, a year, and eight years about 2100, which is no leap year.
    for (months, days) in [(1, 28), (2, 59), (12, 365), (96, 2_921)] {
        noted(&held(months, days), &[]);
        noted(&held(months, days - 1), &[(Code::ComparisonNever, "/held/within_days")]);
    }
}

#[test]
fn small_conditions_are_noted_as_trying_every_value_shows() {
    let ends = ["at_least", "more_than", "at_most", "less_than"];
    let holds = |end: &str, than: i64, value: i64| match end {
        "at_least" => value >= than,
        "more_than" => value > than,
        "at_most" => value <= than,
        _ => value < than,
    };
    let mut seen = vec![];
    for (one, other) in ends.iter().flat_map(|one| ends.iter().map(move |other| (*one, *other))) {
        for (a, b) in (2..=6).flat_map(|a| (2..=6).map(move |b| (a, b))) {
            for (list, together) in [("all", (|a, b| a && b) as fn(bool, bool) -> bool), ("any", |a, b| a || b)] {
                let outcomes: Vec<bool> = (0..=9).map(|n| together(holds(one, a, n), holds(other, b, n))).collect();
                let expected = match (outcomes.contains(&true), outcomes.contains(&false)) {
                    (false, _) => vec![(Code::ConditionNever, "/eligibility/0".into())],
                    (_, false) => vec![(Code::ConditionAlways, "/eligibility/0".into())],
                    _ => vec![],
                };
                let asked =
                    format!(r#""{list}": [{{ "fact": "n", "{one}": {a} }}, {{ "fact": "n", "{other}": {b} }}]"#);
                assert_eq!(faults(&asked), expected, "{asked}");
                seen.extend(expected);
            }
        }
    }
    assert!(seen.len() > 50, "{}", seen.len());
}

#[test]
fn what_a_form_asks_of_too_many_facts_is_not_asked_about() {
    let faults = |count: usize| -> Vec<(Code, String)> {
        let flag = |n: usize| format!(r#"{{ "id": "y{n}", "kind": "yes-no", "source": "x#x" }}"#);
        let flags: Vec<String> = (0..count).map(flag).collect();
        let asked: Vec<String> = (0..count).map(|n| format!(r#"{{ "fact": "y{n}", "is": true }}"#)).collect();
        let asked = format!(r#""all": [{}, {{ "fact": "y0", "is": false }}]"#, asked.join(","));
        let late = format!(r#"{{ "id": "late", "kind": "yes-no", "source": "x#x", "asked_when": {{ {asked} }} }}"#);
        let example = include_str!("../../../../examples/two-sections.json");
        let facts = format!(r#""facts": [{}, {late}], "sections": ["#, flags.join(","));
        let tree = json::tree(&example.replacen(r#""sections": ["#, &facts, 1)).unwrap();
        let scheme = scheme::read(&json::Node::root(&tree, &json::Reading::default())).unwrap();
        check(&scheme).into_iter().map(|fault| (fault.code, fault.pointer)).collect()
    };
    assert_eq!(faults(12), [(Code::ConditionNever, "/facts/12/asked_when".into())]);
    assert_eq!(faults(13), []);
}
