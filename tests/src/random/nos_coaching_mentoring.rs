//! Random assessments for the standards for coaching and mentoring.

use super::{chance, days, one_of};
use crate::shipped::Section;
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// A well-formed assessment for `nos-coaching-mentoring@2012`.
pub fn assessment(rng: &mut Rng, standards: &[Section]) -> Value {
    let mut assessment = json!({
        "scheme": "nos-coaching-mentoring",
        "as_of": days::judged_on(rng).to_string(),
        "facts": {},
        "ratings": ratings(rng, standards),
    });
    if chance(rng, 60) {
        assessment["edition"] = json!("2012");
    }
    if chance(rng, 80) {
        assessment["facts"]["profile"] = json!(one_of(rng, &["mentor", "coach", "coordinator", "custom", "custom"]));
    }
    // A list that is not known may be any of 1,024 and takes long to judge, so it is rare.
    if chance(rng, 98) {
        assessment["facts"]["standards"] = json!(list(rng, standards));
    }
    if chance(rng, 40) {
        assessment["target"] = json!("competent");
    }
    assessment
}

/// A list of standards in any order: often none, one or all.
fn list(rng: &mut Rng, standards: &[Section]) -> Vec<String> {
    let chosen = one_of(rng, &[0, 10, 10, 30, 70, 100]);
    let mut list: Vec<String> =
        standards.iter().filter(|_| chance(rng, chosen)).map(|standard| standard.id.clone()).collect();
    rng.shuffle(&mut list);
    list
}

/// Ratings of which most standards are complete or nearly so, and others far off: one statement decides a standard.
fn ratings(rng: &mut Rng, standards: &[Section]) -> Map<String, Value> {
    let mut ratings = Map::new();
    let blank = one_of(rng, &[0, 0, 0, 2, 30, 100]);
    let common = one_of(rng, &[0, 97, 100, 100, 100]);
    for standard in standards {
        let evidenced = if chance(rng, 85) { common } else { one_of(rng, &[0, 50, 95, 100]) };
        for criterion in &standard.criteria {
            if !chance(rng, blank) {
                let rating = if chance(rng, evidenced) { "evidenced" } else { "not-evidenced" };
                ratings.insert(criterion.id.clone(), json!(rating));
            }
        }
    }
    ratings
}
