//! An answer in the words of the contract.

use super::{Answer, Fee, LEVELS, Pillar, TERM};
use serde_json::{Value, json};

/// The id of a level, 1 for bronze; 0 is none.
pub(crate) fn level_id(level: usize) -> Option<&'static str> {
    level.checked_sub(1).map(|place| LEVELS[place])
}

/// A level at worst and at best.
pub(crate) fn pair((worst, best): (usize, usize)) -> Value {
    json!({ "level": level_id(worst), "could_reach": level_id(best) })
}

/// A pillar's level at worst and at best.
pub(crate) fn section_json(pillar: &Pillar, bounds: (usize, usize)) -> Value {
    let mut section = pair(bounds);
    section["id"] = json!(pillar.id);
    section
}

/// A fee; none is known where the number of employees is not.
pub(crate) fn fee_json(fee: Option<&Fee>) -> Value {
    match fee {
        None => json!({ "status": "unknown", "needs": ["employees"] }),
        Some(fee) => {
            json!({ "status": "known", "currency": "GBP", "band": fee.band, "net": fee.net, "vat": fee.vat,
            "gross": fee.gross, "vat_rate_bp": fee.rate })
        }
    }
}

/// The part of the outcome of `assessment` that `answer` decides, in the words of the contract.
#[must_use]
pub fn expected(assessment: &Value, answer: &Answer, pillars: &[Pillar]) -> Value {
    let sections: Vec<Value> =
        pillars.iter().zip(&answer.pillars).map(|(pillar, bounds)| section_json(pillar, *bounds)).collect();
    let undecided = answer.pillars.iter().any(|(worst, best)| worst != best)
        || answer.quality.0 != answer.quality.1
        || answer.award.0 != answer.award.1
        || answer.fee.is_none();
    let limited_by: &[&str] = if answer.award.0 < answer.quality.0 { &["progression"] } else { &[] };
    let dates: Vec<Value> = answer
        .progression
        .iter()
        .map(|(level, earliest)| json!({ "level": level_id(*level), "earliest": earliest.to_string() }))
        .collect();
    let routes: Vec<Value> = answer
        .routes
        .iter()
        .map(|(level, lift)| {
            let lift: Vec<Value> = lift.iter().map(|id| json!({ "criterion": id, "to": "met" })).collect();
            json!({ "to": level_id(*level), "count": lift.len(), "lift": lift, "exact": true, "needs": [] })
        })
        .collect();
    let fragile: Vec<Value> =
        answer.fragile.iter().map(|(id, level)| json!({ "criterion": id, "would_be": level_id(*level) })).collect();
    json!({
        "scheme": "nms",
        "edition": "2022",
        "as_of": assessment["as_of"],
        "target": assessment["target"],
        "status": if undecided { "incomplete" } else { "complete" },
        "eligibility": { "status": "eligible", "checks": [] },
        "sections": sections,
        "programmes": [],
        "quality": pair(answer.quality),
        "award": { "level": level_id(answer.award.0), "could_reach": level_id(answer.award.1), "limited_by": limited_by },
        "progression": dates,
        "validity": { "months": TERM, "last_day": answer.last_day.to_string(), "renew_from": null },
        "fee": fee_json(answer.fee.as_ref()),
        "routes": routes,
        "fragile": fragile,
    })
}
