//! Everything that the plain answer says of an assessment, in the words of the contract.

use super::attained::{Judge, Ranks};
use super::given::{Given, Rating};
use super::model::{Model, Rank, list};
use super::{dates, fee, route};
use serde_json::{Value, json};

/// The part of the outcome that the oracle decides: `eligibility`, `sections`, `programmes`, `quality`, `award`,
/// `progression`, `validity`, `fee`, `routes`, `fragile` and `status`.
///
/// # Panics
/// Where the scheme or the assessment is one that would be refused.
#[must_use]
pub fn answer(scheme: &Value, assessment: &Value) -> Value {
    let model = Model::read(scheme);
    let given = Given::read(&model, assessment);
    let judge = Judge::new(&model, &given);
    let ratings = judge.ratings();
    let cap = dates::cap(&model, &given);

    let mut qualities = Ranks::default();
    for kind in 0..judge.kinds() {
        qualities.join(&judge.quality(kind, &ratings));
    }
    let awards = judge.awards(&ratings, cap);
    let eligibility = eligibility(&judge);
    let programmes: Vec<Value> = (0..ratings.len()).map(|programme| of_programme(&judge, programme)).collect();
    let fee = fee::fee(&model, &given, &judge.worlds, given.target.or(awards.least().checked_sub(1)));

    let mut award = pair(&model, &awards);
    award["limited_by"] = limited_by(&judge, &eligibility, qualities.least(), cap);
    award["label"] = if awards.least() == 0 { model.json["below"]["id"].clone() } else { award["level"].clone() };
    let decided = eligibility["status"] != "undetermined"
        && programmes
            .iter()
            .all(|programme| is_decided(&programme["quality"]) && list(&programme["sections"]).iter().all(is_decided))
        && is_decided(&pair(&model, &qualities))
        && is_decided(&award)
        && fee["status"] != "unknown";
    let routes = (qualities.least() + 1..=model.levels.len()).map(|rank| route::route(&judge, rank));
    let several = assessment.get("programmes").is_some();
    json!({
        "as_of": given.as_of.to_string(),
        "target": given.target.map(|level| model.levels[level]),
        "status": if decided { "complete" } else { "incomplete" },
        "eligibility": eligibility,
        "sections": if several { json!([]) } else { programmes[0]["sections"].clone() },
        "programmes": if several { json!(programmes) } else { json!([]) },
        "quality": pair(&model, &qualities),
        "award": award,
        "progression": dates::earliest(&model, &given),
        "validity": dates::validity(&model, &given, awards.least()),
        "fee": fee,
        "routes": routes.collect::<Vec<_>>(),
        "fragile": fragile(&judge, awards.least(), cap),
    })
}

fn pair(model: &Model, ranks: &Ranks) -> Value {
    json!({ "level": model.rank_id(ranks.least()), "could_reach": model.rank_id(ranks.greatest()) })
}

fn is_decided(pair: &Value) -> bool {
    pair["level"] == pair["could_reach"]
}

/// Each check and their sum: met in every world, in none, or in some.
fn eligibility(judge: &Judge) -> Value {
    let said = |met: Vec<bool>, words: [&'static str; 3]| match (met.contains(&true), met.contains(&false)) {
        (true, false) => words[0],
        (false, _) => words[1],
        (true, true) => words[2],
    };
    let standings = &judge.standings;
    let checks = list(&judge.model.json["eligibility"]).iter().enumerate().map(|(place, check)| {
        let met = standings.iter().map(|standing| standing.checks[place]).collect();
        json!({ "id": check["id"], "status": said(met, ["met", "not-met", "undetermined"]) })
    });
    let eligible = standings.iter().map(super::award::Standing::eligible).collect();
    json!({ "status": said(eligible, ["eligible", "not-eligible", "undetermined"]), "checks": checks.collect::<Vec<_>>() })
}

