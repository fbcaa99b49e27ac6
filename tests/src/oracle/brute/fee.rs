//! The fee: known where it is the same for every number of employees that may fill the blank.

use super::scheme::{Assessment, FeeRule, Scheme, Vat, band_id};
use crate::oracle::calendar::Day;
use serde_json::{Value, json};

/// The fee as the outcome has it.
///
/// # Panics
/// Where the scheme has a fee and no fact to look it up by: the tests make no such scheme.
#[must_use]
pub fn fee(scheme: &Scheme, assessment: &Assessment) -> Value {
    let Some(rule) = &scheme.fee else {
        return json!({ "status": "none" });
    };
    let (least, most) = scheme.employees.expect("a fee looks up a fact");
    let tax_point = assessment.tax_point.unwrap_or(assessment.as_of);
    let possible: Vec<i64> = assessment.employees.map_or_else(|| (least..=most).collect(), |known| vec![known]);
    let fees: Vec<Value> = possible.into_iter().map(|employees| known(rule, employees, tax_point)).collect();
    if fees.iter().all(|fee| *fee == fees[0]) {
        fees[0].clone()
    } else {
        json!({ "status": "unknown", "needs": ["employees"] })
    }
}

fn known(rule: &FeeRule, employees: i64, tax_point: Day) -> Value {
    let mut band = 0;
    for (place, (from, _)) in rule.bands.iter().enumerate() {
        if employees >= *from {
            band = place;
        }
    }
    let net = rule.bands[band].1;
    let (vat, rate) = rule.vat.as_ref().map_or((0, 0), |vat| vat_on(vat, net, tax_point));
    json!({ "status": "known", "currency": "GBP", "band": band_id(band), "net": net, "vat": vat, "gross": net + vat,
        "vat_rate_bp": rate })
}

fn vat_on(vat: &Vat, net: i64, tax_point: Day) -> (i64, i64) {
    let mut rate = 0;
    for (from, basis_points) in &vat.rates {
        if tax_point >= *from {
            rate = *basis_points;
        }
    }
    let whole = net * rate / 10_000;
    let rest = net * rate % 10_000;
    let rounded = if vat.down || rest < 5_000 { whole } else { whole + 1 };
    (rounded, rate)
}
