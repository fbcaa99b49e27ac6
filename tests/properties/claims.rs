//! A claim that is what the outcome says is confirmed; one that is not differs there, and nowhere else.

use crate::case::case;
use fastrand::Rng;
use mentormark_rules::{json as rules_json, read_submission};
use mentormark_tests::claim::{honest, one_change};
use mentormark_tests::oracle::canonical::canonical;
use mentormark_tests::random::text::{garbled, mutated, shuffled};
use serde_json::{Value, json};

const RUN: u64 = 14;

#[test]
fn an_honest_claim_is_confirmed_and_one_change_is_one_difference() {
    let (mut confirmed, mut awards, mut fees) = (0, 0, 0);
    for number in 0..3_000 {
        let (case, mut rng) = case(RUN, number);
        let Ok(outcome) = case.plan.assess_json(&case.assessment.to_string()) else { continue };
        let outcome: Value = serde_json::from_str(&outcome).expect("JSON");
        let mut submission = honest(&case.assessment, &outcome);
        let check = |submission: &Value, rng: &mut Rng| -> Value {
            let text = shuffled(rng, submission);
            let filed = read_submission(&text, |_| Some(&case.plan));
            let filed = filed.unwrap_or_else(|faults| panic!("{faults}\n{}\ngiven {text}", case.story));
            serde_json::from_str(&rules_json::canonical(&filed.verified(None))).expect("JSON")
        };
        let checked = check(&submission, &mut rng);
        assert_eq!((&checked["status"], &checked["differences"]), (&json!("confirmed"), &json!([])), "{}", case.story);
        assert_eq!(checked["outcome"], outcome, "{}", case.story);
        let hash = rules_json::sha256(canonical(&case.assessment).as_bytes());
        assert_eq!(checked["assessment_hash"], hash, "{}\ngiven {}", case.story, case.assessment);

        let before = submission.clone();
        let mut levels: Vec<Value> = case.plan.scheme().levels.iter().map(|level| json!(level.id)).collect();
        levels.push(Value::Null);
        let pointer = one_change(&mut rng, &mut submission["claim"], &levels);
        let found = check(&submission, &mut rng);
        let expected = json!([{
            "pointer": pointer,
            "claimed": submission.pointer(pointer),
            "computed": before.pointer(pointer),
        }]);
        assert_eq!((&found["status"], &found["differences"]), (&json!("differs"), &expected), "{}", case.story);
        confirmed += 1;
        awards += u32::from(!outcome["award"]["level"].is_null());
        fees += u32::from(outcome["fee"]["status"] == "known");
    }
    // Enough of each kind must have come up for the test to mean anything.
    assert!(confirmed > 2_000 && awards > 200 && fees > 200, "{confirmed} claims, {awards} awards, {fees} fees");
}

#[test]
fn both_readers_of_submissions_find_the_same() {
    let (mut read, mut refused) = (0, 0);
    for number in 0..400 {
        let (case, mut rng) = case(RUN + 1, number);
        let outcome = case.plan.assess_json(&case.assessment.to_string()).unwrap_or_default();
        let outcome: Value =
            serde_json::from_str(&outcome).unwrap_or_else(|_| json!({ "rules_hash": case.plan.rules_hash() }));
        let submission = honest(&case.assessment, &outcome);
        for turn in 0..12 {
            let text = match turn % 3 {
                0 => shuffled(&mut rng, &submission),
                1 => mutated(&mut rng, &submission).to_string(),
                _ => {
                    let text = shuffled(&mut rng, &submission);
                    garbled(&mut rng, &text)
                }
            };
            let thorough = rules_json::thorough_submission(&text);
            assert_eq!(rules_json::submission(&text), thorough, "{text}");
            if thorough.is_ok() {
                read += 1;
            } else {
                refused += 1;
            }
            // Whatever the text, an answer or refusals.
            let _ = read_submission(&text, |_| Some(&case.plan)).map(|filed| filed.checked(None));
        }
    }
    assert!(read > 800 && refused > 800, "{read} read, {refused} refused");
}
