//! Random assessments for Quality in Mentoring.

use super::{chance, days, one_of};
use crate::oracle::calendar::{Day, day};
use crate::shipped::Section;
use fastrand::Rng;
use serde_json::{Map, Value, json};

const NATIONS: [&str; 6] = ["england", "wales", "ireland", "northern-ireland", "scotland", "elsewhere"];

/// A well-formed assessment for `qim@2022`.
pub fn assessment(rng: &mut Rng, areas: &[Section]) -> Value {
    // Now and then the funding would have to last to the end of the calendar, or past it.
    let late = [day(2198, 12, 30), day(2198, 12, 31), day(2199, 1, 1), day(2199, 12, 31)];
    let as_of = if chance(rng, 4) { one_of(rng, &late) } else { days::judged_on(rng) };
    let mut assessment = json!({
        "scheme": "qim",
        "edition": "2022",
        "as_of": as_of.to_string(),
        "facts": facts(rng, as_of),
        "ratings": ratings(rng, areas),
    });
    if chance(rng, 60) {
        // 36 months is the term, 29 months are left before it may be renewed.
        let awarded_on = days::awarded_on(rng, as_of, &[0, 12, 28, 29, 29, 29, 30, 35, 36, 36, 36, 37]);
        assessment["held"] =
            json!({ "level": one_of(rng, &["award", "excellence"]), "awarded_on": awarded_on.to_string() });
    }
    if chance(rng, 40) {
        assessment["target"] = json!(one_of(rng, &["award", "excellence"]));
    }
    assessment
}

/// Facts of which few, many or none are blank or speak against the applicant, so that every standing is common.
fn facts(rng: &mut Rng, as_of: Day) -> Map<String, Value> {
    let mut facts = Map::new();
    let no = one_of(rng, &[0, 0, 0, 0, 3, 20]);
    let blank = one_of(rng, &[0, 0, 0, 0, 5, 40, 100]);
    for fact in ["supports-vulnerable", "mentors-primarily-mentor", "full-cycle", "member-now", "member-three-years"] {
        if !chance(rng, blank) {
            facts.insert(fact.to_owned(), json!(!chance(rng, no)));
        }
    }
    if !chance(rng, blank) {
        let nations = if chance(rng, no) { &NATIONS[..] } else { &NATIONS[..4] };
        let nation = one_of(rng, nations);
        facts.insert("nation".to_owned(), json!(nation));
    }
    // Either half of the funding condition decides it often enough.
    let open = one_of(rng, &[0, 0, 30, 100]);
    if !chance(rng, open) {
        facts.insert("funding-applied-for".to_owned(), json!(chance(rng, 40)));
    }
    let open = one_of(rng, &[0, 0, 30, 100]);
    if !chance(rng, open) {
        facts.insert("funding-secured-until".to_owned(), json!(funded_until(rng, as_of).to_string()));
    }
    facts
}

/// A day, often within a day of twelve months after `as_of`, and no later than facts may be.
fn funded_until(rng: &mut Rng, as_of: Day) -> Day {
    let until = if chance(rng, 70) { as_of.plus_months(12) } else { as_of.plus_months(rng.u32(0..40)) };
    let until = if chance(rng, 5) { day(1900, 1, 1) } else { days::moved(rng, until.max(day(1900, 1, 2))) };
    until.min(day(2199, 12, 31))
}

/// Ratings near both levels: one indicator not met or open decides an area, so there are few of them, or very many.
fn ratings(rng: &mut Rng, areas: &[Section]) -> Map<String, Value> {
    let mut ratings = Map::new();
    let first = one_of(rng, &[0, 0, 0, 1, 30, 100]);
    let second = one_of(rng, &[0, 3, 50, 100]);
    let blank = [first, if chance(rng, 30) { second } else { first }];
    let common = [one_of(rng, &[0, 98, 100, 100, 100, 100]), one_of(rng, &[0, 60, 97, 100, 100])];
    for area in areas {
        let own = if chance(rng, 90) { common } else { [one_of(rng, &[0, 90, 100]), one_of(rng, &[0, 90, 100])] };
        for criterion in &area.criteria {
            let of = usize::from(criterion.level == "excellence");
            if !chance(rng, blank[of]) {
                ratings.insert(criterion.id.clone(), json!(if chance(rng, own[of]) { "met" } else { "not-met" }));
            }
        }
    }
    ratings
}
