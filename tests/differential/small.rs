//! Random small schemes against brute force: bounds, quality, award, routes, fragile answers, progression, fee.

use crate::{cases, for_each};
use mentormark_rules::Plan;
use mentormark_tests::oracle::agreement::differences;
use mentormark_tests::oracle::brute::answer::answer;
use mentormark_tests::oracle::canonical::canonical;
use mentormark_tests::random;
use mentormark_tests::verdict;
use serde_json::Value;

const RUN: u64 = 7;

/// How many random schemes, each with three random assessments.
const SCHEMES: u64 = 6_000;

#[test]
fn random_small_schemes_are_judged_as_brute_force_judges_them() {
    for_each(cases(SCHEMES), |number| {
        let mut rng = random::case(RUN, number);
        let scheme = random::small::scheme(&mut rng);
        let compiled = canonical(&scheme.compiled());
        let plan = Plan::from_json(&compiled)
            .unwrap_or_else(|refusals| panic!("{refusals:?}\ncase {number} of run {RUN}\n{compiled}"));
        for _ in 0..3 {
            let assessment = random::small::assessment(&mut rng, &scheme);
            let text = assessment.json(&scheme).to_string();
            let case = || format!("case {number} of run {RUN}\nscheme {compiled}\nassessment {text}");
            let answered = plan.assess_json(&text).unwrap_or_else(|refusals| panic!("{refusals:?}\n{}", case()));
            let outcome: Value = serde_json::from_str(&answered).expect("JSON");
            let mut wrong = differences(&answer(&scheme, &assessment), &outcome);
            wrong.extend(verdict::differences(&plan, &scheme.levels, &text, &outcome));
            assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), case());
        }
    });
}
