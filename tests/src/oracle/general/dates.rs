//! Days and months between days, and the dates of an outcome: what may be given when, and how long it lasts.

use super::given::Given;
use super::model::{Model, Rank, count, list, months};
use crate::oracle::calendar::{Day, is_leap};
use serde_json::{Value, json};

/// How many days lie between `day` and the first of January of the year 1.
#[must_use]
pub fn ordinal(day: Day) -> i64 {
    let years: i64 = (1..day.year).map(|year| if is_leap(year) { 366 } else { 365 }).sum();
    let months: u32 = (1..day.month).map(|month| crate::oracle::calendar::days_in_month(day.year, month)).sum();
    years + i64::from(months + day.day) - 1
}

/// How many days after `from` `to` is; negative where it is before.
#[must_use]
pub fn days_between(from: Day, to: Day) -> i64 {
    ordinal(to) - ordinal(from)
}

/// How many whole calendar months have gone by from `from` to `to`: the most that can be added without passing `to`. Where
/// `to` is before, as many as have gone by from it to `from`, negative.
#[must_use]
pub fn months_between(from: Day, to: Day) -> i64 {
    if to < from {
        return -months_between(to, from);
    }
    let mut gone = 0;
    while from.plus_months(gone + 1) <= to {
        gone += 1;
    }
    i64::from(gone)
}

/// The day `months` calendar months later, or earlier where they are negative; clamped.
///
/// # Panics
/// Where there are more months than fit 32 bits.
#[must_use]
pub fn plus_months(day: Day, months: i64) -> Day {
    let distance = u32::try_from(months.unsigned_abs()).expect("a number of months");
    if months < 0 { day.minus_months(distance) } else { day.plus_months(distance) }
}

/// The day `days` days later.
#[must_use]
pub fn plus_days(day: Day, days: i64) -> Day {
    (0..days).fold(day, |day, _| day.tomorrow())
}

/// How many months an award of `rank` lasts; none where awards do not lapse.
#[must_use]
pub fn term(model: &Model, rank: Rank) -> Option<u32> {
    let validity = model.json.get("validity")?;
    let own = list(&validity["levels"]).iter().find(|own| model.level(&own["level"]) + 1 == rank);
    Some(months(own.map_or(&validity["months"], |own| &own["months"])))
}

/// The last day of an award of `level` given on `since`.
#[must_use]
pub fn last_day(model: &Model, (level, since): (usize, Day)) -> Option<Day> {
    term(model, level + 1).map(|months| since.plus_months(months).yesterday())
}

/// The award that counts towards progression: none where a lapsed one is as good as none.
#[must_use]
pub fn counted(model: &Model, given: &Given) -> Option<(usize, Day)> {
    let held = given.held?;
    let lapsed = last_day(model, held).is_some_and(|last| given.as_of > last);
    if lapsed && model.json["progression"]["lapsed"] == "blocked" { None } else { Some(held) }
}

/// The highest rank that may be given on the day judged on.
#[must_use]
pub fn cap(model: &Model, given: &Given) -> Rank {
    let Some(progression) = model.json.get("progression") else {
        return model.levels.len();
    };
    let entry = model.level(&progression["entry"]) + 1;
    let Some((level, since)) = counted(model, given) else {
        return entry;
    };
    let most = (level + 1 + count(&progression["most_steps"])).min(model.levels.len());
    let waited = wait(model, progression, level).is_some_and(|months| given.as_of >= since.plus_months(months));
    // Holding an award is never worse than holding none.
    (if waited { most } else { level + 1 }).max(entry)
}

/// How long a holder of `level` waits; none at the top.
fn wait(model: &Model, progression: &Value, level: usize) -> Option<u32> {
    let wait = list(&progression["waits"]).iter().find(|wait| model.level(&wait["at"]) == level);
    wait.map(|wait| months(&wait["months"]))
}

/// The earliest day for each level above the one held, lowest first, over every path of awards.
#[must_use]
pub fn earliest(model: &Model, given: &Given) -> Vec<Value> {
    let held = counted(model, given);
    let mut best = vec![None; model.levels.len()];
    climb(model, given.as_of, held, &mut best);
    let above = held.map_or(0, |(level, _)| level + 1);
    let days = (above..model.levels.len()).filter_map(|level| best[level].map(|day: Day| (level, day)));
    days.map(|(level, day)| json!({ "level": model.levels[level], "earliest": day.to_string() })).collect()
}

