//! The university version of the National Mentoring Standards, edition 2022, in plain Rust.
//!
//! Pillars, levels, fee and progression are those of the national standards, so each programme is judged as an assessment for
//! those. Only the institution is new: it stands at the lowest of its programmes.

use super::nms::expected::{fee_json, level_id, pair, section_json};
use super::nms::{self, Answer, Pillar};
use serde_json::{Value, json};

/// One programme: its id, where there is a list of them, and what the national standards say of it.
struct Programme<'a> {
    id: Option<&'a str>,
    answer: Answer,
}

/// What the standard says of `assessment`, in the words of the contract.
///
/// # Panics
/// Where the assessment is not well formed: the tests hand over no other.
#[must_use]
pub fn answer(assessment: &Value, pillars: &[Pillar]) -> Value {
    let listed = assessment.get("programmes").map(|programmes| programmes.as_array().expect("a list"));
    let programmes: Vec<Programme> = match listed {
        None => vec![Programme { id: None, answer: nms::decide(assessment, pillars) }],
        Some(list) => list.iter().map(|programme| alone(assessment, programme, pillars)).collect(),
    };
    let lowest =
        |of: &dyn Fn(&Answer) -> usize| programmes.iter().map(|programme| of(&programme.answer)).min().unwrap_or(0);
    let quality = (lowest(&|answer| answer.quality.0), lowest(&|answer| answer.quality.1));
    // What each could be awarded alone is capped for all of them alike.
    let award = (lowest(&|answer| answer.award.0), lowest(&|answer| answer.award.1));
    // The same of every programme.
    let Answer { progression, last_day, fee, .. } = &programmes[0].answer;

    let is_decided = |(worst, best): (usize, usize)| worst == best;
    let decided = is_decided(quality)
        && is_decided(award)
        && fee.is_some()
        && programmes.iter().all(|programme| {
            is_decided(programme.answer.quality) && programme.answer.pillars.iter().copied().all(is_decided)
        });
    let sections = |answer: &Answer| -> Vec<Value> {
        pillars.iter().zip(&answer.pillars).map(|(pillar, bounds)| section_json(pillar, *bounds)).collect()
    };
    let mut awarded = pair(award);
    awarded["limited_by"] = if award.0 < quality.0 { json!(["progression"]) } else { json!([]) };
    awarded["label"] = json!(level_id(award.0));
    let dates =
        progression.iter().map(|(level, day)| json!({ "level": level_id(*level), "earliest": day.to_string() }));
    let each = programmes.iter().map(|programme| {
        json!({ "id": programme.id, "sections": sections(&programme.answer), "quality": pair(programme.answer.quality) })
    });
    json!({
        "scheme": "nms-university",
        "edition": "2022",
        "as_of": assessment["as_of"],
        "target": assessment["target"],
        "status": if decided { "complete" } else { "incomplete" },
        "eligibility": { "status": "eligible", "checks": [] },
        "sections": if listed.is_none() { sections(&programmes[0].answer) } else { Vec::new() },
        "programmes": if listed.is_some() { each.collect() } else { Vec::new() },
        "quality": pair(quality),
        "award": awarded,
        "progression": dates.collect::<Vec<_>>(),
        "validity": { "months": 12, "last_day": last_day.to_string(), "renew_from": null },
        "fee": fee_json(fee.as_ref()),
        "routes": (quality.0 + 1..=3).map(|level| route(&programmes, level)).collect::<Vec<_>>(),
        "fragile": fragile(&programmes, award.0),
    })
}

/// A programme judged as if it were all there is.
fn alone<'a>(assessment: &Value, programme: &'a Value, pillars: &[Pillar]) -> Programme<'a> {
    let mut alone = assessment.clone();
    alone["ratings"] = programme["ratings"].clone();
    Programme { id: programme["id"].as_str(), answer: nms::decide(&alone, pillars) }
}

/// `entry`, which names its programme where there is a list of them.
fn named(programme: &Programme, mut entry: Value) -> Value {
    if let Some(id) = programme.id {
        entry["programme"] = json!(id);
    }
    entry
}

/// Every programme that is lower is lifted to `level` by its own shortest way.
fn route(programmes: &[Programme], level: usize) -> Value {
    let mut lift = Vec::new();
    for programme in programmes {
        for (_, ids) in programme.answer.routes.iter().filter(|(to, _)| *to == level) {
            lift.extend(ids.iter().map(|id| named(programme, json!({ "criterion": id, "to": "met" }))));
        }
    }
    json!({ "to": level_id(level), "count": lift.len(), "lift": lift, "exact": true, "needs": [] })
}

/// The answers that hold up their own programme's award, and with it that of all, which is `now`.
fn fragile(programmes: &[Programme], now: usize) -> Vec<Value> {
    let mut fragile = Vec::new();
    for programme in programmes {
        for (id, then) in programme.answer.fragile.iter().filter(|(_, then)| *then < now) {
            fragile.push(named(programme, json!({ "criterion": id, "would_be": level_id(*then) })));
        }
    }
    fragile
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::agreement::differences;

    /// Seven pillars with one criterion a level.
    fn pillars() -> Vec<Pillar> {
        let mut triples = Vec::new();
        for pillar in 0..7 {
            for level in ["bronze", "silver", "gold"] {
                triples.push((format!("p{pillar}"), level.to_owned(), format!("p{pillar}.{level}")));
            }
        }
        nms::pillars(&triples)
    }

    /// Ratings with so many pillars at bronze, silver and gold.
    fn ratings(bronze: usize, silver: usize, gold: usize) -> Value {
        let mut ratings = json!({});
        for (level, pillars) in [("bronze", bronze), ("silver", silver), ("gold", gold)] {
            for pillar in 0..7 {
                ratings[format!("p{pillar}.{level}")] = json!(if pillar < pillars { "met" } else { "not-met" });
            }
        }
        ratings
    }

    #[test]
    fn an_institution_stands_at_its_lowest_programme() {
        let assessment = json!({ "as_of": "2026-11-21", "facts": { "employees": 250 },
            "held": { "level": "bronze", "awarded_on": "2026-05-21" }, "programmes": [
                { "id": "high", "ratings": ratings(6, 6, 6) }, { "id": "low", "ratings": ratings(7, 5, 0) }] });
        let lift = |level: &str, pillar: usize| json!({ "programme": "low", "criterion": format!("p{pillar}.{level}"), "to": "met" });
        let silver = vec![lift("silver", 5)];
        let mut gold: Vec<Value> = (0..5).map(|pillar| lift("gold", pillar)).collect();
        gold.extend([lift("silver", 5), lift("gold", 5)]);
        // A bronze of `low` has a pillar to spare; one of `high` would bring all of it down.
        let fragile: Vec<Value> = (0..6)
            .map(|pillar| json!({ "programme": "high", "criterion": format!("p{pillar}.bronze"), "would_be": null }))
            .collect();
        let expected = json!({
            "status": "complete", "sections": [], "quality": { "level": "bronze", "could_reach": "bronze" },
            "programmes": [{ "id": "high", "quality": { "level": "gold" } }, { "id": "low", "quality": { "level": "bronze" } }],
            "routes": [{ "to": "silver", "lift": silver }, { "to": "gold", "lift": gold }],
            "fragile": fragile, "fee": { "net": 140_000 },
        });
        assert_eq!(differences(&expected, &answer(&assessment, &pillars())), Vec::<String>::new());
    }
}
