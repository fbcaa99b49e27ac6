//! Random assessments for the mentorsme listing test.

use super::{chance, days, one_of};
use crate::shipped::Section;
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// A well-formed assessment for `mentorsme@2012`.
pub fn assessment(rng: &mut Rng, systems: &[Section]) -> Value {
    let mut assessment = json!({
        "scheme": "mentorsme",
        "as_of": days::judged_on(rng).to_string(),
        "facts": {},
        "ratings": ratings(rng, systems),
    });
    if chance(rng, 60) {
        assessment["edition"] = json!("2012");
    }
    if chance(rng, 40) {
        assessment["target"] = json!("listed");
    }
    assessment
}

/// Ratings of which each system has its own share met, and few or none are open: one that is not met decides it all.
fn ratings(rng: &mut Rng, systems: &[Section]) -> Map<String, Value> {
    let mut ratings = Map::new();
    let blank = one_of(rng, &[0, 0, 0, 2, 30, 100]);
    for system in systems {
        let met = one_of(rng, &[0, 50, 95, 100, 100, 100, 100, 100]);
        for criterion in &system.criteria {
            if !chance(rng, blank) {
                ratings.insert(criterion.id.clone(), json!(if chance(rng, met) { "met" } else { "not-met" }));
            }
        }
    }
    ratings
}