/// Tries every award that may follow `held`, and every award after that, keeping the earliest day seen for each level.
fn climb(model: &Model, as_of: Day, held: Option<(usize, Day)>, best: &mut [Option<Day>]) {
    for level in held.map_or(0, |(level, _)| level + 1)..best.len() {
        if let Some(on) = may_be_given(model, as_of, held, level) {
            best[level] = Some(best[level].map_or(on, |day| day.min(on)));
            climb(model, as_of, Some((level, on)), best);
        }
    }
}

/// The first day on which a holder of `held` may be given `level`, which is higher.
fn may_be_given(model: &Model, as_of: Day, held: Option<(usize, Day)>, level: usize) -> Option<Day> {
    let Some(progression) = model.json.get("progression") else {
        return Some(as_of);
    };
    if level <= model.level(&progression["entry"]) {
        return Some(as_of);
    }
    let (from, since) = held?;
    if level > from + count(&progression["most_steps"]) {
        return None;
    }
    Some(since.plus_months(wait(model, progression, from)?).max(as_of))
}

/// How long an award of `rank` lasts if it is given on the day judged on; null where awards do not lapse.
#[must_use]
pub fn validity(model: &Model, given: &Given, rank: Rank) -> Value {
    let Some(months) = term(model, rank) else {
        return Value::Null;
    };
    let renewal = &model.json["validity"]["renewal"];
    let opens = |last: Day| {
        let before = renewal["opens_months_before"].as_i64()?;
        Some(plus_months(last.tomorrow(), -before))
    };
    let kept = given.held.filter(|(level, _)| renewal["early_keeps_anniversary"] == true && level + 1 == rank);
    let kept = kept
        .and_then(|held| last_day(model, held))
        .filter(|last| given.as_of <= *last && opens(*last).is_some_and(|opens| given.as_of >= opens));
    let starts = kept.map_or(given.as_of, Day::tomorrow);
    let last = starts.plus_months(months).yesterday();
    json!({ "months": months, "last_day": last.to_string(), "renew_from": opens(last).map(|day| day.to_string()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::calendar::day;

    #[test]
    fn months_gone_by_are_whole_and_end_with_the_month() {
        assert_eq!(months_between(day(2026, 1, 31), day(2026, 2, 27)), 0);
        assert_eq!(months_between(day(2026, 1, 31), day(2026, 2, 28)), 1);
        assert_eq!(months_between(day(2026, 1, 15), day(2027, 1, 14)), 11);
        assert_eq!(months_between(day(2026, 3, 1), day(2026, 1, 31)), -1);
        assert_eq!(months_between(day(2026, 3, 15), day(2026, 3, 1)), 0);
    }

    #[test]
    fn days_between_cross_a_leap_day() {
        assert_eq!(days_between(day(2024, 2, 28), day(2024, 3, 1)), 2);
        assert_eq!(days_between(day(2025, 3, 1), day(2025, 2, 28)), -1);
        assert_eq!(days_between(day(1900, 1, 1), day(1901, 1, 1)), 365);
        assert_eq!(plus_days(day(2023, 12, 31), 60), day(2024, 2, 29));
    }

    #[test]
    fn an_early_renewal_keeps_its_anniversary_within_the_window_alone() {
        let scheme = json!({ "levels": [{ "id": "low" }], "validity": { "months": 12, "renewal": {
            "opens_months_before": 2, "early_keeps_anniversary": true } } });
        let model = Model::read(&scheme);
        let renewed = |as_of: &str, rank| {
            let assessment = json!({ "as_of": as_of, "held": { "level": "low", "awarded_on": "2025-05-10" } });
            validity(&model, &Given::read(&model, &assessment), rank)["last_day"].clone()
        };
        assert_eq!(renewed("2026-03-09", 1), "2027-03-08");
        assert_eq!(renewed("2026-03-10", 1), "2027-05-09");
        assert_eq!(renewed("2026-05-09", 1), "2027-05-09");
        assert_eq!(renewed("2026-05-10", 1), "2027-05-09");
        assert_eq!(renewed("2026-05-11", 1), "2027-05-10");
        assert_eq!(renewed("2026-04-01", 0), "2027-03-31");
    }
}
