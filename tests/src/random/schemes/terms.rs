//! Random terms of an award: eligibility, prerequisites, programmes, progression, validity and what comes after.

use super::super::{chance, one_of};
use super::ground::{CENTRE, Ground};
use super::{SOURCE, conditions, may_assume, put_all, put_list, some_of};
use crate::oracle::calendar::Day;
use crate::oracle::general::dates::plus_months;
use fastrand::Rng;
use serde_json::{Value, json};

/// Puts in each of them, or leaves it out.
pub(super) fn terms(rng: &mut Rng, ground: &mut Ground, scheme: &mut Value) {
    let checks = (1..=one_of(rng, &[0, 0, 0, 1, 1, 2])).map(|number| check(rng, ground, number)).collect();
    put_list(scheme, "eligibility", checks);
    let prerequisites = (1..=one_of(rng, &[0, 0, 0, 1, 2])).map(|number| prerequisite(rng, ground, number)).collect();
    put_list(scheme, "prerequisites", prerequisites);
    if chance(rng, 25) {
        let combine = if rng.bool() { json!("lowest") } else { json!({ "quorum": rng.usize(1..3) }) };
        scheme["programmes"] = json!({ "combine": combine, "source": SOURCE });
    }
    if chance(rng, 65) {
        scheme["validity"] = validity(rng, ground);
    }
    if chance(rng, 60) {
        scheme["progression"] = progression(rng, ground, &scheme["validity"]);
    }
    if chance(rng, 15) {
        scheme["after_award"] = after_award(rng, ground);
    }
}

/// An eligibility check: one condition, or one condition a version.
fn check(rng: &mut Rng, ground: &mut Ground, number: usize) -> Value {
    let mut check = json!({ "id": format!("check-{number}"), "source": SOURCE });
    may_assume(rng, &mut check);
    if chance(rng, 25) {
        check["applies_when"] = conditions::condition(rng, ground, 1, true);
    }
    if !chance(rng, 35) {
        let condition = conditions::condition(rng, ground, 2, true);
        put_all(&mut check, condition);
        check["source"] = json!(SOURCE);
        return check;
    }
    let (axis, days) = axis(rng, ground);
    check["dated_by"] = json!(axis);
    let starts = starts(rng, &days);
    // At least one version asks something.
    let asks = rng.usize(0..=starts.len());
    let mut versions = Vec::new();
    for (place, from) in [None].into_iter().chain(starts.into_iter().map(Some)).enumerate() {
        let mut version = json!({ "source": SOURCE });
        if place == asks || chance(rng, 60) {
            let condition = conditions::condition(rng, ground, 1, true);
            put_all(&mut version, condition);
            version["source"] = json!(SOURCE);
        }
        if let Some(from) = from {
            version["from"] = json!(from.to_string());
        }
        versions.push(version);
    }
    check["versions"] = json!(versions);
    check
}

/// What versions are dated by, and days about which they may change.
fn axis(rng: &mut Rng, ground: &Ground) -> (String, Vec<Day>) {
    // A derived date is no fact.
    let facts: Vec<_> =
        ground.dates.iter().filter(|date| date.json.as_str().is_some_and(|id| id.starts_with("date-"))).collect();
    if !facts.is_empty() && chance(rng, 60) {
        let fact = facts[rng.usize(0..facts.len())];
        return (fact.json.as_str().unwrap_or_default().to_owned(), fact.values[1..].to_vec());
    }
    ("as_of".to_owned(), vec![CENTRE, CENTRE.tomorrow(), plus_months(CENTRE, -6), plus_months(CENTRE, 6)])
}

