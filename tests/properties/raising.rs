//! Law 5: raising a rating never lowers a section level, the quality level or the award, in any programme.

use crate::case::case;

const RUN: u64 = 5;

#[test]
fn raising_one_rating_lowers_nothing() {
    for number in 0..4_000 {
        let (case, mut rng) = case(RUN, number);
        let before = case.bounds(&case.outcome(&case.assessment));
        let mut places = case.places();
        rng.shuffle(&mut places);
        for place in places.iter().take(12) {
            let Some(step) = case.step(place) else {
                continue;
            };
            for higher in step + 1..case.scale.len() {
                let raised = case.bounds(&case.outcome(&case.rated(place, higher)));
                assert_eq!(before.len(), raised.len(), "{}", case.story);
                for ((name, level, could_reach), (_, higher_level, higher_reach)) in before.iter().zip(raised) {
                    assert!(higher_level >= *level, "raising {place:?} lowers the level of {name}\n{}", case.story);
                    assert!(
                        higher_reach >= *could_reach,
                        "raising {place:?} lowers the reach of {name}\n{}",
                        case.story
                    );
                }
            }
        }
    }
}
