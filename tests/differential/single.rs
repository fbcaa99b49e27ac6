//! 20,000 random assessments for each scheme of one programme that needs little to be told plainly.

use crate::{cases, for_each};
use fastrand::Rng;
use mentormark_rules::Plan;
use mentormark_tests::oracle::{self, agreement::differences};
use mentormark_tests::random;
use mentormark_tests::shipped::{self, Section};
use mentormark_tests::verdict;
use serde_json::Value;

/// Holds random assessments for a scheme against its plain answer. `counts` are the criteria of each section.
fn agree(
    (id, edition, run): (&str, &str, u64),
    counts: &[usize],
    assessment: fn(&mut Rng, &[Section]) -> Value,
    expected: fn(&Value, &[Section]) -> Value,
) {
    let compiled = shipped::compiled(id, edition);
    let plan = Plan::from_json(compiled).expect("a shipped scheme is sound");
    let sections = shipped::sections(compiled);
    assert_eq!(sections.iter().map(|section| section.criteria.len()).collect::<Vec<_>>(), counts);
    let levels: Vec<String> = plan.scheme().levels.iter().map(|level| level.id.as_str().to_owned()).collect();
    for_each(cases(20_000), |number| {
        let assessment = assessment(&mut random::case(run, number), &sections);
        let text = assessment.to_string();
        let case = || format!("case {number} of run {run}\n{text}");
        let answered = plan.assess_json(&text).unwrap_or_else(|refusals| panic!("{refusals:?}\n{}", case()));
        let outcome: Value = serde_json::from_str(&answered).expect("JSON");
        let mut wrong = differences(&expected(&assessment, &sections), &outcome);
        wrong.extend(verdict::differences(&plan, &levels, &text, &outcome));
        assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), case());
    });
}

#[test]
fn quality_in_mentoring_is_judged_as_the_plain_answer_judges_it() {
    let scheme = ("qim", "2022", 83);
    agree(scheme, &[11, 12, 11, 12, 12, 12, 13], random::qim::assessment, oracle::qim::expected);
}

#[test]
fn mentorsme_is_judged_as_the_plain_answer_judges_it() {
    agree(("mentorsme", "2012", 26), &[8, 9, 9], random::mentorsme::assessment, oracle::mentorsme::expected);
}

#[test]
fn the_standards_for_coaching_and_mentoring_are_judged_as_the_plain_answer_judges_them() {
    let scheme = ("nos-coaching-mentoring", "2012", 143);
    let counts = [15, 14, 14, 13, 17, 14, 13, 14, 13, 16];
    agree(scheme, &counts, random::nos_coaching_mentoring::assessment, oracle::nos_coaching_mentoring::expected);
}
