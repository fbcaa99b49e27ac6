//! Random expressions, in which no fact occurs twice.

use super::super::{chance, one_of};
use super::ground::{CENTRE, Drawn, Ground};
use super::{SOURCE, tagged};
use crate::oracle::calendar::Day;
use crate::oracle::general::dates::{days_between, months_between, plus_months};
use crate::oracle::general::ratio::Ratio;
use fastrand::Rng;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Up to two derived facts. Later ones may name earlier ones.
pub(super) fn derived(rng: &mut Rng, ground: &mut Ground) -> Vec<Value> {
    let mut derived = Vec::new();
    for place in 1..=one_of(rng, &[0, 0, 1, 1, 2]) {
        let id = format!("derived-{place}");
        let value = if chance(rng, 25)
            && let Some(date) = moved_date(rng, ground)
        {
            let value = date.json.clone();
            ground.dates.push(Drawn { json: json!(id), ..date });
            value
        } else if let Some(number) = number(rng, ground, 2) {
            let value = number.json.clone();
            ground.numbers.push(Drawn { json: json!(id), ..number });
            value
        } else {
            continue;
        };
        // A value that is but another fact's name would do nothing.
        if value.is_object() {
            derived.push(json!({ "id": id, "source": SOURCE, "value": value }));
        } else {
            let is_this = |json: &Value| *json == json!(id);
            ground.dates.retain(|date| !is_this(&date.json));
            ground.numbers.retain(|number| !is_this(&number.json));
        }
    }
    derived
}

/// A number that takes in one fact or more, but no more than `most_facts`; none where there is nothing to take in.
pub(super) fn number(rng: &mut Rng, ground: &Ground, most_facts: usize) -> Option<Drawn<Ratio>> {
    let mut number = start(rng, ground, most_facts)?;
    for _ in 0..one_of(rng, &[0, 0, 0, 1, 1, 2]) {
        number = changed(rng, &number);
    }
    Some(number)
}

/// A number fact or derived fact that takes in no more than `most_facts` and none of `but`.
pub(super) fn named(rng: &mut Rng, ground: &Ground, most_facts: usize, but: &BTreeSet<String>) -> Option<Drawn<Ratio>> {
    pick(rng, &ground.numbers, most_facts, but)
}

/// A date fact or derived fact that takes in no more than `most_facts` and none of `but`.
pub(super) fn named_date(
    rng: &mut Rng,
    ground: &Ground,
    most_facts: usize,
    but: &BTreeSet<String>,
) -> Option<Drawn<Day>> {
    pick(rng, &ground.dates, most_facts, but)
}

fn pick<T: Clone>(rng: &mut Rng, from: &[Drawn<T>], most_facts: usize, but: &BTreeSet<String>) -> Option<Drawn<T>> {
    let fit: Vec<&Drawn<T>> =
        from.iter().filter(|drawn| drawn.facts.len() <= most_facts && drawn.facts.is_disjoint(but)).collect();
    if fit.is_empty() { None } else { Some(fit[rng.usize(0..fit.len())].clone()) }
}

/// A date some months from a date fact, or the earlier or later of it and a day.
fn moved_date(rng: &mut Rng, ground: &Ground) -> Option<Drawn<Day>> {
    let date = named_date(rng, ground, 2, &BTreeSet::new())?;
    if chance(rng, 15) {
        let key = one_of(rng, &["least", "greatest"]);
        let day = date.values[rng.usize(0..date.values.len())];
        let json = tagged(key, json!([date.json, day.to_string()]));
        let kept = |value: &Day| if key == "least" { (*value).min(day) } else { (*value).max(day) };
        let values = date.values.iter().map(kept).collect();
        return Some(Drawn { json, values, facts: date.facts, sure: date.sure });
    }
    let months = one_of(rng, &[-12, -6, -1, 1, 3, 6, 12]);
    Some(Drawn {
        json: json!({ "plus_months": [date.json, months] }),
        values: date.values.iter().map(|value| plus_months(*value, months)).collect(),
        facts: date.facts,
        sure: date.sure,
    })
}

/// A fact, the time between two dates, or two numbers put together.
fn start(rng: &mut Rng, ground: &Ground, most_facts: usize) -> Option<Drawn<Ratio>> {
    if chance(rng, 30)
        && let Some(time) = between(rng, ground, most_facts)
    {
        return Some(time);
    }
    let one = named(rng, ground, most_facts, &BTreeSet::new()).or_else(|| between(rng, ground, most_facts))?;
    if most_facts >= 2 && one.facts.len() == 1 && chance(rng, 40) {
        let other = named(rng, ground, 1, &one.facts);
        return Some(other.map_or(one.clone(), |other| joined(rng, &one, &other)));
    }
    Some(one)
}