/// One or two of `days`, in order.
pub(super) fn starts(rng: &mut Rng, days: &[Day]) -> Vec<Day> {
    let mut starts: Vec<Day> = (0..rng.usize(1..=2)).map(|_| days[rng.usize(0..days.len())]).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

fn prerequisite(rng: &mut Rng, ground: &mut Ground, number: usize) -> Value {
    let level = one_of(rng, &ground.levels);
    let mut prerequisite = conditions::condition(rng, ground, 1, true);
    put_all(&mut prerequisite, json!({ "id": format!("prerequisite-{number}"), "level": level, "source": SOURCE }));
    may_assume(rng, &mut prerequisite);
    prerequisite
}

fn progression(rng: &mut Rng, ground: &Ground, validity: &Value) -> Value {
    let lapsed = validity.is_object().then(|| one_of(rng, &["allowed", "blocked"]));
    let own = |level: &str| validity["levels"].as_array()?.iter().find(|term| term["level"] == level);
    let term = |level: &str| own(level).unwrap_or(validity)["months"].as_i64();
    let mut waits = Vec::new();
    for at in &ground.levels[..ground.levels.len() - 1] {
        // What counts for nothing once it has lapsed must last for longer than the wait.
        let longest = term(at).filter(|_| lapsed == Some("blocked")).map_or(i64::MAX, |months| months - 1);
        let months = one_of(rng, &[0, 1, 2, 6, 6, 12, 13]).min(longest);
        waits.push(json!({ "at": at, "months": months, "source": SOURCE }));
    }
    let mut progression = json!({ "entry": one_of(rng, &ground.levels), "most_steps": rng.usize(1..=ground.levels.len()),
        "source": SOURCE, "waits": waits });
    if let Some(lapsed) = lapsed {
        progression["lapsed"] = json!(lapsed);
        progression["lapsed_source"] = json!(SOURCE);
    }
    may_assume(rng, &mut progression);
    progression
}

fn validity(rng: &mut Rng, ground: &Ground) -> Value {
    let mut least = one_of(rng, &[3, 6, 12, 12, 36]);
    let mut validity = json!({ "months": least, "source": SOURCE });
    if chance(rng, 25) {
        let mut own = Vec::new();
        for level in some_of(rng, &ground.levels) {
            let months = one_of(rng, &[4, 9, 18, 24]);
            least = least.min(months);
            own.push(json!({ "level": level, "months": months, "source": SOURCE }));
        }
        validity["levels"] = json!(own);
    }
    if !chance(rng, 40) {
        return validity;
    }
    let mut renewal = json!({ "source": SOURCE, "late": one_of(rng, &["new", "allowed"]) });
    if chance(rng, 60) {
        renewal["opens_months_before"] = json!(rng.i64(1..=least.min(6)));
        if chance(rng, 60) {
            renewal["early_keeps_anniversary"] = json!(true);
        }
    }
    if chance(rng, 25) {
        renewal["extension_months"] = json!(rng.i64(1..7));
    }
    if chance(rng, 25) {
        renewal["lighter_renewals"] = json!(rng.i64(1..4));
    }
    if ground.levels.len() > 1 && chance(rng, 40) {
        // From the top there is nowhere to progress to.
        renewal["must_progress"] = json!(some_of(rng, &ground.levels[..ground.levels.len() - 1]));
    }
    may_assume(rng, &mut renewal);
    validity["renewal"] = renewal;
    validity
}

/// Some of what may come after an award, and never nothing.
fn after_award(rng: &mut Rng, ground: &Ground) -> Value {
    let resit = json!({ "allowed": true, "within_months": 6, "attempts": 2, "highest_level": ground.levels[0], "source": SOURCE });
    let agreement = one_of(rng, &["all", "majority", "senior-decides"]);
    let all = [
        ("appeal", json!({ "allowed": true, "working_days": 10, "source": SOURCE })),
        ("resit", resit),
        ("assessors", json!({ "number": 2, "agreement": agreement, "source": SOURCE })),
        ("visits", json!({ "every_months": 12, "source": SOURCE })),
        ("void_on_change", json!({ "source": SOURCE })),
    ];
    some_of(rng, &all).into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
