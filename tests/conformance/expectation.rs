//! Holds an answer against what a vector expects of it.

use serde_json::{Map, Value};

use crate::vector::Vector;

/// What is wrong with `answer`, the canonical JSON of an outcome or of refusals; empty where it is as expected.
pub(crate) fn differences(vector: &Vector, answer: &str) -> Vec<String> {
    match serde_json::from_str(answer) {
        Ok(Value::Object(answer)) => {
            let mut differences = Vec::new();
            if vector.is_refused() {
                refused(&vector.expect, &answer, &mut differences);
            } else {
                outcome(&vector.expect, &answer, &mut differences);
            }
            differences
        }
        _ => vec![format!("no answer in JSON: `{answer}`")],
    }
}

/// An outcome has every key expected; the lists of reasons are expected by code and by part.
pub(crate) fn outcome(expect: &Map<String, Value>, answer: &Map<String, Value>, differences: &mut Vec<String>) {
    if let Some(refused) = answer.get("refused") {
        differences.push(format!("refused: {refused}"));
        return;
    }
    let none = Vec::new();
    let reasons = answer.get("reasons").and_then(Value::as_array).unwrap_or(&none);
    for (key, expected) in expect {
        match (key.as_str(), expected) {
            ("reason_codes", expected) => {
                let codes = Value::Array(reasons.iter().map(|reason| reason["code"].clone()).collect());
                if codes != *expected {
                    differences.push(format!("/reasons: expected the codes {expected}, found {codes}"));
                }
            }
            ("reasons_include", Value::Array(included)) => {
                for reason in included {
                    if !reasons.iter().any(|found| is_part(reason, found)) {
                        let same = |found: &&Value| found["code"] == reason["code"];
                        let alike: Vec<&Value> = reasons.iter().filter(same).collect();
                        differences.push(format!("/reasons: expected {reason} among {alike:?}"));
                    }
                }
            }
            _ => compare(expected, answer.get(key), &format!("/{key}"), differences),
        }
    }
}

/// Refusals are all expected, in order; only the sentences for people are free.
pub(crate) fn refused(expect: &Map<String, Value>, answer: &Map<String, Value>, differences: &mut Vec<String>) {
    let mut found = answer.get("refused").cloned().unwrap_or_default();
    for refusal in found.as_array_mut().into_iter().flatten() {
        let message = refusal.as_object_mut().and_then(|refusal| refusal.remove("message"));
        if message.as_ref().and_then(Value::as_str).is_none_or(str::is_empty) {
            differences.push(format!("{refusal} says nothing to a person"));
        }
    }
    let expected = expect.get("refused").cloned().unwrap_or_default();
    if found != expected || answer.len() != 1 || expect.len() != 1 {
        differences.push(format!("expected the refusals {expected}, found {}", Value::Object(answer.clone())));
    }
}

/// Where two texts that should be the same to the byte part; `None` where they are.
pub(crate) fn parting(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let same = expected.chars().zip(found.chars()).take_while(|(expected, found)| expected == found).count();
    let around = |text: &str| -> String { text.chars().skip(same.saturating_sub(40)).take(120).collect() };
    Some(format!("after {same} characters the engine has `{}` and this `{}`", around(expected), around(found)))
}

fn is_part(expected: &Value, found: &Value) -> bool {
    let mut differences = Vec::new();
    compare(expected, Some(found), "", &mut differences);
    differences.is_empty()
}

/// Objects may hold more than expected; lists are as long as expected, entry by entry; anything else is equal.
fn compare(expected: &Value, found: Option<&Value>, pointer: &str, differences: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Some(Value::Object(found))) => {
            for (key, expected) in expected {
                compare(expected, found.get(key), &format!("{pointer}/{key}"), differences);
            }
        }
        (Value::Array(expected), Some(Value::Array(found))) if expected.len() == found.len() => {
            for (number, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(expected, Some(found), &format!("{pointer}/{number}"), differences);
            }
        }
        (expected, Some(found)) if expected == found => {}
        (expected, Some(found)) => differences.push(format!("{pointer}: expected {expected}, found {found}")),
        (expected, None) => differences.push(format!("{pointer}: expected {expected}, found nothing")),
    }
}
