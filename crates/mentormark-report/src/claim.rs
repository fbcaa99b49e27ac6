//! What is claimed beside what the rules say, as rows of a table.

use mentormark_rules::{
    Checked, Claim, Pence,
    scheme::fee::Fee,
    submission::FeeAmounts,
    verification::{Difference, Stated},
};

use crate::{Standard, money, names};

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

/// What a language calls the parts of a claim.
pub(crate) struct Words {
    /// The level that the ratings earn.
    pub(crate) quality: &'static str,
    /// The award.
    pub(crate) award: &'static str,
    /// The fee as a whole.
    pub(crate) fee: &'static str,
    /// The fee before VAT.
    pub(crate) net: &'static str,
    /// The VAT.
    pub(crate) vat: &'static str,
    /// The fee with VAT.
    pub(crate) gross: &'static str,
    /// Where a fee would stand, when none is known.
    pub(crate) no_fee: &'static str,
    /// Where a level would stand, when there is none.
    pub(crate) no_award: &'static str,
}

/// The quality level, the award and the fee of a claim, beside what the rules say of each.
pub(crate) fn claim_table(claim: &Claim, checked: &Checked, standard: Standard<'_>, said: &Words) -> Vec<ClaimRow> {
    let difference = |pointer| checked.differences.iter().find(|difference| difference.pointer == pointer);
    let level = |name, pointer, claimed: &Option<String>| {
        let found = difference(pointer);
        let computed = found.map_or(claimed.as_deref(), computed_level);
        let words = |level| level_words(level, standard).unwrap_or(said.no_award).to_owned();
        ClaimRow { name, claimed: words(claimed.as_deref()), computed: words(computed), differs: found.is_some() }
    };
    let mut rows =
        vec![level(said.quality, "/claim/quality", &claim.quality), level(said.award, "/claim/award", &claim.award)];
    let whole = difference("/claim/fee");
    let currency = standard.scheme.fee.as_ref().map(Fee::currency).unwrap_or_default();
    let amount = |amount: Pence| money(amount, &currency);
    let (Some(fee), None) = (claim.fee, whole) else {
        let words = |fee: Option<FeeAmounts>| fee.map_or(said.no_fee.to_owned(), |fee| amount(fee.gross));
        let computed = whole.map_or(claim.fee, computed_fee);
        rows.push(ClaimRow {
            name: said.fee,
            claimed: words(claim.fee),
            computed: words(computed),
            differs: whole.is_some(),
        });
        return rows;
    };
    let parts = [
        (said.net, "/claim/fee/net", fee.net),
        (said.vat, "/claim/fee/vat", fee.vat),
        (said.gross, "/claim/fee/gross", fee.gross),
    ];
    rows.extend(parts.map(|(name, pointer, claimed)| {
        let found = difference(pointer);
        let computed = found.and_then(computed_pence).unwrap_or(claimed);
        ClaimRow { name, claimed: amount(claimed), computed: amount(computed), differs: found.is_some() }
    }));
    rows
}

/// The name of a level, or what the scheme calls having none, if it does.
fn level_words<'a>(level: Option<&'a str>, standard: Standard<'a>) -> Option<&'a str> {
    let below = || {
        let below = standard.scheme.below.as_ref()?;
        Some(standard.wording.outcomes.get(below.id.as_str()).map_or(below.id.as_str(), |words| &words.name))
    };
    level.map_or_else(below, |level| Some(names::level(level, standard.wording)))
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
