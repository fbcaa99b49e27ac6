//! Amounts of a fact, and what is added to the fee for them.

use mentormark_rules::{
    Id,
    scheme::{facts::FactKind, fee::Published},
};

use super::{duration, plural::TIME};
use crate::{Standard, count, fact_name, format::pence, phrase::quoted};

/// ` cyn TAW`, where there is any.
pub(super) fn before_vat(fee: Option<&Published>) -> &'static str {
    if fee.is_some_and(|fee| fee.vat.is_none()) { "" } else { " cyn TAW" }
}

/// `ar gyfer “Mentoriaid” uwchlaw 10, mae pob un yn ychwanegu £5.00. Codir hyn 3 gwaith.`
pub(super) fn per_unit(
    fact: &Id,
    above: i64,
    unit: i64,
    units: Option<u64>,
    net: &str,
    standard: Standard<'_>,
) -> String {
    let charged = match units {
        None => String::new(),
        Some(0) => " Nid oes dim uwchlaw hynny yma.".to_owned(),
        Some(1) => " Codir hyn unwaith.".to_owned(),
        Some(units) => format!(" Codir hyn {}.", TIME.counted(units)),
    };
    let adds = each_adds(&quoted(fact_name(fact, standard.wording)), fact, [above, unit], net, standard);
    format!("ar gyfer {adds}{}.{charged}", before_vat(standard.fee()))
}

/// `“Mentoriaid” uwchlaw 10, mae pob un yn ychwanegu £5.00`.
pub(super) fn each_adds(name: &str, fact: &Id, [above, unit]: [i64; 2], net: &str, standard: Standard<'_>) -> String {
    let (above, unit) = (amount(fact, above, standard), amount(fact, unit, standard));
    let unit = if unit == "1" { "un" } else { &unit };
    format!("{name} uwchlaw {above}, mae pob {unit} yn ychwanegu {net}")
}

/// `yn ychwanegu 10% at y ffi`.
pub(super) fn raises(change: i64, by: &str) -> String {
    if change < 0 { format!("yn tynnu {by} oddi ar y ffi") } else { format!("yn ychwanegu {by} at y ffi") }
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
