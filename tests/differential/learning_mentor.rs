//! 20,000 random assessments for the Learning Mentor apprenticeship against the plain answer.

use crate::{cases, for_each, shipped};
use mentormark_tests::oracle::agreement::differences;
use mentormark_tests::oracle::learning_mentor::answer;
use mentormark_tests::random;
use mentormark_tests::verdict;
use serde_json::Value;

const RUN: u64 = 148;

#[test]
fn random_assessments_are_judged_as_the_plain_answer_judges_them() {
    let (_, plan) = shipped("learning-mentor", "ap01");
    let sections = plan.scheme().sections.iter();
    let criteria: Vec<String> = sections
        .flat_map(|section| section.criteria.iter().map(|criterion| criterion.id.as_str().to_owned()))
        .collect();
    let levels = ["pass", "distinction"].map(str::to_owned);
    for_each(cases(20_000), |number| {
        let assessment = random::learning_mentor::assessment(&mut random::case(RUN, number), &criteria);
        let text = assessment.to_string();
        let case = || format!("case {number} of run {RUN}\n{text}");
        let answered = plan.assess_json(&text).unwrap_or_else(|refusals| panic!("{refusals:?}\n{}", case()));
        let outcome: Value = serde_json::from_str(&answered).expect("JSON");
        let mut wrong = differences(&answer(&assessment, &criteria), &outcome);
        wrong.extend(verdict::differences(&plan, &levels, &text, &outcome));
        assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), case());
    });
}
