//! Law 4: a level never exceeds what could be reached, filling a blank narrows the two, and with nothing blank they meet.

use crate::{Case, Shipped};
use fastrand::Rng;
use serde_json::{Value, json};

const RUN: u64 = 4;

#[test]
fn filling_the_blanks_one_by_one_narrows_every_level_until_its_ends_meet() {
    let shipped = Shipped::read();
    for number in 0..1_500 {
        let (mut case, mut rng) = shipped.case(RUN, number);
        let mut outcome = case.outcome(&case.assessment);
        let mut blanks: Vec<String> = case.criteria.iter().filter(|id| case.step(id).is_none()).cloned().collect();
        rng.shuffle(&mut blanks);
        loop {
            check_ends(&case, &outcome, blanks.is_empty());
            let Some(criterion) = blanks.pop() else {
                break;
            };
            let filled = fill(&case, &criterion, &mut rng);
            let narrower = case.outcome(&filled);
            check_narrowing(&case, &criterion, &outcome, &narrower);
            outcome = narrower;
            case.assessment = filled;
        }
        if outcome["fee"]["status"] == "unknown" {
            assert_eq!(outcome["status"], "incomplete", "{}", case.story);
            case.assessment["facts"]["employees"] = json!(3);
            outcome = case.outcome(&case.assessment);
        }
        assert_eq!(outcome["status"], "complete", "{}\nfilled {}", case.story, case.assessment);
    }
}

fn fill(case: &Case, criterion: &str, rng: &mut Rng) -> Value {
    case.rated(criterion, rng.usize(0..case.scale.len()))
}

fn check_ends(case: &Case, outcome: &Value, all_answered: bool) {
    for (name, level, could_reach) in case.bounds(outcome) {
        assert!(level <= could_reach, "{name} exceeds what it could reach\n{}", case.story);
        if all_answered {
            assert_eq!(level, could_reach, "{name} is open with nothing blank\n{}", case.story);
        }
    }
}

fn check_narrowing(case: &Case, criterion: &str, wide: &Value, narrow: &Value) {
    for ((name, level, could_reach), (_, inner_level, inner_reach)) in
        case.bounds(wide).into_iter().zip(case.bounds(narrow))
    {
        assert!(
            level <= inner_level && inner_reach <= could_reach,
            "answering `{criterion}` widens {name}\n{}\nat {}",
            case.story,
            case.assessment
        );
    }
}
