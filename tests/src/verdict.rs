//! Whether the short path through the engine says the same as the long one.

use crate::oracle::agreement;
use mentormark_rules::{Plan, Price, json as reader};
use serde_json::{Value, json};

/// Where `Plan::verify` of the assessment in `text` differs from its `outcome`. `levels` are the scheme's, lowest first.
///
/// # Panics
/// Where the assessment is refused.
#[must_use]
pub fn differences(plan: &Plan, levels: &[String], text: &str, outcome: &Value) -> Vec<String> {
    let assessment = reader::assessment(text).expect("well formed");
    let verdict = plan.verify(&plan.read(&assessment).expect("well formed"));
    let mut all = Vec::new();
    for (name, bounds) in [("quality", &verdict.quality), ("award", &verdict.award)] {
        for (end, rank) in [("level", bounds.level), ("could_reach", bounds.could_reach)] {
            let verified = rank.map_or(Value::Null, |rank| json!(levels[rank.index()]));
            let assessed = &outcome[name][end];
            if *assessed != verified {
                all.push(format!("/{name}/{end} when verified: assessed {assessed}, verified {verified}"));
            }
        }
    }
    let verified = match verdict.price {
        Price::None => json!({ "status": "none" }),
        Price::Unknown => json!({ "status": "unknown" }),
        Price::NotPublished => json!({ "status": "not-published" }),
        Price::Known(charge) => json!({ "status": "known", "net": charge.net, "vat": charge.vat, "gross": charge.gross,
            "vat_rate_bp": charge.rate }),
    };
    all.extend(agreement::differences(&verified, &outcome["fee"]).into_iter().map(|found| format!("/fee{found}")));
    all
}
