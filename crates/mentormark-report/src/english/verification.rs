//! What is said of a submission that was checked.

use mentormark_rules::{
    Date,
    verification::{Caution, Status},
};

use crate::date;

/// What the parts of a claim are called.
pub(crate) const CLAIM_QUALITY: &str = "Quality";
pub(crate) const CLAIM_AWARD: &str = "Award";
pub(crate) const CLAIM_FEE: &str = "Fee";
pub(crate) const CLAIM_NET: &str = "Fee before VAT";
pub(crate) const CLAIM_VAT: &str = "VAT";
pub(crate) const CLAIM_GROSS: &str = "Fee with VAT";

/// What stands where a fee would, when none is known.
pub(crate) const CLAIM_NO_FEE: &str = "no fee known";

/// Whether a claim holds: `Confirmed: what is claimed is what the rules say.`
#[must_use]
pub fn verification_sentence(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "Confirmed: what is claimed is what the rules say.",
        Status::Differs => "Differs: not all that is claimed is what the rules say.",
    }
}

/// What else to look at in a submission judged on `as_of`.
#[must_use]
pub fn caution_sentence(caution: Caution, as_of: Date) -> String {
    match caution {
        Caution::AsOfNotToday => format!("It is judged on {}, which is not the day on which it came in.", date(as_of)),
        Caution::HeldUnverified => "It states an award held, which no register has confirmed.".to_owned(),
    }
}
