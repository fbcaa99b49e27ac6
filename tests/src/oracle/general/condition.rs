//! Whether a condition over facts and awards held holds.

use super::dates::plus_days;
use super::expression::{Answer, value};
use super::model::{Model, count, list, months, number, text};
use super::ratio::Ratio;
use super::worlds::World;
use crate::oracle::calendar::Day;
use serde_json::Value;
use std::cmp::Ordering;

/// The keys of which a condition has one.
const KEYS: [&str; 7] = ["fact", "held", "all", "any", "quorum", "not", "cases"];

/// Whether a table asks anything.
#[must_use]
pub fn asks(table: &Value) -> bool {
    KEYS.iter().any(|key| table.get(key).is_some())
}

/// Whether `condition` holds in `world`.
///
/// # Panics
/// Where it is no condition.
#[must_use]
pub fn holds(condition: &Value, model: &Model, world: &World) -> bool {
    let holds = |condition: &Value| holds(condition, model, world);
    if condition.get("fact").is_some() {
        fact(condition, world)
    } else if let Some(awards) = condition.get("held") {
        held(awards, model, world)
    } else if let Some(parts) = condition.get("all") {
        list(parts).iter().all(holds)
    } else if let Some(parts) = condition.get("any") {
        list(parts).iter().any(holds)
    } else if let Some(quorum) = condition.get("quorum") {
        list(&quorum["of"]).iter().filter(|part| holds(part)).count() >= count(&quorum["needed"])
    } else if let Some(part) = condition.get("not") {
        !holds(part)
    } else if let Some(cases) = condition.get("cases") {
        let case = list(cases).iter().find(|case| case.get("when").is_none_or(&holds));
        case.is_some_and(|case| holds(&case["then"]))
    } else {
        panic!("not a condition: {condition}")
    }
}

fn fact(condition: &Value, world: &World) -> bool {
    let found = value(&condition["fact"], world);
    match (condition.get("is"), &found) {
        (Some(is), Answer::YesNo(answer)) => return is == answer,
        (Some(is), Answer::Choice(option)) => return is == option,
        (Some(_), other) => panic!("neither yes nor no nor a choice: {other:?}"),
        (None, _) => {}
    }
    if let Some(options) = condition.get("is_one_of") {
        let Answer::Choice(chosen) = &found else { panic!("not a choice: {found:?}") };
        return list(options).iter().any(|option| option == chosen);
    }
    if let Some(option) = condition.get("includes") {
        let Answer::Choices(chosen) = &found else { panic!("not choices: {found:?}") };
        return chosen.iter().any(|chosen| option == chosen);
    }
    if let Some(within) = condition.get("within") {
        let of = value(&within["of"], world).number();
        let percent = i128::from(number(&within["percent"]));
        let hundredfold = found.number() * Ratio::whole(100);
        return hundredfold >= of * Ratio::whole(100 - percent) && hundredfold <= of * Ratio::whole(100 + percent);
    }
    let against = |key: &str| condition.get(key).map(|end| found.against(&value(end, world)));
    against("at_least").is_none_or(Ordering::is_ge)
        && against("at_most").is_none_or(Ordering::is_le)
        && against("more_than").is_none_or(Ordering::is_gt)
        && against("less_than").is_none_or(Ordering::is_lt)
}

fn held(awards: &Value, model: &Model, world: &World) -> bool {
    let given = world.given;
    let entries: Vec<(&str, Day)> = match awards["scheme"].as_str() {
        Some(scheme) => {
            given.elsewhere.iter().filter(|(of, ..)| *of == scheme).map(|(_, level, day)| (*level, *day)).collect()
        }
        None => given.held.iter().map(|(level, day)| (model.levels[*level], *day)).collect(),
    };
    let as_of = given.as_of;
    entries.into_iter().any(|(level, awarded_on)| {
        let months_on = |key: &str| awards.get(key).map(|given| awarded_on.plus_months(months(given)));
        let days_on = awards.get("within_days").map(|days| plus_days(awarded_on, number(days)));
        list(&awards["levels"]).iter().any(|one| text(one) == level)
            && awarded_on <= as_of
            && months_on("for_months").is_none_or(|day| as_of >= day)
            && months_on("in_date_months").is_none_or(|day| as_of < day)
            && days_on.is_none_or(|day| as_of <= day)
    })
}

#[cfg(test)]
mod tests {
    use super::super::given::Given;
    use super::super::worlds::Worlds;
    use super::*;
    use serde_json::json;

    #[test]
    fn both_sides_of_each_edge() {
        let scheme = json!({ "levels": [{ "id": "low" }], "facts": [
            { "id": "n", "kind": "count", "least": 0, "most": 200 }, { "id": "c", "kind": "choices", "options": ["x", "y"] }] });
        let model = Model::read(&scheme);
        let check = |condition: Value, n: i64, as_of: &str| {
            let assessment = json!({ "as_of": as_of, "facts": { "n": n, "c": ["y"] },
                "held": { "level": "low", "awarded_on": "2025-08-31" },
                "held_elsewhere": [{ "scheme": "other", "level": "top", "awarded_on": "2026-02-01" }] });
            let given = Given::read(&model, &assessment);
            holds(&condition, &model, &Worlds::of(&model, &given).all[0])
        };
        let within = json!({ "fact": "n", "within": { "of": 120, "percent": 10 } });
        assert_eq!([107, 108, 132, 133].map(|n| check(within.clone(), n, "2026-01-01")), [false, true, true, false]);
        let between = json!({ "fact": { "sum": ["n", 1] }, "at_least": 5, "less_than": 7 });
        assert_eq!([3, 4, 5, 6].map(|n| check(between.clone(), n, "2026-01-01")), [false, true, true, false]);
        let waited = json!({ "held": { "levels": ["low"], "for_months": 6, "in_date_months": 12 } });
        let days = ["2026-02-27", "2026-02-28", "2026-08-30", "2026-08-31"];
        assert_eq!(days.map(|day| check(waited.clone(), 0, day)), [false, true, true, false]);
        let other = json!({ "held": { "scheme": "other", "levels": ["top"], "within_days": 28 } });
        let days = ["2026-01-31", "2026-02-01", "2026-03-01", "2026-03-02"];
        assert_eq!(days.map(|day| check(other.clone(), 0, day)), [false, true, true, false]);
        let options = json!({ "quorum": { "needed": 1, "of": [{ "fact": "c", "includes": "x" },
            { "not": { "fact": "c", "includes": "y" } }] } });
        assert!(!check(options, 0, "2026-01-01"));
    }
}
