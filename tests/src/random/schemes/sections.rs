//! Random sections and their criteria.

use super::super::{chance, one_of};
use super::ground::{Criterion, Ground};
use super::rules::section_id;
use super::{SOURCE, conditions, some_of};
use fastrand::Rng;
use serde_json::{Value, json};

/// The most criteria in all: routes try every set of those that an assessment leaves to be raised.
const MOST_CRITERIA: usize = 8;

/// One to three sections of one to three criteria each, or up to six where there is one section.
pub(super) fn sections(rng: &mut Rng, ground: &mut Ground) -> Vec<Value> {
    let many = rng.usize(1..=3);
    (0..many).map(|place| section(rng, ground, place, if many == 1 { 6 } else { 3 })).collect()
}

fn section(rng: &mut Rng, ground: &mut Ground, place: usize, most: usize) -> Value {
    let mut section = json!({ "id": section_id(place), "source": SOURCE, "criteria_source": SOURCE });
    let weight = if chance(rng, 12) { rng.i64(2..5) } else { 1 };
    if weight > 1 {
        section["weight"] = json!(weight);
    }
    if chance(rng, 15) {
        section["applies_when"] = conditions::condition(rng, ground, 1, true);
    }
    let left = MOST_CRITERIA - ground.criteria.len();
    // As many as there are levels more often than not, so that each can have its own.
    let fewest = if rng.bool() { ground.levels.len().min(most) } else { 1 };
    let count = rng.usize(fewest..=most).min(left);
    let mut criteria = Vec::new();
    for number in 0..count {
        let level = if chance(rng, 20) { None } else { Some(number % ground.levels.len()) };
        let level = if chance(rng, 10) { Some(rng.usize(0..ground.levels.len())) } else { level };
        let (criterion, json) = criterion(rng, ground, place, number, level, weight);
        ground.criteria.push(criterion);
        criteria.push(json);
    }
    section["criteria"] = json!(criteria);
    let inherits: Vec<bool> = (0..ground.levels.len())
        .map(|level| {
            let own = ground.criteria.iter().any(|c| c.section == place && c.level.is_none_or(|own| own == level));
            level > 0 && !own && chance(rng, 80)
        })
        .collect();
    let ids: Vec<&str> =
        ground.levels.iter().zip(&inherits).filter(|(_, inherits)| **inherits).map(|(id, _)| *id).collect();
    if !ids.is_empty() {
        section["inherits"] = json!(ids);
    }
    ground.inherits.push(inherits);
    section
}

fn criterion(
    rng: &mut Rng,
    ground: &mut Ground,
    section: usize,
    number: usize,
    level: Option<usize>,
    section_weight: i64,
) -> (Criterion, Value) {
    let letter = ["a", "b", "c", "d", "e", "f"][number];
    let name = level.map_or("any", |level| ground.levels[level]);
    let id = format!("{}.{name}.{letter}", section_id(section));
    let mut json = json!({ "id": id });
    if let Some(level) = level {
        json["level"] = json!(ground.levels[level]);
    }
    let force = one_of(rng, &["must", "must", "must", "must", "should", "suggested"]);
    if force != "must" {
        json["force"] = json!(force);
    }
    let tags = if chance(rng, 25) { some_of(rng, &["care", "safety"]) } else { Vec::new() };
    if !tags.is_empty() {
        json["tags"] = json!(tags);
    }
    let weight = if chance(rng, 15) { rng.i64(2..5) } else { 1 };
    if weight > 1 {
        json["weight"] = json!(weight);
    }
    if chance(rng, 30) {
        json["not_applicable"] = json!(one_of(rng, &["allowed", "with-reason"]));
    }
    if chance(rng, 10) {
        json["applies_when"] = conditions::condition(rng, ground, 1, true);
    }
    (Criterion { id, section, level, force, tags, weight: weight * section_weight }, json)
}
