//! Random schemes small enough for brute force, and assessments for them.

use super::{chance, days, one_of};
use crate::oracle::brute::scheme::{Assessment, Criterion, FeeRule, Floor, Progression, Scheme, Section, Share, Vat};
use crate::oracle::calendar::day;
use fastrand::Rng;

/// The most criteria that a random assessment leaves room to raise; a route tries every set of them.
const MOST_RAISABLE: usize = 10;

/// The most criteria that a random assessment leaves blank; bounds try every completion of them.
const MOST_BLANK: usize = 5;

const LEVELS: [&str; 5] = ["low", "mid", "high", "higher", "highest"];

/// A random scheme: up to five levels, four ratings, five sections, six criteria a section and level; mostly fewer.
pub fn scheme(rng: &mut Rng) -> Scheme {
    let most_levels = if chance(rng, 20) { LEVELS.len() } else { 3 };
    let levels = ids(&LEVELS[..rng.usize(1..=most_levels)]);
    let scale = match rng.u32(0..10) {
        0..=4 => ids(&["no", "yes"]),
        5..=8 => ids(&["no", "partly", "yes"]),
        _ => ids(&["no", "partly", "mostly", "yes"]),
    };
    let sections: Vec<Section> = (1..=rng.usize(1..=5)).map(|number| section(rng, number, &levels)).collect();
    let smallest = sections
        .iter()
        .flat_map(|section| (0..levels.len()).map(|level| section.criteria.iter().filter(|c| c.level == level).count()))
        .min()
        .unwrap_or(1);
    let fact_only = chance(rng, 20);
    let employees = (rng.i64(0..2), rng.i64(4..20));
    let fee = chance(rng, 60).then(|| fee_rule(rng, employees));
    let validity = chance(rng, 70).then(|| one_of(rng, &[1, 3, 6, 12, 36]));
    Scheme {
        rated: rng.usize(1..scale.len()),
        share: share(rng, smallest),
        cumulative: rng.bool(),
        needed: chance(rng, 75).then(|| rng.usize(1..=sections.len())),
        floor: one_of(rng, &[Floor::Free, Floor::OneBelow, Floor::Named(0)]),
        progression: chance(rng, 75).then(|| progression(rng, levels.len(), validity)),
        validity,
        employees: (fact_only || fee.is_some()).then_some(employees),
        fee,
        levels,
        scale,
        sections,
    }
}

fn ids(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn section(rng: &mut Rng, number: usize, levels: &[String]) -> Section {
    let mut criteria = Vec::new();
    for (level, name) in levels.iter().enumerate() {
        let most = if chance(rng, 20) { 6 } else { 3 };
        for letter in ["a", "b", "c", "d", "e", "f"].iter().take(rng.usize(1..=most)) {
            criteria.push(Criterion { id: format!("s{number}.{name}.{letter}"), level });
        }
    }
    if chance(rng, 40) {
        rng.shuffle(&mut criteria);
    }
    Section { id: format!("s{number}"), criteria }
}

fn share(rng: &mut Rng, smallest: usize) -> Share {
    match rng.u32(0..6) {
        0 => Share::All,
        1 => Share::Any,
        2 => Share::MoreThanHalf,
        3 => Share::AtLeastHalf,
        4 => Share::Count(rng.usize(1..=smallest)),
        _ => {
            Share::Percent(if rng.bool() { one_of(rng, &[1, 33, 34, 50, 51, 66, 67, 100]) } else { rng.usize(1..=100) })
        }
    }
}

fn progression(rng: &mut Rng, levels: usize, validity: Option<u32>) -> Progression {
    let lapsed_is_blocked = rng.bool();
    // What counts for nothing once it has lapsed must last for longer than the wait.
    let longest = validity.filter(|_| lapsed_is_blocked).map_or(u32::MAX, |months| months - 1);
    Progression {
        entry: rng.usize(0..levels),
        most_steps: rng.usize(1..=3.min(levels)),
        waits: (1..levels).map(|_| one_of(rng, &[0, 1, 2, 6, 6, 12, 13]).min(longest)).collect(),
        lapsed_is_blocked,
    }
}

fn fee_rule(rng: &mut Rng, (least, most): (i64, i64)) -> FeeRule {
    let mut bands: Vec<(i64, i64)> = Vec::new();
    let mut from = least;
    let mut dearest = 0;
    while from <= most && bands.len() < 3 {
        let net = if rng.bool() { rng.i64(0..40) } else { rng.i64(0..200_000) };
        // A larger applicant never pays less.
        dearest = net.max(dearest);
        bands.push((from, dearest));
        from += rng.i64(1..8);
    }
    FeeRule { bands, vat: chance(rng, 75).then(|| vat(rng)) }
}

fn vat(rng: &mut Rng) -> Vat {
    let mut rates = vec![(days::VAT_CHANGES[0], rng.i64(0..2500))];
    for from in &days::VAT_CHANGES[1..] {
        if rng.bool() {
            let rate = if rng.bool() { one_of(rng, &[500, 1000, 1250, 1750, 2000]) } else { rng.i64(0..2500) };
            rates.push((*from, rate));
        }
    }
    if rng.bool() {
        rates.push((day(rng.u32(2023..2030), 1, 31), rng.i64(0..3000)));
    }
    Vat { rates, down: rng.bool() }
}

/// A random assessment for `scheme`, with few enough blanks and few enough criteria left to raise.
pub fn assessment(rng: &mut Rng, scheme: &Scheme) -> Assessment {
    let as_of = days::judged_on(rng);
    let mut months: Vec<u32> = scheme.validity.into_iter().collect();
    if let Some(progression) = &scheme.progression {
        months.extend(&progression.waits);
    }
    months.push(0);
    let held = (scheme.progression.is_some() && chance(rng, 65))
        .then(|| (rng.usize(0..scheme.levels.len()), days::awarded_on(rng, as_of, &months)));
    let employees = scheme.employees.filter(|_| chance(rng, 70)).map(|(least, most)| match &scheme.fee {
        Some(fee) if chance(rng, 60) => {
            let (from, _) = fee.bands[rng.usize(0..fee.bands.len())];
            (from - rng.i64(0..2)).max(least)
        }
        _ => rng.i64(least..=most),
    });
    let tax_point = chance(rng, 40).then(|| if rng.bool() { days::tax_point(rng) } else { days::judged_on(rng) });
    Assessment {
        as_of,
        held,
        employees,
        tax_point,
        ratings: ratings(rng, scheme),
        target: chance(rng, 30).then(|| rng.usize(0..scheme.levels.len())),
        names_edition: rng.bool(),
    }
}

fn ratings(rng: &mut Rng, scheme: &Scheme) -> Vec<Option<usize>> {
    let top = scheme.scale.len() - 1;
    // A longer scale leaves more ways to raise and to fill, so fewer criteria must do.
    let fewer = if top > 2 { 3 } else { 0 };
    let raisable = rng.usize(0..=MOST_RAISABLE - fewer);
    let blank = rng.usize(0..=MOST_BLANK - fewer);
    let mut ratings: Vec<Option<usize>> = scheme.criteria().map(|_| Some(top)).collect();
    let mut places: Vec<usize> = (0..ratings.len()).collect();
    rng.shuffle(&mut places);
    for (number, at) in places.into_iter().take(raisable).enumerate() {
        ratings[at] = if number < blank { None } else { Some(rng.usize(0..=top)) };
    }
    ratings
}
