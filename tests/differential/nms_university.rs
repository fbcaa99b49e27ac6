//! 20,000 random assessments for the university version of the National Mentoring Standards against the plain answer.

use crate::{cases, for_each, shipped};
use mentormark_tests::oracle::agreement::differences;
use mentormark_tests::oracle::nms_university::answer;
use mentormark_tests::random;
use mentormark_tests::verdict;
use serde_json::Value;

const RUN: u64 = 2023;

#[test]
fn random_assessments_are_judged_as_the_plain_answer_judges_them() {
    let (compiled, plan) = shipped("nms-university", "2022");
    let pillars = mentormark_tests::nms::pillars(compiled);
    let levels = ["bronze", "silver", "gold"].map(str::to_owned);
    for_each(cases(20_000), |number| {
        let assessment = random::nms_university::assessment(&mut random::case(RUN, number), &pillars);
        let text = assessment.to_string();
        let case = || format!("case {number} of run {RUN}\n{text}");
        let answered = plan.assess_json(&text).unwrap_or_else(|refusals| panic!("{refusals:?}\n{}", case()));
        let outcome: Value = serde_json::from_str(&answered).expect("JSON");
        let mut wrong = differences(&answer(&assessment, &pillars), &outcome);
        wrong.extend(verdict::differences(&plan, &levels, &text, &outcome));
        assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), case());
    });
}
