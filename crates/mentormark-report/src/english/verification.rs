//! What is said of a submission that was checked.

use mentormark_rules::{
    Checked, Claim, Date,
    verification::{Caution, Status},
};

use super::names::{NO_AWARD, date};
use crate::{
    ClaimRow, Standard,
    claim::{self, Words},
};

/// The quality level, the award and the fee of a claim, beside what the rules say of each.
#[must_use]
pub fn claim_table(claim: &Claim, checked: &Checked, standard: Standard<'_>) -> Vec<ClaimRow> {
    let words = Words {
        quality: "Quality",
        award: "Award",
        fee: "Fee",
        net: "Fee before VAT",
        vat: "VAT",
        gross: "Fee with VAT",
        no_fee: "no fee known",
        no_award: NO_AWARD,
    };
    claim::claim_table(claim, checked, standard, &words)
}

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
