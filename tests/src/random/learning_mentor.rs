//! Random assessments for the Learning Mentor apprenticeship.

use super::{chance, days, one_of};
use crate::oracle::calendar::{Day, day, days_in_month};
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// A well-formed assessment for `learning-mentor@ap01`, whose criteria have these ids.
pub fn assessment(rng: &mut Rng, criteria: &[String]) -> Value {
    let as_of = judged_on(rng);
    let mut assessment = json!({
        "scheme": "learning-mentor",
        "as_of": as_of.to_string(),
        "facts": facts(rng, as_of),
        "ratings": ratings(rng, criteria),
    });
    if chance(rng, 60) {
        assessment["edition"] = json!("ap01");
    }
    if chance(rng, 40) {
        assessment["target"] = json!(one_of(rng, &["pass", "distinction"]));
    }
    assessment
}

/// A day on which the edition judges, often about one on which the gateway changes.
fn judged_on(rng: &mut Rng) -> Day {
    if chance(rng, 50) {
        let change =
            one_of(rng, &[day(2024, 7, 29), day(2025, 2, 11), day(2025, 8, 1), day(2024, 2, 29), day(2022, 8, 1)]);
        return days::moved(rng, change);
    }
    let year = rng.u32(2018..2028);
    let month = rng.u32(1..13);
    day(year, month, if chance(rng, 20) { days_in_month(year, month) } else { rng.u32(1..=28) })
}

fn facts(rng: &mut Rng, as_of: Day) -> Map<String, Value> {
    let mut facts = Map::new();
    // Many are ready for the assessment in every way, or hardly one would be awarded anything.
    let ready = chance(rng, 50);
    let blank = if ready { 0 } else { one_of(rng, &[0, 0, 0, 4, 15, 60]) };
    let mut state = |rng: &mut Rng, id: &str, value: Value| {
        if !chance(rng, blank) {
            facts.insert(id.to_owned(), value);
        }
    };
    let start = if ready { as_of.minus_months(rng.u32(13..40)).min(day(2025, 7, 31)) } else { started_on(rng, as_of) };
    let age = if chance(rng, 60) { one_of(rng, &[18, 19]) } else { rng.i64(14..=100) };
    let weekly =
        if chance(rng, 70) { one_of(rng, &[1, 900, 1_799, 1_800, 1_801, 2_220, 6_000]) } else { rng.i64(1..=6_000) };
    let weeks = if chance(rng, 60) { one_of(rng, &[1, 51, 52, 53, 65, 104, 520]) } else { rng.i64(1..=520) };
    let done = if ready { enough(weekly, weeks).into_iter().max().unwrap_or(0) + 1 } else { done(rng, weekly, weeks) };
    state(rng, "start-date", json!(start.to_string()));
    state(rng, "age-at-start", json!(age));
    state(rng, "weekly-minutes", json!(weekly));
    state(rng, "planned-weeks", json!(weeks));
    state(rng, "off-the-job-minutes", json!(done));
    let said = if ready { 100 } else { one_of(rng, &[100, 100, 97, 80]) };
    for id in ["employer-decision", "english-and-maths", "ict", "safeguarding", "showcase", "ksbs"] {
        // Two of them are not always asked for.
        let is_always_asked = !matches!(id, "english-and-maths" | "ict");
        let yes = chance(rng, if is_always_asked { said } else { said - 10 });
        state(rng, id, json!(yes));
    }
    let observed = length(rng, &[107, 108, 120, 132, 133]);
    let first = rng.i64(0..=observed);
    state(rng, "observation-1-minutes", json!(first));
    state(rng, "observation-2-minutes", json!(observed - first));
    let discussed = length(rng, &[53, 54, 60, 66, 67]);
    state(rng, "discussion-minutes", json!(discussed));
    facts
}

/// A start that is often a year before the day judged on, or about a day on which the rules for starters change.
fn started_on(rng: &mut Rng, as_of: Day) -> Day {
    let start = match rng.u32(0..10) {
        0..=2 => as_of.minus_months(12),
        3..=4 => day(2022, 8, 1),
        5 => day(2025, 8, 1),
        6 => day(2024, 2, 29),
        _ => as_of.minus_months(rng.u32(8..40)),
    };
    days::moved(rng, start)
}

/// Minutes that are enough by one way to count them or another, rounded down.
fn enough(weekly: i64, weeks: i64) -> [i64; 4] {
    let fifth = |minutes: i64| minutes * 58 / 325;
    [fifth(weekly * weeks), fifth(93_600), fifth(93_600.max(weekly * weeks)), weeks * 20_880 / 65]
}

/// Minutes that are often just enough, or just not.
fn done(rng: &mut Rng, weekly: i64, weeks: i64) -> i64 {
    let enough = one_of(rng, &enough(weekly, weeks));
    match rng.u32(0..10) {
        0..=5 => (enough + rng.i64(-1..=1)).clamp(0, 600_000),
        6..=7 => (enough * 2).clamp(0, 600_000),
        8 => one_of(rng, &[0, 600_000]),
        _ => rng.i64(0..=60_000),
    }
}

/// A length that is mostly right, and often one of `edges`.
fn length(rng: &mut Rng, edges: &[i64]) -> i64 {
    match rng.u32(0..20) {
        0..=1 => one_of(rng, edges),
        2 => rng.i64(0..=600),
        _ => edges[1] + rng.i64(0..=edges[3] - edges[1]),
    }
}

/// Marks with about as many twos as the grades need, few zeros and few blanks.
fn ratings(rng: &mut Rng, criteria: &[String]) -> Map<String, Value> {
    let twos = one_of(rng, &[50, 70, 75, 80, 85, 90, 100]);
    let zeros = one_of(rng, &[0, 0, 0, 0, 0, 3, 10, 40]);
    let blanks = one_of(rng, &[0, 0, 0, 0, 3, 20, 100]);
    let mut ratings = Map::new();
    for id in criteria {
        let mark = if chance(rng, zeros) {
            "zero"
        } else if chance(rng, twos) {
            "two"
        } else {
            "one"
        };
        if !chance(rng, blanks) {
            ratings.insert(id.clone(), json!(mark));
        }
    }
    ratings
}
