//! Random conditions over facts and awards held.

use super::super::{chance, one_of};
use super::expressions;
use super::ground::{CENTRE, Drawn, Ground};
use super::{SOURCE, put_all, some_of, tagged};
use crate::oracle::calendar::Day;
use crate::oracle::general::dates::plus_months;
use crate::oracle::general::ratio::Ratio;
use fastrand::Rng;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Another scheme, and the levels of it that are heard of.
pub(super) const OTHERS: [(&str, [&str; 2]); 2] = [("other-a", ["bronze", "silver"]), ("other-b", ["pass", "merit"])];

/// A condition, nested at most `depth` deep. Where `held` is false it asks after facts alone.
pub(super) fn condition(rng: &mut Rng, ground: &mut Ground, depth: u32, held: bool) -> Value {
    let mut condition = if depth == 0 || chance(rng, 60) {
        leaf(rng, ground, held)
    } else {
        match rng.u32(0..5) {
            0 => tagged("not", condition(rng, ground, depth - 1, false)),
            4 => json!({ "cases": [
                { "when": of_one_fact(rng, ground), "then": condition(rng, ground, depth - 1, held) },
                { "then": condition(rng, ground, depth - 1, held) },
            ] }),
            shape => {
                let parts: Vec<Value> =
                    (0..rng.usize(1..=3)).map(|_| condition(rng, ground, depth - 1, held)).collect();
                list_of(rng, shape, parts)
            }
        }
    };
    if condition.get("fact").is_some() && chance(rng, 2) {
        condition["source"] = json!(SOURCE);
    }
    condition
}

/// All of `parts`, any of them or so many of them.
pub(super) fn list_of(rng: &mut Rng, shape: u32, parts: Vec<Value>) -> Value {
    match shape {
        1 => tagged("all", Value::Array(parts)),
        2 => tagged("any", Value::Array(parts)),
        _ => json!({ "quorum": { "needed": rng.usize(1..=parts.len()), "of": parts } }),
    }
}

/// A condition that takes in one fact as it is; without facts, the day judged on.
pub(super) fn of_one_fact(rng: &mut Rng, ground: &Ground) -> Value {
    let whole: Vec<&Drawn<Ratio>> = ground.numbers.iter().collect();
    if !whole.is_empty() && rng.bool() {
        let number = whole[rng.usize(0..whole.len())].clone();
        return compared(rng, &number);
    }
    option(rng, ground).unwrap_or_else(|| dated(rng, ground))
}

fn leaf(rng: &mut Rng, ground: &mut Ground, held: bool) -> Value {
    if held && chance(rng, 18) {
        return award_held(rng, ground);
    }
    let first = match rng.u32(0..10) {
        0..=4 => comparison(rng, ground),
        5..=6 => between_dates(rng, ground),
        _ => option(rng, ground),
    };
    first
        .or_else(|| option(rng, ground))
        .or_else(|| comparison(rng, ground))
        .unwrap_or_else(|| if held && rng.bool() { award_held(rng, ground) } else { dated(rng, ground) })
}

/// Some award held, of this scheme or of another.
fn award_held(rng: &mut Rng, ground: &Ground) -> Value {
    let mut held = if chance(rng, 55) {
        json!({ "levels": some_of(rng, &ground.levels) })
    } else {
        let (scheme, levels) = one_of(rng, &OTHERS);
        json!({ "scheme": scheme, "levels": some_of(rng, &levels) })
    };
    if chance(rng, 35) {
        held["for_months"] = json!(one_of(rng, &[1, 3, 6]));
    }
    if chance(rng, 35) {
        held["in_date_months"] = json!(one_of(rng, &[7, 12, 24]));
    }
    if chance(rng, 35) {
        held["within_days"] = json!(one_of(rng, &[200, 365, 366, 400]));
    }
    json!({ "held": held })
}

