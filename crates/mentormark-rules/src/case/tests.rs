//! What is turned away, what is told of what is taken, and answers as bits.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{Answers, Case};
use crate::{Plan, Refusals};

/// The scheme of the examples, whose first criterion may be rated not applicable with a reason.
fn plan() -> Plan {
    let scheme = include_str!("../../examples/two-sections.json");
    let scheme = scheme.replace(r#""id": "one.pass.a","#, r#""id": "one.pass.a", "not_applicable": "with-reason","#);
    let counts = r#""not_applicable": { "counts": "left-out", "source": "example#all" }, "sections": ["#;
    Plan::from_json(&scheme.replacen(r#""sections": ["#, counts, 1)).unwrap()
}

fn read(plan: &Plan, text: &str) -> Result<Case, Refusals> {
    crate::read_text(text, |_| Ok(plan)).map(|(_, case)| case)
}

#[test]
fn a_rating_without_its_reason_is_told_by_its_place() {
    let plan = plan();
    let unreasoned = |evidence: &str| {
        let text = format!(
            r#"{{ "scheme": "example", "as_of": "2026-11-21", "facts": {{}}, "evidence": {evidence},
            "ratings": {{ "one.pass.a": "not-applicable", "two.pass.a": "met" }} }}"#
        );
        read(&plan, &text).unwrap().unreasoned()
    };
    assert_eq!(unreasoned("{}"), [[0]]);
    assert_eq!(unreasoned(r#"{ "one.pass.a": { "note": " " } }"#), [[0]]);
    assert_eq!(unreasoned(r#"{ "one.pass.a": { "note": "Nobody." } }"#), [[0; 0]]);
}

#[test]
fn the_first_hundred_faults_come_with_a_guess() {
    let plan = plan();
    let guessed = |scheme: &str, within: &str, value: &str, count: usize| {
        let named: Vec<String> = (0..count).map(|i| format!(r#""one.pass.{i}": {value}"#)).collect();
        let rest = if within == "evidence" { r#""ratings": {},"# } else { "" };
        let text = format!(
            r#"{{ "scheme": "{scheme}", "as_of": "2026-11-21", "facts": {{}}, {rest} "{within}": {{ {} }} }}"#,
            named.join(",")
        );
        let refusals = read(&plan, &text).unwrap_err();
        refusals.as_slice().iter().filter(|refusal| refusal.did_you_mean.is_some()).count()
    };
    for (within, value) in [("ratings", r#""met""#), ("evidence", "{}")] {
        assert_eq!(guessed("example", within, value, 100), 100, "{within}");
        assert_eq!(guessed("example", within, value, 101), 100, "{within}");
        // The name of the scheme is a fault as well.
        assert_eq!(guessed("exampel", within, value, 101), 99, "{within}");
    }
}

#[test]
fn a_rating_or_a_level_that_there_is_not_is_answered_with_those_there_are() {
    let text = r#"{ "scheme": "example", "as_of": "2026-11-21", "facts": {}, "target": "gold", "ratings": { "one.pass.a": "so-so" } }"#;
    let refusals = read(&plan(), text).unwrap_err();
    let said: Vec<String> = refusals.as_slice().iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|said| said.contains("`so-so` is no rating here: use `not-met`, `met`")), "{said:?}");
    assert!(said.iter().any(|said| said.contains("no level `gold`: use `pass`")), "{said:?}");
}

#[test]
fn a_rating_reaches_every_step_up_to_its_own() {
    let mut answers = Answers::blank(130, 3);
    answers.rate(0, 2);
    answers.rate(64, 1);
    answers.rate(129, 0);
    assert_eq!(answers.known(), [1, 1, 2]);
    assert_eq!(answers.reached(1), [1, 1, 0]);
    assert_eq!(answers.reached(2), [1, 0, 0]);
    assert_eq!([0, 1, 64, 129].map(|criterion| answers.step(criterion)), [Some(2), None, Some(1), Some(0)]);
}

#[test]
fn a_reason_counts_where_nothing_but_its_share_asks_for_it() {
    let scheme = include_str!("../../examples/two-sections.json");
    let (before, _) = scheme.split_once(r#"  "section_rule""#).unwrap();
    let share = r#""share": { "rated": "met", "of": "all", "or_reasoned": true, "source": "example#all" }"#;
    let rules =
        ["section_rule", "award_rule"].map(|rule| format!(r#""{rule}": {{ "source": "example#all", {share} }}"#));
    let plan = Plan::from_json(&format!("{before}{} }}", rules.join(", "))).unwrap();
    let award = |note: &str| {
        let text = format!(
            r#"{{ "scheme": "example", "as_of": "2026-11-21", "facts": {{}}, "evidence": {{ "one.pass.a": {{ "note": "{note}" }} }},
            "ratings": {{ "one.pass.a": "not-met", "two.pass.a": "met", "two.pass.b": "met" }} }}"#
        );
        plan.outcome(&read(&plan, &text).unwrap()).award.bounds.level
    };
    assert_eq!(award(" "), None);
    assert_eq!(award("Nobody is under 18.").as_deref(), Some("pass"));
}

#[test]
fn a_rating_given_anew_takes_the_place_of_the_one_before() {
    let mut answers = Answers::blank(3, 3);
    for step in [1, 2, 0, 1] {
        answers.rate(1, step);
        assert_eq!((answers.step(1), answers.known()), (Some(step), &[2][..]));
    }
    answers.leave_out(1);
    assert_eq!((answers.step(1), answers.left_out(), answers.reached(1)), (Some(0), &[2][..], &[0][..]));
}
