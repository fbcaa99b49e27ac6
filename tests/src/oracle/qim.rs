//! Quality in Mentoring, edition 2022, in plain Rust.
//!
//! Levels are 0 for none, 1 for the Award and 2 for Excellence. A condition is met, not met, or `None` where that is open.

use super::calendar::{Day, day};
use crate::shipped::Section;
use serde_json::{Value, json};

/// The levels, lowest first. Level 1 is the first of these.
const LEVELS: [&str; 2] = ["award", "excellence"];

/// How long an award lasts, in months.
const TERM: u32 = 36;

/// How long before its end an award may be renewed, in months.
const WINDOW: u32 = 7;

/// How long the funding has to last, in months.
const FUNDED: u32 = 12;

/// The last day that the end of the funding can be.
const LAST: Day = day(2199, 12, 31);

/// The nations for which the award was launched.
const NATIONS: [&str; 4] = ["england", "wales", "ireland", "northern-ireland"];

/// An area's indicators at either level: met, not met or blank.
type Area = [Vec<Option<bool>>; 2];

/// What the award's rules say of `assessment`, in the words of the contract.
///
/// # Panics
/// Where the assessment is not well formed: the tests hand over no other.
#[must_use]
pub fn expected(assessment: &Value, areas: &[Section]) -> Value {
    let as_of = Day::read(assessment["as_of"].as_str().expect("a date"));
    let held = assessment.get("held").map(|held| {
        let level = LEVELS.iter().position(|name| *name == held["level"]).expect("one of the two levels") + 1;
        (level, Day::read(held["awarded_on"].as_str().expect("a date")))
    });
    let ratings: Vec<Area> = areas.iter().map(|area| ratings(area, &assessment["ratings"])).collect();
    let worst: Vec<usize> = ratings.iter().map(|area| level(area, false)).collect();
    let best: Vec<usize> = ratings.iter().map(|area| level(area, true)).collect();
    let quality = (lowest(&worst), lowest(&best));

    let checks = checks(&assessment["facts"], as_of);
    let eligible = all(&checks.map(|(_, met)| met));
    let award = match eligible {
        Some(true) => quality,
        Some(false) => (0, 0),
        None => (0, quality.1),
    };
    let limited_by: &[&str] = if eligible == Some(true) { &[] } else { &["eligibility"] };
    let is_decided = eligible.is_some() && worst == best && award.0 == award.1;

    let sections = areas.iter().zip(worst.iter().zip(&best));
    let sections =
        sections.map(|(area, (worst, best))| json!({ "id": area.id, "level": id(*worst), "could_reach": id(*best) }));
    let above = held.map_or(0, |(level, _)| level);
    let dates = (above + 1..=2).map(|level| json!({ "level": id(level), "earliest": as_of.to_string() }));
    let routes = (quality.0 + 1..=2).map(|level| route(level, areas, &ratings));
    json!({
        "scheme": "qim",
        "edition": "2022",
        "as_of": assessment["as_of"],
        "target": assessment["target"],
        "status": if is_decided { "complete" } else { "incomplete" },
        "eligibility": {
            "status": match eligible { Some(true) => "eligible", Some(false) => "not-eligible", None => "undetermined" },
            "checks": checks.map(|(id, met)| json!({ "id": id, "status": status(met), "source": format!("qim#{id}") })),
        },
        "sections": sections.collect::<Vec<_>>(),
        "programmes": [],
        "quality": { "level": id(quality.0), "could_reach": id(quality.1) },
        "award": { "level": id(award.0), "could_reach": id(award.1), "limited_by": limited_by, "label": id(award.0) },
        "progression": dates.collect::<Vec<_>>(),
        "validity": validity(award.0, held, as_of),
        "fee": { "status": "not-published" },
        "routes": routes.collect::<Vec<_>>(),
        "fragile": if eligible == Some(true) { fragile(areas, &ratings, quality.0) } else { Vec::new() },
    })
}

fn id(level: usize) -> Option<&'static str> {
    level.checked_sub(1).map(|place| LEVELS[place])
}

