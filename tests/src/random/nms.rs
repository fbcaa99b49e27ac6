//! Random assessments for the National Mentoring Standards.

use super::{chance, days, one_of};
use crate::oracle::nms::Pillar;
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// A well-formed assessment for `nms@2022`.
pub fn assessment(rng: &mut Rng, pillars: &[Pillar]) -> Value {
    let as_of = days::judged_on(rng);
    let mut assessment = json!({
        "scheme": "nms",
        "as_of": as_of.to_string(),
        "facts": {},
        "ratings": ratings(rng, pillars),
    });
    if chance(rng, 60) {
        assessment["edition"] = json!("2022");
    }
    if chance(rng, 60) {
        let level = one_of(rng, &["bronze", "silver", "gold"]);
        let awarded_on = days::awarded_on(rng, as_of, &[0, 5, 6, 6, 6, 7, 12, 12, 18]);
        assessment["held"] = json!({ "level": level, "awarded_on": awarded_on.to_string() });
    }
    if chance(rng, 80) {
        let employees =
            if chance(rng, 60) { one_of(rng, &[0, 1, 249, 250, 251, 10_000_000]) } else { rng.i64(0..1000) };
        assessment["facts"]["employees"] = json!(employees);
    }
    if chance(rng, 40) {
        assessment["tax_point"] = json!(days::tax_point(rng).to_string());
    }
    if chance(rng, 40) {
        assessment["target"] = json!(one_of(rng, &["bronze", "silver", "gold"]));
    }
    if chance(rng, 20) {
        let pillar = &pillars[rng.usize(0..pillars.len())];
        assessment["evidence"] = json!({ &pillar.criteria[0][0]: { "note": "Handbook, p. 4 \u{2014} \"é\u{1f600}\"\n",
            "links": ["https://example.org/handbook"] } });
    }
    assessment
}

/// Ratings of which each pillar and level has its own share met and its own share blank, so that every level is common.
pub(super) fn ratings(rng: &mut Rng, pillars: &[Pillar]) -> Map<String, Value> {
    let mut ratings = Map::new();
    // Some assessments are alike all over, or six golds would never come about.
    let common = one_of(rng, &[50, 65, 80, 90, 95, 100]);
    // Little is met above this level, so that bronze and silver are as common as gold.
    let top = rng.usize(0..5);
    let blank = one_of(rng, &[0, 0, 0, 5, 20, 60, 100]);
    for pillar in pillars {
        let own = if chance(rng, 88) { common } else { one_of(rng, &[0, 30, 50, 60, 80, 100]) };
        for (level, criteria) in pillar.criteria.iter().enumerate() {
            let met = if level > top { 25 } else { own };
            for id in criteria {
                if !chance(rng, blank) {
                    let rating = if chance(rng, met) { "met" } else { "not-met" };
                    ratings.insert(id.clone(), json!(rating));
                }
            }
        }
    }
    ratings
}
