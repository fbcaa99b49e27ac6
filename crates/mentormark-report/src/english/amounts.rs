//! Amounts of a fact, and what is added to the fee for them.

use mentormark_rules::{
    Id,
    scheme::{facts::FactKind, fee::Published},
};

use super::duration;
use crate::{
    Standard, count, fact_name,
    format::{pence, whole},
    phrase::quoted,
};

/// ` before VAT`, where there is any.
pub(super) fn before_vat(fee: Option<&Published>) -> &'static str {
    if fee.is_some_and(|fee| fee.vat.is_none()) { "" } else { " before VAT" }
}

/// `Each of “Mentors” above 10 adds £5.00. There are 3 of these.`
pub(super) fn per_unit(
    fact: &Id,
    above: i64,
    unit: i64,
    units: Option<u64>,
    net: &str,
    standard: Standard<'_>,
) -> String {
    let name = quoted(fact_name(fact, standard.wording));
    let (above, unit) = (amount(fact, above, standard), unit_of(fact, unit, standard));
    let charged = match units {
        None => String::new(),
        Some(0) => " There is nothing above that here.".to_owned(),
        Some(1) => " This is charged once.".to_owned(),
        Some(units) => format!(" This is charged {} times.", whole(units)),
    };
    format!("for {name} above {above}, each {unit} adds {net}{}.{charged}", before_vat(standard.fee()))
}

/// How much of a fact is one unit: `one`, `10`, `1 hour`.
pub(super) fn unit_of(fact: &str, unit: i64, standard: Standard<'_>) -> String {
    let words = amount(fact, unit, standard);
    if words == "1" { "one".to_owned() } else { words }
}

/// `raises the fee by 10%`.
pub(super) fn raises(change: i64, by: &str) -> String {
    format!("{} the fee by {by}", if change < 0 { "lowers" } else { "raises" })
}

/// A number of a fact in its unit.
pub(super) fn amount(fact: &str, number: i64, standard: Standard<'_>) -> String {
    let kind = standard.scheme.facts.iter().find(|of| of.id == *fact).map(|fact| &fact.kind);
    match kind {
        Some(FactKind::Amount { .. }) => pence(number, standard.currency()),
        Some(FactKind::Duration { .. }) => duration(number),
        _ => count(number),
    }
}
