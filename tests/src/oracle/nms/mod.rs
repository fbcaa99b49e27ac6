//! The National Mentoring Standards, edition 2022, in plain Rust.
//!
//! The award rule follows the published standard and the reference answer beside it; the numbers are written down here once
//! more, on purpose, so that a slip in the scheme's data shows. Nothing here knows thresholds as data, bit masks or plans.

pub mod expected;
mod lift;

use super::calendar::{Day, day};
use serde_json::Value;

/// The levels, lowest first. Level 0 is none, level 1 the first of these.
const LEVELS: [&str; 3] = ["bronze", "silver", "gold"];

/// How many of the pillars must stand at a level or higher.
const PILLARS_NEEDED: usize = 6;

/// How long each level must be held before the next, in months.
const WAIT: u32 = 6;

/// How long an award lasts, in months.
const TERM: u32 = 12;

/// Employees from which the larger fee is due.
const LARGE: i64 = 250;

/// The UK standard rate of VAT in basis points, from each day on. HMRC's history of the rate.
const VAT: [(Day, i64); 7] = [
    (day(1973, 4, 1), 1000),
    (day(1974, 7, 29), 800),
    (day(1979, 6, 18), 1500),
    (day(1991, 4, 1), 1750),
    (day(2008, 12, 1), 1500),
    (day(2010, 1, 1), 1750),
    (day(2011, 1, 4), 2000),
];

/// A section's id and its criteria ids at bronze, silver and gold, in scheme order.
#[derive(Clone, Debug)]
pub struct Pillar {
    /// The section's id.
    pub id: String,
    /// The criteria at bronze, silver and gold.
    pub criteria: [Vec<String>; 3],
}

/// What the standard says of an assessment. A level is 0 for none, 1 for bronze, 2 for silver, 3 for gold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Each pillar's level with every blank not met, and with every blank met.
    pub pillars: Vec<(usize, usize)>,
    /// What the ratings earn, at worst and at best.
    pub quality: (usize, usize),
    /// What may be given now, at worst and at best.
    pub award: (usize, usize),
    /// Each level above the one held, with the earliest day it could be given.
    pub progression: Vec<(usize, Day)>,
    /// The last day of an award made on the day judged on.
    pub last_day: Day,
    /// The fee, or `None` where the number of employees is not known.
    pub fee: Option<Fee>,
    /// For each level above the quality level, the shortest list of criteria to lift.
    pub routes: Vec<(usize, Vec<String>)>,
    /// Each answer whose loss would lower the award, and what the award would become.
    pub fragile: Vec<(String, usize)>,
}

/// A fee in pence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// The band's id.
    pub band: &'static str,
    /// Before VAT.
    pub net: i64,
    /// The VAT.
    pub vat: i64,
    /// With VAT.
    pub gross: i64,
    /// The rate of VAT in basis points.
    pub rate: i64,
}

/// The pillars that (section, level, criterion) triples in scheme order describe.
///
/// # Panics
/// Where a level is not one of the three.
#[must_use]
pub fn pillars(triples: &[(String, String, String)]) -> Vec<Pillar> {
    let mut all: Vec<Pillar> = Vec::new();
    for (section, level, criterion) in triples {
        if !all.iter().any(|pillar| pillar.id == *section) {
            all.push(Pillar { id: section.clone(), criteria: [Vec::new(), Vec::new(), Vec::new()] });
        }
        let pillar = all.iter_mut().find(|pillar| pillar.id == *section).expect("just added");
        let level = LEVELS.iter().position(|name| name == level).expect("one of the three levels");
        pillar.criteria[level].push(criterion.clone());
    }
    all
}