/// The months or days between a date and another, or the day judged on.
fn between(rng: &mut Rng, ground: &Ground, most_facts: usize) -> Option<Drawn<Ratio>> {
    let date = if chance(rng, 15) { moved_date(rng, ground) } else { named_date(rng, ground, 1, &BTreeSet::new()) };
    let date = date.filter(|date| date.facts.len() <= most_facts)?;
    let other = named_date(rng, ground, 1, &date.facts).filter(|_| date.facts.len() < most_facts && chance(rng, 50));
    let other = other.unwrap_or_else(|| {
        let day = plus_months(CENTRE, one_of(rng, &[0, 0, 1, 6]));
        let json = if rng.bool() { json!("as_of") } else { json!(day.to_string()) };
        Drawn { sure: json != "as_of", json, facts: BTreeSet::new(), values: vec![day] }
    });
    let (from, to) = if rng.bool() { (&date, &other) } else { (&other, &date) };
    let key = one_of(rng, &["months_between", "days_between"]);
    let count = if key == "months_between" { months_between } else { days_between };
    let pairs = from.values.iter().flat_map(|from| to.values.iter().map(|to| Ratio::whole(count(*from, *to).into())));
    let values = distinct(pairs.collect());
    Some(Drawn {
        json: tagged(key, json!([from.json, to.json])),
        facts: from.facts.union(&to.facts).cloned().collect(),
        values,
        sure: from.sure && to.sure,
    })
}

fn joined(rng: &mut Rng, one: &Drawn<Ratio>, other: &Drawn<Ratio>) -> Drawn<Ratio> {
    let divides = other.values.iter().all(|value| *value > Ratio::ZERO);
    let key = one_of(rng, &["sum", "sum", "difference", "product", "least", "greatest", "ratio"]);
    let key = if key == "ratio" && !divides { "sum" } else { key };
    let apply = |one: Ratio, other: Ratio| match key {
        "sum" => one + other,
        "difference" => one - other,
        "product" => one * other,
        "ratio" => one / other,
        "least" => one.min(other),
        _ => one.max(other),
    };
    let pairs = one.values.iter().flat_map(|one| other.values.iter().map(move |other| apply(*one, *other)));
    let values = distinct(pairs.collect());
    let mut json = json!([one.json, other.json]);
    if key == "sum" && chance(rng, 20) {
        json = json!([one.json, other.json, 0]);
    }
    let facts = one.facts.union(&other.facts).cloned().collect();
    Drawn { json: tagged(key, json), facts, values, sure: one.sure && other.sure }
}

/// A number reckoned from `one` and a constant.
fn changed(rng: &mut Rng, one: &Drawn<Ratio>) -> Drawn<Ratio> {
    let constant = one_of(rng, &[1_i64, 2, 2, 3, 4]);
    let by = Ratio::whole(constant.into());
    let some = one.values[rng.usize(0..one.values.len())].down();
    let kept = i64::try_from(some).unwrap_or(0);
    let (json, values): (Value, Vec<Ratio>) = {
        let each = |change: &dyn Fn(Ratio) -> Ratio| one.values.iter().map(|value| change(*value)).collect();
        match rng.u32(0..9) {
            0 => (json!({ "sum": [one.json, constant] }), each(&|value| value + by)),
            1 => (json!({ "difference": [one.json, constant] }), each(&|value| value - by)),
            2 => (json!({ "difference": [constant, one.json] }), each(&|value| by - value)),
            3 => (json!({ "product": [constant, one.json] }), each(&|value| by * value)),
            4 => (json!({ "ratio": [one.json, constant + 1] }), each(&|value| value / (by + Ratio::whole(1)))),
            5 => (json!({ "least": [one.json, kept] }), each(&|value| value.min(Ratio::whole(kept.into())))),
            6 => (json!({ "greatest": [kept, one.json] }), each(&|value| value.max(Ratio::whole(kept.into())))),
            _ => {
                let mode = one_of(rng, &["down", "up", "nearest"]);
                let json = json!({ "round": { "ratio": [one.json, constant + 1] }, "to": mode });
                (json, each(&|value| Ratio::whole((value / (by + Ratio::whole(1))).rounded(mode))))
            }
        }
    };
    Drawn { json, facts: one.facts.clone(), values: distinct(values), sure: one.sure }
}

fn distinct(mut values: Vec<Ratio>) -> Vec<Ratio> {
    values.sort_unstable();
    values.dedup();
    values
}