/// A fact that is no number and no date, against its options.
fn option(rng: &mut Rng, ground: &Ground) -> Option<Value> {
    let mut all: Vec<Value> = Vec::new();
    for id in &ground.yes_no {
        all.push(json!({ "fact": id, "is": rng.bool() }));
    }
    for (id, options) in &ground.choice {
        let few = &options[..options.len() - 1];
        all.push(if rng.bool() {
            json!({ "fact": id, "is": one_of(rng, options) })
        } else {
            json!({ "fact": id, "is_one_of": some_of(rng, few) })
        });
    }
    for (id, options) in &ground.choices {
        all.push(json!({ "fact": id, "includes": one_of(rng, options) }));
    }
    if all.is_empty() { None } else { Some(all.swap_remove(rng.usize(0..all.len()))) }
}

/// A number compared, as far as other comparisons allow.
fn comparison(rng: &mut Rng, ground: &mut Ground) -> Option<Value> {
    let most_facts = if chance(rng, 35) { 2 } else { 1 };
    let mut found = expressions::number(rng, ground, most_facts)?;
    // Against another fact: then this too is a comparison of two.
    if found.facts.len() == 1
        && chance(rng, 12)
        && let Some(other) = expressions::named(rng, ground, 1, &found.facts)
    {
        let both: BTreeSet<String> = found.facts.union(&other.facts).cloned().collect();
        if ground.admits(&both, &found.json, false) {
            let key = one_of(rng, &["at_least", "at_most", "more_than", "less_than"]);
            let mut condition = json!({ "fact": found.json });
            condition[key] = other.json;
            return Some(condition);
        }
    }
    if !ground.admits(&found.facts, &found.json, true) {
        found = expressions::number(rng, ground, 1)?;
    }
    Some(compared(rng, &found))
}

/// `found` compared with constants, so that it can come out either way where its values allow.
fn compared(rng: &mut Rng, found: &Drawn<Ratio>) -> Value {
    for _ in 0..10 {
        let condition = compared_somehow(rng, found);
        let fits = match condition["within"]["percent"].as_i64() {
            Some(percent) => {
                let ratio = |percent: i64| Ratio::new((100 + percent).into(), 100);
                let of = Ratio::whole(condition["within"]["of"].as_i64().unwrap_or(0).into());
                let (least, most) = (of * ratio(-percent), of * ratio(percent));
                let within = |value: &Ratio| *value >= least && *value <= most;
                found.values.iter().any(within) && !found.values.iter().all(within)
            }
            None => either_way(&condition, &found.values, |end| end.as_i64().map(|end| Ratio::whole(end.into()))),
        };
        if fits {
            return reckoned(rng, condition);
        }
    }
    json!({ "fact": "as_of", "at_least": CENTRE.to_string() })
}

/// Whether some of `values` meet the condition and others do not, where that can be told from its ends.
fn either_way<T: Copy + Ord>(condition: &Value, values: &[T], read: impl Fn(&Value) -> Option<T>) -> bool {
    let end = |key: &str| condition.get(key).and_then(&read);
    let (at_least, at_most, more_than, less_than) =
        (end("at_least"), end("at_most"), end("more_than"), end("less_than"));
    let meets = |value: &T| {
        at_least.is_none_or(|end| *value >= end)
            && at_most.is_none_or(|end| *value <= end)
            && more_than.is_none_or(|end| *value > end)
            && less_than.is_none_or(|end| *value < end)
    };
    values.iter().any(meets) && !values.iter().all(meets)
}

fn compared_somehow(rng: &mut Rng, found: &Drawn<Ratio>) -> Value {
    let least = found.values.iter().min().map_or(0, |value| value.down());
    let most = found.values.iter().max().map_or(0, |value| value.down());
    let mut between = || i64::try_from(rng.i128((least + 1).min(most)..=most)).unwrap_or(0);
    let (one, other) = (between(), between());
    let (low, high) = (one.min(other), one.max(other));
    let mut condition = json!({ "fact": found.json });
    if low > 0 && chance(rng, 12) {
        condition["within"] = json!({ "of": low, "percent": one_of(rng, &[5, 10, 20, 25, 50]) });
        return condition;
    }
    ends(rng, &mut condition, &constant(low), &constant(high), &constant(low - 1));
    condition
}