/// What the standard says of `assessment`, a document as in the contract.
///
/// # Panics
/// Where the assessment is not well formed: the tests hand over no other.
#[must_use]
pub fn decide(assessment: &Value, pillars: &[Pillar]) -> Answer {
    let as_of = Day::read(assessment["as_of"].as_str().expect("a date"));
    let held = assessment.get("held").map(|held| {
        let level = LEVELS.iter().position(|name| *name == held["level"]).expect("one of the three levels");
        (level + 1, Day::read(held["awarded_on"].as_str().expect("a date")))
    });
    let tax_point = assessment.get("tax_point").map_or(as_of, |date| Day::read(date.as_str().expect("a date")));
    let employees = assessment["facts"].get("employees").map(|count| count.as_i64().expect("a count"));

    // true: met, false: not met, None: blank.
    let ratings: Vec<[Vec<Option<bool>>; 3]> = pillars
        .iter()
        .map(|pillar| {
            pillar.criteria.each_ref().map(|ids| {
                ids.iter().map(|id| assessment["ratings"].get(id).map(|rating| rating == "met")).collect::<Vec<_>>()
            })
        })
        .collect();
    let worst: Vec<usize> = ratings.iter().map(|pillar| pillar_level(pillar, false)).collect();
    let best: Vec<usize> = ratings.iter().map(|pillar| pillar_level(pillar, true)).collect();

    let quality = (quality_level(&worst), quality_level(&best));
    let cap = cap(held, as_of);
    let award = (quality.0.min(cap), quality.1.min(cap));
    Answer {
        pillars: worst.iter().copied().zip(best).collect(),
        quality,
        award,
        progression: progression(held, as_of),
        last_day: as_of.plus_months(TERM).yesterday(),
        fee: employees.map(|employees| fee(employees, tax_point)),
        routes: (quality.0 + 1..=3).map(|level| (level, lift::route(level, pillars, &ratings))).collect(),
        fragile: lift::fragile(pillars, &ratings, &worst, cap),
    }
}

/// The highest level such that most of its criteria are met, and most of every lower level's. Blanks count as `blank`.
fn pillar_level(pillar: &[Vec<Option<bool>>; 3], blank: bool) -> usize {
    let mut level = 0;
    for criteria in pillar {
        let met = criteria.iter().filter(|rating| rating.unwrap_or(blank)).count();
        let not_met = criteria.len() - met;
        if met <= not_met {
            break;
        }
        level += 1;
    }
    level
}

/// The highest level at which at least six pillars stand, or higher.
fn quality_level(pillars: &[usize]) -> usize {
    for level in [3, 2, 1] {
        if pillars.iter().filter(|pillar| **pillar >= level).count() >= PILLARS_NEEDED {
            return level;
        }
    }
    0
}

/// The highest level that may be given now: bronze first, then one step after six months.
fn cap(held: Option<(usize, Day)>, as_of: Day) -> usize {
    match held {
        None => 1,
        Some((3, _)) => 3,
        Some((level, since)) if as_of >= since.plus_months(WAIT) => level + 1,
        Some((level, _)) => level,
    }
}

/// The earliest day for each level above the one held, each awarded on its own earliest day before the next.
fn progression(held: Option<(usize, Day)>, as_of: Day) -> Vec<(usize, Day)> {
    let mut dates = Vec::new();
    if held.is_none() {
        dates.push((1, as_of));
    }
    let (mut level, mut since) = held.unwrap_or((1, as_of));
    while level < 3 {
        level += 1;
        since = since.plus_months(WAIT).max(as_of);
        dates.push((level, since));
    }
    dates
}

