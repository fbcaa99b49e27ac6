//! An answer in the words of the contract.

use super::{Answer, LEVELS, Pillar, TERM};
use serde_json::{Value, json};

fn level_id(level: usize) -> Option<&'static str> {
    level.checked_sub(1).map(|place| LEVELS[place])
}

/// The part of the outcome of `assessment` that `answer` decides, in the words of the contract.
#[must_use]
pub fn expected(assessment: &Value, answer: &Answer, pillars: &[Pillar]) -> Value {
    let sections: Vec<Value> = pillars
        .iter()
        .zip(&answer.pillars)
        .map(|(pillar, (worst, best))| json!({ "id": pillar.id, "level": level_id(*worst), "could_reach": level_id(*best) }))
        .collect();
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
    let fee = match &answer.fee {
        None => json!({ "status": "unknown", "needs": ["employees"] }),
        Some(fee) => {
            json!({ "status": "known", "currency": "GBP", "band": fee.band, "net": fee.net, "vat": fee.vat,
            "gross": fee.gross, "vat_rate_bp": fee.rate })
        }
    };
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
        "quality": { "level": level_id(answer.quality.0), "could_reach": level_id(answer.quality.1) },
        "award": { "level": level_id(answer.award.0), "could_reach": level_id(answer.award.1), "limited_by": limited_by },
        "progression": dates,
        "validity": { "months": TERM, "last_day": answer.last_day.to_string(), "renew_from": null },
        "fee": fee,
        "routes": routes,
        "fragile": fragile,
    })
}
