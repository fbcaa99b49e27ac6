//! What is claimed beside what the rules say, as rows of a table.

use mentormark_rules::{
    Checked, Claim, Pence,
    scheme::fee::Fee,
    submission::FeeAmounts,
    verification::{Difference, Stated},
};

use crate::{Standard, english, level_name, money};

/// One part of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// What it is.
    pub name: &'static str,
    /// What is claimed.
    pub claimed: String,
    /// What the rules say.
    pub computed: String,
    /// Whether these two differ.
    pub differs: bool,
}

/// The quality level, the award and the fee of a claim, beside what the rules say of each.
#[must_use]
pub fn claim_table(claim: &Claim, checked: &Checked, standard: Standard<'_>) -> Vec<ClaimRow> {
    let difference = |pointer| checked.differences.iter().find(|difference| difference.pointer == pointer);
    let level = |name, pointer, claimed: &Option<String>| {
        let found = difference(pointer);
        let computed = found.map_or(claimed.as_deref(), computed_level);
        let words = |level| level_words(level, standard).to_owned();
        ClaimRow { name, claimed: words(claimed.as_deref()), computed: words(computed), differs: found.is_some() }
    };
    let mut rows = vec![
        level(english::CLAIM_QUALITY, "/claim/quality", &claim.quality),
        level(english::CLAIM_AWARD, "/claim/award", &claim.award),
    ];
    let whole = difference("/claim/fee");
    let currency = standard.scheme.fee.as_ref().map(Fee::currency).unwrap_or_default();
    let amount = |amount: Pence| money(amount, &currency);
    let (Some(fee), None) = (claim.fee, whole) else {
        let words = |fee: Option<FeeAmounts>| fee.map_or(english::CLAIM_NO_FEE.to_owned(), |fee| amount(fee.gross));
        let computed = whole.map_or(claim.fee, computed_fee);
        rows.push(ClaimRow {
            name: english::CLAIM_FEE,
            claimed: words(claim.fee),
            computed: words(computed),
            differs: whole.is_some(),
        });
        return rows;
    };
    let parts = [
        (english::CLAIM_NET, "/claim/fee/net", fee.net),
        (english::CLAIM_VAT, "/claim/fee/vat", fee.vat),
        (english::CLAIM_GROSS, "/claim/fee/gross", fee.gross),
    ];
    rows.extend(parts.map(|(name, pointer, claimed)| {
        let found = difference(pointer);
        let computed = found.and_then(computed_pence).unwrap_or(claimed);
        ClaimRow { name, claimed: amount(claimed), computed: amount(computed), differs: found.is_some() }
    }));
    rows
}

/// The name of a level, or what the scheme calls having none.
fn level_words<'a>(level: Option<&'a str>, standard: Standard<'a>) -> &'a str {
    match (level, &standard.scheme.below) {
        (None, Some(below)) => standard.wording.outcomes.get(below.id.as_str()).map_or(&below.id, |words| &words.name),
        _ => level_name(level, standard.wording),
    }
}

fn computed_level(difference: &Difference) -> Option<&str> {
    match &difference.computed {
        Some(Stated::Level(level)) => Some(level),
        _ => None,
    }
}

fn computed_fee(difference: &Difference) -> Option<FeeAmounts> {
    match difference.computed {
        Some(Stated::Fee(fee)) => Some(fee),
        _ => None,
    }
}

fn computed_pence(difference: &Difference) -> Option<Pence> {
    match difference.computed {
        Some(Stated::Pence(pence)) => Some(pence),
        _ => None,
    }
}
