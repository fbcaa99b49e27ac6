//! A random fee.

use super::super::{chance, days, one_of};
use super::ground::{CENTRE, Drawn, Ground};
use super::{SOURCE, conditions, expressions, may_assume, put_all, put_list, terms};
use crate::oracle::calendar::Day;
use crate::oracle::general::dates::plus_months;
use crate::oracle::general::ratio::Ratio;
use fastrand::Rng;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// A fee of any kind, or none.
pub(super) fn fee(rng: &mut Rng, ground: &mut Ground) -> Option<Value> {
    match rng.u32(0..10) {
        0..=1 => return None,
        2 => return Some(json!({ "status": "not-published", "source": SOURCE })),
        _ => {}
    }
    let mut fee = json!({ "currency": "GBP", "source": SOURCE });
    may_assume(rng, &mut fee);
    let by_line = chance(rng, 25);
    if chance(rng, 25) {
        let days = if rng.bool() {
            vec![CENTRE, CENTRE.tomorrow(), plus_months(CENTRE, -6)]
        } else {
            fee["dated_by"] = json!("tax_point");
            days::VAT_CHANGES.to_vec()
        };
        let mut versions = vec![version(rng, ground, by_line)];
        for from in terms::starts(rng, &days) {
            let mut version = version(rng, ground, by_line);
            version["from"] = json!(from.to_string());
            versions.push(version);
        }
        fee["versions"] = json!(versions);
    } else {
        put_all(&mut fee, version(rng, ground, by_line));
    }
    if !by_line && chance(rng, 45) {
        let modifiers = (1..=rng.usize(1..=2)).map(|number| modifier(rng, ground, number)).collect();
        put_list(&mut fee, "modifiers", modifiers);
    }
    if by_line || chance(rng, 60) {
        fee["vat"] = vat(rng, by_line);
    }
    Some(fee)
}

/// Bands, by a fact or not, and perhaps an amount a unit.
fn version(rng: &mut Rng, ground: &mut Ground, by_line: bool) -> Value {
    let mut version = json!({});
    let fact = if chance(rng, 70) { sure(rng, ground, 2) } else { None };
    let fact = fact.filter(|fact| ground.admits(&fact.facts, &fact.json, true));
    version["bands"] = bands(rng, ground, fact.as_ref());
    if let Some(fact) = fact {
        version["fact"] = fact.json;
    }
    if chance(rng, 40)
        && let Some(fact) = sure(rng, ground, 1)
    {
        let part =
            if by_line { one_of(rng, &["whole", "started"]) } else { one_of(rng, &["whole", "started", "exact"]) };
        version["per_unit"] = json!({ "fact": fact.json, "above": above(rng, &fact), "unit": rng.i64(1..4),
            "net": rng.i64(1..400), "part": part, "source": SOURCE });
    }
    version
}

/// A number of which every value is known.
fn sure(rng: &mut Rng, ground: &Ground, most_facts: usize) -> Option<Drawn<Ratio>> {
    expressions::named(rng, ground, most_facts, &BTreeSet::new()).filter(|fact| fact.sure)
}

/// A number below some value of `fact`, so that units above it can count.
fn above(rng: &mut Rng, fact: &Drawn<Ratio>) -> i64 {
    let least = fact.values.iter().min().map_or(0, |value| value.down());
    let most = fact.values.iter().max().map_or(0, |value| value.down());
    let above = rng.i128(least..most.max(least + 1)).min(least + 2);
    i64::try_from(above).unwrap_or(0)
}

/// Bands that cover what the fact can be, none cheaper than the one before at any level.
fn bands(rng: &mut Rng, ground: &Ground, fact: Option<&Drawn<Ratio>>) -> Value {
    let ends = fact.map(|fact| {
        let least = fact.values.iter().min().map_or(0, |value| value.down());
        let most = fact.values.iter().max().map_or(0, |value| value.down());
        (i64::try_from(least).unwrap_or(0), i64::try_from(most).unwrap_or(0))
    });
    let by_level = chance(rng, 30);
    let mut dearest = 0;
    let mut price = |rng: &mut Rng| {
        let net = if rng.bool() { rng.i64(0..60) } else { rng.i64(0..200_000) };
        dearest = net.max(dearest);
        if !by_level || chance(rng, 20) {
            return json!({ "net": dearest });
        }
        let nets: Map<String, Value> = ground
            .levels
            .iter()
            .map(|level| {
                dearest += if chance(rng, 30) { 0 } else { rng.i64(1..500) };
                ((*level).to_owned(), json!(dearest))
            })
            .collect();
        json!({ "nets": nets })
    };
    let mut bands = Vec::new();
    let mut from = ends.map_or(0, |(least, _)| least);
    let last = ends.map_or(0, |(_, most)| most);
    while from <= last && bands.len() < 3 {
        let mut band = json!({ "id": format!("band-{}", bands.len()), "source": SOURCE });
        if ends.is_some() {
            band["from"] = json!(from);
        }
        put_all(&mut band, price(rng));
        bands.push(band);
        from += rng.i64(1..5);
    }
    json!(bands)
}

fn modifier(rng: &mut Rng, ground: &mut Ground, number: usize) -> Value {
    let mut modifier = json!({ "id": format!("modifier-{number}"), "source": SOURCE });
    if chance(rng, 60) {
        modifier["when"] = conditions::condition(rng, ground, 1, true);
    }
    let share = sure(rng, ground, 1).filter(|_| chance(rng, 40));
    match (share, rng.bool()) {
        (Some(fact), _) => modifier["ratio"] = json!({ "fact": fact.json, "of": rng.i64(1..13) }),
        (None, true) => modifier["percent"] = json!(one_of(rng, &[-100, -50, -33, -15, -10, 10, 25])),
        (None, false) => modifier["net"] = json!(one_of(rng, &[-5_000, -333, -7, 7, 250, 10_000])),
    }
    modifier
}

fn vat(rng: &mut Rng, by_line: bool) -> Value {
    let mut starts: Vec<Day> = vec![days::VAT_CHANGES[0]];
    starts.extend(days::VAT_CHANGES[1..].iter().filter(|_| rng.bool()));
    if rng.bool() {
        starts.push(CENTRE);
    }
    let rates: Vec<Value> = starts
        .into_iter()
        .map(|from| {
            let rate = if rng.bool() { one_of(rng, &[500, 1000, 1250, 1750, 2000]) } else { rng.i64(0..2500) };
            json!({ "from": from.to_string(), "basis_points": rate, "source": "vat#a" })
        })
        .collect();
    let mut vat = json!({ "rates": rates, "rounding": one_of(rng, &["down", "nearest"]), "source": SOURCE });
    if by_line {
        vat["level"] = json!("line");
    }
    if chance(rng, 40) {
        vat["quantum"] = json!(one_of(rng, &["half-penny", "tenth-penny"]));
    }
    may_assume(rng, &mut vat);
    vat
}
