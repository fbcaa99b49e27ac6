//! Law 5: raising a rating never lowers a section level, the quality level or the award.

use crate::Shipped;

const RUN: u64 = 5;

#[test]
fn raising_one_rating_lowers_nothing() {
    let shipped = Shipped::read();
    for number in 0..1_500 {
        let (case, mut rng) = shipped.case(RUN, number);
        let before = case.bounds(&case.outcome(&case.assessment));
        let mut criteria = case.criteria.clone();
        rng.shuffle(&mut criteria);
        for criterion in criteria.iter().take(12) {
            let Some(step) = case.step(criterion) else {
                continue;
            };
            for higher in step + 1..case.scale.len() {
                let raised = case.bounds(&case.outcome(&case.rated(criterion, higher)));
                for ((name, level, could_reach), (_, higher_level, higher_reach)) in before.iter().zip(raised) {
                    assert!(higher_level >= *level, "raising `{criterion}` lowers the level of {name}\n{}", case.story);
                    assert!(
                        higher_reach >= *could_reach,
                        "raising `{criterion}` lowers the reach of {name}\n{}",
                        case.story
                    );
                }
            }
        }
    }
}
