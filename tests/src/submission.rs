//! Submissions that claim what the rules say.

use std::sync::OnceLock;

use mentormark_rules::{Claim, Plan, Submission, json, outcome::Fee, submission::FeeAmounts};

/// An honest submission for a programme with so many employees: no two numbers give the same text.
///
/// # Panics
/// Where the shipped scheme no longer takes it.
#[must_use]
pub fn numbered(employees: u32) -> String {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    let shipped = mentormark_schemes::find("nms", "2022").expect("it is shipped");
    let plan = PLAN.get_or_init(|| Plan::from_json(shipped.compiled).expect("it is sound"));
    let text = format!(
        r#"{{"scheme":"nms","edition":"2022","as_of":"2026-11-21","facts":{{"employees":{employees}}},"ratings":{{"aims.bronze.purpose":"met"}}}}"#
    );
    let assessment = json::assessment(&text).expect("it is well formed");
    let outcome = plan.assess(&assessment).expect("it fits the scheme");
    let fee = match &outcome.fee {
        Fee::Known(fee) => Some(FeeAmounts { net: fee.net, vat: fee.vat, gross: fee.gross }),
        Fee::Unknown { .. } | Fee::NotPublished | Fee::None => None,
    };
    let named = |level: &Option<mentormark_rules::Id>| level.as_ref().map(ToString::to_string);
    json::canonical(&Submission {
        assessment,
        wording_hash: shipped.words[0].wording_hash.to_owned(),
        claim: Claim {
            rules_hash: shipped.rules_hash.to_owned(),
            quality: named(&outcome.quality.level),
            award: named(&outcome.award.bounds.level),
            fee,
        },
    })
}
