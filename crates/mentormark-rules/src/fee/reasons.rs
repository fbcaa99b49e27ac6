//! Why a fee is what it is.

use alloc::{vec, vec::Vec};

use super::{Given, Net, PerUnit, Price, Tariff, Version};
use crate::{Id, Plan, Reason, assess::Told, scheme::fee};

impl Tariff {
    /// Adds the deciding clauses of the fee.
    pub(crate) fn reasons(&self, fee: &fee::Fee, plan: &Plan, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let source = fee.source().clone();
        let Some(fee) = fee.published() else {
            reasons.push(Reason::FeeNotPublished { source });
            return;
        };
        let case = told.case;
        let level = case.target.or(told.award);
        let given =
            Given { facts: &plan.facts, values: &case.facts, awards: &case.awards, tax_point: case.tax_point, level };
        let charge = match told.price {
            Price::Known(charge) => charge,
            Price::Unknown => {
                let by_level = |(_, version): (usize, &Version)| self.may_be_by_level(version, given);
                if level.is_none() && self.version_for(given).is_some_and(by_level) {
                    reasons.push(Reason::FeeLevelUnknown { source: source.clone() });
                }
                if !told.needs.is_empty() {
                    reasons.push(Reason::FeeUnknown { needs: plan.fact_ids(&told.needs), source });
                }
                return;
            }
            Price::NotPublished | Price::None => return,
        };
        let versions = self.versions.get(charge.version).zip(fee.versions.as_slice().get(charge.version));
        if let Some((version, written)) = versions {
            reasons.extend(written.bands.get(charge.band).map(|band| Reason::FeeBand {
                band: band.id.clone(),
                fact: written.fact.clone(),
                from: band.from,
                net: version.net(charge.band, level).unwrap_or(charge.net),
                currency: fee.currency.clone(),
                source: band.source.clone(),
            }));
            if version.per_unit.is_some() || !self.modifiers.is_empty() {
                self.reasons_besides(version.per_unit.as_ref().zip(written.per_unit.as_ref()), fee, given, reasons);
            }
        }
        let mut rates = fee.vat.iter().flat_map(|vat| &vat.rates);
        reasons.extend(rates.rfind(|rate| rate.from <= case.tax_point).map(|rate| Reason::VatRate {
            vat_rate_bp: rate.basis_points,
            tax_point: case.tax_point,
            from: rate.from,
            source: rate.source.clone(),
        }));
    }

    /// Whether a band in which the blanks may fall has a fee by level.
    fn may_be_by_level(&self, version: &Version, given: Given<'_>) -> bool {
        let mut may_be = false;
        self.each_way(given, &mut |point| {
            let (first, last) = version.by.map_or((0, 0), |by| {
                let (least, most) = self.ends(by, point);
                (version.band(least), version.band(most))
            });
            let mut bands = version.bands.iter().zip(0..=last).skip(first);
            may_be |= bands.any(|((_, net), _)| matches!(net, Net::ByLevel(_)));
        });
        may_be
    }

    /// The clauses beside the band's: units, and the modifiers that apply in every way.
    fn reasons_besides(
        &self,
        per_unit: Option<(&PerUnit, &fee::PerUnit)>,
        fee: &fee::Published,
        given: Given<'_>,
        reasons: &mut Vec<Reason>,
    ) {
        let mut units: Vec<Option<u64>> = Vec::new();
        let mut applied = vec![true; self.modifiers.len()];
        self.each_way(given, &mut |point| {
            if let Some((unit, _)) = per_unit {
                let (least, most) = self.ends(unit.of, point);
                units.extend([unit.units(least).whole(), unit.units(most).whole()]);
            }
            for (modifier, applied) in self.modifiers.iter().zip(&mut applied) {
                *applied &= modifier.applies(point);
            }
        });
        units.dedup();
        reasons.extend(per_unit.map(|(unit, written)| Reason::FeePerUnit {
            fact: written.fact.clone(),
            above: unit.above,
            unit: unit.unit,
            units: if let [units] = units.as_slice() { *units } else { None },
            net: unit.net,
            currency: fee.currency.clone(),
            source: written.source.clone(),
        }));
        for (_, modifier) in applied.iter().zip(&fee.modifiers).filter(|(applied, _)| **applied) {
            reasons.push(modifier_reason(modifier, &fee.currency));
        }
    }
}