fn status(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => "met",
        Some(false) => "not-met",
        None => "undetermined",
    }
}

/// True where all are, false where one is not.
fn all(conditions: &[Option<bool>]) -> Option<bool> {
    if conditions.contains(&Some(false)) {
        return Some(false);
    }
    if conditions.contains(&None) { None } else { Some(true) }
}

/// True where one is, false where none is.
fn any(conditions: &[Option<bool>]) -> Option<bool> {
    if conditions.contains(&Some(true)) {
        return Some(true);
    }
    if conditions.contains(&None) { None } else { Some(false) }
}

/// Each condition for applying, by the id of its check.
fn checks(facts: &Value, as_of: Day) -> [(&'static str, Option<bool>); 6] {
    let yes = |fact: &str| facts[fact].as_bool();
    let needed = as_of.plus_months(FUNDED);
    let funded = match facts["funding-secured-until"].as_str() {
        Some(until) => Some(Day::read(until) >= needed),
        // No end is late enough where the calendar ends before.
        None if needed > LAST => Some(false),
        None => None,
    };
    [
        ("vulnerable-people", yes("supports-vulnerable")),
        ("primarily-mentoring", yes("mentors-primarily-mentor")),
        ("full-cycle", yes("full-cycle")),
        ("funding", any(&[funded, yes("funding-applied-for")])),
        ("membership", all(&[yes("member-now"), yes("member-three-years")])),
        ("nation", facts["nation"].as_str().map(|nation| NATIONS.contains(&nation))),
    ]
}

fn ratings(area: &Section, ratings: &Value) -> Area {
    LEVELS.map(|level| {
        let of_level = area.criteria.iter().filter(|criterion| criterion.level == level);
        of_level.map(|criterion| ratings.get(&criterion.id).map(|rating| rating == "met")).collect()
    })
}

/// The level of an area: all of the first level's indicators, then all of the second's. Blanks count as `blank`.
fn level(area: &Area, blank: bool) -> usize {
    let all_met = |indicators: &[Option<bool>]| indicators.iter().all(|rating| rating.unwrap_or(blank));
    match (all_met(&area[0]), all_met(&area[1])) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => 2,
    }
}

/// All areas need the level, so the whole is as good as the weakest.
fn lowest(levels: &[usize]) -> usize {
    levels.iter().copied().min().expect("seven areas")
}

/// The term of an award of `award` given on `as_of`. One that renews the same level within the window starts where that ends.
fn validity(award: usize, held: Option<(usize, Day)>, as_of: Day) -> Value {
    let mut starts = as_of;
    if let Some((level, since)) = held {
        let ends = since.plus_months(TERM);
        if level == award && as_of >= ends.minus_months(WINDOW) && as_of < ends {
            starts = ends;
        }
    }
    let ends = starts.plus_months(TERM);
    json!({ "months": TERM, "last_day": ends.yesterday().to_string(), "renew_from": ends.minus_months(WINDOW).to_string() })
}

/// Every indicator up to the level that is not met, in scheme order.
fn route(level: usize, areas: &[Section], ratings: &[Area]) -> Value {
    let mut lift = Vec::new();
    for (area, ratings) in areas.iter().zip(ratings) {
        let (mut first, mut second) = (ratings[0].iter(), ratings[1].iter());
        for criterion in &area.criteria {
            let of_second = criterion.level == LEVELS[1];
            let rating = if of_second { second.next() } else { first.next() };
            if rating.expect("a rating for each") != &Some(true) && (level == 2 || !of_second) {
                lift.push(json!({ "criterion": criterion.id, "to": "met" }));
            }
        }
    }
    json!({ "to": id(level), "count": lift.len(), "lift": lift, "exact": true, "needs": [] })
}

