//! Law 4: a level never exceeds what could be reached, filling a blank narrows the two, and with nothing blank they meet. So with the
//! facts: what is settled stays settled, and with nothing blank everything is.

use crate::case::{Case, Place, case, list, value_of};
use serde_json::Value;

const RUN: u64 = 4;

/// Something that is blank.
#[derive(Debug)]
enum Blank {
    Criterion(Place),
    Fact(Value),
}

#[test]
fn filling_the_blanks_one_by_one_narrows_every_level_until_its_ends_meet() {
    let mut filled_facts = 0;
    for number in 0..4_000 {
        let (mut case, mut rng) = case(RUN, number);
        let mut outcome = case.outcome(&case.assessment);
        let mut blanks: Vec<Blank> = case.blank_facts().into_iter().map(Blank::Fact).collect();
        blanks.extend(case.places().into_iter().filter(|place| case.is_blank(place)).map(Blank::Criterion));
        rng.shuffle(&mut blanks);
        check_ends(&case, &outcome);
        while let Some(blank) = blanks.pop() {
            let filled = match &blank {
                Blank::Criterion(place) => case.rated(place, rng.usize(0..case.scale.len())),
                Blank::Fact(fact) => {
                    filled_facts += 1;
                    let mut filled = case.assessment.clone();
                    filled["facts"][fact["id"].as_str().expect("an id")] = value_of(&mut rng, fact);
                    filled
                }
            };
            let narrower = case.outcome(&filled);
            case.assessment = filled;
            check_ends(&case, &narrower);
            check_narrowing(&case, &blank, &outcome, &narrower);
            outcome = narrower;
        }
        check_settled(&case, &outcome);
    }
    assert!(filled_facts > 1_000, "{filled_facts} facts filled");
}

fn check_ends(case: &Case, outcome: &Value) {
    for (name, level, could_reach) in case.bounds(outcome) {
        assert!(level <= could_reach, "{name} exceeds what it could reach\n{}\nat {}", case.story, case.assessment);
    }
}

fn check_narrowing(case: &Case, blank: &Blank, wide: &Value, narrow: &Value) {
    let at = || format!("{}\nat {}", case.story, case.assessment);
    let (outer, inner) = (case.bounds(wide), case.bounds(narrow));
    assert_eq!(outer.len(), inner.len(), "{}", at());
    for ((name, level, could_reach), (_, inner_level, inner_reach)) in outer.into_iter().zip(inner) {
        assert!(level <= inner_level && inner_reach <= could_reach, "answering {blank:?} widens {name}\n{}", at());
    }
    let stays = |wide: &Value, narrow: &Value, open: &str| {
        assert!(wide["status"] == open || wide == narrow, "answering {blank:?} unsettles {wide}: {narrow}\n{}", at());
    };
    for (wide, narrow) in list(&wide["eligibility"]["checks"]).iter().zip(list(&narrow["eligibility"]["checks"])) {
        stays(wide, narrow, "undetermined");
    }
    // One check that fails settles it, while others are still open.
    assert!(
        wide["eligibility"]["status"] == "undetermined"
            || wide["eligibility"]["status"] == narrow["eligibility"]["status"],
        "answering {blank:?} unsettles eligibility\n{}",
        at()
    );
    // A fee may go by the level awarded, which a blank may raise.
    if wide["award"]["level"] == narrow["award"]["level"] {
        stays(&wide["fee"], &narrow["fee"], "unknown");
    }
    assert!(wide["status"] == "incomplete" || narrow["status"] == "complete", "answering {blank:?} opens it\n{}", at());
}

/// With nothing blank, all is settled but a fee that goes by a level when there is none to go by.
fn check_settled(case: &Case, outcome: &Value) {
    let at = || format!("{}\nfilled {}", case.story, case.assessment);
    for (name, level, could_reach) in case.bounds(outcome) {
        assert_eq!(level, could_reach, "{name} is open with nothing blank\n{}", at());
    }
    assert_ne!(outcome["eligibility"]["status"], "undetermined", "{}", at());
    for route in list(&outcome["routes"]) {
        assert!(list(&route["needs"]).is_empty(), "a route needs what is not blank\n{}", at());
    }
    if outcome["fee"]["status"] == "unknown" {
        assert!(list(&outcome["fee"]["needs"]).is_empty(), "the fee needs what is not blank\n{}", at());
        assert!(outcome["award"]["level"].is_null() && outcome["target"].is_null(), "{}", at());
    } else {
        assert_eq!(outcome["status"], "complete", "{}", at());
    }
}
