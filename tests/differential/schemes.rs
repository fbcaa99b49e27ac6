//! Random schemes drawn from the whole language against brute force over every completion: eligibility, bounds, limits, routes,
//! fragile answers, progression, validity, fee, status.

use crate::{cases, for_each};
use mentormark_rules::{Plan, Refusal};
use mentormark_tests::oracle::agreement::differences;
use mentormark_tests::oracle::canonical::canonical;
use mentormark_tests::oracle::general::answer::answer;
use mentormark_tests::random;
use mentormark_tests::verdict;
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};

const RUN: u64 = 31;

/// How many random schemes, each with three random assessments.
const SCHEMES: u64 = 12_000;

/// What a random scheme may be refused for; of anything else the generator keeps clear.
const MAY_BE_REFUSED: [&str; 9] = [
    "comparison-always",
    "comparison-never",
    "condition-always",
    "condition-never",
    "facts-entangled",
    "level-unreachable",
    "nobody-eligible",
    "number-out-of-range",
    "too-many-fact-cells",
];

#[test]
fn random_schemes_of_the_whole_language_are_judged_as_brute_force_judges_them() {
    let (judged, named_more) = (AtomicU64::new(0), AtomicU64::new(0));
    let schemes = cases(SCHEMES);
    for_each(schemes, |number| {
        let mut rng = random::case(RUN, number);
        let scheme = random::schemes::scheme(&mut rng);
        let compiled = canonical(&scheme);
        let plan = match Plan::from_json(&compiled) {
            Ok(plan) => plan,
            Err(refusals) => {
                let is_expected = |refusal: &Refusal| MAY_BE_REFUSED.contains(&refusal.code.as_str());
                assert!(
                    refusals.as_slice().iter().all(is_expected),
                    "{refusals:?}\ncase {number} of run {RUN}\n{compiled}"
                );
                for refusal in refusals.as_slice() {
                    for _ in 0..3 {
                        let mut assessment = random::schemes::assessment::assessment(&mut rng, &scheme);
                        // What somebody holds who cannot have been given it shows nothing.
                        assessment.as_object_mut().expect("an object").remove("held");
                        let answer = answer(&scheme, &assessment);
                        let case = format!("case {number} of run {RUN}\nscheme {compiled}\nassessment {assessment}");
                        assert!(is_borne_out(refusal, &scheme, &answer), "{refusal:?}\n{answer}\n{case}");
                    }
                }
                return;
            }
        };
        judged.fetch_add(1, Ordering::Relaxed);
        let levels: Vec<String> = plan.scheme().levels.iter().map(|level| level.id.as_str().to_owned()).collect();
        for _ in 0..3 {
            let assessment = random::schemes::assessment::assessment(&mut rng, &scheme);
            let text = assessment.to_string();
            let case = || format!("case {number} of run {RUN}\nscheme {compiled}\nassessment {text}");
            let answered = plan.assess_json(&text).unwrap_or_else(|refusals| panic!("{refusals:?}\n{}", case()));
            let outcome: Value = serde_json::from_str(&answered).expect("JSON");
            let expected = answer(&scheme, &assessment);
            let mut wrong = differences(&expected, &outcome);
            if names_more(&expected["fee"]["needs"], &outcome["fee"]["needs"]) {
                named_more.fetch_add(1, Ordering::Relaxed);
                wrong.retain(|found| !found.starts_with("/fee/needs"));
            }
            wrong.extend(verdict::differences(&plan, &levels, &text, &outcome));
            assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), case());
        }
    });
    let (judged, named_more) = (judged.into_inner(), named_more.into_inner());
    assert!(judged * 5 > schemes * 4, "only {judged} of {schemes} random schemes are sound");
    assert!(
        named_more * 500 < judged,
        "{named_more} fees of {judged} schemes are said to need a fact that cannot change them"
    );
}

/// Whether what brute force answers of one assessment bears out that nobody is eligible, or that nobody is given a level.
fn is_borne_out(refusal: &Refusal, scheme: &Value, answer: &Value) -> bool {
    match refusal.code.as_str() {
        "nobody-eligible" => answer["eligibility"]["status"] == "not-eligible",
        "level-unreachable" => {
            let id = scheme.pointer(&refusal.pointer).expect("the level");
            *id != answer["award"]["level"] && *id != answer["award"]["could_reach"]
        }
        _ => true,
    }
}

/// Whether every fact that a fee needs is named, and others too. Where a number is worked out from several blank facts, the engine
/// names all of them: it never misses one, and may name one that the others leave no room to matter. Its `Tariff::combined_needs` says
/// why. Of these schemes there are four such, all with the greatest of two facts.
fn names_more(expected: &Value, found: &Value) -> bool {
    let (Some(expected), Some(found)) = (expected.as_array(), found.as_array()) else {
        return false;
    };
    found.len() > expected.len() && expected.iter().all(|fact| found.contains(fact))
}