/// The levels that one programme and its sections attain.
fn of_programme(judge: &Judge, programme: usize) -> Value {
    let of = &judge.given.programmes[programme];
    let mut sections = vec![Ranks::default(); judge.model.sections().len()];
    let mut quality = Ranks::default();
    for kind in 0..judge.kinds() {
        let attained = judge.attained(kind, programme, &of.ratings);
        quality.join(&attained.quality);
        for (ranks, others) in sections.iter_mut().zip(&attained.sections) {
            ranks.join(others);
        }
    }
    let sections = judge.model.sections().iter().zip(&sections).map(|(section, ranks)| {
        let mut json = pair(judge.model, ranks);
        json["id"] = section["id"].clone();
        json
    });
    json!({ "id": of.id, "sections": sections.collect::<Vec<_>>(), "quality": pair(judge.model, &quality) })
}

/// What keeps `award.level` below the least quality level.
fn limited_by(judge: &Judge, eligibility: &Value, quality: Rank, cap: Rank) -> Value {
    let mut limits = Vec::new();
    if eligibility["status"] != "eligible" {
        limits.push("eligibility");
    }
    if cap < quality {
        limits.push("progression");
    }
    if judge.awards_if_eligible(&judge.ratings(), cap).least() < quality.min(cap) {
        limits.push("prerequisite");
    }
    json!(limits)
}