fn modifier_reason(modifier: &fee::Modifier, currency: &Id) -> Reason {
    let (mut percent, mut net, mut fact, mut of) = (None, None, None, None);
    match &modifier.change {
        fee::Change::Percent(change) => percent = Some(*change),
        fee::Change::Net(change) => net = Some(*change),
        fee::Change::Ratio(ratio) => (fact, of) = (Some(ratio.fact.clone()), Some(ratio.of)),
    }
    let (modifier, source) = (modifier.id.clone(), modifier.source.clone());
    Reason::FeeModifier { modifier, percent, net, fact, of, currency: currency.clone(), source }
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String};

    use super::{
        super::tests::{VAT, by_unit, flat, outcome},
        *,
    };
    use crate::json;

    #[test]
    fn the_reasons_tell_band_units_and_modifiers_in_order() {
        let unit = r#""above": 10, "unit": 5, "net": 7, "part": "whole""#;
        let modifiers = r#""modifiers": [
            { "id": "charity", "source": "s#b", "percent": -20, "when": { "fact": "charity", "is": true } },
            { "id": "member", "source": "s#c", "net": -100, "when": { "fact": "member", "is": true } },
            { "id": "part", "source": "s#d", "ratio": { "fact": "months", "of": 12 } }]"#;
        let fee = format!("{}, {modifiers}, {VAT}", by_unit(500, unit));
        let reasons = outcome(&fee, r#""employees": 21, "charity": true, "member": false, "months": 6"#, "").reasons;
        let of_fee: Vec<String> =
            reasons.iter().map(json::canonical).filter(|it| it.contains("\"fee-") || it.contains("vat-rate")).collect();
        assert_eq!(
            of_fee,
            [
                r#"{"band":"flat","code":"fee-band","currency":"GBP","fact":null,"from":null,"net":500,"source":"s#a"}"#,
                r#"{"above":10,"code":"fee-per-unit","currency":"GBP","fact":"employees","net":7,"source":"s#a","unit":5,"units":2}"#,
                r#"{"code":"fee-modifier","currency":"GBP","fact":null,"modifier":"charity","net":null,"of":null,"percent":-20,"source":"s#b"}"#,
                r#"{"code":"fee-modifier","currency":"GBP","fact":"months","modifier":"part","net":null,"of":12,"percent":null,"source":"s#d"}"#,
                r#"{"code":"vat-rate","from":"2011-01-04","source":"s#a","tax_point":"2026-11-21","vat_rate_bp":2000}"#,
            ]
        );
    }

    #[test]
    fn modifiers_are_told_where_they_apply_units_or_none() {
        let modifiers = r#""modifiers": [
            { "id": "charity", "source": "s#b", "percent": -20, "when": { "fact": "charity", "is": true } },
            { "id": "early", "source": "s#c", "net": -100 }]"#;
        let unit = r#""above": 10, "unit": 5, "net": 7, "part": "whole""#;
        let told = |fee: &str, facts: &str| -> Vec<Id> {
            let reasons = outcome(&format!("{fee}, {modifiers}"), facts, "").reasons;
            let modifier = |reason| match reason {
                Reason::FeeModifier { modifier, .. } => Some(modifier),
                _ => None,
            };
            reasons.into_iter().filter_map(modifier).collect()
        };
        for (fee, facts) in [(&flat(500), ""), (&by_unit(500, unit), r#", "employees": 21"#)] {
            assert_eq!(
                told(fee, &format!(r#""charity": true{facts}"#)),
                [Id::from("charity"), Id::from("early")],
                "{fee}"
            );
            assert_eq!(told(fee, &format!(r#""charity": false{facts}"#)), [Id::from("early")], "{fee}");
        }
    }
}
