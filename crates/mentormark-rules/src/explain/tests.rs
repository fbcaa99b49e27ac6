//! Which clauses are told, and which are not.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use serde_json::{Value, json};

use crate::Plan;

const SECTIONS: &str = r#"{ "sections": { "needed": "all", "floor": "none", "source": "example#all" } }"#;

/// The scheme of the examples with two levels, facts, and this asked of the award at both levels besides its sections.
fn plan(award_rule: &str, more: &str) -> Plan {
    plan_of(&format!(r#""all": [{SECTIONS}, {award_rule}]"#), more)
}

/// The same with this as its award rule.
fn plan_of(award_rule: &str, more: &str) -> Plan {
    let scheme = include_str!("../../examples/two-sections.json");
    let scheme = scheme.replace(
        r#""levels": [{ "id": "pass", "source": "example#all" }]"#,
        r#""levels": [{ "id": "pass", "source": "example#all" }, { "id": "merit", "source": "example#all" }]"#,
    );
    let rule = scheme.find(r#""section_rule""#).unwrap();
    let sections = scheme[..rule].replace(r#""level": "pass""#, r#""weight": 1"#);
    let scheme = format!(
        r#"{sections} {more}
        "facts": [
            {{ "id": "size", "kind": "count", "least": 0, "most": 100, "source": "example#all" }},
            {{ "id": "open", "kind": "yes-no", "source": "example#all" }}
        ],
        "section_rule": {{ "share": {{ "rated": "met", "of": "at-least-half", "source": "example#all" }}, "source": "example#all" }},
        "award_rule": {{ "source": "example#rule", {award_rule} }} }}"#
    );
    Plan::from_json(&scheme).unwrap_or_else(|refusals| panic!("{refusals}\n{scheme}"))
}

/// The reasons with one of these codes of somebody who meets everything; `more` stands beside the ratings.
fn told(plan: &Plan, more: &str, codes: &[&str]) -> Vec<Value> {
    let text = format!(
        r#"{{ "scheme": "example", "as_of": "2026-11-22", {more},
        "ratings": {{ "one.pass.a": "met", "two.pass.a": "met", "two.pass.b": "met" }} }}"#
    );
    let (_, case) = crate::read_text(&text, |_| Ok(plan)).unwrap_or_else(|refusals| panic!("{refusals}"));
    let reasons = plan.outcome(&case).reasons;
    let reasons = reasons.into_iter().map(|reason| serde_json::to_value(reason).unwrap());
    reasons.filter(|reason| codes.contains(&reason["code"].as_str().unwrap())).collect()
}

fn field(reasons: &[Value], name: &str) -> Vec<String> {
    reasons.iter().map(|reason| reason[name].as_str().unwrap_or_default().to_string()).collect()
}