/// The same condition; here and there its constants are sums.
fn reckoned(rng: &mut Rng, mut condition: Value) -> Value {
    if chance(rng, 8) {
        // The same constant, reckoned.
        for key in ["at_least", "at_most", "more_than", "less_than"] {
            if let Some(end) = condition.get(key).and_then(Value::as_i64) {
                condition[key] = json!({ "sum": [end - 1, 1] });
            }
        }
    }
    condition
}

fn constant(number: i64) -> Value {
    json!(number)
}

/// One end or both: `low` and `high` are in order, and `before` is just below `low`.
fn ends(rng: &mut Rng, condition: &mut Value, low: &Value, high: &Value, before: &Value) {
    match rng.u32(0..7) {
        0 | 1 => condition["at_least"] = low.clone(),
        2 => condition["at_most"] = before.clone(),
        3 => condition["more_than"] = before.clone(),
        4 => condition["less_than"] = low.clone(),
        5 => put_all(condition, json!({ "at_least": low, "at_most": high })),
        _ if low == high => put_all(condition, json!({ "more_than": before, "at_most": high })),
        _ => put_all(condition, json!({ "more_than": before, "less_than": high })),
    }
}

/// A date fact compared with days, days from the day judged on, or another date.
fn between_dates(rng: &mut Rng, ground: &mut Ground) -> Option<Value> {
    let date = expressions::named_date(rng, ground, 2, &BTreeSet::new())?;
    if date.facts.len() == 1
        && chance(rng, 25)
        && let Some(other) = expressions::named_date(rng, ground, 1, &date.facts)
    {
        let both: BTreeSet<String> = date.facts.union(&other.facts).cloned().collect();
        if ground.admits(&both, &date.json, false) {
            let key = one_of(rng, &["at_least", "less_than", "more_than", "at_most"]);
            let end = if rng.bool() { other.json } else { json!({ "plus_months": [other.json, 1] }) };
            let mut condition = json!({ "fact": date.json });
            condition[key] = end;
            return Some(condition);
        }
    }
    if !ground.admits(&date.facts, &date.json, true) {
        return None;
    }
    let mut condition = json!({ "fact": date.json });
    if date.facts.len() == 1 && chance(rng, 35) {
        let key = one_of(rng, &["at_least", "at_most", "more_than", "less_than"]);
        condition[key] = from_today(rng);
        return Some(condition);
    }
    if date.facts.len() == 1 && chance(rng, 20) {
        condition["fact"] = json!({ "plus_months": [date.json, 2] });
        let moved: Vec<Day> = date.values.iter().map(|value| plus_months(*value, 2)).collect();
        among_days(rng, &mut condition, &moved);
    } else {
        among_days(rng, &mut condition, &date.values);
    }
    Some(condition)
}

fn among_days(rng: &mut Rng, condition: &mut Value, values: &[Day]) {
    let fact = condition["fact"].clone();
    for _ in 0..10 {
        let mut one = || values[rng.usize(0..values.len())];
        let (first, second) = (one(), one());
        let (low, high) = (first.min(second), first.max(second));
        let text = |day: Day| json!(day.to_string());
        *condition = json!({ "fact": fact });
        ends(rng, condition, &text(low), &text(high), &text(low.yesterday()));
        if either_way(condition, values, |end| end.as_str().map(Day::read)) {
            return;
        }
    }
    *condition = json!({ "fact": "as_of", "at_least": CENTRE.to_string() });
}

/// The day judged on, or some months from it.
fn from_today(rng: &mut Rng) -> Value {
    match one_of(rng, &[0, -12, -1, 1, 6, 12]) {
        0 => json!("as_of"),
        months => json!({ "plus_months": ["as_of", months] }),
    }
}

/// A condition on the day judged on alone.
fn dated(rng: &mut Rng, ground: &Ground) -> Value {
    // A scheme with a date fact takes its days for its own.
    let days: Vec<Day> = ground.dates.iter().flat_map(|date| date.values.clone()).chain([CENTRE]).collect();
    let mut condition = json!({ "fact": "as_of" });
    among_days(rng, &mut condition, &days);
    condition
}
