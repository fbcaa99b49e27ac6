//! Submissions that claim what the rules say, or not quite.

use fastrand::Rng;
use serde_json::{Value, json};

use crate::random::one_of;

/// A submission that claims of an assessment what its outcome says.
#[must_use]
pub fn honest(assessment: &Value, outcome: &Value) -> Value {
    let fee = &outcome["fee"];
    let amounts = json!({ "net": fee["net"], "vat": fee["vat"], "gross": fee["gross"] });
    json!({
        "assessment": assessment,
        "wording_hash": format!("sha256:{}", "0".repeat(64)),
        "claim": {
            "rules_hash": outcome["rules_hash"],
            "quality": outcome["quality"]["level"],
            "award": outcome["award"]["level"],
            "fee": if fee["status"] == "known" { amounts } else { Value::Null },
        },
    })
}

/// Changes one part of an honest claim, which may name any of `levels`; gives its pointer.
///
/// # Panics
/// Where it is no claim, or `levels` are fewer than two.
pub fn one_change(rng: &mut Rng, claim: &mut Value, levels: &[Value]) -> &'static str {
    if rng.bool() {
        let part = one_of(rng, &["quality", "award"]);
        let others: Vec<&Value> = levels.iter().filter(|level| **level != claim[part]).collect();
        claim[part] = one_of(rng, &others).clone();
        return if part == "quality" { "/claim/quality" } else { "/claim/award" };
    }
    if claim["fee"].is_null() {
        claim["fee"] = json!({ "net": 0, "vat": 0, "gross": 0 });
        return "/claim/fee";
    }
    if rng.u8(0..4) == 0 {
        claim["fee"] = Value::Null;
        return "/claim/fee";
    }
    let (part, pointer) =
        one_of(rng, &[("net", "/claim/fee/net"), ("vat", "/claim/fee/vat"), ("gross", "/claim/fee/gross")]);
    claim["fee"][part] = (claim["fee"][part].as_u64().expect("pence") + 1).into();
    pointer
}