#[test]
fn of_a_condition_that_holds_nothing_is_told() {
    let rule = r#"{ "any": [
        { "fact": "open", "is": true, "source": "example#open" },
        { "fact": "size", "at_least": 50, "source": "example#size" }
    ] }"#;
    let plan = plan(rule, "");
    let missed = |facts: &str| field(&told(&plan, facts, &["fact-missed"]), "source");
    assert_eq!(missed(r#""facts": { "open": true, "size": 10 }"#), [""; 0]);
    assert_eq!(missed(r#""facts": { "open": false, "size": 50 }"#), [""; 0]);
    assert_eq!(missed(r#""facts": { "open": false, "size": 10 }"#), ["example#open", "example#size"]);
    // Nor of what is asked in one case.
    let rule = format!(
        r#"{{ "cases": [{{ "when": {{ "fact": "open", "is": true }}, "then": {rule} }},
        {{ "then": {{ "fact": "size", "at_least": 90, "source": "example#large" }} }}] }}"#
    );
    let plan = self::plan(&rule, "");
    let missed = |facts: &str| field(&told(&plan, facts, &["fact-missed"]), "source");
    assert_eq!(missed(r#""facts": { "open": true, "size": 10 }"#), [""; 0]);
    assert_eq!(missed(r#""facts": { "open": false, "size": 95 }"#), [""; 0]);
    assert_eq!(missed(r#""facts": { "open": false, "size": 60 }"#), ["example#large"]);
}

#[test]
fn of_a_condition_that_fails_only_what_fails_is_told() {
    let rule = r#"{ "all": [
        { "fact": "open", "is": true, "source": "example#open" },
        { "fact": "size", "at_least": 50, "source": "example#size" },
        { "held": { "levels": ["pass"], "source": "example#own" } },
        { "held": { "scheme": "other", "levels": ["full"], "source": "example#other" } }
    ] }"#;
    let plan = plan(rule, "");
    let missed = |more: &str| field(&told(&plan, more, &["fact-missed", "held-missed"]), "source");
    let own = r#""held": { "level": "pass", "awarded_on": "2026-01-01" }"#;
    let other = r#""held_elsewhere": [{ "scheme": "other", "level": "full", "awarded_on": "2026-01-01" }]"#;
    assert_eq!(
        missed(&format!(r#""facts": {{ "open": true, "size": 10 }}, {own}"#)),
        ["example#size", "example#other"]
    );
    assert_eq!(
        missed(&format!(r#""facts": {{ "open": false, "size": 50 }}, {other}"#)),
        ["example#open", "example#own"]
    );
    assert_eq!(missed(&format!(r#""facts": {{ "open": true, "size": 50 }}, {own}, {other}"#)), [""; 0]);
    // Nor is an award that is held, in what is asked in one case.
    let rule = format!(
        r#"{{ "cases": [{{ "when": {{ "fact": "open", "is": true }}, "then": {rule} }},
        {{ "then": {{ "fact": "size", "at_least": 90, "source": "example#large" }} }}] }}"#
    );
    let plan = self::plan(&rule, "");
    let missed = |more: &str| field(&told(&plan, more, &["fact-missed", "held-missed"]), "source");
    assert_eq!(
        missed(&format!(r#""facts": {{ "open": true, "size": 10 }}, {own}"#)),
        ["example#size", "example#other"]
    );
    assert_eq!(missed(&format!(r#""facts": {{ "open": true, "size": 50 }}, {own}, {other}"#)), [""; 0]);
}

/// Who holds the award that the tests ask for, of another scheme.
const OTHER: &str = r#", "held_elsewhere": [{ "scheme": "other", "level": "full", "awarded_on": "2026-01-01" }]"#;

#[test]
fn of_what_was_not_asked_nothing_is_told() {
    let other = r#"{ "held": { "scheme": "other", "levels": ["full"], "source": "example#other" } }"#;
    let rule = format!(
        r#"{{ "cases": [{{ "when": {{ "fact": "open", "is": true }}, "then": {other} }},
        {{ "then": {{ "fact": "size", "at_least": 90, "source": "example#large" }} }}] }}"#
    );
    let plan = plan(&rule, "");
    let missed = |open: bool, size: u32, held: &str| {
        let more = format!(r#""facts": {{ "open": {open}, "size": {size} }}{held}"#);
        field(&told(&plan, &more, &["fact-missed", "held-missed"]), "source")
    };
    assert_eq!(missed(true, 10, ""), ["example#other"]);
    assert_eq!(missed(true, 10, OTHER), [""; 0]);
    assert_eq!(missed(false, 10, ""), ["example#large"]);
    assert_eq!(missed(false, 10, OTHER), ["example#large"]);
    assert_eq!(missed(false, 95, ""), [""; 0]);
}

#[test]
fn what_another_part_makes_up_for_is_not_told() {
    let parts = r#"{ "fact": "open", "is": true, "source": "example#open" },
        { "held": { "scheme": "other", "levels": ["full"], "source": "example#other" } }"#;
    let large = r#"{ "fact": "size", "at_least": 50, "source": "example#size" }"#;
    for either in [format!(r#""any": [{parts}]"#), format!(r#""quorum": {{ "needed": 1, "of": [{parts}] }}"#)] {
        let both = format!(r#"{{ "all": [{{ {either} }}, {large}] }}"#);
        let in_cases = format!(
            r#"{{ "cases": [{{ "when": {{ "fact": "size", "at_most": 90 }}, "then": {both} }}, {{ "then": {large} }}] }}"#
        );
        for rule in [both, in_cases] {
            let plan = plan(&rule, "");
            let missed = |open: bool, size: u32, held: &str| {
                let more = format!(r#""facts": {{ "open": {open}, "size": {size} }}{held}"#);
                field(&told(&plan, &more, &["fact-missed", "held-missed"]), "source")
            };
            assert_eq!(missed(true, 10, ""), ["example#size"], "{rule}");
            assert_eq!(missed(false, 10, OTHER), ["example#size"], "{rule}");
            assert_eq!(missed(false, 10, ""), ["example#open", "example#other", "example#size"], "{rule}");
            assert_eq!(missed(false, 50, ""), ["example#open", "example#other"], "{rule}");
        }
    }
}

#[test]
fn of_what_must_not_be_so_it_is_told_what_is() {
    let open = r#"{ "fact": "open", "is": true, "source": "example#open" }"#;
    let large = r#"{ "fact": "size", "at_least": 50, "source": "example#size" }"#;
    let missed = |rule: &str, open: bool, size: u32| {
        let more = format!(r#""facts": {{ "open": {open}, "size": {size} }}"#);
        field(&told(&plan(rule, ""), &more, &["fact-missed"]), "source")
    };
    let both = format!(r#"{{ "not": {{ "all": [{open}, {large}] }} }}"#);
    assert_eq!(missed(&both, true, 50), ["example#open", "example#size"]);
    assert_eq!(missed(&both, true, 49), [""; 0]);
    let either = format!(r#"{{ "not": {{ "any": [{open}, {large}] }} }}"#);
    assert_eq!(missed(&either, true, 50), ["example#open", "example#size"]);
    assert_eq!(missed(&either, true, 49), ["example#open"]);
    assert_eq!(missed(&either, false, 49), [""; 0]);
    let not_not = format!(r#"{{ "not": {{ "not": {large} }} }}"#);
    assert_eq!(missed(&not_not, true, 49), ["example#size"]);
    assert_eq!(missed(&not_not, true, 50), [""; 0]);
}

#[test]
fn a_check_names_the_facts_that_speak_against_it_and_no_others() {
    let open = r#"{ "fact": "open", "is": true }"#;
    let large = r#"{ "fact": "size", "at_least": 50 }"#;
    let against = |asks: &str, open: bool, size: u32| {
        let more = format!(r#""eligibility": [{{ "id": "check", "source": "example#check", {asks} }}],"#);
        let plan = plan(r#"{ "fact": "size", "at_most": 99 }"#, &more);
        let facts = format!(r#""facts": {{ "open": {open}, "size": {size} }}"#);
        told(&plan, &facts, &["check-not-met"]).first().map(|reason| reason["facts"].clone())
    };
    let all = format!(r#""all": [{{ "any": [{open}, {{ "fact": "size", "at_least": 60 }}] }}, {large}]"#);
    assert_eq!(against(&all, true, 50), None);
    assert_eq!(against(&all, true, 49), Some(json!(["size"])));
    assert_eq!(against(&all, false, 55), Some(json!(["size", "open"])));
    let not = format!(r#""not": {{ "any": [{open}, {large}] }}"#);
    assert_eq!(against(&not, false, 49), None);
    assert_eq!(against(&not, true, 49), Some(json!(["open"])));
    assert_eq!(against(&not, false, 50), Some(json!(["size"])));
}

#[test]
fn a_wait_is_told_with_its_own_anchor() {
    let more = r#""progression": { "entry": "pass", "most_steps": 1, "source": "example#steps", "waits": [
        { "at": "pass", "months": 12, "source": "example#wait-at-pass" }
    ] },"#;
    let plan = plan(r#"{ "fact": "open", "is": true, "source": "example#open" }"#, more);
    let held =
        |on: &str| format!(r#""facts": {{ "open": true }}, "held": {{ "level": "pass", "awarded_on": "{on}" }}"#);
    let told = told(&plan, &held("2026-01-01"), &["progression-wait"]);
    let expected = json!({
        "code": "progression-wait", "held": "pass", "awarded_on": "2026-01-01", "months": 12, "from": "2027-01-01",
        "source": "example#wait-at-pass",
    });
    assert_eq!(told, [expected]);
}

#[test]
fn a_prerequisite_of_whatever_shape_is_missed_where_it_does_not_hold() {
    let open = r#"{ "fact": "open", "is": true }"#;
    let large = r#"{ "fact": "size", "at_least": 50 }"#;
    let huge = r#"{ "fact": "size", "at_least": 90 }"#;
    let held = r#""held": { "scheme": "other", "levels": ["full"] }"#;
    let other = format!("{{ {held} }}");
    let shapes = [
        ("all", format!(r#""all": [{open}, {large}]"#)),
        ("any", format!(r#""any": [{open}, {large}]"#)),
        ("quorum", format!(r#""quorum": {{ "needed": 2, "of": [{open}, {large}, {other}] }}"#)),
        ("not", r#""not": { "fact": "size", "at_least": 80 }"#.into()),
        ("held", held.to_string()),
        ("cases", format!(r#""cases": [{{ "when": {large}, "then": {open} }}, {{ "then": {other} }}]"#)),
        ("huge", format!(r#""any": [{{ "not": {huge} }}, {open}]"#)),
    ];
    let list: Vec<String> = shapes
        .iter()
        .map(|(id, test)| format!(r#"{{ "id": "{id}", "level": "merit", "source": "example#{id}", {test} }}"#))
        .collect();
    let more = format!(r#""prerequisites": [{}],"#, list.join(","));
    let plan = plan(r#"{ "fact": "size", "at_most": 99 }"#, &more);
    let missed = |open: bool, size: u32, other: bool| {
        let held = if other {
            r#", "held_elsewhere": [{ "scheme": "other", "level": "full", "awarded_on": "2026-01-01" }]"#
        } else {
            ""
        };
        let facts = format!(r#""facts": {{ "open": {open}, "size": {size} }}{held}"#);
        field(&told(&plan, &facts, &["prerequisite-missed"]), "prerequisite")
    };
    assert_eq!(missed(true, 60, true), [""; 0]);
    assert_eq!(missed(true, 60, false), ["held"]);
    assert_eq!(missed(true, 85, true), ["not"]);
    assert_eq!(missed(true, 10, true), ["all"]);
    assert_eq!(missed(true, 10, false), ["all", "quorum", "held", "cases"]);
    assert_eq!(missed(false, 60, true), ["all", "cases"]);
    assert_eq!(missed(false, 95, true), ["all", "not", "cases", "huge"]);
    assert_eq!(missed(false, 10, true), ["all", "any", "quorum"]);
    assert_eq!(missed(false, 10, false), ["all", "any", "quorum", "held", "cases"]);
}

#[test]
fn of_blank_facts_the_way_is_told_in_which_the_least_is_given_and_then_earned() {
    // Whoever is open earns merit, and may only be given pass; nobody else earns merit.
    let award = format!(
        r#""at": {{ "pass": {SECTIONS}, "merit": {{ "all": [{SECTIONS}, {{ "fact": "open", "is": true, "source": "example#open" }}] }} }}"#
    );
    let more = r#""prerequisites": [{ "id": "closed", "level": "merit", "fact": "open", "is": false, "source": "example#closed" },
        { "id": "small", "level": "pass", "fact": "size", "at_most": 50, "source": "example#small" }],"#;
    let plan = plan_of(&award, more);
    let missed = |facts: &str| field(&told(&plan, facts, &["fact-missed", "prerequisite-missed"]), "source");
    assert_eq!(missed(r#""facts": { "open": true, "size": 1 }"#), ["example#closed"]);
    assert_eq!(missed(r#""facts": { "open": false, "size": 1 }"#), ["example#open"]);
    assert_eq!(missed(r#""facts": { "size": 1 }"#), ["example#open"]);
}

#[test]
fn what_is_a_caution_and_what_is_not() {
    let codes = |more: &str, is_caution: bool| {
        let plan = plan(r#"{ "fact": "open", "is": true, "source": "example#open" }"#, more);
        let text = r#"{ "scheme": "example", "as_of": "2026-11-22", "facts": { "open": true }, "ratings": {} }"#;
        let (_, case) = crate::read_text(text, |_| Ok(&plan)).unwrap();
        let reasons = plan.outcome(&case).reasons;
        let told = reasons.iter().filter(|reason| reason.is_caution() == is_caution);
        let codes = told.map(|reason| serde_json::to_value(reason).unwrap()["code"].as_str().unwrap().to_string());
        codes.collect::<Vec<String>>()
    };
    let retired = r#""retired": { "from": "2026-11-22", "source": "example#all" },"#;
    assert_eq!(codes(retired, true), ["edition-retired"]);
    assert!(codes("", true).is_empty());
    assert_eq!(codes(retired, false), codes("", false));
    assert!(!codes("", false).is_empty());
}