/// Each answered criterion that, one step lower, makes the least award lower, and what it would be.
fn fragile(judge: &Judge, now: Rank, cap: Rank) -> Vec<Value> {
    let ratings = judge.ratings();
    let mut fragile = Vec::new();
    for (programme, of) in ratings.iter().enumerate() {
        for (criterion, rating) in of.iter().enumerate() {
            let Rating::Step(step) = rating else { continue };
            let Some(lower) = step.checked_sub(1) else { continue };
            let mut changed = ratings.clone();
            changed[programme][criterion] = Rating::Step(lower);
            let then = judge.awards(&changed, cap).least();
            if then < now {
                let mut json =
                    json!({ "criterion": judge.model.criteria[criterion].id, "would_be": judge.model.rank_id(then) });
                if let Some(id) = judge.given.programmes[programme].id {
                    json["programme"] = json!(id);
                }
                fragile.push(json);
            }
        }
    }
    fragile
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::agreement::differences;

    /// One section: `a` of the lower level, `b` and `c` of the higher; `c` need not apply, and `n` must be two or more.
    fn scheme() -> Value {
        json!({
            "levels": [{ "id": "low" }, { "id": "high" }], "scale": [{ "id": "no" }, { "id": "yes" }],
            "facts": [{ "id": "n", "kind": "count", "least": 0, "most": 3 }, { "id": "m", "kind": "count", "least": 0, "most": 1 }],
            "not_applicable": { "counts": "left-out" },
            "sections": [{ "id": "s", "criteria": [{ "id": "a", "level": "low" }, { "id": "b", "level": "high" },
                { "id": "c", "level": "high", "not_applicable": "with-reason" }] }],
            "section_rule": { "share": { "rated": "yes", "of": "all" }, "cumulative": true },
            "award_rule": { "all": [{ "sections": { "needed": "all", "floor": "none" } }, { "fact": "n", "at_least": 2 }] },
        })
    }

    fn check(scheme: &Value, assessment: &Value, expected: &Value) {
        assert_eq!(differences(expected, &answer(scheme, assessment)), Vec::<String>::new());
    }

    #[test]
    fn a_blank_fact_is_needed_by_a_route_that_lifts_nothing() {
        let assessment = json!({ "as_of": "2026-01-01", "facts": {}, "ratings": { "a": "yes", "b": "no", "c": "not-applicable" },
            "evidence": { "c": { "note": "no such thing here" } } });
        let expected = json!({
            "status": "incomplete",
            "sections": [{ "id": "s", "level": "low", "could_reach": "low" }],
            "quality": { "level": null, "could_reach": "low" },
            "award": { "level": null, "could_reach": "low", "limited_by": [], "label": null },
            "routes": [{ "to": "low", "lift": [], "count": 0, "needs": ["n"] },
                { "to": "high", "lift": [{ "criterion": "b", "to": "yes" }], "count": 1, "needs": ["n"] }],
            "fragile": [],
        });
        check(&scheme(), &assessment, &expected);
    }

    #[test]
    fn a_level_out_of_reach_says_what_blocks_it() {
        let mut assessment = json!({ "as_of": "2026-01-01", "facts": { "n": 1, "m": 0 }, "ratings": { "a": "yes", "c": "not-applicable" } });
        let blocked = |by: &str| json!({ "lift": null, "blocked_by": [by] });
        check(&scheme(), &assessment, &json!({ "routes": [blocked("facts"), blocked("facts")] }));
        assessment["facts"]["n"] = json!(2);
        // Without its reason `c` is blank, and so is `b`: both are lifted.
        let lift = json!([{ "criterion": "b", "to": "yes" }, { "criterion": "c", "to": "yes" }]);
        let expected = json!({ "routes": [{ "to": "high", "lift": lift, "needs": [] }],
            "fragile": [{ "criterion": "a", "would_be": null }], "quality": { "level": "low", "could_reach": "high" } });
        check(&scheme(), &assessment, &expected);
        assessment["evidence"] = json!({ "c": { "note": "so" } });
        let mut stricter = scheme();
        stricter["award_rule"]["all"][1] = json!({ "share": { "rated": "yes", "of": "all", "criteria": ["a", "c"] } });
        check(&stricter, &assessment, &json!({ "routes": [blocked("not-applicable")], "quality": { "level": "low" } }));
    }

    #[test]
    fn programmes_are_combined_and_their_blanks_are_their_own() {
        let mut scheme = scheme();
        scheme["programmes"] = json!({ "combine": { "quorum": 2 } });
        scheme["eligibility"] = json!([{ "id": "small", "fact": "m", "at_most": 0 }]);
        let programme = |id: &str, ratings: Value| json!({ "id": id, "ratings": ratings });
        let assessment = json!({ "as_of": "2026-01-01", "facts": { "n": 3 }, "programmes": [
            programme("p", json!({ "a": "yes", "b": "yes", "c": "yes" })), programme("q", json!({ "a": "yes", "b": "no" })),
            programme("r", json!({ "b": "yes", "c": "yes" }))] });
        let expected = json!({
            "status": "incomplete",
            "eligibility": { "status": "undetermined", "checks": [{ "id": "small", "status": "undetermined" }] },
            "sections": [],
            "programmes": [{ "id": "p", "quality": { "level": "high", "could_reach": "high" } },
                { "id": "q", "quality": { "level": "low", "could_reach": "low" } },
                { "id": "r", "quality": { "level": null, "could_reach": "high" } }],
            "quality": { "level": "low", "could_reach": "high" },
            "award": { "level": null, "could_reach": "high", "limited_by": ["eligibility"] },
            "routes": [{ "to": "high", "lift": [{ "programme": "r", "criterion": "a", "to": "yes" }], "needs": [] }],
            "fragile": [],
        });
        check(&scheme, &assessment, &expected);
    }

    #[test]
    fn prerequisites_and_renewal_stop_levels_and_say_so() {
        let mut scheme = scheme();
        scheme["prerequisites"] = json!([{ "id": "one", "level": "high", "fact": "m", "at_least": 1 }]);
        scheme["validity"] = json!({ "months": 12, "renewal": { "must_progress": ["low"] } });
        let mut assessment =
            json!({ "as_of": "2026-01-01", "facts": { "n": 3 }, "ratings": { "a": "yes", "b": "yes", "c": "yes" } });
        let award = json!({ "level": "low", "could_reach": "high", "limited_by": ["prerequisite"] });
        check(&scheme, &assessment, &json!({ "award": award, "status": "incomplete" }));
        assessment["held"] = json!({ "level": "low", "awarded_on": "2020-01-01" });
        let award = json!({ "level": null, "could_reach": "high", "limited_by": ["prerequisite"] });
        check(&scheme, &assessment, &json!({ "award": award }));
        assessment["facts"]["m"] = json!(1);
        let award = json!({ "level": "high", "could_reach": "high", "limited_by": [] });
        let fragile = json!([{ "criterion": "a", "would_be": null }, { "criterion": "b", "would_be": null },
            { "criterion": "c", "would_be": null }]);
        check(&scheme, &assessment, &json!({ "award": award, "fragile": fragile, "status": "complete" }));
    }
}
