//! Law 3: whatever the text, an outcome or refusals, never a panic.

use crate::case::case;
use mentormark_rules::{Plan, Refusals, json};
use mentormark_tests::random::text::{garbled, mutated, shuffled};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

const RUN: u64 = 3;

/// What `ask` says of `text`: fails the test where that is a panic, an empty list of refusals or not JSON.
fn answer_or_refusals(text: &str, story: &str, ask: impl Fn() -> Result<String, Refusals>) -> bool {
    let Ok(asked) = catch_unwind(AssertUnwindSafe(ask)) else {
        panic!("panicked\n{story}\ngiven {text}");
    };
    match asked {
        Ok(answered) => {
            assert!(serde_json::from_str::<Value>(&answered).is_ok(), "{answered}\n{story}\ngiven {text}");
            true
        }
        Err(refusals) => {
            assert!(!refusals.as_slice().is_empty(), "refused without a reason\n{story}\ngiven {text}");
            for refusal in refusals.as_slice() {
                assert!(
                    refusal.pointer.is_empty() || refusal.pointer.starts_with('/'),
                    "`{}` is no pointer\n{story}\ngiven {text}",
                    refusal.pointer
                );
            }
            false
        }
    }
}

#[test]
fn a_damaged_assessment_has_an_outcome_or_refusals() {
    let mut answered = 0;
    let mut refused = 0;
    for number in 0..1_200 {
        let (case, mut rng) = case(RUN, number);
        for turn in 0..12 {
            let text = if turn % 2 == 0 {
                mutated(&mut rng, &case.assessment).to_string()
            } else {
                let text = shuffled(&mut rng, &case.assessment);
                garbled(&mut rng, &text)
            };
            assert_eq!(json::assessment(&text), json::thorough_assessment(&text), "{text}");
            if answer_or_refusals(&text, &case.story, || case.plan.assess_json(&text)) {
                answered += 1;
            } else {
                refused += 1;
            }
        }
    }
    // Both ways out must have been tried for the test to mean anything.
    assert!(answered > 200 && refused > 2_000, "{answered} answered, {refused} refused");
}

#[test]
fn a_damaged_scheme_is_refused_or_answers() {
    let mut sound = 0;
    let mut refused = 0;
    for number in 0..1_200 {
        let (case, mut rng) = case(RUN + 1, number);
        let scheme = case.scheme.to_string();
        let assessment = case.assessment.to_string();
        for turn in 0..8 {
            let text =
                if turn % 2 == 0 { mutated(&mut rng, &case.scheme).to_string() } else { garbled(&mut rng, &scheme) };
            let answers = answer_or_refusals(&text, &case.story, || {
                let plan = Plan::from_json(&text)?;
                // An assessment that no longer fits may be refused, as long as nothing panics.
                Ok(plan.assess_json(&assessment).unwrap_or_else(|_| "null".to_owned()))
            });
            if answers {
                sound += 1;
            } else {
                refused += 1;
            }
        }
    }
    assert!(sound > 50 && refused > 2_000, "{sound} sound, {refused} refused");
}

#[test]
fn texts_that_are_far_from_an_assessment_are_refused() {
    let (case, _) = case(RUN, 0);
    let deep = |open: &str, times: usize| open.repeat(times);
    let texts = [
        String::new(),
        " ".to_owned(),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        "\u{feff}{}".to_owned(),
        "{\"scheme\":\"nms\"".to_owned(),
        deep("[", 200_000),
        deep("{\"a\":", 200_000),
        format!("{}{}", deep("[", 10_000), deep("]", 10_000)),
        format!("{}{}", case.assessment, case.assessment),
        format!("{}\u{0}", case.assessment),
        format!("\"{}\"", "x".repeat(3 << 20)),
    ];
    for text in texts {
        let start: String = text.chars().take(60).collect();
        assert!(!answer_or_refusals(&start, "", || case.plan.assess_json(&text)), "answered {start}");
        let plan = catch_unwind(|| Plan::from_json(&text).is_err());
        assert_eq!(plan.ok(), Some(true), "a plan from {start}");
    }
}
