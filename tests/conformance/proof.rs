//! That these tests can fail: every way in which an answer may be wrong is noticed.

use libtest_mimic::{Failed, Trial};
use serde_json::{Map, Value, json};

use crate::expectation;

/// One test for each kind of expectation.
pub(crate) fn trials() -> Vec<Trial> {
    let outcome = json!({
        "quality": { "level": "bronze", "could_reach": "gold" },
        "routes": [{ "to": "silver", "count": 1 }, { "to": "gold", "count": 4 }],
        "reasons": [{ "code": "quorum-reached", "level": "bronze", "count": 6 }, { "code": "fee-unknown", "needs": [] }],
    });
    let refused = json!({ "refused": [
        { "code": "bad-date", "pointer": "/as_of", "message": "not a date" },
        { "code": "unknown-level", "pointer": "/target", "message": "no such level", "did_you_mean": "silver" },
    ] });
    let bad_date = json!({ "code": "bad-date", "pointer": "/as_of" });
    let unknown_level = json!({ "code": "unknown-level", "pointer": "/target", "did_you_mean": "silver" });
    let cases = [
        ("a-part-of-an-object-will-do", json!({ "quality": { "level": "bronze" } }), &outcome, true),
        ("another-value-is-noticed", json!({ "quality": { "level": "silver" } }), &outcome, false),
        ("null-is-not-nothing", json!({ "award": null }), &outcome, false),
        ("entries-of-a-list-may-hold-more", json!({ "routes": [{ "to": "silver" }, { "count": 4 }] }), &outcome, true),
        ("a-shorter-list-is-noticed", json!({ "routes": [{ "to": "silver" }] }), &outcome, false),
        ("another-order-is-noticed", json!({ "routes": [{ "to": "gold" }, { "to": "silver" }] }), &outcome, false),
        ("codes-in-order-will-do", json!({ "reason_codes": ["quorum-reached", "fee-unknown"] }), &outcome, true),
        (
            "codes-in-another-order-are-noticed",
            json!({ "reason_codes": ["fee-unknown", "quorum-reached"] }),
            &outcome,
            false,
        ),
        (
            "a-reason-included-will-do",
            json!({ "reasons_include": [{ "code": "quorum-reached", "count": 6 }] }),
            &outcome,
            true,
        ),
        (
            "a-reason-with-other-numbers-is-noticed",
            json!({ "reasons_include": [{ "code": "quorum-reached", "count": 5 }] }),
            &outcome,
            false,
        ),
        ("a-refusal-is-no-outcome", json!({}), &refused, false),
        ("all-refusals-in-order-will-do", json!({ "refused": [&bad_date, &unknown_level] }), &refused, true),
        ("a-refusal-too-many-is-noticed", json!({ "refused": [&bad_date] }), &refused, false),
        ("refusals-in-another-order-are-noticed", json!({ "refused": [&unknown_level, &bad_date] }), &refused, false),
        (
            "a-suggestion-too-many-is-noticed",
            json!({ "refused": [&bad_date, { "code": "unknown-level", "pointer": "/target" }] }),
            &refused,
            false,
        ),
        ("an-outcome-is-no-refusal", json!({ "refused": [&bad_date] }), &outcome, false),
    ];
    let trial = |(name, expect, answer, good): (&str, Value, &Value, bool)| {
        let (expect, answer) = (object(expect), object(answer.clone()));
        Trial::test(format!("proof::{name}"), move || check(&expect, &answer, good))
    };
    let same_bytes = Trial::test("proof::a-byte-is-noticed", || {
        let differ = |expected, found| expectation::parting(expected, found).is_some();
        let all = [differ("{}\n", "{}"), differ("{}", "{}\n"), differ("{\"a\":1}", "{\"a\":2}"), !differ("{}", "{}")];
        if all == [true; 4] { Ok(()) } else { Err(format!("{all:?}").into()) }
    });
    cases.into_iter().map(trial).chain([same_bytes]).collect()
}

fn check(expect: &Map<String, Value>, answer: &Map<String, Value>, good: bool) -> Result<(), Failed> {
    let mut differences = Vec::new();
    if expect.contains_key("refused") {
        expectation::refused(expect, answer, &mut differences);
    } else {
        expectation::outcome(expect, answer, &mut differences);
    }
    if differences.is_empty() == good { Ok(()) } else { Err(format!("found {differences:?}").into()) }
}

fn object(value: Value) -> Map<String, Value> {
    let Value::Object(object) = value else { panic!("{value} is no object") };
    object
}
