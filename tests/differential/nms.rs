//! 20,000 random assessments for the National Mentoring Standards against the plain answer.

use crate::{cases, for_each, national_standards};
use mentormark_tests::oracle::agreement::differences;
use mentormark_tests::oracle::nms::decide;
use mentormark_tests::oracle::nms::expected::expected;
use mentormark_tests::random;
use mentormark_tests::verdict;
use serde_json::Value;

const RUN: u64 = 2022;

#[test]
fn random_assessments_are_judged_as_the_plain_answer_judges_them() {
    let (plan, pillars) = national_standards();
    let levels = ["bronze", "silver", "gold"].map(str::to_owned);
    for_each(cases(20_000), |number| {
        let assessment = random::nms::assessment(&mut random::case(RUN, number), &pillars);
        let text = assessment.to_string();
        let case = || format!("case {number} of run {RUN}\n{text}");
        let answered = plan.assess_json(&text).unwrap_or_else(|refusals| panic!("{refusals:?}\n{}", case()));
        let outcome: Value = serde_json::from_str(&answered).expect("JSON");
        let expected = expected(&assessment, &decide(&assessment, &pillars), &pillars);
        let mut wrong = differences(&expected, &outcome);
        wrong.extend(verdict::differences(&plan, &levels, &text, &outcome));
        assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), case());
    });
}
