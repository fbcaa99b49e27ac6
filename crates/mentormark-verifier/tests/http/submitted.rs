//! Submissions to send.

use mentormark_rules::{Claim, Plan, Submission, json, submission::FeeAmounts};

/// What a programme states that has met everything of Bronze but one pillar.
pub(crate) const ASSESSMENT: &str = r#"{"scheme":"nms","edition":"2022","as_of":"2026-11-21","target":"silver","facts":{"employees":180},
    "ratings":{"aims.bronze.purpose":"met"},"evidence":{"aims.bronze.purpose":{"note":"Handbook, page 4","links":["https://example.org/handbook"]}}}"#;

/// A submission of an assessment that claims what the rules say of it.
pub(crate) fn honest(assessment: &str) -> Submission {
    let assessment = json::assessment(assessment).unwrap();
    let shipped = mentormark_schemes::find(&assessment.scheme, "2022").unwrap();
    let outcome = Plan::from_json(shipped.compiled).unwrap().assess(&assessment).unwrap();
    let fee = match &outcome.fee {
        mentormark_rules::outcome::Fee::Known(fee) => Some(FeeAmounts { net: fee.net, vat: fee.vat, gross: fee.gross }),
        _ => None,
    };
    let level = |level: &Option<mentormark_rules::Id>| level.as_ref().map(ToString::to_string);
    Submission {
        assessment,
        wording_hash: shipped.words[0].wording_hash.to_owned(),
        claim: Claim {
            rules_hash: shipped.rules_hash.to_owned(),
            quality: level(&outcome.quality.level),
            award: level(&outcome.award.bounds.level),
            fee,
        },
    }
}

/// The text of an honest submission of [`ASSESSMENT`].
pub(crate) fn text() -> String {
    json::canonical(&honest(ASSESSMENT))
}

/// The text of one that is judged on another day, so that no two are the same.
pub(crate) fn numbered(number: u32) -> String {
    let assessment = ASSESSMENT.replace("\"employees\":180", &format!("\"employees\":{}", 100 + number));
    json::canonical(&honest(&assessment))
}

/// The text of one that claims Gold.
pub(crate) fn dishonest() -> String {
    let mut submission = honest(ASSESSMENT);
    submission.claim.award = Some("gold".to_owned());
    json::canonical(&submission)
}
