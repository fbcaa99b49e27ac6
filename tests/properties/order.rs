//! Law 9 and the canonical form: the same bytes whatever the order of keys in the input, and those bytes are RFC 8785.

use crate::Shipped;
use mentormark_rules::Plan;
use mentormark_tests::oracle::canonical::canonical;
use mentormark_tests::random::text::shuffled;
use serde_json::Value;

const RUN: u64 = 9;

#[test]
fn the_order_of_keys_in_an_assessment_changes_no_byte_of_the_outcome() {
    let shipped = Shipped::read();
    for number in 0..1_000 {
        let (case, mut rng) = shipped.case(RUN, number);
        let answered = case.plan.assess_json(&case.assessment.to_string()).expect("well formed");
        for _ in 0..3 {
            let other = shuffled(&mut rng, &case.assessment);
            let again = case.plan.assess_json(&other);
            assert_eq!(again.as_ref(), Ok(&answered), "{}\nwritten as {other}", case.story);
        }
    }
}

#[test]
fn the_order_of_keys_in_a_scheme_changes_neither_its_hash_nor_an_outcome() {
    let shipped = Shipped::read();
    for number in 0..300 {
        let (case, mut rng) = shipped.case(RUN + 1, number);
        let text = case.assessment.to_string();
        let scheme = case.story.lines().find_map(|line| line.strip_prefix("scheme ")).expect("the scheme");
        let other = shuffled(&mut rng, &serde_json::from_str::<Value>(scheme).expect("JSON"));
        let plan = Plan::from_json(&other).unwrap_or_else(|refusals| panic!("{refusals:?}\n{other}"));
        assert_eq!(plan.rules_hash(), case.plan.rules_hash(), "{}\nwritten as {other}", case.story);
        assert_eq!(plan.assess_json(&text), case.plan.assess_json(&text), "{}\nwritten as {other}", case.story);
    }
}

#[test]
fn an_outcome_is_written_in_canonical_form() {
    let shipped = Shipped::read();
    for number in 0..1_000 {
        let (case, _) = shipped.case(RUN + 2, number);
        let answered = case.plan.assess_json(&case.assessment.to_string()).expect("well formed");
        let value: Value = serde_json::from_str(&answered).expect("JSON");
        assert_eq!(answered, canonical(&value), "{}", case.story);
        assert_eq!(value["rules_hash"], case.plan.rules_hash(), "{}", case.story);
    }
}