fn fee(employees: i64, tax_point: Day) -> Fee {
    let (band, net) = if employees >= LARGE { ("large", 140_000) } else { ("small-or-medium", 80_000) };
    let mut rate = 0;
    for (from, basis_points) in VAT {
        if tax_point >= from {
            rate = basis_points;
        }
    }
    let vat = net * rate / 10_000;
    Fee { band, net, vat, gross: net + vat, rate }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Seven pillars of five criteria a level, and ratings that give each pillar the first so many of each level.
    fn case(met: [[usize; 3]; 7], held: Option<(&str, &str)>, as_of: &str) -> (Value, Vec<Pillar>) {
        let mut triples = Vec::new();
        let mut ratings = json!({});
        for (pillar, met) in met.iter().enumerate() {
            for (level, met) in LEVELS.iter().zip(met) {
                for number in 0..5 {
                    let id = format!("p{pillar}.{level}.{number}");
                    ratings[&id] = json!(if number < *met { "met" } else { "not-met" });
                    triples.push((format!("p{pillar}"), (*level).to_owned(), id));
                }
            }
        }
        let mut assessment = json!({ "as_of": as_of, "facts": { "employees": 249 }, "ratings": ratings });
        if let Some((level, awarded_on)) = held {
            assessment["held"] = json!({ "level": level, "awarded_on": awarded_on });
        }
        (assessment, pillars(&triples))
    }

    #[test]
    fn six_golds_and_a_pillar_at_nothing_are_gold_once_silver_has_been_held_for_six_months() {
        let mut met = [[3, 3, 3]; 7];
        met[4] = [2, 5, 5];
        let (assessment, pillars) = case(met, Some(("silver", "2026-05-21")), "2026-11-21");
        let answer = decide(&assessment, &pillars);
        assert_eq!((answer.pillars[4], answer.quality, answer.award), ((0, 0), (3, 3), (3, 3)));
        let (assessment, pillars) = case(met, Some(("silver", "2026-05-22")), "2026-11-21");
        assert_eq!(decide(&assessment, &pillars).award, (2, 2));
    }

    #[test]
    fn two_of_five_are_not_most_and_three_are() {
        let (assessment, pillars) = case([[3, 2, 5]; 7], None, "2026-11-21");
        let answer = decide(&assessment, &pillars);
        assert_eq!(answer.quality, (1, 1));
        assert_eq!(answer.routes[0], (2, (0..6).map(|pillar| format!("p{pillar}.silver.2")).collect()));
    }

    #[test]
    fn dates_are_a_chain_of_clamped_months() {
        let (assessment, pillars) = case([[5, 5, 5]; 7], None, "2026-08-31");
        let answer = decide(&assessment, &pillars);
        assert_eq!((answer.quality, answer.award), ((3, 3), (1, 1)));
        let chain = vec![(1, day(2026, 8, 31)), (2, day(2027, 2, 28)), (3, day(2027, 8, 28))];
        assert_eq!(answer.progression, chain);
        assert_eq!(answer.last_day, day(2027, 8, 30));
    }

    #[test]
    fn vat_follows_the_tax_point() {
        let (mut assessment, pillars) = case([[0; 3]; 7], None, "2026-11-21");
        for (date, vat) in [("2011-01-03", 14_000), ("2011-01-04", 16_000), ("1973-04-01", 8_000)] {
            assessment["tax_point"] = json!(date);
            assert_eq!(decide(&assessment, &pillars).fee.expect("known").vat, vat, "{date}");
        }
    }

    #[test]
    fn nothing_answered_could_reach_gold_and_be_given_bronze() {
        let (mut assessment, pillars) = case([[0; 3]; 7], None, "2026-11-21");
        assessment["ratings"] = json!({});
        let answer = decide(&assessment, &pillars);
        assert_eq!((answer.quality, answer.award), ((0, 3), (0, 1)));
        assert_eq!(answer.routes.iter().map(|(_, lift)| lift.len()).collect::<Vec<_>>(), [18, 36, 54]);
    }

    #[test]
    fn an_answer_that_holds_up_one_of_six_pillars_is_fragile() {
        let mut met = [[5, 0, 0]; 7];
        met[0] = [0, 0, 0];
        met[3] = [3, 0, 0];
        let (assessment, pillars) = case(met, None, "2026-11-21");
        let ids: Vec<(String, usize)> = (0..3).map(|number| (format!("p3.bronze.{number}"), 0)).collect();
        assert_eq!(decide(&assessment, &pillars).fragile, ids);
    }
}