/// Each indicator met whose loss would lower the whole, and what that would become.
fn fragile(areas: &[Section], ratings: &[Area], now: usize) -> Vec<Value> {
    let mut all = Vec::new();
    for (at, area) in areas.iter().enumerate() {
        let mut places = [0, 0];
        for criterion in &area.criteria {
            let of = usize::from(criterion.level == LEVELS[1]);
            let place = places[of];
            places[of] += 1;
            if ratings[at][of][place] != Some(true) {
                continue;
            }
            let mut without = ratings.to_vec();
            without[at][of][place] = Some(false);
            let then = lowest(&without.iter().map(|area| level(area, false)).collect::<Vec<_>>());
            if then < now {
                all.push(json!({ "criterion": criterion.id, "would_be": id(then) }));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped::Criterion;

    fn of(facts: &Value, as_of: &str) -> [Option<bool>; 6] {
        checks(facts, Day::read(as_of)).map(|(_, met)| met)
    }

    #[test]
    fn funding_lasts_to_the_same_day_of_the_twelfth_month_or_was_applied_for() {
        let funding = |facts: Value, as_of: &str| of(&facts, as_of)[3];
        let not_applied = |until: &str| json!({ "funding-secured-until": until, "funding-applied-for": false });
        assert_eq!(funding(not_applied("2027-11-21"), "2026-11-21"), Some(true));
        assert_eq!(funding(not_applied("2027-11-20"), "2026-11-21"), Some(false));
        assert_eq!(funding(not_applied("2029-02-28"), "2028-02-29"), Some(true));
        assert_eq!(funding(json!({ "funding-applied-for": true }), "2026-11-21"), Some(true));
        assert_eq!(funding(json!({ "funding-applied-for": false }), "2026-11-21"), None);
        assert_eq!(funding(json!({ "funding-applied-for": false }), "2198-12-31"), None);
        assert_eq!(funding(json!({ "funding-applied-for": false }), "2199-01-01"), Some(false));
        assert_eq!(funding(json!({}), "2026-11-21"), None);
    }

    #[test]
    fn one_condition_that_fails_settles_it_and_one_that_is_open_does_not() {
        assert_eq!(of(&json!({ "member-now": false }), "2026-11-21")[4], Some(false));
        assert_eq!(of(&json!({ "member-now": true }), "2026-11-21")[4], None);
        assert_eq!(all(&[None, Some(false)]), Some(false));
        assert_eq!(all(&[None, Some(true)]), None);
        assert_eq!(any(&[None, Some(true)]), Some(true));
    }

    #[test]
    fn a_renewal_within_the_window_keeps_the_anniversary() {
        let last = |award: usize, held: usize, as_of: &str| {
            let term = validity(award, Some((held, day(2024, 3, 10))), Day::read(as_of));
            term["last_day"].as_str().expect("a date").to_owned()
        };
        assert_eq!(last(1, 1, "2026-08-09"), "2029-08-08");
        assert_eq!(last(1, 1, "2026-08-10"), "2030-03-09");
        assert_eq!(last(1, 1, "2027-03-09"), "2030-03-09");
        assert_eq!(last(1, 1, "2027-03-11"), "2030-03-10");
        assert_eq!(last(2, 1, "2026-08-10"), "2029-08-09");
        assert_eq!(last(0, 1, "2026-08-10"), "2029-08-09");
        assert_eq!(validity(0, None, day(2026, 9, 30))["renew_from"], "2029-02-28");
    }

    #[test]
    fn the_second_level_stands_on_the_first() {
        let criterion = |(id, level): (&str, &str)| Criterion { id: id.to_owned(), level: level.to_owned() };
        let criteria = [("a.award.1", "award"), ("a.award.2", "award"), ("a.excellence.1", "excellence")];
        let area = Section { id: "a".to_owned(), criteria: criteria.map(criterion).into() };
        let judged = |ratings: Value| {
            let area = super::ratings(&area, &ratings);
            (level(&area, false), level(&area, true))
        };
        assert_eq!(judged(json!({ "a.award.1": "met", "a.award.2": "met" })), (1, 2));
        assert_eq!(judged(json!({ "a.award.1": "met", "a.excellence.1": "met" })), (0, 2));
        assert_eq!(judged(json!({ "a.award.1": "not-met", "a.excellence.1": "met" })), (0, 0));
    }
}
