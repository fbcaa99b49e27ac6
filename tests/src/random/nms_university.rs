//! Random assessments for the university version of the National Mentoring Standards.

use super::{chance, nms, one_of};
use crate::oracle::nms::Pillar;
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// A well-formed assessment for `nms-university@2022`: one programme with plain ratings, or a list of one to four.
///
/// # Panics
/// Never: what it takes apart was made as an object.
pub fn assessment(rng: &mut Rng, pillars: &[Pillar]) -> Value {
    let mut assessment = nms::assessment(rng, pillars);
    assessment["scheme"] = json!("nms-university");
    if chance(rng, 25) {
        return assessment;
    }
    let fields = assessment.as_object_mut().expect("an object");
    let first = fields.remove("ratings").expect("ratings");
    let evidence = fields.remove("evidence");
    let mut programmes = vec![json!({ "id": "p1", "ratings": first })];
    if let Some(evidence) = evidence {
        programmes[0]["evidence"] = evidence;
    }
    for number in 2..=rng.usize(1..=4) {
        // Programmes that have little to do with one another are seldom all at a level.
        let ratings = if chance(rng, 70) { like(rng, &first, pillars) } else { nms::ratings(rng, pillars) };
        programmes.push(json!({ "id": format!("p{number}"), "ratings": ratings }));
    }
    rng.shuffle(&mut programmes);
    fields.insert("programmes".to_owned(), json!(programmes));
    assessment
}

/// `ratings` with some of them changed.
fn like(rng: &mut Rng, ratings: &Value, pillars: &[Pillar]) -> Map<String, Value> {
    let mut ratings = ratings.as_object().expect("an object").clone();
    let changed = one_of(rng, &[0, 1, 2, 5, 15]);
    for id in pillars.iter().flat_map(|pillar| pillar.criteria.iter().flatten()) {
        if chance(rng, changed) {
            match rng.u32(0..5) {
                0 => drop(ratings.remove(id)),
                1..=2 => drop(ratings.insert(id.clone(), json!("not-met"))),
                _ => drop(ratings.insert(id.clone(), json!("met"))),
            }
        }
    }
    ratings
}
