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
        quality: "Ansawdd",
        award: "Dyfarniad",
        fee: "Ffi",
        net: "Ffi cyn TAW",
        vat: "TAW",
        gross: "Ffi gan gynnwys TAW",
        no_fee: "dim ffi hysbys",
        no_award: NO_AWARD,
    };
    claim::claim_table(claim, checked, standard, &words)
}

/// Whether a claim holds: `Cadarnhawyd: yr hyn a hawlir yw’r hyn y mae’r rheolau’n ei ddweud.`
#[must_use]
pub fn verification_sentence(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "Cadarnhawyd: yr hyn a hawlir yw’r hyn y mae’r rheolau’n ei ddweud.",
        Status::Differs => "Mae gwahaniaeth: nid yw popeth a hawlir yr un fath â’r hyn y mae’r rheolau’n ei ddweud.",
    }
}

/// What else to look at in a submission judged on `as_of`.
#[must_use]
pub fn caution_sentence(caution: Caution, as_of: Date) -> String {
    match caution {
        Caution::AsOfNotToday => {
            format!("Fe’i bernir ar {}, ac nid dyna’r diwrnod y daeth i law.", date(as_of))
        }
        Caution::HeldUnverified => {
            "Mae’n nodi dyfarniad a ddelir, ac nid oes unrhyw gofrestr wedi cadarnhau hynny.".to_owned()
        }
    }
}
