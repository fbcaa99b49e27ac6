//! All 16,384 ways to rate seven pillars: the quality level is the second-lowest rating.

use crate::{for_each, national_standards};
use mentormark_rules::{Rank, json as reader};
use mentormark_tests::oracle::nms::Pillar;
use serde_json::{Map, Value, json};

const LEVELS: [Option<&str>; 4] = [None, Some("bronze"), Some("silver"), Some("gold")];

/// Ratings that only just give `pillar` the `level`: one more than half of each level up to it, half or one less than half of
/// the next, and all of those above, which cannot make up for it. `turn` chooses which criteria are met.
fn rate(pillar: &Pillar, level: usize, turn: usize, ratings: &mut Map<String, Value>) {
    for (place, criteria) in pillar.criteria.iter().enumerate() {
        let half = criteria.len() / 2;
        let met = match place {
            reached if reached < level => half + 1,
            next if next == level => half,
            _ => criteria.len(),
        };
        for (at, id) in criteria.iter().enumerate() {
            let rating = if (at + turn) % criteria.len() < met { "met" } else { "not-met" };
            ratings.insert(id.clone(), json!(rating));
        }
    }
}

#[test]
fn the_quality_level_is_the_second_lowest_of_seven_pillars() {
    let (plan, pillars) = national_standards();
    assert_eq!(pillars.len(), 7);
    for_each(16_384, |number| {
        let mut rest = usize::try_from(number).expect("a small number");
        let mut levels = Vec::new();
        let mut ratings = Map::new();
        for pillar in &pillars {
            rate(pillar, rest % 4, usize::try_from(number % 7).expect("a small number"), &mut ratings);
            levels.push(rest % 4);
            rest /= 4;
        }
        let assessment = json!({ "scheme": "nms", "edition": "2022", "as_of": "2026-11-21",
            "held": { "level": "gold", "awarded_on": "2026-01-05" }, "facts": { "employees": 180 }, "ratings": ratings });
        let text = assessment.to_string();
        let outcome: Value = serde_json::from_str(&plan.assess_json(&text).expect("well formed")).expect("JSON");

        let mut sorted = levels.clone();
        sorted.sort_unstable();
        let second_lowest = json!({ "level": LEVELS[sorted[1]], "could_reach": LEVELS[sorted[1]] });
        assert_eq!(outcome["quality"], second_lowest, "pillars at {levels:?}\n{text}");
        for (place, level) in levels.iter().enumerate() {
            assert_eq!(
                outcome["sections"][place]["level"],
                json!(LEVELS[*level]),
                "pillar {place} of {levels:?}\n{text}"
            );
        }

        let read = reader::assessment(&text).expect("well formed");
        let verdict = plan.verify(&plan.read(&read).expect("well formed"));
        assert_eq!(Rank::place(verdict.quality.level), sorted[1], "pillars at {levels:?}\n{text}");
    });
}
