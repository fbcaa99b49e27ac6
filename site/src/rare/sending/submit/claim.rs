//! The submission that the answers make: what is stated, and what the rules say of it.

use leptos::prelude::document;
use mentormark_rules::{Claim, Refusals, Submission, outcome::Fee, submission::FeeAmounts};

use crate::state::Session;

/// The answers as they stand today, with the claim that the engine makes of them.
///
/// # Errors
/// What the rules refuse in the answers.
pub(super) fn submission(session: Session) -> Result<Submission, Refusals> {
    let assessment = session.stated();
    let plan = &session.catalogue.plan;
    let outcome = plan.outline(&plan.read(&assessment)?);
    let claim = Claim {
        award: outcome.award.bounds.level.map(|level| level.to_string()),
        fee: match outcome.fee {
            Fee::Known(fee) => Some(FeeAmounts { gross: fee.gross, net: fee.net, vat: fee.vat }),
            Fee::Unknown { .. } | Fee::NotPublished | Fee::None => None,
        },
        quality: outcome.quality.level.map(|level| level.to_string()),
        rules_hash: outcome.rules_hash.to_string(),
    };
    Ok(Submission { assessment, claim, wording_hash: wording_hash() })
}

/// The hash of the words that the page shows, which it names beside them.
fn wording_hash() -> String {
    let words = document().get_element_by_id("file-words");
    words.and_then(|words| words.get_attribute("data-hash")).unwrap_or_default()
}
